"""Claims of the article and their verdicts: computed for numbers, set by hand for words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from ledger.bind import is_word
from ledger.facts import UnitName, Words
from ledger.faults import Fault, nearest
from ledger.records import build, read_records
from ledger.stated import Stated, read

if TYPE_CHECKING:
    from ledger.book import Book

CLAIMS = Path("snippets/claims.toml")
"""Where a project keeps them."""

VERDICTS = {
    "supported": "✓",
    "imprecise": "≈",
    "outdated": "◷",
    "contradicted": "✕",
    "unverifiable": "?",
    "opinion": "❝",
}
"""The six verdicts, each with its shape."""

Verdict = Literal["supported", "imprecise", "outdated", "contradicted", "unverifiable", "opinion"]


class Record(BaseModel):
    """A claim as its file holds it: see CONTRIBUTING for the keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    section: Words
    says: Words
    stated: str = ""
    unit: UnitName | None = None
    compare: str = ""
    older: str = ""
    other_base: str = ""
    decided_by: tuple[str, ...]
    verdict: Verdict | None = None
    note: str = ""
    since: str = ""
    page: Words

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.compare) == bool(self.verdict):
            raise ValueError(
                "a claim has either 'compare' (its verdict is computed) or 'verdict' (set by hand)"
            )
        if self.compare and not (self.stated and self.unit):
            raise ValueError("a computed verdict needs 'stated' and 'unit'")
        if not self.decided_by:
            raise ValueError("'decided_by' names nothing")
        return self


@dataclass(frozen=True)
class Claim:
    """A claim with its place and its verdict."""

    name: str
    record: Record
    verdict: str
    line: int


def load_claims(book: Book, file: Path) -> dict[str, Claim]:
    """Every claim in the article's order; Fault if one names what does not exist."""
    if not file.exists():
        return {}
    shown = file.relative_to(book.root)
    claims = {}
    for name, (data, line) in read_records(file, shown).items():
        record = build(Record, data, name, shown, line)
        for asked in (*record.decided_by, record.compare, record.older, record.other_base):
            _exists(book, asked, name, shown, line)
        if book.pages and record.page not in book.pages:  # an installed ledger comes without pages
            what = f"{name}: no page is called '{record.page}'{nearest(record.page, book.pages)}"
            raise Fault(what, shown, line)
        for template in (record.says, record.note, record.since):
            book.check_names(template, shown, line)
        claims[name] = Claim(name, record, record.verdict or _computed(book, record, name, shown, line), line)
    return claims


def _exists(book: Book, asked: str, name: str, shown: Path, line: int) -> None:
    source = asked.removeprefix("source:")
    if source != asked:
        if source not in book.facts.sources:
            raise Fault(f"{name}: no source '{source}'{nearest(source, book.facts.sources)}", shown, line)
    elif asked:
        try:
            book.number(asked)
        except Fault as fault:
            raise Fault(f"{name}: {fault.what}", shown, line) from None


def _computed(book: Book, record: Record, name: str, shown: Path, line: int) -> str:
    assert record.unit
    for asked in (record.compare, record.older, record.other_base):
        if asked and (not book.numbers[asked].unit or is_word(book.numbers[asked].unit)):
            raise Fault(f"{name}: '{asked}' is no number to compare with", shown, line)
    try:
        stated = read(record.stated, record.unit)
        span = book.range(record.compare, record.unit)
        others = [book.value(record.other_base, record.unit)] if record.other_base else []
        older = [book.value(record.older, record.unit)] if record.older else []
        return verdict(stated, book.value(record.compare, record.unit), span, others, older)
    except ValueError as error:
        raise Fault(f"{name}: {error}", shown, line) from None
    except Fault as fault:
        raise Fault(f"{name}: {fault.what}", fault.file or shown, fault.line or line) from None


def verdict(
    stated: Stated,
    ours: float,
    span: tuple[float, float],
    others: list[float] | None = None,
    older: list[float] | None = None,
) -> str:
    """The one rule for numbers.

    Within half a unit of the last stated digit, or 1 %: supported. Equal to an older dated fact: outdated.
    Inside our range, within 25 %, or right under another named base: imprecise. Else contradicted. A stated
    range is right where it holds our number, and as far off as its nearer end. Signs count: a profit is not
    a loss.
    """
    if _right(stated, ours):
        return "supported"
    if any(_right(stated, other) for other in older or ()):
        return "outdated"
    near = _distance(stated, ours) <= 0.25 * abs(ours)
    overlaps = stated.low <= span[1] and stated.high >= span[0]
    if near or overlaps or any(_right(stated, other) for other in others or ()):
        return "imprecise"
    return "contradicted"


def _distance(stated: Stated, ours: float) -> float:
    return max(stated.low - ours, ours - stated.high, 0.0)


def _right(stated: Stated, ours: float) -> bool:
    below, above = (max(half, 0.01 * abs(ours)) * (1 + 1e-9) for half in (stated.half_low, stated.half))
    return stated.low - below <= ours <= stated.high + above


__all__ = ["CLAIMS", "VERDICTS", "Claim", "Record", "load_claims", "verdict"]
