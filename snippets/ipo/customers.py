"""Who pays Cerebras, how few they are, what is promised and when, and what one of them is besides."""

from ledger.units import (
    count,
    share,
    stock,
    stock_million,
    times,
    usd_billion,
    usd_million,
    usd_per_stock,
)
from snippets.formulas.concentration import (
    effective_customers,
    herfindahl,
    herfindahl_ceiling,
    revenue_without,
)
from snippets.formulas.valuation import market_value, price_to_sales

# Who pays


def two_customers_2025(mbzuai_share_2025: share, g42_share_2025: share) -> share:
    """Part of the last full year's revenue that two customers of Abu Dhabi brought."""
    return mbzuai_share_2025 + g42_share_2025


# How few


def index_of_one() -> count:
    """Concentration index of a company with a single customer."""
    return herfindahl([1])


def index_floor_2025(mbzuai_share_2025: share, g42_share_2025: share) -> count:
    """Concentration index of the last full year if all other customers are dust."""
    return herfindahl([mbzuai_share_2025, g42_share_2025])


def index_ceiling_2025(
    mbzuai_share_2025: share,
    g42_share_2025: share,
    major_customer_threshold: share,
) -> count:
    """Highest concentration index that the last full year's report allows."""
    named = [mbzuai_share_2025, g42_share_2025]
    return herfindahl_ceiling(named, major_customer_threshold)


def index_as_one_2025(uae_share_2025: share) -> count:
    """Concentration index of the last full year if the two related customers are one and the others dust."""
    return herfindahl([uae_share_2025])


def effective_most_2025(index_floor_2025: count) -> count:
    """Customers of equal size as concentrated as the last full year's, at most."""
    return effective_customers(index_floor_2025)


def effective_least_2025(index_ceiling_2025: count) -> count:
    """Customers of equal size as concentrated as the last full year's, at least."""
    return effective_customers(index_ceiling_2025)


# If the largest leaves


def left_without_largest_2025(revenue_2025: usd_million, mbzuai_share_2025: share) -> usd_million:
    """Revenue of the last full year without its largest customer, if nothing takes its place."""
    return revenue_without(revenue_2025, mbzuai_share_2025)


def left_without_both_2025(revenue_2025: usd_million, two_customers_2025: share) -> usd_million:
    """Revenue of the last full year without its two related customers, if nothing takes their place."""
    return revenue_without(revenue_2025, two_customers_2025)


# What is promised


def backlog_multiple(backlog_2025: usd_million, revenue_2025: usd_million) -> times:
    """Backlog over the revenue of the last full year."""
    return price_to_sales(backlog_2025, revenue_2025)


def backlog_first(backlog_2025: usd_billion, backlog_first_two_years_2025: share) -> usd_billion:
    """Backlog of the last full year's end that falls due in the two years after it."""
    return backlog_2025 * backlog_first_two_years_2025


def backlog_second(backlog_2025: usd_billion, backlog_third_fourth_years_2025: share) -> usd_billion:
    """Backlog of the last full year's end that falls due in the two years after those."""
    return backlog_2025 * backlog_third_fourth_years_2025


def backlog_later(backlog_2025: usd_billion, backlog_later_years_2025: share) -> usd_billion:
    """Backlog of the last full year's end that falls due later still."""
    return backlog_2025 * backlog_later_years_2025


def backlog_left_for_second_year(
    backlog_first: usd_billion, core_revenue_guidance_2026: usd_billion
) -> usd_billion:
    """What the first part of the backlog leaves for its second year, if all revenue expected before is in it.

    not held: no document splits the two years.
    """
    return backlog_first - core_revenue_guidance_2026


# The customer that is also lender and holder of a warrant


def warrant_parts_summed(
    openai_warrant_vested_loan: stock,
    openai_warrant_vested_value: stock,
    openai_warrant_vested_capacity: stock,
) -> stock:
    """Shares of the three parts in which OpenAI's warrant vests."""
    return openai_warrant_vested_loan + openai_warrant_vested_value + openai_warrant_vested_capacity


def warrant_worth_when_granted(
    openai_warrant_value_per_share: usd_per_stock, openai_warrant_shares: stock_million
) -> usd_million:
    """All of the warrant at the value that an analyst reads for each share of it."""
    return market_value(openai_warrant_value_per_share, openai_warrant_shares)


def warrant_worth_at_offer(ipo_price: usd_per_stock, openai_warrant_shares: stock_million) -> usd_million:
    """All of the warrant at the offer price."""
    return market_value(ipo_price, openai_warrant_shares)


def openai_part_of_possible(openai_warrant_shares: stock_million, shares_possible: stock_million) -> share:
    """OpenAI's warrant as a part of all shares that could come to exist."""
    return openai_warrant_shares / shares_possible


def openai_part_of_counted(
    openai_warrant_shares: stock_million, shares_with_options_and_warrant: stock_million
) -> share:
    """OpenAI's warrant as a part of existing shares, options and the warrant itself."""
    return openai_warrant_shares / shares_with_options_and_warrant
