"""Latency model, speculation, Amdahl: published rows and tables, and what must hold for every input."""

from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx, mark, raises

from ledger.checks import vectors
from snippets.formulas.decode import (
    amdahl,
    amdahl_limit,
    answer_time,
    effective_bandwidth,
    fixed_layer_time,
    latency_step_time,
    layer_time,
    saved_share,
    speculative_speed_up,
    speculative_tokens,
    speculative_work,
    tokens_per_second,
)
from snippets.formulas.roofline import decode_step_time

times = st.floats(1e-9, 1e3)
sizes = st.floats(1, 1e12)
shares = st.floats(0, 1)

# Parameters, layers and tokens per second on one WSE-2 (420 × 420 cores): WaferLLM, table 4.
FITTED = ((8.03e9, 32, 2699.9), (72.7e9, 80, 839.7))
HELD_OUT = ((13.02e9, 40, 2039.2), (33.74e9, 48, 1450.8))


def predicted(parameters: float, layers: int) -> float:
    """Tokens per second from the line through the smallest and the largest model."""
    (small, first, slow), (large, last, fast) = FITTED
    line = (2 * small / first, layer_time(slow, first), 2 * large / last, layer_time(fast, last))
    step = latency_step_time(
        layers, fixed_layer_time(*line), 2 * parameters / layers, effective_bandwidth(*line)
    )
    return tokens_per_second(step)


# The two rows that were not fitted: the line is too fast, by no more than 4 %.
held_out = mark.parametrize("parameters, layers, rate", HELD_OUT)


@vectors(latency_step_time, source="waferllm_osdi25")
@held_out
def test_rows_not_fitted(parameters: float, layers: int, rate: float) -> None:
    assert rate < predicted(parameters, layers) < 1.04 * rate


@vectors(layer_time, source="waferllm_osdi25")
@held_out
def test_rows_not_fitted_hold_the_layer_time(parameters: float, layers: int, rate: float) -> None:
    assert rate < predicted(parameters, layers) < 1.04 * rate


@vectors(fixed_layer_time, source="waferllm_osdi25")
@held_out
def test_rows_not_fitted_hold_the_fixed_time(parameters: float, layers: int, rate: float) -> None:
    assert rate < predicted(parameters, layers) < 1.04 * rate


@vectors(effective_bandwidth, source="waferllm_osdi25")
@held_out
def test_rows_not_fitted_hold_the_bandwidth(parameters: float, layers: int, rate: float) -> None:
    assert rate < predicted(parameters, layers) < 1.04 * rate


@vectors(tokens_per_second, source="scaling_book_inference")
@mark.parametrize("batch, milliseconds, rate", [(1, 4.98, 200.61), (8, 12.13, 659.30), (240, 249.09, 963.53)])
def test_throughput_of_a_batch(batch: float, milliseconds: float, rate: float) -> None:
    assert tokens_per_second(milliseconds / 1e3, batch) == approx(rate, rel=2e-3)


@vectors(answer_time, source="cbrs_workloads_note")
@mark.parametrize(
    "first_token, rate, seconds",
    [(0.60, 1861, 1.94), (1.48, 67, 38.89), (0.40, 422, 6.32), (0.70, 479, 5.92), (1.02, 692, 4.64)],
)
def test_whole_answers(first_token: float, rate: float, seconds: float) -> None:
    """Five providers of gpt-oss-120b: 500 tokens of answer after 2,000 of reasoning."""
    assert answer_time(first_token, 2500, rate) == approx(seconds, rel=8e-3)


@vectors(speculative_tokens, source="leviathan_speculative")
@mark.parametrize(
    "accepted, drafted, speed", [(0.2, 3, 1.25), (0.6, 2, 1.96), (0.8, 5, 3.69), (0.9, 10, 6.86)]
)
def test_tokens_of_a_step(accepted: float, drafted: int, speed: float) -> None:
    assert speculative_tokens(accepted, drafted) == approx(speed, abs=0.005)


@vectors(speculative_speed_up, source="leviathan_speculative")
@mark.parametrize(
    "accepted, drafted, speed",
    [(0.6, 2, 1.96), (0.7, 3, 2.53), (0.8, 2, 2.44), (0.8, 5, 3.69), (0.9, 2, 2.71)],
)
def test_speed_with_free_drafts(accepted: float, drafted: int, speed: float) -> None:
    assert speculative_speed_up(accepted, drafted) == approx(speed, abs=0.005)


@vectors(speculative_work, source="leviathan_speculative")
@mark.parametrize(
    "accepted, drafted, work",
    [(0.6, 2, 1.53), (0.7, 3, 1.58), (0.8, 2, 1.23), (0.8, 5, 1.63), (0.9, 2, 1.11), (0.9, 10, 1.60)],
)
def test_work_with_free_drafts(accepted: float, drafted: int, work: float) -> None:
    assert speculative_work(accepted, drafted) == approx(work, abs=0.005)


@vectors(amdahl, source="csapp_notes")
def test_amdahl_textbook() -> None:
    assert amdahl(0.6, 3) == approx(1.67, abs=0.005)


@vectors(amdahl, source="yadin_architecture")
@mark.parametrize("affected, speed_up, percent", [(0.93, 1.1, 9.2), (0.07, 8, 6.5)])
def test_amdahl_of_two_proposals(affected: float, speed_up: float, percent: float) -> None:
    assert (amdahl(affected, speed_up) - 1) * 100 == approx(percent, abs=0.05)


@vectors(amdahl_limit, source="csapp_notes")
def test_amdahl_limit_textbook() -> None:
    assert amdahl_limit(0.6) == 2.5


@vectors(saved_share, source="yadin_architecture")
@mark.parametrize("affected, speed_up, percent", [(0.93, 1.1, 9.2), (0.07, 8, 6.5)])
def test_saved_share_of_two_proposals(affected: float, speed_up: float, percent: float) -> None:
    assert (1 / (1 - saved_share(affected, speed_up)) - 1) * 100 == approx(percent, abs=0.05)


@given(times, st.floats(1e3, 1e15), sizes, st.floats(1.01, 100))
def test_two_points_give_the_line_back(fixed: float, bandwidth: float, small: float, ratio: float) -> None:
    large = small * ratio
    assume((large - small) / bandwidth > 1e-6 * fixed)
    line = (small, fixed + small / bandwidth, large, fixed + large / bandwidth)
    assert effective_bandwidth(*line) == approx(bandwidth, rel=1e-5)
    assert fixed_layer_time(*line) == approx(fixed, rel=1e-5, abs=1e-5 * line[1])


@given(st.integers(1, 200), sizes, st.floats(1e3, 1e15), st.floats(0, 1e12))
def test_without_latency_it_is_bytes_over_bandwidth(
    layers: int, size: float, bandwidth: float, cache: float
) -> None:
    step = latency_step_time(layers, 0, size, bandwidth, cache)
    assert step == approx(decode_step_time(layers * size, cache, bandwidth))


@given(st.integers(1, 200), times, sizes, st.floats(1e3, 1e15))
def test_latency_is_a_floor(layers: int, fixed: float, size: float, bandwidth: float) -> None:
    step = latency_step_time(layers, fixed, size, bandwidth)
    assert step >= layers * fixed
    assert layer_time(tokens_per_second(step), layers) == approx(step / layers)


@given(times, st.floats(1e-3, 1e6))
def test_proportional_times_leave_no_fixed_part(time: float, ratio: float) -> None:
    assume(ratio > 1.001)
    assert fixed_layer_time(3.0, time, 3.0 * ratio, time * ratio) == approx(0, abs=1e-9 * time)


def test_layers_that_fit_no_line() -> None:
    with raises(ValueError, match="no bandwidth explains both"):
        effective_bandwidth(1, 2, 2, 2)
    with raises(ValueError, match="faster than bytes"):
        fixed_layer_time(1, 1, 2, 3)
    with raises(ValueError, match="must have more bytes"):
        fixed_layer_time(2, 1, 2, 3)


@given(shares, st.integers(0, 60))
def test_speculation_is_bounded(accepted: float, drafted: int) -> None:
    made = speculative_tokens(accepted, drafted)
    assert 1 <= made <= drafted + 1
    assert speculative_tokens(accepted, drafted + 1) >= made
    if accepted < 0.999:
        assert made == approx((1 - accepted ** (drafted + 1)) / (1 - accepted))
    assert speculative_work(accepted, drafted) >= 1 - 1e-12


@given(st.floats(0, 0.99), st.floats(0, 2))
def test_one_draft_pays_if_accepted_more_often_than_it_costs(accepted: float, cost: float) -> None:
    """Corollary 3.9 of the paper: (1 + α)/(1 + c) for one token drafted."""
    assert speculative_speed_up(accepted, 1, cost) == approx((1 + accepted) / (1 + cost))


@given(st.floats(0, 0.999), st.floats(1, 1e9))
def test_amdahl_is_bounded_and_saves(affected: float, speed_up: float) -> None:
    whole = amdahl(affected, speed_up)
    assert whole * (1 + 1e-12) >= 1 and whole <= min(speed_up, amdahl_limit(affected)) * (1 + 1e-9)
    assert saved_share(affected, speed_up) == approx(1 - 1 / whole, abs=1e-12)
    assert amdahl(affected, 1e15) == approx(amdahl_limit(affected), rel=1e-9)


def test_where_everything_gets_faster() -> None:
    assert amdahl(1, 27.8) == approx(27.8)
    with raises(ValueError, match="less than 1"):
        amdahl_limit(1)
