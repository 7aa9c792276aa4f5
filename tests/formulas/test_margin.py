"""Unit cost, margins, own or rent: worked answers, and what must hold for every input."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark, raises

from ledger.checks import vectors
from snippets.formulas.margin import (
    break_even_time,
    break_even_utilisation,
    gross_margin,
    margin_change_by_cost,
    margin_change_by_price,
    margin_change_by_yield,
    owned_hour,
    price_at_margin,
    unit_cost,
)

money = st.floats(0.01, 1e9)
good = st.floats(0.01, 1)
hours = st.floats(1, 1e6)
# 64 accelerators for 1.92 million dollars, 728,681 of energy and care in 4 years, rent of $2 an hour.
FLEET, RUNNING, LIFE, RENT = 1.92e6, 728_681 / (4 * 8760), 4 * 8760, 64 * 2


@vectors(unit_cost, source="zuoti_chip_cost")
def test_cost_of_a_good_chip() -> None:
    """A wafer for $400 with 800 chips, 640 of them good."""
    assert unit_cost(400 / 800, 640 / 800) == approx(0.625)


@vectors(gross_margin, source="ic_knowledge_margin")
@mark.parametrize("price, cost, percent", [(1.2, 1, 17), (1 / 0.8, 1, 20), (2, 0.8, 60)])
def test_margins_over_cost(price: float, cost: float, percent: float) -> None:
    assert gross_margin(price, cost, 1) * 100 == approx(percent, abs=0.5)


@vectors(gross_margin, source="cerebras_s1_2026")
@mark.parametrize("revenue, profit, percent", [(509.991, 199.071, 39.0), (290.3, 122.738, 42.3)])
def test_margins_of_the_filing(revenue: float, profit: float, percent: float) -> None:
    assert gross_margin(revenue, 0, 1, revenue - profit) * 100 == approx(percent, abs=0.05)


@vectors(price_at_margin, source="ic_knowledge_margin")
@mark.parametrize("cost, margin, price", [(0.80, 0.60, 2.00), (0.90, 0.10, 1), (0.20, 0.80, 1)])
def test_prices_at_a_margin(cost: float, margin: float, price: float) -> None:
    assert price_at_margin(cost, margin) == approx(price)


@vectors(margin_change_by_price, source="ic_knowledge_margin")
@mark.parametrize(
    "before, after, points", [(1 / 0.9, 1 / 0.8, 10), (1 / 0.8, 1 / 0.2, 60), (1 / 0.2, 1 / 0.3, -10)]
)
def test_steps_of_price(before: float, after: float, points: float) -> None:
    """The note's table: cost divided by 0.9 leaves 10 %, by 0.8 20 %, and so on."""
    assert margin_change_by_price(1, before, after) * 100 == approx(points)


@vectors(margin_change_by_cost, source="ic_knowledge_margin")
def test_steps_of_cost() -> None:
    assert margin_change_by_cost(1, 0.9, 0.8) * 100 == approx(10)


@vectors(margin_change_by_yield, source="ic_knowledge_margin")
def test_steps_of_yield() -> None:
    """A wafer whose cost per good one falls from 0.9 to 0.8 of the price."""
    assert margin_change_by_yield(1, 0.72, 0.8, 0.9) * 100 == approx(10)


@vectors(owned_hour, source="legitlads_rent")
def test_four_years_of_owning() -> None:
    assert owned_hour(FLEET, LIFE, RUNNING) * LIFE == approx(2_648_681, rel=1e-6)


@vectors(break_even_time, source="legitlads_rent")
def test_payback() -> None:
    assert break_even_time(FLEET, RENT, RUNNING, 0.7) / 8760 == approx(3.2, abs=0.05)


@vectors(break_even_utilisation, source="legitlads_rent")
def test_break_even_use() -> None:
    assert break_even_utilisation(FLEET, LIFE, RENT, RUNNING) * 100 == approx(59, abs=0.5)


@given(money, money, good, money)
def test_price_inverts_margin(price: float, wafer: float, share: float, other: float) -> None:
    cost = unit_cost(wafer, share, other)
    assert cost >= wafer + other
    margin = gross_margin(price, wafer, share, other)
    assert margin < 1
    assert price_at_margin(cost, min(margin, 1 - 1e-9)) == approx(price, rel=1e-6) or margin > 1 - 1e-6


@given(money, money, good, good, money)
def test_changes_are_differences_of_margins(
    price: float, wafer: float, before: float, after: float, other: float
) -> None:
    slack = 1e-9 * (1 + unit_cost(wafer, min(before, after), other) / price)
    by_yield = margin_change_by_yield(price, wafer, before, after)
    direct = gross_margin(price, wafer, after, other) - gross_margin(price, wafer, before, other)
    assert by_yield == approx(direct, abs=slack)
    assert (by_yield > 0) == (after > before) or by_yield == 0
    by_cost = margin_change_by_cost(price, other, 2 * other)
    assert by_cost == approx(
        gross_margin(price, wafer, 1, 2 * other) - gross_margin(price, wafer, 1, other), abs=slack
    )


@given(money, money, money)
def test_change_by_price(cost: float, before: float, after: float) -> None:
    direct = gross_margin(after, cost, 1) - gross_margin(before, cost, 1)
    assert margin_change_by_price(cost, before, after) == approx(
        direct, abs=1e-9 * (1 + cost / min(before, after))
    )


@given(money, hours, st.floats(0.01, 1e4), st.floats(0, 0.9))
def test_break_even_use_pays_back_in_a_life(
    price: float, life: float, rental: float, running_share: float
) -> None:
    running = running_share * rental
    use = break_even_utilisation(price, life, rental, running)
    assert use == approx(owned_hour(price, life, running) / rental)
    if 1e-3 < use <= 1 and price / life > 1e-6 * rental:
        assert break_even_time(price, rental, running, use) == approx(life, rel=1e-5)
        assert owned_hour(price, life, running, use) == approx(rental)


def test_nonsense() -> None:
    with raises(ValueError, match="nothing carries the cost"):
        unit_cost(1, 0)
    with raises(ValueError, match="less than 1"):
        price_at_margin(1, 1)
    with raises(ValueError, match="never breaks even"):
        break_even_time(1, 1, 1)
