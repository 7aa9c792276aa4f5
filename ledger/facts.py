"""Facts, assumptions, families and sources, read from TOML and validated strictly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from ledger.faults import Fault, nearest, read, written
from ledger.records import build, no_number, read_records
from ledger.units import UNITS, no_unit

EVIDENCE = ("filed", "measured", "maker", "press", "analyst")
"""Who says a fact, strongest first: a value inherits the weakest of its inputs; our own choice is weaker."""

_BESIDE = ("claims.toml", "names.toml")  # what lies beside the folder of facts

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _iso(value: Any) -> Any:
    text = str(value)
    if not _DATE.fullmatch(text):
        raise ValueError("a date is written 2026-05-14, 2026-05 or 2026")
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise ValueError(f"{text} is no day of the calendar") from None
    return text


def _words(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("it is not words")
    if not value.strip():
        raise ValueError("it is empty")
    if "\n" in value:
        raise ValueError("it runs over several lines")
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str):
        raise ValueError("it is not a number")
    return _number_or_words(value)


def _number_or_words(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("it is neither a number nor words")
    try:
        if isinstance(value, str) or isfinite(value):
            return value
    except OverflowError:
        pass
    raise ValueError("it is not finite")


def _address(value: Any) -> Any:
    if not re.match(r"https?://\S+$|$", str(value)):
        raise ValueError("an address begins with https:// or http://")
    return value


def _unit(value: Any) -> Any:
    if not isinstance(value, str) or value not in UNITS:
        raise ValueError(no_unit(str(value)))
    return value


Iso = Annotated[str, BeforeValidator(_iso)]
UnitName = Annotated[str, BeforeValidator(_unit)]
Words = Annotated[str, BeforeValidator(_words)]
Number = Annotated[float, BeforeValidator(_number)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """A document that somebody published."""

    title: Words
    publisher: Words
    date: Iso
    url: Annotated[str, BeforeValidator(_address)] = ""
    kind: Literal["filing", "paper", "dataset", "web", "press", "book", "repository", "talk"]


class Member(_Strict):
    """One of a family: the chip, the model, the provider that the fields of its file describe."""

    label: Words
    maker: str = ""
    order: int = 1000


class Fact(_Strict):
    """A number, range, date or few words that a source states, or (kind = "assumption") that we choose."""

    title: Words
    kind: Literal["fact", "assumption"] = "fact"
    value: Annotated[float | str, BeforeValidator(_number_or_words)] | None = None
    low: Number | None = None
    high: Number | None = None
    unit: UnitName
    date: Iso
    as_stated: str = ""
    source: str = ""
    locator: str = ""
    evidence: Literal["filed", "measured", "maker", "press", "analyst"] | None = None
    seen: Literal["original", "copy", "not seen"] | None = None
    reason: str = ""
    note: str = ""
    disputes: str = ""
    aliases: tuple[str, ...] = ()
    review_by: Iso | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise ValueError("low and high come together")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low is above high")
        if self.value is None and self.low is None:
            raise ValueError("a value, or low and high, is missing")
        if UNITS[self.unit].style in ("text", "date"):
            if not isinstance(self.value, str):
                raise ValueError(f"a {self.unit} is written in quotes")
            if self.unit == "date":
                _iso(self.value)
            if self.low is not None:
                raise ValueError(f"a {self.unit} has no low and high")
        elif isinstance(self.value, str):
            raise ValueError(f"'{self.value}' is not a number: use unit = \"text\" for words")
        elif (
            self.value is not None and self.low is not None and not self.low <= self.value <= (self.high or 0)
        ):
            raise ValueError("the value lies outside low and high")
        if self.kind == "assumption":
            return self._assumed()
        missing = [key for key in ("as_stated", "source", "evidence", "seen") if not getattr(self, key)]
        if missing:
            raise ValueError(f"a fact needs {' and '.join(missing)}")
        if self.reason:
            raise ValueError("only an assumption has a reason")
        return self

    def _assumed(self) -> Self:
        if not self.reason:
            raise ValueError("an assumption needs a reason")
        if self.low is None and UNITS[self.unit].style not in ("text", "date"):
            raise ValueError("an assumption needs low and high: the reader may move it")
        extra = [key for key in ("source", "evidence", "seen", "as_stated") if getattr(self, key)]
        if extra:
            raise ValueError(f"an assumption has no {' and no '.join(extra)}")
        return self

    @property
    def central(self) -> float | str:
        """The value, or the middle of a range that is stated without one."""
        if self.value is not None:
            return self.value
        assert self.low is not None and self.high is not None
        return (self.low + self.high) / 2

    @property
    def ranged(self) -> bool:
        """Whether the fact spans a range."""
        return self.low is not None and self.low != self.high


@dataclass(frozen=True)
class Entry:
    """A fact with its place: its name, its file and line, its family and member where it has one."""

    name: str
    fact: Fact
    file: Path
    line: int
    topic: str
    family: str = ""
    member: str = ""
    field: str = ""


def weakest(facts: Iterable[Fact]) -> str:
    """The weakest evidence among facts: `assumption` if one of them is ours, or if there is none."""
    ranks = [EVIDENCE.index(fact.evidence) if fact.evidence else len(EVIDENCE) for fact in facts]
    return (*EVIDENCE, "assumption")[max(ranks, default=len(EVIDENCE))]


def oldest(facts: Iterable[Fact]) -> str:
    """The oldest date among facts; empty if there is none."""
    return min((fact.date for fact in facts), default="")


@dataclass
class Facts:
    """Everything that the fact files say."""

    entries: dict[str, Entry] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    families: dict[str, dict[str, Member]] = field(default_factory=dict)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)  # field -> member -> name
    family_of: dict[str, str] = field(default_factory=dict)  # field -> family
    source_lines: dict[str, tuple[Path, int]] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)  # file -> what it is about


_FIRST = re.compile(r"#+ *(.+?)(?:[.:](?:\s|$)|$)", re.MULTILINE)
"""The comment at the head of a topic's file, to its first full stop or colon: the topic's title."""


def load_facts(root: Path, folder: Path) -> Facts:
    """Read `folder`/sources.toml, its topics and its families; Fault at the first mistake."""
    facts = Facts()
    for sources in written(folder, "sources*.toml"):
        shown = sources.relative_to(root)
        for name, (record, line) in read_records(sources, shown).items():
            if name in facts.sources:
                place = ":".join(map(str, facts.source_lines[name]))
                raise Fault(f"'{name}' exists already in {place}", shown, line)
            facts.sources[name] = build(Source, record, name, shown, line)
            facts.source_lines[name] = (shown, line)
    for file in written(folder, "*.toml"):
        if not file.name.startswith("sources"):
            _read_topic(facts, root, file)
    for file in written(folder, "*/*.toml"):
        _read_member(facts, root, file)
    for file in written(folder, "*/*/**/*.toml"):
        raise Fault("facts lie in a topic's file or one folder down, in a family's", file.relative_to(root))
    for file in [*written(folder.parent, "**/*.[tT][oO][mM][lL]"), *written(folder, "**/*.py")]:
        beside = file.parent == folder.parent and file.name in _BESIDE
        if not (beside or folder in file.parents) or file.suffix != ".toml":
            what = f"nothing reads this file: facts lie in {folder.relative_to(root)}/<topic>.toml"
            raise Fault(what, file.relative_to(root))
    for entry in facts.entries.values():
        if entry.field in facts.families:
            raise Fault(f"the field '{entry.field}' has the name of a family", entry.file, entry.line)
    for column in facts.fields:
        if column in facts.entries:
            entry = facts.entries[column]
            raise Fault(f"'{column}' is also a field of {facts.family_of[column]}", entry.file, entry.line)
    return facts


def _read_topic(facts: Facts, root: Path, file: Path) -> None:
    shown = file.relative_to(root)
    for name, (record, line) in read_records(file, shown).items():
        _add(facts, Entry(name, build(Fact, record, name, shown, line), shown, line, file.stem))
    first = _FIRST.match(read(file, shown))
    facts.topics[file.stem] = first[1] if first else file.stem.replace("_", " ").capitalize()


def _read_member(facts: Facts, root: Path, file: Path) -> None:
    shown, family, member = file.relative_to(root), file.parent.name, file.stem
    records = read_records(file, shown)
    if "member" not in records:
        raise Fault("a family's file begins with a [member] header that holds its label", shown)
    record, line = records.pop("member")
    known = build(Member, record, "member", shown, line)
    for other, members in facts.families.items():  # tables print one label wherever the member's name stands
        if member in members and members[member].label != known.label:
            what = (
                f"'{member}' is labelled '{members[member].label}' in the family {other}, not '{known.label}'"
            )
            raise Fault(what, shown, line)
    facts.families.setdefault(family, {})[member] = known
    for key, (record, line) in records.items():
        if facts.family_of.setdefault(key, family) != family:
            raise Fault(f"the field '{key}' exists in the family {facts.family_of[key]} already", shown, line)
        name = f"{member}_{key}"
        facts.fields.setdefault(key, {})[member] = name
        fact = build(Fact, record, name, shown, line)
        _add(facts, Entry(name, fact, shown, line, f"{family}/{member}", family, member, key))


def _add(facts: Facts, entry: Entry) -> None:
    for name in (entry.name, *entry.fact.aliases):
        if what := no_number(name):
            raise Fault(what, entry.file, entry.line)
        if name in facts.entries:
            other = facts.entries[name]
            raise Fault(f"'{name}' exists already in {other.file}:{other.line}", entry.file, entry.line)
    if entry.fact.source and entry.fact.source not in facts.sources:
        raise Fault(
            f"{entry.name}: the source '{entry.fact.source}' is not in sources.toml"
            f"{nearest(entry.fact.source, facts.sources)}",
            entry.file,
            entry.line,
        )
    facts.entries[entry.name] = entry
