"""Figures as sources print them, read back."""

from math import isclose

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.stated import Stated, digits_of, read
from ledger.text import say, span
from ledger.units import UNITS
from tests.ledger.site import some

# Scale words belong to the number, so units that hold one of their own read differently.
PRINTED = sorted(
    name
    for name, unit in UNITS.items()
    if unit.style not in ("text", "date")
    and name not in ("usd_million", "usd_billion", "stock_million", "percent")
)


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("46,225 mm²", "mm2", 46225, 46225),
        ("46,225 mm2", "cm2", 462.25, 462.25),
        ("46,225 square millimeters", "mm2", 46225, 46225),
        ("$24.6 billion", "usd", 24.6e9, 24.6e9),
        ("$24.6 billion", "usd_million", 24600, 24600),
        ("$24.6bn", "usd_billion", 24.6, 24.6),
        ("-$481.6 million", "usd_million", -481.6, -481.6),
        ("−$481.6 million", "usd_million", -481.6, -481.6),
        ("21 PB/s", "tb_per_s", 21000, 21000),
        ("62 %", "percent", 62, 62),
        ("62%", "share", 0.62, 0.62),
        ("0.38", "share", 0.38, 0.38),
        ("0.11/cm²", "per_cm2", 0.11, 0.11),
        ("0.11/cm²", "per_mm2", 0.0011, 0.0011),
        ("0.001 defects per mm²", "per_mm2", 0.001, 0.001),
        ("20–40", "count", 20, 40),
        ("20 to 40 kW", "kw", 20, 40),
        ("20 kW - 40 kW", "watt", 20000, 40000),
        ("$1.70–$4.90 per hour", "usd_per_hour", 1.7, 4.9),
        ("1–2 million", "count", 1e6, 2e6),
        ("900,000", "count", 900000, 900000),
        ("70B parameters", "count", 70e9, 70e9),
        ("4 trillion transistors", "count", 4e12, 4e12),
        ("125 PFLOP/s (sparse)", "sparse_pflop_per_s", 125, 125),
        ("1,979 TFLOPS", "sparse_tflop_per_s", 1979, 1979),
        ("1,979 teraFLOPS", "tflop_per_s", 1979, 1979),
        ("989 TFLOPS without sparsity", "tflop_per_s", 989, 989),
        ("23 kW", "watt", 23000, 23000),
        ("44 GB", "gb", 44, 44),
        ("44 GB", "gib", 40.978193283, 40.978193283),
        ("100 Gb/s", "gbit_per_s", 100, 100),
        ("100 Gb/s", "gb_per_s", 12.5, 12.5),
        ("100 GB/s", "gbit_per_s", 800, 800),
        ("5 mW", "watt", 0.005, 0.005),
        ("5 MW", "watt", 5e6, 5e6),
        ("3.8 × 10²⁵ FLOP", "flop", 3.8e25, 3.8e25),
        ("2.1e24 FLOPs", "flop", 2.1e24, 2.1e24),
        ("10^24 FLOP", "flop", 1e24, 1e24),
        ("2 × 10⁻⁶", "count", 2e-6, 2e-6),
        ("about 20x", "times", 20, 20),
        ("$0.60 per million tokens", "usd_per_million_tokens", 0.6, 0.6),
        ("$0.60/1M tokens", "usd_per_million_tokens", 0.6, 0.6),
        ("2,100 tokens per second", "tokens_per_s", 2100, 2100),
        ("3 hours", "minutes", 180, 180),
        (".5 V", "volts", 0.5, 0.5),
    ],
)
def test_reads(text: str, unit: str, low: float, high: float) -> None:
    found = read(text, unit)
    assert isclose(found.low, low, rel_tol=1e-9)
    assert isclose(found.high, high, rel_tol=1e-9)


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("many", "count", "'many' holds no number"),
        ("20 km", "mm", "'20 km' names no unit of the kind of mm"),
        ("46,225 mm²", "mm", "is in mm2, which is not of the kind of mm"),
        ("0.11 per mm²", "mm2", "is in per mm2, which is not of the kind of mm2"),
        ("100 GB/s", "gb", "is in GB/s, which is not of the kind of gb"),
        ("300 tokens/s", "tokens", "is in tokens/s, which is not of the kind of tokens"),
        ("$2.35", "usd_per_hour", "is in $, which is not of the kind of usd_per_hour"),
        ("23", "kw", "'23' names no unit of the kind of kw"),
        ("125 PFLOP/s (sparse)", "pflop_per_s", "is sparse, and pflop_per_s counts dense arithmetic"),
        ("125 petaflops with sparsity", "pflop_per_s", "is sparse"),
        ("5 tokens", "usd", "is in tokens, which is not of the kind of usd"),
        ("12 Mb", "mb", "names no unit of the kind of mb"),
    ],
)
def test_refuses(text: str, unit: str, words: str) -> None:
    with pytest.raises(ValueError) as caught:
        read(text, unit)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "unit", "half", "digits"),
    [
        ("500", "count", 50, 1),
        ("498", "count", 0.5, 3),
        ("24.6", "count", 0.05, 3),
        ("2.50", "count", 0.005, 3),
        ("900,000", "count", 50000, 1),
        ("901,000", "count", 500, 3),
        ("$24.6 billion", "usd", 0.05e9, 3),
        ("0.001 per mm²", "per_mm2", 0.0005, 1),
        ("3.8 × 10²⁵ FLOP", "flop", 0.05e25, 2),
        ("0.40 %", "share", 0.00005, 2),
    ],
)
def test_half_a_unit_of_the_last_digit(text: str, unit: str, half: float, digits: int) -> None:
    found = read(text, unit)
    assert isclose(found.half, half, rel_tol=1e-9)
    assert len(f"{found.middle / (2 * found.half):.0f}") == digits  # trailing zeros of a whole are none


def test_digits_of() -> None:
    assert digits_of("46,225 mm²") == 5
    assert digits_of("0.0010 per mm²") == 2
    assert digits_of("who knows") == 3
    assert Stated(20, 40, 5, 5, 2).middle == 30


@some
@given(st.sampled_from(PRINTED), st.floats(1e-3, 9e13), st.integers(1, 9), st.booleans())
def test_what_we_print_reads_back(unit: str, size: float, digits: int, negative: bool) -> None:
    """The formatter and the reader agree on every unit."""
    value = -size if negative else size
    known = UNITS[unit]
    shown = say(value, known.symbol, known.style, digits)
    if shown.startswith("more than"):
        return
    found = read(shown, unit)
    assert isclose(found.low, value, rel_tol=0.51 * 10.0 ** (1 - digits)), shown


@some
@given(st.sampled_from(PRINTED), st.floats(1e-3, 9e5), st.floats(1e-3, 9e5))
@example("byte_per_cycle", 0.5, 1.0)
def test_what_we_print_as_a_range_reads_back(unit: str, one: float, two: float) -> None:
    known = UNITS[unit]
    low, high = (say(value, known.symbol, known.style) for value in sorted((one, two)))
    shown = span(low, high)
    if "more than" in shown:
        return
    found = read(shown, unit)
    assert isclose(found.low, min(one, two), rel_tol=0.006), shown
    assert isclose(found.high, max(one, two), rel_tol=0.006), shown
