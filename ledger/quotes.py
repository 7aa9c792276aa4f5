"""What stands between double braces: a name with filters, or a call. Nothing else is lawful there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from ledger.faults import Fault, nearest

CALLS = ("figure", "table", "code", "claim", "source", "entry", "claims", "sureness")
FILTERS = {
    "percent": 1, "digits": 1, "decimals": 1, "unit": 1, "times": 0, "range": 0, "year": 0, "month": 0,
    "day": 0, "bare": 0, "date": 0, "words": 0, "stated": 0, "name": 0, "size": 0,
}  # fmt: skip
"""Filters and how many arguments each may take."""

_BARE = ("percent",)  # may stand without the argument that it takes
_INLINE = ("source",)  # the only call whose text stands among words

_BRACES = re.compile(r"(?<!\\)\{\{(.*?)\}\}", re.DOTALL)
_STRAY = re.compile(r"(?<!\\)(\{%|\{#(?=\s)|\{\{)")
_HALF = re.compile(r"\{\{\s*([a-z]\w*(?:[ |][^{}\n]*)?)\}(?!\})")
_ENVIRONMENT = Environment(autoescape=False)


@dataclass(frozen=True)
class Quote:
    """One pair of braces: its place in the text, and what it asks for."""

    start: int
    end: int
    line: int
    name: str
    call: str = ""  # figure, table, … or empty for a number
    filters: tuple[tuple[str, tuple[Any, ...]], ...] = ()


def quotes(text: str, file: Any = None, first_line: int = 1, page: bool = False) -> Iterator[Quote]:
    """Every quote in a text, or in a whole `page`, in order; Fault at the first that is not lawful."""
    for match in _BRACES.finditer(text):
        line = first_line + text.count("\n", 0, match.start())
        _closed(match[0], file, line)
        try:
            call, name, filters = _parse(match[1].strip())
        except ValueError as error:
            raise Fault(str(error), file, line) from None
        if page and call and call not in _INLINE and not _alone(text, match):
            raise Fault(f"{call}() stands on a line of its own", file, line)
        yield Quote(match.start(), match.end(), line, name, call, filters)
    kept = _BRACES.sub(lambda match: " " + "\n" * match[0].count("\n"), text)
    if stray := _STRAY.search(kept):
        line = first_line + kept.count("\n", 0, stray.start())
        _closed(kept[stray.start() :], file, line)
        raise Fault(f"'{stray[0]}' opens nothing that is known: only {{{{ name }}}} is", file, line)


def _closed(text: str, file: Any, line: int) -> None:
    """Fault if what a text begins with is a quote that lacks a brace."""
    if half := _HALF.match(text):
        raise Fault(f"'{half[0]}' lacks a brace: did you mean {{{{ {half[1].strip()} }}}}?", file, line)


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether braces have their line to themselves."""
    before, after = text[: match.start()].rpartition("\n")[2], text[match.end() :].partition("\n")[0]
    return not before.strip() and not after.strip()


@lru_cache(maxsize=4096)
def _parse(expression: str) -> tuple[str, str, tuple[tuple[str, tuple[Any, ...]], ...]]:
    if not expression:
        raise ValueError("'{{ }}' is empty")
    try:
        tree = _ENVIRONMENT.parse("{{ " + expression + " }}")
    except (TemplateSyntaxError, RecursionError) as error:
        reason = error.message if isinstance(error, TemplateSyntaxError) else "it is nested too deep"
        raise ValueError(f"'{{{{ {expression} }}}}' cannot be read: {reason}") from None
    if len(tree.body) != 1 or not isinstance(tree.body[0], nodes.Output) or len(tree.body[0].nodes) != 1:
        raise ValueError(f"'{{{{ {expression} }}}}' holds more than one thing")
    node = tree.body[0].nodes[0]
    filters: list[tuple[str, tuple[Any, ...]]] = []
    while isinstance(node, nodes.Filter):
        if node.name not in FILTERS:
            raise ValueError(f"'{node.name}' is not a filter{nearest(node.name, FILTERS)}")
        if len(node.args) > FILTERS[node.name] or node.kwargs:
            raise ValueError(f"the filter '{node.name}' takes at most {FILTERS[node.name]} argument(s)")
        if len(node.args) < FILTERS[node.name] and node.name not in _BARE:
            raise ValueError(f"the filter '{node.name}' needs an argument")
        if node.name in [name for name, _ in filters]:
            raise ValueError(f"the filter '{node.name}' stands twice")
        filters.append((node.name, tuple(_constant(argument, node.name) for argument in node.args)))
        assert node.node is not None
        node = node.node
    filters.reverse()
    if isinstance(node, nodes.Name):
        return "", node.name, tuple(filters)
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and not filters:
        if node.node.name not in CALLS:
            raise ValueError(f"'{node.node.name}()' is not known{nearest(node.node.name, CALLS)}")
        names = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        if len(names) == 1 and isinstance(names[0], str) and not node.kwargs:
            return node.node.name, names[0], ()
        raise ValueError(f"{node.node.name}() takes one name in quotes")
    if isinstance(node, nodes.Const):
        raise ValueError(f"'{{{{ {expression} }}}}' is typed by hand: quote a number by its name")
    raise ValueError(f"'{{{{ {expression} }}}}' is not a name: computing belongs in snippets")


def _constant(argument: nodes.Expr, name: str) -> Any:
    word = name == "unit"
    if not isinstance(argument, nodes.Const) or type(argument.value) is not (str if word else int):
        raise ValueError(f"the filter '{name}' takes {'a word in quotes' if word else 'a whole number'}")
    return argument.value
