"""Repair of a mesh: closed forms against sums, the simulation against both and against a naive repair."""

from math import exp, factorial, sqrt
from statistics import mean, variance

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pytest import approx

from ledger.checks import vectors
from snippets.formulas.chances import binomial_at_most
from snippets.formulas.dies import grid_dies
from snippets.formulas.repair import (
    core_death_chance,
    dead_per_row,
    detour_across_rows,
    detour_along_row,
    mesh_repair_chance,
    row_repair_chance,
    rows_untouched,
    spares_needed,
)
from snippets.formulas.repair_sim import (
    MeshRepair,
    _Mesh,
    _Words,
    defects_in_dies,
    place_defects,
    repair_mesh,
    share_repaired,
)


@vectors(row_repair_chance, source="devore_traps")
def test_row_published() -> None:
    """A Poisson count with a mean of two: at most three, and at most two."""
    assert row_repair_chance(3, 2) == approx(0.857, abs=5e-4)
    assert row_repair_chance(2, 2) == approx(0.677, abs=5e-4)


@given(some.floats(1e-9, 1e6), some.floats(1e-12, 10), some.floats(1e-6, 1e6))
def test_core_death(area: float, density: float, scale: float) -> None:
    """One minus the chance of no defect; area times density while that is small; in any unit."""
    chance = core_death_chance(area, density)
    assert chance == approx(1 - exp(-area * density), rel=1e-9, abs=1e-15)
    assert chance <= area * density
    if area * density < 1e-3:
        assert chance == approx(area * density, rel=1e-3)
    assert core_death_chance(area * scale, density / scale) == approx(chance, rel=1e-11)


def test_core_death_of_a_speck_keeps_its_digits() -> None:
    assert core_death_chance(1e-10, 1e-10) == approx(1e-20, rel=1e-15)
    assert core_death_chance(0, 1) == 0


@given(some.integers(1, 10**6), some.integers(0, 60), some.floats(0, 100))
def test_every_row(rows: int, spares: int, dead: float) -> None:
    """All rows together: one row's chance to the power of their number; more spares never hurt."""
    chance = mesh_repair_chance(rows, spares, dead)
    assert 0 <= chance <= 1
    assert chance == approx(row_repair_chance(spares, dead) ** rows, rel=1e-9, abs=1e-300)
    assert chance <= mesh_repair_chance(rows, spares + 1, dead) * (1 + 1e-11)
    assert mesh_repair_chance(1, spares, dead) == approx(row_repair_chance(spares, dead), rel=1e-13)
    assert mesh_repair_chance(rows, spares, 0) == 1


def test_rows_that_hardly_ever_fail() -> None:
    """A billion rows at a chance of 1e-12 each: the digits of what is lost survive."""
    lost = exp(-1e-4) * sum(1e-4**k / factorial(k) for k in range(3, 9))
    assert 1 - mesh_repair_chance(10**9, 2, 1e-4) == approx(10**9 * lost, rel=1e-3)
    assert mesh_repair_chance(900, 0, 1e4) == 0


@given(some.integers(1, 2000), some.floats(0, 80), some.floats(0, 0.999999))
def test_spares_needed_is_the_least(rows: int, dead: float, target: float) -> None:
    spares = spares_needed(rows, dead, target)
    assert mesh_repair_chance(rows, spares, dead) >= target
    if spares:
        assert mesh_repair_chance(rows, spares - 1, dead) < target


def test_certainty_has_no_price() -> None:
    with pytest.raises(ValueError, match=r"^target must be less than 1"):
        spares_needed(900, 0.05, 1)


@given(some.floats(0, 600))
def test_rows_untouched(dead: float) -> None:
    assert rows_untouched(dead) == approx(row_repair_chance(0, dead), rel=1e-12)


def test_expected_dead() -> None:
    assert dead_per_row(1078, 0.5) == 539
    with pytest.raises(ValueError, match=r"^death_chance must be less than 1, not 1$"):
        detour_along_row(1)


@given(some.floats(0, 0.999))
def test_detour_along(chance: float) -> None:
    """The mean number of dead cores before the next live one: the sum of k p^k (1 - p)."""
    terms = [k * chance**k * (1 - chance) for k in range(1, 40_000)] if chance else [0.0]
    assert detour_along_row(chance) == approx(sum(terms), rel=1e-9)


def mean_difference(dead: float) -> float:
    """The mean of |a - b| for two Poisson counts with this mean, summed term by term."""
    top = int(dead + 12 * sqrt(dead) + 20)
    terms = [exp(-dead)]
    for k in range(1, top):
        terms.append(terms[-1] * dead / k)
    chance = np.array(terms)
    apart = abs(np.arange(top)[:, None] - np.arange(top))
    return float(chance @ apart @ chance)


@pytest.mark.parametrize("dead", [1e-6, 0.05, 0.5, 3.0, 14.0, 15.5, 40.0])
def test_detour_across(dead: float) -> None:
    """The closed form is the mean of |a - b| over the row (Simpson's rule over its places)."""
    places = 200
    values = [mean_difference(dead * i / places) for i in range(places + 1)]
    total = values[0] + values[-1] + 4 * sum(values[1:-1:2]) + 2 * sum(values[2:-1:2])
    assert detour_across_rows(dead) == approx(total / places / 3, rel=1e-5)


def test_detour_across_limits() -> None:
    """None for none; the number of dead cores when few; its root when many; no jump between series."""
    assert detour_across_rows(0) == 0
    assert detour_across_rows(1e-9) == approx(1e-9, rel=1e-8)
    assert detour_across_rows(1e6) == approx(4 / 3 * sqrt(1e6 / np.pi), rel=1e-5)
    assert detour_across_rows(15 - 1e-13) == approx(detour_across_rows(15 + 1e-13), rel=1e-12)


# The simulation


def naive(mesh: _Mesh, dead: set[tuple[int, int]]) -> dict[str, float]:
    """The repair of a mesh, core by core: which core plays which, and the extra hops between neighbours."""
    width, used = mesh.built_columns // mesh.groups, mesh.columns // mesh.groups
    players: list[list[tuple[int, int]]] = []
    spares = []
    for row in range(mesh.built_rows):
        chosen: list[tuple[int, int]] = []
        skipped = 0
        for group in range(mesh.groups):
            live = [c for c in range(group * width, (group + 1) * width) if (row, c) not in dead][:used]
            chosen += [(row, c) for c in live]
            skipped += sum((row, c) in dead for c in range(group * width, live[-1])) if live else 0
        if len(chosen) == mesh.columns and len(players) < mesh.rows:
            players.append(chosen)
            spares.append(skipped)
    if len(players) < mesh.rows:
        return {"repaired": 0}
    rows, columns = range(mesh.rows), range(mesh.columns)
    along = [players[r][c + 1][1] - players[r][c][1] - 1 for r in rows for c in columns[:-1]]
    across = [
        abs(players[r + 1][c][0] - players[r][c][0]) + abs(players[r + 1][c][1] - players[r][c][1]) - 1
        for r in rows[:-1]
        for c in columns
    ]
    return {
        "repaired": 1,
        "spares_used": mean(spares),
        "spares_used_most": max(spares),
        "along": mean(along),
        "along_most": max(along),
        "across": mean(across),
        "across_most": max(across),
    }


@settings(deadline=None, max_examples=150)
@given(some.data())
def test_repair_agrees_with_naive_repair(data: some.DataObject) -> None:
    """On small meshes with any dead cores, any groups and spare rows."""
    groups = data.draw(some.integers(1, 3))
    columns, spares = groups * data.draw(some.integers(1, 4)), groups * data.draw(some.integers(0, 3))
    rows, spare_rows = data.draw(some.integers(2, 6)), data.draw(some.integers(0, 2))
    mesh = _Mesh(rows, max(2 * groups, columns), spares, spare_rows, groups)
    cores = mesh.built_rows * mesh.built_columns
    cells = sorted(data.draw(some.sets(some.integers(0, cores - 1), max_size=cores // 3)))
    dead = {divmod(cell, mesh.built_columns) for cell in cells}
    found = mesh.repair(np.array(cells, dtype=np.int64), _Words(1))
    for name, value in naive(mesh, dead).items():
        assert found[name] == approx(value), name
    assert found["dead"] == len(cells)
    assert found["kept_by_rows"] == approx(1 - len({row for row, _ in dead}) / mesh.built_rows)
    assert found["kept_by_columns"] == approx(1 - len({column for _, column in dead}) / mesh.built_columns)


def test_paths_of_a_perfect_mesh_are_not_stretched() -> None:
    repair = repair_mesh(20, 30, 0, 0, seed=1, wafers=2)
    assert repair == MeshRepair(2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1)


def test_a_path_by_hand() -> None:
    """One dead core at the start of the second of two rows: rows as before, every column one hop longer."""
    mesh = _Mesh(2, 10, 1, 0, 1)
    found = mesh.repair(np.array([11]), _Words(3))
    assert (found["along"], found["across"], found["spares_used"]) == (0, 1, 0.5)
    assert found["stretch_most"] == 2
    assert 1 < found["stretch"] < 1.5


def test_groups_trade_hops_along_for_hops_across() -> None:
    """With spares in four places rows move less against each other, and messages pass unused spares."""
    whole = repair_mesh(100, 200, 20, 150, seed=5, wafers=4)
    parts = repair_mesh(100, 200, 20, 150, seed=5, wafers=4, groups=4)
    assert parts.dead == whole.dead
    assert parts.across < whole.across / 2
    assert parts.along > whole.along * 5
    assert parts.spares_used == approx(whole.spares_used, rel=0.1)


def test_simulation_agrees_with_closed_forms() -> None:
    """Even defects on a large mesh: dead cores, rows hit, spares, and both detours as computed."""
    repair = repair_mesh(300, 400, 40, 600, seed=11, wafers=20)
    chance = core_death_chance(1, 600 / 300 / 440)
    row = dead_per_row(400, chance)
    assert repair.repaired == 1
    assert repair.dead == approx(300 * 440 * chance, rel=0.02)
    assert repair.kept_by_rows == approx(rows_untouched(dead_per_row(440, chance)), abs=0.018)
    assert repair.rows_hit == approx(1 - repair.kept_by_rows)
    assert repair.spares_used == approx(row, rel=0.02)
    assert repair.along == approx(detour_along_row(chance), rel=0.02)
    assert repair.across == approx(detour_across_rows(row), rel=0.02)
    assert 1 < repair.stretch < 1 + repair.across


@pytest.mark.parametrize("spares, groups", [(2, 1), (3, 1), (4, 1), (4, 2), (6, 2)])
def test_share_repaired_agrees_with_exact_chances(spares: int, groups: int) -> None:
    """Four standard deviations of 4,000 wafers; each group has its share of spares."""
    rows, columns, wafers = 40, 60, 4000
    chance = core_death_chance(1, 1 / (columns + spares))
    one = binomial_at_most(spares // groups, (columns + spares) // groups, chance)
    exact = one ** (rows * groups)
    found = share_repaired(rows, columns, spares, rows, seed=spares, wafers=wafers, groups=groups)
    assert found == approx(exact, abs=4 * sqrt(exact * (1 - exact) / wafers))
    assert (
        found == repair_mesh(rows, columns, spares, rows, spares, 40, groups=groups).repaired or wafers > 40
    )


def test_spare_rows_replace_rows_that_ran_out() -> None:
    """No spare columns, three spare rows: up to three rows may be hit."""
    rows, columns = 30, 10
    chance = row_repair_chance(0, 0.05)
    exact = binomial_at_most(3, rows + 3, 1 - chance)
    found = share_repaired(rows, columns, 0, 0.05 * (rows + 3), seed=4, wafers=4000, spare_rows=3)
    assert found == approx(exact, abs=4 * sqrt(exact * (1 - exact) / 4000))


def test_the_most_is_over_all_wafers() -> None:
    """The first of many wafers is the one that stands alone; the others can only add to the most."""
    one, many = (repair_mesh(50, 80, 20, 60, seed=6, wafers=wafers) for wafers in (1, 30))
    assert many.across_most > one.across_most
    assert many.spares_used_most > one.spares_used_most
    assert many.stretch_most > one.stretch_most


def test_nothing_repaired_has_no_hops() -> None:
    repair = repair_mesh(10, 10, 0, 60, seed=1, wafers=3)
    assert repair.repaired == 0
    assert repair.dead > 20
    assert repair.across is None and repair.stretch is None and repair.spares_used_most is None


def test_clusters_crowd_into_fewer_rows() -> None:
    """The same number of defects in clusters: fewer rows hit, more spares asked of the worst row."""
    even = repair_mesh(200, 300, 60, 400, seed=2, wafers=20)
    clusters = repair_mesh(200, 300, 60, 400, seed=2, wafers=20, cluster_size=25, cluster_spread=2)
    assert clusters.rows_hit < even.rows_hit * 0.7
    assert clusters.spares_used_most > even.spares_used_most
    assert clusters.across < even.across


# Defects on a wafer


def test_defects_are_the_same_everywhere() -> None:
    """The stream of PCG64 is promised by NumPy; what is made of it here must not change unnoticed."""
    words = np.random.PCG64(42).random_raw(2)
    assert _Words(42).uniform(2) == approx((words >> np.uint64(11)) / 2**53, abs=1e-15)
    defects = place_defects(300, 0.001, seed=7)
    assert len(defects) == 71
    assert defects[0] == approx((119.1641402908727, 82.70570707355807), rel=1e-9)
    assert defects[1] == approx((-82.43784300282242, -59.95011452663235), rel=1e-9)
    assert place_defects(300, 0.001, seed=7) == defects
    assert place_defects(300, 0.001, seed=8) != defects


def test_defects_in_any_unit() -> None:
    for a, b in zip(place_defects(300, 0.001, 3), place_defects(30, 0.1, 3), strict=True):
        assert b == approx((a[0] / 10, a[1] / 10))


@pytest.mark.parametrize("size, spread", [(1, 0), (8, 3), (20, 30)])
def test_as_many_defects_as_expected(size: float, spread: float) -> None:
    """Area times density on average, inside the wafer, as dense at the rim; clusters vary more."""
    seeds = range(400)
    wafers = [np.array(place_defects(200, 0.002, seed, size, spread)).reshape(-1, 2) for seed in seeds]
    counts = [len(points) for points in wafers]
    expected = np.pi * 100**2 * 0.002
    assert mean(counts) == approx(expected, abs=4 * sqrt(variance(counts) / len(counts)))
    distance = np.hypot(*np.concatenate(wafers).T)
    assert distance.max() <= 100
    assert (distance > 80).mean() == approx(0.36, abs=0.03)
    if size == 1:
        assert variance(counts) / mean(counts) == approx(1, abs=0.25)
    else:
        assert variance(counts) / mean(counts) > 3


def test_clusters_are_tight() -> None:
    """Neighbours in a cluster lie a few spreads apart; even defects have no such neighbours."""

    def nearest(defects: list[tuple[float, float]]) -> float:
        points = np.array(defects)
        apart = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
        np.fill_diagonal(apart, np.inf)
        return float(np.median(apart.min(axis=1)))

    even, clusters = place_defects(300, 0.003, 1), place_defects(300, 0.003, 1, 12, 1.5)
    assert nearest(clusters) < 1.5 < 4 < nearest(even)


@given(some.floats(0.01, 3000), some.integers(0, 10**9))
def test_poisson_numbers(expected: float, seed: int) -> None:
    """The mean and the variance of drawn counts, within five standard deviations."""
    drawn = _Words(seed).poisson(expected, 2000)
    assert drawn.min() >= 0
    assert drawn.mean() == approx(expected, abs=5 * sqrt(expected / 2000))
    spread = sqrt((2 * expected**2 + expected) / 2000)
    assert drawn.var() == approx(expected, abs=6 * spread)


def test_defects_by_die() -> None:
    """Each defect counted in the die it lies in, none in the lanes; a die with none stays at none."""
    dies = [(0.0, 0.0, "whole"), (11.0, 0.0, "whole"), (22.0, 0.0, "partial")]
    defects = [(1.0, 1.0), (-5.0, 4.0), (5.5, 0.0), (10.0, -4.0), (200.0, 0.0)]
    assert defects_in_dies(defects, dies, 10, 8) == [2, 1, 0]
    assert defects_in_dies([], dies, 10, 8) == [0, 0, 0]


def test_one_wafer_two_cuts() -> None:
    """Defects on a wafer of dies: all lie in dies or lanes; the yield counted is about the yield computed."""
    dies = [die for die in grid_dies(10, 8, 0, 3, 300) if die[2] == "whole"]
    clean = [
        mean(hit == 0 for hit in defects_in_dies(place_defects(300, 0.002, seed), dies, 10, 8))
        for seed in range(40)
    ]
    assert mean(clean) == approx(exp(-80 * 0.002), abs=0.01)


@pytest.mark.parametrize(
    "given, sentence",
    [
        (
            {"cluster_size": 5},
            "cluster_size must be 1 with cluster_spread 0, or above 1 with that above 0: 5.0 and 0.0",
        ),
        (
            {"cluster_spread": 5},
            "cluster_size must be 1 with cluster_spread 0, or above 1 with that above 0: 1.0 and 5.0",
        ),
        (
            {"cluster_size": 9, "cluster_spread": 1e9},
            "cluster_spread is too large for this wafer or mesh: 1000000000.0",
        ),
        ({"groups": 3}, "groups must divide columns (100) and spare_columns (8), unlike 3"),
        ({"rows": 10**9}, "rows (1000000000) times columns (100) is too large a mesh to simulate"),
        ({"rows": 2.5}, "rows must be a whole number of 2 or more, not 2.5"),
        ({"seed": -1}, "seed must be a whole number of 0 or more, not -1"),
        ({"wafers": 0}, "wafers must be a whole number of 1 or more, not 0"),
        (
            {"cluster_size": 1e8, "cluster_spread": 1},
            "cluster_size must be at most 10000000, not 100000000.0",
        ),
        ({"mean_defects": 1e9}, "too many defects to draw: 1000000000.0 expected, at most 10000000 possible"),
    ],
)
def test_simulation_refuses(given: dict[str, float], sentence: str) -> None:
    arguments: dict[str, float] = {
        "rows": 50,
        "columns": 100,
        "spare_columns": 8,
        "mean_defects": 5,
        "seed": 1,
        "wafers": 1,
    }
    for function in (repair_mesh, share_repaired):
        with pytest.raises(ValueError) as raised:
            function(**(arguments | given))
        assert str(raised.value) == sentence
