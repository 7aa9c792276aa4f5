"""Mutation: a fact that moves moves every page that quotes it or rests on it."""

from __future__ import annotations

from typing import Any

from ledger.book import Book
from ledger.faults import Fault


def mutation_faults(book: Book) -> list[Fault]:
    """A fault for each number and page that stay as they are when a fact under them changes by half."""
    found = []
    for page in book.pages.values():
        for name in sorted(book.quoted(page)):
            for ground in book.grounds(name):
                value = book.get(ground)
                if isinstance(value, str) or _moves(book, name, {ground: value * 1.5 if value else 1.0}):
                    continue
                what = f"'{name}' stays as it is when '{ground}' grows by half: does it rest on it?"
                found.append(Fault(what, page.file))
    return found


def _moves(book: Book, name: str, given: dict[str, Any]) -> bool:
    try:
        before, after = book.get(name), book.get(name, given)
    except Fault:
        return True
    return bool(before != after)
