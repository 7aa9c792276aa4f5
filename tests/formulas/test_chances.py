"""Chances of counts, against published tables and exact arithmetic."""

from decimal import Decimal, localcontext
from fractions import Fraction
from math import comb, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pytest import approx

from ledger.checks import vectors
from snippets.formulas.chances import binomial_at_least, binomial_at_most, poisson_at_most, poisson_more_than


@vectors(poisson_at_most, source="devore_traps")
def test_poisson_published() -> None:
    """Defects in a transistor, two to expect: at most three, and at most two."""
    assert poisson_at_most(3, 2) == approx(0.857, abs=5e-4)
    assert poisson_at_most(2, 2) == approx(0.677, abs=5e-4)


@vectors(poisson_more_than, source="devore_traps")
def test_poisson_published_from_above() -> None:
    """The same two chances as complements."""
    assert poisson_more_than(3, 2) == approx(1 - 0.857, abs=5e-4)
    assert poisson_more_than(2, 2) == approx(1 - 0.677, abs=5e-4)


@vectors(binomial_at_most, source="hennessy_patterson_solutions")
def test_binomial_published() -> None:
    """Eight cores, each dead with a chance of 0.29: none dead, and one dead."""
    assert binomial_at_most(0, 8, 0.29) == approx(0.06, abs=5e-3)
    assert binomial_at_most(1, 8, 0.29) - binomial_at_most(0, 8, 0.29) == approx(0.21, abs=5e-3)


@vectors(binomial_at_least, source="hennessy_patterson_solutions")
def test_binomial_published_from_above() -> None:
    """One or two of the eight cores dead, and two."""
    assert binomial_at_least(1, 8, 0.29) - binomial_at_least(3, 8, 0.29) == approx(0.51, abs=5e-3)
    assert binomial_at_least(2, 8, 0.29) - binomial_at_least(3, 8, 0.29) == approx(0.30, abs=6e-3)


def exact_poisson(most: int, mean: float) -> tuple[Decimal, Decimal]:
    """Chances of at most and of more than `most`, in eighty digits."""
    with localcontext() as digits:
        digits.prec = 80
        term = lower = (-Decimal(mean)).exp()
        for k in range(1, most + 1):
            term *= Decimal(mean) / k
            lower += term
        upper, k = Decimal(0), most + 1
        term *= Decimal(mean) / k
        while term > upper * Decimal("1e-40"):
            upper += term
            k += 1
            term *= Decimal(mean) / k
        return +lower, +upper


@given(some.integers(0, 400), some.floats(1e-12, 250))
def test_poisson_exact(most: int, mean: float) -> None:
    """Both tails agree with exact sums, also where they are tiny."""
    lower, upper = exact_poisson(most, mean)
    if lower > Decimal("1e-290"):
        assert isclose(poisson_at_most(most, mean), float(lower), rel_tol=2e-13)
    if upper > Decimal("1e-290"):
        assert isclose(poisson_more_than(most, mean), float(upper), rel_tol=2e-13, abs_tol=2e-16)


@given(some.integers(0, 60), some.integers(0, 60), some.fractions(0, 1, max_denominator=512))
def test_binomial_exact(most: int, trials: int, chance: Fraction) -> None:
    """Both tails agree with sums of fractions."""
    terms = [comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(trials + 1)]
    lower, upper = float(sum(terms[: most + 1])), float(sum(terms[most:]))
    assert isclose(binomial_at_most(most, trials, float(chance)), lower, rel_tol=1e-12, abs_tol=1e-15)
    assert isclose(binomial_at_least(most, trials, float(chance)), upper, rel_tol=1e-12, abs_tol=1e-15)


def test_binomial_in_its_tails() -> None:
    """A tail of a thousand fair coins keeps all its digits; the whole of them is one in 2^1000."""
    exact = float(Fraction(sum(comb(1000, k) for k in range(101)), 2**1000))
    assert binomial_at_most(100, 1000, 0.5) == approx(exact, rel=1e-12)
    assert binomial_at_least(900, 1000, 0.5) == approx(exact, rel=1e-12)
    assert binomial_at_most(0, 1000, 0.5) == approx(2.0**-1000, rel=1e-12)
    assert binomial_at_least(1000, 1000, 0.5) == approx(2.0**-1000, rel=1e-12)


@given(some.integers(0, 2_000_000), some.floats(0, 1e6))
def test_poisson_is_a_chance(most: int, mean: float) -> None:
    """Between nothing and one, and the two add up to one."""
    at_most, more = poisson_at_most(most, mean), poisson_more_than(most, mean)
    assert 0 <= at_most <= 1
    assert 0 <= more <= 1
    assert at_most + more == approx(1, abs=1e-12)


@pytest.mark.parametrize("deviations, share", [(-3, 0.0013499), (-1, 0.1586553), (0, 0.5), (2, 0.9772499)])
def test_poisson_of_a_million_is_nearly_normal(deviations: int, share: float) -> None:
    """At a mean of a million the counts follow the normal distribution to a part in a thousand."""
    assert poisson_at_most(1_000_000 + 1000 * deviations, 1e6) == approx(share, abs=4e-4)


def test_binomial_of_a_wafer() -> None:
    """970,000 cores: the mean is where half the chance lies, and no core more than there are."""
    assert binomial_at_least(902_100, 970_000, 0.93) == approx(0.5, abs=2e-3)
    assert binomial_at_least(970_001, 970_000, 0.93) == 0
    assert binomial_at_most(970_000, 970_000, 0.93) == 1


@given(some.integers(0, 500), some.floats(0, 300), some.floats(1.01, 3))
def test_more_to_expect_leaves_less_room(most: int, mean: float, factor: float) -> None:
    """The chance of at most so many falls with the mean and rises with the number."""
    assert poisson_at_most(most, mean * factor) <= poisson_at_most(most, mean) * (1 + 1e-12)
    assert poisson_at_most(most + 1, mean) >= poisson_at_most(most, mean) * (1 - 1e-12)


def test_many_rare_trials_are_poisson() -> None:
    """A million trials with a mean of five."""
    assert binomial_at_most(3, 10**6, 5e-6) == approx(poisson_at_most(3, 5), rel=1e-5)
    assert binomial_at_most(3, 10**6, 5e-6) != poisson_at_most(3, 5)


def test_nothing_to_expect() -> None:
    """Without defects every number of spares is enough; certain things always happen."""
    assert (poisson_at_most(0, 0), poisson_more_than(0, 0)) == (1, 0)
    assert (binomial_at_most(0, 9, 0), binomial_at_least(1, 9, 0)) == (1, 0)
    assert (binomial_at_most(8, 9, 1), binomial_at_least(9, 9, 1)) == (0, 1)
    assert (binomial_at_most(0, 0, 0.3), binomial_at_least(0, 0, 0.3)) == (1, 1)
    assert poisson_more_than(0, 1e-300) == approx(1e-300, rel=1e-15)


@pytest.mark.parametrize(
    ("most", "mean", "chance"),
    [
        (555_168, 551009.019908729, 1.0923484444560588e-08),
        (3_646_231, 3621736.664305992, 3.9419727200581771e-38),
        (4_672_362, 4654721.1558993505, 1.5197666462974684e-16),
        (8_089_404, 8063978.035263513, 1.7896857435431917e-19),
    ],
)
def test_far_tails_of_large_counts(most: int, mean: float, chance: float) -> None:
    """Sums in fifty digits, where SciPy's survival function is wrong by up to a thousandth."""
    assert poisson_more_than(most, mean) == approx(chance, rel=2e-14)


def test_the_smallest_floats_do_not_hang() -> None:
    """Far out in a tail a term of 5e-324 times a ratio near one is 5e-324 again: the sum must end before."""
    assert poisson_at_most(998_828_000, 1e9) == approx(0, abs=1e-300)
    assert poisson_more_than(1_001_172_500, 1e9) == approx(0, abs=1e-300)
    assert binomial_at_most(499_400_000, 10**9, 0.5) == approx(0, abs=1e-300)
    assert binomial_at_least(500_600_000, 10**9, 0.5) == approx(0, abs=1e-300)
