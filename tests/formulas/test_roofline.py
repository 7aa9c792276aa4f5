"""Rooflines and model sizes: other people's worked answers, and what must hold for every input."""

from itertools import chain, combinations, product

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark, raises

from ledger.checks import vectors
from snippets.formulas.decode import tokens_per_second
from snippets.formulas.roofline import (
    arithmetic_intensity,
    attainable_rate,
    batched_step_time,
    compute_time,
    critical_batch,
    decode_step_time,
    experts_read,
    flop_utilisation,
    kv_bytes_per_token,
    kv_cache,
    largest_batch,
    matmul_intensity,
    model_bytes,
    prefill_time,
    ridge_point,
    transfer_time,
    transformer_parameters,
)
from snippets.formulas.training import flop_per_trained_token

LLAMA2_13B = {"layers": 40, "width": 5120, "ffn_width": 13824, "heads": 40, "kv_heads": 40, "head_size": 128}
amounts = st.floats(1e-6, 1e18)
sizes = st.integers(1, 500)
used = st.floats(0.01, 1)


@vectors(arithmetic_intensity, source="scaling_book_roofline")
def test_dot_product() -> None:
    n = 1_000_000
    assert arithmetic_intensity(2 * n - 1, 4 * n + 2) == approx(1 / 2, rel=1e-5)


@vectors(matmul_intensity, source="scaling_book_roofline")
@mark.parametrize("bytes_per_value, ridge, batch", [(2, 1.97e14 / 8.2e11, 240), (1, 3.94e14 / 8.1e11, 243)])
def test_batch_at_the_ridge(bytes_per_value: float, ridge: float, batch: float) -> None:
    assert matmul_intensity(batch, 1e6, 1e6, bytes_per_value) == approx(ridge, rel=2e-3)


@vectors(matmul_intensity, source="cs336_inference")
def test_few_rows() -> None:
    assert matmul_intensity(1, 1e9, 1e9, 2) == approx(1)


@vectors(ridge_point, source="scaling_book_roofline")
@mark.parametrize(
    "compute, bandwidth, ridge", [(1.97e14, 8.2e11, 240), (1e15, 3.35e12, 298), (3.94e14, 8.1e11, 486)]
)
def test_ridge_points(compute: float, bandwidth: float, ridge: float) -> None:
    assert ridge_point(compute, bandwidth) == approx(ridge, rel=2e-3)


@vectors(ridge_point, source="cs336_inference")
def test_ridge_of_h100() -> None:
    assert round(ridge_point(989e12, 3.35e12)) == 295


@vectors(attainable_rate, source="acm_roofline")
def test_opteron() -> None:
    """The paper's dual-socket Opteron X2: 17.6 GFLOP/s at most, 15 GB/s measured."""
    peak, bandwidth = 17.6, 15
    assert attainable_rate(16, peak, bandwidth) == 17.6
    assert attainable_rate(1, peak, bandwidth) == 15
    assert attainable_rate(ridge_point(peak, bandwidth), peak, bandwidth) == approx(17.6)


@vectors(compute_time, source="scaling_book_roofline")
@mark.parametrize("compute, milliseconds", [(9.89e14, 1.01), (9.1e14, 1.1)])
def test_one_trillion_flop(compute: float, milliseconds: float) -> None:
    assert compute_time(1e12, compute) * 1e3 == approx(milliseconds, rel=2e-3)


@vectors(transfer_time, source="scaling_book_tpus")
@mark.parametrize(
    "size, bandwidth, seconds", [(12.5e9, 1.23e12, 0.010), (8e9, 8 * 1.5e10, 0.066), (15e9, 9e10, 0.167)]
)
def test_loads(size: float, bandwidth: float, seconds: float) -> None:
    assert transfer_time(size, bandwidth) == approx(seconds, rel=0.02)


@vectors(model_bytes, source="scaling_book_serving")
@mark.parametrize("bytes_per_parameter, gigabytes", [(2, 140), (1, 70)])
def test_weights_of_70b(bytes_per_parameter: float, gigabytes: float) -> None:
    assert model_bytes(70e9, bytes_per_parameter) == gigabytes * 1e9


@vectors(kv_bytes_per_token, source="vllm_paper")
def test_kv_of_opt_13b() -> None:
    assert kv_bytes_per_token(40, 40, 128, 2) == 800 * 1024


@vectors(kv_bytes_per_token, source="spark_kv_cache")
def test_kv_of_llama_8b() -> None:
    assert kv_bytes_per_token(32, 8, 128, 2) == 131072


@vectors(kv_bytes_per_token, source="scaling_book_serving")
@mark.parametrize("bytes_per_value, kilobytes", [(2, 324), (1, 162), (0.5, 81)])
def test_kv_of_llama_70b(bytes_per_value: float, kilobytes: float) -> None:
    assert kv_bytes_per_token(80, 8, 128, bytes_per_value) == approx(kilobytes * 1e3, rel=0.012)


@vectors(kv_bytes_per_token, source="botbeat_kv")
@mark.parametrize("layers, heads, size, kibibytes", [(48, 25, 64, 300), (61, 1, (512 + 64) / 2, 69)])
def test_kv_of_gpt2_and_of_a_latent_cache(layers: int, heads: int, size: float, kibibytes: float) -> None:
    """GPT-2 XL, a pair for each head; DeepSeek V3, one latent vector and what it needs for positions."""
    assert kv_bytes_per_token(layers, heads, size, 2) / 1024 == approx(kibibytes, abs=0.5)


@vectors(kv_cache, source="spark_kv_cache")
@mark.parametrize(
    "context, mebibytes", [(32, 4), (128, 16), (512, 64), (1024, 128), (2048, 256), (4096, 512)]
)
def test_cache_by_length(context: float, mebibytes: float) -> None:
    assert kv_cache(131072, context) == mebibytes * 2**20


@vectors(kv_cache, source="scaling_book_inference")
def test_cache_of_llama_13b() -> None:
    assert kv_cache(kv_bytes_per_token(40, 40, 128, 2), 8192) == approx(6.7e9, rel=2e-3)


@vectors(kv_cache, source="scaling_book_serving")
def test_cache_of_a_batch() -> None:
    assert kv_cache(160e3, 8192, 32) == approx(41.9e9, rel=2e-3)


@vectors(prefill_time, source="scaling_book_serving")
def test_prefill_of_70b() -> None:
    assert prefill_time(70e9, 8192, 16 * 1.97e14, 0.4) == approx(0.91, rel=2e-3)


@vectors(decode_step_time, source="cs336_inference")
@mark.parametrize(
    "kv_heads, batch, seconds, rate",
    [
        (40, 1, 0.008020823880597015, 124.6754716082317),
        (40, 64, 0.02379641504477612, 2689.480742354489),
        (40, 256, 0.0718744071641791, 3561.7685084376703),
        (8, 64, 0.00997399231044776, 6416.688323787855),
        (8, 256, 0.01958959073432836, 13068.164795877605),
    ],
)
def test_llama2_13b_on_h100(kv_heads: int, batch: int, seconds: float, rate: float) -> None:
    """Weights, cache, time and speed from the model's shape, to the last digit of the recorded run."""
    weights = model_bytes(transformer_parameters(**{**LLAMA2_13B, "kv_heads": kv_heads}, vocabulary=32000), 2)
    cache = kv_cache(kv_bytes_per_token(40, kv_heads, 128, 2), 1024, batch)
    step = decode_step_time(weights, cache, 3.35e12)
    assert step == approx(seconds, rel=1e-12)
    assert tokens_per_second(step, batch) == approx(rate, rel=1e-12)


@vectors(decode_step_time, source="scaling_book_inference")
@mark.parametrize(
    "per_sequence, batch, milliseconds",
    [
        (6.7, 1, 4.98),
        (6.7, 8, 12.13),
        (6.7, 16, 20.30),
        (6.7, 32, 36.65),
        (6.7, 64, 69.33),
        (6.7, 240, 249.09),
        (1.34, 1, 4.17),
        (1.34, 8, 5.60),
        (1.34, 16, 7.23),
        (1.34, 32, 10.50),
        (1.34, 64, 17.04),
        (1.34, 240, 52.99),
    ],
)
def test_llama2_13b_on_eight_tpus(per_sequence: float, batch: int, milliseconds: float) -> None:
    assert decode_step_time(26e9, per_sequence * 1e9 * batch, 6.56e12) * 1e3 == approx(milliseconds, rel=2e-3)


@vectors(batched_step_time, source="scaling_book_inference")
@mark.parametrize("batch, milliseconds", [(4, 2.5), (256, 21)])
def test_pop_quiz(batch: int, milliseconds: float) -> None:
    step = batched_step_time(30e9, 30e9, batch * 819e6, batch, 16 * 1.97e14, 16 * 8.1e11)
    assert step * 1e3 == approx(milliseconds, rel=0.03)


@vectors(critical_batch, source="scaling_book_serving")
@mark.parametrize(
    "compute, bytes_per_parameter, batch", [(1.97e14, 2, 240), (1.97e14, 1, 120), (3.94e14, 1, 240)]
)
def test_critical_batches(compute: float, bytes_per_parameter: float, batch: float) -> None:
    assert critical_batch(compute, 8.2e11, bytes_per_parameter) == approx(batch, rel=2e-3)


@vectors(largest_batch, source="scaling_book_serving")
def test_caches_beside_70b() -> None:
    assert largest_batch(16 * 16e9, 140e9, 324e3 * 8192) == 43


@vectors(flop_utilisation, source="palm_paper")
@mark.parametrize(
    "parameters, shape, rate, chips, compute, percent",
    [
        (540.35e9, None, 238.3e3, 6144, 275e12, 45.7),
        (540.35e9, (118, 48, 256, 2048), 238.3e3, 6144, 275e12, 46.2),
        (530e9, None, 65.43e3, 2240, 312e12, 29.7),
        (530e9, (105, 128, 160, 2048), 65.43e3, 2240, 312e12, 30.2),
    ],
)
def test_published_mfu(
    parameters: float, shape: tuple[int, ...] | None, rate: float, chips: int, compute: float, percent: float
) -> None:
    """PaLM 540B and MT-NLG 530B, without attention and with it."""
    per_token = flop_per_trained_token(parameters, *shape) if shape else 6 * parameters
    assert flop_utilisation(per_token, rate, chips, compute) * 100 == approx(percent, abs=0.09)


@vectors(flop_utilisation, source="nanogpt_sizing")
def test_nanogpt_mfu() -> None:
    assert flop_utilisation(874944921600 / 1024, 100 * 1024 / 0.755, 1, 312e12) * 100 == approx(
        37.14, abs=0.005
    )


@vectors(transformer_parameters, source="nanogpt_sizing")
def test_gpt2_to_the_last_parameter() -> None:
    gpt2 = transformer_parameters(12, 768, 3072, 12, 12, 64, 50257, 2, 1, positions=1024, norms=25)
    assert gpt2 == 124337664


@vectors(transformer_parameters, source="scaling_book_inference")
def test_invented_model() -> None:
    assert transformer_parameters(64, 4096, 16384, 32, 8, 256, 32128, embeddings=1) == approx(
        18.4e9, rel=5e-3
    )


@vectors(transformer_parameters, source="golden_mixtral")
@mark.parametrize("experts, billions", [(8, 46.7), (2, 12.9)])
def test_mixtral_with_all_and_with_used_experts(experts: int, billions: float) -> None:
    counted = transformer_parameters(32, 4096, 14336, 32, 8, 128, 32000, ffn_matrices=3 * experts)
    assert counted == approx(billions * 1e9, abs=0.05e9)


@vectors(transformer_parameters, source="scaling_book_training")
def test_llama3_70b() -> None:
    assert transformer_parameters(80, 8192, 28672, 64, 8, 128, 128256) == approx(70.4e9, rel=5e-3)


@given(amounts, amounts, amounts)
def test_roof_is_the_lower_of_two(intensity: float, compute: float, bandwidth: float) -> None:
    rate = attainable_rate(intensity, compute, bandwidth)
    assert rate <= compute and rate <= intensity * bandwidth
    assert attainable_rate(2 * intensity, compute, bandwidth) >= rate
    assert (rate == compute) == (intensity * bandwidth >= compute)


@given(amounts, amounts, amounts)
def test_roof_is_work_over_the_longer_time(work: float, moved: float, compute: float) -> None:
    bandwidth = compute / 100
    time = max(compute_time(work, compute), transfer_time(moved, bandwidth))
    assert work / time == approx(attainable_rate(arithmetic_intensity(work, moved), compute, bandwidth))


@given(sizes, sizes, sizes, st.floats(0.25, 8))
def test_matrix_intensity_is_bounded_by_its_smallest_side(b: int, d: int, f: int, size: float) -> None:
    intensity = matmul_intensity(b, d, f, size)
    assert intensity <= 2 * min(b, d, f) / size * (1 + 1e-12)
    assert intensity == approx(matmul_intensity(f, d, b, size))


@given(amounts, amounts, used)
def test_times_invert_rates(amount: float, rate: float, share: float) -> None:
    assert compute_time(amount, rate, share) * rate * share == approx(amount)
    assert transfer_time(amount, rate, share) == approx(transfer_time(amount, rate) / share)


@given(sizes, sizes, sizes, sizes)
def test_grouped_queries_divide_the_cache(layers: int, heads: int, size: int, group: int) -> None:
    many, few = kv_bytes_per_token(layers, heads * group, size, 2), kv_bytes_per_token(layers, heads, size, 2)
    assert many == approx(few * group)


@given(
    st.floats(1e6, 1e13), st.floats(0.5, 4), st.floats(1, 1e5), st.floats(1e12, 1e18), st.floats(1e9, 1e16)
)
def test_step_turns_at_the_critical_batch(
    parameters: float, size: float, batch: float, compute: float, bandwidth: float
) -> None:
    weights = model_bytes(parameters, size)
    turn = critical_batch(compute, bandwidth, size)
    below = batched_step_time(parameters, weights, 0, turn / 2, compute, bandwidth)
    above = batched_step_time(parameters, weights, 0, turn * 2, compute, bandwidth)
    assert below == approx(decode_step_time(weights, 0, bandwidth))
    assert above == approx(2 * below) == approx(prefill_time(parameters, 2 * turn, compute))
    cached = batched_step_time(parameters, weights, batch * 1e6, batch, compute, bandwidth)
    assert cached >= decode_step_time(weights, batch * 1e6, bandwidth) * (1 - 1e-12)


@given(st.floats(1, 1e15), st.floats(0, 1e15), st.floats(1, 1e12))
def test_largest_batch_fits_and_one_more_does_not(memory: float, weights: float, cache: float) -> None:
    batch = largest_batch(memory, weights, cache)
    assert batch == int(batch) >= 0
    assert batch == 0 or weights + batch * cache <= memory * (1 + 1e-9)
    assert weights + (batch + 1) * cache > memory * (1 - 1e-9)


def test_what_fits_exactly_fits() -> None:
    assert largest_batch(0.3, 0, 0.1) == 3
    assert largest_batch(10, 10, 1) == 0


@given(sizes, sizes, sizes)
def test_parameters_grow_with_layers(layers: int, heads: int, size: int) -> None:
    def model(depth: int) -> float:
        return transformer_parameters(depth, heads * size, 4 * heads * size, heads, heads, size, 1000)

    assert model(2 * layers) - model(layers) == approx(layers * 16 * (heads * size) ** 2)


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 3))
def test_experts_by_trying_all_choices(experts: int, used: int, batch: int) -> None:
    used = min(experts, used)
    choices = list(product(combinations(range(experts), used), repeat=batch))
    mean = sum(len(set(chain(*choice))) for choice in choices) / len(choices)
    assert experts_read(experts, used, batch) == approx(mean)


def test_more_experts_used_than_there_are() -> None:
    with raises(ValueError, match="used must not be more than the 8 experts"):
        experts_read(8, 9, 1)


def test_a_count_without_end_is_refused() -> None:
    with raises(ValueError, match="memory over cache_per_sequence"):
        largest_batch(1e308, 0, 1e-308)


def test_nothing_used_takes_no_time_that_ends() -> None:
    with raises(ValueError, match="utilisation must be above zero"):
        compute_time(1, 1, 0)


def test_what_prefill_leaves_out() -> None:
    """Attention adds up to a sixth to a prompt as long as the model is wide: GPT-3 has the largest part."""
    for parameters, layers, heads, head_size, most in (
        (174.6e9, 96, 96, 128, 1 / 6),
        (70.6e9, 80, 64, 128, 0.16),
        (8.03e9, 32, 32, 128, 0.14),
    ):
        width = heads * head_size
        counted = flop_per_trained_token(parameters, layers, heads, head_size, width, 2)
        assert most - 0.01 < counted / (2 * parameters) - 1 <= most
