"""Checks of the page on what a training run costs."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import Rows, count, flop, hours, share, times, usd, usd_million, usd_per_hour
from snippets.formulas.decode import amdahl


@outside
def test_article_rate(article_rate: usd_per_hour, h100_rent_2026_03: usd_per_hour) -> None:
    """The rent that the article supposes is that of a one-year contract as reported, within three percent."""
    assert article_rate == approx(h100_rent_2026_03, rel=0.03)


@closure
def test_article_rate_upper(article_rate_upper: usd_per_hour, article_rate: usd_per_hour) -> None:
    """Both ends of the article suppose one rent."""
    assert article_rate_upper == approx(article_rate, rel=1e-9)


@closure
def test_gpt54_run_cost(gpt54_run_cost: usd, article_gpt54_cost: usd) -> None:
    """The middle of the costs that the article states, within three percent."""
    assert gpt54_run_cost == approx(article_gpt54_cost, rel=0.031)


@outside
def test_gpt54_work(
    gpt54_work: flop,
    llama31_405b_training_flop: flop,
    llama31_405b_training_hours: hours,
    article_gpt54_chips: count,
    article_gpt54_months: hours,
) -> None:
    """The arithmetic for each GPU-hour is what Meta's two numbers for Llama 3.1 405B give, to two percent."""
    done = llama31_405b_training_flop / llama31_405b_training_hours
    assert gpt54_work == approx(done * article_gpt54_chips * article_gpt54_months, rel=0.02)


@identity
def test_gpt54_work_ratio(
    gpt54_work_ratio: times, llama31_405b_training_flop: flop, gpt54_work: flop
) -> None:
    """The ratio times the one is the other."""
    assert gpt54_work_ratio * llama31_405b_training_flop == approx(gpt54_work)


@closure
def test_llama405b_work(llama405b_work: flop, llama31_405b_training_flop: flop) -> None:
    """The total that Meta's paper states, to its two digits."""
    assert llama405b_work == approx(llama31_405b_training_flop, rel=0.5 / 38)


@outside
def test_llama405b_utilisation(llama405b_utilisation: share, cluster_utilisation_reported: share) -> None:
    """What an analyst reports of large clusters, within its rounding. Meta's own range is higher: it counts
    steps, not the hours lost between them."""
    assert llama405b_utilisation == approx(cluster_utilisation_reported, abs=0.005)


@closure
def test_llama405b_rent(
    llama405b_rent: usd, llama405b_rate: usd_per_hour, llama405b_cost_estimate: usd, rental_rate: usd_per_hour
) -> None:
    """Two prices of an hour stand as the two costs do."""
    assert llama405b_rent / llama405b_cost_estimate == approx(rental_rate / llama405b_rate)


@identity
def test_llama405b_rate(
    llama405b_rate: usd_per_hour, llama405b_cost_estimate: usd, llama31_405b_training_hours: hours
) -> None:
    """The price of an hour times the hours is the estimate."""
    assert llama405b_rate * llama31_405b_training_hours == approx(llama405b_cost_estimate)


@closure
def test_deepseek_v3_rent(deepseek_v3_rent: usd, deepseek_v3_cost_stated: usd) -> None:
    """The sum in the makers' own report, to its last digit."""
    assert deepseek_v3_rent == approx(deepseek_v3_cost_stated, abs=500)


@identity
def test_saved_of_run(saved_of_run: share, article_speedup: times) -> None:
    """What is left is the old time over the speed-up."""
    assert (1 - saved_of_run) * article_speedup == approx(1)


@closure
def test_article_saving(saved_of_run: share, article_run_cost_now: usd, article_run_cost_then: usd) -> None:
    """The article's own example saves the same share."""
    assert saved_of_run == approx(1 - article_run_cost_then / article_run_cost_now)


@identity
def test_saved_of_research(
    saved_of_research: share, openai_final_run_share: share, article_speedup: times
) -> None:
    """Amdahl's law from the other side."""
    assert 1 - saved_of_research == approx(1 / amdahl(openai_final_run_share, article_speedup))


@closure
def test_saved_money(
    saved_money: usd_million, openai_final_run_cost: usd_million, saved_of_run: share
) -> None:
    """Half of what Epoch AI puts the final runs at: its amounts and its share agree."""
    assert saved_money == approx(openai_final_run_cost * saved_of_run, rel=0.01)


@identity
def test_even_rate(even_rate: usd_per_hour, rental_rate: usd_per_hour, saved_of_run: share) -> None:
    """Fewer hours at that rent cost what all hours cost before."""
    assert even_rate * (1 - saved_of_run) == approx(rental_rate)


@closure
def test_cost_by_rate(
    cost_by_rate: Rows, article_gpt54_cost_least: usd_million, article_gpt54_cost_most: usd_million
) -> None:
    """At the rent that the article supposes the lines meet its range."""
    found = [cost for kind, _, _, cost in cost_by_rate if kind == "article"]
    assert found == [approx(article_gpt54_cost_least), approx(article_gpt54_cost_most)]


@closure
def test_rents(rents: Rows) -> None:
    """Each line runs forward in time, and a contract is cheaper than an offer on demand."""
    for kind in ("on demand", "one year"):
        days = [day for contract, day, _ in rents if contract == kind]
        assert days == sorted(days) and len(days) == 2
    contract = max(rent for kind, _, rent in rents if kind == "one year")
    assert contract < min(rent for kind, _, rent in rents if kind == "on demand")


@closure
def test_published_costs(published_costs: Rows, deepseek_v3_rent: usd_million) -> None:
    """The cheapest is the makers' own sum; rent is above writing off for the same run."""
    costs = {(run, counted): cost for run, cost, counted in published_costs}
    assert min(costs.values()) == approx(deepseek_v3_rent, abs=0.001)
    gpt4 = [cost for (run, _), cost in costs.items() if run == "GPT-4"]
    assert gpt4 == sorted(gpt4)
