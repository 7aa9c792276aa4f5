"""The graph: every number by name, computed from the numbers it asks for.

This module imports nothing, so that the same file answers at build time and in the browser (MicroPython).
Nodes speak of inputs as plain tuples, so that a page's slice of the graph is plain JSON:

    ("number", name, factor)                             a number, times factor
    ("column", ((member, name, factor), ...))            a mapping of members to numbers
    ("curve", name, factor, ((input, factor), ...))      a function of the inputs, in that order

A factor turns the unit in which a number is stored into the unit in which it is asked for.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


mapping: "Callable[[list[tuple[str, Any]]], Any]" = dict
"""What makes a column: where dicts forget the order of their keys, one that does not."""


class Broken(Exception):
    """A function raised: which number it was computing, and why."""

    def __init__(self, name: str, cause: BaseException) -> None:
        reason = type(cause).__name__ + ": " + str(cause)
        super().__init__(name + ": " + reason)
        self.name = name
        self.reason = reason
        self.cause = cause  # MicroPython knows no `raise … from`


class Node:
    """A name with either a value that is given or a function of inputs."""

    def __init__(
        self,
        value: "Any" = None,
        function: "Callable[..., Any] | None" = None,
        inputs: "tuple[tuple[Any, ...], ...]" = (),
    ) -> None:
        self.value = value
        self.function = function
        self.inputs = inputs

    def asks(self) -> "list[str]":
        """Names of the numbers that this node asks for, in order, each once."""
        names: list[str] = []
        for item in self.inputs:
            found = [row[1] for row in item[1]] if item[0] == "column" else [item[1]]
            if item[0] == "curve":
                found = found + [row[0] for row in item[3]]
            for name in found:
                if name not in names:
                    names.append(name)
        return names


class Graph:
    """All nodes by name."""

    def __init__(self, nodes: "dict[str, Node]") -> None:
        self.nodes = nodes
        self._above: dict[str, set[str]] = {}
        self._base: "Run | None" = None

    def above(self, name: str) -> "set[str]":
        """Every name that `name` depends on, itself included; not what a curve of its own sweeps."""
        if name not in self._above:
            found: set[str] = set()
            self._gather(name, (), found)
            self._above[name] = found
        return self._above[name]

    def _gather(self, name: str, swept: "tuple[str, ...]", found: "set[str]") -> None:
        found.add(name)
        for item in self.nodes[name].inputs:
            if item[0] == "curve":
                below: set[str] = set()
                inner = swept + tuple([row[0] for row in item[3]])
                if item[1] not in inner:
                    self._gather(item[1], inner, below)
                found |= below
                continue
            for asked in [row[1] for row in item[1]] if item[0] == "column" else [item[1]]:
                if swept and asked not in swept and asked not in found:
                    self._gather(asked, swept, found)
                elif not swept:
                    found |= self.above(asked)

    def run(self, given: "dict[str, Any] | None" = None) -> "Run":
        """Answers with some numbers replaced, each in the unit in which it is stored."""
        if self._base is None:
            self._base = Run(self, {}, None)
        return Run(self, given, self._base) if given else self._base


class Run:
    """One evaluation of the graph. What its replaced numbers do not touch is taken from its parent."""

    def __init__(self, graph: Graph, given: "dict[str, Any]", parent: "Run | None") -> None:
        self.graph = graph
        self.given = given
        self.parent = parent
        self.pinned = given  # with what its parents replaced: a curve sweeps below a number that stays put
        if parent is not None and parent.pinned:
            self.pinned = parent.pinned.copy()
            self.pinned.update(given)
        self._known: dict[str, Any] = {}

    def get(self, name: str) -> "Any":
        """The number (for a table, its rows) in the unit in which it is stored; Broken if code raised."""
        if name in self.pinned:
            return self.pinned[name]
        if name in self._known:
            return self._known[name]
        if self.parent is not None and not self._touched(name):
            return self.parent.get(name)
        node = self.graph.nodes[name]
        if node.function is None:
            value = node.value
        else:
            arguments = [self._answer(item) for item in node.inputs]
            try:
                value = node.function(*arguments)
            except Broken:
                raise
            except (Exception, SystemExit) as error:
                raise Broken(name, error)
        self._known[name] = value
        return value

    def _touched(self, name: str) -> bool:
        above = self.graph.above(name)
        return any(item in above for item in self.given)

    def _answer(self, item: "tuple[Any, ...]") -> "Any":
        if item[0] == "number":
            return scaled(self.get(item[1]), item[2])
        if item[0] == "column":
            return mapping([(member, scaled(self.get(name), factor)) for member, name, factor in item[1]])
        return self._curve(item[1], item[2], item[3])

    def _curve(
        self, name: str, factor: float, swept: "tuple[tuple[str, float], ...]"
    ) -> "Callable[..., Any]":
        def curve(*values: float) -> "Any":
            if len(values) != len(swept):
                raise TypeError("the curve of " + name + " takes " + str(len(swept)) + " numbers")
            given = {}
            for (asked, scale), value in zip(swept, values):
                given[asked] = value * scale
            return scaled(Run(self.graph, given, self).get(name), factor)

        return curve


def scaled(value: "Any", factor: float) -> "Any":
    """A number times a factor; words, and numbers already in the right unit, as they are."""
    return value if factor == 1.0 or isinstance(value, str) else value * factor
