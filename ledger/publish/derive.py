"""How a number came about, in words: its formula with names, and the same with the numbers in it."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from functools import lru_cache
from typing import Any

from ledger import text
from ledger.book import Book
from ledger.definitions import Definition

_OPERATORS = {"*": "×", "/": "÷", "-": "−"}


@lru_cache(maxsize=2048)
def _returned(function: Any) -> tuple[str, bool]:
    """The expression that a function returns, and whether that is all it does."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    body = [
        step
        for step in tree.body
        if not (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
    ]
    last = body[-1]
    if len(body) == 1 and isinstance(last, ast.Return) and last.value is not None:
        return ast.unparse(last.value), True
    return "", False


def formula(definition: Definition) -> str:
    """The formula with names, as a reader sees it; empty if the function takes several steps."""
    return _pretty(_returned(definition.function)[0])


def substituted(book: Book, name: str) -> str:
    """The formula of a value with its inputs' texts in it; empty where it takes steps, columns or curves."""
    number = book.number(name)
    definition = number.definition
    if definition is None or definition.table:
        return ""
    if any(p.kind != "number" or p.aside for p in definition.parameters):
        return ""
    expression, whole = _returned(definition.function)
    if not whole or re.search(r"\b(for|lambda|if)\b", expression):
        return ""
    words = {}
    for parameter, item in zip(definition.parameters, number.node.inputs, strict=True):
        told = _told(book, item[1], parameter.unit)
        words[parameter.name] = f"({told})" if told.startswith(text.MINUS) else told
    names = "|".join(map(re.escape, words))
    if names:  # all at once: the unit of one may be called as another
        expression = re.sub(rf"\b(?:{names})\b", lambda match: words[match[0]], expression)
    return _pretty(expression)


def _told(book: Book, name: str, unit: str) -> str:
    """An input's text in a unit: of a range its middle, which is what is computed with."""
    number = book.number(name)
    middle = number.entry and number.entry.fact.value is None
    return book.text(
        name,
        [("unit", (unit,))] if number.unit != unit else [],
        {name: book.get(name)} if middle else None,
    )


def _pretty(expression: str) -> str:
    expression = re.sub(r" \*\* (\d+)\b", lambda match: text.raised(int(match[1])), expression)
    expression = re.sub(r" ([*/-]) ", lambda match: f" {_OPERATORS[match[1]]} ", expression)
    return re.sub(r"(?<![\w.])-(?=[\w(])", text.MINUS, expression)
