"""What moves the margin: yield, prices, costs, and how the accounts are drawn up."""

from ledger.units import Rows, points, share, table, text, usd, usd_million
from snippets.formulas.margin import (
    gross_margin,
    margin_change_by_cost,
    margin_change_by_price,
    price_at_margin,
)
from snippets.formulas.margin import margin_change_by_yield as by_yield


def other_cost(cs3_bill: usd, n5_wafer_price: usd, wafer_yield_assumed: share) -> usd:
    """What a system costs beside its wafer: the bill of materials less the wafer, failed ones included."""
    return cs3_bill - n5_wafer_price / wafer_yield_assumed


def wafer_part(n5_wafer_price: usd, wafer_yield_assumed: share, cs3_bill: usd) -> share:
    """Share of the bill of materials that is the wafer, failed ones included."""
    return n5_wafer_price / wafer_yield_assumed / cs3_bill


def price_implied(cs3_bill: usd, hardware_gross_margin_2025: share) -> usd:
    """Price of a system at which the estimated bill leaves the reported hardware margin."""
    return price_at_margin(cs3_bill, hardware_gross_margin_2025)


def price_implied_before(cs3_bill_before: usd, hardware_gross_margin_2025: share) -> usd:
    """The same from the bill before memory became dearer, which may be the one behind that margin."""
    return price_at_margin(cs3_bill_before, hardware_gross_margin_2025)


def model_margin(
    system_price_assumed: usd, n5_wafer_price: usd, wafer_yield_assumed: share, other_cost: usd
) -> share:
    """Hardware margin of a system at the price that we assume.

    not held: neither price nor bill of a system is published.
    """
    return gross_margin(system_price_assumed, n5_wafer_price, wafer_yield_assumed, other_cost)


def yield_halved(system_price_assumed: usd, n5_wafer_price: usd, wafer_yield_assumed: share) -> share:
    """What the margin loses if half as many wafers end in a system, at the price that we assume."""
    return by_yield(system_price_assumed, n5_wafer_price, wafer_yield_assumed, wafer_yield_assumed / 2)


def yield_halved_implied(price_implied: usd, n5_wafer_price: usd, wafer_yield_assumed: share) -> share:
    """The same at the price that the reported margin implies."""
    return by_yield(price_implied, n5_wafer_price, wafer_yield_assumed, wafer_yield_assumed / 2)


def yield_halved_before(price_implied_before: usd, n5_wafer_price: usd, wafer_yield_assumed: share) -> share:
    """The same at the price that the bill before dearer memory implies."""
    return by_yield(price_implied_before, n5_wafer_price, wafer_yield_assumed, wafer_yield_assumed / 2)


def yield_even(n5_wafer_price: usd, price_implied: usd, rented_back: share) -> share:
    """Share of good wafers from which a halving would cost as much margin as the systems rented back."""
    return n5_wafer_price / price_implied / -rented_back


def memory_bill(system_price_assumed: usd, cs3_bill_before: usd, cs3_bill: usd) -> share:
    """What the margin lost when memory became dearer, at the price that we assume."""
    return margin_change_by_cost(system_price_assumed, cs3_bill_before, cs3_bill)


def price_tenth(cs3_bill: usd, price_implied: usd) -> share:
    """What the margin loses if the price falls by a tenth, at the price that the reported margin implies."""
    return margin_change_by_price(cs3_bill, price_implied, price_implied - price_implied / 10)


def accounts_gap(gross_margin_2026_q2: points, core_gross_margin_2026_q2: points) -> points:
    """Reported gross margin less the company's own measure, in the quarter of the listing."""
    return gross_margin_2026_q2 - core_gross_margin_2026_q2


def rented_back(core_gross_margin_2026_q2: points, core_gross_margin_2026_q2_owned: points) -> points:
    """What renting systems back cost the company's own measure in that quarter."""
    return core_gross_margin_2026_q2 - core_gross_margin_2026_q2_owned


def quarter_fall(gross_margin_2026_q2: points, gross_margin_2026_q1: points) -> points:
    """How far the reported gross margin fell from one quarter to the next."""
    return gross_margin_2026_q2 - gross_margin_2026_q1


def largest_leaves(mbzuai_share_2025: share, revenue_2025: usd_million) -> usd_million:
    """Revenue that the largest customer brought in the last full year."""
    return mbzuai_share_2025 * revenue_2025


def grants_gap(core_revenue_2026_q2: usd_million, revenue_2026_q2: usd_million) -> usd_million:
    """What grants to a customer took off revenue in the quarter of the listing, at the least.

    Costs passed on to customers are in reported and not in core revenue, and hide as much of the grants.
    """
    return core_revenue_2026_q2 - revenue_2026_q2


@table(what=text, points_of_margin=points, kind=text)
def margin_moves(
    accounts_gap: points,
    quarter_fall: points,
    memory_bill: points,
    price_tenth: points,
    rented_back: points,
    yield_halved_implied: points,
    yield_halved: points,
) -> Rows:
    """Points of gross margin that each thing takes, largest first: reported ones and our model's."""
    rows = [
        ("own measure to accounts", accounts_gap, "reported"),
        ("one quarter to the next", quarter_fall, "reported"),
        ("systems rented back", rented_back, "reported"),
        ("price a tenth lower", price_tenth, "model"),
        ("dearer memory", memory_bill, "model"),
        ("yield halved, low price", yield_halved_implied, "model"),
        ("yield halved, high price", yield_halved, "model"),
    ]
    return sorted(rows, key=lambda row: row[1])
