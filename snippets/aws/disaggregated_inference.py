"""Why reading a prompt and writing an answer want different machines, and when splitting them pays."""

from ledger.units import (
    Rows,
    byte,
    byte_per_s,
    byte_per_token,
    count,
    curve,
    of,
    ratio,
    seconds,
    share,
    table,
    text,
    times,
    tokens,
    tokens_per_s,
)
from snippets.formulas.disaggregation import (
    capacity_gain,
    end_to_end_rate,
    kv_transfer_time,
    prompt_ratio,
)
from snippets.formulas.grids import log_grid
from snippets.formulas.roofline import kv_bytes_per_token


def wafer_prefill_lead(llama3_8b_wse2_prefill: tokens_per_s, llama3_8b_a100x8_prefill: tokens_per_s) -> times:
    """How much faster one WSE-2 reads a prompt than eight A100 do."""
    return llama3_8b_wse2_prefill / llama3_8b_a100x8_prefill


def wafer_decode_lead(llama3_8b_wse2_decode: tokens_per_s, llama3_8b_a100x8_decode: tokens_per_s) -> times:
    """How much faster one WSE-2 writes an answer than eight A100 do."""
    return llama3_8b_wse2_decode / llama3_8b_a100x8_decode


def wafer_long_predicted(
    prompt_long: tokens, llama3_8b_wse2_prefill: tokens_per_s, llama3_8b_wse2_decode: tokens_per_s
) -> tokens_per_s:
    """Rate of a request with a long answer on a WSE-2, predicted from its two phases."""
    return end_to_end_rate(prompt_long, prompt_long, llama3_8b_wse2_prefill, llama3_8b_wse2_decode)


def gpu_long_predicted(
    prompt_long: tokens, llama3_8b_a100x8_prefill: tokens_per_s, llama3_8b_a100x8_decode: tokens_per_s
) -> tokens_per_s:
    """Rate of a request with a long answer on eight A100, predicted from its two phases."""
    return end_to_end_rate(prompt_long, prompt_long, llama3_8b_a100x8_prefill, llama3_8b_a100x8_decode)


def wafer_short_predicted(
    prompt_short: tokens,
    answer_short: tokens,
    llama3_8b_wse2_prefill: tokens_per_s,
    llama3_8b_wse2_decode: tokens_per_s,
) -> tokens_per_s:
    """Rate of a request with a short answer on a WSE-2, predicted from its two phases."""
    return end_to_end_rate(prompt_short, answer_short, llama3_8b_wse2_prefill, llama3_8b_wse2_decode)


def gpu_short_predicted(
    prompt_short: tokens,
    answer_short: tokens,
    llama3_8b_a100x8_prefill: tokens_per_s,
    llama3_8b_a100x8_decode: tokens_per_s,
) -> tokens_per_s:
    """Rate of a request with a short answer on eight A100, predicted from its two phases."""
    return end_to_end_rate(prompt_short, answer_short, llama3_8b_a100x8_prefill, llama3_8b_a100x8_decode)


@table(request=text, machine=text, predicted=tokens_per_s, measured=tokens_per_s, ratio=times)
def predictions(
    wafer_long_predicted: tokens_per_s,
    llama3_8b_wse2_answer_4096_4096: tokens_per_s,
    gpu_long_predicted: tokens_per_s,
    llama3_8b_a100x8_answer_4096_4096: tokens_per_s,
    wafer_short_predicted: tokens_per_s,
    llama3_8b_wse2_answer_2048_128: tokens_per_s,
    gpu_short_predicted: tokens_per_s,
    llama3_8b_a100x8_answer_2048_128: tokens_per_s,
) -> Rows:
    """Whole requests predicted from their two phases, beside what was measured."""
    rows = [
        ("long answer", "WSE-2", wafer_long_predicted, llama3_8b_wse2_answer_4096_4096),
        ("long answer", "eight A100", gpu_long_predicted, llama3_8b_a100x8_answer_4096_4096),
        ("short answer", "WSE-2", wafer_short_predicted, llama3_8b_wse2_answer_2048_128),
        ("short answer", "eight A100", gpu_short_predicted, llama3_8b_a100x8_answer_2048_128),
    ]
    return [(words, machine, ours, theirs, ours / theirs) for words, machine, ours, theirs in rows]


def split_gain(
    prompt_per_answer: ratio,
    prompt_long: tokens,
    llama3_8b_wse2_prefill: tokens_per_s,
    llama3_8b_wse2_decode: tokens_per_s,
) -> times:
    """Requests that a wafer serves once it no longer reads prompts, over those that it served before."""
    return capacity_gain(
        prompt_per_answer * prompt_long, prompt_long, llama3_8b_wse2_prefill, llama3_8b_wse2_decode
    )


@table(prompt_per_answer=ratio, gain=times, point=text)
def gain_by_ratio(
    claimed_ratio: ratio,
    aws_capacity_claim: times,
    split_gain: curve[times] = of(prompt_per_answer=ratio),
) -> Rows:
    """Capacity gained by splitting, by prompt tokens for each token of the answer."""
    rows = [(step, split_gain(step), "at measured rates") for step in log_grid(0.1, 1000)]
    rows.append((claimed_ratio, aws_capacity_claim, "the companies' claim"))
    return rows


def claimed_ratio(
    aws_capacity_claim: times, llama3_8b_wse2_prefill: tokens_per_s, llama3_8b_wse2_decode: tokens_per_s
) -> ratio:
    """Prompt tokens for each token of the answer at which the claimed gain would come true, at these rates.

    not held: nobody has published the traffic behind the claim.
    """
    return prompt_ratio(aws_capacity_claim, llama3_8b_wse2_prefill, llama3_8b_wse2_decode)


def claimed_ratio_of_ten(
    aws_capacity_claim: times, llama3_8b_wse2_prefill: tokens_per_s, llama3_8b_wse2_decode: tokens_per_s
) -> ratio:
    """The same if ten answers were written at once, each as fast as one alone."""
    return prompt_ratio(aws_capacity_claim, llama3_8b_wse2_prefill, 10 * llama3_8b_wse2_decode)


def prefill_share(aws_capacity_claim: times) -> share:
    """Share of a machine's time that reading prompts must have taken for the claimed gain."""
    return 1 - 1 / aws_capacity_claim


def cache_per_token(
    llama31_70b_layers: count,
    llama31_70b_kv_heads: count,
    llama31_70b_head_dim: count,
    cache_precision: byte,
    one_token: tokens,
) -> byte_per_token:
    """KV cache that each token of a prompt leaves in Llama 3.1 70B."""
    return kv_bytes_per_token(
        llama31_70b_layers, llama31_70b_kv_heads, llama31_70b_head_dim, cache_precision, one_token
    )


def cache_transfer(
    cached_prompt: tokens, cache_per_token: byte_per_token, wse3_io_bandwidth: byte_per_s
) -> seconds:
    """Time to bring a prompt's KV cache onto a wafer through all of its links."""
    return kv_transfer_time(cached_prompt, cache_per_token, wse3_io_bandwidth)


def own_prefill(cached_prompt: tokens, qwen2_72b_wse2_prefill: tokens_per_s) -> seconds:
    """Time that one WSE-2 takes to read the same prompt itself, for a model of about that size."""
    return cached_prompt / qwen2_72b_wse2_prefill


def trainium_filling_links(
    wse3_io_bandwidth: byte_per_s, trn3_network: byte_per_s, trn3_chips: count
) -> count:
    """Trainium3 chips whose part of AWS's network fills all links of one wafer."""
    return wse3_io_bandwidth / (trn3_network / trn3_chips)
