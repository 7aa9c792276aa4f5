"""Concentration of customers: textbook answers, and what must hold for every list of shares."""

from itertools import combinations_with_replacement

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark, raises

from ledger.checks import vectors
from snippets.formulas.concentration import (
    combined_share,
    effective_customers,
    herfindahl,
    herfindahl_ceiling,
    revenue_without,
    unnamed_share,
)

weights = st.lists(st.floats(0.01, 1), min_size=1, max_size=12)


def parts(found: list[float], whole: float = 1.0) -> list[float]:
    """Shares in proportion to some weights that add up to `whole`."""
    return [whole * one / sum(found) * (1 - 1e-12) for one in found]


@vectors(herfindahl, source="econweb_hhi")
@mark.parametrize(
    "shares, index", [([0.6, 0.3, 0.1], 4600), ([0.4, 0.3, 0.2, 0.1], 3000), ([0.25, 0.25, 0.25, 0.25], 2500)]
)
def test_textbook_industries(shares: list[float], index: float) -> None:
    assert herfindahl(shares) == approx(index)


@vectors(herfindahl_ceiling, source="econweb_hhi")
@mark.parametrize(
    "named, largest_unnamed, index", [([0.6], 0.3, 4600), ([0.4, 0.3], 0.2, 3000), ([0.25], 0.25, 2500)]
)
def test_textbook_industries_with_a_tail(named: list[float], largest_unnamed: float, index: float) -> None:
    """The same industries with their smaller firms unnamed: as concentrated as a tail can be."""
    assert herfindahl_ceiling(named, largest_unnamed) == approx(index)


@vectors(unnamed_share, source="econweb_hhi")
@mark.parametrize("named, left", [([0.6, 0.3], 0.1), ([0.4, 0.3], 0.2 + 0.1)])
def test_what_is_left(named: list[float], left: float) -> None:
    assert unnamed_share(named) == approx(left)


@vectors(combined_share, source="econweb_hhi")
def test_all_but_the_smallest() -> None:
    assert combined_share([0.1, 0.6, 0.3], 2) == approx(1 - 0.1)


@vectors(effective_customers, source="econweb_hhi")
def test_four_equal_firms() -> None:
    assert effective_customers(2500) == 4


@given(weights)
def test_bounds_of_the_index(found: list[float]) -> None:
    shares = parts(found)
    index = herfindahl(shares)
    assert 10_000 / len(shares) <= index * (1 + 1e-9)
    assert index <= 10_000 * max(shares) * (1 + 1e-9)
    assert effective_customers(index) * (1 + 1e-9) >= 1
    assert effective_customers(index) <= len(shares) * (1 + 1e-9)


@given(weights, st.randoms())
def test_order_does_not_matter(found: list[float], random: object) -> None:
    shares = parts(found)
    mixed = list(shares)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert herfindahl(mixed) == herfindahl(shares)
    assert combined_share(mixed, 2) == combined_share(shares, 2)


@given(weights, st.floats(0.05, 1), st.floats(0.01, 0.5), weights)
def test_any_tail_lies_between_floor_and_ceiling(
    found: list[float], named: float, cap: float, rest: list[float]
) -> None:
    shares = parts(found, named)
    tail = [one for one in parts(rest, unnamed_share(shares)) if one > 0]
    low, high = herfindahl(shares), herfindahl_ceiling(shares, cap)
    assert low <= high * (1 + 1e-9)
    if all(one <= cap for one in tail):
        assert low * (1 - 1e-9) <= herfindahl(shares + tail) <= high * (1 + 1e-9)


def test_ceiling_is_reached() -> None:
    """Every way to cut a tail of 14 hundredths into pieces of whole hundredths, none above ten."""
    named = [0.62, 0.24]
    pieces = [
        cut
        for many in range(2, 15)
        for cut in combinations_with_replacement(range(1, 11), many)
        if sum(cut) == 14
    ]
    best = max(herfindahl(named + [one / 100 for one in cut]) for cut in pieces)
    assert herfindahl_ceiling(named, 0.1) == approx(best)


@given(weights, st.integers(0, 15))
def test_the_largest_together(found: list[float], largest: int) -> None:
    shares = parts(found, 0.9)
    together = combined_share(shares, largest)
    assert together == approx(sum(sorted(shares, reverse=True)[:largest]))
    assert revenue_without(510, together) == approx(510 * (1 - together))


def test_nonsense() -> None:
    with raises(ValueError, match="a share must be a share between 0 and 1"):
        herfindahl([62, 24])
    with raises(ValueError, match="must not add up to more than 1"):
        herfindahl([0.62, 0.5])
    for wrong in ([], None, 0.62, float("nan"), True, "0.62", {0.62: 1}):
        with raises(ValueError, match="shares must be a list of one or more"):
            herfindahl(wrong)  # type: ignore[arg-type]
    with raises(ValueError, match="too small"):
        herfindahl_ceiling([0.1], 5e-324)
    assert herfindahl_ceiling((one for one in (0.47, 0.41)), 0.12) == approx(3890 + 144)  # type: ignore[arg-type]
    with raises(ValueError, match="a single customer"):
        effective_customers(10_001)
    with raises(ValueError, match="from which customers are named"):
        herfindahl_ceiling([0.5], 0)
    with raises(ValueError, match="whole number"):
        combined_share([0.5], 1.5)
    assert herfindahl([0.1] * 10) == approx(1000)
