"""Filings, price and values in circulation: which shares, at which price, against which sales."""

from ledger.units import (
    share,
    stock_million,
    times,
    usd_million,
    usd_per_stock,
)
from snippets.formulas.valuation import (
    dilution_per_share,
    growth_needed,
    implied_shares,
    market_value,
    net_new_shares,
    new_holders_share,
    price_to_sales,
)

# How many shares


def shares_first_range(market_cap_at_125: usd_million, ipo_range_first_top: usd_per_stock) -> stock_million:
    """Shares behind the value printed at the top of the first range."""
    return implied_shares(market_cap_at_125, ipo_range_first_top)


def shares_raised_range(market_cap_at_160: usd_million, ipo_range_raised_top: usd_per_stock) -> stock_million:
    """Shares behind the value printed at the top of the raised range."""
    return implied_shares(market_cap_at_160, ipo_range_raised_top)


def shares_existing(market_cap_at_offer_basic: usd_million, ipo_price: usd_per_stock) -> stock_million:
    """Shares behind the lower value printed at the offer price: those that exist after the offering."""
    return implied_shares(market_cap_at_offer_basic, ipo_price)


def shares_possible(market_cap_at_offer_diluted: usd_million, ipo_price: usd_per_stock) -> stock_million:
    """Shares behind the higher value printed at the offer price: with all that could come to exist."""
    return implied_shares(market_cap_at_offer_diluted, ipo_price)


def shares_of_july_note(market_cap_2026_07_07: usd_million, price_2026_07_07: usd_per_stock) -> stock_million:
    """Shares behind the value and the price of a private note of the summer."""
    return implied_shares(market_cap_2026_07_07, price_2026_07_07)


def shares_at_last_close(
    market_cap_2026_10_06: usd_million, close_2026_10_06: usd_per_stock
) -> stock_million:
    """Shares behind the value printed for the last close found."""
    return implied_shares(market_cap_2026_10_06, close_2026_10_06)


def shares_after_option(
    shares_existing: stock_million, ipo_shares_total: stock_million, ipo_shares_base: stock_million
) -> stock_million:
    """Shares that exist once the underwriters have used their option."""
    return shares_existing + ipo_shares_total - ipo_shares_base


def shares_before(shares_existing: stock_million, ipo_shares_base: stock_million) -> stock_million:
    """Shares that existed before the offering."""
    return shares_existing - ipo_shares_base


def shares_by_class_2026_08(
    shares_class_a_2026_08: stock_million,
    shares_class_b_2026_08: stock_million,
    shares_class_n_2026_08: stock_million,
) -> stock_million:
    """Shares of all classes on the cover of the second quarterly report."""
    return shares_class_a_2026_08 + shares_class_b_2026_08 + shares_class_n_2026_08


def shares_with_options_and_warrant(
    shares_existing: stock_million,
    options_outstanding_2025: stock_million,
    openai_warrant_shares: stock_million,
) -> stock_million:
    """Existing shares, all options of staff and all of OpenAI's warrant."""
    return shares_existing + options_outstanding_2025 + openai_warrant_shares


def shares_unexplained(
    shares_possible: stock_million, shares_with_options_and_warrant: stock_million
) -> stock_million:
    """What is left of all possible shares after options and warrant.

    not held: the table of the prospectus that lists them was in no copy that we found.
    """
    return shares_possible - shares_with_options_and_warrant


def options_net_at_offer(
    options_outstanding_2025: stock_million, options_price_2025: usd_per_stock, ipo_price: usd_per_stock
) -> stock_million:
    """What the options add if the money paid for them buys shares back at the offer price."""
    return net_new_shares(options_outstanding_2025, options_price_2025, ipo_price)


def new_shares_part(ipo_shares_total: stock_million, shares_after_option: stock_million) -> share:
    """Part of all existing shares that was new in the offering."""
    return new_holders_share(ipo_shares_total, shares_after_option - ipo_shares_total)


def votes_of_class_b(
    shares_before: stock_million,
    openai_warrant_vested_loan: stock_million,
    class_b_votes: times,
    ipo_shares_base: stock_million,
) -> share:
    """Part of the votes after the offering that earlier holders keep, if only new shares are of class A."""
    votes = (shares_before - openai_warrant_vested_loan) * class_b_votes
    return votes / (votes + ipo_shares_base)


def dilution_example(
    dilution_example_offer: usd_per_stock, dilution_example_book: usd_per_stock
) -> usd_per_stock:
    """What a buyer of another company's offering paid above what stood behind a share."""
    return dilution_per_share(dilution_example_offer, dilution_example_book)


# What value


def value_offer_existing(
    ipo_price: usd_per_stock,
    shares_existing: stock_million,
) -> usd_million:
    """Value at the offer price, existing shares."""
    return market_value(ipo_price, shares_existing)


def value_first_close_existing(first_day_close: usd_per_stock, shares_existing: stock_million) -> usd_million:
    """Value at the first close, existing shares."""
    return market_value(first_day_close, shares_existing)


def value_first_close_possible(first_day_close: usd_per_stock, shares_possible: stock_million) -> usd_million:
    """Value at the first close, all shares that could come to exist."""
    return market_value(first_day_close, shares_possible)


def gross_proceeds_base(ipo_price: usd_per_stock, ipo_shares_base: stock_million) -> usd_million:
    """What the offering brought before fees, without the underwriters' option."""
    return market_value(ipo_price, ipo_shares_base)


def gross_proceeds_total(ipo_price: usd_per_stock, ipo_shares_total: stock_million) -> usd_million:
    """What the offering brought before fees, with the underwriters' option."""
    return market_value(ipo_price, ipo_shares_total)


# Price against sales


def sales_trailing_2026_06(
    revenue_2025: usd_million,
    revenue_2025_q1: usd_million,
    revenue_2025_q2: usd_million,
    revenue_2026_q1: usd_million,
    revenue_2026_q2: usd_million,
) -> usd_million:
    """Reported revenue of the four quarters before the last report."""
    return revenue_2025 - revenue_2025_q1 - revenue_2025_q2 + revenue_2026_q1 + revenue_2026_q2


def sales_multiple_first_range(market_cap_at_125: usd_million, revenue_2025: usd_million) -> times:
    """Value at the top of the first range over the sales of the last full year."""
    return price_to_sales(market_cap_at_125, revenue_2025)


def sales_multiple_offer(market_cap_at_offer_basic: usd_million, revenue_2025: usd_million) -> times:
    """Value at the offer price over the sales of the last full year, existing shares."""
    return price_to_sales(market_cap_at_offer_basic, revenue_2025)


def sales_multiple_first_close(value_first_close_existing: usd_million, revenue_2025: usd_million) -> times:
    """Value at the first close over the sales of the last full year, existing shares."""
    return price_to_sales(value_first_close_existing, revenue_2025)


def sales_multiple_first_close_possible(
    value_first_close_possible: usd_million, revenue_2025: usd_million
) -> times:
    """Value at the first close over the sales of the last full year, all possible shares."""
    return price_to_sales(value_first_close_possible, revenue_2025)


def sales_multiple_last(market_cap_2026_10_06: usd_million, revenue_2025: usd_million) -> times:
    """Last value found over the sales of the last full year."""
    return price_to_sales(market_cap_2026_10_06, revenue_2025)


def sales_multiple_last_trailing(
    market_cap_2026_10_06: usd_million, sales_trailing_2026_06: usd_million
) -> times:
    """Last value found over the reported sales of the four quarters before."""
    return price_to_sales(market_cap_2026_10_06, sales_trailing_2026_06)


def sales_multiple_last_expected(
    market_cap_2026_10_06: usd_million, core_revenue_guidance_2026: usd_million
) -> times:
    """Last value found over the core revenue that the company expects for the year."""
    return price_to_sales(market_cap_2026_10_06, core_revenue_guidance_2026)


# Prices since


def first_day_gain_ours(ipo_price: usd_per_stock, first_day_close: usd_per_stock) -> share:
    """From the offer price to the first close."""
    return growth_needed(ipo_price, first_day_close, 1)


def second_day_change(first_day_close: usd_per_stock, close_2026_05_15: usd_per_stock) -> share:
    """From the first close to the second."""
    return growth_needed(first_day_close, close_2026_05_15, 1)


def change_since_offer(ipo_price: usd_per_stock, close_2026_10_06: usd_per_stock) -> share:
    """From the offer price to the last close found."""
    return growth_needed(ipo_price, close_2026_10_06, 1)
