"""Published answers."""

from ledger.checks import vectors
from snippets.formulas.growth import expected, survival


@vectors(survival, source="almanac")
def test_survival() -> None:
    """The almanac's table."""
    assert abs(survival(1.0, 1.0) - 0.367879) < 1e-6


@vectors(expected, source="almanac")
def test_expected() -> None:
    """The almanac's table."""
    assert expected(2.0, 3.0) == 6.0
