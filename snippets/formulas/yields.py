"""What share of dies works: the classical yield formulas, and what redundancy changes.

All formulas take an area and a density of random defects (in any units whose product is a pure number) and
use only that product, the mean number of defects per die, written λ below. They differ in how they think
defects are spread from place to place. Poisson: the same density everywhere. Murphy, rectangular, Seeds,
negative binomial: the density varies by wafer or by region, with a triangular, uniform, exponential or
gamma distribution; some dies see few defects, so more survive.

Names mislead: e^-√λ is often printed as "Seeds", 1/(1+λ) as "Bose-Einstein", e^-λ as "Seeds" or "Murphy",
and Murphy without its square. Hold to the formula, which each docstring states.

Every area and density may be zero (the yield is then exactly one). ValueError names an argument that is
negative, infinite or not a number.
"""

from math import exp, expm1, log, sqrt

from ledger.units import count, mm2, per_mm2, share
from snippets.formulas._basics import finite, log1p, not_negative, part, positive, whole
from snippets.formulas.chances import binomial_at_least, binomial_at_most

_LARGEST = 1.7976931348623157e308  # a product of finite numbers may overflow; this float is no less deadly


def mean_defects(area: mm2, defect_density: per_mm2) -> count:
    """Random defects to expect on an area: area times density."""
    return finite(not_negative("area", area) * not_negative("defect_density", defect_density))


def poisson_yield(area: mm2, defect_density: per_mm2) -> share:
    """Share of good dies if defects fall independently and evenly: e^-λ.

    The most pessimistic of the formulas that rest on a distribution: any variation from place to place
    saves dies.
    """
    return exp(-_mean(area, defect_density))


def murphy_yield(area: mm2, defect_density: per_mm2) -> share:
    """Share of good dies by Murphy's triangle: ((1 - e^-λ)/λ)².

    The density varies as a triangle from 0 to twice its mean. Murphy, Proc. IEEE
    52 (1964). Never below Poisson, never above Seeds.
    """
    mean = _mean(area, defect_density)
    root = -expm1(-mean) / mean if mean else 1.0
    return root * root


def rectangular_yield(area: mm2, defect_density: per_mm2) -> share:
    """Share of good dies if the density varies uniformly from 0 to twice its mean: (1 - e^-2λ)/(2λ).

    Murphy's other distribution, also called uniform.
    """
    twice = 2.0 * _mean(area, defect_density)
    return -expm1(-twice) / twice if twice else 1.0


def seeds_yield(area: mm2, defect_density: per_mm2) -> share:
    """Share of good dies if the density varies exponentially: 1/(1 + λ).

    Seeds, IEDM (1967). The negative binomial formula with a clustering of one; Bose-Einstein with one layer.
    """
    return 1.0 / (1.0 + _mean(area, defect_density))


def moore_yield(area: mm2, defect_density: per_mm2) -> share:
    """Share of good dies by Moore's rule of thumb: e^-√λ. Often printed as Seeds.

    A fit from 1970, not derived from a distribution: below Poisson for λ under one, above it from there on.
    """
    return exp(-sqrt(_mean(area, defect_density)))


def negative_binomial_yield(area: mm2, defect_density: per_mm2, clustering: count) -> share:
    """Share of good dies if the density follows a gamma distribution: (1 + λ/α)^-α, α being `clustering`.

    Stapper (1973). Small α: defects in clusters, more good dies. α = 1 is Seeds, α → ∞ is Poisson (stable
    up to any α). `clustering` is above zero; ValueError otherwise.
    """
    mean, alpha = _mean(area, defect_density), positive("clustering", clustering)
    if mean > 1e290 * alpha:  # their ratio might overflow, and the 1 no longer counts
        return exp(-alpha * (log(mean) - log(alpha)))
    return exp(-alpha * log1p(mean / alpha))


def bose_einstein_yield(area: mm2, layer_defect_density: per_mm2, layers: count) -> share:
    """Share of good dies with n critical layers: (1 + λ)^-n, λ being the mean *per layer*.

    `layer_defect_density` is the density of one layer, not of the process. Textbooks call n the complexity
    of the process and let it be a fraction (11.5 to 15.5): any number above zero; ValueError otherwise.
    """
    layer_mean = not_negative("area", area) * not_negative("layer_defect_density", layer_defect_density)
    return exp(-positive("layers", layers) * log1p(min(layer_mean, _LARGEST)))


def unprotected_yield(
    area: mm2,
    defect_density: per_mm2,
    unprotected_share: share,
) -> share:
    """Share of good chips if only a part f of the area lacks redundancy: e^(-λf).

    Defects elsewhere count as repaired, always. `unprotected_share` is 0..1;
    ValueError otherwise.
    """
    deadly = part("unprotected_share", unprotected_share)
    return exp(-_mean(area, defect_density) * deadly)


def largest_unprotected_share(area: mm2, defect_density: per_mm2, target_yield: share) -> share:
    """How much of the area may lack redundancy for a yield to be reached: -ln(yield)/λ, at most one.

    The inverse of `unprotected_yield`. `target_yield` is above 0 and at most 1; ValueError otherwise.
    """
    target = part("target_yield", positive("target_yield", target_yield))
    mean = _mean(area, defect_density)
    bearable = max(0.0, -log(target))
    return bearable / mean if bearable < mean else 1.0


def discarded_area(area: mm2, defect_density: per_mm2, unit_area: mm2) -> mm2:
    """Area lost if each defect disables the unit it falls in: A (1 - e^(-D u)), u being the area of a unit.

    Close to defects times `unit_area`; slightly less, since two defects may share a unit. `unit_area` is
    above zero and at most `area`; ValueError otherwise.
    """
    everything, unit = not_negative("area", area), positive("unit_area", unit_area)
    if unit > everything * (1.0 + 1e-9):  # the same area in other units may be a rounding larger
        raise ValueError(f"unit_area must be at most area ({area!r}), not {unit_area!r}")
    return -everything * expm1(-_mean(unit, defect_density))


def harvested_yield(
    area: mm2, defect_density: per_mm2, units: count, units_needed: count, redundant_share: share = 1.0
) -> share:
    """Share of dies with at least `units_needed` of `units` equal units free of defects (Poisson).

    The units fill `redundant_share` of the area; a defect in the rest kills the die. With all units needed
    this is `poisson_yield`. `units` is a whole number of 1 or more, `units_needed` one of 0 to `units`,
    `redundant_share` is 0..1; ValueError otherwise.
    """
    built, needed = whole("units", units, 1), whole("units_needed", units_needed)
    if needed > built:
        raise ValueError(f"units_needed must be at most units ({units!r}), not {units_needed!r}")
    mean, redundant = _mean(area, defect_density), part("redundant_share", redundant_share)
    rest, unit_mean = exp(-mean * (1.0 - redundant)), mean * redundant / built
    if unit_mean > 0.5:  # of good and bad units, count the rarer: one minus a chance near one loses digits
        return rest * binomial_at_least(needed, built, exp(-unit_mean))
    return rest * binomial_at_most(built - needed, built, -expm1(-unit_mean))


def good_dies_per_wafer(dies: count, die_yield: share) -> count:
    """Good dies to expect: dies times yield.

    `dies` need not be whole; `die_yield` is 0..1; ValueError otherwise.
    """
    return not_negative("dies", dies) * part("die_yield", die_yield)


def _mean(area: float, defect_density: float) -> float:
    """Mean defects per die, as a finite number."""
    return min(not_negative("area", area) * not_negative("defect_density", defect_density), _LARGEST)
