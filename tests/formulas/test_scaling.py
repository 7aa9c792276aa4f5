"""Wafers for a model and streaming its weights: worked answers, and what must hold for every input."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark, raises

from ledger.checks import vectors
from snippets.formulas.roofline import compute_time, critical_batch, model_bytes
from snippets.formulas.scaling import (
    largest_model,
    machines_spanned,
    stream_time,
    streaming_batch,
    streaming_step_time,
    wafers_needed,
)

parameters = st.floats(1e3, 1e14)
sizes = st.floats(0.25, 16)
memories = st.floats(1e6, 1e14)
reserves = st.floats(0, 0.95)
rates = st.floats(1e9, 1e18)


@vectors(machines_spanned, source="scaling_book_serving")
@mark.parametrize("bytes_per_parameter, chips", [(2, 8.75), (1, 4.38)])
def test_chips_for_70b(bytes_per_parameter: float, chips: float) -> None:
    assert machines_spanned(70e9 * bytes_per_parameter, 16e9) == approx(chips, abs=0.006)


@vectors(wafers_needed, source="scaling_book_serving")
@mark.parametrize("size, chips", [(112e9, 7), (70e9 + 1.3e12, 86)])
def test_chips_with_caches(size: float, chips: int) -> None:
    assert wafers_needed(size, 16e9) == chips


@vectors(wafers_needed, source="hotchips36_lie")
def test_wafers_for_70b() -> None:
    assert wafers_needed(model_bytes(70e9, 2), 44e9) == 4


@vectors(largest_model, source="cs336_resources")
def test_largest_model_to_train() -> None:
    assert largest_model(8, 80e9, 16) == 40e9


@vectors(stream_time, source="scaling_book_tpus")
@mark.parametrize("size, bandwidth, milliseconds", [(8e9, 8 * 1.5e10, 66), (200e9 / 32 * 2, 1.23e12, 10)])
def test_streams(size: float, bandwidth: float, milliseconds: float) -> None:
    assert stream_time(size, 1, bandwidth) * 1e3 == approx(milliseconds, rel=0.02)


@vectors(streaming_batch, source="scaling_book_tpus")
def test_batch_over_pcie() -> None:
    assert streaming_batch(9.2e14, 1.5e10, 2, passes=1, per_parameter=2) == approx(61_000, rel=0.01)


@vectors(streaming_step_time, source="scaling_book_tpus")
def test_step_over_pcie() -> None:
    """At the published batch the arithmetic takes as long as the stream."""
    step = streaming_step_time(1e9, 2, 61_000, 9.2e14, 1.5e10, passes=1, per_parameter=2)
    assert step == approx(compute_time(2 * 1e9 * 61_000, 9.2e14), rel=0.01)


@given(parameters, sizes, memories, reserves)
def test_enough_and_not_one_too_many(count: float, size: float, memory: float, reserve: float) -> None:
    machines = wafers_needed(count * size, memory, reserve)
    spanned = machines_spanned(count * size, memory, reserve)
    assert machines == int(machines) >= 1
    assert machines * (1 + 1e-9) >= spanned > (machines - 1) * (1 - 1e-9) - (machines == 1)
    assert largest_model(machines, memory, size, reserve) * (1 + 1e-9) >= count


@given(st.integers(1, 10_000), memories, st.floats(0.001, 1000))
def test_a_model_that_just_fits_needs_no_further_wafer(machines: int, memory: float, unit: float) -> None:
    assert wafers_needed(machines * memory * unit, memory * unit) == machines


@given(parameters, sizes, rates, rates, st.integers(1, 5), st.floats(0.05, 1), st.floats(0.01, 100))
def test_step_turns_at_the_streaming_batch(
    count: float, size: float, compute: float, bandwidth: float, passes: int, used: float, factor: float
) -> None:
    turn = streaming_batch(compute, bandwidth, size, passes, used)
    step = streaming_step_time(count, size, turn * factor, compute, bandwidth, passes, used)
    stream = passes * stream_time(count, size, bandwidth)
    assert step == approx(stream * max(1.0, factor))


@given(rates, rates, sizes)
def test_one_pass_is_the_critical_batch(compute: float, bandwidth: float, size: float) -> None:
    assert streaming_batch(compute, bandwidth, size, 1, per_parameter=2) == approx(
        critical_batch(compute, bandwidth, size)
    )


def test_all_reserved() -> None:
    assert wafers_needed(0, 1) == 1
    with raises(ValueError, match="reserve must be less than 1"):
        wafers_needed(1, 1, 1)
