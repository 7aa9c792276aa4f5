"""Every formula refuses what is not a lawful argument, in one sentence that names it."""

import inspect
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from math import inf, nan
from typing import Any

import numpy as np
import pytest

from snippets.formulas import chances, dies, grids, margin_sim, repair, repair_sim, scaling, yields

GOOD = {
    "area": 814.0,
    "chance": 0.3,
    "clustering": 2.0,
    "cluster_size": 1,
    "cluster_spread": 0,
    "columns": 30,
    "core_area": 0.05,
    "cores_in_row": 1078,
    "death_chance": 0.01,
    "defect_density": 0.001,
    "diameter": 300.0,
    "die_area": 814.0,
    "die_height": 8.0,
    "die_width": 10.0,
    "die_yield": 0.5,
    "dies": 60,
    "edge": 3.0,
    "groups": 1,
    "layer_defect_density": 0.0001,
    "layers": 12,
    "least": 3,
    "mean": 4.0,
    "mean_dead_per_row": 0.05,
    "mean_defects": 5.0,
    "most": 3,
    "offset_x": -1.0,
    "offset_y": 2.0,
    "redundant_share": 0.9,
    "rows": 20,
    "scribe": 0.1,
    "seed": 1,
    "side": 215.0,
    "spare_columns": 3,
    "spare_rows": 1,
    "spares": 3,
    "target": 0.9,
    "target_yield": 0.9,
    "trials": 144,
    "unit_area": 6.0,
    "units": 144,
    "units_needed": 132,
    "unprotected_share": 0.01,
    "wafers": 1,
}
ABOVE_ZERO = {
    "clustering",
    "columns",
    "diameter",
    "die_area",
    "die_height",
    "die_width",
    "groups",
    "layers",
    "rows",
    "side",
    "target_yield",
    "unit_area",
    "units",
    "wafers",
}
WHOLE = {
    "columns",
    "groups",
    "least",
    "most",
    "rows",
    "seed",
    "spare_columns",
    "spare_rows",
    "spares",
    "trials",
    "units",
    "units_needed",
    "wafers",
}
AT_MOST_ONE = {
    "chance",
    "death_chance",
    "die_yield",
    "redundant_share",
    "target",
    "target_yield",
    "unprotected_share",
}
ANY_SIGN = {"offset_x", "offset_y"}


def formulas() -> Iterator[Callable[..., Any]]:
    """Every public formula but those that take lists."""
    for module in (chances, dies, repair, repair_sim, yields):
        for name, function in vars(module).items():
            ours = inspect.isfunction(function) and function.__module__ == module.__name__
            if ours and name[0] != "_" and name != "defects_in_dies":
                yield function


def cases() -> Iterator[tuple[Callable[..., Any], str, Any]]:
    """Each formula with each of its arguments made wrong in each way."""
    for function in formulas():
        for name in inspect.signature(function).parameters:
            wrong: list[Any] = [nan, inf, -inf, "3", None, [1.0], True, np.True_, 1j, 10**400]
            wrong += [] if name in ANY_SIGN else [-1, -0.5]
            wrong += [0, 0.0] if name in ABOVE_ZERO else []
            wrong += [2.5] if name in WHOLE else []
            wrong += [1.0001] if name in AT_MOST_ONE else []
            for value in wrong:
                yield function, name, value


def test_every_parameter_is_known() -> None:
    """Good arguments are accepted, so that the refusals below are for the wrong one."""
    for function in formulas():
        names = inspect.signature(function).parameters
        assert function(**{name: GOOD[name] for name in names}) is not None, function.__name__


def test_wrong_arguments_are_named() -> None:
    """NaN, infinities, words, negatives, zero where there must be something, fractions of things."""
    tried = 0
    for function, name, value in cases():
        arguments = {each: GOOD[each] for each in inspect.signature(function).parameters} | {name: value}
        with pytest.raises(ValueError) as raised:
            function(**arguments)
        sentence = str(raised.value)
        assert name in sentence, f"{function.__name__}({name}={value!r}): {sentence}"
        assert repr(value) in sentence, f"{function.__name__}({name}={value!r}): {sentence}"
        assert "\n" not in sentence
        tried += 1
    assert tried > 1000


def test_other_numbers_are_numbers() -> None:
    """Integers, whole floats, fractions and NumPy's numbers are as good as floats."""
    exact = yields.harvested_yield(814.0, 0.001, 144, 132)
    for area in (814, Fraction(814), np.float64(814), np.int64(814), np.float32(814)):
        assert yields.harvested_yield(area, 0.001, 144.0, np.int32(132)) == exact


SIZES = ("diameter", "side", "die_area", "die_width", "die_height")


@pytest.mark.parametrize("size", [1e-320, 1e-300, 1e300, 1.7e308])
def test_sizes_beyond_any_wafer_are_refused(size: float) -> None:
    """No infinity, no NaN and no overflow from lengths and areas whose square is not a number any more."""
    for name, function in inspect.getmembers(dies, inspect.isfunction):
        if name[0] == "_" or function.__module__ != dies.__name__:
            continue
        names = inspect.signature(function).parameters
        for wrong in [each for each in SIZES if each in names]:
            with pytest.raises(ValueError, match=wrong):
                function(**{each: GOOD[each] for each in names} | {wrong: size})


def test_too_much_is_an_error_and_not_a_hang() -> None:
    """Grids, samples and counts that would not end, and ratios that are no numbers, are refused by name."""
    for call, name in (
        (lambda: grids.even_grid(0, 1, 10**18), "steps"),
        (lambda: grids.log_grid(1, 10, 10**18), "per_decade"),
        (lambda: grids.log_grid(1e-320, 1), "beyond any number"),
        (lambda: grids.even_grid(-1e308, 1e308, 3), "beyond any number"),
        (lambda: repair_sim.share_repaired(20, 30, 3, 5, 1, 10**18), "wafers"),
        (lambda: repair_sim.repair_mesh(20, 30, 3, 5, 1, 10**18), "wafers"),
        (lambda: repair_sim.share_repaired(20, 30, 3, 5, 1, 10**6), "wafers"),
        (lambda: repair_sim.repair_mesh(3000, 3000, 3, 5, 1, 1000), "wafers"),
        (lambda: repair.spares_needed(20, 1e12, 0.9), "mean_dead_per_row"),
        (lambda: margin_sim.triangular_samples(0, 1, 2, 10**12), "samples"),
        (lambda: margin_sim.triangular_samples(-1e308, 0, 1e308), "the range"),
        (lambda: scaling.wafers_needed(140e9, 1e-300), "beyond any number"),
    ):
        with pytest.raises(ValueError, match=name):
            call()


def test_single_precision_in_double_out() -> None:
    """NumPy's single precision and decimals as arguments give plain floats."""
    assert type(scaling.machines_spanned(140e9, 44e9, np.float32(0.5))) is float
    shifted = dies.grid_dies(28, 29, 0.1, 3, 300, Decimal("2"), np.float32(1))
    assert shifted == dies.grid_dies(28, 29, 0.1, 3, 300, 2.0, 1.0)
