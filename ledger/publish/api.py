"""The indexes under api/ and the JSON of each number: everything as data."""

from __future__ import annotations

import json
from typing import Any

from ledger import rows
from ledger.blocks import number_address
from ledger.book import Book
from ledger.gates.held import Held
from ledger.pages import page_address
from ledger.publish.derive import formula


def dump(data: Any) -> str:
    """JSON that is the same in every build."""
    return json.dumps(data, ensure_ascii=False, indent=1, default=float) + "\n"


def pages_of(book: Book) -> dict[str, list[str]]:
    """Which pages print a number, by name. Quoting a value is not quoting its inputs."""
    found: dict[str, list[str]] = {}
    for path, page in book.pages.items():
        for name in sorted(book.quoted(page)):
            found.setdefault(name, []).append(path)
    return found


def addresses(book: Book, paths: list[str]) -> list[str]:
    """Where the pages among these that exist are, from the site's root."""
    return [page_address(path) for path in dict.fromkeys(paths) if path in book.pages]


def number_data(book: Book, name: str, held: dict[str, Held], pages: dict[str, list[str]]) -> dict[str, Any]:
    """A number as data: numbers/<name>.json."""
    number = book.number(name)
    state = held.get(name)
    fact = number.entry.fact if number.entry else None
    return {
        "id": name,
        "kind": number.kind,
        "value": book.value(name),
        "low": fact.low if fact else None,
        "high": fact.high if fact else None,
        "unit": number.unit,
        "text": book.text(name),
        "doc": book.title(name),
        "inputs": book.inputs(name),
        "formula": formula(number.definition) if number.definition else "",
        "sources": book.sources(name),
        "evidence": book.evidence(name),
        "date": book.date(name),
        "marks": book.marks(name),
        "held": state.text if state else "fact",
        "checks": list(state.checks) if state else [],
        "pages": addresses(book, pages.get(name, [])),
        "address": number_address(book, name),
    }


ROW = [
    "id",
    "value",
    "unit",
    "text",
    "doc",
    "inputs",
    "formula",
    "sources",
    "evidence",
    "held",
    "checks",
    "pages",
]
"""What api/values.json says of each value; its own file says more."""


def value_data(book: Book, name: str, held: dict[str, Held], pages: dict[str, list[str]]) -> dict[str, Any]:
    """A value as data: the row of api/values.json."""
    data = number_data(book, name, held, pages)
    return {key: data[key] for key in ROW}


def fact_data(book: Book, name: str, pages: dict[str, list[str]]) -> dict[str, Any]:
    """A fact or assumption as data: the row of api/facts.json."""
    entry = book.facts.entries[name]
    data = entry.fact.model_dump(exclude_none=True)
    data = {key: value for key, value in data.items() if value not in ("", ())}
    place = {"family": entry.family, "member": entry.member, "field": entry.field} if entry.family else {}
    quoted = addresses(book, pages.get(name, []))
    return {"id": name, **data, **place, "text": book.text(name), "pages": quoted}


def table_data(book: Book, name: str) -> dict[str, Any]:
    """A table as data: its columns with their units, and its rows."""
    return {
        "id": name,
        "kind": "table",
        "doc": book.title(name),
        "columns": dict(rows.columns(book, name)),
        "rows": rows.table_rows(book, name),
        "inputs": book.inputs(name),
        "sources": book.sources(name),
        "evidence": book.evidence(name),
        "date": book.date(name),
        "address": number_address(book, name),
    }


def figure_data(
    book: Book, name: str, texts: dict[str, str], size: tuple[int, int], files: list[str]
) -> dict[str, Any]:
    """A figure as data: the row of api/figures.json, paths from the site's root; `size` is its SVG's."""
    figure = book.figures[name]
    at = f"figures/{name}/"
    return {
        "id": name,
        **texts,
        "page": next(iter(addresses(book, [figure.page])), ""),
        "width": size[0],
        "height": size[1],
        "embed": f"{at}embed/",
        "svg": f"{at}figure.svg",
        "png": f"{at}figure.png",
        "csv": f"{at}data.csv",
        "json": f"{at}data.json",
        "spec": f"{at}spec.vl.json" if "spec.vl.json" in files else None,  # none if drawn by hand
        "oembed": f"{at}oembed.json",
    }


def claim_data(book: Book, name: str) -> dict[str, Any]:
    """A claim as data: the row of api/claims.json."""
    claim = book.claims[name]
    record = claim.record
    pages = [path for path, page in book.pages.items() if name in page.claims]
    return {
        "id": name,
        "section": record.section,
        "says": book.fill(record.says),
        "stated": record.stated,
        "verdict": claim.verdict,
        "decided_by": list(record.decided_by),
        "note": book.fill(record.note),
        "since": book.fill(record.since),
        "pages": addresses(book, [record.page, *pages]),
    }


def page_data(book: Book, path: str) -> dict[str, Any]:
    """A page as data: the row of api/pages.json."""
    page = book.pages[path]
    return {
        "path": page_address(path),
        "title": book.fill(page.question),
        "values": sorted(book.quoted(page)),
        "figures": page.figures,
        "claims": page.claims,
    }
