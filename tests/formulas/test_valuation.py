"""Prices, share bases and present values: textbook answers, and what must hold for every input."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark, raises

from ledger.checks import vectors
from snippets.formulas.valuation import (
    diluted_shares,
    dilution_per_share,
    growth_needed,
    implied_price,
    implied_shares,
    market_value,
    net_new_shares,
    new_holders_share,
    present_value,
    price_to_sales,
    sales_needed,
    scheduled_value,
)

prices = st.floats(0.01, 1e5)
counts = st.floats(1, 1e12)
rates = st.floats(-0.5, 2)
lists = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=10)


@vectors(market_value, source="financelearners_cap")
@mark.parametrize("shares, price, value", [(20e6, 2, 40e6), (60e6, 70, 4.2e9)])
def test_market_values(shares: float, price: float, value: float) -> None:
    assert market_value(price, shares) == value


@vectors(implied_shares, source="financelearners_cap")
def test_shares_behind_a_value() -> None:
    assert implied_shares(4.2e9, 70) == 60e6


@vectors(implied_price, source="financelearners_cap")
def test_price_behind_a_value() -> None:
    assert implied_price(4.2e9, 60e6) == 70


@vectors(price_to_sales, source="financelearners_ps")
@mark.parametrize("value, sales, multiple", [(20, 10, 2), (105, 35, 3), (18, 20, 0.9)])
def test_multiples(value: float, sales: float, multiple: float) -> None:
    assert price_to_sales(value, sales) == approx(multiple)


@vectors(sales_needed, source="financelearners_ps")
def test_sales_behind_a_multiple() -> None:
    assert sales_needed(18e9, 0.9) == approx(20e9)


@vectors(net_new_shares, source="investopedia_treasury_stock")
def test_treasury_stock() -> None:
    assert net_new_shares(10_000, 50, 100) == 5_000


@vectors(diluted_shares, source="investopedia_treasury_stock")
def test_treasury_stock_on_top() -> None:
    """The same options over no more than a single share."""
    assert diluted_shares(1, 10_000, 50, 100) == approx(5_001)


@vectors(dilution_per_share, source="prospectus_424b5")
def test_dilution_table() -> None:
    assert dilution_per_share(28.25, 4.61) == approx(23.64)


@vectors(growth_needed, source="reference_cagr")
def test_compound_growth() -> None:
    assert growth_needed(10_000, 19_500, 3) * 100 == approx(24.93, abs=0.005)


@vectors(present_value, source="drake_cash_flows")
@mark.parametrize(
    "amounts, rate, value",
    [
        ([5_000, 5_000, 3_000], 0.05, 11_888.56),
        ([3_000, 0, 3_000], 0.04, 5_551.60),
        ([0, 1_000, 1_000], 0.05, 1_770.87),
        ([10_000, 0, 10_000], 0.02, 19_227.14),
        ([100, 100, 200], 0.04, 366.41),
    ],
)
def test_uneven_cash_flows(amounts: list[float], rate: float, value: float) -> None:
    assert present_value(amounts, rate) == approx(value, abs=0.02)


@vectors(present_value, source="drake_cash_flows")
@mark.parametrize(
    "amount, many, rate, first, value",
    [(1_000, 4, 0.05, 2, 3_377.10), (3_000, 5, 0.04, 5, 11_416.31), (1_000, 3, 0.05, 3, 2_470.07)],
)
def test_deferred_annuities(amount: float, many: int, rate: float, first: float, value: float) -> None:
    assert present_value([amount] * many, rate, first) == approx(value, abs=0.02)


@vectors(scheduled_value, source="drake_cash_flows")
def test_a_schedule() -> None:
    assert scheduled_value(13_000, [5 / 13, 5 / 13, 3 / 13], [1, 2, 3], 0.05) == approx(11_888.56, abs=0.02)


@given(counts, counts, prices, prices, counts)
def test_dilution_is_bounded(
    basic: float, options: float, strike: float, price: float, granted: float
) -> None:
    new = net_new_shares(options, strike, price)
    assert 0 <= new <= options
    assert (new == 0) == (strike >= price)
    assert net_new_shares(options, 0, price) == options
    assert net_new_shares(options, strike, 2 * price) >= new
    whole = diluted_shares(basic, options, strike, price, granted)
    assert basic <= whole <= (basic + options + granted) * (1 + 1e-12)


@given(prices, counts, st.floats(1, 1e9))
def test_value_price_and_shares_close(price: float, shares: float, sales: float) -> None:
    value = market_value(price, shares)
    assert implied_shares(value, price) == approx(shares)
    assert implied_price(value, shares) == approx(price)
    assert sales_needed(value, price_to_sales(value, sales)) == approx(sales)


@given(st.floats(1, 1e12), st.floats(0.1, 100), st.floats(0, 1), st.floats(0.5, 30))
def test_growth_reaches_the_sales_needed(
    value: float, multiple: float, wanted: float, periods: float
) -> None:
    now = sales_needed(value, multiple)
    assert growth_needed(now, sales_needed(value, multiple, wanted, periods), periods) == approx(
        wanted, abs=1e-9
    )


@given(counts, counts)
def test_new_holders(issued: float, before: float) -> None:
    assert 0 < new_holders_share(issued, before) < 1
    assert new_holders_share(issued, before) + before / (before + issued) == approx(1)


@given(lists, rates, st.floats(0, 5))
def test_present_value_is_linear_and_shifts(amounts: list[float], rate: float, first: float) -> None:
    scale = sum(abs(one) for one in amounts) * (1 - min(rate, 0)) ** 20 * 2**20
    value = present_value(amounts, rate, first)
    assert present_value([2 * one for one in amounts], rate, first) == approx(2 * value, abs=1e-9 * scale)
    assert present_value(amounts, rate, first + 1) * (1 + rate) == approx(value, abs=1e-9 * scale)
    assert present_value(amounts, 0) == approx(sum(amounts), abs=1e-9 * scale)


@given(st.floats(1, 1e9), st.lists(st.floats(0.01, 1), min_size=1, max_size=6), st.floats(0, 1))
def test_a_schedule_is_a_sum_of_amounts(total: float, found: list[float], rate: float) -> None:
    shares = [one / sum(found) * (1 - 1e-12) for one in found]
    value = scheduled_value(total, shares, [1.0 + i for i in range(len(shares))], rate)
    assert value == approx(present_value([total * one for one in shares], rate))
    assert value <= total * (1 + 1e-9)


def test_nonsense() -> None:
    with raises(ValueError, match="loss of everything"):
        present_value([1], -1)
    for wrong in ([], None, 100, "100"):
        with raises(ValueError, match="must be a list of one or more"):
            present_value(wrong, 0.1)  # type: ignore[arg-type]
        with raises(ValueError, match="must be a list of one or more"):
            scheduled_value(1, wrong, [1], 0.1)  # type: ignore[arg-type]
    with raises(ValueError, match="lists of one length"):
        scheduled_value(1, [0.5, 0.5], [1], 0.1)
    with raises(ValueError, match="more than 1"):
        scheduled_value(1, [0.7, 0.7], [1, 2], 0.1)
    with raises(ValueError, match="too large to compute"):
        sales_needed(1, 1, 9, 1e6)
