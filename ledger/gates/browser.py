"""Browser: values and formulas are written in the Python that a browser runs, which is MicroPython.

It knows no unpacking in displays, no `match`, and of the library only what `ledger.browser` brings along.
What is named `*_sim` needs more (NumPy) and stays at home, as do drawings and what labs import. Neither
may import the values of another page: those arrive by name, or nobody could follow them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from ledger.browser.manifest import AT_HAND
from ledger.faults import Fault, read, written
from ledger.modules import PACKAGE, page_of, parsed

_MATH = frozenset(
    """
    acos acosh asin asinh atan atan2 atanh ceil copysign cos cosh degrees e erf erfc exp expm1 fabs
    factorial floor fmod frexp gamma inf isclose isfinite isinf isnan ldexp lgamma log log10 log2
    modf nan pi pow radians sin sinh sqrt tan tanh tau trunc
    """.split()  # noqa: SIM905 (read at a glance)
)
_METHODS = {"removeprefix", "removesuffix", "title", "casefold", "is_integer", "bit_length", "fromhex"}


def browser_faults(root: Path) -> list[Fault]:
    """A fault for each thing in a value or formula module that MicroPython does not know."""
    found = []
    for file in written(root / PACKAGE, "**/*.py"):
        shown = file.relative_to(root)
        if shown.parts[1] == "labs" or file.stem.endswith("_figures"):
            continue
        tree = parsed(read(file, shown))
        found += [Fault(what, shown, line) for line, what in _foreign(root, shown, tree)]
        if not file.stem.endswith("_sim"):
            found += [Fault(f"a browser's Python {what}", shown, line) for line, what in _lacking(tree)]
    return found


def _foreign(root: Path, shown: Path, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and words of each import of drawings, simulations or another page's values."""
    own = page_of(".".join(shown.with_suffix("").parts))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        for name in dict.fromkeys(_imported(node, shown)):
            *folders, module = name.split(".")
            if folders[:1] != [PACKAGE] or not (root / Path(*folders, f"{module}.py")).exists():
                continue
            if module.endswith("_figures"):
                yield node.lineno, f"values import no drawings, such as '{name}'"
            elif module.endswith("_sim") and not shown.stem.endswith("_sim"):
                yield node.lineno, f"a browser's Python cannot run '{name}': name this module *_sim too"
            elif folders[1:2] != ["formulas"] and module[0] != "_" and page_of(name) != own:
                yield node.lineno, f"'{name}' holds another page's values: ask for them by their names"


def _imported(node: ast.Import | ast.ImportFrom, shown: Path) -> list[str]:
    """The whole name of every module that a statement may import."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    above = [*shown.parts[: -node.level]] if node.level else []
    module = ".".join([*above, *filter(None, [node.module])])
    return [module, *(f"{module}.{alias.name}" for alias in node.names)]


def _lacking(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and words of each thing that is lacking there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.List | ast.Tuple | ast.Set) and not isinstance(
            getattr(node, "ctx", None), ast.Store
        ):
            if any(isinstance(item, ast.Starred) for item in node.elts):
                yield node.lineno, "knows no [*a, b]: write list(a) + [b]"
        elif isinstance(node, ast.Dict) and None in node.keys:
            yield node.lineno, "knows no {**a, ...}: write dict(a) | {...}"
        elif isinstance(node, ast.Match):
            yield node.lineno, "knows no match"
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            for name in names:
                if name not in AT_HAND and not name.startswith(PACKAGE + "."):
                    what = "values import math, ledger.units and formulas"
                    yield node.lineno, f"has no module '{name}': {what}"
            if isinstance(node, ast.ImportFrom) and node.module == "math":
                for alias in node.names:
                    if alias.name not in _MATH:
                        yield node.lineno, f"has no math.{alias.name}"
        elif isinstance(node, ast.Attribute) and node.attr in _METHODS:
            yield node.lineno, f"has no method '{node.attr}'"
        elif isinstance(node, ast.Attribute) and node.attr == "sort":
            yield node.lineno, "shuffles what is equal in .sort(): write sorted(...)"
        elif isinstance(node, ast.keyword) and node.arg == "strict":
            yield node.value.lineno, "knows no zip(..., strict=...)"
