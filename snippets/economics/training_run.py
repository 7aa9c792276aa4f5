"""What a training run costs: chips times hours times a rate, and what a faster machine would save."""

from ledger.units import (
    Rows,
    count,
    curve,
    date,
    flop,
    flop_per_s,
    flop_per_token,
    hours,
    of,
    seconds,
    share,
    table,
    text,
    times,
    tokens,
    usd,
    usd_million,
    usd_per_hour,
)
from snippets.formulas.decode import saved_share
from snippets.formulas.training import (
    implied_rate,
    implied_utilisation,
    implied_work,
    run_cost,
    training_flop,
)

# --- the run that the article describes ---


def article_rate(
    article_gpt54_cost_least: usd, article_gpt54_chips_fewest: count, article_gpt54_months: hours
) -> usd_per_hour:
    """Rent of an H100 for one hour that the article's smaller cost supposes."""
    return implied_rate(article_gpt54_cost_least, article_gpt54_chips_fewest, article_gpt54_months)


def article_rate_upper(
    article_gpt54_cost_most: usd, article_gpt54_chips_most: count, article_gpt54_months: hours
) -> usd_per_hour:
    """Rent of an H100 for one hour that the article's larger cost supposes."""
    return implied_rate(article_gpt54_cost_most, article_gpt54_chips_most, article_gpt54_months)


def gpt54_run_cost(
    article_gpt54_chips: count,
    article_gpt54_months: hours,
    rental_rate: usd_per_hour,
) -> usd:
    """Cost of that run at our rent, for the middle of the article's chips."""
    return run_cost(article_gpt54_chips, article_gpt54_months, rental_rate)


def gpt54_work(
    article_gpt54_chips: count,
    h100_dense_fp16: flop_per_s,
    cluster_utilisation_reported: share,
    article_gpt54_months: seconds,
) -> flop:
    """Arithmetic that such a run would do, for the middle of the article's number of chips."""
    return implied_work(
        article_gpt54_chips, h100_dense_fp16, cluster_utilisation_reported, article_gpt54_months
    )


def gpt54_work_ratio(gpt54_work: flop, llama31_405b_training_flop: flop) -> times:
    """That arithmetic over what training Llama 3.1 405B took."""
    return gpt54_work / llama31_405b_training_flop


# --- a run that is documented ---


def llama405b_work(
    llama31_405b_parameters: count, llama31_405b_training_tokens: tokens, training_rule: flop_per_token
) -> flop:
    """Arithmetic of training Llama 3.1 405B by the rule of six for each parameter and token."""
    return training_flop(llama31_405b_parameters, llama31_405b_training_tokens, training_rule)


def llama405b_utilisation(
    llama405b_work: flop, h100_dense_fp16: flop_per_s, llama31_405b_training_hours: seconds
) -> share:
    """Share of the peak that all GPU-hours of Llama 3.1 405B reached together."""
    return implied_utilisation(llama405b_work, 1, h100_dense_fp16, llama31_405b_training_hours)


def llama405b_rent(llama31_405b_training_hours: hours, rental_rate: usd_per_hour) -> usd:
    """What its GPU-hours would cost at the rent that we assume."""
    return run_cost(1, llama31_405b_training_hours, rental_rate)


def llama405b_rate(llama405b_cost_estimate: usd, llama31_405b_training_hours: hours) -> usd_per_hour:
    """Price of a GPU-hour that a published estimate of its cost supposes."""
    return implied_rate(llama405b_cost_estimate, 1, llama31_405b_training_hours)


def deepseek_v3_rent(deepseek_v3_training_hours: hours, deepseek_v3_rate_stated: usd_per_hour) -> usd:
    """GPU-hours of DeepSeek-V3 times the rent that its makers assume."""
    return run_cost(1, deepseek_v3_training_hours, deepseek_v3_rate_stated)


# --- what a faster machine would save ---


def saved_of_run(article_speedup: times) -> share:
    """Share of a run's chip-hours that a faster machine saves."""
    return saved_share(1, article_speedup)


def saved_of_research(openai_final_run_share: share, article_speedup: times) -> share:
    """Share of OpenAI's research compute that a faster machine for final runs alone would have saved."""
    return saved_share(openai_final_run_share, article_speedup)


def saved_money(openai_research_compute_cost: usd_million, saved_of_research: share) -> usd_million:
    """The same in money, if a machine hour costs as much as before."""
    return openai_research_compute_cost * saved_of_research


def even_rate(rental_rate: usd_per_hour, article_speedup: times) -> usd_per_hour:
    """Rent at which the faster machine saves time and no money."""
    return rental_rate * article_speedup


# --- tables ---


@table(kind=text, chips=count, rate=usd_per_hour, cost=usd_million)
def cost_by_rate(
    article_gpt54_chips_fewest: count,
    article_gpt54_chips_most: count,
    article_gpt54_cost_least: usd_million,
    article_gpt54_cost_most: usd_million,
    article_rate: usd_per_hour,
    h100_rent_2025_10: usd_per_hour,
    rental_rate: usd_per_hour,
    h100_rent_2026_05: usd_per_hour,
    gpt54_run_cost: curve[usd_million] = of(article_gpt54_chips=count, rental_rate=usd_per_hour),
) -> Rows:
    """Cost of the article's run by rent, at both of its numbers of chips."""
    rows: list[tuple[str, float | None, float | None, float]] = []
    for chips in (article_gpt54_chips_fewest, article_gpt54_chips_most):
        for step in range(2, 11):
            rows.append(("line", chips, step / 2, gpt54_run_cost(chips, step / 2)))
        for kind, rate in (
            ("lowest", h100_rent_2025_10),
            ("article", article_rate),
            ("contract", rental_rate),
            ("on demand", h100_rent_2026_05),
        ):
            rows.append((kind, chips, rate, gpt54_run_cost(chips, rate)))
    rows.append(("least", None, None, article_gpt54_cost_least))
    rows.append(("most", None, None, article_gpt54_cost_most))
    return rows


@table(contract=text, day=date, rent=usd_per_hour)
def rents(
    h100_rent_2024_early_on: date,
    h100_rent_2024_median: usd_per_hour,
    h100_rent_2024_early: usd_per_hour,
    h100_rent_2025_10_on: date,
    h100_rent_2025_10: usd_per_hour,
    h100_rent_2026_03_on: date,
    h100_rent_2026_03: usd_per_hour,
    h100_rent_2026_05_on: date,
    h100_rent_2026_05: usd_per_hour,
) -> Rows:
    """Published rents of an H100 by date and contract."""
    return [
        ("on demand", h100_rent_2024_early_on, h100_rent_2024_median),
        ("on demand", h100_rent_2026_05_on, h100_rent_2026_05),
        ("new cloud firms", h100_rent_2024_early_on, h100_rent_2024_early),
        ("one year", h100_rent_2025_10_on, h100_rent_2025_10),
        ("one year", h100_rent_2026_03_on, h100_rent_2026_03),
    ]


@table(run=text, cost=usd_million, counted=text)
def published_costs(
    gpt4_cost_amortised: usd_million,
    gpt4_cost_rental: usd_million,
    gemini_ultra_cost_rental: usd_million,
    llama405b_rent: usd_million,
    llama405b_cost_estimate: usd_million,
    gpt45_cost: usd_million,
    grok4_cost: usd_million,
    deepseek_v3_cost_stated: usd_million,
) -> Rows:
    """Costs of single runs and how each was counted."""
    return [
        ("DeepSeek V3", deepseek_v3_cost_stated, "the maker's sum: hours times an assumed rent"),
        ("GPT-4", gpt4_cost_amortised, "hardware written off, and energy (Epoch AI)"),
        ("GPT-4", gpt4_cost_rental, "cloud rent (AI Index)"),
        ("Llama 3.1 405B", llama405b_rent, "the maker's hours times a rent of early 2026 (ours)"),
        ("Llama 3.1 405B", llama405b_cost_estimate, "estimate (a page that cites Epoch AI)"),
        ("Gemini Ultra", gemini_ultra_cost_rental, "cloud rent (AI Index)"),
        ("GPT-4.5", gpt45_cost, "estimate (Epoch AI, as reported)"),
        ("Grok 4", grok4_cost, "estimate (Epoch AI, as reported)"),
    ]
