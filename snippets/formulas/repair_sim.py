"""Random defects on a wafer and their repair in a mesh of cores, drawn with NumPy.

Seeds: all randomness comes from the raw 64-bit words of NumPy's PCG64, whose stream NumPy promises to keep
(it does not promise that of `Generator`), and is turned into uniform, Poisson and normal numbers here. The
same seed gives the same defects on every machine and version, up to the last digits of logarithm, sine and
cosine.

Two ways in which defects fall. Evenly: a Poisson process. In clusters: cluster centres fall evenly, each
has a Poisson number of defects (`cluster_size` on average) scattered normally around it (`cluster_spread`,
standard deviation per axis). The mean number of defects is the same (Thomas process; Stapper's negative
binomial is a relative of it).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, lgamma, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ledger.units import count, mm, per_mm2, share
from snippets.formulas._basics import not_negative, number, positive, whole

Points = NDArray[np.float64]
_MOST_DEFECTS, _MOST_CORES, _MOST_STEPS = 1e7, 2e7, 1e9  # rather an error than a hang, or no memory
_PER_DEFECT, _PER_WAFER, _PER_PATHS = 50, 1000, 8000  # steps of work, where looking at a core is one
_SIZES = 1e-100, 1e100  # of a wafer: squares stay numbers
_NEVER = 1e-200  # a mean at which nothing ever happens
_PATHS = 2000  # random pairs of cores between which the length of a path is measured, per wafer


def place_defects(
    diameter: mm, defect_density: per_mm2, seed: count, cluster_size: count = 1.0, cluster_spread: mm = 0.0
) -> list[tuple[float, float]]:
    """Random defects on a round wafer: their x and y from its centre, in the order drawn.

    The number of defects is random too; its mean is area times density. `cluster_size` of 1 spreads them
    evenly; above 1 they fall in clusters, which need a `cluster_spread` above zero. ValueError for any
    other argument.
    """
    side = positive("diameter", diameter)
    if not _SIZES[0] <= side <= _SIZES[1]:
        raise ValueError(f"diameter must be between {_SIZES[0]} and {_SIZES[1]}, not {diameter!r}")
    mean = side * side * not_negative("defect_density", defect_density)
    points = _scatter(_Words(seed), side, side, mean, cluster_size, cluster_spread) - side / 2.0
    inside = points[(points * points).sum(axis=1) <= side * side / 4.0]
    return [(float(x), float(y)) for x, y in inside]


def defects_in_dies(
    defects: list[tuple[float, float]], dies: list[tuple[float, float, str]], die_width: mm, die_height: mm
) -> list[int]:
    """For each die of `grid_dies`: how many of the defects lie in it. Those in scribe lanes lie in none."""
    width, height = positive("die_width", die_width) / 2.0, positive("die_height", die_height) / 2.0
    points = np.array(_pairs("defects", defects, 2), dtype=np.float64).reshape(-1, 2)
    return [
        int(((abs(points[:, 0] - x) <= width) & (abs(points[:, 1] - y) <= height)).sum())
        for x, y in _pairs("dies", dies, 3)
    ]


def _pairs(name: str, places: Sequence[Sequence[Any]], length: int) -> list[tuple[float, float]]:
    """The x and y of defects (pairs) or of dies (triples)."""
    try:
        listed = [tuple(place) for place in places]
    except TypeError:
        listed = [()]
    if any(len(place) != length for place in listed):
        raise ValueError(f"{name} must be a list of {'pairs' if length == 2 else 'triples'}: x, y …")
    return [(number(f"x of {name}", place[0]), number(f"y of {name}", place[1])) for place in listed]


@dataclass(frozen=True)
class MeshRepair:
    """What skipping dead cores did to simulated wafers. Hops and spares are of the wafers it repaired.

    They are None if it repaired none.
    """

    wafers: float
    repaired: float  # share of wafers on which enough rows had enough live cores
    dead: float  # dead cores per wafer, on average
    rows_hit: float  # share of built rows with a dead core
    spares_used: float | None  # per row of the finished mesh, on average
    spares_used_most: float | None  # in any row
    along: float | None  # extra hops between neighbours in a row, on average
    along_most: float | None
    across: float | None  # extra hops between neighbours in adjacent rows, on average
    across_most: float | None
    stretch: (
        float | None
    )  # hops of a path along a row, then a column, over hops without dead cores, on average
    stretch_most: float | None
    kept_by_rows: float  # share of cores left if every row with a dead core is dropped instead
    kept_by_columns: float  # the same with columns


def repair_mesh(
    rows: count,
    columns: count,
    spare_columns: count,
    mean_defects: count,
    seed: count,
    wafers: count = 10.0,
    cluster_size: count = 1.0,
    cluster_spread: count = 0.0,
    spare_rows: count = 0.0,
    groups: count = 1.0,
) -> MeshRepair:
    """Kill cores at random, repair the mesh, measure the detours; averages over `wafers` simulated wafers.

    The finished mesh has `rows` by `columns` cores; built are `spare_columns` and `spare_rows` more. Each
    row is repaired by itself: the first live core of the row plays column one, and so on, so a dead core
    moves the rest of its row by one place. With `groups` above one, a row consists of that many equal
    groups, each with its own part of the spares at its end: shorter moves, but a group runs out sooner. A
    row that lacks live cores is skipped as long as there are spare rows; after that the wafer counts as
    lost. `mean_defects` defects per wafer are to be expected on the built grid, and each kills the core it
    falls in; `cluster_spread` is in cores. Hops are counted in cores passed, along rows and columns, dead
    ones included.

    ValueError for numbers that are not whole where they must be, for columns that `groups` does not divide,
    and for more than about a minute's work.
    """
    mesh = _Mesh(rows, columns, spare_columns, spare_rows, groups)
    words, runs = _Words(seed), _runs(wafers, mesh.cores + _PER_PATHS, mean_defects)
    seen = []
    for _ in range(runs):
        cells = mesh.draw(words, mean_defects, cluster_size, cluster_spread)
        seen.append(mesh.repair(cells, words))
    fixed = [one for one in seen if one["repaired"]]

    def mean(name: str, of: list[dict[str, float]]) -> float:
        return sum(one[name] for one in of) / len(of)

    found: dict[str, Any] = {"wafers": float(runs), "repaired": len(fixed) / runs}
    for name in ("dead", "rows_hit", "kept_by_rows", "kept_by_columns"):
        found[name] = mean(name, seen)
    for name in ("spares_used", "along", "across", "stretch"):
        found[name] = mean(name, fixed) if fixed else None
        found[f"{name}_most"] = max((one[f"{name}_most"] for one in fixed), default=None)
    return MeshRepair(**found)


def share_repaired(
    rows: count,
    columns: count,
    spare_columns: count,
    mean_defects: count,
    seed: count,
    wafers: count = 1000.0,
    cluster_size: count = 1.0,
    cluster_spread: count = 0.0,
    spare_rows: count = 0.0,
    groups: count = 1.0,
) -> share:
    """Share of simulated wafers that can be repaired: `repair_mesh` without the hops, and far faster."""
    mesh = _Mesh(rows, columns, spare_columns, spare_rows, groups)
    words, runs = _Words(seed), _runs(wafers, mesh.built_rows * mesh.groups, mean_defects)
    fixed = 0
    for _ in range(runs):
        cells = mesh.draw(words, mean_defects, cluster_size, cluster_spread)
        fixed += len(mesh.usable_rows(cells)) >= mesh.rows
    return fixed / runs


def _runs(wafers: float, looked_at: int, mean_defects: float) -> int:
    """How many wafers to simulate, if that is no more than about a minute's work."""
    steps = looked_at + _PER_WAFER + _PER_DEFECT * not_negative("mean_defects", mean_defects)
    runs, most = whole("wafers", wafers, 1), max(1, int(_MOST_STEPS / steps))
    if runs > most:
        raise ValueError(f"wafers must be at most {most} for such a mesh and so many defects, not {wafers!r}")
    return runs


class _Words:
    """A stream of random numbers from a seed."""

    def __init__(self, seed: float) -> None:
        self._bits = np.random.PCG64(whole("seed", seed))

    def uniform(self, size: int) -> Points:
        """Numbers above 0 and below 1, each the middle of one of 2^53 equal steps."""
        words = self._bits.random_raw(size)
        return ((words >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53

    def normal(self, size: int) -> Points:
        """Standard normal pairs, by Box and Muller."""
        radius = np.sqrt(-2.0 * np.log(self.uniform(size)))
        angle = 2.0 * np.pi * self.uniform(size)
        return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])

    def poisson(self, mean: float, size: int) -> NDArray[np.int64]:
        """Poisson counts, by looking uniform numbers up in the table of cumulated chances."""
        chance = self.uniform(size)
        if mean < _NEVER:
            return np.zeros(size, dtype=np.int64)
        reach = 12.0 * sqrt(mean) + 40.0
        first = max(0, int(mean - reach))
        counts = np.arange(first, ceil(mean + reach))
        steps = np.log(mean / np.maximum(counts, 1.0))
        steps[0] = first * log(mean) - mean - lgamma(first + 1.0)
        found = np.searchsorted(np.cumsum(np.exp(np.cumsum(steps))), chance)
        return np.asarray(first + np.minimum(found, len(counts) - 1), dtype=np.int64)


def _scatter(
    words: _Words, width: float, height: float, mean: float, cluster_size: float, cluster_spread: float
) -> Points:
    """Defects on a rectangle from (0, 0) to (width, height), `mean` to be expected.

    Centres of clusters also fall outside, up to five spreads away, so that edges are hit as often as the
    middle.
    """
    size, spread = number("cluster_size", cluster_size), not_negative("cluster_spread", cluster_spread)
    if size < 1.0 or (size > 1.0) != (spread > 0.0):
        raise ValueError(
            f"cluster_size must be 1 with cluster_spread 0, or above 1 with that above 0: {size} and {spread}"
        )
    if size > _MOST_DEFECTS:
        raise ValueError(f"cluster_size must be at most {_MOST_DEFECTS:.0f}, not {cluster_size!r}")
    margin = 5.0 * spread
    outer = np.array([width + 2.0 * margin, height + 2.0 * margin])
    enlarged = (1.0 + 2.0 * margin / width) * (1.0 + 2.0 * margin / height)
    if not mean <= _MOST_DEFECTS:
        raise ValueError(f"too many defects to draw: {mean!r} expected, at most {_MOST_DEFECTS:.0f} possible")
    if not mean * enlarged <= _MOST_DEFECTS:
        raise ValueError(f"cluster_spread is too large for this wafer or mesh: {cluster_spread!r}")
    centres = int(words.poisson(mean / size * enlarged, 1)[0])
    points = words.uniform(2 * centres).reshape(-1, 2) * outer - margin
    if spread:
        points = np.repeat(points, words.poisson(size, centres), axis=0)
        points = points + spread * words.normal(len(points))
    inside = (points >= 0.0) & (points < np.array([width, height]))
    return np.asarray(points[inside.all(axis=1)], dtype=np.float64)


class _Mesh:
    """A grid of cores: rows of groups, each group with its spares at its end."""

    def __init__(
        self, rows: float, columns: float, spare_columns: float, spare_rows: float, groups: float
    ) -> None:
        self.rows, self.columns = whole("rows", rows, 2), whole("columns", columns, 2)
        self.groups, spares = whole("groups", groups, 1), whole("spare_columns", spare_columns)
        if self.columns % self.groups or spares % self.groups:
            raise ValueError(
                f"groups must divide columns ({columns}) and spare_columns ({spare_columns}), unlike {groups}"
            )
        self.built_rows = self.rows + whole("spare_rows", spare_rows)
        self.built_columns = self.columns + spares
        self.cores = self.built_rows * self.built_columns
        if self.cores > _MOST_CORES:
            raise ValueError(f"rows ({rows}) times columns ({columns}) is too large a mesh to simulate")

    def draw(
        self, words: _Words, mean_defects: float, cluster_size: float, cluster_spread: float
    ) -> NDArray[np.int64]:
        """The dead cores of one wafer, each once, counted along the rows."""
        mean = not_negative("mean_defects", mean_defects)
        points = _scatter(words, self.built_columns, self.built_rows, mean, cluster_size, cluster_spread)
        columns, rows = points.astype(np.int64).T
        return np.unique(rows * self.built_columns + columns)

    def usable_rows(self, cells: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows in which every group has enough live cores."""
        groups = cells // (self.built_columns // self.groups)  # counted along the rows too
        lost = np.bincount(groups, minlength=self.built_rows * self.groups).reshape(-1, self.groups)
        return np.flatnonzero((lost <= (self.built_columns - self.columns) // self.groups).all(axis=1))

    def places(self, dead: NDArray[np.bool_], chosen: NDArray[np.int64]) -> NDArray[np.int32]:
        """Where in its row each core of the finished mesh sits: the first live ones of each group."""
        width, used = self.built_columns // self.groups, self.columns // self.groups
        starts = np.arange(self.groups, dtype=np.int32)[:, None] * width
        places = np.tile(starts + np.arange(used, dtype=np.int32), (len(chosen), 1, 1))
        grouped = dead[chosen].reshape(len(chosen), self.groups, width)
        row, group = np.nonzero(grouped.any(axis=2))
        live_first = np.argsort(grouped[row, group], axis=1, kind="stable")[:, :used]
        places[row, group] = starts[group] + live_first.astype(np.int32)
        return np.asarray(places.reshape(len(chosen), self.columns), dtype=np.int32)

    def repair(self, cells: NDArray[np.int64], words: _Words) -> dict[str, float]:
        """Skip dead cores, and measure."""
        rows_hit = len(np.unique(cells // self.built_columns)) / self.built_rows
        chosen = self.usable_rows(cells)[: self.rows]
        found = {
            "dead": float(len(cells)),
            "rows_hit": rows_hit,
            "kept_by_rows": 1.0 - rows_hit,
            "kept_by_columns": 1.0 - len(np.unique(cells % self.built_columns)) / self.built_columns,
            "repaired": float(len(chosen) == self.rows),
        }
        if not found["repaired"]:
            return found
        dead = np.zeros((self.built_rows, self.built_columns), dtype=np.bool_)
        dead.ravel()[cells] = True
        places = self.places(dead, chosen)
        ends = places.reshape(self.rows, self.groups, -1)[:, :, -1]
        width, used = self.built_columns // self.groups, self.columns // self.groups
        skipped = (ends - np.arange(self.groups) * width - (used - 1)).sum(axis=1)
        along = np.diff(places, axis=1) - 1
        across = np.abs(np.diff(places, axis=0)) + np.diff(chosen).astype(np.int32)[:, None] - 1
        stretch = self._stretch(places, across + 1, words)
        return found | {
            "spares_used": float(np.mean(skipped)),
            "spares_used_most": float(np.max(skipped)),
            "along": float(along.mean()),
            "along_most": float(along.max()),
            "across": float(across.mean()),
            "across_most": float(across.max()),
            "stretch": float(stretch.mean()),
            "stretch_most": float(stretch.max()),
        }

    def _stretch(self, places: NDArray[np.int32], hops: NDArray[np.int32], words: _Words) -> Points:
        """Hops of random paths, along a row and then down a column, over those of a perfect mesh."""
        depth = np.zeros((self.rows, self.columns), dtype=np.int32)
        np.cumsum(hops, axis=0, out=depth[1:])
        row = (words.uniform(2 * _PATHS).reshape(2, -1) * self.rows).astype(np.int64)
        column = (words.uniform(2 * _PATHS).reshape(2, -1) * self.columns).astype(np.int64)
        ideal = abs(row[0] - row[1]) + abs(column[0] - column[1])
        width = abs(places[row[0], column[0]] - places[row[0], column[1]])
        walked = width + abs(depth[row[0], column[1]] - depth[row[1], column[1]])
        return np.asarray(walked[ideal > 0] / ideal[ideal > 0], dtype=np.float64)
