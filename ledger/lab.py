"""What a lab's notebook asks of the ledger: numbers, tables and drawings, shown as a page shows them.

    from ledger.lab import draw, rows, show, value

Works in this site's build and after `pip install` of the repository, in any notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from ledger import units
from ledger.book import Book, open_book
from ledger.figures import Picture, cells, figure, markup, render, theme
from ledger.units import unit_name

# A notebook has no style sheet of its own for drawings; the site takes this one out again.
_STYLE = f"<style>:root{{{theme.variables(theme.LIGHT)}}}.fig__phone{{display:none}}{theme.classes()}</style>"


class Shown:
    """Something to look at: HTML where a notebook can show it, words elsewhere."""

    def __init__(self, html: str, words: str) -> None:
        self._html, self._words = html, words

    def _repr_html_(self) -> str:
        return self._html

    def __repr__(self) -> str:
        return self._words


@cache
def book() -> Book:
    """The ledger that is installed: facts, values and tables, without pages and claims."""
    import snippets

    return open_book(Path(str(snippets.__file__)).resolve().parents[1], words=False)


def value(name: str, unit: Any = None, **given: Any) -> Any:
    """A number in a unit (or its own), with inputs replaced: `defect_density=(0.002, per_mm2)`."""
    return book().value(name, _unit(unit) if unit is not None else None, _stored(given))


def show(*names: str, **given: Any) -> Shown:
    """Numbers by name with their titles, as a small table; inputs may be replaced as in `value`."""
    pairs = [(book().title(name), book().text(name, (), _stored(given))) for name in names]
    body = " ".join(
        f'<tr><th scope="row">{escape(title)}</th> <td class="figures">{escape(text)}</td></tr>'
        for title, text in pairs
    )
    return Shown(
        f"<table><tbody>{body}</tbody></table>", "\n".join(f"{title}: {text}" for title, text in pairs)
    )


def rows(data: Iterable[tuple[Any, ...]], **columns: Any) -> Shown:
    """A table of rows of your own; columns by name with their units, as in `@table`."""
    found = list(data)
    named = {key: _unit(unit) for key, unit in columns.items()}
    picture = Picture("rows", "", "", [dict(zip(named, row, strict=True)) for row in found], named)
    words = "\n".join(
        "  ".join(cells.cell(c, u) for c, u in zip(row, named.values(), strict=True)) for row in found
    )
    return Shown(cells.table(picture), words)


def draw(
    title: str, alt: str, data: Iterable[dict[str, Any]] = (), height: int = 320, phone_height: int = 340
) -> Callable[[Callable[..., Any]], Shown]:
    """Draw what the decorated function(rows, look) returns, an Altair chart or a Drawing.

    `alt` holds the words a listener hears. The function is called twice, for a wide page and for a phone.
    """

    def make(function: Callable[..., Any]) -> Shown:
        marked = figure(table="", title=title, alt=alt, height=height, phone_height=phone_height)(function)
        picture = Picture(function.__name__, title, alt, [dict(row) for row in data], {})
        plots = render.draw(marked, picture)
        inside = f'<div class="fig__title">{escape(title)}</div>{markup.plot(plots)}'
        return Shown(f'{_STYLE}<figure class="fig">{inside}</figure>', f"{title}. {alt}")

    return make


def _unit(unit: Any) -> str:
    """The name of a unit; TypeError if it is none, such as its name in quotes."""
    if name := unit_name(unit):
        return name
    raise TypeError(f"{unit!r} is not a unit of ledger.units: import it, and write it without quotes")


def _stored(given: dict[str, Any]) -> dict[str, float]:
    """Replaced inputs in the units in which the ledger stores them."""
    found = {}
    for name, pair in given.items():
        if not isinstance(pair, tuple):
            raise TypeError(f"say the unit: {name}=({pair!r}, per_mm2)")
        number, unit = pair
        found[name] = number * units.factor(_unit(unit), book().number(name).unit)
    return found
