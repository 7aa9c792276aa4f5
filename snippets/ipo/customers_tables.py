"""Tables of the page on customers."""

from ledger.units import (
    Rows,
    count,
    date,
    megawatt,
    share,
    stock_million,
    table,
    text,
    usd_billion,
    usd_million,
)
from snippets.formulas.concentration import (
    effective_customers,
    herfindahl,
    herfindahl_ceiling,
    unnamed_share,
)
from snippets.formulas.dates import day_after, years_after


@table(period=text, customer=text, part=share)
def customer_shares(
    g42_share_2024_h1: share,
    g42_share_2024: share,
    mbzuai_share_2025: share,
    g42_share_2025: share,
    largest_share_2026_q1: share,
    second_share_2026_q1: share,
    largest_share_2026_q2: share,
    second_share_2026_q2: share,
    third_share_2026_q2: share,
) -> Rows:
    """Parts of revenue by customer and period: those large enough to be told, then all others."""
    told = [
        ("first half of 2024", [("G42", g42_share_2024_h1)]),
        ("2024, year", [("G42", g42_share_2024)]),
        ("2025, year", [("MBZUAI", mbzuai_share_2025), ("G42", g42_share_2025)]),
        (
            "first quarter of 2026",
            [("related party", largest_share_2026_q1), ("another related party", second_share_2026_q1)],
        ),
        (
            "second quarter of 2026",
            [
                ("not named", largest_share_2026_q2),
                ("second, not named", second_share_2026_q2),
                ("third, not named", third_share_2026_q2),
            ],
        ),
    ]
    rows = []
    for period, customers in told:
        rows += [(period, name, part) for name, part in customers]
        rows.append((period, "all others", unnamed_share([part for _, part in customers])))
    return rows


@table(period=text, customer=text, paid=usd_million)
def paid_by_customer(
    revenue_2024: usd_million,
    g42_share_2024: share,
    revenue_2025: usd_million,
    mbzuai_share_2025: share,
    g42_share_2025: share,
    two_customers_2025: share,
) -> Rows:
    """What customers paid in two years: their part of reported revenue in dollars."""
    return [
        ("2024, year", "G42", g42_share_2024 * revenue_2024),
        ("2024, year", "all others", (1 - g42_share_2024) * revenue_2024),
        ("2025, year", "MBZUAI", mbzuai_share_2025 * revenue_2025),
        ("2025, year", "G42", g42_share_2025 * revenue_2025),
        ("2025, year", "all others", (1 - two_customers_2025) * revenue_2025),
    ]


@table(period=text, counted_as=text, least=count, most=count)
def effective_by_period(
    g42_share_2024_h1: share,
    g42_share_2024: share,
    mbzuai_share_2025: share,
    g42_share_2025: share,
    uae_share_2025: share,
    largest_share_2026_q1: share,
    second_share_2026_q1: share,
    largest_share_2026_q2: share,
    second_share_2026_q2: share,
    third_share_2026_q2: share,
    major_customer_threshold: share,
) -> Rows:
    """Customers of equal size as concentrated as those of each period, at least and at most."""
    periods = [
        ("first half of 2024", "one", [g42_share_2024_h1]),
        ("2024, year", "one", [g42_share_2024]),
        ("2025, year", "each by itself", [mbzuai_share_2025, g42_share_2025]),
        ("2025, year", "related as one", [uae_share_2025]),
        ("first quarter of 2026", "each by itself", [largest_share_2026_q1, second_share_2026_q1]),
        ("first quarter of 2026", "related as one", [largest_share_2026_q1 + second_share_2026_q1]),
        (
            "second quarter of 2026",
            "each by itself",
            [largest_share_2026_q2, second_share_2026_q2, third_share_2026_q2],
        ),
    ]
    return [
        (
            period,
            words,
            effective_customers(herfindahl_ceiling(parts, major_customer_threshold)),
            effective_customers(herfindahl(parts)),
        )
        for period, words, parts in periods
    ]


@table(period=text, in_all=usd_million, largest=usd_million, left=usd_million)
def revenue_left(
    revenue_2024: usd_million,
    g42_share_2024: share,
    revenue_2025: usd_million,
    mbzuai_share_2025: share,
    revenue_2026_q1: usd_million,
    largest_share_2026_q1: share,
    revenue_2026_q2: usd_million,
    largest_share_2026_q2: share,
) -> Rows:
    """Reported revenue, the largest customer's part of it, and what is left without it."""
    periods = [
        ("2024, year", revenue_2024, g42_share_2024),
        ("2025, year", revenue_2025, mbzuai_share_2025),
        ("first quarter of 2026", revenue_2026_q1, largest_share_2026_q1),
        ("second quarter of 2026", revenue_2026_q2, largest_share_2026_q2),
    ]
    return [
        (words, all_of_it, all_of_it * part, all_of_it * (1 - part)) for words, all_of_it, part in periods
    ]


def _due_from(as_of: date) -> tuple[date, date, date]:
    """When the first, the third and the fifth year after a day begin."""
    first = day_after(as_of)
    third = years_after(first, 2)
    return first, third, years_after(third, 2)


@table(as_of=date, due_from=date, amount=usd_billion, a_year=usd_billion)
def backlog_schedule(
    backlog_first: usd_billion,
    backlog_second: usd_billion,
    backlog_later: usd_billion,
    backlog_2026_q2: usd_billion,
    backlog_first_two_years_2026: share,
    backlog_third_fourth_years_2026: share,
    backlog_later_years_2026: share,
    backlog_first_date: date,
    backlog_2026_q2_date: date,
) -> Rows:
    """Backlog by when it falls due, in all and on average a year; the last part has no end."""
    first, third, fifth = _due_from(backlog_first_date)
    first_since, third_since, fifth_since = _due_from(backlog_2026_q2_date)
    first_part = backlog_2026_q2 * backlog_first_two_years_2026
    second_part = backlog_2026_q2 * backlog_third_fourth_years_2026
    return [
        (backlog_first_date, first, backlog_first, backlog_first / 2),
        (backlog_first_date, third, backlog_second, backlog_second / 2),
        (backlog_first_date, fifth, backlog_later, None),
        (backlog_2026_q2_date, first_since, first_part, first_part / 2),
        (backlog_2026_q2_date, third_since, second_part, second_part / 2),
        (backlog_2026_q2_date, fifth_since, backlog_2026_q2 * backlog_later_years_2026, None),
    ]


@table(what=text, due_from=date, amount=usd_billion, a_year=usd_billion)
def backlog_and_revenue(
    revenue_2024: usd_billion,
    revenue_2025: usd_billion,
    core_revenue_guidance_2026: usd_billion,
    backlog_first: usd_billion,
    backlog_second: usd_billion,
    backlog_later: usd_billion,
    revenue_2024_date: date,
    revenue_2025_date: date,
) -> Rows:
    """Revenue of two years, what is expected for the next, and what the backlog asks for a year."""
    this_year = day_after(revenue_2024_date)
    first, third, fifth = _due_from(revenue_2025_date)
    return [
        ("revenue", years_after(this_year, -1), revenue_2024, revenue_2024),
        ("revenue", this_year, revenue_2025, revenue_2025),
        ("expected", first, core_revenue_guidance_2026, core_revenue_guidance_2026),
        ("backlog", first, backlog_first, backlog_first / 2),
        ("backlog", third, backlog_second, backlog_second / 2),
        ("later", fifth, backlog_later, None),
    ]


@table(role=text, giver=text, taker=text, money=usd_billion, power=megawatt, rate=share, shares=stock_million)
def openai_ties(
    openai_value: usd_billion,
    openai_capacity: megawatt,
    openai_loan: usd_billion,
    openai_loan_rate: share,
    openai_warrant_shares: stock_million,
) -> Rows:
    """What passes between OpenAI and Cerebras, and which way."""
    openai, cerebras = "OpenAI", "Cerebras"
    return [
        ("customer", openai, cerebras, openai_value, None, None, None),
        ("lender", openai, cerebras, openai_loan, None, openai_loan_rate, None),
        ("supplier", cerebras, openai, None, openai_capacity, None, None),
        ("warrant", cerebras, openai, None, None, None, openai_warrant_shares),
    ]
