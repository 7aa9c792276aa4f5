"""What the accounts say: five answers to one question, how they hang together, and what came after."""

from ledger.units import Rows, date, share, stock_million, table, text, usd_million, usd_per_stock
from snippets.formulas.dates import quarter_after
from snippets.formulas.valuation import growth_needed, implied_shares

# From revenue to the result


def cost_of_revenue_2025(revenue_2025: usd_million, gross_profit_2025: usd_million) -> usd_million:
    """What it cost to make and deliver what was sold in the last full year."""
    return revenue_2025 - gross_profit_2025


def gross_profit_by_line_2024(
    hardware_revenue_2024: usd_million,
    hardware_gross_margin_2024: share,
    cloud_revenue_2024: usd_million,
    cloud_gross_margin_2024: share,
) -> usd_million:
    """Gross profit of the year before, summed from the two lines and their printed margins."""
    return hardware_revenue_2024 * hardware_gross_margin_2024 + cloud_revenue_2024 * cloud_gross_margin_2024


def gross_profit_by_line_2025(
    hardware_revenue_2025: usd_million,
    hardware_gross_margin_2025: share,
    cloud_revenue_2025: usd_million,
    cloud_gross_margin_2025: share,
) -> usd_million:
    """Gross profit of the last full year, summed from the two lines and their printed margins."""
    return hardware_revenue_2025 * hardware_gross_margin_2025 + cloud_revenue_2025 * cloud_gross_margin_2025


def operating_result_summed_2024(
    gross_profit_2024: usd_million,
    rd_expense_2024: usd_million,
    sales_expense_2024: usd_million,
    admin_expense_2024: usd_million,
) -> usd_million:
    """Result of operations of the year before, summed from its lines."""
    return gross_profit_2024 - rd_expense_2024 - sales_expense_2024 - admin_expense_2024


def operating_result_summed_2025(
    gross_profit_2025: usd_million,
    rd_expense_2025: usd_million,
    sales_expense_2025: usd_million,
    admin_expense_2025: usd_million,
) -> usd_million:
    """Result of operations of the last full year, summed from its lines."""
    expenses = rd_expense_2025 + sales_expense_2025 + admin_expense_2025
    return gross_profit_2025 - expenses


def operating_margin_2024(operating_income_2024: usd_million, revenue_2024: usd_million) -> share:
    """Result of operations as a part of revenue, in the year before."""
    return operating_income_2024 / revenue_2024


def operating_margin_2025(operating_income_2025: usd_million, revenue_2025: usd_million) -> share:
    """Result of operations as a part of revenue, in the last full year."""
    return operating_income_2025 / revenue_2025


def other_income_2025(
    net_income_2025: usd_million, operating_income_2025: usd_million, forward_contract_gain_2025: usd_million
) -> usd_million:
    """What is left between operations, the one gain and the net result: interest, taxes and all else."""
    return net_income_2025 - operating_income_2025 - forward_contract_gain_2025


def net_income_without_gain_2025(
    net_income_2025: usd_million, forward_contract_gain_2025: usd_million
) -> usd_million:
    """Net result of the last full year without the gain from the forward contract."""
    return net_income_2025 - forward_contract_gain_2025


def adjusted_rebuilt_2025(
    net_income_without_gain_2025: usd_million, stock_pay_2025: usd_million
) -> usd_million:
    """The company's own adjusted result of the last full year, rebuilt: no gain, no pay in stock."""
    return net_income_without_gain_2025 + stock_pay_2025


def adjusted_rebuilt_2024(
    net_income_2024: usd_million, forward_contract_change_2024: usd_million, stock_pay_2024: usd_million
) -> usd_million:
    """The company's own adjusted result of the year before, rebuilt in the same way."""
    return net_income_2024 - forward_contract_change_2024 + stock_pay_2024


@table(measure=text, result=usd_million, whose=text)
def answers_2025(
    operating_income_2025: usd_million,
    net_income_2025: usd_million,
    net_income_without_gain_2025: usd_million,
    net_income_2025_non_gaap: usd_million,
    net_income_2025_cnbc: usd_million,
    article_net_income_2025: usd_million,
) -> Rows:
    """Profit or loss in the last full year before the listing, by measure."""
    return [
        ("Result of operations", operating_income_2025, "accounting rules"),
        ("Net result", net_income_2025, "accounting rules"),
        ("Net result without the gain", net_income_without_gain_2025, "our subtraction"),
        ("Net result as adjusted", net_income_2025_non_gaap, "the company's own measure"),
        ("A figure in the press", net_income_2025_cnbc, "press, unexplained"),
        ("Net loss in the article", article_net_income_2025, "the article"),
    ]


@table(step=text, start=usd_million, end=usd_million, kind=text)
def bridge_2025(
    revenue_2025: usd_million,
    cost_of_revenue_2025: usd_million,
    rd_expense_2025: usd_million,
    sales_expense_2025: usd_million,
    admin_expense_2025: usd_million,
    forward_contract_gain_2025: usd_million,
    other_income_2025: usd_million,
) -> Rows:
    """From revenue to the net result in the last full year: where each step begins and ends."""
    steps = [
        ("Cost of revenue", -cost_of_revenue_2025, "Gross profit"),
        ("Research and development", -rd_expense_2025, ""),
        ("Sales and marketing", -sales_expense_2025, ""),
        ("General and administrative", -admin_expense_2025, "Result of operations"),
        ("Forward contract ended", forward_contract_gain_2025, ""),
        ("Interest, taxes, other", other_income_2025, "Net result"),
    ]
    level = revenue_2025
    rows: list[tuple[str, float, float, str]] = [("Revenue", 0, level, "total")]
    for words, change, total in steps:
        rows.append((words, level, level + change, "up" if change > 0 else "down"))
        level += change
        if total:
            rows.append((total, 0, level, "total"))
    return rows


# The odd figure of the press


def shares_by_loss_2024(net_income_2024: usd_million, eps_2024: usd_per_stock) -> stock_million:
    """Shares behind the loss per share of the year before."""
    return implied_shares(-net_income_2024, -eps_2024)


def shares_by_net_income_2025(net_income_2025: usd_million, eps_2025: usd_per_stock) -> stock_million:
    """Shares that the profit per share of the last full year would need if all of the profit were theirs."""
    return implied_shares(net_income_2025, eps_2025)


def shares_by_press_line_2025(net_income_2025_cnbc: usd_million, eps_2025: usd_per_stock) -> stock_million:
    """Shares that the same profit per share would need if only the press's figure were theirs."""
    return implied_shares(net_income_2025_cnbc, eps_2025)


def shares_by_press_line_pro_forma(
    net_income_2025_cnbc: usd_million, eps_2025_pro_forma: usd_per_stock
) -> stock_million:
    """Shares that the pro forma profit per share would need if the press's figure were theirs."""
    return implied_shares(net_income_2025_cnbc, eps_2025_pro_forma)


def shares_by_loss_2026_q1(net_income_2026_q1: usd_million, eps_2026_q1: usd_per_stock) -> stock_million:
    """Shares behind the loss per share of the quarter after."""
    return implied_shares(-net_income_2026_q1, -eps_2026_q1)


# Revenue by line, and the article beside it


def article_growth(article_revenue_2024: usd_million, article_revenue_2025: usd_million) -> share:
    """Growth that follows from the two revenues of the article."""
    return growth_needed(article_revenue_2024, article_revenue_2025, 1)


@table(
    year_to=date,
    hardware=usd_million,
    cloud_and_services=usd_million,
    in_all=usd_million,
    the_article=usd_million,
)
def revenue_by_line(
    revenue_2022: usd_million,
    revenue_2023: usd_million,
    hardware_revenue_2024: usd_million,
    cloud_revenue_2024: usd_million,
    revenue_2024: usd_million,
    hardware_revenue_2025: usd_million,
    cloud_revenue_2025: usd_million,
    revenue_2025: usd_million,
    article_revenue_2024: usd_million,
    article_revenue_2025: usd_million,
    revenue_2022_date: date,
    revenue_2023_date: date,
    revenue_2024_date: date,
    revenue_2025_date: date,
) -> Rows:
    """Revenue by line and year, and what the article prints."""
    return [
        (revenue_2022_date, None, None, revenue_2022, None),
        (revenue_2023_date, None, None, revenue_2023, None),
        (revenue_2024_date, hardware_revenue_2024, cloud_revenue_2024, revenue_2024, article_revenue_2024),
        (revenue_2025_date, hardware_revenue_2025, cloud_revenue_2025, revenue_2025, article_revenue_2025),
    ]


@table(line=text, year_to=date, gross_margin=share)
def margins_by_line(
    hardware_gross_margin_2024: share,
    cloud_gross_margin_2024: share,
    gross_margin_2024: share,
    hardware_gross_margin_2025: share,
    cloud_gross_margin_2025: share,
    gross_margin_2025: share,
    hardware_gross_margin_2024_date: date,
    hardware_gross_margin_2025_date: date,
    cloud_gross_margin_2024_date: date,
    cloud_gross_margin_2025_date: date,
    gross_margin_2024_date: date,
    gross_margin_2025_date: date,
) -> Rows:
    """Gross margin by line and year."""
    return [
        ("Hardware", hardware_gross_margin_2024_date, hardware_gross_margin_2024),
        ("Hardware", hardware_gross_margin_2025_date, hardware_gross_margin_2025),
        ("Cloud and services", cloud_gross_margin_2024_date, cloud_gross_margin_2024),
        ("Cloud and services", cloud_gross_margin_2025_date, cloud_gross_margin_2025),
        ("Both", gross_margin_2024_date, gross_margin_2024),
        ("Both", gross_margin_2025_date, gross_margin_2025),
    ]


# Quarters since


def net_income_2025_q2(net_income_2025_h1: usd_million, net_income_2025_q1: usd_million) -> usd_million:
    """Net result of the second quarter a year earlier: the half-year less the first quarter."""
    return net_income_2025_h1 - net_income_2025_q1


@table(
    quarter_to=date,
    operating_result=usd_million,
    net_result=usd_million,
    revenue=usd_million,
    hardware=usd_million,
    cloud=usd_million,
)
def quarters(
    revenue_2025_q1: usd_million,
    hardware_revenue_2025_q1: usd_million,
    cloud_revenue_2025_q1: usd_million,
    net_income_2025_q1: usd_million,
    revenue_2025_q2: usd_million,
    net_income_2025_q2: usd_million,
    revenue_2026_q1: usd_million,
    hardware_revenue_2026_q1: usd_million,
    cloud_revenue_2026_q1: usd_million,
    operating_income_2026_q1: usd_million,
    net_income_2026_q1: usd_million,
    revenue_2026_q2: usd_million,
    hardware_revenue_2026_q2: usd_million,
    cloud_revenue_2026_q2: usd_million,
    operating_income_2026_q2: usd_million,
    net_income_2026_q2: usd_million,
    revenue_2025_q1_date: date,
    revenue_2025_q2_date: date,
    revenue_2026_q1_date: date,
    revenue_2026_q2_date: date,
) -> Rows:
    """Quarters as reported, by the accounting rules."""
    return [
        (
            revenue_2025_q1_date,
            None,
            net_income_2025_q1,
            revenue_2025_q1,
            hardware_revenue_2025_q1,
            cloud_revenue_2025_q1,
        ),
        (revenue_2025_q2_date, None, net_income_2025_q2, revenue_2025_q2, None, None),
        (
            revenue_2026_q1_date,
            operating_income_2026_q1,
            net_income_2026_q1,
            revenue_2026_q1,
            hardware_revenue_2026_q1,
            cloud_revenue_2026_q1,
        ),
        (
            revenue_2026_q2_date,
            operating_income_2026_q2,
            net_income_2026_q2,
            revenue_2026_q2,
            hardware_revenue_2026_q2,
            cloud_revenue_2026_q2,
        ),
    ]


@table(quarter_to=date, reported=share, core=share, core_is=text)
def reported_and_core(
    gross_margin_2025_q2: share,
    core_gross_margin_2025_q2: share,
    gross_margin_2026_q1: share,
    core_gross_margin_2026_q1: share,
    gross_margin_2026_q2: share,
    core_gross_margin_2026_q2: share,
    core_gross_margin_guidance_2026_q3: share,
    gross_margin_2025_q2_date: date,
    gross_margin_2026_q1_date: date,
    gross_margin_2026_q2_date: date,
) -> Rows:
    """Gross margin by quarter, reported and core (the company's own); last, the next quarter's forecast."""
    return [
        (gross_margin_2025_q2_date, gross_margin_2025_q2, core_gross_margin_2025_q2, "measured"),
        (gross_margin_2026_q1_date, gross_margin_2026_q1, core_gross_margin_2026_q1, "measured"),
        (gross_margin_2026_q2_date, gross_margin_2026_q2, core_gross_margin_2026_q2, "measured"),
        (quarter_after(gross_margin_2026_q2_date), None, core_gross_margin_guidance_2026_q3, "forecast"),
    ]


# What the company expects


def core_revenue_2026_h1(core_revenue_2026_q1: usd_million, core_revenue_2026_q2: usd_million) -> usd_million:
    """Core revenue of the first two quarters since the accounts of the listing."""
    return core_revenue_2026_q1 + core_revenue_2026_q2


def core_revenue_to_come_2026(
    core_revenue_guidance_2026: usd_million,
    core_revenue_2026_h1: usd_million,
    core_revenue_guidance_2026_q3: usd_million,
) -> usd_million:
    """Core revenue that the forecast leaves for the last quarter.

    not held: the company gave no forecast for that quarter, and its results were not found.
    """
    return core_revenue_guidance_2026 - core_revenue_2026_h1 - core_revenue_guidance_2026_q3


def guided_growth_june(core_revenue_guidance_2026_june: usd_million, revenue_2025: usd_million) -> share:
    """Growth from reported revenue to the middle of the first forecast of core revenue."""
    return growth_needed(revenue_2025, core_revenue_guidance_2026_june, 1)


def guided_growth_august(core_revenue_guidance_2026: usd_million, revenue_2025: usd_million) -> share:
    """Growth from reported revenue to the middle of the second forecast of core revenue."""
    return growth_needed(revenue_2025, core_revenue_guidance_2026, 1)


# Cash


def free_cash_flow_2024(
    operating_cash_flow_2024: usd_million, capital_spending_2024: usd_million
) -> usd_million:
    """Cash from operations less equipment bought, in the year before."""
    return operating_cash_flow_2024 - capital_spending_2024


def free_cash_flow_2025_h1(
    operating_cash_flow_2025_h1: usd_million, capital_spending_2025_h1: usd_million
) -> usd_million:
    """Cash from operations less equipment bought, in the first half of the last full year."""
    return operating_cash_flow_2025_h1 - capital_spending_2025_h1


def free_cash_flow_2025(
    operating_cash_flow_2025: usd_million, capital_spending_2025: usd_million
) -> usd_million:
    """Cash from operations less equipment bought, in the last full year."""
    return operating_cash_flow_2025 - capital_spending_2025


def free_cash_flow_2026_h1(
    operating_cash_flow_2026_h1: usd_million, capital_spending_2026_h1: usd_million
) -> usd_million:
    """Cash from operations less equipment bought, in the half-year of the listing."""
    return operating_cash_flow_2026_h1 - capital_spending_2026_h1


@table(
    period=text,
    operating_result=usd_million,
    from_operations=usd_million,
    equipment=usd_million,
    left=usd_million,
)
def cash_moved(
    operating_income_2024: usd_million,
    operating_cash_flow_2024: usd_million,
    capital_spending_2024: usd_million,
    free_cash_flow_2024: usd_million,
    operating_income_2025: usd_million,
    operating_cash_flow_2025: usd_million,
    capital_spending_2025: usd_million,
    free_cash_flow_2025: usd_million,
    operating_income_2025_h1: usd_million,
    operating_cash_flow_2025_h1: usd_million,
    capital_spending_2025_h1: usd_million,
    free_cash_flow_2025_h1: usd_million,
    operating_income_2026_q1: usd_million,
    operating_income_2026_q2: usd_million,
    operating_cash_flow_2026_h1: usd_million,
    capital_spending_2026_h1: usd_million,
    free_cash_flow_2026_h1: usd_million,
) -> Rows:
    """Result of operations, cash from operations, equipment bought, and what was left of the cash."""
    return [
        (
            "Year to December 2024",
            operating_income_2024,
            operating_cash_flow_2024,
            -capital_spending_2024,
            free_cash_flow_2024,
        ),
        (
            "Year to December 2025",
            operating_income_2025,
            operating_cash_flow_2025,
            -capital_spending_2025,
            free_cash_flow_2025,
        ),
        (
            "Half-year to June 2025",
            operating_income_2025_h1,
            operating_cash_flow_2025_h1,
            -capital_spending_2025_h1,
            free_cash_flow_2025_h1,
        ),
        (
            "Half-year to June 2026",
            operating_income_2026_q1 + operating_income_2026_q2,
            operating_cash_flow_2026_h1,
            -capital_spending_2026_h1,
            free_cash_flow_2026_h1,
        ),
    ]


# Does it add up?


@table(sum_of=text, period=text, ours=usd_million, printed=usd_million)
def sums(
    hardware_revenue_2024: usd_million,
    cloud_revenue_2024: usd_million,
    revenue_2024: usd_million,
    hardware_revenue_2025: usd_million,
    cloud_revenue_2025: usd_million,
    revenue_2025: usd_million,
    gross_profit_by_line_2024: usd_million,
    gross_profit_2024: usd_million,
    gross_profit_by_line_2025: usd_million,
    gross_profit_2025: usd_million,
    operating_result_summed_2024: usd_million,
    operating_income_2024: usd_million,
    operating_result_summed_2025: usd_million,
    operating_income_2025: usd_million,
    adjusted_rebuilt_2024: usd_million,
    net_income_2024_non_gaap: usd_million,
    adjusted_rebuilt_2025: usd_million,
    net_income_2025_non_gaap: usd_million,
    net_income_2026_q1: usd_million,
    net_income_2026_q2: usd_million,
    net_income_2026_h1: usd_million,
) -> Rows:
    """Sums that the accounts must obey, computed by us and as printed."""
    before, last, half = "2024, year", "2025, year", "2026, half-year"
    return [
        ("Hardware and cloud are revenue", before, hardware_revenue_2024 + cloud_revenue_2024, revenue_2024),
        ("Hardware and cloud are revenue", last, hardware_revenue_2025 + cloud_revenue_2025, revenue_2025),
        ("Margins of both lines give gross profit", before, gross_profit_by_line_2024, gross_profit_2024),
        ("Margins of both lines give gross profit", last, gross_profit_by_line_2025, gross_profit_2025),
        (
            "Gross profit less costs is the result of operations",
            before,
            operating_result_summed_2024,
            operating_income_2024,
        ),
        (
            "Gross profit less costs is the result of operations",
            last,
            operating_result_summed_2025,
            operating_income_2025,
        ),
        (
            "Net result, contract and stock pay undone, is the adjusted one",
            before,
            adjusted_rebuilt_2024,
            net_income_2024_non_gaap,
        ),
        (
            "Net result, contract and stock pay undone, is the adjusted one",
            last,
            adjusted_rebuilt_2025,
            net_income_2025_non_gaap,
        ),
        (
            "Two quarters are the half-year's net result",
            half,
            net_income_2026_q1 + net_income_2026_q2,
            net_income_2026_h1,
        ),
    ]
