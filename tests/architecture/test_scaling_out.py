"""Checks of the page on models larger than a wafer."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import (
    Rows,
    byte,
    byte_per_s,
    count,
    days,
    flop,
    flop_per_s,
    flop_per_token,
    gb,
    kb,
    seconds,
    share,
    sparse_eflop_per_s,
    times,
    tokens,
    tokens_per_s,
)


@outside
def test_llama31_70b_wafers_16_bit(llama31_70b_wafers_16_bit: count, wafers_for_70b: count) -> None:
    """The maker's own number of wafers, exactly."""
    assert llama31_70b_wafers_16_bit == wafers_for_70b


@outside
def test_llama31_405b_wafers_16_bit(llama31_405b_wafers_16_bit: count, wafers_for_405b: count) -> None:
    """A reader's count, exactly."""
    assert llama31_405b_wafers_16_bit == wafers_for_405b


@outside
def test_deepseek_v4_at_4_bits(deepseek_v4_at_4_bits: count, wafers_for_deepseek_v4: count) -> None:
    """An analyst's least number, with a whole context on top of the weights: one wafer more."""
    assert 0 <= wafers_for_deepseek_v4 - deepseek_v4_at_4_bits <= 1


@identity
def test_deepseek_v4_at_8_bits(deepseek_v4_at_8_bits: count, deepseek_v4_at_4_bits: count) -> None:
    """Twice the bytes take twice the wafers, or one less."""
    assert 0 <= 2 * deepseek_v4_at_4_bits - deepseek_v4_at_8_bits <= 1


@outside
def test_cache_of_a_token(cache_of_a_token: kb, serve70b_kv_per_token_answer: kb) -> None:
    """A book's figure for the same model at half the bytes, which it rounds down by two percent."""
    assert cache_of_a_token == approx(2 * serve70b_kv_per_token_answer, rel=0.025)


@outside
def test_one_day_arithmetic(one_day_arithmetic: flop, train70b_flop_answer: flop) -> None:
    """A book's arithmetic for the same model and as many tokens."""
    assert one_day_arithmetic == approx(train70b_flop_answer, rel=0.001)


@outside
def test_largest_rate(
    cs3_max_cluster_rate: sparse_eflop_per_s,
    claimed_over_used: times,
    stencil_run_systems: count,
    wse3_sparse_fp16: sparse_eflop_per_s,
) -> None:
    """The headline rate of the largest cluster is that of its systems."""
    assert claimed_over_used * stencil_run_systems * wse3_sparse_fp16 == approx(cs3_max_cluster_rate)


@outside
def test_third_cluster(
    third_cluster_systems: count,
    cg3_systems: count,
    cg3_rate: sparse_eflop_per_s,
    third_cluster_rate: sparse_eflop_per_s,
) -> None:
    """Systems at the announcement, scaled by the rates then and later."""
    assert third_cluster_systems == approx(cg3_systems * third_cluster_rate / cg3_rate)


@outside
def test_fourth_cluster(
    fourth_cluster_systems: count,
    cg3_systems: count,
    cg3_rate: sparse_eflop_per_s,
    fourth_cluster_rate: sparse_eflop_per_s,
) -> None:
    """The same for the fourth."""
    assert fourth_cluster_systems == approx(cg3_systems * fourth_cluster_rate / cg3_rate)


@outside
def test_memory_for_a_parameter(
    memory_for_a_parameter: byte, sandia_memory: byte, sandia_model: count
) -> None:
    """A demonstration took about as much memory for each parameter, within a tenth."""
    assert memory_for_a_parameter == approx(sandia_memory / sandia_model, rel=0.1)


@identity
def test_all_memory(memory_for_a_parameter: byte, memoryx_max: byte, cs3_max_parameters: count) -> None:
    """All parameters together fill the store."""
    assert memory_for_a_parameter * cs3_max_parameters == approx(memoryx_max)


@identity
def test_room(room_16_bit: count, room_8_bit: count, room_4_bit: count, wse3_memory: byte) -> None:
    """Half the bytes, twice the parameters; one byte each at eight bits."""
    assert room_8_bit == approx(2 * room_16_bit)
    assert room_4_bit == approx(2 * room_8_bit)
    assert room_8_bit == approx(wse3_memory)


@identity
def test_precisions(
    llama31_405b_wafers_16_bit: count, llama31_405b_wafers_8_bit: count, llama31_405b_wafers_4_bit: count
) -> None:
    """Fewer bits, fewer wafers, by half but for rounding up."""
    assert 0 <= 2 * llama31_405b_wafers_8_bit - llama31_405b_wafers_16_bit <= 1
    assert 0 <= 2 * llama31_405b_wafers_4_bit - llama31_405b_wafers_8_bit <= 1


@identity
def test_wafers_by_size(wafers_by_size: Rows, room_16_bit: count) -> None:
    """The stairs leave one wafer where its memory is full."""
    for line, parameters, wafers, _ in wafers_by_size:
        if line == "16 bits":
            assert (wafers == 1) == (parameters <= room_16_bit)


@identity
def test_room_for_cache(
    room_for_cache: gb,
    wafers_for_70b: count,
    wse3_memory: gb,
    stream_once: seconds,
    memoryx_bandwidth: byte_per_s,
) -> None:
    """Weights and cache fill the wafers; the weights are what streams."""
    assert room_for_cache + stream_once * memoryx_bandwidth / 10**9 == approx(wafers_for_70b * wse3_memory)


@identity
def test_tokens_in_cache(
    tokens_in_cache: count,
    tokens_for_each_user: count,
    batch_70b: count,
    cache_of_a_token: byte,
    room_for_cache: byte,
) -> None:
    """All users' tokens together fill the room."""
    assert tokens_for_each_user * batch_70b * cache_of_a_token == approx(room_for_cache)
    assert tokens_in_cache == approx(tokens_for_each_user * batch_70b)


@identity
def test_streams(
    stream_once: seconds,
    stream_once_405b: seconds,
    llama31_70b_parameters: count,
    llama31_405b_parameters: count,
) -> None:
    """Streams are as long as models are large."""
    assert stream_once_405b / stream_once == approx(llama31_405b_parameters / llama31_70b_parameters)


@identity
def test_tokens_missed(
    tokens_missed: tokens,
    stream_once: seconds,
    llama31_70b_speed_measured: tokens_per_s,
    time_for_all_weights: Rows,
) -> None:
    """Streaming takes as many times longer as tokens are missed."""
    by_path = {path: time for path, time, _ in time_for_all_weights}
    assert tokens_missed == approx(stream_once * llama31_70b_speed_measured)
    assert by_path["through the edge of one CS-3"] == approx(stream_once)
    assert by_path["parked on four wafers, as measured"] == approx(stream_once / tokens_missed)


@identity
def test_batch(
    batch_to_hide_stream: tokens,
    memoryx_bandwidth: byte_per_s,
    wse3_dense_fp16: flop_per_s,
    training_flop_per_weight: flop_per_token,
    weight_16_bit: byte,
    streaming_passes: count,
) -> None:
    """At that batch arithmetic takes as long as the stream, for one parameter as for all."""
    arithmetic = training_flop_per_weight * batch_to_hide_stream / wse3_dense_fp16
    assert arithmetic == approx(streaming_passes * weight_16_bit / memoryx_bandwidth)


@identity
def test_batches(
    systems_for_batch: count,
    batch_of_largest_cluster: tokens,
    batch_to_hide_stream: tokens,
    llama31_405b_training_batch: tokens,
    cs3_max_cluster: count,
) -> None:
    """Each system gets its part of the batch."""
    assert systems_for_batch * batch_to_hide_stream == approx(llama31_405b_training_batch)
    assert batch_of_largest_cluster / cs3_max_cluster == approx(batch_to_hide_stream)


@identity
def test_one_day(
    one_day_share: times,
    one_day_arithmetic: flop,
    cs3_max_cluster: count,
    wse3_dense_fp16: flop_per_s,
    llama70b_one_day_claim: days,
) -> None:
    """What the cluster does in a day, times the share."""
    assert one_day_share * cs3_max_cluster * wse3_dense_fp16 * llama70b_one_day_claim * 86_400 == approx(
        one_day_arithmetic
    )


@identity
def test_one_day_then(
    one_day_share_then: share,
    cs3_max_cluster: count,
    wse3_dense_fp16: flop_per_s,
    llama70b_one_day_claim: days,
    training_flop_per_weight: flop_per_token,
    llama31_70b_parameters: count,
    llama2_70b_training_tokens: tokens,
) -> None:
    """Both models have as many parameters; the arithmetic of the older one, over a day of the cluster."""
    done = cs3_max_cluster * wse3_dense_fp16 * llama70b_one_day_claim * 86_400
    work = training_flop_per_weight * llama31_70b_parameters * llama2_70b_training_tokens
    assert one_day_share_then * done == approx(work)


@identity
def test_sandia(sandia_efficiency: share, sandia_speedup: times, sandia_systems: count) -> None:
    """Speed is systems times efficiency."""
    assert sandia_efficiency * sandia_systems == approx(sandia_speedup)
    assert sandia_efficiency < 1


@identity
def test_crossing(crossing: byte, llama31_70b_hidden: count, weight_16_bit: byte, two_ways: Rows) -> None:
    """One number for each unit of width."""
    assert crossing / weight_16_bit == approx(llama31_70b_hidden)
    assert two_ways[1][2] == approx(crossing)


@closure
def test_clusters(clusters: Rows, stencil_run_systems: count, cs3_max_cluster: count) -> None:
    """No run is larger than the one called largest, nothing larger than what is specified."""
    assert max(systems for _, systems, status in clusters if status == "in use") == stencil_run_systems
    assert max(systems for _, systems, _ in clusters) == cs3_max_cluster


@identity
def test_whole_wafers(
    llama31_70b_wafers_16_bit: count, llama31_70b_parameters: count, weight_16_bit: gb, wse3_memory: gb
) -> None:
    """The weights fill whole wafers, and one fewer would not hold them."""
    weights = llama31_70b_parameters * weight_16_bit
    assert llama31_70b_wafers_16_bit == int(llama31_70b_wafers_16_bit)
    assert (llama31_70b_wafers_16_bit - 1) * wse3_memory < weights <= llama31_70b_wafers_16_bit * wse3_memory
