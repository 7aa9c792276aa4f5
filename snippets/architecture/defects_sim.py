"""Defects drawn at random: where they fall, and what routing around them costs. Not for the browser."""

from math import floor, sqrt

from ledger.units import Rows, count, mm, mm2, per_mm2, share, table, text
from snippets.formulas.dies import grid_dies
from snippets.formulas.repair_sim import defects_in_dies, place_defects, repair_mesh, share_repaired


@table(what=text, x=mm, y=mm, defects=count)
def same_defects(
    wafer_diameter: mm, defect_density: per_mm2, h100_die_area: mm2, scribe_lane: mm, edge_exclusion: mm
) -> Rows:
    """One wafer's random defects, and the H100 dies that could be cut from it, with the defects in each."""
    side = sqrt(h100_die_area)
    defects = place_defects(wafer_diameter, defect_density, 2)
    dies = [
        die for die in grid_dies(side, side, scribe_lane, edge_exclusion, wafer_diameter) if die[2] == "whole"
    ]
    hits = defects_in_dies(defects, dies, side, side)
    return [("die", x, y, hit) for (x, y, _), hit in zip(dies, hits)] + [
        ("defect", x, y, 1) for x, y in defects
    ]


@table(spare_columns=count, evenly=share, in_clusters=share)
def repaired_by_spares(
    mesh_rows: count, wse3_cores: count, wafer_defects: count, cluster_size: count, cluster_spread: count
) -> Rows:
    """Share of simulated wafers that can be repaired, by spare columns of cores."""
    columns = floor(wse3_cores / mesh_rows)
    rows = []
    for spares in range(9):
        even = share_repaired(mesh_rows, columns, spares, wafer_defects, 1, 10**2)
        clustered = share_repaired(
            mesh_rows, columns, spares, wafer_defects, 1, 10**2, cluster_size, cluster_spread
        )
        rows.append((spares, even, clustered))
    return rows


@table(
    defects_fall=text,
    spares_used_in_a_row=count,
    extra_hops_across=count,
    extra_hops_at_most=count,
    paths_longer_by=share,
)
def repair_cost(
    mesh_rows: count,
    wse3_cores: count,
    spare_columns: count,
    wafer_defects: count,
    cluster_size: count,
    cluster_spread: count,
) -> Rows:
    """What repair costs in spare cores, in hops to the adjacent row and in length of a path."""
    columns = floor(wse3_cores / mesh_rows)
    rows = []
    for words, size, spread in (("evenly", 1, 0), ("in clusters", cluster_size, cluster_spread)):
        cost = repair_mesh(mesh_rows, columns, spare_columns, wafer_defects, 1, 10, size, spread)
        across, longer = _rounded(cost.across), _rounded(cost.stretch and cost.stretch - 1)
        rows.append((words, cost.spares_used_most, across, cost.across_most, longer))
    return rows


def _rounded(measured: float | None) -> float | None:
    """To as many digits as a sample carries; nothing if no wafer of it could be repaired."""
    return None if measured is None else round(measured, 2)
