"""Checks of the page on customers."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import (
    Rows,
    count,
    megawatt,
    share,
    stock,
    stock_million,
    times,
    usd_billion,
    usd_million,
    usd_per_stock,
)

# Outside


@outside
def test_two_customers(two_customers_2025: share, uae_share_2025: share) -> None:
    """Another report prints the sum of the two, a whole percent."""
    assert two_customers_2025 == approx(uae_share_2025, abs=0.005)


@outside
def test_left_without_both(
    left_without_both_2025: usd_million, revenue_2025: usd_million, uae_share_2025: share
) -> None:
    """What that report's figure leaves."""
    assert left_without_both_2025 == approx(revenue_2025 * (1 - uae_share_2025), rel=0.001)


@outside
def test_left_without_largest(
    left_without_largest_2025: usd_million,
    revenue_2025: usd_million,
    uae_share_2025: share,
    g42_share_2025: share,
) -> None:
    """What that report's figure leaves when the smaller of the two stays."""
    assert left_without_largest_2025 == approx(
        revenue_2025 * (1 - uae_share_2025 + g42_share_2025), rel=0.001
    )


@outside
def test_openai_part_of_possible(
    openai_part_of_possible: share,
    openai_warrant_shares: stock_million,
    market_cap_at_160: usd_million,
    ipo_range_raised_top: usd_per_stock,
) -> None:
    """Another report's value and price lead to the same base."""
    base = market_cap_at_160 / ipo_range_raised_top
    assert openai_part_of_possible == approx(openai_warrant_shares / base, rel=0.002)


@outside
def test_openai_part_of_counted(openai_part_of_counted: share, openai_stake_analyst: share) -> None:
    """An analyst's part, a whole percent."""
    assert openai_part_of_counted == approx(openai_stake_analyst, abs=0.005)


@closure
def test_parts_of_the_warrant(warrant_parts_summed: stock, openai_warrant_shares: stock) -> None:
    """Two parts from a reading of the filing and a third from an analyst are the whole, to the last share."""
    assert warrant_parts_summed == approx(openai_warrant_shares, abs=0.5)


# Closures


@closure
def test_backlog_parts(
    backlog_first: usd_billion,
    backlog_second: usd_billion,
    backlog_later: usd_billion,
    backlog_2025: usd_billion,
) -> None:
    """The three printed parts are the whole."""
    assert backlog_first + backlog_second + backlog_later == approx(backlog_2025, rel=0.001)


@closure
def test_backlog_schedule(
    backlog_schedule: Rows, backlog_2025: usd_billion, backlog_2026_q2: usd_billion
) -> None:
    """So are those of both dates."""
    for day, whole in (("2025-12-31", backlog_2025), ("2026-06-30", backlog_2026_q2)):
        assert sum(row[2] for row in backlog_schedule if row[0] == day) == approx(whole, rel=0.001)


@closure
def test_backlog_multiple(backlog_multiple: times, backlog_multiple_stated: times) -> None:
    """A note prints the ratio, a whole number."""
    assert backlog_multiple == approx(backlog_multiple_stated, abs=0.5)


@closure
def test_warrant_worth(warrant_worth_when_granted: usd_billion, openai_warrant_value: usd_billion) -> None:
    """The analyst prints shares, value of each and the product."""
    assert warrant_worth_when_granted == approx(openai_warrant_value, abs=0.005)


@closure
def test_loan(
    openai_loan_current_2026_q2: usd_million,
    openai_loan_later_2026_q2: usd_million,
    openai_loan_outstanding_2026_q2: usd_million,
) -> None:
    """What is due within a year and what is due later are the rest of the loan."""
    parts = openai_loan_current_2026_q2 + openai_loan_later_2026_q2
    assert parts == approx(openai_loan_outstanding_2026_q2, abs=0.5)


@closure
def test_capacity(openai_ties: Rows, openai_capacity_per_year: megawatt) -> None:
    """Three equal yearly steps are the capacity ordered."""
    assert next(row[4] for row in openai_ties if row[4]) == approx(3 * openai_capacity_per_year)


@closure
def test_customer_shares(customer_shares: Rows, major_customer_threshold: share) -> None:
    """Parts of each period are one, and every customer told is as large as the rule wants."""
    for period in {row[0] for row in customer_shares}:
        assert sum(part for name, _, part in customer_shares if name == period) == approx(1)
    told = [part for _, customer, part in customer_shares if customer != "all others"]
    assert min(told) >= major_customer_threshold - 1e-9


@closure
def test_openai_not_told(
    openai_revenue_2026_q1: usd_million, revenue_2026_q1: usd_million, major_customer_threshold: share
) -> None:
    """In the quarter in which two customers were told, OpenAI was below the size from which they are."""
    assert openai_revenue_2026_q1 / revenue_2026_q1 < major_customer_threshold


# Identities


@identity
def test_effective_by_period(
    effective_by_period: Rows, effective_least_2025: count, effective_most_2025: count
) -> None:
    """The table holds the last full year's pair, and the last period is the least concentrated."""
    row = next(row for row in effective_by_period if row[0] == "2025, year" and row[1] == "each by itself")
    assert row[2:] == (approx(effective_least_2025), approx(effective_most_2025))
    assert max(effective_by_period, key=lambda row: row[2]) == effective_by_period[-1]


@identity
def test_one_is_more_concentrated(
    index_floor_2025: count, index_ceiling_2025: count, index_as_one_2025: count
) -> None:
    """Two related customers counted as one are more concentrated than any reading of them as two."""
    assert index_floor_2025 < index_ceiling_2025 < index_as_one_2025


@identity
def test_revenue_left(
    revenue_left: Rows,
    paid_by_customer: Rows,
    left_without_largest_2025: usd_million,
    revenue_2025: usd_million,
) -> None:
    """What the largest paid and what is left are all; customers' payments are the year's revenue."""
    for _, in_all, largest, left in revenue_left:
        assert largest + left == approx(in_all)
    assert revenue_left[1][3] == approx(left_without_largest_2025)
    assert sum(paid for period, _, paid in paid_by_customer if period == "2025, year") == approx(revenue_2025)


@identity
def test_backlog_and_revenue(backlog_and_revenue: Rows, backlog_2025: usd_billion) -> None:
    """The figure's blocks of backlog are the whole."""
    blocks = [amount for what, _, amount, _ in backlog_and_revenue if what in ("backlog", "later")]
    assert sum(blocks) == approx(backlog_2025, rel=0.001)
