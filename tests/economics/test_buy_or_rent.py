"""Checks of the page on buying or renting."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import Rows, count, hours, kw, megawatt, share, usd, usd_per_hour


@outside
def test_cg1_price_each(cg1_price_each: usd, cs2_price_maker: usd) -> None:
    """The head of Cerebras named about this price for a CS-2 in another magazine, within a twentieth."""
    assert cg1_price_each == approx(cs2_price_maker, rel=0.05)


@outside
def test_neocortex_price_each(
    neocortex_price_each: usd, cs3_price_lowest: usd, cs3_price_highest: usd
) -> None:
    """A newsletter's range, printed years later, holds what the grant comes to."""
    assert cs3_price_lowest <= neocortex_price_each <= cs3_price_highest


@closure
def test_hour_of_capital(hour_of_capital: usd_per_hour, wse3_hour_cost: usd_per_hour) -> None:
    """The calculator's hour must hold its own capital, and other costs no larger than that."""
    assert hour_of_capital < wse3_hour_cost < 2 * hour_of_capital


@identity
def test_hour_in_contract(
    hour_in_contract: usd_per_hour,
    openai_value: usd,
    openai_capacity: megawatt,
    openai_term_assumed: hours,
    wse3_power: kw,
) -> None:
    """The hour of one system, times the systems that the power feeds, times the hours, is the contract."""
    systems = openai_capacity * 1000 / wse3_power
    assert hour_in_contract * systems * openai_term_assumed == approx(openai_value)


@identity
def test_hours(
    hour_of_bill: usd_per_hour,
    hour_of_cg1: usd_per_hour,
    hour_of_highest: usd_per_hour,
    cs3_bill: usd,
    cg1_price_each: usd,
    cs3_price_highest: usd,
    system_life_assumed: hours,
) -> None:
    """Hours times their cost are the price again."""
    assert hour_of_bill * system_life_assumed == approx(cs3_bill)
    assert hour_of_cg1 * system_life_assumed == approx(cg1_price_each)
    assert hour_of_highest * system_life_assumed == approx(cs3_price_highest)


@identity
def test_waits(
    wait_at_capital: hours,
    wait_at_cg1: hours,
    wait_at_highest: hours,
    wse3_capital: usd,
    cg1_price_each: usd,
    cs3_price_highest: usd,
    wse3_hour_cost: usd_per_hour,
) -> None:
    """At the end of each wait the hours have cost the price."""
    assert wait_at_capital * wse3_hour_cost == approx(wse3_capital)
    assert wait_at_cg1 * wse3_hour_cost == approx(cg1_price_each)
    assert wait_at_highest * wse3_hour_cost == approx(cs3_price_highest)


@identity
def test_both_answers(use_needed: Rows, use_at_capital: share, use_at_contract: share) -> None:
    """Some estimates say that owning can be cheaper, others that it never is; at the contract's hour none."""
    found = [part for row in use_needed for part in row[2:]]
    assert min(found) < 1 < max(found)
    assert use_needed[0][2] == approx(use_at_capital)
    assert use_at_contract > 1


@identity
def test_use_and_hour(
    use_at_capital: share,
    use_at_contract: share,
    wse3_hour_cost: usd_per_hour,
    hour_in_contract: usd_per_hour,
    hour_of_capital: usd_per_hour,
) -> None:
    """In the hours of use a rent pays what owning costs by the clock."""
    assert use_at_capital * wse3_hour_cost == approx(hour_of_capital)
    assert use_at_contract * hour_in_contract == approx(hour_of_capital)


@identity
def test_hour_estimates(hour_estimates: Rows, wse3_hour_cost: usd_per_hour) -> None:
    """Every estimate lies within its ends, and the calculator's stands as stated."""
    assert all(row[2] <= row[1] <= row[3] for row in hour_estimates)
    assert any(row[1] == approx(wse3_hour_cost) for row in hour_estimates)


@identity
def test_cg1_price(cg1_price_each: usd, cg1_systems: count, cg1_price: usd) -> None:
    """All systems together cost what the first Condor Galaxy did."""
    assert cg1_price_each * cg1_systems == approx(cg1_price)
