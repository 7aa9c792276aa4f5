"""Names to numbers: find what each definition asks for, and lay everything into one graph.

A parameter is a name: of a fact, of a value, of one member's field (`h100_die_yield`), or of a field
(`die_yield`), which makes the function a field itself: one number for every member that has all its inputs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from ledger.definitions import Definition, Parameter
from ledger.facts import Entry, Facts, oldest, weakest
from ledger.faults import Fault, nearest
from ledger.graph import Graph, Node
from ledger.modules import remembered
from ledger.units import UNITS, factor


@dataclass(frozen=True)
class Number:
    """Anything that can be asked for by name: a fact, an assumption, a value or a table."""

    name: str
    kind: str  # fact, assumption, value, table
    unit: str
    node: Node
    entry: Entry | None = None
    definition: Definition | None = None
    members: tuple[tuple[str, str], ...] = ()  # (family, member) where it is a field's cell

    @property
    def file(self) -> Path:
        """Where it is written."""
        return self.entry.file if self.entry else self.definition.file  # type: ignore[union-attr]

    @property
    def line(self) -> int:
        """The line of its header or its `def`."""
        return self.entry.line if self.entry else self.definition.line  # type: ignore[union-attr]

    @property
    def formerly(self) -> tuple[str, ...]:
        """The names that it had: a field's cells had that of the field behind their members."""
        if self.entry or not self.definition:
            return self.entry.fact.aliases if self.entry else ()
        members = self.name.removesuffix(self.definition.name)
        return tuple(members + old for old in self.definition.formerly)


@dataclass
class Field:
    """A field: which families it spans and the name of its number for each choice of members."""

    families: tuple[str, ...]
    cells: dict[tuple[str, ...], str] = field(default_factory=dict)


class Binder:
    """Lays every fact and definition into one graph."""

    def __init__(self, facts: Facts, found: list[Definition]) -> None:
        self.facts = facts
        self.numbers: dict[str, Number] = {}
        self.aliases: dict[str, str] = {}
        self.columns: dict[str, Field] = {}
        self.definitions: dict[str, Definition] = {}
        for entry in facts.entries.values():
            node = Node(value=entry.fact.central)
            members = ((entry.family, entry.member),) if entry.family else ()
            self._add(
                Number(entry.name, entry.fact.kind, entry.fact.unit, node, entry=entry, members=members)
            )
        for name, cells in facts.fields.items():
            order = facts.families[facts.family_of[name]]
            ranked = sorted(cells, key=lambda member: (order[member].order, member))
            self.columns[name] = Field(
                (facts.family_of[name],), {(member,): cells[member] for member in ranked}
            )
        for entry in facts.entries.values():
            self._alias(entry, entry.fact.aliases)
        for definition in found:
            self._new(definition.name, definition)
            self.definitions[definition.name] = definition
        for definition in found:
            self._alias(definition, definition.formerly)
        self._state: dict[str, bool] = {}
        self._asides: dict[str, Node] = {}  # what is asked about numbers: `wse3_die_area_date` and so on

    def bind(self) -> Graph:
        """Resolve everything; Fault at the first unknown name, clash, circle or unit that does not fit."""
        for name in self.definitions:
            self._resolve(name, ())
        for name in self.columns:
            if name in self.numbers:
                raise Fault(f"'{name}' is also a field", self.numbers[name].file, self.numbers[name].line)
        graph = Graph({name: number.node for name, number in self.numbers.items()} | self._asides)
        for number in self.numbers.values():
            self._sweeps(graph, number)
        for name, node in self._asides.items():
            node.value = self._told(graph, name)
        return graph

    def _sweeps(self, graph: Graph, number: Number) -> None:
        """Fault if a number sweeps what its curve does not rest on: a flat line that says nothing."""
        for item in number.node.inputs:
            for asked, _ in item[3] if item[0] == "curve" else ():
                if asked not in graph.above(item[1]):
                    what = f"{number.name}: '{item[1]}' does not depend on '{asked}'"
                    raise Fault(what, number.file, number.line)

    def _told(self, graph: Graph, aside: str) -> str:
        """The answer to what is asked about a number: the weakest evidence, or the oldest date, under it."""
        name, _, asked = aside.rpartition("_")
        entries = [self.numbers[above].entry for above in graph.above(name)]
        facts = [entry.fact for entry in entries if entry]
        if asked == "date" and not facts:
            number = self.numbers[name]
            raise Fault(f"'{name}' rests on no fact: it has no date", number.file, number.line)
        return weakest(facts) if asked == "evidence" else oldest(facts)

    def _new(self, name: str, owner: Entry | Definition | Number) -> None:
        """Fault if a name that something is about to have is taken."""
        known = self.aliases.get(name, name)
        other: Entry | Definition | Number | None = self.numbers.get(known) or self.definitions.get(known)
        if other is None and name in self.columns:
            other = self.numbers[next(iter(self.columns[name].cells.values()))]
        if other is not None:
            what = f"two ways to the name '{name}': also {other.file}:{other.line}"
            raise Fault(what, owner.file, owner.line)

    def _alias(self, owner: Entry | Definition, names: tuple[str, ...]) -> None:
        for name in names:
            self._new(name, owner)
            self.aliases[name] = owner.name

    def _add(self, number: Number) -> None:
        """Enter a number; the definition that it comes from has its name already."""
        if number.definition is None or number.name != number.definition.name:
            self._new(number.name, number)
        self.numbers[number.name] = number

    def _resolve(self, name: str, path: tuple[str, ...]) -> None:
        """Bind one definition, whatever it asks for first."""
        if name in path:
            circle = " -> ".join((*path[path.index(name) :], name))
            raise Fault(f"a circle: {circle}", self.definitions[name].file, self.definitions[name].line)
        if self._state.get(name):
            return
        definition = self.definitions[name]
        families: list[str] = []
        for parameter in definition.parameters:
            for asked in (parameter.stem, *(swept for swept, _ in parameter.swept)):
                self._find(asked, definition, (*path, name))
                if parameter.kind != "column" and asked in self.columns:
                    families += [f for f in self.columns[asked].families if f not in families]
            if parameter.kind == "column" and parameter.stem not in self.columns:
                what = f"{name}: '{parameter.stem}' is not a field{nearest(parameter.stem, self.columns)}"
                raise Fault(what, definition.file, definition.line)
        if families:
            self._expand(definition, tuple(families))
        else:
            self._add(self._number(definition, definition.name, {}))
        self._state[name] = True

    def _find(self, asked: str, definition: Definition, path: tuple[str, ...]) -> None:
        """Make sure that a name exists, binding the definition behind it if need be."""
        if asked in self.definitions:
            self._resolve(asked, path)
            return
        if asked in self.numbers or asked in self.columns:
            return
        for name in self.definitions:
            if asked.endswith("_" + name) and name not in path:
                self._resolve(name, path)
        if asked not in self.numbers:
            known = [*self.numbers, *self.columns, *self.definitions]
            hint = nearest(asked, known)
            if asked in self.aliases:
                hint = f"; it is called '{self.aliases[asked]}' now"
            raise Fault(
                f"{definition.name}: nothing is called '{asked}'{hint}", definition.file, definition.line
            )

    def _expand(self, definition: Definition, families: tuple[str, ...]) -> None:
        if definition.table:
            what = (
                f"{definition.name}: a table asks for a whole field (each[...]), not for one of its numbers"
            )
            raise Fault(what, definition.file, definition.line)
        column = Field(families)
        orders = []
        for family in families:
            members = self.facts.families[family]
            orders.append(sorted(members, key=lambda member: (members[member].order, member)))
        for choice in product(*orders):
            chosen = dict(zip(families, choice, strict=True))
            if all(self._cell(asked, chosen) for asked in self._cells_asked(definition)):
                name = "_".join((*choice, definition.name))
                number = self._number(definition, name, chosen)
                self._add(number)
                for old in number.formerly:
                    self._new(old, definition)
                    self.aliases[old] = name
                column.cells[choice] = name
        self.columns[definition.name] = column

    def _cells_asked(self, definition: Definition) -> list[str]:
        asked = []
        for parameter in definition.parameters:
            if parameter.kind != "column":
                asked += [parameter.stem, *(swept for swept, _ in parameter.swept)]
        return [name for name in asked if name in self.columns]

    def _cell(self, name: str, chosen: dict[str, str]) -> str | None:
        """The number that a name stands for, given one member of each family; None for a hole."""
        if name not in self.columns:
            return name
        column = self.columns[name]
        return column.cells.get(tuple(chosen[family] for family in column.families))

    def _number(self, definition: Definition, name: str, chosen: dict[str, str]) -> Number:
        inputs = tuple(self._input(parameter, definition, chosen) for parameter in definition.parameters)
        slow = definition.file.stem.endswith("_sim")
        node = Node(function=remembered(definition.function) if slow else definition.function, inputs=inputs)
        kind = "table" if definition.table else "value"
        return Number(name, kind, definition.unit, node, definition=definition, members=tuple(chosen.items()))

    def _input(self, parameter: Parameter, definition: Definition, chosen: dict[str, str]) -> tuple[Any, ...]:
        def scale(name: str, unit: str, back: bool = False) -> float:
            number = self.numbers[name]
            try:
                return factor(unit, number.unit) if back else factor(number.unit, unit)
            except (ValueError, KeyError):
                what = f"'{name}' ({number.file}:{number.line}) is stored in {number.unit}, which cannot be"
                what += f" asked for in {unit}"
                if number.kind == "table":
                    what = f"'{name}' is a table, which no number can be computed from"
                raise Fault(f"{definition.name}: {what}", definition.file, definition.line) from None

        if parameter.aside:
            return self._aside_input(parameter, chosen)
        if parameter.kind == "column":
            cells = self.columns[parameter.name].cells
            rows = (("_".join(members), name, scale(name, parameter.unit)) for members, name in cells.items())
            return ("column", tuple(rows))
        name = self._cell(parameter.name, chosen) or ""
        if parameter.kind == "number":
            return ("number", name, scale(name, parameter.unit))
        swept = []
        for asked, unit in parameter.swept:
            cell = self._cell(asked, chosen) or ""
            swept.append((cell, scale(cell, unit, back=True)))
        return ("curve", name, scale(name, parameter.unit), tuple(swept))

    def _aside_input(self, parameter: Parameter, chosen: dict[str, str]) -> tuple[Any, ...]:
        """Answer `x_evidence: text` with who says x, `x_date: date` with its day; or a column of either."""
        if parameter.kind == "column":
            cells = {"_".join(members): name for members, name in self.columns[parameter.stem].cells.items()}
        else:
            cells = {"": self._cell(parameter.stem, chosen) or ""}
        asked = {member: name + parameter.aside for member, name in cells.items()}
        self._asides |= {aside: Node() for aside in asked.values()}
        if parameter.kind == "column":
            return ("column", tuple((member, aside, 1.0) for member, aside in asked.items()))
        return ("number", asked[""], 1.0)


def is_word(unit: str) -> bool:
    """Whether a unit holds words or dates, not numbers."""
    return UNITS[unit].style in ("text", "date")
