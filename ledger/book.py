"""The whole ledger, opened: facts, values, tables, figures, claims, pages, and what can be asked of them."""

from __future__ import annotations

import os
import traceback
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

from ledger import text
from ledger.bind import Binder, Field, Number, is_word
from ledger.claims import CLAIMS, Claim, load_claims
from ledger.definitions import Definition, Figure, definitions, figures
from ledger.facts import Facts, load_facts, oldest, weakest
from ledger.faults import Fault, nearest
from ledger.graph import Broken, Graph
from ledger.modules import hint, purge, snippet_modules
from ledger.pages import Page, load_pages
from ledger.printing import PARTS, Filters, look, unfit
from ledger.quotes import quotes
from ledger.results import wrong
from ledger.units import UNITS, factor


def today() -> str:
    """The day on which facts are judged due for another look; LEDGER_TODAY may set it."""
    return os.environ.get("LEDGER_TODAY") or datetime.now(UTC).date().isoformat()


MOST_CORNERS = 10
"""Ranged inputs beyond which a range is refused: two to the power of this many runs."""


@dataclass
class Book:
    """Everything by name. Values come in the unit asked for, texts as a reader sees them."""

    root: Path
    facts: Facts
    numbers: dict[str, Number]
    aliases: dict[str, str]
    columns: dict[str, Field]
    definitions: dict[str, Definition]
    graph: Graph
    figures: dict[str, Figure] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)  # values and tables whose results were looked at
    drawn: dict[str, Any] = field(default_factory=dict)  # figures drawn so far: ledger.publish.pictures
    packed: dict[str, bytes] = field(default_factory=dict)  # and their PNGs: ledger.publish.ahead
    site_name: str = ""  # what figures are signed with
    licence: str = ""  # under which others may use them

    # -- values ------------------------------------------------------------------------------------

    def number(self, name: str) -> Number:
        """The number of a name; Fault with the nearest good name if there is none."""
        if name in self.numbers:
            return self.numbers[name]
        if name in self.aliases:
            raise Fault(f"'{name}' is called '{self.aliases[name]}' now")
        if name in self.columns:
            cells = ", ".join(list(self.columns[name].cells.values())[:3])
            raise Fault(f"'{name}' is a field: name one of its numbers, such as {cells}")
        for call, known in (("figure", self.figures), ("claim", self.claims), ("source", self.facts.sources)):
            if name in known:
                raise Fault(f"'{name}' is no number: write {call}(\"{name}\")")
        if hole := self._hole(name):
            raise Fault(f"'{name}' is a hole: {hole}")
        raise Fault(f"nothing is called '{name}'{nearest(name, self.numbers)}")

    @cached_property
    def tables(self) -> list[str]:
        """The names of all tables."""
        return [name for name, number in self.numbers.items() if number.kind == "table"]

    def look_up(self, kind: str, name: str) -> None:
        """Fault, with the nearest good name, if no figure, table, claim or source is called so."""
        kinds: dict[str, Collection[str]] = {
            "figure": self.figures,
            "table": self.tables,
            "claim": self.claims,
            "source": self.facts.sources,
        }
        known = kinds[kind]
        if name not in known:
            raise Fault(f"no {kind} is called '{name}'{nearest(name, known)}")

    def _hole(self, name: str) -> str:
        """Whose field a name would be, if it were known."""
        for column, known in self.columns.items():
            for member in self.facts.families[known.families[-1]] if name.endswith(f"_{column}") else ():
                if name == f"{member}_{column}":
                    return f"{member} has no '{column}'"
        return ""

    def get(self, name: str, given: dict[str, Any] | None = None) -> Any:
        """A number in the unit in which it is stored, or a table's rows, with some inputs replaced."""
        number = self.number(name)
        try:
            result = self.graph.run(given).get(name)
        except Broken as broken:
            raise self._raised(broken) from broken
        except (TypeError, ArithmeticError) as error:  # scaling what is no number
            raise Fault(f"{name}: {error}", number.file, number.line) from error
        if number.definition and not (given is None and name in self.sound):
            if what := wrong(number.definition, result):
                raise Fault(f"{name}: {what}", number.file, number.line)
            if given is None:
                self.sound.add(name)
        return result

    def _raised(self, broken: Broken) -> Fault:
        """What a snippet raised, at the line of its own file that was last passed."""
        where = self.number(broken.name)
        frames = traceback.extract_tb(broken.cause.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == str(self.root / where.file)]
        known = where.definition.function.__globals__ if where.definition else {}
        what = f"{broken.name}: {broken.reason}{hint(broken.cause, known)}"
        return Fault(what, where.file, lines[-1] if lines else where.line)

    def value(self, name: str, unit: str | None = None, given: dict[str, Any] | None = None) -> Any:
        """A number in a unit (its own if none is named)."""
        stored = self.get(name, given)
        own = self.number(name).unit
        if unit is None or isinstance(stored, str) or not own:
            return stored
        try:
            return stored * factor(own, unit)
        except (ValueError, KeyError) as error:
            raise Fault(f"{name}: {error}") from None

    def range(self, name: str, unit: str | None = None) -> tuple[float, float]:
        """Least and greatest value at the corners of the ranged inputs."""
        ranged = [ground for ground in self.grounds(name) if self.number(ground).entry.fact.ranged]  # type: ignore[union-attr]
        if len(ranged) > MOST_CORNERS:
            raise Fault(
                f"{name}: {len(ranged)} ranged inputs are too many for its corners: {', '.join(ranged)}"
            )
        found = []
        for corner in product((0, 1), repeat=len(ranged)):
            given = {asked: self._ends(asked)[side] for asked, side in zip(ranged, corner, strict=True)}
            found.append(self.value(name, unit, given))
        return min(found), max(found)

    def _ends(self, name: str) -> tuple[float, float]:
        fact = self.numbers[name].entry.fact  # type: ignore[union-attr]
        return fact.low, fact.high  # type: ignore[return-value]

    # -- where it comes from -----------------------------------------------------------------------

    def inputs(self, name: str) -> list[str]:
        """The numbers that a number asks for itself."""
        return [asked for asked in self.graph.nodes[name].asks() if asked in self.numbers]

    def grounds(self, name: str) -> list[str]:
        """The facts and assumptions on which a number rests, in order of name."""
        return sorted(
            above for above in self.graph.above(name) if above in self.numbers and self.numbers[above].entry
        )

    def evidence(self, name: str) -> str:
        """The weakest evidence under it; `assumption` if it rests on one."""
        return weakest(self.facts.entries[ground].fact for ground in self.grounds(name))

    def date(self, name: str) -> str:
        """The oldest date among its facts and assumptions; empty if it rests on none."""
        return oldest(self.facts.entries[ground].fact for ground in self.grounds(name))

    def sources(self, name: str) -> list[str]:
        """Ids of the sources of its facts, in order of id."""
        found = {self.numbers[above].entry.fact.source for above in self.grounds(name)}  # type: ignore[union-attr]
        return sorted(found - {""})

    def marks(self, name: str) -> list[str]:
        """What a reader must not miss: `assumption`, `not-seen`, `disputed`, `overdue`."""
        facts = [self.numbers[above].entry.fact for above in self.grounds(name)]  # type: ignore[union-attr]
        own = self.numbers[name].entry
        found = ["assumption"] if any(fact.kind == "assumption" for fact in facts) else []
        found += ["not-seen"] if any(fact.seen == "not seen" for fact in facts) else []
        found += ["disputed"] if own and own.fact.disputes else []
        by = own.fact.review_by if own else None  # a month or a year is over when the next has begun
        found += ["overdue"] if by and by < today()[: len(by)] else []
        return found

    @cached_property
    def disputes(self) -> dict[str, list[str]]:
        """Rival statements of one quantity, by tag."""
        found: dict[str, list[str]] = {}
        for name, entry in self.facts.entries.items():
            if entry.fact.disputes:
                found.setdefault(entry.fact.disputes, []).append(name)
        return found

    @cached_property
    def below(self) -> dict[str, set[str]]:
        """Every name that depends on a name, itself left out."""
        found: dict[str, set[str]] = {name: set() for name in self.numbers}
        for name in self.numbers:
            for above in (self.graph.above(name) & self.numbers.keys()) - {name}:
                found[above].add(name)
        return found

    def quoted(self, page: Page) -> set[str]:
        """Every number whose text a page prints, in its figures, tables and claims too."""
        names = set(page.numbers) | set(page.tables)
        for figure in page.figures:
            if figure in self.figures:
                names |= self.figure_names(self.figures[figure])
        for claim in page.claims:
            if claim in self.claims:
                names |= self.claim_names(self.claims[claim])
        return names & self.numbers.keys()

    def figure_names(self, figure: Figure) -> set[str]:
        """The numbers that a figure prints: its table and those that its texts quote."""
        return {figure.table} | {quote.name for template in figure.templates() for quote in quotes(template)}

    def claim_names(self, claim: Claim) -> set[str]:
        """The numbers that decide a claim or stand in its texts."""
        record = claim.record
        names = {
            asked for asked in (*record.decided_by, record.compare, record.older, record.other_base) if asked
        }
        for template in (record.says, record.note, record.since):
            names |= {quote.name for quote in quotes(template)}
        return {name for name in names if not name.startswith("source:")}

    # -- how it reads ------------------------------------------------------------------------------

    def title(self, name: str) -> str:
        """What a number is, in words."""
        number = self.number(name)
        if number.entry:
            return number.entry.fact.title
        assert number.definition
        doc = number.definition.doc.rstrip(".")
        labels = [self.facts.families[family][member].label for family, member in number.members]
        return f"{doc}: {', '.join(labels)}" if labels else doc

    def text(self, name: str, filters: Filters = (), given: dict[str, Any] | None = None) -> str:
        """A number as a reader sees it, after filters; Fault if a filter does not fit."""
        number = self.number(name)
        if number.kind == "table":
            raise Fault(f"'{name}' is a table: write table(\"{name}\")")
        options: dict[str, Any] = dict(filters)
        fact = number.entry.fact if number.entry else None
        if "name" in options:
            return self.title(name)
        if "stated" in options:
            if not fact or not fact.as_stated:
                raise Fault(f"'{name}' is not stated by a source")
            return fact.as_stated
        part = next((part for part in PARTS if part in options), "day")
        if "date" in options:
            return text.day(self.date(name), part)
        if odd := unfit(number, options.items()):
            raise Fault(f"'{name}' cannot be printed so: '{odd}' does not fit a {number.unit}")
        if is_word(number.unit):
            value = self.value(name, given=given)
            return text.day(value, part) if UNITS[number.unit].style == "date" else value
        if fact and fact.value is None and not given:
            options["range"] = ()
        ends = self.range(name) if "range" in options else (self.value(name, given=given),) * 2
        try:
            how = look(number, options.items())
            low, high = (text.printed(end, *how) for end in ends)
        except (ValueError, KeyError) as error:
            raise Fault(f"'{name}' cannot be printed so: {error}") from None
        return text.span(low, high)

    def check_names(self, template: str, file: Path, line: int) -> None:
        """Fault, with the line at which the template's owner stands, if it quotes what does not exist."""
        for quote in quotes(template, file, line):
            if quote.call:
                raise Fault(f"{quote.call}() cannot stand in this text", file, line)
            try:
                self.number(quote.name)
            except Fault as fault:
                raise Fault(fault.what, file, line) from None

    def fill(self, template: str, file: Path | str | None = None, line: int = 1, blank: str = "") -> str:
        """A text with its quotes replaced by plain texts, or all by `blank`."""
        parts, at = [], 0
        for quote in quotes(template, file, line):
            if quote.call:
                raise Fault(f"{quote.call}() cannot stand in this text", file, quote.line)
            try:
                words = self.text(quote.name, quote.filters)
            except Fault as fault:
                raise Fault(fault.what, fault.file or file, fault.line or quote.line) from None
            parts += [template[at : quote.start], blank or words]
            at = quote.end
        return "".join([*parts, template[at:]])


def open_book(root: Path, fresh: bool = False, words: bool = True) -> Book:
    """Read and bind all that is under `root`; Fault at a mistake.

    `fresh` forgets imported snippets; without `words` pages and claims are not read: notebooks need neither.
    """
    if fresh:
        purge()
    if not (root / "snippets" / "facts").is_dir():
        raise Fault(f"{root} holds no snippets/facts: go to the project's folder, or name it with --root")
    facts = load_facts(root, root / "snippets" / "facts")
    modules = list(snippet_modules(root))
    found = [d for page, file, module in modules for d in definitions(root, page, file, module)]
    binder = Binder(facts, found)
    graph = binder.bind()
    book = Book(root, facts, binder.numbers, binder.aliases, binder.columns, binder.definitions, graph)
    for page, file, module in modules:
        for figure in figures(root, page, file, module):
            _add_figure(book, figure)
    if words:
        book.pages = load_pages(root)
        book.claims = load_claims(book, root / CLAIMS)
    return book


def _add_figure(book: Book, figure: Figure) -> None:
    """Enter a figure; Fault if its name is taken, its table is none, or its texts quote what is not there."""
    name, place = figure.name, (figure.file, figure.line)
    if name == "index":
        raise Fault(f"'{name}' is the gallery of all figures: a figure needs a name of its own", *place)
    if name in book.figures:
        raise Fault(f"two figures are called '{name}'", *place)
    table = book.numbers.get(figure.table)
    if table is None or table.kind != "table":
        raise Fault(f"{name}: '{figure.table}' is not a table{nearest(figure.table, book.tables)}", *place)
    if name in book.numbers or name in book.columns:
        raise Fault(f"'{name}' is a number already: a figure needs a name of its own", *place)
    book.figures[name] = figure
    for template in figure.templates():
        book.check_names(template, *place)
