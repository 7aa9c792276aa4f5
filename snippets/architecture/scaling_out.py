"""What fits on a wafer, how many wafers a model takes, and what streaming its weights costs."""

from ledger.units import (
    Rows,
    byte,
    byte_per_s,
    count,
    flop,
    flop_per_s,
    flop_per_token,
    seconds,
    share,
    sparse_eflop_per_s,
    table,
    text,
    times,
    tokens,
    tokens_per_s,
)
from snippets.formulas.grids import log_grid
from snippets.formulas.roofline import transfer_time
from snippets.formulas.scaling import largest_model, stream_time, streaming_batch, wafers_needed

# --- what fits ---


def room_16_bit(wse3_memory: byte, weight_16_bit: byte) -> count:
    """Parameters that fill the memory of one WSE-3 at 16 bits."""
    return largest_model(1, wse3_memory, weight_16_bit)


def room_8_bit(wse3_memory: byte, weight_8_bit: byte) -> count:
    """Parameters that fill the memory of one WSE-3 at 8 bits."""
    return largest_model(1, wse3_memory, weight_8_bit)


def room_4_bit(wse3_memory: byte, weight_4_bit: byte) -> count:
    """Parameters that fill the memory of one WSE-3 at 4 bits."""
    return largest_model(1, wse3_memory, weight_4_bit)


def wafers_16_bit(
    parameters: count,
    weight_16_bit: byte,
    wse3_memory: byte,
) -> count:
    """Wafers that hold a model's weights at 16 bits, and nothing else."""
    return wafers_needed(parameters * weight_16_bit, wse3_memory)


def wafers_8_bit(parameters: count, weight_8_bit: byte, wse3_memory: byte) -> count:
    """Wafers that hold a model's weights at 8 bits, and nothing else."""
    return wafers_needed(parameters * weight_8_bit, wse3_memory)


def wafers_4_bit(parameters: count, weight_4_bit: byte, wse3_memory: byte) -> count:
    """Wafers that hold a model's weights at 4 bits, and nothing else."""
    return wafers_needed(parameters * weight_4_bit, wse3_memory)


def deepseek_v4_at_8_bits(deepseek_v4_parameters: count, weight_8_bit: byte, wse3_memory: byte) -> count:
    """Wafers that hold the weights of DeepSeek V4 at 8 bits."""
    return wafers_needed(deepseek_v4_parameters * weight_8_bit, wse3_memory)


def deepseek_v4_at_4_bits(deepseek_v4_parameters: count, weight_4_bit: byte, wse3_memory: byte) -> count:
    """Wafers that hold the weights of DeepSeek V4 at 4 bits."""
    return wafers_needed(deepseek_v4_parameters * weight_4_bit, wse3_memory)


@table(line=text, parameters=count, wafers=count, evidence=text)
def wafers_by_size(
    wse3_memory: byte,
    weight_16_bit: byte,
    weight_8_bit: byte,
    weight_4_bit: byte,
    llama31_70b_parameters: count,
    wafers_for_70b: count,
    llama31_405b_parameters: count,
    wafers_for_405b: count,
    deepseek_v4_parameters: count,
    wafers_for_deepseek_v4: count,
) -> Rows:
    """Wafers that hold a model's weights, by its size and precision, and what others say of three models."""
    rows: list[tuple[object, ...]] = []
    for words, weight in (("16 bits", weight_16_bit), ("8 bits", weight_8_bit), ("4 bits", weight_4_bit)):
        for parameters in log_grid(10**10, 2 * 10**12, 100):
            rows.append((words, parameters, wafers_needed(parameters * weight, wse3_memory), ""))
    return rows + [
        ("Llama 3.1 70B", llama31_70b_parameters, wafers_for_70b, "maker"),
        ("Llama 3.1 405B", llama31_405b_parameters, wafers_for_405b, "press"),
        ("DeepSeek V4", deepseek_v4_parameters, wafers_for_deepseek_v4, "analyst"),
    ]


def cache_of_a_token(
    llama31_70b_layers: count,
    llama31_70b_kv_heads: count,
    llama31_70b_head_dim: count,
    weight_16_bit: byte,
) -> byte:
    """Memory of a past token of Llama 3.1 70B: key and value in each layer."""
    values = 2 * llama31_70b_layers * llama31_70b_kv_heads * llama31_70b_head_dim
    return values * weight_16_bit


def room_for_cache(
    wafers_for_70b: count, wse3_memory: byte, llama31_70b_parameters: count, weight_16_bit: byte
) -> byte:
    """Memory that the weights of Llama 3.1 70B leave free on the wafers that serve it."""
    return wafers_for_70b * wse3_memory - llama31_70b_parameters * weight_16_bit


def tokens_in_cache(room_for_cache: byte, cache_of_a_token: byte) -> count:
    """Past tokens that fit there, if nothing else needs room."""
    return room_for_cache / cache_of_a_token


def tokens_for_each_user(tokens_in_cache: count, batch_70b: count) -> count:
    """The same for each of the users that the maker names."""
    return tokens_in_cache / batch_70b


def crossing(llama31_70b_hidden: count, weight_16_bit: byte) -> byte:
    """What one token of Llama 3.1 70B carries from one wafer to the next."""
    return llama31_70b_hidden * weight_16_bit


# --- streaming ---


def stream_once(llama31_70b_parameters: count, weight_16_bit: byte, memoryx_bandwidth: byte_per_s) -> seconds:
    """Time to bring all weights of Llama 3.1 70B through the edge of a CS-3 once."""
    return stream_time(llama31_70b_parameters, weight_16_bit, memoryx_bandwidth)


def stream_once_405b(
    llama31_405b_parameters: count, weight_16_bit: byte, memoryx_bandwidth: byte_per_s
) -> seconds:
    """Time to bring all weights of Llama 3.1 405B through the edge of a CS-3 once."""
    return stream_time(llama31_405b_parameters, weight_16_bit, memoryx_bandwidth)


def tokens_missed(stream_once: seconds, llama31_70b_speed_measured: tokens_per_s) -> tokens:
    """Tokens that the wafers write with parked weights in the time of one stream."""
    return stream_once * llama31_70b_speed_measured


@table(path=text, time=seconds, evidence=text)
def time_for_all_weights(
    llama31_70b_parameters: count,
    weight_16_bit: byte,
    memoryx_bandwidth: byte_per_s,
    cs4_io_bandwidth_per_wafer: byte_per_s,
    h100_memory_bandwidth: byte_per_s,
    wse3_memory_bandwidth: byte_per_s,
    llama31_70b_speed_measured: tokens_per_s,
    one_token: tokens,
) -> Rows:
    """Time for all weights of Llama 3.1 70B to pass once, by the way they take."""
    size = llama31_70b_parameters * weight_16_bit
    return [
        ("through the edge of one CS-3", transfer_time(size, memoryx_bandwidth), "maker"),
        ("through the edge of a CS-4 wafer", transfer_time(size, cs4_io_bandwidth_per_wafer), "maker"),
        ("from the memory of two H100s", transfer_time(size, 2 * h100_memory_bandwidth), "maker"),
        ("parked on four wafers, as measured", one_token / llama31_70b_speed_measured, "measured"),
        # A token visits the wafers one after the other: at any time one of them reads.
        ("parked on four wafers, as quoted", transfer_time(size, wse3_memory_bandwidth), "maker"),
    ]


@table(mode=text, moves=text, amount=byte, wafers=count)
def two_ways(
    llama31_70b_parameters: count, weight_16_bit: byte, crossing: byte, wafers_for_70b: count
) -> Rows:
    """What passes a wafer's edge in training and in inference, for Llama 3.1 70B."""
    return [
        (
            "training",
            "all weights, twice in each step",
            llama31_70b_parameters * weight_16_bit,
            wafers_for_70b,
        ),
        ("inference", "one token between layers", crossing, wafers_for_70b),
    ]


def batch_to_hide_stream(
    wse3_dense_fp16: flop_per_s,
    memoryx_bandwidth: byte_per_s,
    weight_16_bit: byte,
    streaming_passes: count,
    whole_peak: share,
    training_flop_per_weight: flop_per_token,
) -> tokens:
    """Tokens a CS-3 must have in a step to hide its stream of weights."""
    return streaming_batch(
        wse3_dense_fp16,
        memoryx_bandwidth,
        weight_16_bit,
        streaming_passes,
        whole_peak,
        training_flop_per_weight,
    )


def systems_for_batch(llama31_405b_training_batch: tokens, batch_to_hide_stream: tokens) -> count:
    """Systems that the batch of Llama 3.1 405B would keep busy."""
    return llama31_405b_training_batch / batch_to_hide_stream


def batch_of_largest_cluster(cs3_max_cluster: count, batch_to_hide_stream: tokens) -> tokens:
    """Tokens in a step that would keep the largest cluster busy."""
    return cs3_max_cluster * batch_to_hide_stream


# --- clusters ---


def third_cluster_systems(
    third_cluster_rate: sparse_eflop_per_s, wse3_sparse_fp16: sparse_eflop_per_s
) -> count:
    """Systems that the third cluster would have at the rate of the maker's talk."""
    return third_cluster_rate / wse3_sparse_fp16


def fourth_cluster_systems(
    fourth_cluster_rate: sparse_eflop_per_s, wse3_sparse_fp16: sparse_eflop_per_s
) -> count:
    """Systems that the fourth cluster, then planned, would have."""
    return fourth_cluster_rate / wse3_sparse_fp16


def claimed_over_used(cs3_max_cluster: count, stencil_run_systems: count) -> times:
    """The largest cluster specified over the largest that a published run used."""
    return cs3_max_cluster / stencil_run_systems


def sandia_efficiency(sandia_speedup: times, sandia_systems: count) -> share:
    """Share of perfect scaling that the run with Sandia reached."""
    return sandia_speedup / sandia_systems


def memory_for_a_parameter(memoryx_max: byte, cs3_max_parameters: count) -> byte:
    """External memory for each parameter of the largest model that a CS-3 is said to train."""
    return memoryx_max / cs3_max_parameters


def one_day_arithmetic(
    training_flop_per_weight: flop_per_token,
    llama31_70b_parameters: count,
    llama31_70b_training_tokens: tokens,
) -> flop:
    """Arithmetic of training Llama 3.1 70B as Meta did."""
    return training_flop_per_weight * llama31_70b_parameters * llama31_70b_training_tokens


def one_day_share(
    one_day_arithmetic: flop,
    cs3_max_cluster: count,
    wse3_dense_fp16: flop_per_s,
    llama70b_one_day_claim: seconds,
) -> times:
    """That arithmetic over all that the largest cluster could do in the time claimed, dense."""
    return one_day_arithmetic / (cs3_max_cluster * wse3_dense_fp16 * llama70b_one_day_claim)


def one_day_share_then(
    one_day_share: times, llama2_70b_training_tokens: tokens, llama31_70b_training_tokens: tokens
) -> share:
    """The same for the Llama of that size which was current when the claim was made."""
    return one_day_share * llama2_70b_training_tokens / llama31_70b_training_tokens


@table(cluster=text, systems=count, status=text)
def clusters(
    alcf_systems: count,
    andromeda_systems: count,
    sandia_systems: count,
    tlrmvm_systems: count,
    stencil_run_systems: count,
    cg1_systems: count,
    cg3_systems: count,
    third_cluster_systems: count,
    cs2_max_cluster: count,
    fourth_cluster_systems: count,
    cs3_max_cluster: count,
) -> Rows:
    """Clusters of wafer-scale systems, by what is known of them."""
    return [
        ("Argonne", alcf_systems, "in use"),
        ("Andromeda", andromeda_systems, "in use"),
        ("run with Sandia", sandia_systems, "in use"),
        ("seismic run", tlrmvm_systems, "in use"),
        ("largest published run", stencil_run_systems, "in use"),
        ("Condor Galaxy, first", cg1_systems, "announced"),
        ("Condor Galaxy, third", cg3_systems, "announced"),
        ("the third, in a later talk", third_cluster_systems, "announced"),
        ("CS-2, at most", cs2_max_cluster, "specified"),
        ("the fourth, planned", fourth_cluster_systems, "announced"),
        ("CS-3, at most", cs3_max_cluster, "specified"),
    ]
