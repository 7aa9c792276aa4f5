"""Literals: in values and tables nobody types a number or a date, but for a few that are arithmetic itself.

What is made of typed things alone is typed too, in whatever guise: `2 ** 10`, `len("abcdefg")`.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ledger.faults import Fault, read, written
from ledger.modules import PACKAGE, parsed

_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
ALLOWED = {0, 1, 2, 0.5, 10, 100}
GRIDS = ("range", "log_grid", "even_grid")
"""Functions whose arguments are the grid of a sweep."""
_PURE = """
abs bool bytes complex divmod float int len list max min ord pow range reversed round set sorted str sum tuple
"""
_KNOWN = {name: getattr(builtins, name) for name in _PURE.split()}
_HIDDEN = ("eval", "exec", "compile", "open", "input", "print", "globals", "locals", "vars", "__import__")


def literal_faults(root: Path) -> list[Fault]:
    """A fault for each number typed in a module of values, tables or helpers, outside of a grid; and for
    what hides one.
    """
    found = []
    for file in written(root / PACKAGE, "**/*.py"):
        shown = file.relative_to(root)
        if shown.parts[1] == "formulas" or file.stem.endswith("_figures"):
            continue
        tree = parsed(read(file, shown))
        told = [*_numbers(tree), *_calls(tree), *_unused(tree)]
        found += [Fault(what, shown, line) for line, what in sorted(told)]
    return found


def _numbers(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and words of each typed number: the whole of what is typed, once."""
    seen: set[int] = set()
    for node in ast.walk(tree):  # from the outside in
        if id(node) in seen or not isinstance(node, ast.expr):
            continue
        members = _chain(node)
        if _grid(node):
            seen |= {id(part) for part in ast.walk(node)}
        elif isinstance(node, ast.Constant):
            if _typed(node.value):
                yield node.lineno, _words(repr(node.value))
        elif _closed(node) and _computed(ast.unparse(node)):
            yield node.lineno, _words(ast.unparse(node))
            seen |= {id(part) for part in ast.walk(node)}
        elif len(members) > 1 and _computed(joined := _joined(node, members)):
            yield node.lineno, _words(joined)
            seen |= {id(part) for member in members for part in ast.walk(member)}
            seen |= {id(part) for part in ast.walk(node) if isinstance(part, ast.BinOp)}


def _grid(node: ast.expr) -> bool:
    """Whether a call makes the grid of a sweep, or names one of its ends."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    ends = node.func.id in ("max", "min") and len(node.args) == 1
    return node.func.id in GRIDS or (ends and _grid(node.args[0]))


def _words(code: str) -> str:
    if _DATE.search(code):
        return f"the date {code} is typed: ask for a number's own (x_date: date) or make it a fact"
    return f"the number {code} is typed: make it a fact, an assumption or a formula's"


def _typed(value: object) -> bool:
    """Whether a constant is a number that nobody may type, or words for one, or a date."""
    if isinstance(value, str | bytes):
        if isinstance(value, str) and _DATE.fullmatch(value.strip()):
            return True
        try:
            float(value)
        except ValueError:
            return False
        return True
    return isinstance(value, complex) or (isinstance(value, int | float) and abs(value) not in ALLOWED)


def _closed(node: ast.AST) -> bool:
    """Whether an expression holds no name but of what Python itself counts with."""
    parts = list(ast.walk(node))
    return isinstance(node, ast.BinOp | ast.UnaryOp | ast.Call | ast.Subscript | ast.Attribute) and all(
        part.id in _KNOWN for part in parts if isinstance(part, ast.Name)
    )


def _computed(code: str) -> bool:
    """Whether code without names comes to a number that nobody may type."""
    if sum(map(code.count, ("**", "<<", "pow("))) > 1:
        return True  # towers of powers are not climbed
    try:
        value: Any = eval(code, {"__builtins__": _KNOWN})  # of constants, and of builtins that only count
    except Exception:
        return False
    if isinstance(value, str):
        return bool(_DATE.fullmatch(value.strip()))
    return not isinstance(value, bool | bytes) and _typed(value)


def _joined(node: ast.expr, members: list[ast.expr]) -> str:
    sign = " * " if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) else " + "
    return sign.join(f"({ast.unparse(m)})" if isinstance(m, ast.BinOp) else ast.unparse(m) for m in members)


def _chain(node: ast.expr) -> list[ast.expr]:
    """The typed members of a product or a sum: of `x * 10 * 10` both tens."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult | ast.Add):
        return []
    found: list[ast.expr] = []
    for side in (node.left, node.right):
        if isinstance(side, ast.BinOp) and type(side.op) is type(node.op):
            found += _chain(side)
        elif (isinstance(side, ast.Constant) and isinstance(side.value, int | float)) or _closed(side):
            found.append(side)
    return found


def _calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Calls of what hides a number from its reader, or speaks where only the result counts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _HIDDEN:
            yield node.lineno, f"{node.func.id}(...) has no place in a value: it only computes"


def _unused(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Names that a value asks for and does not use: its entry would name them among its inputs."""
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
            used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
            for asked in function.args.args:
                if asked.arg not in used:
                    what = f"{function.name}: it asks for '{asked.arg}' and does not use it"
                    yield function.lineno, what
