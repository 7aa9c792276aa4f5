"""What an hour of a wafer-scale system is said to cost, and why that decides nothing about buying one."""

from ledger.units import (
    Rows,
    count,
    curve,
    hours,
    kw,
    of,
    share,
    table,
    text,
    usd,
    usd_million,
    usd_per_hour,
    years,
)
from snippets.formulas.margin import break_even_time, break_even_utilisation, owned_hour

# Prices of a system


def cg1_price_each(cg1_price: usd, cg1_systems: count) -> usd:
    """What the first Condor Galaxy cost for each of its CS-2 systems, memory and network included."""
    return cg1_price / cg1_systems


def neocortex_price_each(neocortex_grant: usd, neocortex_systems: count) -> usd:
    """What the grant for Neocortex comes to for each of its CS-1 systems, a large server included."""
    return neocortex_grant / neocortex_systems


# The same as hours


def hour_of_bill(cs3_bill: usd, system_life_assumed: hours) -> usd_per_hour:
    """The estimated bill of a CS-3, spread over all hours of its life."""
    return owned_hour(cs3_bill, system_life_assumed)


def hour_of_capital(wse3_capital: usd, system_life_assumed: hours) -> usd_per_hour:
    """The capital that an analyst's calculator puts down, spread over the same hours."""
    return owned_hour(wse3_capital, system_life_assumed)


def hour_of_cg1(cg1_price_each: usd, system_life_assumed: hours) -> usd_per_hour:
    """The price of a system in the first Condor Galaxy, spread over the same hours."""
    return owned_hour(cg1_price_each, system_life_assumed)


def hour_of_highest(cs3_price_highest: usd, system_life_assumed: hours) -> usd_per_hour:
    """The highest price in print, spread over the same hours."""
    return owned_hour(cs3_price_highest, system_life_assumed)


def hour_in_contract(
    openai_value: usd, openai_capacity: kw, openai_term_assumed: hours, wse3_power: kw
) -> usd_per_hour:
    """What OpenAI's contract pays for the power of one CS-3 in an hour, if all of it were such systems."""
    return openai_value / (openai_capacity * openai_term_assumed) * wse3_power


# How busy it must be


def use_at_capital(wse3_capital: usd, system_life_assumed: hours, wse3_hour_cost: usd_per_hour) -> share:
    """Part of its life that a system at the lowest price must be busy to cost no more than hours."""
    return break_even_utilisation(wse3_capital, system_life_assumed, wse3_hour_cost)


def use_at_contract(wse3_capital: usd, system_life_assumed: hours, hour_in_contract: usd_per_hour) -> share:
    """The same if an hour costs what the toy of the contract says: above one is never."""
    return break_even_utilisation(wse3_capital, system_life_assumed, hour_in_contract)


# Time until owning has cost less


def wait_at_capital(wse3_capital: usd, wse3_hour_cost: usd_per_hour) -> hours:
    """Time of use without a pause until the lowest price equals hours at the analyst's cost."""
    return break_even_time(wse3_capital, wse3_hour_cost)


def wait_at_cg1(cg1_price_each: usd, wse3_hour_cost: usd_per_hour) -> hours:
    """The same at the price of a system in the first Condor Galaxy."""
    return break_even_time(cg1_price_each, wse3_hour_cost)


def wait_at_highest(cs3_price_highest: usd, wse3_hour_cost: usd_per_hour) -> hours:
    """The same at the highest price in print."""
    return break_even_time(cs3_price_highest, wse3_hour_cost)


@table(estimate=text, per_hour=usd_per_hour, least=usd_per_hour, most=usd_per_hour, evidence=text, kind=text)
def hour_estimates(
    cs3_bill: usd,
    wse3_capital: usd,
    cs2_price_maker: usd,
    cg1_price_each: usd,
    neocortex_price_each: usd,
    cs3_price_lowest: usd,
    cs3_price_press: usd,
    cs3_price_highest: usd,
    wse3_hour_cost: usd_per_hour,
    system_life_assumed: years,
    openai_term_assumed: years,
    hour_of_bill: curve[usd_per_hour] = of(cs3_bill=usd, system_life_assumed=years),
    hour_in_contract: curve[usd_per_hour] = of(openai_term_assumed=years),
) -> Rows:
    """Dollars for an hour of one system by estimate; the ends are other lives and terms in whole years."""
    lives, terms = range(3, 7), range(3, 6)
    prices = [
        ("bill of materials, CS-3", cs3_bill, "analyst", "now"),
        ("capital in a calculator, WSE-3", wse3_capital, "analyst", "now"),
        ("newsletter's low, CS-3", cs3_price_lowest, "analyst", "now"),
        ("press, CS-3", cs3_price_press, "press", "now"),
        ("newsletter's high, CS-3", cs3_price_highest, "analyst", "now"),
        ("maker's word, CS-2", cs2_price_maker, "maker", "before"),
        ("Condor Galaxy, CS-2", cg1_price_each, "press", "before"),
        ("Neocortex, CS-1 and server", neocortex_price_each, "press", "before"),
    ]
    rows = [
        (
            words,
            hour_of_bill(price, system_life_assumed),
            hour_of_bill(price, max(lives)),
            hour_of_bill(price, min(lives)),
            evidence,
            kind,
        )
        for words, price, evidence, kind in prices
    ]
    paid = [hour_in_contract(term) for term in (openai_term_assumed, max(terms), min(terms))]
    rows.append(("OpenAI's contract, a toy", paid[0], paid[1], paid[2], "assumption", "hour"))
    rows.append(
        ("calculator's hour, WSE-3", wse3_hour_cost, wse3_hour_cost, wse3_hour_cost, "analyst", "hour")
    )
    return sorted(rows, key=lambda row: row[1])


@table(estimate=text, price=usd_million, within_the_life=share, kept_longest=share)
def use_needed(
    wse3_capital: usd_million,
    cg1_price_each: usd_million,
    cs3_price_lowest: usd_million,
    cs3_price_press: usd_million,
    cs3_price_highest: usd_million,
    system_life_assumed: years,
    use_at_capital: curve[share] = of(wse3_capital=usd_million, system_life_assumed=years),
) -> Rows:
    """Part of a system's life that it must be busy to cost no more than hours at the analyst's figure."""
    longest = max(range(3, 7))
    prices = [
        ("calculator", wse3_capital),
        ("Condor Galaxy, CS-2", cg1_price_each),
        ("newsletter, low", cs3_price_lowest),
        ("press", cs3_price_press),
        ("newsletter, high", cs3_price_highest),
    ]
    return [
        (words, price, use_at_capital(price, system_life_assumed), use_at_capital(price, longest))
        for words, price in prices
    ]
