"""Tables of the page on the accounts."""

from ledger.units import Rows, date, share, table, text, usd_million
from snippets.formulas.dates import quarter_after


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
    """Result of operations, cash from operations, equipment bought, and the rest: free cash flow."""
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
