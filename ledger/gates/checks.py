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
from ledger.faults import Fault, nearest
from ledger.graph import Broken
from ledger.modules import AsItStands
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
        return True


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
        raise Fault(f"{type(error).__name__}: {error}", file.relative_to(root)) from error
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
            if asked not in book.numbers:
                raise Fault(f"{name}: nothing is called '{asked}'{nearest(asked, book.numbers)}", shown, line)
            arguments.append((asked, _scale(book, asked, hints.get(asked), name, shown, line)))
        doc = " ".join((inspect.getdoc(function) or "").split())
        yield Check(f"{shown}::{name}", function, function.kind, tuple(arguments), doc, shown, line)


def _scale(book: Book, asked: str, hint: Any, name: str, shown: Path, line: int) -> float:
    unit = unit_name(hint)
    own = book.numbers[asked].unit
    if unit is None or not own:
        return 1.0
    try:
        return factor(own, unit)
    except ValueError as error:
        raise Fault(f"{name}: '{asked}': {error}", shown, line) from None
