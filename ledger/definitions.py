"""What a snippet defines: values and tables, whose parameters are names and annotations units; figures."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

from ledger.faults import Fault, read
from ledger.modules import parsed
from ledger.records import ASIDES, no_number
from ledger.units import Column, Curve, Swept, unit_name


@dataclass(frozen=True)
class Parameter:
    """What a function asks for: a name, in a unit, as a number, a column or a curve over other names."""

    name: str
    unit: str
    kind: str = "number"
    swept: tuple[tuple[str, str], ...] = ()

    @property
    def stem(self) -> str:
        """The name asked for: `die_area_evidence: text` and `die_area_date: date` ask about `die_area`."""
        return self.name.removesuffix(ASIDES.get(self.unit, ""))

    @property
    def aside(self) -> str:
        """What is asked about that number, if not the number itself: `_evidence`, `_date`."""
        return self.name[len(self.stem) :]


@dataclass(frozen=True)
class Definition:
    """A value or a table as its snippet defines it."""

    name: str
    function: Callable[..., Any]
    parameters: tuple[Parameter, ...]
    unit: str  # empty for a table
    columns: tuple[tuple[str, str], ...]
    doc: str
    not_held: str
    formerly: tuple[str, ...]
    page: str  # architecture/defects
    file: Path
    line: int

    @property
    def table(self) -> bool:
        """Whether it returns rows."""
        return bool(self.columns)


@dataclass(frozen=True)
class Figure:
    """A figure as its snippet defines it."""

    name: str
    page: str
    function: Callable[..., Any]
    spec: Any  # ledger.figures.FigureSpec
    file: Path
    line: int

    @property
    def table(self) -> str:
        """The table that it draws."""
        return str(self.spec.table)

    def templates(self) -> tuple[str, ...]:
        """Its texts, which may quote numbers."""
        return (self.spec.title, self.spec.subtitle, self.spec.alt, self.spec.caption)


def definitions(root: Path, page: str, file: Path, module: ModuleType) -> Iterator[Definition]:
    """The values and tables that a module defines, in order of line."""
    shown = file.relative_to(root)
    tree = parsed(read(file, shown))
    lines = {node.name: node.lineno for node in tree.body if isinstance(node, ast.FunctionDef)}
    for name, function in vars(module).items():
        if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != module.__name__:
            continue
        if not hasattr(function, "figure"):
            if name not in lines:
                what = f"{name}: write it as a 'def' of its own at the top of the file"
                raise Fault(what, shown, function.__code__.co_firstlineno)
            if what := no_number(name):
                raise Fault(what, shown, lines[name])
            yield _definition(name, function, page, shown, lines[name])


def _definition(name: str, function: Callable[..., Any], page: str, shown: Path, line: int) -> Definition:
    columns = tuple((key, unit_name(unit) or "") for key, unit in getattr(function, "columns", {}).items())
    try:
        hints = get_type_hints(function, include_extras=True)
    except Exception as error:
        what = str(error) if isinstance(error, NameError) else f"its annotations cannot be read: {error}"
        raise Fault(f"{name}: {what}", shown, line) from None
    for key, unit in columns:
        if not unit:
            raise Fault(f"{name}: the column '{key}' has no unit of ledger.units", shown, line)
    unit = unit_name(hints.get("return")) or ""
    if hasattr(function, "columns") and not columns:
        raise Fault(f"{name}: a table needs columns (@table(name=unit, ...))", shown, line)
    if not unit and not columns:
        raise Fault(f"{name}: say the unit that it returns (def {name}(...) -> unit)", shown, line)
    doc = inspect.getdoc(function) or ""
    if not doc:
        raise Fault(f"{name}: a docstring is missing: one sentence that says what it is", shown, line)
    parameters = tuple(
        _parameter(parameter, hints.get(parameter.name), name, shown, line)
        for parameter in inspect.signature(function).parameters.values()
    )
    notes = _notes(doc)
    return Definition(
        name=name,
        function=function,
        parameters=parameters,
        unit="" if columns else unit,
        columns=columns,
        doc=_summary(doc),
        not_held=notes.get("not held", ""),
        formerly=tuple(notes.get("formerly", "").replace(",", " ").split()),
        page=page,
        file=shown,
        line=line,
    )


def _summary(doc: str) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join(doc.split("\n\n")[0].split())


def _notes(doc: str) -> dict[str, str]:
    """The `key: text` paragraphs of a docstring: `not held: why`, `formerly: old_name`."""
    notes = {}
    for paragraph in doc.split("\n\n")[1:]:
        key, colon, text = paragraph.partition(":")
        if colon and key.strip().lower() in ("not held", "formerly"):
            notes[key.strip().lower()] = " ".join(text.split())
    return notes


def _parameter(parameter: inspect.Parameter, hint: Any, name: str, shown: Path, line: int) -> Parameter:
    if parameter.kind is not parameter.POSITIONAL_OR_KEYWORD:
        what = f"'{parameter.name}' is asked for with *, ** or /: write its name alone"
        raise Fault(f"{name}: {what}", shown, line)
    marks = getattr(hint, "__metadata__", ())
    if any(isinstance(mark, Column) for mark in marks):
        unit = unit_name(hint.__origin__.__args__[-1])
        kind = "column"
    elif any(isinstance(mark, Curve) for mark in marks):
        unit = unit_name(hint.__origin__.__args__[-1])
        kind = "curve"
        if not isinstance(parameter.default, Swept):
            raise Fault(f"{name}: the curve '{parameter.name}' needs = of(input=unit)", shown, line)
        swept = tuple((key, unit_name(asked) or "") for key, asked in parameter.default.inputs.items())
        if unit and all(asked for _, asked in swept):
            return Parameter(parameter.name, unit, kind, swept)
        unit = None
    else:
        unit = unit_name(hint)
        kind = "number"
    if not unit:
        raise Fault(f"{name}: '{parameter.name}' says no unit of ledger.units", shown, line)
    if parameter.default is not parameter.empty:
        raise Fault(f"{name}: the default of '{parameter.name}' would never count", shown, line)
    return Parameter(parameter.name, unit, kind)


def figures(root: Path, page: str, file: Path, module: ModuleType) -> Iterator[Figure]:
    """The figures that a module defines, in order of line; Fault if one lacks a title or an alt text."""
    shown = file.relative_to(root)
    for name, function in vars(module).items():
        spec = getattr(function, "figure", None)
        if spec is None or getattr(function, "__module__", "") != module.__name__:
            continue
        line = function.__code__.co_firstlineno
        for what in ("title", "subtitle", "alt", "caption"):
            if not isinstance(getattr(spec, what), str):
                raise Fault(f"{name}: {what}: it is not words", shown, line)
        for what, words in (("title", spec.title), ("alt text", spec.alt)):
            if not words.strip():
                raise Fault(f"{name}: the {what} is missing", shown, line)
        yield Figure(name, page, function, spec, shown, line)
