"""As stated: the number and unit of each fact can be read back from the figure its source prints."""

from __future__ import annotations

import re
from math import isclose

from ledger import text
from ledger.book import Book, today
from ledger.facts import Entry
from ledger.faults import Fault, nearest
from ledger.stated import read

MOST_CHARACTERS = 60
"""The longest figure with its unit: sources are paraphrased, never copied."""


def stated_faults(book: Book) -> list[Fault]:
    """A fault for each fact whose `as_stated` differs from its value, or whose dispute is with nobody, and
    for each source that is not out yet.
    """
    found = [
        Fault(f"{e.name}: {what}", e.file, e.line) for e in book.facts.entries.values() if (what := _wrong(e))
    ]
    for tag, names in book.disputes.items():
        if len(names) == 1:
            entry = book.facts.entries[names[0]]
            others = nearest(tag, book.disputes.keys() - {tag})
            what = f"{entry.name}: nothing else disputes '{tag}'{others}"
            found.append(Fault(what, entry.file, entry.line))
    now = today()
    for name, source in book.facts.sources.items():
        if source.date > now:
            what = f"{name}: its date {source.date} is still to come"
            found.append(Fault(what, *book.facts.source_lines[name]))
    return found


def _wrong(entry: Entry) -> str:
    fact = entry.fact
    if fact.kind == "assumption":
        return ""
    if fact.unit == "text":
        return (
            ""
            if fact.as_stated == fact.value
            else f"as_stated '{fact.as_stated}' is not the text '{fact.value}'"
        )
    if fact.unit == "date":
        return _wrong_date(str(fact.value), fact.as_stated)
    if len(fact.as_stated) > MOST_CHARACTERS:
        return f"as_stated holds a figure of at most {MOST_CHARACTERS} characters, not a sentence"
    try:
        stated = read(fact.as_stated, fact.unit)
    except ValueError as error:
        return f"as_stated {error}"
    if fact.value is None:
        ends = [float(fact.low or 0), float(fact.high or 0)]
    else:
        ends = [float(fact.value)] * (1 if stated.low == stated.high else 2)
        if stated.low != stated.high and stated.low <= ends[0] <= stated.high:
            return ""
    for ours, theirs in zip(ends, (stated.low, stated.high), strict=False):
        if theirs < 0 < ours or not isclose(abs(ours), abs(theirs), rel_tol=1e-9, abs_tol=1e-15):
            return f"as_stated '{fact.as_stated}' reads as {theirs:g} {fact.unit}, not as {ours:g}"
    return ""


def _wrong_date(value: str, stated: str) -> str:
    """A date's year, month and day must stand in the text, in figures or in words."""
    parts = value.split("-")
    month = text.day(value, "month").split(text.GAP)[0] if len(parts) > 1 else ""
    found = parts[0] in stated
    if month:
        found &= month.lower()[:3] in stated.lower() or bool(re.search(rf"\b0?{int(parts[1])}\b", stated))
    if len(parts) > 2:
        found &= bool(re.search(rf"(?<!\d)0?{int(parts[2])}(?!\d)", stated))
    return "" if found else f"as_stated '{stated}' is not the date {value}"
