"""Numbers at the edge of what a float holds: all formulas give a number or one sentence, never a warning."""

import inspect
import random
import warnings
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

import numpy as np
from pytest import mark, raises

from snippets.formulas import _basics, decode, dies, energy, repair_sim, roofline, training, yields
from tests.formulas import test_all_formulas, test_arguments

FORMULAS: dict[str, tuple[Callable[..., Any], list[Any]]] = {
    name: (test_all_formulas.FORMULAS[name], list(good))
    for name, good in test_all_formulas.GOOD.items()
    if name not in test_all_formulas.public(test_all_formulas.dates)
}
for formula in test_arguments.formulas():
    names = inspect.signature(formula).parameters
    FORMULAS[formula.__name__] = formula, [test_arguments.GOOD[name] for name in names]
SLOW = {"repair_mesh", "share_repaired", "place_defects"}
TINY = [0, 0.0, -0.0, 5e-324, 1e-320, 1e-308, 1e-300, 1e-200, 1e-160, 1e-100, 1e-16]
USUAL = [0.5, 1 - 1e-16, 1, 1 + 2.3e-16, 2, 3, 7, 1e3, 1e6, np.float32(1.1), np.int8(5), Fraction(1, 3)]
HUGE = [1e9, 1e15, 2.0**53 + 2, 1e18, 1e100, 1e154, 1e200, 1e300, 1.7e308, 10**30, Decimal("1e290")]


def numbers(answer: Any) -> list[Any]:
    """All numbers in an answer."""
    if hasattr(answer, "__dataclass_fields__"):
        return [one for one in vars(answer).values() if one is not None]
    if isinstance(answer, list | tuple):
        return [one for each in answer for one in numbers(each)]
    return [] if isinstance(answer, str) else [answer]


@mark.parametrize("name", sorted(FORMULAS))
def test_extremes_give_a_number_or_a_sentence(name: str) -> None:
    formula, good = FORMULAS[name]
    chance = random.Random(name)
    for _ in range(30 if name in SLOW else 200):
        arguments = list(good)
        for place in chance.sample(range(len(good)), chance.randint(1, len(good))):
            drawn = [chance.choice(chance.choice([TINY, USUAL, HUGE])) for _ in range(3)]
            arguments[place] = drawn if isinstance(good[place], list) else drawn[0]
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                found = numbers(formula(*arguments))
            except ValueError as error:
                assert "\n" not in str(error) and "math" not in str(error), (arguments, error)
                continue
        assert all(type(one) in (float, int) and isfinite(one) for one in found), (arguments, found)


ODD = [np.array([1.0]), np.ones((3, 2000)), np.complex128(1), np.array(1j), memoryview(b"12"), np.array(True)]
ODD += [
    np.array("3"),
    np.str_("3"),
    np.bytes_(b"3"),
    np.timedelta64(5),
    np.ma.masked,
    10**5000,
    "x" * 5000,
    {},
]


@mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
def test_what_is_no_number_is_refused_in_one_sentence(odd: Any) -> None:
    """Also what `float` would take for one, with a warning or without."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with raises(ValueError, match="area must be a finite number, not ") as refusal:
            yields.poisson_yield(odd, 0.001)
    assert "\n" not in str(refusal.value) and len(str(refusal.value)) < 600


def test_numbers_in_other_coats_are_numbers() -> None:
    expected = yields.poisson_yield(2, 0.5)
    for two in (np.array(2.0), np.longdouble(2), np.uint8(2), Decimal(2), Fraction(2)):
        assert yields.poisson_yield(two, 0.5) == expected  # type: ignore[arg-type]


def test_what_a_float_cannot_hold_is_told() -> None:
    for beyond in (
        lambda: roofline.ridge_point(1e300, 1e-300),
        lambda: roofline.compute_time(1, 1e-300, 1e-300),
        lambda: roofline.transformer_parameters(10**300, 8192, 28672, 64, 8, 128, 128256),
        lambda: roofline.flop_utilisation(1e300, 1, 1e200, 1e200),
        lambda: training.ring_allreduce_time(1, 1.7e308, 1, 1),
        lambda: energy.run_energy(1e200, 1e200, 0, 1),
        lambda: decode.amdahl(1, 5e-324 * 1e-10 or 1e-320),
        lambda: _basics.over(1, 0),
    ):
        with raises(ValueError, match="beyond any number that a float can hold"):
            beyond()


def test_a_grid_moved_far_is_the_same() -> None:
    """Offsets are counted from the nearest pitch, however far: 2^60 pitches of 8 mm are exact."""
    for far in (2.0**60 * 8 + 0.0, -(2.0**63)):
        assert dies.dies_on_grid(8, 8, 0, 3, 300, far, far) == dies.dies_on_grid(8, 8, 0, 3, 300)
        assert dies.grid_dies(8, 8, 0, 3, 300, far, far) == dies.grid_dies(8, 8, 0, 3, 300)


def test_extreme_clusters_are_drawn_or_refused() -> None:
    assert repair_sim.place_defects(300, 1e-300, 1) == []
    for odd in ({"cluster_size": 1e300, "cluster_spread": 1}, {"cluster_size": 2, "cluster_spread": 1e300}):
        with raises(ValueError, match="cluster"):
            repair_sim.place_defects(300, 0.001, 1, **odd)
    for places, dice in (([1], []), ([(1, 2, 3)], []), ([(1, "x")], []), ([], [(1, 2)]), (None, []), ([], 3)):
        with raises(ValueError, match=r"defects|dies"):
            repair_sim.defects_in_dies(places, dice, 10, 8)  # type: ignore[arg-type]
