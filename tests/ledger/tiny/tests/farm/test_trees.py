"""Checks of the page on trees."""

from ledger.checks import outside
from ledger.units import count


@outside
def test_trees(trees: count, trees_counted: count) -> None:
    """The survey counted about as many."""
    assert abs(trees - trees_counted) < 0.01 * trees_counted
