"""Tables as rows: cells as texts, heads with units, the same everywhere (page, CSV, JSON, embed)."""

from __future__ import annotations

from typing import Any

from ledger import text
from ledger.book import Book
from ledger.units import UNITS

_IN_CELL = ("percent", "times", "money", "text", "date")
"""Styles whose cells carry their own sign; other units stand in the head."""


def table_rows(book: Book, name: str, given: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries of plain numbers and words; None is a hole."""
    keys = [key for key, _ in columns(book, name)]
    return [dict(zip(keys, row, strict=True)) for row in book.get(name, given)]


def columns(book: Book, name: str) -> tuple[tuple[str, str], ...]:
    """Name and unit of each column of a table."""
    definition = book.number(name).definition
    assert definition is not None
    return definition.columns


def label(name: str) -> str:
    """A column's name in words."""
    words = name.strip("_").replace("_", " ")
    return words[:1].upper() + words[1:]


def head(name: str, unit: str) -> str:
    """A column's head: its name, and its unit where cells do not carry it."""
    symbol = UNITS[unit].symbol
    return f"{label(name)} ({symbol})" if symbol and UNITS[unit].style not in _IN_CELL else label(name)


def cell(value: Any, unit: str) -> str:
    """A cell as a reader sees it; a hole is a dash."""
    if value is None:
        return text.DASH
    if isinstance(value, str):
        return text.day(value) if UNITS[unit].style == "date" else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    style = UNITS[unit].style
    scale = {"usd_million": 1e6, "usd_billion": 1e9, "percent": 0.01}.get(unit, 1.0)
    symbol = UNITS[unit].symbol if style in _IN_CELL else ""
    whole = value == int(value) and abs(value) < 1e6
    return text.say(value * scale, symbol, style if style in _IN_CELL else "plain", 7 if whole and not symbol else 3)


def numeric(unit: str) -> bool:
    """Whether a column holds numbers."""
    return UNITS[unit].style not in ("text", "date")
