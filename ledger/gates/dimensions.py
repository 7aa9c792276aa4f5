"""Units: every formula and value gives the same answer in every system of units.

Inputs are turned into base units and then rescaled, one factor per dimension, and the function is run again
on plain floats. GB divided by TB/s and declared as seconds passes a check of dimensions and fails here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from math import isclose, isfinite
from typing import Any, get_type_hints

from ledger.blocks import formulas
from ledger.book import Book
from ledger.definitions import Definition, Parameter
from ledger.faults import Fault
from ledger.graph import Broken, scaled
from ledger.units import UNITS, base, unit_name

# One factor per dimension and system; a dimension that a system does not name keeps its base unit.
SYSTEMS: tuple[dict[str, float], ...] = (
    {},
    {"metre": 7.0, "second": 0.3, "byte": 11.0, "flop": 0.17, "usd": 13.0, "joule": 0.7},
    {
        "metre": 0.013,
        "second": 19.0,
        "token": 3.0,
        "stock": 0.23,
        "sparse_flop": 5.0,
        "volt": 1.9,
        "kelvin": 0.6,
    },
)
_SAMPLES = (3.0, 0.4, 12.0, 0.05, 40.0)


def scale(unit: str, system: dict[str, float]) -> float:
    """What a number in a unit is multiplied by to stand in a system of units."""
    if not unit:
        return 1.0
    by, powers = base(unit)
    for dimension, power in powers:
        by *= system.get(dimension, 1.0) ** power
    return by


def dimension_faults(book: Book) -> list[Fault]:
    """A fault for each value, table and formula whose answer depends on the system of units."""
    found = []
    for number in book.numbers.values():
        definition = number.definition
        if definition is None:
            continue
        try:
            book.get(number.name)
        except Fault as fault:
            found.append(fault)
            continue
        run = book.graph.run()
        arguments = [run._answer(item) for item in number.node.inputs]
        if any(parameter.kind == "curve" for parameter in definition.parameters):
            # a sweep's grid is in the units it says; the curve itself is looked at as a value
            if definition.table and (what := _mislabelled(definition, arguments)):
                found.append(Fault(f"{number.name}: {what}", number.file, number.line))
            continue
        outs = [unit for _, unit in definition.columns] if definition.table else [definition.unit]
        if what := _differs(
            definition.function, arguments, list(definition.parameters), outs, definition.table
        ):
            found.append(Fault(f"{number.name}: {what}", number.file, number.line))
    for name, function, file in formulas(book.root):
        if what := _formula_differs(function):
            found.append(Fault(f"{name}: {what}", file, function.__code__.co_firstlineno))
    return found


def _differs(
    function: Callable[..., Any],
    arguments: list[Any],
    parameters: list[Parameter],
    outs: list[str],
    table: bool,
) -> str:
    try:
        expected = function(*arguments)
    except (Exception, SystemExit) as error:
        return f"{type(error).__name__}: {error}"
    for system in SYSTEMS:
        moved = [_moved(a, p, system) for a, p in zip(arguments, parameters, strict=True)]
        try:
            answer = function(*moved)
        except (Exception, SystemExit) as error:
            return f"in other units it raises {type(error).__name__}: {error}"
        if table and (not isinstance(answer, list) or list(map(len, answer)) != list(map(len, expected))):
            return "it has other rows in other units"
        pairs = zip(expected, answer, strict=True) if table else [((expected,), (answer,))]
        for before, after in pairs:
            for unit, left, right in zip(outs, before, after, strict=True):
                if not _same(left, right, scale(unit, system)):
                    if not isinstance(right, float | int):
                        return f"in other units it gives {right!r}"
                    ratio = (
                        right / (left * scale(unit, system)) if isinstance(left, float | int) and left else 0
                    )
                    return f"in other units it gives {ratio:.6g} times its answer: do its units fit together?"
    return ""


class _Marked(float):
    """A number that a curve gave, for as long as nothing is computed from it."""

    unit = ""


def _mislabelled(definition: Definition, arguments: list[Any]) -> str:
    """Which column of a sweep says another unit than the curve that fills it, or than the input swept."""
    swept: dict[str, tuple[str, list[float]]] = {}

    def marked(curve: Callable[..., Any], parameter: Parameter) -> Callable[..., Any]:
        def told(*values: float) -> Any:
            for (asked, unit), value in zip(parameter.swept, values, strict=True):
                swept.setdefault(f"{parameter.name} of {asked}", (unit, []))[1].append(value)
            answer = curve(*values)
            if isinstance(answer, int | float):
                answer = _Marked(answer)
                answer.unit = parameter.unit
            return answer

        return told

    pairs = zip(arguments, definition.parameters, strict=True)
    rows = definition.function(*(marked(a, p) if p.kind == "curve" else a for a, p in pairs))
    for place, (column, unit) in enumerate(definition.columns):
        cells = [row[place] for row in rows]
        units = {cell.unit for cell in cells if isinstance(cell, _Marked)}
        if len(cells) > 1 and not units:
            units = {known for known, values in swept.values() if values == cells}
        for other in sorted(units):
            if base(other) != base(unit):
                return f"the column '{column}' is in {unit}, and what fills it is in {other}"
    return ""


def _moved(argument: Any, parameter: Parameter, system: dict[str, float]) -> Any:
    by = scale(parameter.unit, system)
    if parameter.kind == "column":
        return {member: scaled(value, by) for member, value in argument.items()}
    if parameter.kind == "curve":
        scales = [scale(unit, system) for _, unit in parameter.swept]
        return lambda *values: scaled(argument(*(v / s for v, s in zip(values, scales, strict=True))), by)
    return scaled(argument, by)


def _same(left: Any, right: Any, by: float) -> bool:
    if left is None or isinstance(left, str | bool):
        return bool(left == right)
    return isinstance(right, int | float) and isclose(left * by, right, rel_tol=1e-8, abs_tol=1e-300)


def _formula_differs(function: Callable[..., Any]) -> str:
    """The same for a formula, on sample inputs; one that accepts none is judged by its values."""
    try:
        hints = get_type_hints(function, include_extras=True)
    except Exception as error:
        return f"its annotations cannot be read: {error}"
    parameters = []
    for parameter in inspect.signature(function).parameters.values():
        unit = unit_name(hints.get(parameter.name))
        if unit is None or UNITS[unit].style in ("text", "date"):
            return ""
        parameters.append(Parameter(parameter.name, unit))
    out = unit_name(hints.get("return"))
    if out is None:
        return ""
    for sample in _SAMPLES:
        arguments = [
            round(sample) + 1
            if p.unit == "count"
            else min(sample, 1 / (1 + sample))
            if p.unit == "share"
            else sample * (1 + i / 7)
            for i, p in enumerate(parameters)
        ]
        try:
            answer = function(*arguments)
        except (ValueError, ArithmeticError, Broken):
            continue
        except (Exception, SystemExit) as error:
            return f"it raises {type(error).__name__}: {error}"
        if isinstance(answer, int | float) and isfinite(answer):
            return _differs(function, arguments, parameters, [out], False)
    return ""
