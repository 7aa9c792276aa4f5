"""What the accounts say: five answers to one question, how they hang together, and what came after."""

from ledger.units import share, stock_million, usd_million, usd_per_stock
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


# Quarters since


def net_income_2025_q2(net_income_2025_h1: usd_million, net_income_2025_q1: usd_million) -> usd_million:
    """Net result of the second quarter a year earlier: the half-year less the first quarter."""
    return net_income_2025_h1 - net_income_2025_q1


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
