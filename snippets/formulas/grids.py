"""Grids of a sweep: where a curve is drawn. Their arguments may be typed.

ValueError names an argument that is not a number, an empty range, or one of over a hundred thousand points.
"""

from math import ceil, log

from snippets.formulas._basics import finite, number, over, positive, whole

_MOST = 100_000  # rather an error than a hang


def log_grid(low: float, high: float, per_decade: int = 12) -> list[float]:
    """Numbers from `low` to `high`, both included, in equal ratios, at least `per_decade` to a decade."""
    first, last = positive("low", low), positive("high", high)
    if last <= first:
        raise ValueError(f"high must be above low ({low!r}), not {high!r}")
    ratio = over(last, first)
    steps = max(1, ceil(log(ratio) / log(10.0) * _most("per_decade", per_decade) - 1e-9))
    return [first * ratio ** (step / steps) for step in range(steps)] + [last]


def even_grid(low: float, high: float, steps: int) -> list[float]:
    """Numbers from `low` to `high`, both included, in `steps` equal steps."""
    first, last = number("low", low), number("high", high)
    if last <= first:
        raise ValueError(f"high must be above low ({low!r}), not {high!r}")
    count = _most("steps", steps)
    finite((last - first) * count)
    return [first + (last - first) * step / count for step in range(count)] + [last]


def _most(name: str, value: float) -> int:
    points = whole(name, value, 1)
    if points > _MOST:
        raise ValueError(f"{name} must be at most {_MOST}, not {value!r}")
    return points
