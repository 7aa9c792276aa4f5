"""How fast tokens come, what bytes over bandwidth predicts, and what a fixed time for each layer explains."""

from ledger.units import (
    byte,
    byte_per_s,
    count,
    gb,
    pb_per_s,
    seconds,
    share,
    tb_per_s,
    times,
    tokens,
    tokens_per_s,
    us,
)
from snippets.formulas.decode import (
    amdahl,
    effective_bandwidth,
    fixed_layer_time,
    latency_step_time,
    layer_time,
    tokens_per_second,
)
from snippets.formulas.roofline import decode_step_time, kv_bytes_per_token, kv_cache, model_bytes

# --- what bytes over bandwidth predicts ---


def run_size(run_parameters: count, waferllm_weight: gb) -> gb:
    """Size of a model's weights in the runs of the paper."""
    return model_bytes(run_parameters, waferllm_weight)


def layer_size(run_size: gb, run_layers: count) -> gb:
    """Weights for each layer, embeddings shared out among the layers."""
    return run_size / run_layers


def bandwidth_speed(
    run_size: byte, wse2_memory_bandwidth: byte_per_s, tokens_per_step: tokens
) -> tokens_per_s:
    """Speed that bytes over bandwidth predicts for a WSE-2."""
    step = decode_step_time(run_size, 0, wse2_memory_bandwidth)
    return tokens_per_second(step, tokens_per_step)


def bandwidth_miss(bandwidth_speed: tokens_per_s, wse2_decode: tokens_per_s) -> times:
    """How many times too fast that prediction is."""
    return bandwidth_speed / wse2_decode


def a100_bandwidth_speed(
    run_size: byte, a100_memory_bandwidth: byte_per_s, tokens_per_step: tokens
) -> tokens_per_s:
    """Speed that bytes over bandwidth predicts for one A100."""
    step = decode_step_time(run_size, 0, a100_memory_bandwidth)
    return tokens_per_second(step, tokens_per_step)


def a100_bandwidth_use(a100_decode: tokens_per_s, a100_bandwidth_speed: tokens_per_s) -> share:
    """Share of that prediction that one A100 reaches."""
    return a100_decode / a100_bandwidth_speed


def bandwidth_ratio(wse2_memory_bandwidth: tb_per_s, a100_memory_bandwidth: tb_per_s) -> times:
    """Quoted memory bandwidth of a WSE-2 over that of an A100."""
    return wse2_memory_bandwidth / a100_memory_bandwidth


def decode_ratio(wse2_decode: tokens_per_s, a100_decode: tokens_per_s) -> times:
    """Measured speed of a WSE-2 over that of one A100."""
    return wse2_decode / a100_decode


def decode_ratio_eight(wse2_decode: tokens_per_s, a100x8_decode: tokens_per_s) -> times:
    """Measured speed of a WSE-2 over that of eight A100s."""
    return wse2_decode / a100x8_decode


# --- a fixed time for each layer ---


def wse2_layer_time(wse2_decode: tokens_per_s, run_layers: count, tokens_per_step: tokens) -> seconds:
    """Measured time of one layer on a WSE-2, on the smallest square of cores."""
    return layer_time(wse2_decode, run_layers, tokens_per_step)


def wse2_540_layer_time(wse2_decode_540: tokens_per_s, run_layers: count, tokens_per_step: tokens) -> seconds:
    """The same on the middle square."""
    return layer_time(wse2_decode_540, run_layers, tokens_per_step)


def wse2_660_layer_time(wse2_decode_660: tokens_per_s, run_layers: count, tokens_per_step: tokens) -> seconds:
    """The same on the largest square."""
    return layer_time(wse2_decode_660, run_layers, tokens_per_step)


def a100_layer_time(a100_decode: tokens_per_s, run_layers: count, tokens_per_step: tokens) -> seconds:
    """Measured time of one layer on one A100."""
    return layer_time(a100_decode, run_layers, tokens_per_step)


def a100x8_layer_time(a100x8_decode: tokens_per_s, run_layers: count, tokens_per_step: tokens) -> seconds:
    """Measured time of one layer on eight A100s."""
    return layer_time(a100x8_decode, run_layers, tokens_per_step)


def a100x16_layer_time(a100x16_decode: tokens_per_s, run_layers: count, tokens_per_step: tokens) -> seconds:
    """Measured time of one layer on two nodes of eight A100s."""
    return layer_time(a100x16_decode, run_layers, tokens_per_step)


def fixed_layer_cost(
    llama3_8b_layer_size: gb,
    llama3_8b_wse2_layer_time: us,
    qwen2_72b_layer_size: gb,
    qwen2_72b_wse2_layer_time: us,
) -> us:
    """Time of a layer on a WSE-2 however few bytes it has: where the line through two models begins."""
    return fixed_layer_time(
        llama3_8b_layer_size, llama3_8b_wse2_layer_time, qwen2_72b_layer_size, qwen2_72b_wse2_layer_time
    )


def wafer_bandwidth(
    llama3_8b_layer_size: gb,
    llama3_8b_wse2_layer_time: us,
    qwen2_72b_layer_size: gb,
    qwen2_72b_wse2_layer_time: us,
) -> pb_per_s:
    """Memory bandwidth that the slope of that line means."""
    return effective_bandwidth(
        llama3_8b_layer_size, llama3_8b_wse2_layer_time, qwen2_72b_layer_size, qwen2_72b_wse2_layer_time
    )


def latency_speed(
    run_layers: count,
    layer_size: byte,
    fixed_layer_cost: seconds,
    wafer_bandwidth: byte_per_s,
    tokens_per_step: tokens,
) -> tokens_per_s:
    """Speed that the line predicts for a WSE-2."""
    step = latency_step_time(
        run_layers,
        fixed_layer_cost,
        layer_size,
        wafer_bandwidth,
    )
    return tokens_per_second(step, tokens_per_step)


def miss_13b(llama2_13b_latency_speed: tokens_per_s, llama2_13b_wse2_decode: tokens_per_s) -> share:
    """How much too fast the line is for Llama 2 13B, which it has not seen."""
    return llama2_13b_latency_speed / llama2_13b_wse2_decode - 1


def miss_34b(codellama_34b_latency_speed: tokens_per_s, codellama_34b_wse2_decode: tokens_per_s) -> share:
    """How much too fast the line is for Code Llama 34B, which it has not seen."""
    return codellama_34b_latency_speed / codellama_34b_wse2_decode - 1


def flat_miss(llama3_8b_wse2_layer_time: us, qwen2_72b_wse2_layer_time: us, wse2_layer_time: us) -> share:
    """How much too fast a prediction without bytes is: the mean of the two fitted layers for every layer."""
    return 2 * wse2_layer_time / (llama3_8b_wse2_layer_time + qwen2_72b_wse2_layer_time) - 1


def fixed_share(fixed_layer_cost: us, wse2_layer_time: us) -> share:
    """Share of a layer's time on a WSE-2 that is fixed."""
    return fixed_layer_cost / wse2_layer_time


def unlimited_gain(fixed_layer_cost: us, wse2_layer_time: us) -> times:
    """How much faster a WSE-2 would decode if its memory had no limit at all."""
    return wse2_layer_time / fixed_layer_cost


def eight_fixed_cost(
    llama3_8b_layer_size: gb,
    llama3_8b_a100x8_layer_time: us,
    qwen2_72b_layer_size: gb,
    qwen2_72b_a100x8_layer_time: us,
) -> us:
    """The same fixed time for eight A100s, from the same two models."""
    return fixed_layer_time(
        llama3_8b_layer_size, llama3_8b_a100x8_layer_time, qwen2_72b_layer_size, qwen2_72b_a100x8_layer_time
    )


def fixed_cost_ratio(eight_fixed_cost: us, fixed_layer_cost: us) -> times:
    """Fixed time of a layer on eight A100s over that on a WSE-2."""
    return eight_fixed_cost / fixed_layer_cost


def eight_miss_13b(
    llama3_8b_layer_size: gb,
    llama3_8b_a100x8_layer_time: us,
    qwen2_72b_layer_size: gb,
    qwen2_72b_a100x8_layer_time: us,
    llama2_13b_layer_size: gb,
    llama2_13b_a100x8_layer_time: us,
) -> share:
    """How much too fast the line of eight A100s is for Llama 2 13B, which it has not seen."""
    small = (llama3_8b_layer_size, llama3_8b_a100x8_layer_time)
    line = small + (qwen2_72b_layer_size, qwen2_72b_a100x8_layer_time)
    predicted = fixed_layer_time(*line) + llama2_13b_layer_size / effective_bandwidth(*line)
    return llama2_13b_a100x8_layer_time / predicted - 1


# --- what the slope says ---


def quoted_share(wafer_bandwidth: pb_per_s, wse2_memory_bandwidth: pb_per_s) -> share:
    """Effective bandwidth in decoding as a share of what is quoted for the whole WSE-2."""
    return wafer_bandwidth / wse2_memory_bandwidth


def cores_at_work(waferllm_square: count, wse2_cores: count) -> share:
    """Share of a WSE-2's cores in the square that works on one layer."""
    return waferllm_square**2 / wse2_cores


def quoted_share_at_work(quoted_share: share, cores_at_work: share) -> share:
    """Effective bandwidth as a share of what is quoted for the cores at work alone."""
    return quoted_share / cores_at_work


def gemv_16k_rate(gemv_16k_rows: count, waferllm_weight: gb, gemv_16k_wse2: us) -> pb_per_s:
    """Bytes over time of the smaller matrix times a vector on a WSE-2."""
    return model_bytes(gemv_16k_rows**2, waferllm_weight) / gemv_16k_wse2


def gemv_32k_rate(gemv_32k_rows: count, waferllm_weight: gb, gemv_32k_wse2: us) -> pb_per_s:
    """Bytes over time of the larger matrix times a vector on a WSE-2."""
    return model_bytes(gemv_32k_rows**2, waferllm_weight) / gemv_32k_wse2


def gemv_speed_ratio(gemv_32k_a100: us, gemv_32k_wse2: us) -> times:
    """Speed of a WSE-2 over one A100 for the larger matrix times a vector."""
    return gemv_32k_a100 / gemv_32k_wse2


def t10_ratio(llama3_8b_wse2_decode: tokens_per_s, t10_8b_decode: tokens_per_s) -> times:
    """Speed of the paper's own program over that of another compiler on the same wafer."""
    return llama3_8b_wse2_decode / t10_8b_decode


def embedding_weights(vocabulary: count, hidden: count) -> count:
    """Weights in the tables that turn tokens into vectors and back, if input and output have their own."""
    return 2 * vocabulary * hidden


def context_cache(
    layers: count,
    kv_heads: count,
    head_dim: count,
    waferllm_weight: byte,
    waferllm_context: tokens,
    tokens_per_step: tokens,
) -> byte:
    """Cache of past tokens while decoding was measured, at the precision of the paper."""
    kept = kv_bytes_per_token(layers, kv_heads, head_dim, waferllm_weight, tokens_per_step)
    return kv_cache(kept, waferllm_context)


# --- other people's ratios ---


def expected_lab_ratio(
    llama3_8b_wse2_decode: tokens_per_s,
    llama3_8b_run_size: byte,
    h100_memory_bandwidth: byte_per_s,
    llama3_8b_a100_bandwidth_use: share,
    tokens_per_step: tokens,
) -> times:
    """Speed of a WSE-2 over an H100 to expect, if an H100 uses its bandwidth as well as an A100."""
    step = decode_step_time(llama3_8b_run_size, 0, h100_memory_bandwidth)
    ceiling = tokens_per_second(step, tokens_per_step)
    return llama3_8b_wse2_decode / (ceiling * llama3_8b_a100_bandwidth_use)


def lab_ratio(xpu_latency_vs_h100: share) -> times:
    """Speed of a CS-3 over an H100 for a small model and few users, as a laboratory measured it."""
    return 1 / xpu_latency_vs_h100


def lab_ratio_groq(xpu_latency_vs_h100: share, xpu_groq_latency_vs_h100: share) -> times:
    """Speed of a CS-3 over Groq in the same test."""
    return xpu_groq_latency_vs_h100 / xpu_latency_vs_h100


def lab_ratio_sambanova(xpu_latency_vs_h100: share, xpu_sambanova_latency_vs_h100: share) -> times:
    """Speed of a CS-3 over SambaNova in the same test."""
    return xpu_sambanova_latency_vs_h100 / xpu_latency_vs_h100


def launch_ratio(llama31_8b_speed_measured: tokens_per_s, llama31_8b_speed_h100: tokens_per_s) -> times:
    """Speed of Cerebras's service at launch over the fastest service on H100s then."""
    return llama31_8b_speed_measured / llama31_8b_speed_h100


def maverick_ratio(maverick_speed_measured: tokens_per_s, maverick_speed_b200: tokens_per_s) -> times:
    """Speed of Cerebras's service over eight tuned B200s."""
    return maverick_speed_measured / maverick_speed_b200


def output_ratio(cerebras_output_speed: tokens_per_s, coreweave_output_speed: tokens_per_s) -> times:
    """Speed of Cerebras's service over a GPU cloud's in July of that year."""
    return cerebras_output_speed / coreweave_output_speed


def next_ratio(cerebras_output_speed: tokens_per_s, sambanova_output_speed: tokens_per_s) -> times:
    """Speed of Cerebras's service over the next fastest in the same table."""
    return cerebras_output_speed / sambanova_output_speed


def speculation_gain(
    llama31_70b_speed_later: tokens_per_s, llama31_70b_speed_measured: tokens_per_s
) -> times:
    """Speed of the same service on the same model two months later."""
    return llama31_70b_speed_later / llama31_70b_speed_measured


def claim_reached(gpt_oss_speed_measured_july: tokens_per_s, gpt_oss_speed_claim: tokens_per_s) -> share:
    """Speed measured in July as a share of the speed in Cerebras's documentation."""
    return gpt_oss_speed_measured_july / gpt_oss_speed_claim


# --- a whole answer, and many users ---


def whole_ratio(writing_share: share, output_ratio: times) -> times:
    """How much sooner a whole task ends if only the writing gets faster."""
    return amdahl(writing_share, output_ratio)


def answer_ratio(coreweave_answer_time: seconds, cerebras_answer_time: seconds) -> times:
    """Time of a whole answer at the GPU cloud over that at Cerebras."""
    return coreweave_answer_time / cerebras_answer_time


def answer_writing_share(coreweave_answer_time: seconds, coreweave_first_token_time: seconds) -> share:
    """Share of the GPU cloud's answer that is writing and not waiting for the first token."""
    return 1 - coreweave_first_token_time / coreweave_answer_time


def b200_throughput_cost(inferencex_b200_at_42: tokens_per_s, inferencex_b200_at_100: tokens_per_s) -> times:
    """How much less a B200 writes in all if each user gets the fastest of three speeds."""
    return inferencex_b200_at_42 / inferencex_b200_at_100


def b200_speed_gain(inferencex_speed_100: tokens_per_s, inferencex_speed_42: tokens_per_s) -> times:
    """How much faster each user is served at the fastest of the three points than at the slowest."""
    return inferencex_speed_100 / inferencex_speed_42


def users_at_42(inferencex_b200_at_42: tokens_per_s, inferencex_speed_42: tokens_per_s) -> count:
    """Users that share one B200 at the slowest of the three points."""
    return inferencex_b200_at_42 / inferencex_speed_42


def users_at_100(inferencex_b200_at_100: tokens_per_s, inferencex_speed_100: tokens_per_s) -> count:
    """Users that share one B200 at the fastest of the three points."""
    return inferencex_b200_at_100 / inferencex_speed_100
