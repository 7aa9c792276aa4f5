"""Training runs: published tables and worked answers, and what must hold for every input."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark, raises

from ledger.checks import vectors
from snippets.formulas.training import (
    flop_per_trained_token,
    implied_rate,
    implied_utilisation,
    implied_work,
    ring_allreduce_time,
    run_cost,
    run_time,
    run_time_at_rate,
    training_flop,
)

DAY = 86_400
amounts = st.floats(1e-3, 1e15)
used = st.floats(0.01, 1)
chips = st.integers(1, 1_000_000)
# Table D.1 of the GPT-3 paper: million parameters, billion tokens, petaflop-days, FLOP.
TABLE_D1 = [
    (109, 250, 1.89, 1.64e20),
    (355, 250, 6.16, 5.33e20),
    (125, 2000, 17.4, 1.50e21),
    (355, 2000, 49.3, 4.26e21),
    (125, 300, 2.60, 2.25e20),
    (760, 300, 15.8, 1.37e21),
    (2650, 300, 55.2, 4.77e21),
    (12850, 300, 268, 2.31e22),
    (174600, 300, 3640, 3.14e23),
]
table_d1 = mark.parametrize("millions, billions, pf_days, work", TABLE_D1)


@vectors(training_flop, source="gpt3_paper")
@table_d1
def test_compute_of_language_models(millions: float, billions: float, pf_days: float, work: float) -> None:
    assert training_flop(millions * 1e6, billions * 1e9) == approx(work, rel=4e-3)


@vectors(implied_work, source="gpt3_paper")
@table_d1
def test_petaflop_days(millions: float, billions: float, pf_days: float, work: float) -> None:
    assert implied_work(1, 1e15, 1, pf_days * DAY) == approx(work, rel=5e-3)


@vectors(implied_work, source="cs336_resources")
def test_a_week_on_eight_h100() -> None:
    assert implied_work(8, 1979e12 / 2, 1, 7 * DAY) == approx(4.7875968e21, rel=1e-9)


@vectors(flop_per_trained_token, source="nanogpt_sizing")
def test_gpt2_with_attention() -> None:
    assert 1024 * flop_per_trained_token(124337664 - 786432, 12, 12, 64, 1024) == 875062886400


@vectors(run_time, source="cs336_resources")
def test_70b_on_1024_h100() -> None:
    assert run_time(6 * 70e9 * 15e12, 1024, 1979e12 / 2, 0.5) / DAY == approx(143.92659381842682, rel=1e-12)


@vectors(run_time, source="scaling_book_training")
def test_70b_on_a_pod() -> None:
    assert run_time(training_flop(70e9, 15e12), 8960, 4.59e14, 0.4) / DAY == approx(44, rel=0.01)


@vectors(run_time, source="nanogpt_sizing")
def test_gpt2_on_eight_a100() -> None:
    assert run_time(training_flop(124337664, 300e9), 8, 312e12, 0.3) / DAY == approx(3.46, abs=0.005)


@vectors(run_time, source="bigscience_math")
def test_13b_with_recomputation() -> None:
    assert run_time(training_flop(13e9, 300e9, 8), 256, 45e12, 1) / DAY == approx(31.35, abs=0.005)


@vectors(run_time, source="llm_analysis")
@mark.parametrize(
    "parameters, gpus, tflops, days",
    [(175e9, 384, 153, 84), (175e9, 1536, 141, 23), (530e9, 560, 171, 156), (530e9, 1120, 98, 136)],
)
def test_megatron_table_2(parameters: float, gpus: int, tflops: float, days: float) -> None:
    """Closed form against the table, whose own count adds attention and embeddings: up to 5 % more."""
    assert (
        0.95 * days
        < run_time(training_flop(parameters, 300e9, 8), gpus, tflops * 1e12, 1) / DAY
        < 1.01 * days
    )


@vectors(run_time_at_rate, source="llama_paper")
def test_65b_in_21_days() -> None:
    assert run_time_at_rate(1.4e12, 2048 * 380) / DAY == approx(21, rel=0.01)


@vectors(run_cost, source="deepseek_v3")
@mark.parametrize("hours, millions", [(2664e3, 5.328), (119e3, 0.238), (5e3, 0.01), (2788e3, 5.576)])
def test_cost_of_deepseek_v3(hours: float, millions: float) -> None:
    assert run_cost(1, hours, 2) == approx(millions * 1e6)


@vectors(implied_rate, source="deepseek_v3")
def test_rate_of_deepseek_v3() -> None:
    assert implied_rate(5.576e6, 1, 2788e3) == approx(2)


@vectors(implied_utilisation, source="scaling_book_transformers")
def test_utilisation_of_deepseek_v3() -> None:
    assert implied_utilisation(3.3e24, 1, 1.513e15, 2.79e6 * 3600) * 100 == approx(21.7, abs=0.05)


@vectors(ring_allreduce_time, source="aws_nccl_tests")
@mark.parametrize(
    "size, bus, microseconds",
    [
        (536870912, 393.34, 2559.2),
        (1073741824, 436.95, 4607.6),
        (8589934592, 479.28, 33605),
        (17179869184, 487.09, 66132),
    ],
)
def test_sums_over_sixteen_gpus(size: float, bus: float, microseconds: float) -> None:
    """Time from the bus bandwidth that the tests print."""
    assert ring_allreduce_time(size, 16, bus * 1e9) * 1e6 == approx(microseconds, rel=1e-4)


@given(amounts, chips, amounts, used)
def test_work_time_and_utilisation_close(work: float, count: int, compute: float, share: float) -> None:
    time = run_time(work, count, compute, share)
    assert implied_work(count, compute, share, time) == approx(work)
    assert implied_utilisation(work, count, compute, time) == approx(share)


@given(amounts, chips, amounts, used, st.integers(2, 100))
def test_more_chips_take_less_time_and_the_same_money(
    work: float, count: int, compute: float, share: float, factor: int
) -> None:
    one, many = run_time(work, count, compute, share), run_time(work, count * factor, compute, share)
    assert many * factor == approx(one)
    assert run_cost(count * factor, many / 3600, 2.35) == approx(run_cost(count, one / 3600, 2.35))


@given(amounts, chips, amounts)
def test_rate_inverts_cost(cost: float, count: int, hours: float) -> None:
    assert run_cost(count, hours, implied_rate(cost, count, hours)) == approx(cost)


@given(
    st.floats(1e6, 1e13), st.integers(1, 200), st.integers(1, 200), st.integers(1, 500), st.integers(0, 10**6)
)
def test_attention_only_adds(parameters: float, layers: int, heads: int, size: int, context: int) -> None:
    per_token = flop_per_trained_token(parameters, layers, heads, size, context)
    assert per_token >= training_flop(parameters, 1)
    assert flop_per_trained_token(parameters, layers, heads, size, 0) == approx(training_flop(parameters, 1))


@given(amounts, st.integers(1, 10_000), amounts, st.floats(0, 1))
def test_ring_is_between_nothing_and_twice_the_bytes(
    size: float, machines: int, bandwidth: float, hop: float
) -> None:
    bare = ring_allreduce_time(size, machines, bandwidth)
    assert 0 <= bare <= 2 * size / bandwidth
    assert ring_allreduce_time(size, machines + 1, bandwidth, hop) >= bare
    assert ring_allreduce_time(size, 1, bandwidth, hop) == 0


def test_a_run_told_wrongly_shows() -> None:
    assert implied_utilisation(2, 1, 1, 1) == 2
    with raises(ValueError, match="utilisation must be above zero"):
        run_time(1, 1, 1, 0)
