"""Yield formulas, against published answers, the distributions behind them, and one another."""

from collections.abc import Callable
from itertools import pairwise
from math import exp, expm1, gamma, isclose, log, nextafter, sqrt

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as some
from pytest import approx

from ledger.checks import vectors
from snippets.formulas.yields import (
    bose_einstein_yield,
    discarded_area,
    good_dies_per_wafer,
    harvested_yield,
    largest_unprotected_share,
    mean_defects,
    moore_yield,
    murphy_yield,
    negative_binomial_yield,
    poisson_yield,
    rectangular_yield,
    seeds_yield,
    unprotected_yield,
)

Yield = Callable[[float, float], float]
CLASSICAL: dict[str, Yield] = {
    "poisson": poisson_yield,
    "murphy": murphy_yield,
    "rectangular": rectangular_yield,
    "seeds": seeds_yield,
    "moore": moore_yield,
    "clustered": lambda area, density: negative_binomial_yield(area, density, 2.5),
    "layers": lambda area, density: bose_einstein_yield(area, density, 3.5),
}
classical = pytest.mark.parametrize("formula", CLASSICAL.values(), ids=CLASSICAL)
areas = some.floats(1e-3, 1e5)
densities = some.floats(1e-9, 10)


@vectors(poisson_yield, source="vowstar_die_yield")
def test_poisson_published() -> None:
    assert poisson_yield(100, 0.01) == approx(0.36787944117144233, abs=1e-15)
    assert poisson_yield(80, 0.001) == approx(0.9231163463866358, abs=1e-15)


@vectors(murphy_yield, source="vowstar_die_yield")
def test_murphy_published() -> None:
    assert murphy_yield(100, 0.01) == approx(0.39957640089372803, abs=1e-15)
    assert murphy_yield(80, 0.001) == approx(0.9236087801468393, abs=1e-12)


@vectors(seeds_yield, source="vowstar_die_yield")
def test_seeds_published() -> None:
    assert seeds_yield(100, 0.01) == approx(0.5, abs=1e-15)


# Area in cm², defects per cm², yields by Poisson, Murphy and Seeds: a solved exercise in print.
EXERCISE = [
    (0.1, 0.5, 0.9512, 0.9514, 0.9524),
    (0.2, 0.5, 0.9048, 0.9056, 0.9091),
    (0.5, 0.5, 0.7788, 0.7829, 0.8000),
    (0.5, 1, 0.6065, 0.6193, 0.6667),
    (1, 0.75, 0.4724, 0.4949, 0.5714),
    (1, 1, 0.3679, 0.3996, 0.5000),
    (1, 1.5, 0.2231, 0.2682, 0.4000),
    (2, 1.5, 0.0498, 0.1003, 0.2500),
]


@vectors(poisson_yield, source="leachman_exercise")
def test_poisson_exercise() -> None:
    assert [poisson_yield(area, density) for area, density, *_ in EXERCISE] == approx(
        [row[2] for row in EXERCISE], abs=5.1e-5
    )


@vectors(murphy_yield, source="leachman_exercise")
def test_murphy_exercise() -> None:
    """And the exercise the other way round: densities that give the yields of two dies."""
    assert [murphy_yield(area, density) for area, density, *_ in EXERCISE] == approx(
        [row[3] for row in EXERCISE], abs=5.1e-5
    )
    assert murphy_yield(1, 0.4474) == approx(0.65, abs=5.1e-5)
    assert murphy_yield(0.25, 0.3360) == approx(0.92, abs=5.1e-5)


@vectors(seeds_yield, source="leachman_exercise")
def test_seeds_exercise() -> None:
    assert [seeds_yield(area, density) for area, density, *_ in EXERCISE] == approx(
        [row[4] for row in EXERCISE], abs=5.1e-5
    )


@vectors(rectangular_yield, source="semianalysis_die_yield")
def test_rectangular_published() -> None:
    """Their test asks for one digit only: 10 cm² at 0.01 defects per cm²."""
    assert rectangular_yield(1000, 0.0001) == approx(0.9, abs=0.05)


@vectors(negative_binomial_yield, source="vowstar_die_yield")
def test_negative_binomial_published() -> None:
    assert negative_binomial_yield(100, 0.01, 2) == approx(0.4444444444444444, abs=1e-15)
    assert negative_binomial_yield(80, 0.01, 1) == approx(seeds_yield(80, 0.01), abs=2.3e-16)
    assert negative_binomial_yield(80, 0.01, 1e12) == approx(poisson_yield(80, 0.01), abs=2e-13)


@vectors(negative_binomial_yield, source="hennessy_patterson_solutions")
@pytest.mark.parametrize(
    "area, density, printed",
    [(3.80, 0.75, 0.12), (3.89, 0.30, 0.36), (1.86, 0.7, 0.32), (3.80 / 8, 0.75, 0.71)],
)
def test_negative_binomial_in_a_textbook(area: float, density: float, printed: float) -> None:
    """Four dies in square centimetres; a fifth is left out: its density is misprinted in the solution."""
    assert negative_binomial_yield(area, density, 4) == approx(printed, abs=6e-3)


@vectors(negative_binomial_yield, source="patterson_hennessy_exercises")
@pytest.mark.parametrize("area, density, printed", [(2.10, 0.020, 0.959), (3.14, 0.031, 0.909)])
def test_negative_binomial_with_two(area: float, density: float, printed: float) -> None:
    """The formula of the beginner's textbook, 1/(1 + λ/2)², is the one with a clustering of two."""
    assert negative_binomial_yield(area, density, 2) == approx(printed, abs=6e-4)


@vectors(bose_einstein_yield, source="legitlads_yield")
def test_bose_einstein_published() -> None:
    """Twelve layers at 0.081 defects a layer."""
    assert bose_einstein_yield(0.81, 0.1, 12) == approx(0.393, abs=5e-4)


@vectors(poisson_yield, source="flynn_architecture")
@pytest.mark.parametrize("area, printed, digit", [(2.3, 0.1, 0.05), (1.0, 0.37, 0.005)])
def test_poisson_in_a_textbook(area: float, printed: float, digit: float) -> None:
    assert poisson_yield(area, 1) == approx(printed, abs=digit)


@vectors(good_dies_per_wafer, source="vowstar_die_yield")
def test_good_dies_published() -> None:
    """767 dies of 80 mm² at 0.1 defects per cm² (Murphy), and one die at a yield of a half."""
    assert good_dies_per_wafer(767, murphy_yield(80, 0.001)) == approx(708.4079343726257, abs=1e-9)
    assert good_dies_per_wafer(1, poisson_yield(100, log(2) / 100)) == approx(0.5, abs=1e-15)


@vectors(mean_defects, source="vowstar_die_yield")
def test_mean_defects_published() -> None:
    assert mean_defects(80, 0.001) == approx(0.08, abs=1e-15)


def mixture(weight: Callable[[float], float], top: float, mean: float, steps: int = 20_000) -> float:
    """Poisson yield averaged over densities x times the mean, with x from 0 to top (Simpson's rule)."""
    width = top / steps
    ends = weight(0.0) + weight(top) * exp(-top * mean)
    odd = sum(weight(i * width) * exp(-i * width * mean) for i in range(1, steps, 2))
    even = sum(weight(i * width) * exp(-i * width * mean) for i in range(2, steps, 2))
    return (ends + 4 * odd + 2 * even) * width / 3


@pytest.mark.parametrize("mean", [0.02, 0.4, 1.0, 3.0, 9.0])
def test_formulas_average_poisson_over_their_distributions(mean: float) -> None:
    """Triangle, rectangle, exponential, gamma: each formula is the mean of e^-λ over its own densities."""
    assert murphy_yield(mean, 1) == approx(mixture(lambda x: 1 - abs(1 - x), 2, mean), rel=1e-7)
    assert rectangular_yield(mean, 1) == approx(mixture(lambda x: 0.5, 2, mean), rel=1e-7)
    assert seeds_yield(mean, 1) == approx(mixture(lambda x: exp(-x), 60, mean), rel=1e-7)
    for alpha in (2.0, 3.5, 10.0):
        scale = alpha**alpha / gamma(alpha)
        expected = mixture(lambda x, a=alpha, s=scale: s * x ** (a - 1) * exp(-a * x), 40, mean)
        assert negative_binomial_yield(mean, 1, alpha) == approx(expected, rel=1e-6)


@classical
def test_no_defects_no_loss(formula: Yield) -> None:
    """Exactly one at an area or a density of zero."""
    assert formula(0, 0.1) == 1
    assert formula(814, 0) == 1


@classical
@given(area=areas, density=densities)
def test_yield_is_a_share(formula: Yield, area: float, density: float) -> None:
    assert 0 <= formula(area, density) <= 1


@classical
@given(area=areas, density=densities, factor=some.floats(1.001, 100))
def test_larger_dies_yield_less(formula: Yield, area: float, density: float, factor: float) -> None:
    """More area and more defects mean the same: less yield, strictly while there is any."""
    before = formula(area, density)
    assert formula(area * factor, density) == approx(formula(area, density * factor), rel=1e-11)
    assert formula(area * factor, density) < before or before < 1e-300 or area * density < 1e-12


@classical
@given(area=areas, density=densities, scale=some.floats(1e-6, 1e6))
def test_any_unit_of_length(formula: Yield, area: float, density: float, scale: float) -> None:
    """Square millimetres, centimetres or inches: the same yield."""
    assert isclose(formula(area * scale, density / scale), formula(area, density), rel_tol=1e-10)


@given(area=areas, density=densities)
def test_order(area: float, density: float) -> None:
    """The more the density varies, the more dies are good: Poisson, Murphy, rectangular, Seeds."""
    yields = [f(area, density) for f in (poisson_yield, murphy_yield, rectangular_yield, seeds_yield)]
    assert all(left <= right * (1 + 1e-15) for left, right in pairwise(yields))
    if area * density > 1e-3:
        assert all(left < right for left, right in pairwise(yields))


@given(mean=some.floats(1e-6, 500))
def test_moore_crosses_poisson_at_one(mean: float) -> None:
    """e^-√λ is Poisson's formula at √λ: below it for less than one defect a die, above it for more."""
    assert moore_yield(mean, 1) == approx(poisson_yield(sqrt(mean), 1), rel=1e-15)
    assert (moore_yield(mean, 1) < poisson_yield(mean, 1)) == (mean < 1)


@pytest.mark.parametrize("mean", [1e-300, 1e-18, 1e-15, 1e-12, 1e-9])
def test_near_nothing(mean: float) -> None:
    """Few defects: one minus their number, whatever the formula; only Moore's rule has a root."""
    for name, formula in CLASSICAL.items():
        if name not in ("moore", "layers"):
            assert abs(formula(1, mean) - (1 - mean)) <= mean * mean + 2.3e-16, name
    assert abs(bose_einstein_yield(1, mean, 3.5) - (1 - 3.5 * mean)) <= 10 * mean * mean + 2.3e-16
    assert moore_yield(1, mean) == approx(1 - sqrt(mean), abs=mean + 2.3e-16)


@pytest.mark.parametrize("mean", [1e3, 1e9, 1e100, 1e308])
def test_far_limits(mean: float) -> None:
    """Poisson dies out; the others fall as powers of the mean, and none overflows."""
    assert poisson_yield(mean, 1) == 0
    assert murphy_yield(mean, 1) == approx((1 / mean) ** 2)
    assert rectangular_yield(mean, 1) == approx(0.5 / mean)
    assert seeds_yield(mean, 1) == approx(1 / mean, rel=2e-3)
    assert negative_binomial_yield(mean, 1, 0.5) == approx(sqrt(0.5 / mean), rel=1e-3)
    assert bose_einstein_yield(mean, 1, 0.5) == approx(1 / sqrt(mean), rel=1e-3)


def test_a_product_beyond_floats() -> None:
    """An area and a density that are lawful, and whose product is not a float, leave nothing good."""
    for formula in (poisson_yield, murphy_yield, moore_yield):
        assert formula(1e200, 1e200) == 0
    for formula in (rectangular_yield, seeds_yield, CLASSICAL["clustered"]):
        assert 0 <= formula(1e200, 1e200) < 1e-300


@given(area=areas, density=densities)
def test_negative_binomial_limits(area: float, density: float) -> None:
    """A clustering of one is Seeds; a huge one is Poisson; between them, between them."""
    seeds, poisson = seeds_yield(area, density), poisson_yield(area, density)
    assert negative_binomial_yield(area, density, 1) == approx(seeds, rel=1e-14)
    if area * density < 100:
        assert negative_binomial_yield(area, density, 1e12) == approx(poisson, abs=3e-13)
        assert negative_binomial_yield(area, density, 1e300) == approx(poisson, rel=1e-13)
    assert poisson * (1 - 1e-12) <= negative_binomial_yield(area, density, 3) <= seeds * (1 + 1e-15)


@given(area=areas, density=densities, clustering=some.floats(1e-3, 1e9), factor=some.floats(1.01, 10))
def test_clusters_save_dies(area: float, density: float, clustering: float, factor: float) -> None:
    clustered = negative_binomial_yield(area, density, clustering)
    assert clustered >= negative_binomial_yield(area, density, clustering * factor) * (1 - 1e-11)


@given(area=areas, density=densities, layers=some.integers(1, 60))
def test_layers_multiply(area: float, density: float, layers: int) -> None:
    """Bose-Einstein: one layer is Seeds, n layers its nth power, and the negative binomial with n parts."""
    one = seeds_yield(area, density)
    assert bose_einstein_yield(area, density, layers) == approx(one**layers, rel=1e-11, abs=1e-300)
    same = negative_binomial_yield(area, density * layers, layers)
    assert bose_einstein_yield(area, density, layers) == approx(same, rel=1e-11, abs=1e-300)


@given(area=areas, density=densities, part=some.floats(0, 1))
def test_unprotected_part(area: float, density: float, part: float) -> None:
    """Only that part of the area counts; all of it is Poisson, none of it is safe."""
    assert unprotected_yield(area, density, part) == approx(poisson_yield(area * part, density), rel=1e-11)
    assert unprotected_yield(area, density, 0) == 1
    assert unprotected_yield(area, density, 1) == poisson_yield(area, density)


@given(area=areas, density=densities, target=some.floats(1e-6, 1 - 1e-9))
@example(area=46_225, density=0.001, target=0.95)
def test_largest_unprotected_share_is_the_inverse(area: float, density: float, target: float) -> None:
    largest = largest_unprotected_share(area, density, target)
    assert 0 < largest <= 1
    reached = unprotected_yield(area, density, largest)
    if largest < 1:
        assert reached == approx(target, rel=1e-10)
        assert unprotected_yield(area, density, min(1, largest * 1.01)) < target
    else:
        assert reached >= target * (1 - 1e-12)


def test_largest_unprotected_share_at_its_ends() -> None:
    """Perfection allows no unprotected area; without defects all may be unprotected."""
    assert largest_unprotected_share(46_225, 0.001, 1) == 0
    assert largest_unprotected_share(46_225, 0, 1) == 1
    assert largest_unprotected_share(46_225, 0, 0.5) == 1
    assert largest_unprotected_share(10, 0.001, 0.5) == 1


@given(area=areas, density=some.floats(1e-9, 1e-2), units=some.integers(1, 10**6))
def test_discarded_area(area: float, density: float, units: int) -> None:
    """Units times the chance that a unit has a defect; never more than defects times units, never all."""
    unit = area / units
    lost = discarded_area(area, density, unit)
    assert lost == approx(units * unit * -expm1(-unit * density), rel=1e-11)
    assert lost <= mean_defects(area, density) * unit * (1 + 1e-12)
    assert lost <= area


def test_one_defect_costs_about_a_unit() -> None:
    """With few defects: their number times the unit. With many: all the area."""
    assert discarded_area(46_225, 0.001, 0.05) == approx(46.225 * 0.05, rel=1e-4)
    assert discarded_area(46_225, 0.001, 0.05) < 46.225 * 0.05
    assert discarded_area(100, 50, 10) == approx(100, rel=1e-12)
    assert discarded_area(100, 0.01, 100) == approx(100 * (1 - exp(-1)), rel=1e-12)


@given(
    area=areas,
    density=some.floats(1e-9, 1e-1),
    units=some.integers(1, 300),
    spare=some.integers(0, 30),
    redundant=some.floats(0, 1),
)
@example(area=241.0, density=0.0625, units=1, spare=0, redundant=1.0)
@example(area=1e-6, density=1e-6, units=2, spare=1, redundant=1.0)
def test_harvesting(area: float, density: float, units: int, spare: int, redundant: float) -> None:
    """More spare units never hurt; none are Poisson; only units spare leave the rest of the die."""
    assume(spare < units)
    harvested = harvested_yield(area, density, units, units - spare, redundant)
    none = poisson_yield(area, density)
    assert harvested_yield(area, density, units, units, redundant) == approx(none, rel=1e-10, abs=1e-300)
    rest = unprotected_yield(area, density, 1 - redundant)
    assert harvested_yield(area, density, units, 0, redundant) == approx(rest, rel=1e-10, abs=1e-300)
    assert none * (1 - 1e-10) <= harvested <= rest * (1 + 1e-10)
    if spare:
        fewer = harvested_yield(area, density, units, units - spare + 1, redundant)
        assert harvested >= fewer * (1 - 1e-10)


def test_harvesting_by_hand() -> None:
    """Two units, one needed, one defect to expect in all: 1 - (1 - e^-½)²; then with half the area fatal."""
    bad = 1 - exp(-0.5)
    assert harvested_yield(1, 1, 2, 1) == approx(1 - bad * bad, rel=1e-14)
    bad = 1 - exp(-0.25)
    assert harvested_yield(1, 1, 2, 1, 0.5) == approx(exp(-0.5) * (1 - bad * bad), rel=1e-14)


def test_good_dies() -> None:
    assert good_dies_per_wafer(63.5, 0.5) == 31.75
    assert good_dies_per_wafer(0, 0.5) == 0
    with pytest.raises(ValueError, match=r"^die_yield must be a share between 0 and 1, not 1\.01$"):
        good_dies_per_wafer(60, 1.01)


def test_one_rounding_above_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^units_needed must be at most units"):
        harvested_yield(814, 0.001, 132, 144)
    with pytest.raises(ValueError, match=r"^unit_area must be at most area"):
        discarded_area(6, 0.001, 6.1)
    assert discarded_area(6, 0.001, nextafter(6, 7)) > 0
