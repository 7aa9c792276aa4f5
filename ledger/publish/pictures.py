"""Figures with their texts filled in: what the drawing engine needs, and their HTML in a page."""

from __future__ import annotations

from html import escape
from typing import Any

from ledger import rows, text
from ledger.book import Book, Figure
from ledger.faults import Fault
from ledger.figures import Picture, inline_figure


def picture(book: Book, figure: Figure) -> Picture:
    """A figure ready to draw."""
    spec = figure.spec
    place = (figure.file, figure.line)
    sources = [book.facts.sources[name] for name in book.sources(figure.table)]
    publishers = list(dict.fromkeys(source.publisher for source in sources))
    return Picture(
        name=figure.name,
        function=figure.function,
        title=book.fill(spec.title, *place),
        subtitle=book.fill(spec.subtitle, *place),
        alt=book.fill(spec.alt, *place),
        caption=book.fill(spec.caption, *place),
        source_line="Sources: " + "; ".join(publishers) if publishers else "Our arithmetic",
        date=text.day(newest(book, figure.table)) if book.date(figure.table) else "",
        rows=tuple(rows.table_rows(book, figure.table)),
        columns=rows.columns(book, figure.table),
        height=spec.height,
        phone_height=spec.phone_height,
    )


def newest(book: Book, name: str) -> str:
    """The newest date among the facts under a number."""
    return max((book.numbers[above].entry.fact.date for above in book.grounds(name)), default="")  # type: ignore[union-attr]


def inline(book: Book, figure: Figure, prefix: str, blank: str = "") -> str:
    """A figure's HTML in a page. A blank one keeps its title's typed words and loses every bound text."""
    if blank:
        texts = [blanked(book, template, blank, figure) for template in figure.templates() if template]
        return f'<figure class="fig" id="figure-{figure.name}"><figcaption>{escape(" ".join(texts))}</figcaption></figure>'
    try:
        return inline_figure(picture(book, figure), f"{prefix}figures/{figure.name}/")
    except Fault:
        raise
    except Exception as error:
        raise Fault(f"{figure.name}: {type(error).__name__}: {error}", figure.file, figure.line) from error


def blanked(book: Book, template: str, blank: str, figure: Figure) -> str:
    """A text with a mark in place of every quote."""
    from ledger.quotes import quotes

    parts: list[Any] = []
    at = 0
    for quote in quotes(template, figure.file, figure.line):
        book.text(quote.name, quote.filters)
        parts += [template[at : quote.start], blank]
        at = quote.end
    return "".join([*parts, template[at:]])
