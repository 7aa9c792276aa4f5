"""Units that functions and facts name: one spelling, one definition, one way to print.

A unit is written as an annotation (`area: mm2`), in a fact file (`unit = "mm2"`) and in an override
(`defect_density=per_mm2`). Type checkers see plain floats; the graph reads the `Unit` behind the name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeVar

import pint

from ledger.faults import nearest

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Unit:
    """A unit: how Pint defines it, what stands behind (or, for money, before) the number, how it reads."""

    definition: str
    symbol: str = ""
    style: str = "plain"  # plain, percent, times, money, date or text: see ledger.text


# Base dimensions beside Pint's: what must never be mixed here (dense with sparse arithmetic, money, tokens).
_DEFINITIONS = """
metre = [length]
second = [time]
joule = [energy]
volt = [potential]
kelvin = [temperature]
byte = [information]
flop = [dense_arithmetic]
sparse_flop = [sparse_arithmetic]
token = [text]
usd = [money]
stock = [equity]
bit = byte / 8
watt = joule / second
hertz = 1 / second
ampere = watt / volt
litre = 1e-3 * metre ** 3
minute = 60 * second
hour = 3600 * second
day = 24 * hour
year = 365.25 * day
month = year / 12
"""

# Pure numbers.
count = Annotated[float, Unit("1")]
ratio = Annotated[float, Unit("1")]
share = Annotated[float, Unit("1", "%", "percent")]
percent = Annotated[float, Unit("0.01", "%", "percent")]
points = Annotated[float, Unit("0.01", "points")]
times = Annotated[float, Unit("1", "×", "times")]
# Words.
text = Annotated[str, Unit("", "", "text")]
date = Annotated[str, Unit("", "", "date")]  # ISO: 2026-05-14, 2026-05 or 2026
# Length and area.
mm = Annotated[float, Unit("1e-3 * metre", "mm")]
um = Annotated[float, Unit("1e-6 * metre", "µm")]
nm = Annotated[float, Unit("1e-9 * metre", "nm")]
cm = Annotated[float, Unit("1e-2 * metre", "cm")]
mm2 = Annotated[float, Unit("1e-6 * metre ** 2", "mm²")]
cm2 = Annotated[float, Unit("1e-4 * metre ** 2", "cm²")]
um2 = Annotated[float, Unit("1e-12 * metre ** 2", "µm²")]
per_mm2 = Annotated[float, Unit("1e6 / metre ** 2", "per mm²")]
per_cm2 = Annotated[float, Unit("1e4 / metre ** 2", "per cm²")]
# Time and rates.
seconds = Annotated[float, Unit("second", "s")]
ms = Annotated[float, Unit("1e-3 * second", "ms")]
us = Annotated[float, Unit("1e-6 * second", "µs")]
ns = Annotated[float, Unit("1e-9 * second", "ns")]
minutes = Annotated[float, Unit("minute", "minutes")]
hours = Annotated[float, Unit("hour", "hours")]
days = Annotated[float, Unit("day", "days")]
weeks = Annotated[float, Unit("7 * day", "weeks")]
months = Annotated[float, Unit("month", "months")]
years = Annotated[float, Unit("year", "years")]
mhz = Annotated[float, Unit("1e6 * hertz", "MHz")]
ghz = Annotated[float, Unit("1e9 * hertz", "GHz")]
per_second = Annotated[float, Unit("hertz", "per second")]
per_year = Annotated[float, Unit("1 / year", "per year")]
# Information: GB is not GiB, a bit is not a byte.
bit = Annotated[float, Unit("bit", "bits")]
byte = Annotated[float, Unit("byte", "bytes")]
kb = Annotated[float, Unit("1e3 * byte", "kB")]
mb = Annotated[float, Unit("1e6 * byte", "MB")]
gb = Annotated[float, Unit("1e9 * byte", "GB")]
tb = Annotated[float, Unit("1e12 * byte", "TB")]
pb = Annotated[float, Unit("1e15 * byte", "PB")]
kib = Annotated[float, Unit("2 ** 10 * byte", "KiB")]
mib = Annotated[float, Unit("2 ** 20 * byte", "MiB")]
gib = Annotated[float, Unit("2 ** 30 * byte", "GiB")]
byte_per_cycle = Annotated[float, Unit("byte", "bytes per cycle")]
byte_per_token = Annotated[float, Unit("byte / token", "bytes per token")]
byte_per_s = Annotated[float, Unit("byte / second", "B/s")]
gb_per_s = Annotated[float, Unit("1e9 * byte / second", "GB/s")]
tb_per_s = Annotated[float, Unit("1e12 * byte / second", "TB/s")]
pb_per_s = Annotated[float, Unit("1e15 * byte / second", "PB/s")]
gbit_per_s = Annotated[float, Unit("1e9 * bit / second", "Gb/s")]
tbit_per_s = Annotated[float, Unit("1e12 * bit / second", "Tb/s")]
pbit_per_s = Annotated[float, Unit("1e15 * bit / second", "Pb/s")]
# Arithmetic: dense and sparse never convert into each other.
flop = Annotated[float, Unit("flop", "FLOP")]
flop_per_s = Annotated[float, Unit("flop / second", "FLOP/s")]
tflop_per_s = Annotated[float, Unit("1e12 * flop / second", "TFLOP/s")]
pflop_per_s = Annotated[float, Unit("1e15 * flop / second", "PFLOP/s")]
eflop_per_s = Annotated[float, Unit("1e18 * flop / second", "EFLOP/s")]
sparse_tflop_per_s = Annotated[float, Unit("1e12 * sparse_flop / second", "sparse TFLOP/s")]
sparse_pflop_per_s = Annotated[float, Unit("1e15 * sparse_flop / second", "sparse PFLOP/s")]
sparse_eflop_per_s = Annotated[float, Unit("1e18 * sparse_flop / second", "sparse EFLOP/s")]
flop_per_byte = Annotated[float, Unit("flop / byte", "FLOP/B")]
flop_per_cycle = Annotated[float, Unit("flop", "FLOP per cycle")]
flop_per_token = Annotated[float, Unit("flop / token", "FLOP per token")]
# Energy, power, heat.
joules = Annotated[float, Unit("joule", "J")]
pj = Annotated[float, Unit("1e-12 * joule", "pJ")]
pj_per_bit = Annotated[float, Unit("1e-12 * joule / bit", "pJ/bit")]
pj_per_byte = Annotated[float, Unit("1e-12 * joule / byte", "pJ/byte")]
pj_per_flop = Annotated[float, Unit("1e-12 * joule / flop", "pJ/FLOP")]
joule_per_byte = Annotated[float, Unit("joule / byte", "J per byte")]
joule_per_token = Annotated[float, Unit("joule / token", "J per token")]
milliwatt = Annotated[float, Unit("1e-3 * watt", "mW")]
watt = Annotated[float, Unit("watt", "W")]
kw = Annotated[float, Unit("1e3 * watt", "kW")]
megawatt = Annotated[float, Unit("1e6 * watt", "MW")]
gigawatt = Annotated[float, Unit("1e9 * watt", "GW")]
watt_per_cm2 = Annotated[float, Unit("1e4 * watt / metre ** 2", "W/cm²")]
tflop_per_s_per_watt = Annotated[float, Unit("1e12 * flop / joule", "TFLOP/s per watt")]
volts = Annotated[float, Unit("volt", "V")]
amperes = Annotated[float, Unit("ampere", "A")]
celsius = Annotated[float, Unit("kelvin", "°C")]
litre_per_minute = Annotated[float, Unit("litre / minute", "litres per minute")]
# Text made by models.
tokens = Annotated[float, Unit("token", "tokens")]
tokens_per_s = Annotated[float, Unit("token / second", "tokens/s")]
# Money and shares of a company. `stock` counts shares; `share` is a part of a whole.
usd = Annotated[float, Unit("usd", "$", "money")]
usd_million = Annotated[float, Unit("1e6 * usd", "$", "money")]
usd_billion = Annotated[float, Unit("1e9 * usd", "$", "money")]
usd_per_hour = Annotated[float, Unit("usd / hour", "per hour", "money")]
usd_per_token = Annotated[float, Unit("usd / token", "per token", "money")]
usd_per_million_tokens = Annotated[float, Unit("1e-6 * usd / token", "per million tokens", "money")]
usd_per_stock = Annotated[float, Unit("usd / stock", "per share", "money")]
usd_per_mm2 = Annotated[float, Unit("1e6 * usd / metre ** 2", "per mm²", "money")]
stock = Annotated[float, Unit("stock", "shares")]
stock_million = Annotated[float, Unit("1e6 * stock", "million shares")]


class Column:
    """Marks a parameter that asks for a field of every member of its family."""


@dataclass(frozen=True)
class Curve:
    """Marks a parameter that asks for a function of some inputs instead of one number (see `of`)."""


each = Annotated[Mapping[str, T], Column()]
"""`each[mm2]`: the column of a field, member by member, those without it left out."""

curve = Annotated[Callable[..., T], Curve()]
"""`curve[share]`: a number as a function of inputs named by the parameter's default, `of(...)`."""

Rows = Sequence[tuple[Any, ...]]
"""What a table function returns: one tuple a row, in the order of the `@table` columns; None is a hole."""


@dataclass(frozen=True)
class Swept:
    """The inputs a curve is a function of, with the unit of each."""

    inputs: dict[str, Any]

    def __call__(self, *values: float) -> Any:
        """Never called: the graph puts the curve here. It makes `= of(...)` a lawful default."""
        raise TypeError("of(...) is a request for a curve; the graph answers it")


def of(**inputs: Any) -> Any:
    """Ask for a curve: `of(defect_density=per_mm2)` is called with numbers in those units, in that order."""
    return Swept(inputs)


def table(**columns: Any) -> Callable[[Callable[..., Rows]], Callable[..., Rows]]:
    """Declare a function as a table: its columns, each with its unit, in order."""

    def mark(function: Callable[..., Rows]) -> Callable[..., Rows]:
        function.columns = columns  # type: ignore[attr-defined]
        return function

    return mark


UNITS: dict[str, Unit] = {
    name: alias.__metadata__[0]
    for name, alias in list(globals().items())
    if hasattr(alias, "__metadata__") and isinstance(alias.__metadata__[0], Unit)
}
_NAMES = {id(unit): name for name, unit in UNITS.items()}


def unit_name(annotation: Any) -> str | None:
    """The name of the unit an annotation stands for, or None."""
    for mark in getattr(annotation, "__metadata__", ()):
        if id(mark) in _NAMES:
            return _NAMES[id(mark)]
    return None


@cache
def _registry() -> pint.UnitRegistry[Any]:
    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(None)
    registry.load_definitions(_DEFINITIONS.strip().splitlines())
    return registry


@cache
def base(name: str) -> tuple[float, tuple[tuple[str, float], ...]]:
    """A unit in base units: its factor and its dimensions as sorted pairs of base name and power.

    Words and dates have no dimensions and a factor of one, and differ from pure numbers by a mark.
    """
    unit = UNITS[name]
    if unit.style in ("text", "date"):
        return 1.0, ((unit.style, 0.0),)
    quantity: Any = _registry().parse_expression(unit.definition)
    if not hasattr(quantity, "to_base_units"):
        return float(quantity), ()
    quantity = quantity.to_base_units()
    powers = sorted((str(key), float(power)) for key, power in quantity.unit_items())
    return float(quantity.magnitude), tuple(powers)


def no_unit(words: str) -> str:
    """That words name no unit, in a sentence, with the one whose sign they are or whose name is nearest."""
    signs = [name for name, unit in UNITS.items() if words and unit.symbol == words]
    return f"'{words}' is not a unit{nearest(signs[0] if signs else words, UNITS)}"


def factor(stored: str, asked: str) -> float:
    """What a number in `stored` is multiplied by to be in `asked`; ValueError if their dimensions differ.

    Rounded to 15 digits, so that a square centimetre is 100 mm² and not 100.00000000000001.
    """
    if stored == asked:
        return 1.0
    (one, left), (two, right) = base(stored), base(asked)
    if left != right:
        raise ValueError(f"{stored} is not a unit of the kind of {asked}")
    return float(f"{one / two:.15g}")
