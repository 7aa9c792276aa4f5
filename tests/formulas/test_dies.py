"""Dies per wafer, against published counts, brute force, and one another."""

from collections.abc import Callable
from math import hypot, pi, sin, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pytest import approx

from ledger.checks import vectors
from snippets.formulas.dies import (
    _segment,
    circle_area,
    dies_best_offset,
    dies_by_area,
    dies_centred_on_die,
    dies_centred_on_street,
    dies_chiplet_actuary,
    dies_exponential,
    dies_less_edge,
    dies_mean_offset,
    dies_on_grid,
    dies_shrunken_wafer,
    grid_counts,
    grid_dies,
    largest_square_side,
    square_inside_circle,
    square_outside_circle,
)

WAFER = (10, 8, 0.12, 3, 300)  # die, lane, edge exclusion and wafer of the published count, in mm


@vectors(grid_counts, source="vowstar_die_yield")
def test_grid_published() -> None:
    """Whole dies, dies across the edge exclusion, dies in the excluded ring."""
    assert grid_counts(*WAFER) == (767, 124, 40)


@vectors(grid_counts, source="vowstar_die_yield")
@pytest.mark.parametrize(
    "width, height, x, radius, usable, counts",
    [
        (2, 2, 0, 10, 8, (1, 0, 0)),
        (2, 2, 7.5, 10, 8, (0, 1, 0)),
        (0.4, 0.4, 9.5, 10, 8, (0, 0, 1)),
        (0.4, 0.4, 11, 10, 8, (0, 0, 0)),
        (12, 16, 0, 12, 10, (1, 0, 0)),  # these three touch a circle
        (2, 2, 9, 12, 8, (0, 1, 0)),
        (0.5, 0.5, 10.25, 10, 8, (0, 0, 1)),
    ],
)
def test_one_die_published(
    width: float, height: float, x: float, radius: float, usable: float, counts: tuple[float, ...]
) -> None:
    """A single die (the lanes are wider than the wafer) at a distance from the centre."""
    assert grid_counts(width, height, 50, radius - usable, 2 * radius, x) == counts


@vectors(dies_centred_on_die, source="vowstar_die_yield")
def test_centred_on_die_published() -> None:
    assert dies_centred_on_die(*WAFER) == 767


@vectors(dies_on_grid, source="vowstar_die_yield")
def test_offset_by_whole_pitches_published() -> None:
    """A grid moved by a pitch is the same grid; a single die fits on a wafer of 25 mm."""
    assert dies_on_grid(*WAFER, 10.12, -8.12) == 767
    assert dies_on_grid(10, 10, 0.1, 0, 25) == 1


# Dies, wafer, centres of a die or of a lane (odd or even), edge exclusion, zone above the flat, dies.
GDWCALC = [
    (3.34, 3.16, 100, "even", "even", 5, 5, 548),
    (2.43, 3.30, 150, "even", "odd", 5, 4.5, 1814),
    (2.43, 3.30, 150, "even", "even", 5, 4.5, 1794),
    (2.43, 3.30, 150, "odd", "odd", 5, 4.5, 1800),
    (2.43, 3.30, 150, "odd", "even", 5, 4.5, 1804),
    (4.34, 6.44, 150, "even", "even", 5, 5, 484),
    (5, 5, 150, "even", "even", 5, 5, 546),
    (1, 1, 150, "even", "even", 5, 5, 14902),
    (1, 1, 200, "odd", "even", 5, 15, 27435),
]
FLATS = {100: 32.5, 150: 57.5}  # lengths of the flat of small wafers (SEMI M1-0302); larger ones have a notch


def lost_to_flat(
    width: float, height: float, diameter: float, offset: tuple[float, float], edge: float, zone: float
) -> int:
    """Whole dies that reach into the zone above the flat, which the published counts leave out."""
    bottom = zone - sqrt((diameter / 2) ** 2 - (FLATS.get(diameter, 0) / 2) ** 2)
    dies = grid_dies(width, height, 0, edge, diameter, *offset)
    return sum(state == "whole" and y - height / 2 < bottom for _, y, state in dies)


@vectors(dies_on_grid, source="gdwcalc")
@pytest.mark.parametrize("width, height, diameter, across, along, edge, zone, dies", GDWCALC)
def test_grid_with_a_flat_published(
    width: float, height: float, diameter: float, across: str, along: str, edge: float, zone: float, dies: int
) -> None:
    offset = (width / 2 if across == "even" else 0, height / 2 if along == "even" else 0)
    lost = lost_to_flat(width, height, diameter, offset, edge, zone)
    assert dies_on_grid(width, height, 0, edge, diameter, *offset) - lost == dies


@vectors(dies_centred_on_street, source="gdwcalc")
def test_centred_on_street_published() -> None:
    for width, height, diameter, across, along, edge, zone, dies in GDWCALC:
        if across == along == "even":
            lost = lost_to_flat(width, height, diameter, (width / 2, height / 2), edge, zone)
            assert dies_centred_on_street(width, height, 0, edge, diameter) - lost == dies


@vectors(dies_less_edge, source="hennessy_patterson_solutions")
@pytest.mark.parametrize("area, printed", [(3.89, 148), (1.86, 331)])
def test_less_edge_published(area: float, printed: float) -> None:
    """Dies of 3.89 and 1.86 cm² on a wafer of 30 cm."""
    assert dies_less_edge(area, 30) == approx(printed, abs=0.6)


@vectors(dies_by_area, source="hennessy_patterson_solutions")
@pytest.mark.parametrize("area, printed", [(3.89, 182), (1.86, 380)])
def test_by_area_published(area: float, printed: float) -> None:
    assert dies_by_area(area, 30) == approx(printed, abs=0.6)


@vectors(circle_area, source="patterson_hennessy_exercises")
@pytest.mark.parametrize("diameter, printed", [(15, 176.71), (20, 314.159)])
def test_circle_published(diameter: float, printed: float) -> None:
    assert circle_area(diameter) == approx(printed, abs=6e-3)


@vectors(dies_shrunken_wafer, source="flynn_architecture")
@pytest.mark.parametrize("area, printed", [(2.3, 130), (1.0, 314)])
def test_shrunken_wafer_published(area: float, printed: float) -> None:
    """Dies of 2.3 and 1 cm² on a wafer of 21 cm."""
    assert dies_shrunken_wafer(area, 21) == approx(printed, abs=0.5)


Formula = Callable[[float, float], float]
FORMULAS: list[Formula] = [dies_by_area, dies_less_edge, dies_exponential, dies_shrunken_wafer]


@given(side=some.floats(0.1, 400), diameter=some.floats(20, 450))
def test_area_bounds_every_estimate(side: float, diameter: float) -> None:
    """No estimate is negative or above the ratio of areas; the street formula is the lowest."""
    estimates = [formula(side * side, diameter) for formula in FORMULAS]
    assert min(estimates) >= 0
    assert max(estimates) == estimates[0]
    assert estimates[1] <= estimates[3] * (1 + 1e-12)
    assert estimates[3] <= estimates[2] * (1 + 1e-12)


@pytest.mark.parametrize("formula", FORMULAS)
def test_small_dies_agree(formula: Formula) -> None:
    """For specks the edge does not matter; what it costs goes with the side of a die."""
    ratio = [formula(side * side, 300) / dies_by_area(side * side, 300) for side in (1e-2, 1e-4)]
    assert ratio[0] == approx(1, abs=1e-3)
    assert 1 - ratio[1] == approx((1 - ratio[0]) / 100, rel=1e-2, abs=1e-12)


def test_edge_terms() -> None:
    """What the edge costs, in sides of a die over the diameter: 2√2, 2 and 2 to first order."""
    speck = 1e-6
    costs = [1 - formula(speck**2, 1) / dies_by_area(speck**2, 1) for formula in FORMULAS]
    assert costs == approx([0, 2 * sqrt(2) * speck, 2 * speck, 2 * speck], rel=1e-4)


def test_dies_too_large() -> None:
    """Dies as large as the wafer: none by the formulas that can say so."""
    assert dies_less_edge(46_225, 300) == 0
    assert dies_shrunken_wafer(300 * 300, 300) == 0
    assert dies_exponential(46_225, 300) > 0
    assert dies_best_offset(301, 1, 0, 0, 300) == 0
    assert dies_centred_on_die(300, 1, 0, 0, 300) == 0


@given(area=some.floats(0.5, 2000), scribe=some.floats(0, 0.5), edge=some.floats(0, 8))
def test_chiplet_actuary(area: float, scribe: float, edge: float) -> None:
    """Without lane and edge it is the street formula; both cost dies; written out it is the same."""
    assert dies_chiplet_actuary(area, 300, 0, 0) == approx(dies_less_edge(area, 300), rel=1e-12)
    count = dies_chiplet_actuary(area, 300, scribe, edge)
    assert count <= dies_less_edge(area, 300) * (1 + 1e-12)
    grown = area + 2 * scribe * sqrt(area) + scribe**2
    expected = pi * (150 - edge) ** 2 / grown - pi * (300 - 2 * edge) / sqrt(2 * grown)
    assert count == approx(expected, rel=1e-10)


sizes = some.floats(4, 120)
lanes = some.floats(0, 2)
edges = some.floats(0, 10)
shifts = some.floats(-200, 200)


@settings(deadline=None)
@given(sizes, sizes, lanes, edges, shifts, shifts)
def test_rows_and_dies_count_alike(
    width: float, height: float, lane: float, edge: float, shift_x: float, shift_y: float
) -> None:
    """Counting by row and by die agree; moving the grid by a pitch or mirroring it changes nothing."""
    die = (width, height, lane, edge, 300)
    dies = dies_on_grid(*die, shift_x, shift_y)
    whole, partial, excluded = grid_counts(*die, shift_x, shift_y)
    assert dies == whole
    assert dies == dies_on_grid(*die, -shift_x, shift_y + height + lane)
    listed = grid_dies(*die, shift_x, shift_y)
    assert len(listed) == whole + partial + excluded
    for x, y, state in listed:
        far = hypot(abs(x) + width / 2, abs(y) + height / 2)
        near = hypot(max(0, abs(x) - width / 2), max(0, abs(y) - height / 2))
        assert (state == "whole") == (far <= (150 - edge) * (1 + 1e-12))
        assert (state == "edge") == (near > (150 - edge) * (1 + 1e-12))
        assert near <= 150 * (1 + 1e-12)
    columns = abs(shift_x % (width + lane) + np.arange(-200, 200) * (width + lane)) - width / 2
    rows = abs(shift_y % (height + lane) + np.arange(-200, 200) * (height + lane)) - height / 2
    apart = np.hypot(columns.clip(0), rows.clip(0)[:, None])
    assert (apart <= 150 - 1e-9).sum() <= len(listed) <= (apart <= 150 + 1e-9).sum()
    assert whole * width * height <= circle_area(300 - 2 * edge)


@settings(deadline=None, max_examples=30)
@given(sizes, sizes, lanes, edges, shifts, some.integers(0, 60))
def test_best_grid(width: float, height: float, lane: float, edge: float, shift: float, step: int) -> None:
    """No shift beats the best at the positions it tries on the other axis; nor do the centred grids."""
    die = (width, height, lane, edge, 300)
    best = dies_best_offset(*die)
    assert best >= dies_on_grid(*die, shift, (height + lane) * step / 120)
    assert best >= dies_on_grid(*die, (width + lane) * step / 120, shift)
    assert best >= max(dies_centred_on_die(*die), dies_centred_on_street(*die))
    assert best >= dies_mean_offset(*die) - 0.5
    assert best * width * height <= circle_area(300 - 2 * edge)
    assert best == dies_best_offset(height, width, lane, edge, 300)


@pytest.mark.parametrize("die", [(60, 50, 0.2, 3, 300), (31, 47, 1, 0, 200), (26, 33, 0.1, 3, 300)])
def test_best_grid_is_reached(die: tuple[float, ...]) -> None:
    """Some grid does hold as many dies as the best is said to hold."""
    width, height, lane = die[0], die[1], die[2]
    fine = range(121)
    found = max(
        dies_on_grid(*die, (width + lane) * i / 240, (height + lane) * j / 240) for i in fine for j in fine
    )
    assert dies_best_offset(*die) == found


def test_best_grid_by_hand() -> None:
    """Two squares side by side need a circle of √5 sides: one centred, none with a crossing in the centre."""
    die = (10, 10, 0, 0, 10 * sqrt(5) + 1e-9)
    assert dies_centred_on_die(*die) == 1
    assert dies_centred_on_street(*die) == 0
    assert dies_best_offset(*die) == 2


@pytest.mark.parametrize("die", [WAFER, (26, 33, 0.1, 3, 300), (90, 60, 0, 0, 300), (140, 140, 1, 2, 300)])
def test_mean_of_all_grids(die: tuple[float, ...]) -> None:
    """The closed form is the mean over grids dropped anywhere."""
    cells, pitch_x, pitch_y = 60, die[0] + die[2], die[1] + die[2]
    counts = [
        dies_on_grid(*die, pitch_x * (i + 0.5) / cells, pitch_y * (j + 0.5) / cells)
        for i in range(cells // 2)
        for j in range(cells // 2)
    ]
    assert dies_mean_offset(*die) == approx(sum(counts) / len(counts), abs=0.06)


def test_touching_counts() -> None:
    """Corners on the usable circle (6-8-10 triangles) count, in any unit; with less room they do not."""
    for unit in (1, 1e-3, 25.4, 1e6, 1 / 3):
        assert grid_counts(12 * unit, 16 * unit, 0, 2 * unit, 24 * unit)[0] == 1
        assert dies_centred_on_die(12 * unit, 16 * unit, 0, 2 * unit, 24 * unit) == 1
        assert dies_best_offset(6 * unit, 8 * unit, 0, 0, 20 * unit) == 4
    assert dies_centred_on_die(12, 16, 0, 2.0001, 24) == 0


@given(unit=some.floats(1e-6, 1e6))
def test_counts_in_any_unit(unit: float) -> None:
    """The published count, in any unit of length."""
    die = [size * unit for size in WAFER]
    assert grid_counts(*die) == (767, 124, 40)
    assert dies_on_grid(*die, 3 * unit, 5 * unit) == dies_on_grid(*WAFER, 3, 5)
    assert dies_best_offset(*die) == dies_best_offset(*WAFER)
    assert dies_mean_offset(*die) == approx(dies_mean_offset(*WAFER), rel=1e-11)
    for formula in FORMULAS:
        assert formula(814 * unit * unit, 300 * unit) == approx(formula(814, 300), rel=1e-11)
    ours = dies_chiplet_actuary(814 * unit * unit, 300 * unit, 0.2 * unit, 5 * unit)
    assert ours == approx(dies_chiplet_actuary(814, 300, 0.2, 5), rel=1e-11)


def outside_by_strips(side: float, diameter: float, strips: int = 200_000) -> float:
    """What of a square lies outside a circle, summed over thin strips of a quarter."""
    half, radius, total = side / 2, diameter / 2, 0.0
    width = half / strips
    for i in range(strips):
        x = (i + 0.5) * width
        total += half - min(half, sqrt(max(0.0, radius * radius - x * x)))
    return 4 * total * width


@pytest.mark.parametrize("side", [212.2, 213, 215, 240, 299, 300, 301, 500])
def test_corners_outside(side: float) -> None:
    """Against a sum over strips; what is outside and inside add up to the square."""
    assert square_outside_circle(side, 300) == approx(outside_by_strips(side, 300), rel=1e-4, abs=1e-5)
    inside = square_inside_circle(side, 300)
    assert inside + square_outside_circle(side, 300) == approx(side * side, rel=1e-14)
    assert inside <= circle_area(300) * (1 + 1e-14)


@given(diameter=some.floats(1e-3, 1e4))
def test_largest_square(diameter: float) -> None:
    """Its diagonal is the diameter; a larger one sticks out."""
    side = largest_square_side(diameter)
    assert hypot(side, side) == approx(diameter, rel=1e-14)
    assert square_outside_circle(side * (1 - 1e-12), diameter) == 0
    assert square_outside_circle(side * 1.001, diameter) > 0
    assert square_inside_circle(side, diameter) == approx(side * side)


@given(side=some.floats(0.1, 3), factor=some.floats(1, 1.5), unit=some.floats(1e-6, 1e6))
def test_corners_grow(side: float, factor: float, unit: float) -> None:
    """Never negative, growing with the square, the same in any unit; a large square holds the circle."""
    outside = square_outside_circle(side, 2)
    assert 0 <= outside <= square_outside_circle(side * factor, 2) + 1e-14
    assert square_outside_circle(side * unit, 2 * unit) / unit / unit == approx(outside, rel=1e-9, abs=1e-13)
    if side >= 2:
        assert square_inside_circle(side, 2) == approx(pi, rel=1e-14)
    for step in (1, 1 + 1e-9):  # no jump where the cases meet
        for meeting in (sqrt(2), 2.0):
            left, right = (square_outside_circle(meeting * s, 2) for s in (1 / step, step))
            assert right - left == approx(0, abs=1e-7)


@pytest.mark.parametrize("angle", [1e-8, 0.05, 0.2, 0.4999, 0.5001, 1.0, 3.0])
def test_segments(angle: float) -> None:
    """Between chord and arc: half of θ - sin θ, or θ³/12 where that has lost its digits."""
    area = (angle - sin(angle)) / 2 if angle > 1e-3 else angle**3 / 12
    assert _segment(1, 2 * sin(angle / 2)) == approx(area, rel=1e-11)
    assert _segment(3, 6 * sin(angle / 2)) == approx(9 * area, rel=1e-11)


@pytest.mark.parametrize("edge", [150, 200])
def test_no_wafer_left(edge: float) -> None:
    with pytest.raises(ValueError, match=rf"^edge must be less than half the diameter \(300\), not {edge}$"):
        grid_counts(10, 8, 0.12, edge, 300)


def test_specks_are_refused() -> None:
    """Rather one sentence than a computer that hangs."""
    with pytest.raises(ValueError, match=r"^die_height is too small for this diameter"):
        dies_on_grid(10, 1e-9, 0, 0, 300)
    with pytest.raises(ValueError, match=r"^die_width and die_height give too many dies to list"):
        grid_dies(0.05, 0.05, 0, 0, 300)
