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
    if definition is None or definition.table or any(p.kind != "number" for p in definition.parameters):
        return ""
    expression, whole = _returned(definition.function)
    if not whole or re.search(r"\b(for|lambda|if)\b", expression):
        return ""
    for parameter, item in zip(definition.parameters, number.node.inputs, strict=True):
        words = book.text(
            item[1], [("unit", (parameter.unit,))] if book.number(item[1]).unit != parameter.unit else []
        )
        words = f"({words})" if words.startswith(text.MINUS) else words
        expression = re.sub(rf"\b{parameter.name}\b", words.replace("\\", ""), expression)
    return _pretty(expression)


def _pretty(expression: str) -> str:
    expression = re.sub(r" \*\* (\d+)\b", lambda match: text.raised(int(match[1])), expression)
    expression = re.sub(r" ([*/-]) ", lambda match: f" {_OPERATORS[match[1]]} ", expression)
    return re.sub(r"(?<![\w.])-(?=[\w(])", text.MINUS, expression)
