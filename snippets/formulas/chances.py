"""Chances of counts: how often at most, or more than, so many of the things that may fail do fail.

Sums are taken over the short tail, outward from the asked count, so that a chance of 1e-300 is as exact as
one of ½. The single term comes from Loader's saddle-point form (2000), which loses nothing at counts of a
million. A call takes about eight times the square root of the mean in steps.
"""

from math import exp, log, pi, sqrt

from ledger.units import count, share
from snippets.formulas._basics import log1p, not_negative, part, whole

_MOST = 1e12
_LEAST = 1e-315  # below, floats are so coarse that a term times a ratio near one stays as it is, for ever
_LOG_FACTORIAL_ERRORS = 16  # below, Stirling's series is not exact enough


def poisson_at_most(most: count, mean: count) -> share:
    """Chance that a Poisson count with this mean is `most` or less: that so many spares are enough.

    `most` is a whole number of 0 or more, `mean` between 0 and 1e12; ValueError otherwise.
    """
    k, m = whole("most", most), _mean(mean)
    return _poisson_lower(k, m) if k + 1 <= m else max(0.0, 1.0 - _poisson_upper(k, m))


def poisson_more_than(most: count, mean: count) -> share:
    """Chance that a Poisson count with this mean is above `most`: that so many spares run out.

    Exact where it is tiny, which one minus `poisson_at_most` is not. Arguments as there.
    """
    k, m = whole("most", most), _mean(mean)
    return max(0.0, 1.0 - _poisson_lower(k, m)) if k + 1 <= m else _poisson_upper(k, m)


def binomial_at_most(most: count, trials: count, chance: share) -> share:
    """Chance that at most `most` of `trials` independent things happen, each with the same chance.

    `most` and `trials` are whole numbers of 0 or more (`trials` up to 1e12), `chance` is 0..1; ValueError
    otherwise.
    """
    k, n, p = _binomial_arguments("most", most, trials, chance)
    return _binomial_lower(k, n, p) if k < n * p else max(0.0, 1.0 - _binomial_upper(k + 1, n, p))


def binomial_at_least(least: count, trials: count, chance: share) -> share:
    """Chance that at least `least` of `trials` independent things happen, each with the same chance.

    `least` and `trials` are whole numbers of 0 or more (`trials` up to 1e12), `chance` is 0..1; ValueError
    otherwise.
    """
    k, n, p = _binomial_arguments("least", least, trials, chance)
    return _binomial_upper(k, n, p) if k > n * p else max(0.0, 1.0 - _binomial_lower(k - 1, n, p))


def _mean(mean: float) -> float:
    m = not_negative("mean", mean)
    if m > _MOST:
        raise ValueError(f"mean must be at most 1e12, not {mean!r}")
    return m


def _binomial_arguments(name: str, value: float, trials: float, chance: float) -> tuple[int, int, float]:
    n = whole("trials", trials)
    if n > _MOST:
        raise ValueError(f"trials must be at most 1e12, not {trials!r}")
    return whole(name, value), n, part("chance", chance)


def _poisson_lower(k: int, m: float) -> float:
    term = _poisson_term(k, m)
    total = 0.0
    while term > total * 1e-18 + _LEAST:
        total += term
        term *= k / m
        k -= 1
    return min(1.0, total)


def _poisson_upper(k: int, m: float) -> float:
    k += 1
    term = _poisson_term(k, m)
    total = 0.0
    while term > total * 1e-18 + _LEAST:
        total += term
        k += 1
        term *= m / k
    return min(1.0, total)


def _binomial_lower(k: int, n: int, p: float) -> float:
    if k < 0:
        return 0.0
    term = _binomial_term(k, n, p)
    total = 0.0
    while term > total * 1e-18 + _LEAST:
        total += term
        term *= k / (n - k + 1) * ((1.0 - p) / p)
        k -= 1
    return min(1.0, total)


def _binomial_upper(k: int, n: int, p: float) -> float:
    if k > n:
        return 0.0
    term = _binomial_term(k, n, p)
    total = 0.0
    while term > total * 1e-18 + _LEAST:
        total += term
        k += 1
        term *= (n - k + 1) / k * (p / (1.0 - p)) if k <= n else 0.0
    return min(1.0, total)


def _poisson_term(k: int, m: float) -> float:
    """Chance of exactly k."""
    if m == 0.0:
        return 1.0 if k == 0 else 0.0
    if k == 0:
        return exp(-m)
    return exp(-_stirling_error(k) - _deviance(k, m)) / sqrt(2.0 * pi * k)


def _binomial_term(k: int, n: int, p: float) -> float:
    """Chance of exactly k of n."""
    if p == 0.0 or p == 1.0:
        return 1.0 if k == (n if p else 0) else 0.0
    if k == 0:
        return exp(n * log1p(-p))
    if k == n:
        return exp(n * log(p))
    rest = n - k
    exponent = _stirling_error(n) - _stirling_error(k) - _stirling_error(rest)
    exponent -= _deviance(k, n * p) + _deviance(rest, n * (1.0 - p))
    return exp(exponent) * sqrt(n / (2.0 * pi * k * rest))


def _stirling_error(n: int) -> float:
    """log(n!) less Stirling's formula for it."""
    if n < _LOG_FACTORIAL_ERRORS:
        factorial = 1.0
        for factor in range(2, n + 1):
            factorial *= factor
        return log(factorial) - (n + 0.5) * log(n) + n - 0.5 * log(2.0 * pi)
    square = 1.0 / n / n
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 * square) * square) * square) * square) / n


def _deviance(k: float, m: float) -> float:
    """k log(k/m) + m - k, without cancellation where k is near m."""
    if abs(k - m) >= 0.1 * (k + m):
        return k * log(k / m) + m - k
    slope = (k - m) / (k + m)
    total = (k - m) * slope
    term = 2.0 * k * slope
    odd = 1
    while True:
        term *= slope * slope
        odd += 2
        if total + term / odd == total:
            return total
        total += term / odd
