"""How few customers a company has: Herfindahl-Hirschman index, its bounds, what follows.

The index was made for markets (the sum of the squared market shares, in percent: 10,000 for a monopoly). Used
on customers it is borrowed: the thresholds of merger guidelines say nothing about them.

Filings name only large customers. The rest is a tail of unknown pieces, each below the size from which they
must be named: the index then lies between a floor (the tail in dust) and a ceiling (the tail in pieces as
large as allowed). Shares are parts of one (0.62, not 62) and may add up to less than one, never to more.
"""

from math import floor

from ledger.units import count, share, usd
from snippets.formulas._basics import not_negative, number, over, part, positive, several

_POINTS = 10_000  # the index of a single customer: 100 percent, squared
_ROUNDING = 1e-9  # shares printed in whole percents may add up to one but for the last bits


def herfindahl(shares: list[share]) -> count:
    """Index of the customers listed, 0 to 10,000: the sum of their squared shares in percent.

    If the shares do not add up to one it is the floor: all others are taken to be dust.
    """
    return _POINTS * sum(sorted(one * one for one in _checked(shares)))


def herfindahl_ceiling(shares: list[share], largest_unnamed: share) -> count:
    """The highest index that the named shares leave open, if no unnamed one is above `largest_unnamed`.

    The tail is packed into as many pieces of that size as fit, and one with the rest.
    """
    cap = part("largest_unnamed", largest_unnamed)
    if cap == 0:
        raise ValueError("largest_unnamed must be above zero: it is the size from which customers are named")
    named = several("shares", shares)
    tail = unnamed_share(named)
    fitting = tail / cap * (1 + _ROUNDING)
    if fitting > 1e15:
        raise ValueError(f"largest_unnamed is too small to count the customers it leaves, and is {cap!r}")
    full = floor(fitting)
    rest = max(0.0, tail - full * cap)
    return herfindahl(named) + _POINTS * (full * cap * cap + rest * rest)


def unnamed_share(shares: list[share]) -> share:
    """What the customers listed leave to all others: one minus their shares."""
    return max(0.0, 1.0 - sum(_checked(shares)))


def effective_customers(index: count) -> count:
    """Customers of equal size that would give an index: 10,000 / index, for an index up to 10,000."""
    value = positive("index", index)
    if value > _POINTS * (1 + _ROUNDING):
        raise ValueError(f"index must be at most 10000, the index of a single customer, not {index!r}")
    return over(_POINTS, value)


def combined_share(shares: list[share], largest: count) -> share:
    """Share of the `largest` largest customers together (a whole number; fewer if fewer are listed)."""
    how_many = not_negative("largest", largest)
    if how_many != floor(how_many):
        raise ValueError(f"largest must be a whole number of customers, not {largest!r}")
    ranked = _checked(shares)
    return min(1.0, sum(ranked[len(ranked) - min(len(ranked), int(how_many)) :]))


def revenue_without(revenue: usd, leaving: share) -> usd:
    """Revenue that is left if customers with a share of it leave and nothing takes their place."""
    return number("revenue", revenue) * (1.0 - part("leaving", leaving))


def _checked(shares: list[float]) -> list[float]:
    """The shares, smallest first, so that their sum does not depend on their order."""
    found = sorted(part("a share", one) for one in several("shares", shares))
    if sum(found) > 1 + _ROUNDING:
        raise ValueError(f"shares must not add up to more than 1: these add up to {sum(found)!r}")
    return found
