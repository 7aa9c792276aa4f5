"""Held: a value is held if shifting it, and shifting some fact under it, makes a check fail.

An identity of the inputs moves with them, so for that kind the shifted value alone must fail.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger.blocks import formulas
from ledger.book import Book
from ledger.checks import KINDS
from ledger.faults import Fault, nearest
from ledger.gates.checks import Check, load_checks, load_module

SHIFT = 1.05
"""How far a value is shifted: by 5 %."""


@dataclass(frozen=True)
class Held:
    """What holds a value: outside, closure, identity, formula, or `no: <reason>`; and by which checks."""

    text: str
    checks: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether something holds it."""
        return not self.text.startswith("no")


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
    value = None if definition.table else book.get(name)
    if isinstance(value, int | float):
        given = {name: value * SHIFT if value else 1.0}
        failing = [check for check in checks if not check.passes(book, given)]
        failing = [c for c in failing if c.kind == "identity" or _moved_by_a_fact(book, name, c)]
        for kind in KINDS:
            if found := tuple(check.name for check in failing if check.kind == kind):
                return Held(kind, found)
    if definition.table:
        failing = [check for check in checks if name in dict(check.arguments)]
        for kind in KINDS:
            if found := tuple(check.name for check in failing if check.kind == kind):
                return Held(kind, found)
    called = formulas_called(definition.function)
    if called and called <= vectors:
        return Held("formula", tuple(sorted(called)))
    return Held(f"no: {definition.not_held}" if definition.not_held else "no")


def _moved_by_a_fact(book: Book, name: str, check: Check) -> bool:
    """Whether shifting some fact under the value makes the check fail too: else it holds a constant."""
    for ground in book.grounds(name):
        value = book.get(ground)
        if isinstance(value, int | float) and not check.passes(
            book, {ground: value * SHIFT if value else 1.0}
        ):
            return True
        if isinstance(value, str):
            return True
    return not book.grounds(name)


def formulas_called(function: Any) -> set[str]:
    """Names of the formulas that a function calls."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    names = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    found = set()
    for name in names:
        called = function.__globals__.get(name)
        if inspect.isfunction(called) and called.__module__.startswith("snippets.formulas"):
            found.add(name)
    return found


def held_formulas(book: Book) -> set[str]:
    """Names of the formulas that published vectors hold: shifted by 5 %, their test fails."""
    known = {name for name, _, _ in formulas(book.root)}
    return {
        test.formula.__name__
        for module, test, shown in _vector_tests(book)
        if test.formula.__name__ in known and _fails_when_shifted(module, test, shown)
    }


def vector_faults(book: Book) -> list[Fault]:
    """A fault for each test of published vectors that names no source of ours or cannot fail."""
    found = []
    for module, test, shown in _vector_tests(book):
        line = test.__code__.co_firstlineno
        if test.source not in book.facts.sources:
            hint = nearest(test.source, book.facts.sources)
            found.append(Fault(f"{test.__name__}: no source '{test.source}'{hint}", shown, line))
        if not _fails_when_shifted(module, test, shown):
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


def _fails_when_shifted(module: Any, test: Any, shown: Path) -> bool:
    formula = test.formula

    def shifted(*arguments: Any, **options: Any) -> Any:
        return _shift(formula(*arguments, **options))

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


def _shift(result: Any) -> Any:
    if isinstance(result, tuple):
        return (
            type(result)(*map(_shift, result)) if hasattr(result, "_fields") else tuple(map(_shift, result))
        )
    return result * SHIFT if isinstance(result, int | float) and not isinstance(result, bool) else result
