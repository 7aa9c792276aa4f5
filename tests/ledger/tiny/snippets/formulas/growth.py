"""How orchards grow."""

from math import exp

from ledger.units import count, mm2, per_mm2, share


def survival(area: mm2, density: per_mm2) -> share:
    """Share of fields without a tree.

    Poisson.
    """
    if area < 0 or density < 0:
        raise ValueError("area and density are not negative")
    return exp(-area * density)


def expected(area: mm2, density: per_mm2) -> count:
    """Trees to expect."""
    return area * density
