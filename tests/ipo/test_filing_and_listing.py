"""Checks of the page on filings, price and values."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import (
    Rows,
    percent,
    share,
    stock_million,
    times,
    usd_million,
    usd_per_stock,
)

# Outside: values and prices printed by different documents lead to the same share counts


@outside
def test_shares_existing(
    shares_existing: stock_million,
    market_cap_at_125: usd_million,
    ipo_range_first_top: usd_per_stock,
    ipo_shares_base: stock_million,
    ipo_shares_first: stock_million,
) -> None:
    """The value at the top of the first range, with the shares since added to the offering."""
    then = market_cap_at_125 / ipo_range_first_top
    assert shares_existing == approx(then + ipo_shares_base - ipo_shares_first, abs=0.7)


@outside
def test_shares_first_range(
    shares_first_range: stock_million,
    market_cap_at_offer_basic: usd_million,
    ipo_price: usd_per_stock,
    ipo_shares_base: stock_million,
    ipo_shares_first: stock_million,
) -> None:
    """The same seen from the value at the offer price."""
    later = market_cap_at_offer_basic / ipo_price
    assert shares_first_range == approx(later - ipo_shares_base + ipo_shares_first, abs=0.7)


@outside
def test_shares_possible(
    shares_possible: stock_million, market_cap_at_160: usd_million, ipo_range_raised_top: usd_per_stock
) -> None:
    """Another report's value at another price counts as many (each value to a tenth of a billion)."""
    assert shares_possible == approx(market_cap_at_160 / ipo_range_raised_top, abs=0.6)


@outside
def test_shares_raised_range(
    shares_raised_range: stock_million,
    market_cap_first_close_diluted: usd_million,
    first_day_close: usd_per_stock,
) -> None:
    """A third report's approximate value at the first close counts as many, to a billion in ninety-five."""
    assert shares_raised_range == approx(market_cap_first_close_diluted / first_day_close, rel=0.006)


@outside
def test_shares_after_option(
    shares_after_option: stock_million, market_cap_2026_06_01: usd_million, close_2026_06_01: usd_per_stock
) -> None:
    """A newspaper's value and price of June, to four digits."""
    assert shares_after_option == approx(market_cap_2026_06_01 / close_2026_06_01, abs=0.3)


@outside
def test_shares_after_option_counted(
    shares_after_option: stock_million, shares_outstanding_2026_06: stock_million
) -> None:
    """A data service's share count of June."""
    assert shares_after_option == approx(shares_outstanding_2026_06, abs=0.3)


@outside
def test_shares_by_class(
    shares_by_class_2026_08: stock_million, shares_outstanding_2026_08: stock_million
) -> None:
    """A data service's share count of August is the sum of the classes on the cover of the report."""
    assert shares_by_class_2026_08 == approx(shares_outstanding_2026_08, abs=0.005)


@closure
def test_shares_at_last_close(
    shares_at_last_close: stock_million, shares_by_class_2026_08: stock_million
) -> None:
    """The value printed for the last close counts the classes on the cover of the last report."""
    assert shares_at_last_close == approx(shares_by_class_2026_08, abs=0.05)


@outside
def test_votes_of_class_b(votes_of_class_b: percent, class_b_voting_share: percent) -> None:
    """The prospectus's part of the votes follows from the share count at the offer, to its last digit."""
    assert votes_of_class_b == approx(class_b_voting_share, abs=0.05)


@outside
def test_shares_with_options_and_warrant(
    shares_with_options_and_warrant: stock_million,
    market_cap_2026_07_07: usd_million,
    price_2026_07_07: usd_per_stock,
) -> None:
    """The private note of July, with approximate value and price, comes within one percent of this."""
    assert shares_with_options_and_warrant == approx(market_cap_2026_07_07 / price_2026_07_07, rel=0.01)


@outside
def test_shares_of_july_note(
    shares_of_july_note: stock_million,
    market_cap_at_offer_basic: usd_million,
    ipo_price: usd_per_stock,
    options_outstanding_2025: stock_million,
    openai_warrant_shares: stock_million,
) -> None:
    """The same the other way round."""
    known = market_cap_at_offer_basic / ipo_price + options_outstanding_2025 + openai_warrant_shares
    assert shares_of_july_note == approx(known, rel=0.01)


@outside
def test_new_shares_part(
    new_shares_part: share,
    ipo_shares_total: stock_million,
    market_cap_2026_06_01: usd_million,
    close_2026_06_01: usd_per_stock,
) -> None:
    """The shares sold over the newspaper's count of June."""
    assert new_shares_part == approx(ipo_shares_total * close_2026_06_01 / market_cap_2026_06_01, rel=0.002)


@outside
def test_first_close(
    value_first_close_existing: usd_million,
    market_cap_first_close_service: usd_million,
    market_cap_first_close_basic: usd_million,
) -> None:
    """A data service's value, which counts a hair more shares; a report has more than so many billions."""
    assert value_first_close_existing == approx(market_cap_first_close_service, rel=0.001)
    assert value_first_close_existing > market_cap_first_close_basic


@outside
def test_first_close_possible(
    value_first_close_possible: usd_million, market_cap_first_close_diluted: usd_million
) -> None:
    """Another has about this."""
    assert value_first_close_possible == approx(market_cap_first_close_diluted, rel=0.0053)


@outside
def test_gross_proceeds(
    gross_proceeds_base: usd_million,
    ipo_gross_base: usd_million,
    gross_proceeds_total: usd_million,
    ipo_gross_total: usd_million,
) -> None:
    """Printed proceeds, the second rounded to a tenth of a billion by the company."""
    assert gross_proceeds_base == approx(ipo_gross_base, abs=5)
    assert gross_proceeds_total == approx(ipo_gross_total, abs=50)


@outside
def test_second_day(second_day_change: percent, second_day_fall: percent) -> None:
    """A blog's fall of the second day, a whole percent."""
    assert second_day_change == approx(second_day_fall, abs=0.5)


@outside
def test_multiple_of_the_first_close(
    sales_multiple_first_close: times, sales_multiple_first_close_stated: times
) -> None:
    """A report's price to sales of those days, approximate, which names neither shares nor day."""
    assert sales_multiple_first_close == approx(sales_multiple_first_close_stated, abs=1)


@closure
def test_values_printed(
    values_printed: Rows, shares_outstanding_2026_06: stock_million, shares_outstanding_2026_08: stock_million
) -> None:
    """Values of June and October were made from the data service's counts of their time."""
    by_day = {day: shares for day, _, _, shares, _ in values_printed}
    assert by_day["2026-06-01"] == approx(shares_outstanding_2026_06, abs=0.05)
    assert by_day["2026-10-06"] == approx(shares_outstanding_2026_08, abs=0.05)


# Closures


@closure
def test_first_day(first_day_gain_ours: percent, first_day_gain: percent) -> None:
    """The report prints price, close and gain."""
    assert first_day_gain_ours == approx(first_day_gain, abs=0.5)


@closure
def test_lockup(lockup: Rows, lockup_early_total: stock_million) -> None:
    """The article prints the steps and about their sum."""
    assert lockup[-1][2] == approx(lockup_early_total, abs=0.5)


@closure
def test_dilution_example(dilution_example: usd_per_stock, dilution_example_dilution: usd_per_stock) -> None:
    """The other company's prospectus subtracts as we do."""
    assert dilution_example == approx(dilution_example_dilution, abs=0.005)


@closure
def test_value_grid(
    value_grid: Rows, market_cap_at_offer_basic: usd_million, market_cap_at_offer_diluted: usd_million
) -> None:
    """The cells of the offer are the printed values."""
    assert value_grid[2][2] * 1000 == approx(market_cap_at_offer_basic)
    assert value_grid[2][3] * 1000 == approx(market_cap_at_offer_diluted)


@closure
def test_price_falls(
    prices_found: Rows, close_2026_06_23: usd_per_stock, close_2026_06_25: usd_per_stock
) -> None:
    """The lowest price of the table is the one so called, and the first report cost more than a fifth."""
    assert min(price for _, price, _ in prices_found) == approx(
        next(price for _, price, note in prices_found if note == "lowest found")
    )
    assert close_2026_06_25 / close_2026_06_23 < 0.8


# Identities


@identity
def test_share_counts(
    share_counts: Rows,
    shares_existing: stock_million,
    shares_possible: stock_million,
    shares_after_option: stock_million,
) -> None:
    """The steps lead to each count."""
    ends = {step: end for step, _, end, _ in share_counts}
    assert ends["Existing after it"] == approx(shares_existing)
    assert ends["All possible then"] == approx(shares_possible)
    assert ends["Existing with the underwriters' option"] == approx(shares_after_option)


@identity
def test_sales_multiples(sales_multiples: Rows, sales_multiple_last: times) -> None:
    """The table ends with three multiples of one value, by falling order of how old the sales are."""
    last = [multiple for *_, multiple in sales_multiples[-3:]]
    assert last[0] == approx(sales_multiple_last)
    assert last == sorted(last, reverse=True)
