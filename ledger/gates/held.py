"""Held: a check fails when a value is shifted, up as well as down, and when some fact under it is.

Two bounds, one check each, hold it together. An identity of the inputs moves with them, so for that kind the
shifted value alone must fail. A formula with published answers holds a value that is one call of it.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from math import copysign
from pathlib import Path
from typing import Any

from ledger.blocks import formulas
from ledger.book import Book
from ledger.checks import KINDS
from ledger.faults import Fault, nearest
from ledger.gates.checks import Check, load_checks, load_module
from ledger.modules import PACKAGE

SHIFT = 0.05
"""How far a value is shifted, up and down: by 5 %."""


@dataclass(frozen=True)
class Held:
    """What holds a value: outside, closure, identity, formula, or `no: <reason>`; and by which checks."""

    text: str
    checks: tuple[str, ...] = ()


def held_values(book: Book, checks: list[Check] | None = None) -> dict[str, Held]:
    """For every value: what holds it."""
    checks = load_checks(book) if checks is None else checks
    vectors = held_formulas(book)
    asked = {check.name: _above(book, check) for check in checks}
    return {
        name: _held(book, name, [check for check in checks if name in asked[check.name]], vectors)
        for name, number in book.numbers.items()
        if number.kind in ("value", "table")
    }


def _above(book: Book, check: Check) -> set[str]:
    return set().union(*(book.graph.above(name) for name, _ in check.arguments)) if check.arguments else set()


def _held(book: Book, name: str, checks: list[Check], vectors: set[str]) -> Held:
    definition = book.numbers[name].definition
    assert definition is not None
    if definition.table:
        failing = [check for check in checks if name in dict(check.arguments)]
        for kind in KINDS:
            if found := tuple(check.name for check in failing if check.kind == kind):
                return Held(kind, found)
    elif held := _weaker([_failing(book, name, checks, by) for by in (SHIFT, -SHIFT)]):
        return held
    called = formula_called(definition.function)
    if called in vectors:
        return Held("formula", (called,))
    return Held(f"no: {definition.not_held}" if definition.not_held else "no")


def _failing(book: Book, name: str, checks: list[Check], by: float) -> list[Check]:
    """The checks that fail when a value is shifted, and (but for identities) when a fact under it is."""
    value = book.get(name)
    if not isinstance(value, int | float):
        return []
    failing = [check for check in checks if not check.passes(book, {name: moved(value, by)})]
    return [c for c in failing if c.kind == "identity" or _moved_by_a_fact(book, name, c)]


def _weaker(sides: list[list[Check]]) -> Held | None:
    """What holds a value on both sides: of the best kind on each, the weaker; None if a side is open."""
    if not all(sides):
        return None
    best = [min(KINDS.index(check.kind) for check in failing) for failing in sides]
    found = {c.name: None for failing in sides for c in failing if KINDS.index(c.kind) in best}
    return Held(KINDS[max(best)], tuple(found))


def moved(value: float, by: float) -> float:
    """A number shifted by a share of itself; nothing becomes one, or minus one."""
    return value * (1 + by) if value else copysign(1.0, by)


def _moved_by_a_fact(book: Book, name: str, check: Check) -> bool:
    """Whether shifting some fact under the value makes the check fail too: else it holds a constant."""
    for ground in book.grounds(name):
        value = book.get(ground)
        if isinstance(value, str):
            return True
        if not all(check.passes(book, {ground: moved(value, by)}) for by in (SHIFT, -SHIFT)):
            return True
    return not book.grounds(name)


def formula_called(function: Any) -> str:
    """The formula of which a function returns one call, on names and plain constants alone; else nothing.

    What is computed around the call, or inside its brackets, no published answer holds.
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    steps = tree.body[1:] if ast.get_docstring(tree) else tree.body
    call = steps[0].value if len(steps) == 1 and isinstance(steps[0], ast.Return) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return ""
    called = function.__globals__.get(call.func.id)
    if not inspect.isfunction(called) or not called.__module__.startswith(f"{PACKAGE}.formulas"):
        return ""
    plain = all(map(_plain, [*call.args, *(word.value for word in call.keywords)]))
    return called.__name__ if plain else ""


def _plain(argument: ast.expr) -> bool:
    """Whether an argument is a name, its negative, a typed number or words, or a list of these."""
    if isinstance(argument, ast.UnaryOp) and isinstance(argument.op, ast.USub):
        argument = argument.operand
    if isinstance(argument, ast.List | ast.Tuple):
        return all(map(_plain, argument.elts))
    return isinstance(argument, ast.Name | ast.Constant)


def held_formulas(book: Book) -> set[str]:
    """Names of the formulas that published vectors hold: shifted by 5 %, up and down, a test fails."""
    known = {name for name, _, _ in formulas(book.root)}
    tests = [found for found in _vector_tests(book) if found[1].formula.__name__ in known]
    up, down = (
        {found[1].formula.__name__ for found in tests if _fails_when_shifted(*found, by)}
        for by in (SHIFT, -SHIFT)
    )
    return up & down


def vector_faults(book: Book) -> list[Fault]:
    """A fault for each test of published vectors that names no source of ours or cannot fail."""
    found = []
    for module, test, shown in _vector_tests(book):
        line = test.__code__.co_firstlineno
        if test.source not in book.facts.sources:
            hint = nearest(test.source, book.facts.sources)
            found.append(Fault(f"{test.__name__}: no source '{test.source}'{hint}", shown, line))
        if not any(_fails_when_shifted(module, test, shown, by) for by in (SHIFT, -SHIFT)):
            what = f"{test.__name__} cannot fail: it passes with all answers of the formula shifted by 5 %"
            found.append(Fault(what, shown, line))
    return found


def _vector_tests(book: Book) -> Iterator[tuple[Any, Any, Path]]:
    """Module, test and file of each test that is marked as published vectors."""
    for file in sorted((book.root / "tests" / "formulas").glob("test_*.py")):
        module = load_module(file, book.root)
        for test in list(vars(module).values()):
            if inspect.isfunction(test) and getattr(test, "kind", "") == "vectors":
                yield module, test, file.relative_to(book.root)


def _fails_when_shifted(module: Any, test: Any, shown: Path, by: float) -> bool:
    formula = test.formula

    def shifted(*arguments: Any, **options: Any) -> Any:
        return _shift(formula(*arguments, **options), by)

    names = [name for name, value in vars(module).items() if value is formula]
    if not names:
        what = f"{test.__name__}: import '{formula.__name__}' itself, not its module"
        raise Fault(what, shown, test.__code__.co_firstlineno)
    cases = list(_cases(test))
    try:
        for case in cases:
            test(**case)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # what fails as it is would hold anything
        what = f"{test.__name__} fails as it stands: {type(error).__name__} {error}".split("\n")[0].rstrip()
        raise Fault(what, shown, test.__code__.co_firstlineno) from error
    try:
        for name in names:
            setattr(module, name, shifted)
        for case in cases:
            test(**case)
    except KeyboardInterrupt:
        raise
    except BaseException:
        return True
    finally:
        for name in names:
            setattr(module, name, formula)
    return False


def _cases(test: Any) -> Iterator[dict[str, Any]]:
    """The arguments of a test's parametrized cases; one case without any for a plain test."""
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    if len(marks) > 1:
        raise Fault(f"{test.__name__}: one parametrize is enough for published vectors")
    if not marks:
        yield {}
        return
    names = marks[0].args[0]
    names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    for case in marks[0].args[1]:
        values = getattr(case, "values", case)
        yield dict(zip(names, values if len(names) > 1 or hasattr(case, "values") else [values], strict=True))


def _shift(result: Any, by: float) -> Any:
    if isinstance(result, tuple):
        parts = [_shift(part, by) for part in result]
        return type(result)(*parts) if hasattr(result, "_fields") else tuple(parts)
    if isinstance(result, int | float) and not isinstance(result, bool):
        return result * (1 + by)
    return result
