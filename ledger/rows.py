"""Tables as rows: cells as texts, heads with units, the same everywhere (page, CSV, JSON, embed)."""

from __future__ import annotations

from typing import Any

from ledger.book import Book
from ledger.figures.cells import cell, unit_words
from ledger.units import UNITS


def table_rows(book: Book, name: str, given: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries: plain numbers, words, a member by its label, a hole as None."""
    keys = [key for key, _ in columns(book, name)]
    labels = {
        member: known.label for family in book.facts.families.values() for member, known in family.items()
    }
    named = [key for key, unit in columns(book, name) if unit == "text"]
    found = [dict(zip(keys, row, strict=True)) for row in book.get(name, given)]
    return [row | {key: labels.get(row[key], row[key]) for key in named} for row in found]


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
    """A column's head: its name in words, and its unit."""
    words = unit_words(unit)
    return f"{label(name)} ({words})" if words else label(name)


def numeric(unit: str) -> bool:
    """Whether a column holds numbers."""
    return UNITS[unit].style not in ("text", "date")


__all__ = ["cell", "columns", "head", "label", "numeric", "table_rows"]
