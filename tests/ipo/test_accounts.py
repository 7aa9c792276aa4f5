"""Checks of the page on the accounts: most are closures (the filing adds up), and no more than that."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import Rows, percent, share, stock_million, usd_million, usd_per_stock

# Outside: another document's number, not an identity of the inputs


@outside
def test_second_quarter_of_the_year_before(
    revenue_2025_q2: usd_million,
    core_revenue_2026_q2: usd_million,
    core_revenue_growth_2026_q2: share,
) -> None:
    """Core revenue and its growth, read elsewhere, lead to the same quarter; the two hardly differed then."""
    assert revenue_2025_q2 == approx(core_revenue_2026_q2 / (1 + core_revenue_growth_2026_q2), rel=0.0035)


@outside
def test_guided_growth_august(
    guided_growth_august: share,
    core_revenue_guidance_2026: usd_million,
    core_revenue_guidance_2026_june: usd_million,
    core_revenue_growth_guidance_2026_june: share,
) -> None:
    """A newspaper's growth to the earlier forecast, a whole percent, and by how much that was raised."""
    raised = core_revenue_guidance_2026 / core_revenue_guidance_2026_june
    assert guided_growth_august == approx(
        (1 + core_revenue_growth_guidance_2026_june) * raised - 1, abs=0.006
    )


@closure
def test_guided_growth_june(
    guided_growth_june: percent, core_revenue_growth_guidance_2026_june: percent
) -> None:
    """The newspaper prints forecast and growth; reported revenue joins them, to a whole percent."""
    assert guided_growth_june == approx(core_revenue_growth_guidance_2026_june, abs=0.5)


@outside
def test_shares_by_press_line(
    shares_by_press_line_2025: stock_million, net_income_2026_q1: usd_million, eps_2026_q1: usd_per_stock
) -> None:
    """The next quarter's loss per share, in another report, counts as many shares (cents: one in forty).

    A loss counts no options and a profit does, so the two are near each other and need not be equal.
    """
    assert shares_by_press_line_2025 == approx(net_income_2026_q1 / eps_2026_q1, rel=0.025)


@outside
def test_shares_by_loss(
    shares_by_loss_2026_q1: stock_million, net_income_2025_cnbc: usd_million, eps_2025: usd_per_stock
) -> None:
    """The same the other way round: the press's figure and the profit per share count as many."""
    assert shares_by_loss_2026_q1 == approx(net_income_2025_cnbc / eps_2025, rel=0.025)


# Closures: the filing adds up


@closure
def test_shares_by_press_line_pro_forma(
    shares_by_press_line_pro_forma: stock_million,
    shares_before: stock_million,
    options_net_at_offer: stock_million,
) -> None:
    """About the shares that the offer's value implies before it, and the options, from the same filings.

    Profit per share in cents leaves one part in eighty, and the options are counted at another price.
    """
    assert shares_by_press_line_pro_forma == approx(shares_before + options_net_at_offer, rel=0.03)


@closure
def test_operating_result_2025(
    operating_result_summed_2025: usd_million, operating_income_2025: usd_million
) -> None:
    """Gross profit less three costs is the printed result of operations, to the last thousand."""
    assert operating_result_summed_2025 == approx(operating_income_2025, abs=0.0005)


@closure
def test_operating_result_2024(
    operating_result_summed_2024: usd_million, operating_income_2024: usd_million
) -> None:
    """The same a year earlier."""
    assert operating_result_summed_2024 == approx(operating_income_2024, abs=0.0005)


@closure
def test_operating_costs(
    gross_profit_2025: usd_million,
    operating_result_summed_2025: usd_million,
    operating_costs_2025: usd_million,
    gross_profit_2024: usd_million,
    operating_result_summed_2024: usd_million,
    operating_costs_2024: usd_million,
) -> None:
    """A report sums the costs of both years as we do, to a tenth of a million."""
    assert gross_profit_2025 - operating_result_summed_2025 == approx(operating_costs_2025, abs=0.05)
    assert gross_profit_2024 - operating_result_summed_2024 == approx(operating_costs_2024, abs=0.05)


@closure
def test_gross_profit_2025(gross_profit_by_line_2025: usd_million, gross_profit_2025: usd_million) -> None:
    """Lines times margins give gross profit, as far as margins to a tenth of a percent can."""
    assert gross_profit_by_line_2025 == approx(gross_profit_2025, abs=0.26)


@closure
def test_gross_profit_2024(gross_profit_by_line_2024: usd_million, gross_profit_2024: usd_million) -> None:
    """The same a year earlier."""
    assert gross_profit_by_line_2024 == approx(gross_profit_2024, abs=0.15)


@closure
def test_cost_of_revenue(
    cost_of_revenue_2025: usd_million, revenue_2025: usd_million, gross_margin_2025: share
) -> None:
    """Cost of revenue is what the printed gross margin leaves."""
    assert cost_of_revenue_2025 / revenue_2025 == approx(1 - gross_margin_2025, abs=0.0005)


@closure
def test_lines_are_revenue(revenue_by_line: Rows) -> None:
    """Hardware and cloud add up to the printed revenue."""
    split = [row for row in revenue_by_line if row[1] is not None]
    assert len(split) == 2
    for _, hardware, cloud, in_all, _ in split:
        assert hardware + cloud == approx(in_all, abs=0.001)


@closure
def test_margins(operating_margin_2025: percent, operating_margin_2025_stated: percent) -> None:
    """A report prints the operating margin."""
    assert operating_margin_2025 == approx(operating_margin_2025_stated, abs=0.05)


@closure
def test_margins_before(operating_margin_2024: percent, operating_margin_2024_stated: percent) -> None:
    """The same a year earlier."""
    assert operating_margin_2024 == approx(operating_margin_2024_stated, abs=0.06)


@closure
def test_adjusted_2025(adjusted_rebuilt_2025: usd_million, net_income_2025_non_gaap: usd_million) -> None:
    """Gain and stock pay undone, the net result is the company's adjusted one, to the last digit printed."""
    assert adjusted_rebuilt_2025 == approx(net_income_2025_non_gaap, abs=0.1)


@closure
def test_adjusted_2024(adjusted_rebuilt_2024: usd_million, net_income_2024_non_gaap: usd_million) -> None:
    """The same a year earlier; three figures to a tenth of a million."""
    assert adjusted_rebuilt_2024 == approx(net_income_2024_non_gaap, abs=0.15)


@closure
def test_without_gain(
    net_income_without_gain_2025: usd_million,
    net_income_2025_non_gaap: usd_million,
    stock_pay_2025: usd_million,
) -> None:
    """Without the gain it is the adjusted result before pay in stock is undone."""
    assert net_income_without_gain_2025 == approx(net_income_2025_non_gaap - stock_pay_2025, abs=0.1)


@closure
def test_bridge(bridge_2025: Rows, operating_income_2025: usd_million, net_income_2025: usd_million) -> None:
    """The steps lead through the printed result of operations to the printed net result."""
    ends = {step: end for step, _, end, _ in bridge_2025}
    assert ends["Result of operations"] == approx(operating_income_2025, abs=0.0005)
    assert ends["Net result"] == approx(net_income_2025, abs=0.0005)


@closure
def test_half_year(
    net_income_2026_q1: usd_million, net_income_2026_q2: usd_million, net_income_2026_h1: usd_million
) -> None:
    """Two quarters are the half-year."""
    assert net_income_2026_q1 + net_income_2026_q2 == approx(net_income_2026_h1, abs=0.06)


@closure
def test_half_years(
    revenue_2025_q1: usd_million,
    revenue_2025_q2: usd_million,
    revenue_2025_h1: usd_million,
    revenue_2026_q1: usd_million,
    revenue_2026_q2: usd_million,
    revenue_2026_h1: usd_million,
    operating_income_2026_q1: usd_million,
    operating_income_2026_q2: usd_million,
    operating_income_2026_h1: usd_million,
) -> None:
    """Two quarters are the half-year that a compilation prints in whole millions."""
    assert revenue_2025_q1 + revenue_2025_q2 == approx(revenue_2025_h1, abs=0.5)
    assert revenue_2026_q1 + revenue_2026_q2 == approx(revenue_2026_h1, abs=0.51)
    assert operating_income_2026_q1 + operating_income_2026_q2 == approx(operating_income_2026_h1, abs=0.5)


@closure
def test_growth_of_the_second_quarter(
    revenue_2026_q2: usd_million, revenue_2025_q2: usd_million, revenue_growth_2026_q2: share
) -> None:
    """The second quarter grew as printed, by a whole percent."""
    assert revenue_2026_q2 / revenue_2025_q2 - 1 == approx(revenue_growth_2026_q2, abs=0.005)


@closure
def test_quarters(quarters: Rows) -> None:
    """Hardware and cloud are each quarter's revenue."""
    split = [row for row in quarters if row[4] is not None]
    assert len(split) == 3
    for *_, revenue, hardware, cloud in split:
        assert hardware + cloud == approx(revenue, abs=0.06)


@closure
def test_growth_of_the_first_quarter(
    revenue_2026_q1: usd_million, revenue_2025_q1: usd_million, revenue_growth_2026_q1: share
) -> None:
    """The first quarter grew as printed."""
    assert revenue_2026_q1 / revenue_2025_q1 - 1 == approx(revenue_growth_2026_q1, abs=0.005)


@closure
def test_gross_profit_of_the_first_quarter(
    gross_profit_2026_q1: usd_million, revenue_2026_q1: usd_million, gross_margin_2026_q1: share
) -> None:
    """Its gross profit gives its margin."""
    assert gross_profit_2026_q1 / revenue_2026_q1 == approx(gross_margin_2026_q1, abs=0.0005)


@closure
def test_free_cash_flow_2025(
    free_cash_flow_2025: usd_million, free_cash_flow_2025_stated: usd_million
) -> None:
    """An analyst prints the difference."""
    assert free_cash_flow_2025 == approx(free_cash_flow_2025_stated, abs=0.5)


@closure
def test_research_share(
    rd_expense_2025: usd_million, revenue_2025: usd_million, rd_share_2025: share
) -> None:
    """Research is the printed part of revenue."""
    assert rd_expense_2025 / revenue_2025 == approx(rd_share_2025, abs=0.0005)


@closure
def test_growth_of_the_year(
    revenue_2025: usd_million, revenue_2024: usd_million, revenue_growth_2025: share
) -> None:
    """The year grew as printed."""
    assert revenue_2025 / revenue_2024 - 1 == approx(revenue_growth_2025, abs=0.0006)


@closure
def test_sums(sums: Rows) -> None:
    """Every sum of the table closes within its rounding, which is a quarter of a million at most."""
    assert len(sums) == 9
    for _, _, ours, printed in sums:
        assert ours == approx(printed, abs=0.26)


@closure
def test_cash_moved(cash_moved: Rows, free_cash_flow_2025_stated: usd_million) -> None:
    """The analyst's difference for the last full year is in the table."""
    assert [row[4] for row in cash_moved][1] == approx(free_cash_flow_2025_stated, abs=0.5)


# Identities


@identity
def test_other_income(
    other_income_2025: usd_million,
    operating_income_2025: usd_million,
    forward_contract_gain_2025: usd_million,
    net_income_2025: usd_million,
) -> None:
    """The remainder fills the gap to the net result."""
    assert operating_income_2025 + forward_contract_gain_2025 + other_income_2025 == approx(net_income_2025)


@identity
def test_article_growth(
    article_growth: share, article_revenue_2024: usd_million, article_revenue_2025: usd_million
) -> None:
    """One revenue grows into the other."""
    assert article_revenue_2024 * (1 + article_growth) == approx(article_revenue_2025)


@identity
def test_second_quarter_by_difference(
    net_income_2025_q1: usd_million, net_income_2025_q2: usd_million, net_income_2025_h1: usd_million
) -> None:
    """Two quarters are the half-year."""
    assert net_income_2025_q1 + net_income_2025_q2 == approx(net_income_2025_h1)


@identity
def test_forecast(
    core_revenue_2026_h1: usd_million,
    core_revenue_to_come_2026: usd_million,
    core_revenue_2026_q1: usd_million,
    core_revenue_2026_q2: usd_million,
    core_revenue_guidance_2026_q3: usd_million,
    core_revenue_guidance_2026: usd_million,
) -> None:
    """Quarters measured, expected and left over are the year expected."""
    assert core_revenue_2026_h1 == approx(core_revenue_2026_q1 + core_revenue_2026_q2)
    rest = core_revenue_guidance_2026_q3 + core_revenue_to_come_2026
    assert core_revenue_2026_h1 + rest == approx(core_revenue_guidance_2026)


@identity
def test_cash_left(
    free_cash_flow_2024: usd_million,
    capital_spending_2024: usd_million,
    operating_cash_flow_2024: usd_million,
    free_cash_flow_2026_h1: usd_million,
    capital_spending_2026_h1: usd_million,
    operating_cash_flow_2026_h1: usd_million,
    free_cash_flow_2025_h1: usd_million,
    capital_spending_2025_h1: usd_million,
    operating_cash_flow_2025_h1: usd_million,
) -> None:
    """What is left and what was bought are cash from operations."""
    assert free_cash_flow_2025_h1 + capital_spending_2025_h1 == approx(operating_cash_flow_2025_h1)
    assert free_cash_flow_2024 + capital_spending_2024 == approx(operating_cash_flow_2024)
    assert free_cash_flow_2026_h1 + capital_spending_2026_h1 == approx(operating_cash_flow_2026_h1)


@identity
def test_rows_are_their_inputs(
    answers_2025: Rows,
    operating_income_2025: usd_million,
    margins_by_line: Rows,
    gross_margin_2025: share,
    reported_and_core: Rows,
    core_gross_margin_2026_q2: share,
    gross_margin_2026_q2: share,
) -> None:
    """The result of operations stands first; a margin lies between its parts; the last gap is the widest."""
    assert answers_2025[0][1] == approx(operating_income_2025)
    last = [margin for _, year, margin in margins_by_line if year == margins_by_line[-1][1]]
    assert min(last) < gross_margin_2025 < max(last)
    gaps = [core - reported for _, reported, core, _ in reported_and_core if reported is not None]
    assert max(gaps) == approx(core_gross_margin_2026_q2 - gross_margin_2026_q2)
