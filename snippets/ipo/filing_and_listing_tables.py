"""Tables of the page on the filing and the listing."""

from ledger.units import (
    Rows,
    curve,
    date,
    of,
    stock_million,
    table,
    text,
    times,
    usd_billion,
    usd_million,
    usd_per_stock,
)
from snippets.formulas.valuation import (
    price_to_sales,
)


@table(price_of=text, price=usd_per_stock, existing=usd_billion, all_possible=usd_billion)
def value_grid(
    ipo_range_first_top: usd_per_stock,
    ipo_range_raised_top: usd_per_stock,
    ipo_price: usd_per_stock,
    first_day_close: usd_per_stock,
    close_2026_10_06: usd_per_stock,
    shares_existing: stock_million,
    shares_possible: stock_million,
    value_offer_existing: curve[usd_billion] = of(ipo_price=usd_per_stock, shares_existing=stock_million),
) -> Rows:
    """Every price times both share counts of the offering: which values circulate is a matter of the cell."""
    prices = [
        ("Top of the first range", ipo_range_first_top),
        ("Top of the raised range", ipo_range_raised_top),
        ("Offer", ipo_price),
        ("First close", first_day_close),
        ("Last close found", close_2026_10_06),
    ]
    return [
        (
            words,
            price,
            value_offer_existing(price, shares_existing),
            value_offer_existing(price, shares_possible),
        )
        for words, price in prices
    ]


@table(day=date, price=usd_per_stock, value=usd_billion, shares=stock_million, counted=text)
def values_printed(
    ipo_range_first_top: usd_per_stock,
    market_cap_at_125: usd_billion,
    ipo_range_raised_top: usd_per_stock,
    market_cap_at_160: usd_billion,
    ipo_priced_on: date,
    ipo_price: usd_per_stock,
    market_cap_at_offer_basic: usd_billion,
    market_cap_at_offer_diluted: usd_billion,
    ipo_first_trade_on: date,
    first_day_close: usd_per_stock,
    market_cap_first_close_basic: usd_billion,
    market_cap_first_close_diluted: usd_billion,
    close_2026_06_01: usd_per_stock,
    market_cap_2026_06_01: usd_billion,
    close_2026_06_23: usd_per_stock,
    market_cap_2026_06_23: usd_billion,
    price_2026_07_07: usd_per_stock,
    market_cap_2026_07_07: usd_billion,
    close_2026_10_06: usd_per_stock,
    market_cap_2026_10_06: usd_billion,
    ipo_range_first_top_date: date,
    ipo_range_raised_top_date: date,
    close_2026_06_01_date: date,
    close_2026_06_23_date: date,
    price_2026_07_07_date: date,
    close_2026_10_06_date: date,
    shares_existing: curve[stock_million] = of(
        market_cap_at_offer_basic=usd_billion, ipo_price=usd_per_stock
    ),
) -> Rows:
    """Values in circulation, the price each was printed for, and the shares that follow from the two."""
    existing, possible, neither = "existing", "all possible", "neither"
    printed = [
        (ipo_range_first_top_date, ipo_range_first_top, market_cap_at_125, existing),
        (ipo_range_raised_top_date, ipo_range_raised_top, market_cap_at_160, possible),
        (ipo_priced_on, ipo_price, market_cap_at_offer_basic, existing),
        (ipo_priced_on, ipo_price, market_cap_at_offer_diluted, possible),
        (ipo_first_trade_on, first_day_close, market_cap_first_close_basic, existing),
        (ipo_first_trade_on, first_day_close, market_cap_first_close_diluted, possible),
        (close_2026_06_01_date, close_2026_06_01, market_cap_2026_06_01, existing),
        (close_2026_06_23_date, close_2026_06_23, market_cap_2026_06_23, existing),
        (price_2026_07_07_date, price_2026_07_07, market_cap_2026_07_07, neither),
        (close_2026_10_06_date, close_2026_10_06, market_cap_2026_10_06, existing),
    ]
    return [(day, price, value, shares_existing(value, price), words) for day, price, value, words in printed]


@table(step=text, start=stock_million, end=stock_million, kind=text)
def share_counts(
    shares_before: stock_million,
    ipo_shares_base: stock_million,
    options_outstanding_2025: stock_million,
    openai_warrant_shares: stock_million,
    shares_unexplained: stock_million,
    shares_after_option: stock_million,
    shares_by_class_2026_08: stock_million,
) -> Rows:
    """Share counts in use, and what lies between them: where each step begins and ends."""
    steps = [
        ("Sold in the offering", ipo_shares_base, "Existing after it"),
        ("Options of staff", options_outstanding_2025, ""),
        ("OpenAI's warrant", openai_warrant_shares, ""),
        ("Not explained", shares_unexplained, "All possible then"),
    ]
    level = shares_before
    rows: list[tuple[str, float, float, str]] = [("Before the offering", 0, level, "total")]
    for words, more, total in steps:
        rows.append((words, level, level + more, "unknown" if words == "Not explained" else "up"))
        level += more
        if total:
            rows.append((total, 0, level, "total"))
    rows.append(("Existing with the underwriters' option", 0, shares_after_option, "later"))
    rows.append(("Existing in August", 0, shares_by_class_2026_08, "later"))
    return rows


@table(day=date, at=text, shares_counted=text, sales_of=text, multiple=times)
def sales_multiples(
    ipo_priced_on: date,
    ipo_first_trade_on: date,
    sales_multiple_first_range: times,
    sales_multiple_offer: times,
    market_cap_at_offer_diluted: usd_million,
    revenue_2025: usd_million,
    sales_multiple_first_close: times,
    sales_multiple_first_close_possible: times,
    sales_multiple_last: times,
    sales_multiple_last_trailing: times,
    sales_multiple_last_expected: times,
    market_cap_at_125_date: date,
    market_cap_2026_10_06_date: date,
) -> Rows:
    """Value over sales, with the price, the shares and the sales named."""
    year, existing, possible = "the year 2025", "existing", "all possible"
    offer_possible = price_to_sales(market_cap_at_offer_diluted, revenue_2025)
    last = market_cap_2026_10_06_date
    return [
        (market_cap_at_125_date, "first range, top", existing, year, sales_multiple_first_range),
        (ipo_priced_on, "offer", existing, year, sales_multiple_offer),
        (ipo_priced_on, "offer", possible, year, offer_possible),
        (ipo_first_trade_on, "first close", existing, year, sales_multiple_first_close),
        (ipo_first_trade_on, "first close", possible, year, sales_multiple_first_close_possible),
        (last, "last close found", existing, year, sales_multiple_last),
        (last, "last close found", existing, "four quarters to June 2026", sales_multiple_last_trailing),
        (last, "last close found", existing, "expected for 2026, core", sales_multiple_last_expected),
    ]


@table(day=date, price=usd_per_stock, note=text)
def prices_found(
    ipo_priced_on: date,
    ipo_price: usd_per_stock,
    ipo_first_trade_on: date,
    first_day_close: usd_per_stock,
    close_2026_05_15: usd_per_stock,
    close_2026_05_18: usd_per_stock,
    close_2026_05_19: usd_per_stock,
    close_2026_06_01: usd_per_stock,
    close_2026_06_23: usd_per_stock,
    close_2026_06_25: usd_per_stock,
    close_2026_08_12: usd_per_stock,
    close_2026_08_13: usd_per_stock,
    close_2026_09_01: usd_per_stock,
    price_2026_09_16: usd_per_stock,
    sale_price_2026_09_28: usd_per_stock,
    close_2026_10_02: usd_per_stock,
    close_2026_10_06: usd_per_stock,
    close_2026_05_15_date: date,
    close_2026_05_18_date: date,
    close_2026_05_19_date: date,
    close_2026_06_01_date: date,
    close_2026_06_23_date: date,
    close_2026_06_25_date: date,
    close_2026_08_12_date: date,
    close_2026_08_13_date: date,
    close_2026_09_01_date: date,
    price_2026_09_16_date: date,
    sale_price_2026_09_28_date: date,
    close_2026_10_02_date: date,
    close_2026_10_06_date: date,
) -> Rows:
    """Prices of the share that we found: the offer, then closes, but for one before the open and one sale."""
    return [
        (ipo_priced_on, ipo_price, "offer"),
        (ipo_first_trade_on, first_day_close, "first close"),
        (close_2026_05_15_date, close_2026_05_15, ""),
        (close_2026_05_18_date, close_2026_05_18, ""),
        (close_2026_05_19_date, close_2026_05_19, ""),
        (close_2026_06_01_date, close_2026_06_01, ""),
        (close_2026_06_23_date, close_2026_06_23, "before the first report"),
        (close_2026_06_25_date, close_2026_06_25, "after it"),
        (close_2026_08_12_date, close_2026_08_12, "before the second report"),
        (close_2026_08_13_date, close_2026_08_13, "after it"),
        (close_2026_09_01_date, close_2026_09_01, ""),
        (price_2026_09_16_date, price_2026_09_16, "before the market opened"),
        (sale_price_2026_09_28_date, sale_price_2026_09_28, "an officer's sale, reported that day"),
        (close_2026_10_02_date, close_2026_10_02, "lowest found"),
        (close_2026_10_06_date, close_2026_10_06, "last found"),
    ]


@table(day=date, freed=stock_million, in_all=stock_million)
def lockup(
    lockup_freed_2026_05: stock_million,
    lockup_freed_2026_06_25: stock_million,
    lockup_freed_2026_08_14: stock_million,
    lockup_freed_2026_08_19: stock_million,
    lockup_freed_2026_09_02: stock_million,
    lockup_freed_2026_09_16: stock_million,
    lockup_freed_2026_09_30: stock_million,
    lockup_freed_2026_10_14: stock_million,
    lockup_freed_2026_10_28: stock_million,
    lockup_freed_2026_05_date: date,
    lockup_freed_2026_06_25_date: date,
    lockup_freed_2026_08_14_date: date,
    lockup_freed_2026_08_19_date: date,
    lockup_freed_2026_09_02_date: date,
    lockup_freed_2026_09_16_date: date,
    lockup_day_2026_09_30: date,
    lockup_day_2026_10_14: date,
    lockup_day_2026_10_28: date,
) -> Rows:
    """Shares freed for sale by day, as a list of September plans them, and their sum."""
    steps = [
        (lockup_freed_2026_05_date, lockup_freed_2026_05),
        (lockup_freed_2026_06_25_date, lockup_freed_2026_06_25),
        (lockup_freed_2026_08_14_date, lockup_freed_2026_08_14),
        (lockup_freed_2026_08_19_date, lockup_freed_2026_08_19),
        (lockup_freed_2026_09_02_date, lockup_freed_2026_09_02),
        (lockup_freed_2026_09_16_date, lockup_freed_2026_09_16),
        (lockup_day_2026_09_30, lockup_freed_2026_09_30),
        (lockup_day_2026_10_14, lockup_freed_2026_10_14),
        (lockup_day_2026_10_28, lockup_freed_2026_10_28),
    ]
    rows, level = [], 0.0
    for day, freed in steps:
        level += freed
        rows.append((day, freed, level))
    return rows
