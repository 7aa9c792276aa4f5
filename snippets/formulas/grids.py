"""Grids of a sweep: where a curve is drawn. Their arguments may be typed."""

from math import ceil, log

from snippets.formulas._basics import number, positive, whole


def log_grid(low: float, high: float, per_decade: int = 12) -> list[float]:
    """Numbers from `low` to `high`, both included, in equal ratios, at least `per_decade` to a decade."""
    first, last = positive("low", low), positive("high", high)
    if last <= first:
        raise ValueError(f"high must be above low ({low!r}), not {high!r}")
    steps = max(1, ceil(log(last / first) / log(10.0) * whole("per_decade", per_decade, 1) - 1e-9))
    return [first * (last / first) ** (step / steps) for step in range(steps)] + [last]


def even_grid(low: float, high: float, steps: int) -> list[float]:
    """Numbers from `low` to `high`, both included, in `steps` equal steps."""
    first, last = number("low", low), number("high", high)
    if last <= first:
        raise ValueError(f"high must be above low ({low!r}), not {high!r}")
    count = whole("steps", steps, 1)
    return [first + (last - first) * step / count for step in range(count)] + [last]
