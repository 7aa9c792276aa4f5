"""What a system costs to make, what margin that leaves, what moves the margin, and when owning beats renting.

One wafer makes one processor, so the wafer's cost is divided by the share of wafers that end as a sold
system; a wafer that fails is taken to be found before anything else is built onto it:

    unit cost = wafer cost / good share + everything else
    gross margin = 1 - unit cost / price

A change of margin in this module is a share of the price (0.01 is one margin point); negative is worse.

ValueError names an argument that is negative, zero where it must not be, infinite or not a number.
It also stands for an answer that no float can hold.
"""

from ledger.units import hours, share, usd, usd_per_hour
from snippets.formulas._basics import finite, not_negative, number, over, part, positive


def unit_cost(wafer_cost: usd, good_share: share, other_cost: usd = 0) -> usd:
    """Cost of one system (or die): wafer cost over the share of good ones, plus everything else."""
    wafers = over(not_negative("wafer_cost", wafer_cost), _good("good_share", good_share))
    return finite(wafers + not_negative("other_cost", other_cost))


def gross_margin(price: usd, wafer_cost: usd, good_share: share, other_cost: usd = 0) -> share:
    """Share of the price that is left after the cost of making: 1 - unit cost / price. Negative at a loss."""
    return 1.0 - over(unit_cost(wafer_cost, good_share, other_cost), positive("price", price))


def price_at_margin(cost: usd, margin: share) -> usd:
    """Price at which a cost leaves a margin (below one): cost / (1 - margin). A margin may be negative."""
    kept = 1.0 - number("margin", margin)
    if kept <= 0:
        raise ValueError(f"margin must be less than 1, since making costs something, not {margin!r}")
    return over(not_negative("cost", cost), kept)


def margin_change_by_yield(
    price: usd,
    wafer_cost: usd,
    before: share,
    after: share,
) -> share:
    """Change of gross margin if the share of good wafers changes.

    -wafer cost · (1/after - 1/before) / price, whatever the other costs are.
    """
    more = over(1, _good("after", after)) - over(1, _good("before", before))
    lost = not_negative("wafer_cost", wafer_cost) * more
    return over(-lost, positive("price", price))


def margin_change_by_cost(price: usd, before: usd, after: usd) -> share:
    """Change of gross margin if one cost of a system changes: (before - after) / price."""
    return over(not_negative("before", before) - not_negative("after", after), positive("price", price))


def margin_change_by_price(cost: usd, before: usd, after: usd) -> share:
    """Change of gross margin if the price changes and the cost stays: cost · (1/before - 1/after)."""
    spent = not_negative("cost", cost)
    return over(spent, positive("before", before)) - over(spent, positive("after", after))


def owned_hour(price: usd, life: hours, running: usd_per_hour = 0, utilisation: share = 1) -> usd_per_hour:
    """Cost of an hour of use of an owned machine: (price / life + running cost) / share of hours used.

    `life` and `running` are by the clock: hours until it is worthless, and power, space and care for each.
    Leaves out interest and what it sells for at the end.
    """
    clock = over(not_negative("price", price), positive("life", life)) + not_negative("running", running)
    return over(clock, _good("utilisation", utilisation))


def break_even_time(
    price: usd, rental: usd_per_hour, running: usd_per_hour = 0, utilisation: share = 1
) -> hours:
    """Hours by the clock until an owned machine has cost less than renting it in the hours it is used.

    price / (rental · utilisation - running). ValueError if running it costs as much as renting: then never.
    """
    saved = positive("rental", rental) * _good("utilisation", utilisation) - not_negative("running", running)
    if saved <= 0:
        raise ValueError("the running cost is no less than the rent saved: owning never breaks even")
    return over(not_negative("price", price), saved)


def break_even_utilisation(price: usd, life: hours, rental: usd_per_hour, running: usd_per_hour = 0) -> share:
    """Share of the hours of its life that a machine must be used for owning to beat renting.

    Above one: renting is cheaper whatever the use.
    """
    return over(owned_hour(price, life, running), positive("rental", rental))


def _good(name: str, value: float) -> float:
    if part(name, value) == 0:
        raise ValueError(f"{name} must be above zero: with none at all nothing carries the cost")
    return float(value)
