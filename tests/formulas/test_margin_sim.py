"""The simulation of margins: moments of triangles, the closed form at a point, reproducible draws."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx, mark, raises

from snippets.formulas.margin import gross_margin
from snippets.formulas.margin_sim import (
    margin_influence,
    margin_quantile,
    simulate_margins,
    triangular_samples,
)

PRICE, WAFER, GOOD, OTHER = (1e6, 2e6, 4e6), (15e3, 20e3, 25e3), (0.5, 0.9, 1.0), (3e5, 4.3e5, 6e5)
MANY = 200_000


@mark.parametrize("low, middle, high", [(0, 1, 4), (-3, -3, 5), (2, 7, 7), (10, 11, 12)])
def test_moments_of_a_triangle(low: float, middle: float, high: float) -> None:
    drawn = triangular_samples(low, middle, high, MANY)
    width = high - low
    variance = (low**2 + middle**2 + high**2 - low * middle - low * high - middle * high) / 18
    assert drawn.mean() == approx((low + middle + high) / 3, abs=0.005 * width)
    assert drawn.var() == approx(variance, rel=0.02)
    assert low <= drawn.min() and drawn.max() <= high
    assert (drawn <= middle).mean() == approx((middle - low) / width, abs=0.005)


@settings(max_examples=30, deadline=None)
@given(st.floats(1e5, 1e7), st.floats(1e3, 1e5), st.floats(0.05, 1), st.floats(0, 1e6))
def test_no_ranges_no_spread(price: float, wafer: float, good: float, other: float) -> None:
    margins = simulate_margins((price,) * 3, (wafer,) * 3, (good,) * 3, (other,) * 3, 5)
    assert np.allclose(margins, gross_margin(price, wafer, good, other))


def test_draws_lie_between_the_corners_and_repeat() -> None:
    margins = simulate_margins(PRICE, WAFER, GOOD, OTHER, MANY)
    assert margins[0] >= gross_margin(PRICE[0], WAFER[2], GOOD[0], OTHER[2])
    assert margins[-1] <= gross_margin(PRICE[2], WAFER[0], GOOD[2], OTHER[0])
    assert np.all(np.diff(margins) >= 0)
    assert np.array_equal(margins, simulate_margins(PRICE, WAFER, GOOD, OTHER, MANY))
    assert not np.array_equal(margins, simulate_margins(PRICE, WAFER, GOOD, OTHER, MANY, seed=2))
    assert margin_quantile(margins, 0) == margins[0] and margin_quantile(margins, 1) == margins[-1]
    assert margin_quantile(margins, 0.1) < margin_quantile(margins, 0.5) < margin_quantile(margins, 0.9)


def test_first_draws_are_pinned() -> None:
    """A change of these numbers changes printed figures: PCG64 with seed 1."""
    assert triangular_samples(0, 1, 2, 3) == approx(
        [1.011892338558451, 1.6852419860462178, 0.5369536529713411], rel=1e-12
    )


def test_influence_ranks_the_inputs() -> None:
    found = dict(margin_influence(PRICE, WAFER, GOOD, (4.3e5, 4.3e5, 4.3e5), MANY))
    assert found["price"] > 0.9 > abs(found["good_share"])
    assert found["good_share"] > 0 > found["wafer_cost"]
    assert found["other_cost"] == 0
    ranked = [abs(value) for value in found.values()]
    assert ranked == sorted(ranked, reverse=True)


def test_nonsense() -> None:
    with raises(ValueError, match="rise from low over middle to high"):
        triangular_samples(2, 1, 3)
    with raises(ValueError, match="three numbers"):
        simulate_margins((1, 2), WAFER, GOOD, OTHER)  # type: ignore[arg-type]
    with raises(ValueError, match="price must be above zero"):
        simulate_margins((0, 1, 2), WAFER, GOOD, OTHER)
    with raises(ValueError, match="good_share must be above 0"):
        simulate_margins(PRICE, WAFER, (0, 0.5, 1), OTHER)
    with raises(ValueError, match="must not be negative"):
        simulate_margins(PRICE, (-1, 1, 2), GOOD, OTHER)
    with raises(ValueError, match="whole number"):
        simulate_margins(PRICE, WAFER, GOOD, OTHER, 0)
    with raises(ValueError, match="finite"):
        triangular_samples(0, float("nan"), 1)
    for wrong in (None, 0.5, [], [float("nan"), 1], ["a"], [[1, 2], [3, 4]]):
        with raises(ValueError, match="one or more finite numbers"):
            margin_quantile(wrong, 0.5)  # type: ignore[arg-type]
