"""Checks of what the lab on valuation starts from."""

from pytest import approx

from ledger.checks import closure
from ledger.units import share, usd_million


@closure
def test_sales_trailing(
    sales_trailing_2026_06: usd_million,
    revenue_2025: usd_million,
    revenue_2026_q1: usd_million,
    revenue_growth_2026_q1: share,
    revenue_2026_q2: usd_million,
    revenue_growth_2026_q2: share,
) -> None:
    """The growth that was reported for two quarters, added to the last full year, within a thousandth."""
    first = revenue_2026_q1 - revenue_2026_q1 / (1 + revenue_growth_2026_q1)
    second = revenue_2026_q2 - revenue_2026_q2 / (1 + revenue_growth_2026_q2)
    assert sales_trailing_2026_06 == approx(revenue_2025 + first + second, rel=1e-3)
