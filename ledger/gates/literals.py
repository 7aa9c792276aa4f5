"""Literals: in values and tables nobody types a number, but for a few that are arithmetic itself."""

from __future__ import annotations

import ast
from pathlib import Path

from ledger.faults import Fault
from ledger.modules import snippet_modules

ALLOWED = {0, 1, 2, 0.5, 10, 100}
GRIDS = ("range", "log_grid", "even_grid")
"""Functions whose arguments are the grid of a sweep."""


def literal_faults(root: Path) -> list[Fault]:
    """A fault for each number typed in a value or table module, outside of a grid."""
    found = []
    for _, file, _ in snippet_modules(root):
        if file.stem.endswith("_figures"):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        grids = {
            id(part)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in GRIDS
            for part in ast.walk(call)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in grids and _typed(node.value):
                what = f"the number {node.value!r} is typed: make it a fact, an assumption or a formula's"
                found.append(Fault(what, file.relative_to(root), node.lineno))
    return found


def _typed(value: object) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, str):
        try:
            float(value)
        except ValueError:
            return False
        return True
    return isinstance(value, int | float) and value not in ALLOWED
