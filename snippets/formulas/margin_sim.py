"""Gross margin when every input is uncertain: a seeded Monte Carlo over triangular ranges (needs NumPy).

Each input is drawn from a triangle between its low and high with the peak at its middle value, independently
of the others: wide guesses in, a wide answer out. The same seed gives the same samples on every machine,
since only uniform numbers of PCG64 are drawn and turned into triangles here. `margin` has the closed form for
one point.
"""

import numpy as np
from numpy.typing import NDArray

from ledger.units import count, share, usd
from snippets.formulas._basics import number, part, shown, whole

Range = tuple[float, float, float]
"""Low, middle and high of an input."""
Samples = NDArray[np.float64]
_MOST_SAMPLES, _LARGEST = 1e7, 1e100  # rather an error than a machine without memory, or an answer beyond it


def triangular_samples(
    low: float, middle: float, high: float, samples: count = 10_000, seed: count = 1
) -> Samples:
    """Numbers drawn from a triangle between `low` and `high` with its peak at `middle`.

    Any unit, the result in the same. ValueError unless low ≤ middle ≤ high.
    """
    uniform = np.random.Generator(np.random.PCG64(whole("seed", seed))).random(_many(samples))
    return _triangle(uniform, _range("the range", (low, middle, high)))


def simulate_margins(
    price: tuple[usd, usd, usd],
    wafer_cost: tuple[usd, usd, usd],
    good_share: tuple[share, share, share],
    other_cost: tuple[usd, usd, usd],
    samples: count = 10_000,
    seed: count = 1,
) -> Samples:
    """Gross margins for draws of all inputs, smallest first.

    1 - (wafer cost / good share + other cost) / price, for each draw.
    """
    return np.sort(_margins(_draws(price, wafer_cost, good_share, other_cost, samples, seed)))


def margin_quantile(margins: Samples, quantile: share) -> share:
    """The margin below which a share `quantile` of the draws lies, interpolated between neighbours."""
    draws = np.asarray(margins)
    if draws.ndim != 1 or not draws.size or draws.dtype.kind not in "fiu" or not np.isfinite(draws).all():
        raise ValueError("margins must be a list of one or more finite numbers")
    return float(np.quantile(draws, part("quantile", quantile)))


def margin_influence(
    price: tuple[usd, usd, usd],
    wafer_cost: tuple[usd, usd, usd],
    good_share: tuple[share, share, share],
    other_cost: tuple[usd, usd, usd],
    samples: count = 10_000,
    seed: count = 1,
) -> list[tuple[str, float]]:
    """Each input with its rank correlation (Spearman) with the margin, the strongest first.

    An input that is fixed has none: 0.
    """
    draws = _draws(price, wafer_cost, good_share, other_cost, samples, seed)
    margins = _margins(draws)
    found = [(name, _rank_correlation(values, margins)) for name, values in draws.items()]
    return sorted(found, key=lambda pair: (-abs(pair[1]), pair[0]))


def _draws(
    price: Range, wafer_cost: Range, good_share: Range, other_cost: Range, samples: float, seed: float
) -> dict[str, Samples]:
    ranges = {
        "price": _range("price", price),
        "wafer_cost": _range("wafer_cost", wafer_cost),
        "good_share": _range("good_share", good_share),
        "other_cost": _range("other_cost", other_cost),
    }
    if ranges["price"][0] < 1 / _LARGEST:
        raise ValueError("price must be above zero in its whole range")
    if min(ranges["wafer_cost"][0], ranges["other_cost"][0]) < 0:
        raise ValueError("a cost must not be negative in its range")
    if ranges["good_share"][0] < 1 / _LARGEST or ranges["good_share"][2] > 1:
        raise ValueError("good_share must be above 0 and at most 1 in its whole range")
    generator = np.random.Generator(np.random.PCG64(whole("seed", seed)))
    uniform = generator.random((len(ranges), _many(samples)))
    return {name: _triangle(row, ranges[name]) for name, row in zip(ranges, uniform, strict=True)}


def _many(samples: float) -> int:
    many = whole("samples", samples, 1)
    if many > _MOST_SAMPLES:
        raise ValueError(f"samples must be at most {_MOST_SAMPLES:.0f}, not {samples!r}")
    return many


def _margins(draws: dict[str, Samples]) -> Samples:
    cost = draws["wafer_cost"] / draws["good_share"] + draws["other_cost"]
    return np.asarray(1.0 - cost / draws["price"], dtype=np.float64)


def _triangle(uniform: Samples, limits: Range) -> Samples:
    """The inverse of the triangle's distribution, at uniform numbers."""
    low, middle, high = limits
    width = high - low
    if width == 0:
        return np.full_like(uniform, low)
    rising = low + np.sqrt(uniform * width * (middle - low))
    falling = high - np.sqrt((1.0 - uniform) * width * (high - middle))
    return np.clip(np.where(uniform < (middle - low) / width, rising, falling), low, high)


def _range(name: str, limits: Range) -> Range:
    try:
        low, middle, high = limits
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be three numbers: low, middle and high, not {shown(limits)}") from None
    found = (number(f"{name} (low)", low), number(f"{name} (middle)", middle), number(f"{name} (high)", high))
    if max(abs(found[0]), abs(found[2])) > _LARGEST:
        raise ValueError(f"{name} must lie within {_LARGEST} of zero, not {shown(limits)}")
    if not found[0] <= found[1] <= found[2]:
        raise ValueError(f"{name} must rise from low over middle to high, not {shown(limits)}")
    return found


def _rank_correlation(left: Samples, right: Samples) -> float:
    if np.all(left == left[0]) or np.all(right == right[0]):
        return 0.0
    ranks = [np.argsort(np.argsort(values, kind="stable"), kind="stable") for values in (left, right)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])
