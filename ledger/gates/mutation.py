"""Mutation: a fact that moves moves every page that quotes it or rests on it."""

from __future__ import annotations

from typing import Any

from ledger.book import Book
from ledger.faults import Fault


def mutation_faults(book: Book) -> list[Fault]:
    """A fault for each page that stays as it is when a fact under one of its numbers changes by half."""
    found = []
    for page in book.pages.values():
        under: dict[str, list[str]] = {}
        for name in sorted(book.quoted(page), key=lambda name: len(book.graph.above(name))):
            for ground in book.grounds(name):
                under.setdefault(ground, []).append(name)
        for ground, names in under.items():
            value = book.get(ground)
            if isinstance(value, str):
                continue
            given = {ground: value * 1.5 if value else 1.0}
            if not any(_moves(book, name, given) for name in names):
                what = f"the page stays as it is when '{ground}' grows by half, under '{names[0]}'"
                found.append(Fault(what, page.file))
    return found


def _moves(book: Book, name: str, given: dict[str, Any]) -> bool:
    try:
        before, after = book.get(name), book.get(name, given)
    except Fault:
        return True
    return bool(before != after)
