"""The checks under tests/, as functions that can be run on any set of overridden numbers."""

from __future__ import annotations

import importlib.util
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

from ledger.book import Book
from ledger.faults import Fault, nearest, read, written
from ledger.graph import Broken
from ledger.modules import AsItStands, located, twice
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
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # pytest's own outcomes are no Exceptions
            if type(error).__name__ == "Failed":  # pytest.fail, pytest.raises
                return False
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


_SKIPPING = ("skip", "skipif", "xfail")
_MARKED = re.compile(r"^@(outside|closure|identity)\b", re.MULTILINE)
_TESTS = re.compile(rf"{_MARKED.pattern}|^def test_", re.MULTILINE)


def load_module(file: Path, root: Path) -> ModuleType:
    """A test file as a module, read anew."""
    name = ".".join(file.relative_to(root).with_suffix("").parts)
    spec = importlib.util.spec_from_file_location(name, file, loader=AsItStands(name, str(file)))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a test file may exit, or skip itself
        raise located(error, root, file) from error
    twice(file, file.relative_to(root))
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


def stray_checks(book: Book, checks: list[Check]) -> list[Fault]:
    """A fault for each file of checks that belongs to no page, and for a snippet without one."""
    known = {check.file for check in checks}
    found = []
    for section in sorted({page.rpartition("/")[0].partition("/")[0] for page in book.pages} - {""}):
        for file in written(book.root / "tests" / section, "**/*.py"):
            shown = file.relative_to(book.root)
            body = read(file, shown)
            if not file.stem.startswith("test_"):
                if _TESTS.search(body):
                    place = f"{shown.parent}/test_<page>.py"
                    found.append(Fault(f"nothing reads this file: a page's checks lie in {place}", shown))
            elif _MARKED.search(body) and shown not in known:
                page = shown.relative_to("tests").with_name(file.stem.removeprefix("test_")).as_posix()
                found.append(Fault(f"no page is called '{page}'{nearest(page, book.pages)}", shown))
    for definition in book.definitions.values():
        section, _, name = definition.page.rpartition("/")
        shown = Path("tests") / section / f"test_{name.replace('-', '_')}.py"
        if not (book.root / shown).exists():
            found.append(Fault(f"{definition.name}: its checks, {shown}, are missing", definition.file))
            break
    return found


def _checks_of(book: Book, module: ModuleType, shown: Path) -> Iterator[Check]:
    for name, function in vars(module).items():
        if not name.startswith("test_") or not inspect.isfunction(function):
            continue
        line = function.__code__.co_firstlineno
        if not hasattr(function, "kind"):
            if numbers := _numbers_asked(book, function):
                what = (
                    f"{name}: it asks for the number '{numbers[0]}': mark it @outside, @closure or @identity"
                )
                raise Fault(what, shown, line)
            continue
        hints = get_type_hints(function, include_extras=True)
        arguments = []
        for asked in inspect.signature(function).parameters:
            try:
                book.number(asked)
            except Fault as fault:
                raise Fault(f"{name}: {fault.what}", shown, line) from None
            arguments.append((asked, _scale(book, asked, hints.get(asked), name, shown, line)))
        skipped = [mark.name for mark in getattr(function, "pytestmark", ()) if mark.name in _SKIPPING]
        if skipped:
            raise Fault(f"{name}: a check marked '{skipped[0]}' holds nothing", shown, line)
        doc = " ".join((inspect.getdoc(function) or "").split())
        if not doc:
            what = f"{name}: a docstring is missing: one sentence that says whose number it compares with"
            raise Fault(what, shown, line)
        yield Check(f"{shown}::{name}", function, function.kind, tuple(arguments), doc, shown, line)


def _numbers_asked(book: Book, function: Callable[..., None]) -> list[str]:
    """The numbers that a test's arguments name, but for those that its own cases fill."""
    marks = [mark for mark in getattr(function, "pytestmark", ()) if mark.name == "parametrize"]
    given = [mark.args[0] if mark.args else mark.kwargs["argnames"] for mark in marks]
    cases = [names.split(",") if isinstance(names, str) else names for names in given]
    filled = {name.strip() for names in cases for name in names}
    return [name for name in inspect.signature(function).parameters if name in book.numbers.keys() - filled]


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
