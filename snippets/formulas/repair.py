"""What it takes to repair a mesh of cores, and what it costs in hops: closed forms, also for the browser.

The model: a grid of cores, each row longer than needed by a number of spare cores at its end. A row uses
its cores from the start, skipping dead ones, so that each dead core moves the rest of its row by one place.
Defects are spread evenly (Poisson). A wafer fails when some row has more dead cores than spares. Real
repair is smarter and its wiring unpublished; `repair_sim` draws clustered defects and other layouts of
spares.

Hops: neighbours of the finished mesh are one hop apart before repair. A detour is what repair adds to that.
"""

from math import exp, expm1, log, pi, sqrt

from ledger.units import count, mm2, per_mm2, share
from snippets.formulas._basics import log1p, not_negative, part, whole
from snippets.formulas.chances import poisson_at_most, poisson_more_than

_MOST = 1e8  # rather an error than a hang


def core_death_chance(core_area: mm2, defect_density: per_mm2) -> share:
    """Chance that a core has at least one random defect: 1 - e^(-D a). Any defect counts as deadly."""
    return -expm1(-not_negative("core_area", core_area) * not_negative("defect_density", defect_density))


def dead_per_row(cores_in_row: count, death_chance: share) -> count:
    """Dead cores to expect in a row: its cores, spares included, times the chance that one is dead."""
    return not_negative("cores_in_row", cores_in_row) * part("death_chance", death_chance)


def row_repair_chance(spares: count, mean_dead_per_row: count) -> share:
    """Chance that one row has no more dead cores than spares (Poisson)."""
    return poisson_at_most(whole("spares", spares), not_negative("mean_dead_per_row", mean_dead_per_row))


def mesh_repair_chance(rows: count, spares: count, mean_dead_per_row: count) -> share:
    """Chance that none of `rows` rows has more dead cores than its `spares`: one row's chance to that power.

    `rows` and `spares` are whole numbers (at least 1 and 0), `mean_dead_per_row` is not negative; ValueError
    otherwise.
    """
    many, most = whole("rows", rows, 1), whole("spares", spares)
    mean = not_negative("mean_dead_per_row", mean_dead_per_row)
    runs_out = poisson_more_than(most, mean)
    if runs_out < 0.5:
        return exp(many * log1p(-runs_out))
    holds = poisson_at_most(most, mean)
    return exp(many * log(holds)) if holds else 0.0


def spares_needed(rows: count, mean_dead_per_row: count, target: share) -> count:
    """The fewest spares per row with which a share `target` of meshes can be repaired.

    `target` is at least 0 and less than 1, `mean_dead_per_row` at most 1e8; ValueError otherwise.
    """
    goal, spares, step = part("target", target), 0, 1
    if not_negative("mean_dead_per_row", mean_dead_per_row) > _MOST:
        raise ValueError(f"mean_dead_per_row must be at most {_MOST:.0f}, not {mean_dead_per_row!r}")
    if goal == 1.0:
        raise ValueError(f"target must be less than 1, which no number of spares guarantees, not {target!r}")
    while mesh_repair_chance(rows, spares + step, mean_dead_per_row) < goal:
        step *= 2
    while step:
        if mesh_repair_chance(rows, spares + step - 1, mean_dead_per_row) < goal:
            spares += step
        step //= 2
    return float(spares)


def rows_untouched(mean_dead_per_row: count) -> share:
    """Share of rows without a dead core, e^-m: what is left if repair can only drop whole rows."""
    return exp(-not_negative("mean_dead_per_row", mean_dead_per_row))


def detour_along_row(death_chance: share) -> count:
    """Extra hops between neighbours in a row, on average: p/(1 - p), the dead cores skipped between them.

    `death_chance` is at least 0 and less than 1; ValueError otherwise.
    """
    chance = part("death_chance", death_chance)
    if chance == 1.0:
        raise ValueError(f"death_chance must be less than 1, not {death_chance!r}")
    return chance / (1.0 - chance)


def detour_across_rows(mean_dead_per_row: count) -> count:
    """Extra hops between neighbours in adjacent rows, averaged along the rows.

    At a place before which m dead cores are expected, two rows have moved by Poisson counts that differ by
    x e^-x (I0 + I1) on average, with x = 2m and Bessel functions of x; the mean of that over the row is
    e^-X (2X/3 (I0 + I1) - I1/3), with X twice `mean_dead_per_row`. For few dead cores that is their number
    per row: each moves half a row, on average, against both of its neighbours.
    """
    x = min(2.0 * not_negative("mean_dead_per_row", mean_dead_per_row), 1e300)
    first, second = _bessel(0, x), _bessel(1, x)
    return 2.0 * x / 3.0 * (first + second) - second / 3.0


def _bessel(order: int, x: float) -> float:
    """The modified Bessel function of order 0 or 1, times e^-x: series for small x, asymptotic for large."""
    total = term = 1.0
    step = 0
    if x < 30.0:
        while term > 1e-18 * total:
            step += 1
            term *= 0.25 * x * x / (step * (step + order))
            total += term
        return total * exp(-x) * (0.5 * x if order else 1.0)
    while abs(term) > 1e-18 and step < 30:
        step += 1
        term *= ((2 * step - 1) * (2 * step - 1) - 4 * order) / (8.0 * x * step)
        total += term
    return total / sqrt(2.0 * pi * x)
