"""What holds for every formula of speed, scale, money and time: refusals, and any system of units."""

import inspect
from collections.abc import Callable
from functools import cache
from math import inf, isclose, nan
from typing import Any, get_type_hints

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import mark, raises

from ledger.units import UNITS, base, unit_name
from snippets.formulas import (
    concentration,
    dates,
    decode,
    disaggregation,
    energy,
    margin,
    roofline,
    scaling,
    training,
    valuation,
)

MODULES = (
    roofline,
    decode,
    disaggregation,
    scaling,
    training,
    energy,
    concentration,
    valuation,
    margin,
    dates,
)
# For each formula: arguments that it accepts, none at a limit.
GOOD: dict[str, tuple[Any, ...]] = {
    "arithmetic_intensity": (2e12, 3e9),
    "matmul_intensity": (8, 4096, 16384, 2, 2),
    "ridge_point": (9.89e14, 3.35e12),
    "attainable_rate": (12.0, 9.89e14, 3.35e12),
    "compute_time": (2e15, 9.89e14, 0.4),
    "transfer_time": (1.4e11, 3.35e12, 0.7),
    "model_bytes": (70.6e9, 2),
    "kv_bytes_per_token": (80, 8, 128, 2, 1),
    "kv_cache": (327680, 8192, 3),
    "prefill_time": (70.6e9, 4096, 7.9e15, 0.4, 2),
    "decode_step_time": (1.4e11, 2.7e9, 3.35e12),
    "batched_step_time": (70.6e9, 1.4e11, 2.7e9, 400, 9.89e14, 3.35e12, 2),
    "critical_batch": (9.89e14, 3.35e12, 1, 2),
    "largest_batch": (6.4e11, 1.4e11, 2.7e9),
    "flop_utilisation": (4.2e11, 2.5e5, 1024, 9.89e14),
    "experts_read": (128, 4, 16),
    "transformer_parameters": (80, 8192, 28672, 64, 8, 128, 128256, 3, 2, 0, 161),
    "layer_time": (2699.9, 32, 1),
    "effective_bandwidth": (5e8, 1.16e-5, 1.8e9, 1.49e-5),
    "fixed_layer_time": (5e8, 1.16e-5, 1.8e9, 1.49e-5),
    "latency_step_time": (40, 1.03e-5, 6.5e8, 4e14, 1e9),
    "tokens_per_second": (0.017, 32),
    "answer_time": (0.6, 500, 1861),
    "speculative_tokens": (0.8, 5),
    "speculative_speed_up": (0.8, 5, 0.05),
    "speculative_work": (0.8, 5, 0.01),
    "amdahl": (0.9, 27.8),
    "amdahl_limit": (0.9,),
    "saved_share": (0.1, 2),
    "request_time": (4096, 512, 27686.5, 2699.9),
    "end_to_end_rate": (4096, 512, 27686.5, 2699.9),
    "kv_transfer_time": (4096, 131072, 1.25e10),
    "split_request_time": (4096, 512, 27686.5, 2699.9, 131072, 1.25e10),
    "decode_share": (4096, 512, 27686.5, 2699.9),
    "capacity_gain": (4096, 512, 27686.5, 2699.9, 0.3),
    "prompt_ratio": (5, 27686.5, 2699.9),
    "break_even_ratio": (0.5, 27686.5, 2699.9),
    "prefill_machines": (0.91, 9.7, 32),
    "link_needed": (131072, 27686.5),
    "break_even_link": (131072, 4000, 27686.5),
    "machines_spanned": (8.1e11, 4.4e10, 0.1),
    "wafers_needed": (8.1e11, 4.4e10, 0.1),
    "largest_model": (4, 4.4e10, 2, 0.1),
    "stream_time": (70.6e9, 2, 1.5e11),
    "streaming_step_time": (70.6e9, 2, 4e6, 1e18, 1.5e11, 3, 0.4, 6),
    "streaming_batch": (1e18, 1.5e11, 2, 3, 0.4, 6),
    "training_flop": (405e9, 15.6e12, 6),
    "flop_per_trained_token": (405e9, 126, 128, 128, 8192, 6),
    "run_time": (3.8e25, 16384, 9.89e14, 0.4),
    "run_time_at_rate": (15.6e12, 2.7e6),
    "implied_work": (16384, 9.89e14, 0.4, 6.8e6),
    "implied_utilisation": (3.8e25, 16384, 9.89e14, 6.8e6),
    "run_cost": (50_000, 4380, 2.35),
    "implied_rate": (5e8, 50_000, 4380),
    "ring_allreduce_time": (1e9, 16, 4.5e11, 1e-6),
    "run_energy": (16384, 700, 6.8e6, 1.1),
    "energy_per_token": (23_000, 1800),
    "energy_per_byte": (640e-12, 4),
    "movement_energy": (1e9, 1e-10),
    "movement_power": (3.35e12, 1e-10),
    "average_power": (23_000, 18_400, 0.34),
    "duty_energy_per_token": (23_000, 18_400, 1800, 0.34),
    "parity_duty": (23_000, 18_400, 1800, 33),
    "shared_parity_duty": (23_000, 18_400, 22_400, 4480, 2),
    "herfindahl": ([0.62, 0.24],),
    "herfindahl_ceiling": ([0.62, 0.24], 0.1),
    "unnamed_share": ([0.62, 0.24],),
    "effective_customers": (4420,),
    "combined_share": ([0.62, 0.24], 1),
    "revenue_without": (510, 0.62),
    "market_value": (185, 215.1),
    "implied_shares": (39_800, 185),
    "implied_price": (39_800, 215.1),
    "price_to_sales": (39_800, 510),
    "net_new_shares": (30, 12.5, 185),
    "diluted_shares": (215.1, 30, 12.5, 185, 33.4),
    "dilution_per_share": (28.25, 4.61),
    "new_holders_share": (30, 185.1),
    "sales_needed": (56_400, 10, 0.1, 5),
    "growth_needed": (510, 9000, 5),
    "present_value": ([3.69, 10.58, 10.33], 0.1, 1),
    "scheduled_value": (24.6, [0.15, 0.43, 0.42], [1, 3, 5], 0.1),
    "unit_cost": (20_000, 0.9, 430_000),
    "gross_margin": (2e6, 20_000, 0.9, 430_000),
    "price_at_margin": (450_000, 0.429),
    "margin_change_by_yield": (2e6, 20_000, 0.9, 0.45),
    "margin_change_by_cost": (2e6, 20_000, 30_000),
    "margin_change_by_price": (450_000, 2e6, 3e6),
    "owned_hour": (2e6, 35_040, 4, 0.8),
    "break_even_time": (2e6, 41.96, 4, 0.8),
    "break_even_utilisation": (2e6, 35_040, 41.96, 4),
    "day_number": ("2026-05-14",),
    "days_between": ("2024-09-30", "2026-04-17"),
    "years_between": ("2024-09", "2026"),
    "day_after": ("2025-12-31",),
    "years_after": ("2024-02-29", 2.0),
    "quarter_after": ("2026-06-30",),
}


def public(module: Any) -> dict[str, Callable[..., Any]]:
    """The formulas that a module defines."""
    return {
        name: found
        for name, found in vars(module).items()
        if inspect.isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_")
    }


FORMULAS = {name: found for module in MODULES for name, found in public(module).items()}


@cache
def units(name: str) -> tuple[tuple[str | None, ...], str | None]:
    """The unit of each parameter and of the answer; None for a list."""
    hints = get_type_hints(FORMULAS[name], include_extras=True)
    asked = tuple(unit_name(hints[parameter]) for parameter in inspect.signature(FORMULAS[name]).parameters)
    return asked, unit_name(hints["return"])


def test_every_formula_has_an_example() -> None:
    assert set(FORMULAS) == set(GOOD)


@mark.parametrize("name", sorted(GOOD))
def test_examples_name_all_parameters_and_give_numbers(name: str) -> None:
    assert len(GOOD[name]) == len(inspect.signature(FORMULAS[name]).parameters)
    assert isinstance(FORMULAS[name](*GOOD[name]), str if units(name)[1] == "date" else float)
    assert inspect.getdoc(FORMULAS[name])


NONSENSE: tuple[Any, ...] = (
    nan,
    inf,
    -inf,
    None,
    "12",
    b"12",
    bytearray(b"12"),
    True,
    np.True_,
    1j,
    [],
    10**400,
)


@mark.parametrize("name", sorted(GOOD))
def test_nonsense_is_refused_in_one_sentence(name: str) -> None:
    asked, _ = units(name)
    for place, unit in enumerate(asked):
        for wrong in NONSENSE:
            if unit is None and isinstance(wrong, list):
                continue  # an empty list: told by the tests of the module
            arguments = [*GOOD[name]]
            arguments[place] = [wrong] if unit is None else wrong
            with raises(ValueError) as refusal:
                FORMULAS[name](*arguments)
            sentence = str(refusal.value)
            assert sentence and "\n" not in sentence and len(sentence) < 700, sentence


SIGNED = {("revenue_without", 0), ("dilution_per_share", 1), ("sales_needed", 2), ("price_at_margin", 1)}
SIGNED |= {("present_value", 0), ("present_value", 1), ("scheduled_value", 3)}


@mark.parametrize("name", sorted(set(GOOD) - set(public(dates))))
def test_negative_amounts_are_refused(name: str) -> None:
    for place, value in enumerate(GOOD[name]):
        if (name, place) in SIGNED:
            continue
        arguments = [*GOOD[name]]
        arguments[place] = [-one for one in value] if isinstance(value, list) else -abs(value) - 1e-9
        with raises(ValueError):
            FORMULAS[name](*arguments)


factors = st.floats(1e-3, 1e3)
SYSTEM = st.fixed_dictionaries(
    dict.fromkeys(("second", "byte", "flop", "token", "joule", "usd", "stock", "metre"), factors)
)


@mark.parametrize("name", sorted(set(GOOD) - set(public(dates))))
@settings(max_examples=25)
@given(system=SYSTEM)
def test_any_system_of_units_gives_the_same_answer(name: str, system: dict[str, float]) -> None:
    def by(unit: str | None) -> float:
        factor = 1.0
        for dimension, power in base(unit)[1] if unit else ():
            factor *= system.get(dimension, 1.0) ** power
        return factor

    asked, answer = units(name)
    if None in asked:
        asked = tuple(unit or ("usd" if name == "present_value" else None) for unit in asked)
    moved = [
        [one * by(unit) for one in value] if isinstance(value, list) else value * by(unit)
        for value, unit in zip(GOOD[name], asked, strict=True)
    ]
    assert isclose(FORMULAS[name](*moved), FORMULAS[name](*GOOD[name]) * by(answer), rel_tol=1e-9)


def test_units_are_those_of_the_ledger() -> None:
    for name in FORMULAS:
        asked, answer = units(name)
        assert answer in UNITS, name
        for parameter, unit, value in zip(
            inspect.signature(FORMULAS[name]).parameters, asked, GOOD[name], strict=True
        ):
            assert (unit in UNITS) != isinstance(value, list), f"{name}: {parameter}"
