"""Figures with their texts filled in: what the drawing engine needs, and their HTML in a page."""

from __future__ import annotations

from collections import Counter
from html import escape

from ledger import rows, text
from ledger.blocks import Blocks
from ledger.book import Book
from ledger.definitions import Figure
from ledger.faults import Fault
from ledger.figures import Picture, Source, markup
from ledger.figures.render import Plots, draw
from ledger.pages import page_address

MOST_NAMED = 5
"""Publishers that the source line of a figure names; its own page lists every source."""


def picture(book: Book, figure: Figure, site_url: str = "", prefix: str = "") -> Picture:
    """A figure ready to draw; `prefix` leads from the page that shows it to the site's root."""
    spec = figure.spec
    place = (figure.file, figure.line)
    sources = [book.facts.sources[name] for name in book.sources(figure.table)]
    blocks = Blocks(book, prefix)
    title = book.fill(spec.title, *place)
    date, credit = newest(book, figure.table), _credit(book, figure.table)
    parts = [credit, text.day(date) if date else ""]
    source = ", ".join(part for part in parts if part)
    return Picture(
        name=figure.name,
        title=title,
        alt=book.fill(spec.alt, *place),
        rows=rows.table_rows(book, figure.table),
        columns=dict(rows.columns(book, figure.table)),
        subtitle=book.fill(spec.subtitle, *place),
        caption=book.fill(spec.caption, *place),
        source=credit,
        date=date,
        citation=f"“{title}”, {book.site_name}. Sources: {source}. {site_url}figures/{figure.name}/",
        licence=book.licence,
        sources=[Source(source.title, source.publisher, source.url) for source in sources],
        page=page_address(figure.page) if figure.page in book.pages else "",
        height=spec.height,
        phone_height=spec.phone_height,
        labels={key: rows.label(key) for key, _ in rows.columns(book, figure.table)},
        title_html=blocks.filled(spec.title),
        subtitle_html=blocks.filled(spec.subtitle),
        caption_html=blocks.filled(spec.caption),
        site_name=book.site_name,
        site_url=site_url,
    )


def _credit(book: Book, name: str) -> str:
    """The publishers under a table, those of most facts first, and the number of those that are not named."""
    facts = [book.numbers[above].entry.fact for above in book.grounds(name)]  # type: ignore[union-attr]
    counted = Counter(book.facts.sources[fact.source].publisher for fact in facts if fact.source)
    publishers = sorted(counted, key=lambda publisher: (-counted[publisher], publisher))
    if len(publishers) > MOST_NAMED + 1:
        publishers[MOST_NAMED:] = [f"{len(publishers) - MOST_NAMED} others"]
    return "; ".join(publishers) if publishers else "our arithmetic"


def newest(book: Book, name: str) -> str:
    """The newest date among the facts under a number; empty if it rests on assumptions alone."""
    facts = [book.numbers[above].entry.fact for above in book.grounds(name)]  # type: ignore[union-attr]
    return max((fact.date for fact in facts if fact.kind == "fact"), default="")


def drawn(book: Book, figure: Figure, shown: Picture, serve: bool = False) -> Plots:
    """A figure's two drawings, made once for each opening of the ledger; a server remembers them."""
    if figure.name not in book.drawn:
        folder = book.root / ".cache" / "figures" if serve else None
        try:
            book.drawn[figure.name] = draw(figure.function, shown, folder)
        except Fault as fault:
            raise Fault(fault.what, figure.file, fault.line or figure.line) from fault
    plots: Plots = book.drawn[figure.name]
    return plots


def inline(book: Book, figure: Figure, prefix: str, blank: str = "", serve: bool = False) -> str:
    """A figure's HTML in a page. A blank one keeps its title's typed words and loses every bound text."""
    if blank:
        place = (figure.file, figure.line)
        words = escape(" ".join(book.fill(text, *place, blank) for text in figure.templates() if text))
        return f'<figure class="fig" id="figure-{figure.name}"><figcaption>{words}</figcaption></figure>'
    shown = picture(book, figure, prefix=prefix)
    return markup.inline(shown, drawn(book, figure, shown, serve), prefix)
