"""What a build adds to the pages: generated pages before, data and files after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from ledger import text
from ledger.book import Book
from ledger.facts import EVIDENCE, Source
from ledger.figures import embed, files
from ledger.gates.held import Held
from ledger.publish import api, listings
from ledger.publish.entries import Entries
from ledger.publish.pictures import drawn, newest, picture

WORDS_A_MINUTE = 220
GALLERY = "figures/index.md"


def figure_texts(book: Book, name: str) -> dict[str, str]:
    """A figure's texts with their numbers."""
    figure = book.figures[name]
    place = (figure.file, figure.line)
    return {"title": book.fill(figure.spec.title, *place), "alt": book.fill(figure.spec.alt, *place)}


def generated_pages(
    book: Book, entries: Entries, site_url: str, serve: bool, order: list[str]
) -> dict[str, Callable[[], str]]:
    """What makes the Markdown of every generated page, by path under docs: a server makes few of them.

    `order` is that of the pages in the contents.
    """
    named = entries.pages_by_file()
    pages: dict[str, Callable[[], str]] = {
        file: partial(entries.markdown, file, names) for file, names in named.items()
    }
    pages["numbers/index.md"] = partial(listings.numbers_page, book, named, entries.title, order)
    pages["sources.md"] = partial(listings.sources_page, book)
    pages["claims.md"] = partial(listings.claims_page, book)
    pages[GALLERY] = partial(_gallery_page, book, site_url, serve, order)
    for name in book.figures:
        pages[f"figures/{name}.md"] = partial(_figure_page, book, name, site_url, serve)
    return pages


def _gallery_page(book: Book, site_url: str, serve: bool, order: list[str]) -> str:
    shown = {name: picture(book, figure, site_url) for name, figure in book.figures.items()}
    phone = {name: drawn(book, figure, shown[name], serve).phone for name, figure in book.figures.items()}
    return listings.gallery_page(
        book, {name: figure_texts(book, name) for name in book.figures}, phone, order
    )


def _figure_page(book: Book, name: str, site_url: str, serve: bool) -> str:
    shown = picture(book, book.figures[name], site_url)
    plots = drawn(book, book.figures[name], shown, serve)
    snippets, charted = [embed.iframe(shown, plots), embed.image(shown)], plots.chart is not None
    return listings.figure_page(book, name, figure_texts(book, name), snippets, shown.citation, charted)


def tallied(book: Book, held: dict[str, Held], names: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    """How many of these numbers rest on which evidence at the weakest, and how many are held by what."""
    evidence = dict.fromkeys((*EVIDENCE, "assumption"), 0)
    kinds = {"outside": 0, "closure": 0, "identity": 0, "formula": 0, "no": 0, "source": 0}
    for name in names:
        evidence[book.evidence(name)] += 1
        if book.numbers[name].kind != "table":  # a table is held by the values that it lists
            kinds[held[name].text.split(":")[0] if name in held else "source"] += 1
    return evidence, kinds


def about(book: Book, held: dict[str, Held], path: str) -> dict[str, Any]:
    """A page about itself: reading time, newest fact, numbers by what holds them and by evidence, sources."""
    page = book.pages[path]
    words = len(re.findall(r"\w+", (book.root / page.file).read_text(encoding="utf-8")))
    names = sorted(book.quoted(page))
    evidence, kinds = tallied(book, held, names)
    own = {*page.numbers, *page.tables}
    own |= {book.figures[figure].table for figure in page.figures if figure in book.figures}
    known = sorted(own & book.numbers.keys())  # what is not known is told when its own page is made
    dates = [when for name in known if (when := newest(book, name))]
    return {
        "minutes": max(1, round(words / WORDS_A_MINUTE)),
        "newest": text.day(max(dates)) if dates else "",
        "held": kinds,
        "evidence": evidence,
        "numbers": len(names),
        "question": book.fill(page.question),
        "sources": _sources(book, names),
    }


def picture_of(book: Book, path: str) -> str:
    """The figure that stands for a page where its address is shared: its own, or the first one shown."""
    page = book.pages.get(path)
    shown = page.figures if page else [path.removeprefix("figures/")]
    return next((name for name in shown if name in book.figures), "")


def _sources(book: Book, names: list[str]) -> list[tuple[str, Source, str]]:
    """The sources of some numbers with their dates in words, by publisher and title."""
    found = {source for name in names for source in book.sources(name)}
    listed = [(name, book.facts.sources[name]) for name in found]
    listed.sort(key=lambda item: (item[1].publisher.lower(), item[1].title, item[0]))
    return [(name, source, text.day(source.date)) for name, source in listed]


def write_numbers(book: Book, held: dict[str, Held], target: Path, only: set[str] | None = None) -> None:
    """Write numbers/*.json, or of them what `only` names."""
    pages = api.pages_of(book)
    for name, number in book.numbers.items():
        if only is not None and f"numbers/{name}.json" not in only:
            continue
        table = number.kind == "table"
        data = api.dump(api.table_data(book, name) if table else api.number_data(book, name, held, pages))
        for address in (name, *number.formerly):
            _write(target / "numbers" / f"{address}.json", data)


def write_figures(
    book: Book,
    held: dict[str, Held],
    target: Path,
    site_url: str,
    fast: bool = False,
    only: set[str] | None = None,
) -> None:
    """Write every figure's files, and api/*.json.

    `fast` (the server) leaves pictures out; `only` names the figures by their data, and leaves the indexes
    out.
    """
    rows = [
        _write_figure(book, name, target, site_url, fast)
        for name in book.figures
        if only is None or f"figures/{name}/data.json" in only
    ]
    if only is None:
        _write_indexes(book, held, target, rows)


def _write_figure(book: Book, name: str, target: Path, site_url: str, fast: bool) -> dict[str, Any]:
    """Write a figure's files and its embed; its row of api/figures.json."""
    shown = picture(book, book.figures[name], site_url)
    plots = drawn(book, book.figures[name], shown, fast)
    made = files.files(shown, plots, pictures=not fast, packed=book.packed.get(name, b""))
    for file, content in made.items():
        _write(target / "figures" / name / file, content)
    _write(target / "figures" / name / "embed" / "index.html", embed.document(shown, plots))
    return api.figure_data(book, name, figure_texts(book, name), files.size(shown, plots), list(made))


def _write_indexes(book: Book, held: dict[str, Held], target: Path, figures: list[dict[str, Any]]) -> None:
    """Write api/*.json."""
    pages = api.pages_of(book)
    rows = [api.value_data(book, name, held, pages) for name, n in book.numbers.items() if n.kind == "value"]
    facts = [api.fact_data(book, name, pages) for name in book.facts.entries]
    indexes = {
        "facts": facts,
        "values": rows,
        "figures": figures,
        "claims": [api.claim_data(book, name) for name in book.claims],
        "pages": [api.page_data(book, path) for path in book.pages],
        "sources": [{"id": name, **source.model_dump()} for name, source in book.facts.sources.items()],
    }
    for name, rows_ in indexes.items():
        _write(target / "api" / f"{name}.json", api.dump(rows_))


def _write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
