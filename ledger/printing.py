"""How a number is printed: its unit, digits and form, after the filters of a quote."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ledger.bind import Number
from ledger.stated import digits_of
from ledger.units import UNITS, factor, no_unit

MOST_DIGITS = 15
"""Digits that a number may be printed with: as many as it can hold."""

Filters = Iterable[tuple[str, tuple[Any, ...]]]
Look = tuple[float, str, str, int, int | None, str]
"""What `ledger.text.printed` takes after the number."""

PARTS = ("year", "month", "day")


def unfit(number: Number, filters: Filters) -> str:
    """The first filter that does not fit the kind of a number (a day's part, a number's form), or nothing."""
    style, asked = UNITS[number.unit].style, [key for key, _ in filters]
    odd = [key for key in asked if key in PARTS and style != "date"]
    odd = odd or [key for key in asked if key not in PARTS and style in ("text", "date")]
    return odd[0] if odd else ""


def look(number: Number, filters: Filters = ()) -> Look:
    """How a number that is not words is printed; ValueError if a filter does not fit."""
    options = dict(filters)
    asked = str(options["unit"][0]) if options.get("unit") else number.unit
    if asked not in UNITS:
        raise ValueError(no_unit(asked))
    asked = {"percent": "share", "usd_million": "usd", "usd_billion": "usd"}.get(asked, asked)
    asked = "share" if "percent" in options else "times" if "times" in options else asked
    by, unit = factor(number.unit, asked), UNITS[asked]
    digits, decimals = _digits(number, asked), None
    for key in ("percent", "decimals"):
        if options.get(key):
            decimals = int(options[key][0])
    if options.get("digits"):
        digits = int(options["digits"][0])
        if not 1 <= digits <= MOST_DIGITS:
            raise ValueError(f"a number has 1 to {MOST_DIGITS} digits")
    if decimals is not None and not 0 <= decimals <= MOST_DIGITS:
        raise ValueError(f"a number has 0 to {MOST_DIGITS} decimals")
    form = " ".join(key for key in ("size", "words") if key in options)
    if "bare" in options:
        return by * (100 if unit.style == "percent" else 1), "", "bare", digits, decimals, form
    return by, unit.symbol, unit.style, digits, decimals, form


def _digits(number: Number, unit: str) -> int:
    """As many digits as the source states; three for a value, or 0: three, and all of a whole count."""
    if number.entry:
        fact = number.entry.fact
        if fact.as_stated:
            return digits_of(fact.as_stated)
        return max(len(f"{fact.central:g}".replace(".", "").strip("-0")), 1)
    return 0 if UNITS[unit].style == "plain" and not UNITS[unit].symbol else 3
