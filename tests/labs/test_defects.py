"""Checks of the lab on defects: what its answers say comes out of its own cells."""

from ledger.lab import value
from snippets.formulas.dies import grid_dies
from snippets.formulas.repair_sim import defects_in_dies, place_defects, repair_mesh


def fewest_columns(dead: float, size: float, spread: float) -> int:
    """The fewest spare columns that repair every wafer of the lab's sample."""
    return next(n for n in range(30) if repair_mesh(300, 300, n, dead, 1, 20, size, spread).repaired == 1)


def test_answer_on_columns() -> None:
    """Three for even defects, twice as many in clusters; two to three times that for tenfold defects."""
    dead = value("wafer_defects")
    even, clustered = fewest_columns(dead, 1, 0), fewest_columns(dead, 6, 2)
    assert (even, clustered) == (3, 6)
    assert 1.7 < fewest_columns(10 * dead, 1, 0) / even < 3
    assert 1.7 < fewest_columns(10 * dead, 6, 2) / clustered < 3


def test_too_few_columns_leave_nothing_to_measure() -> None:
    """A reader who tries no spare column sees dashes, and not an error."""
    nothing = repair_mesh(300, 300, 0, value("wafer_defects"), 1, 20)
    assert nothing.repaired == 0 and nothing.across is None and nothing.stretch is None


def test_answer_on_clusters() -> None:
    """Clusters help whoever cuts: more dies have no defect, and the worst die has more of them."""
    side, diameter = value("h100_die_area") ** 0.5, value("wafer_diameter")
    grid = grid_dies(side, side, value("scribe_lane"), value("edge_exclusion"), diameter)
    dies = [die for die in grid if die[2] == "whole"]
    even = defects_in_dies(place_defects(diameter, 0.001, 7), dies, side, side)
    clustered = defects_in_dies(place_defects(diameter, 0.001, 7, 6, 3), dies, side, side)
    assert clustered.count(0) > 1.5 * even.count(0)
    assert max(clustered) > 2 * max(even)
