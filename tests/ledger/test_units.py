"""Units: every factor, and what never converts."""

from itertools import product
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import units
from ledger.units import UNITS, base, factor, unit_name
from tests.ledger.site import some

NUMBERS = [name for name, unit in UNITS.items() if unit.style not in ("text", "date")]
NAMES = st.sampled_from(sorted(UNITS))

# Each unit in its base units, by the definitions of the SI, of IEC 80000-13 and of our own base units.
DAY = 86400.0
BASE = {
    "count": 1, "ratio": 1, "share": 1, "percent": 0.01, "points": 0.01, "times": 1,
    "mm": 1e-3, "um": 1e-6, "nm": 1e-9, "cm": 1e-2, "mm2": 1e-6, "cm2": 1e-4, "um2": 1e-12,
    "per_mm2": 1e6, "per_cm2": 1e4,
    "seconds": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9, "minutes": 60, "hours": 3600, "days": DAY,
    "weeks": 7 * DAY, "months": 365.25 * DAY / 12, "years": 365.25 * DAY,
    "mhz": 1e6, "ghz": 1e9, "per_second": 1, "per_year": 1 / (365.25 * DAY),
    "bit": 1 / 8, "byte": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "pb": 1e15,
    "kib": 1024, "mib": 1024**2, "gib": 1024**3,
    "byte_per_cycle": 1, "byte_per_token": 1,
    "byte_per_s": 1, "gb_per_s": 1e9, "tb_per_s": 1e12, "pb_per_s": 1e15,
    "gbit_per_s": 1e9 / 8, "tbit_per_s": 1e12 / 8, "pbit_per_s": 1e15 / 8,
    "flop": 1, "flop_per_s": 1, "tflop_per_s": 1e12, "pflop_per_s": 1e15, "eflop_per_s": 1e18,
    "sparse_tflop_per_s": 1e12, "sparse_pflop_per_s": 1e15, "sparse_eflop_per_s": 1e18,
    "flop_per_byte": 1, "flop_per_cycle": 1, "flop_per_token": 1,
    "joules": 1, "pj": 1e-12, "pj_per_bit": 8e-12, "pj_per_byte": 1e-12, "pj_per_flop": 1e-12,
    "joule_per_token": 1, "joule_per_byte": 1,
    "milliwatt": 1e-3, "watt": 1, "kw": 1e3, "megawatt": 1e6, "gigawatt": 1e9,
    "watt_per_cm2": 1e4, "tflop_per_s_per_watt": 1e12, "volts": 1, "amperes": 1, "celsius": 1,
    "litre_per_minute": 1e-3 / 60, "tokens": 1, "tokens_per_s": 1,
    "usd": 1, "usd_million": 1e6, "usd_billion": 1e9, "usd_per_hour": 1 / 3600, "usd_per_token": 1,
    "usd_per_million_tokens": 1e-6, "usd_per_stock": 1, "usd_per_mm2": 1e6, "stock": 1, "stock_million": 1e6,
}  # fmt: skip


def kind(name: str) -> tuple[tuple[str, float], ...]:
    return base(name)[1]


@pytest.mark.parametrize("name", BASE)
def test_factor_of(name: str) -> None:
    assert isclose(base(name)[0], BASE[name], rel_tol=1e-14)


def test_every_unit_is_listed_here() -> None:
    """A new unit wants a line above."""
    assert set(NUMBERS) == set(BASE)


@pytest.mark.parametrize(
    ("stored", "asked", "by"),
    [
        ("gib", "gb", 1.073741824),
        ("gb", "gib", 0.9313225746154785),
        ("mib", "kib", 1024),
        ("mm2", "cm2", 0.01),
        ("per_cm2", "per_mm2", 0.01),
        ("tb_per_s", "gbit_per_s", 8000),
        ("percent", "share", 0.01),
        ("hours", "minutes", 60),
        ("usd_billion", "usd_million", 1000),
        ("usd_per_million_tokens", "usd_per_token", 1e-6),
        ("pj_per_bit", "pj_per_byte", 8),
        ("kw", "watt", 1000),
    ],
)
def test_converts(stored: str, asked: str, by: float) -> None:
    assert isclose(factor(stored, asked), by, rel_tol=1e-14)


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("pflop_per_s", "sparse_pflop_per_s"),
        ("sparse_tflop_per_s", "tflop_per_s"),
        ("tokens", "count"),
        ("usd", "count"),
        ("gb", "gb_per_s"),
        ("mm", "mm2"),
        ("stock", "count"),
        ("stock", "share"),
        ("usd_per_stock", "usd"),
        ("flop", "flop_per_s"),
        ("joules", "watt"),
        ("text", "count"),
        ("date", "count"),
        ("text", "date"),
        ("byte", "flop"),
    ],
)
def test_never_converts(stored: str, asked: str) -> None:
    with pytest.raises(ValueError, match=f"{stored} is not a unit of the kind of {asked}"):
        factor(stored, asked)


def test_dense_and_sparse_never_meet() -> None:
    sparse = [name for name in NUMBERS if name.startswith("sparse_")]
    dense = [name for name in NUMBERS if "flop" in name and name not in sparse]
    assert sparse and dense
    assert not {kind(name) for name in sparse} & {kind(name) for name in dense}


@some
@given(NAMES, NAMES, NAMES)
def test_factors_are_consistent(one: str, two: str, three: str) -> None:
    """There and back is one; a way round is the straight way; kinds decide."""
    if kind(one) != kind(two):
        with pytest.raises(ValueError, match="is not a unit of the kind of"):
            factor(one, two)
        return
    assert isclose(factor(one, two) * factor(two, one), 1, rel_tol=1e-14)
    if kind(two) == kind(three):
        assert isclose(factor(one, two) * factor(two, three), factor(one, three), rel_tol=1e-13)


def test_units_with_one_symbol_are_one_unit() -> None:
    """What reads the same means the same; money has its scale words, a share its hundredth."""
    scaled = {"share", "percent", "usd", "usd_million", "usd_billion"}
    for one, two in product(NUMBERS, NUMBERS):
        alike = UNITS[one].symbol == UNITS[two].symbol != "" and UNITS[one].style == UNITS[two].style
        if alike and not {one, two} <= scaled:
            assert factor(one, two) == 1, f"{one} and {two} read the same"


def test_annotations_name_their_units() -> None:
    for name in UNITS:
        assert unit_name(getattr(units, name)) == name
    assert unit_name(float) is None
    assert unit_name(None) is None


def test_a_request_for_a_curve_is_never_called() -> None:
    with pytest.raises(TypeError, match="the graph answers it"):
        units.of(x=units.count)(1.0)
