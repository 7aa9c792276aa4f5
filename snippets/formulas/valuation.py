"""What a price says: market value, share bases, multiples, what must come true, present value.

Every formula takes money and shares in any units that fit together: dollars per share and million shares give
millions of dollars. Print the share base and the period of the sales beside every multiple.

Nothing here says what a company is worth.
"""

from ledger.units import count, share, stock, times, usd, usd_per_stock
from snippets.formulas._basics import finite, not_negative, number, over, part, positive, several

_ENDLESS = float("inf")


def market_value(price: usd_per_stock, shares: stock) -> usd:
    """Price of a share times the number of shares: of the base that is meant, basic or diluted."""
    return finite(not_negative("price", price) * not_negative("shares", shares))


def implied_shares(value: usd, price: usd_per_stock) -> stock:
    """The number of shares behind a stated market value at a price: tells which base was used."""
    return over(not_negative("value", value), positive("price", price))


def implied_price(value: usd, shares: stock) -> usd_per_stock:
    """The price of a share at a market value."""
    return over(not_negative("value", value), positive("shares", shares))


def price_to_sales(value: usd, sales: usd) -> times:
    """Market value over the sales of a period, which is to be named."""
    return over(not_negative("value", value), positive("sales", sales))


def net_new_shares(options: stock, strike: usd_per_stock, price: usd_per_stock) -> stock:
    """Shares that options or warrants add by the treasury-stock method: options · (1 - strike/price).

    None if the strike is not below the price. ASC 260: holders exercise if the strike is below the price, and
    the company buys back shares with what they pay. Restricted stock units and warrants at almost no price
    are options with a strike of zero.
    """
    paid = not_negative("strike", strike) / positive("price", price)  # too large for a float: no less a loss
    return not_negative("options", options) * max(0.0, 1.0 - paid)


def diluted_shares(
    basic: stock, options: stock, strike: usd_per_stock, price: usd_per_stock, granted: stock = 0
) -> stock:
    """Shares outstanding, plus net new shares of options, plus units granted in full.

    `strike` is the average strike of the options.
    """
    added = net_new_shares(options, strike, price) + not_negative("granted", granted)
    return finite(positive("basic", basic) + added)


def dilution_per_share(offer: usd_per_stock, book_value: usd_per_stock) -> usd_per_stock:
    """What a buyer in an offering pays above net tangible book value per share after it.

    The book value may be negative.
    """
    return finite(not_negative("offer", offer) - number("book_value", book_value))


def new_holders_share(issued: stock, before: stock) -> share:
    """Share of the company that newly issued shares make: issued / (before + issued)."""
    new = not_negative("issued", issued)
    return over(new, positive("before", before) + new)


def sales_needed(value: usd, multiple: times, wanted: share = 0, periods: count = 0) -> usd:
    """Sales that a value supposes: value · (1 + wanted return)^periods / multiple.

    What must be true: if after some periods the company is priced at `multiple` times its sales, and holders
    are to earn `wanted` in each period, sales must by then have reached this. No new shares, no dividends.
    """
    growth = _power(1.0 + _rate("wanted", wanted), not_negative("periods", periods))
    return over(not_negative("value", value) * growth, positive("multiple", multiple))


def growth_needed(now: usd, later: usd, periods: count) -> share:
    """Growth in each of some periods that takes one amount to another: (later/now)^(1/periods) - 1."""
    ratio = over(positive("later", later), positive("now", now))
    return _power(ratio, over(1, positive("periods", periods))) - 1.0


def present_value(amounts: list[usd], rate: share, first: count = 1) -> usd:
    """Value today of amounts one period apart: the sum of amount / (1 + rate)^t.

    The first amount comes after `first` periods. `first` is 1 for amounts at the end of each period, 0.5 for
    amounts spread over it, 0 for the first today. `rate` is that of one period, above -1. Amounts may be
    negative.
    """
    start, step = not_negative("first", first), 1.0 + _rate("rate", rate)
    listed = several("amounts", amounts)
    values = [number("an amount", amount) * _power(step, -start - i) for i, amount in enumerate(listed)]
    return finite(sum(values))


def scheduled_value(total: usd, parts: list[share], waits: list[count], rate: share) -> usd:
    """Value today of a total that comes in parts: a backlog's schedule, discounted.

    Each part comes after a wait in periods. The parts may add up to less than one (what has no date is worth
    nothing here), never to more. Lists of one length; the wait of a part that is spread over some time is the
    middle of that time.
    """
    step = 1.0 + _rate("rate", rate)
    due, late = several("parts", parts), several("waits", waits)
    if len(due) != len(late):
        raise ValueError(f"parts and waits must be lists of one length, not {len(due)} and {len(late)}")
    if sum(part("a part", one) for one in due) > 1 + 1e-9:
        raise ValueError("parts must not add up to more than 1")
    weight = sum(float(one) * _power(step, -not_negative("a wait", wait)) for one, wait in zip(due, late))
    return finite(not_negative("total", total) * weight)


def _rate(name: str, value: float) -> float:
    if number(name, value) <= -1:
        raise ValueError(f"{name} must be above -1, which is the loss of everything, not {value!r}")
    return float(value)


def _power(base: float, exponent: float) -> float:
    """`base` to a power; ValueError instead of an overflow, which Python and MicroPython tell differently."""
    try:
        result = float(base**exponent)
    except OverflowError:
        result = _ENDLESS
    if result == _ENDLESS:
        raise ValueError("the growth over these periods is too large to compute")
    return result
