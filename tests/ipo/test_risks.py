"""Checks of the page on risks."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import Rows, percent, points, share, usd, usd_million
from snippets.formulas.margin import margin_change_by_yield


@outside
def test_price_implied(price_implied: usd, wse3_capital: usd) -> None:
    """Another analyst puts down about this much capital for a wafer, within a quarter."""
    assert price_implied == approx(wse3_capital, rel=0.25)


@closure
def test_largest_leaves(
    largest_leaves: usd_million, g42_share_2025: share, uae_share_2025: share, revenue_2025: usd_million
) -> None:
    """Without it, what the pair brought falls to the share of the other."""
    assert uae_share_2025 - largest_leaves / revenue_2025 == approx(g42_share_2025, abs=0.005)


@identity
def test_bill(other_cost: usd, wafer_part: share, cs3_bill: usd) -> None:
    """The wafer's part and the rest make the bill."""
    assert other_cost / cs3_bill + wafer_part == approx(1)


@identity
def test_implied_margin(
    price_implied: usd,
    cs3_bill: usd,
    price_implied_before: usd,
    cs3_bill_before: usd,
    hardware_gross_margin_2025: share,
) -> None:
    """At the implied price each bill leaves the reported margin."""
    assert 1 - cs3_bill / price_implied == approx(hardware_gross_margin_2025)
    assert 1 - cs3_bill_before / price_implied_before == approx(hardware_gross_margin_2025)


@identity
def test_yield_halved(
    yield_halved: share,
    yield_halved_implied: share,
    yield_halved_before: share,
    n5_wafer_price: usd,
    wafer_yield_assumed: share,
    system_price_assumed: usd,
    price_implied: usd,
    price_implied_before: usd,
) -> None:
    """Half the yield doubles what the wafer costs."""
    assert -yield_halved_before * price_implied_before == approx(n5_wafer_price / wafer_yield_assumed)
    assert -yield_halved * system_price_assumed == approx(n5_wafer_price / wafer_yield_assumed)
    assert -yield_halved_implied * price_implied == approx(n5_wafer_price / wafer_yield_assumed)


@identity
def test_yield_even(yield_even: share, price_implied: usd, n5_wafer_price: usd, rented_back: share) -> None:
    """From there, half the yield takes what the systems rented back took."""
    assert margin_change_by_yield(price_implied, n5_wafer_price, yield_even, yield_even / 2) == approx(
        rented_back
    )


@identity
def test_model_costs(
    memory_bill: share,
    price_tenth: share,
    system_price_assumed: usd,
    cs3_bill: usd,
    cs3_bill_before: usd,
    price_implied: usd,
) -> None:
    """A cost that rises, and a price that falls, take what they are of the price."""
    assert -memory_bill * system_price_assumed == approx(cs3_bill - cs3_bill_before)
    assert -price_tenth * price_implied == approx(cs3_bill / 9)


@identity
def test_reported_gaps(
    accounts_gap: points,
    quarter_fall: points,
    rented_back: points,
    gross_margin_2026_q2: points,
    core_gross_margin_2026_q2: points,
    gross_margin_2026_q1: points,
    core_gross_margin_2026_q2_owned: points,
) -> None:
    """Each gap leads from one reported margin to the other."""
    assert core_gross_margin_2026_q2 + accounts_gap == approx(gross_margin_2026_q2)
    assert gross_margin_2026_q1 + quarter_fall == approx(gross_margin_2026_q2)
    assert core_gross_margin_2026_q2_owned + rented_back == approx(core_gross_margin_2026_q2)


@identity
def test_grants(
    grants_gap: usd_million, core_revenue_2026_q2: usd_million, revenue_2026_q2: usd_million
) -> None:
    """The gap leads from one revenue to the other."""
    assert revenue_2026_q2 + grants_gap == approx(core_revenue_2026_q2)


@identity
def test_price_ranks_first(margin_drivers: Rows, wafer_yield_assumed: percent) -> None:
    """In the draws the price matters most, and the yield less than a third of that."""
    ranks = dict(margin_drivers)
    assert margin_drivers[0][0] == "price"
    assert abs(ranks["yield"]) < abs(ranks["price"]) / 3
