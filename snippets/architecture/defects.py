"""How many defects a wafer has, and what they cost on a chip that cannot leave any die out."""

from math import floor, sqrt

from ledger.units import Rows, count, curve, mm, mm2, of, per_mm2, share, table, text, times
from snippets.formulas.chances import poisson_at_most
from snippets.formulas.dies import (
    dies_best_offset,
    dies_by_area,
    dies_centred_on_die,
    dies_centred_on_street,
    dies_chiplet_actuary,
    dies_exponential,
    dies_less_edge,
    dies_mean_offset,
    dies_shrunken_wafer,
)
from snippets.formulas.grids import log_grid
from snippets.formulas.repair import mesh_repair_chance, spares_needed
from snippets.formulas.yields import (
    bose_einstein_yield,
    discarded_area,
    harvested_yield,
    largest_unprotected_share,
    mean_defects,
    moore_yield,
    murphy_yield,
    negative_binomial_yield,
    poisson_yield,
    rectangular_yield,
    seeds_yield,
    unprotected_yield,
)


def wafer_defects(wse3_die_area: mm2, defect_density: per_mm2) -> count:
    """Random defects to expect on one wafer-scale chip."""
    return mean_defects(wse3_die_area, defect_density)


def defect_free_wafers(wafer_defects: count) -> share:
    """Share of wafer-scale chips without any defect (Poisson)."""
    return poisson_yield(wafer_defects, 1)


def die_yield(die_area: mm2, defect_density: per_mm2) -> share:
    """Share of chips that work if one defect kills a chip (Murphy)."""
    return murphy_yield(die_area, defect_density)


def spare_cores(wse3_cores_built: count, wse3_cores: count) -> count:
    """Cores that a WSE-3 holds beyond those in use."""
    return wse3_cores_built - wse3_cores


def spare_share(cores: count, cores_built: count) -> share:
    """Share of a chip's cores that are built and not used."""
    return 1 - cores / cores_built


def spares_per_defect(spare_cores: count, wafer_defects: count) -> count:
    """Spare cores for each defect to expect."""
    return spare_cores / wafer_defects


def enough_spares(spare_cores: count, wafer_defects: count) -> share:
    """Chance that a wafer has no more defects than spare cores, if each defect kills one core."""
    return poisson_at_most(spare_cores, wafer_defects)


def area_per_core(die_area: mm2, cores_built: count) -> mm2:
    """Area of a chip for each core built, everything shared included."""
    return die_area / cores_built


def repair_grain(h100_area_per_core: mm2, wse3_area_per_core: mm2) -> times:
    """How much more silicon one defect disables on an H100 than on a WSE-3."""
    return h100_area_per_core / wse3_area_per_core


def wafer_area_lost(wse3_die_area: mm2, defect_density: per_mm2, wse3_area_per_core: mm2) -> mm2:
    """Area of a WSE-3 that its defects disable, a core at a time."""
    return discarded_area(wse3_die_area, defect_density, wse3_area_per_core)


def gpu_area_lost(wse3_die_area: mm2, defect_density: per_mm2, h100_area_per_core: mm2) -> mm2:
    """Area of as much GPU silicon that the same defects disable, a multiprocessor at a time."""
    return discarded_area(wse3_die_area, defect_density, h100_area_per_core)


def harvested_h100(
    h100_die_area: mm2, defect_density: per_mm2, h100_cores_built: count, h100_cores: count
) -> share:
    """Share of H100 dies that can be sold if a defect disables one unit and the surplus may fail."""
    return harvested_yield(h100_die_area, defect_density, h100_cores_built, h100_cores)


def wafer_survival(
    wse3_die_area: mm2,
    defect_density: per_mm2,
    unprotected_share: share,
) -> share:
    """Share of wafer-scale chips that ship if only unprotected area can kill."""
    return unprotected_yield(wse3_die_area, defect_density, unprotected_share)


def bearable_share(wse3_die_area: mm2, defect_density: per_mm2, shipping_yield: share) -> share:
    """Largest share of area without redundancy at which nearly every wafer still ships."""
    return largest_unprotected_share(wse3_die_area, defect_density, shipping_yield)


def bearable_area(bearable_share: share, wse3_die_area: mm2) -> mm2:
    """The same as an area of the chip."""
    return bearable_share * wse3_die_area


def bearable_units(bearable_area: mm2, h100_area_per_core: mm2) -> count:
    """The same as a number of H100 multiprocessors."""
    return bearable_area / h100_area_per_core


def cores_per_defect(wse3_cores_built: count, wafer_defects: count) -> count:
    """Cores built for each defect to expect."""
    return wse3_cores_built / wafer_defects


def h100_dies_per_wafer(h100_die_area: mm2, wafer_diameter: mm) -> count:
    """H100 dies on one wafer by the usual formula, before any loss."""
    return dies_less_edge(h100_die_area, wafer_diameter)


def good_h100_dies(h100_dies_per_wafer: count, h100_die_yield: share) -> count:
    """H100 dies on one wafer without any defect."""
    return h100_dies_per_wafer * h100_die_yield


def h100_yield_least(h100_die_area: mm2, defect_density: per_mm2) -> share:
    """Share of H100 dies without a defect by the harshest of the formulas (Moore's)."""
    return moore_yield(h100_die_area, defect_density)


def h100_yield_most(h100_die_area: mm2, defect_density: per_mm2) -> share:
    """Share of H100 dies without a defect by the kindest of the formulas (Seeds's)."""
    return seeds_yield(h100_die_area, defect_density)


def wafer_yield_most(wse3_die_area: mm2, defect_density: per_mm2) -> share:
    """Share of wafer-scale chips without a defect by the kindest of the formulas (Seeds's)."""
    return seeds_yield(wse3_die_area, defect_density)


@table(model=text, die_area=mm2, good=share)
def yield_by_die_area(
    defect_density: per_mm2, negative_binomial_clustering: count, critical_layers: count, wse3_die_area: mm2
) -> Rows:
    """Share of dies without a defect, by formula and die area up to a whole wafer."""
    rows = []
    for part in log_grid(0.0001, 1):
        area = part * wse3_die_area
        rows += [
            ("Poisson", area, poisson_yield(area, defect_density)),
            ("Murphy", area, murphy_yield(area, defect_density)),
            ("Rectangular", area, rectangular_yield(area, defect_density)),
            ("Seeds", area, seeds_yield(area, defect_density)),
            ("Moore", area, moore_yield(area, defect_density)),
            (
                "Negative binomial",
                area,
                negative_binomial_yield(area, defect_density, negative_binomial_clustering),
            ),
            (
                "Bose–Einstein",
                area,
                bose_einstein_yield(area, defect_density / critical_layers, critical_layers),
            ),
        ]
    return rows


@table(method=text, dies=count)
def dies_by_method(h100_die_area: mm2, wafer_diameter: mm, scribe_lane: mm, edge_exclusion: mm) -> Rows:
    """H100 dies on one wafer, by the way of counting."""
    side = sqrt(h100_die_area)
    grid = (side, side, scribe_lane, edge_exclusion, wafer_diameter)
    return [
        ("Area of the wafer over area of the die", dies_by_area(h100_die_area, wafer_diameter)),
        ("Exponential edge correction", dies_exponential(h100_die_area, wafer_diameter)),
        ("Usual edge correction", dies_less_edge(h100_die_area, wafer_diameter)),
        ("Wafer narrowed by one die", dies_shrunken_wafer(h100_die_area, wafer_diameter)),
        (
            "Usual correction, with lane and rim",
            dies_chiplet_actuary(h100_die_area, wafer_diameter, scribe_lane, edge_exclusion),
        ),
        ("Grid with a die in the centre", dies_centred_on_die(*grid)),
        ("Grid with a lane in the centre", dies_centred_on_street(*grid)),
        ("Grid in the best place found", dies_best_offset(*grid)),
        ("Grid dropped anywhere, on average", dies_mean_offset(*grid)),
    ]


@table(thrown_away=text, lost=share)
def cost_of_defects(
    wse3_die_area: mm2,
    defect_density: per_mm2,
    h100_die_area: mm2,
    h100_area_per_core: mm2,
    wse3_area_per_core: mm2,
) -> Rows:
    """Share of silicon lost to the same defects, by what is thrown away with each."""
    units = [
        ("the whole wafer", wse3_die_area),
        ("one H100 die", h100_die_area),
        ("one H100 multiprocessor", h100_area_per_core),
        ("one WSE-3 core", wse3_area_per_core),
    ]
    return [
        (words, discarded_area(wse3_die_area, defect_density, unit) / wse3_die_area) for words, unit in units
    ]


@table(unprotected=share, shipped=share)
def survival_by_unprotected_share(wafer_survival: curve[share] = of(unprotected_share=share)) -> Rows:
    """Share of wafers that ship, by the share of area without redundancy."""
    return [(part, wafer_survival(part)) for part in log_grid(0.0001, 1)]


def spare_columns(spare_cores: count, mesh_rows: count) -> count:
    """Spare columns of cores, if all spares stood in whole columns."""
    return floor(spare_cores / mesh_rows)


def mesh_repaired(mesh_rows: count, spare_columns: count, wafer_defects: count) -> share:
    """Share of wafers on which no row has more dead cores than the spare columns give it."""
    return mesh_repair_chance(mesh_rows, spare_columns, wafer_defects / mesh_rows)


def columns_needed(mesh_rows: count, wafer_defects: count, shipping_yield: share) -> count:
    """Spare columns with which nearly every wafer could be repaired, if defects fall evenly."""
    return spares_needed(mesh_rows, wafer_defects / mesh_rows, shipping_yield)


@table(row=count, column=count, role=text, plays=count)
def skipped_core() -> Rows:
    """A small mesh with one dead core, and which column of the perfect grid each core plays."""
    rows = []
    columns = range(8)
    last = columns[-1]
    for row in range(4):
        for column in columns:
            dead = row == 1 and column == 2
            moved = row == 1 and column > 2
            spare = column == last and not moved
            role = "dead" if dead else "spare" if spare else "moved" if moved else "core"
            rows.append((row, column, role, None if dead or spare else column - moved))
    return rows
