"""What a figure is: the mark on its function, the picture it becomes, and the rows it draws."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from ledger import text

if TYPE_CHECKING:
    import altair as alt

Rows = list[dict[str, Any]]
Plot = TypeVar("Plot", bound=Callable[..., Any])


@dataclass(frozen=True)
class FigureSpec:
    """How a figure function was declared; the texts are templates that the caller fills in."""

    name: str
    table: str
    title: str
    subtitle: str
    alt: str
    caption: str
    height: int
    phone_height: int
    file: str
    line: int


@dataclass(frozen=True)
class Drawing:
    """A picture drawn by hand: `body` is SVG (elements as text) in a box of `width` by `height` px.

    Draw it at `look.width`; colours are `look.accent` … or classes (`fig-ink` fills, `fig-ink-line` strokes).
    """

    width: float
    height: float
    body: str


@dataclass(frozen=True)
class Source:
    """A source as downloads and captions name it."""

    title: str
    publisher: str = ""
    url: str = ""


@dataclass(frozen=True)
class Picture:
    """One figure with all its texts filled in: what the engine hands over.

    Texts are plain, except those named `*_html`, which a page shows instead where they are given.
    `page` and `home` are addresses within the site: of the page that explains it, of the figure itself.
    """

    name: str
    title: str
    alt: str
    rows: Rows
    columns: Mapping[str, str]  # column -> name of its unit in ledger.units
    subtitle: str = ""
    caption: str = ""
    source: str = ""  # the source line, without the word "Source"
    date: str = ""  # as of
    citation: str = ""
    licence: str = ""
    sources: Sequence[Source] = ()
    page: str = ""
    height: int = 340
    phone_height: int = 380
    labels: Mapping[str, str] = field(
        default_factory=dict
    )  # column -> its head, where the name is not enough
    title_html: str = ""
    subtitle_html: str = ""
    caption_html: str = ""
    site_name: str = ""
    site_url: str = ""  # absolute, ends in a slash; may be empty

    @property
    def home(self) -> str:
        """Address of the figure's own page within the site."""
        return f"figures/{self.name}/"

    @property
    def day(self) -> str:
        """Its date in words; empty without one."""
        return text.day(self.date) if self.date else ""

    def label(self, column: str) -> str:
        """What a column is called, without its unit."""
        return self.labels.get(column, column.replace("_", " "))


def figure(
    *,
    table: str,
    title: str,
    alt: str,
    subtitle: str = "",
    height: int = 340,
    phone_height: int = 380,
    caption: str = "",
) -> Callable[[Plot], Plot]:
    """Mark a function `(rows, look)` as the figure of a table; its name is the figure's name.

    Heights are those of the whole drawing in px, for the wide and the phone layout.
    """

    def mark(function: Plot) -> Plot:
        code = function.__code__
        function.figure = FigureSpec(  # type: ignore[attr-defined]
            function.__name__,
            table,
            title,
            subtitle,
            alt,
            caption,
            height,
            phone_height,
            code.co_filename,
            code.co_firstlineno,
        )
        return function

    return mark


def frame(rows: Rows, /, **columns: Callable[[dict[str, Any]], Any]) -> alt.InlineData:
    """The rows as chart data; `columns` adds computed ones: `frame(rows, label=lambda row: …)`.

    Types are not guessed: write `alt.X("area:Q")`, never `alt.X("area")`. Holes stay holes; NaN is refused.
    """

    values = [row | {name: make(row) for name, make in columns.items()} for row in rows]
    for row in values:
        for name, value in row.items():
            if isinstance(value, float) and not math.isfinite(value):
                raise ValueError(f"column '{name}' holds {value}, which cannot be drawn")
    return _rows_class()(values=values)


@cache
def _rows_class() -> type[alt.InlineData]:
    import altair as alt

    class Rows(alt.InlineData):
        """Rows that Altair shares between charts: it copies them, cell by cell, for each `+` and `encode`."""

        def __deepcopy__(self, memo: object = None) -> Rows:
            return self

    return Rows
