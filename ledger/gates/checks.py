"""The checks under tests/, as functions that can be run on any set of overridden numbers."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

from ledger.book import Book
from ledger.faults import Fault
from ledger.graph import Broken
from ledger.modules import AsItStands, located
from ledger.units import factor, unit_name


@dataclass(frozen=True)
class Check:
    """A test function whose arguments are names of numbers."""

    name: str  # tests/architecture/test_defects.py::test_wafer_defects
    function: Callable[..., None]
    kind: str  # outside, closure, identity
    arguments: tuple[tuple[str, float], ...]  # name, factor into the unit asked for
    doc: str
    file: Path
    line: int

    def passes(self, book: Book, given: dict[str, Any]) -> bool:
        """Whether the check holds with some numbers replaced."""
        run = book.graph.run(given)
        try:
            values = [run.get(name) for name, _ in self.arguments]
            self.function(
                *(v if by == 1.0 else v * by for v, (_, by) in zip(values, self.arguments, strict=True))
            )
        except (AssertionError, Broken, ArithmeticError, ValueError, LookupError):
            return False
        except Exception as error:
            raise located(error, book.root, self.file, self.line) from error
        return True

    def can_fail(self, book: Book) -> bool:
        """Whether it fails when some number that it asks for is halved, doubled or made to vanish."""
        for name, _ in self.arguments:
            value = book.get(name)
            if not isinstance(value, int | float):
                return True  # words, dates and tables are not shifted
            if any(not self.passes(book, {name: moved}) for moved in (value * 2, value / 2, 0.0, value + 1)):
                return True
        return False


def load_module(file: Path, root: Path) -> ModuleType:
    """A test file as a module, read anew."""
    name = ".".join(file.relative_to(root).with_suffix("").parts)
    spec = importlib.util.spec_from_file_location(name, file, loader=AsItStands(name, str(file)))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise located(error, root, file) from error
    return module


def load_checks(book: Book, tests: str = "tests") -> list[Check]:
    """Every check of the pages, in order of file; Fault if one asks for what does not exist."""
    found: list[Check] = []
    for page in sorted({d.page for d in book.definitions.values()} | set(book.pages)):
        section, _, name = page.rpartition("/")
        file = book.root / tests / section / f"test_{name.replace('-', '_')}.py"
        if file.exists():
            found += _checks_of(book, load_module(file, book.root), file.relative_to(book.root))
    return found


def _checks_of(book: Book, module: ModuleType, shown: Path) -> Iterator[Check]:
    for name, function in vars(module).items():
        if not name.startswith("test_") or not inspect.isfunction(function) or not hasattr(function, "kind"):
            continue
        line = function.__code__.co_firstlineno
        hints = get_type_hints(function, include_extras=True)
        arguments = []
        for asked in inspect.signature(function).parameters:
            try:
                book.number(asked)
            except Fault as fault:
                raise Fault(f"{name}: {fault.what}", shown, line) from None
            arguments.append((asked, _scale(book, asked, hints.get(asked), name, shown, line)))
        doc = " ".join((inspect.getdoc(function) or "").split())
        if not doc:
            what = f"{name}: a docstring is missing: one sentence that says whose number it compares with"
            raise Fault(what, shown, line)
        yield Check(f"{shown}::{name}", function, function.kind, tuple(arguments), doc, shown, line)


def _scale(book: Book, asked: str, hint: Any, name: str, shown: Path, line: int) -> float:
    unit = unit_name(hint)
    own = book.numbers[asked].unit
    if not own:
        return 1.0
    if unit is None:
        raise Fault(f"{name}: '{asked}' says no unit of ledger.units", shown, line)
    try:
        return factor(own, unit)
    except ValueError as error:
        raise Fault(f"{name}: '{asked}': {error}", shown, line) from None
