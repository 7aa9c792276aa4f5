"""What the lab on rooflines starts from: two worked examples, and model sizes counted from their shapes."""

from ledger.units import count, flop_per_byte, gb, ms, tb_per_s, tflop_per_s, tokens
from snippets.formulas.roofline import (
    decode_step_time,
    kv_bytes_per_token,
    kv_cache,
    model_bytes,
    ridge_point,
    transformer_parameters,
)


def lab_13b_parameters(
    llama2_13b_layers: count,
    llama2_13b_hidden: count,
    llama2_13b_ffn: count,
    llama2_13b_heads: count,
    llama2_13b_kv_heads: count,
    llama2_13b_head_dim: count,
    llama2_13b_vocabulary: count,
) -> count:
    """Parameters of Llama 2 13B, counted from its shape."""
    attention = (llama2_13b_heads, llama2_13b_kv_heads, llama2_13b_head_dim)
    shape = (llama2_13b_layers, llama2_13b_hidden, llama2_13b_ffn, *attention)
    return transformer_parameters(*shape, llama2_13b_vocabulary)


def lab_70b_parameters(
    llama31_70b_layers: count,
    llama31_70b_hidden: count,
    llama31_70b_ffn: count,
    llama31_70b_heads: count,
    llama31_70b_kv_heads: count,
    llama31_70b_head_dim: count,
    llama31_70b_vocabulary: count,
) -> count:
    """Parameters of Llama 3.1 70B, counted from its shape."""
    attention = (llama31_70b_heads, llama31_70b_kv_heads, llama31_70b_head_dim)
    shape = (llama31_70b_layers, llama31_70b_hidden, llama31_70b_ffn, *attention)
    return transformer_parameters(*shape, llama31_70b_vocabulary)


def lab_13b_weights(lab_13b_parameters: count, weight_16_bit: gb) -> gb:
    """Size of its weights at two bytes each."""
    return model_bytes(lab_13b_parameters, weight_16_bit)


def lab_13b_cache(
    llama2_13b_layers: count,
    llama2_13b_kv_heads: count,
    llama2_13b_head_dim: count,
    weight_16_bit: gb,
    tokens_per_step: tokens,
    lab_context: tokens,
) -> gb:
    """Cache of past tokens of one user."""
    kept = kv_bytes_per_token(
        llama2_13b_layers, llama2_13b_kv_heads, llama2_13b_head_dim, weight_16_bit, tokens_per_step
    )
    return kv_cache(kept, lab_context)


def lab_13b_step(lab_13b_weights: gb, lab_13b_cache: gb, h100_memory_bandwidth: tb_per_s) -> ms:
    """Least time of a token of Llama 2 13B on an H100, one user."""
    return decode_step_time(lab_13b_weights, lab_13b_cache, h100_memory_bandwidth)


def lab_13b_batch_step(
    lab_13b_weights: gb, lab_13b_cache: gb, lab_batch: count, h100_memory_bandwidth: tb_per_s
) -> ms:
    """Least time of a step that makes one token for each of many users."""
    return decode_step_time(lab_13b_weights, lab_batch * lab_13b_cache, h100_memory_bandwidth)


def lab_13b_memory(lab_13b_weights: gb, lab_13b_cache: gb, lab_batch: count) -> gb:
    """Memory that weights and all caches of these users take."""
    return lab_13b_weights + lab_batch * lab_13b_cache


def lab_h100_balance(h100_dense_fp16: tflop_per_s, h100_memory_bandwidth: tb_per_s) -> flop_per_byte:
    """Operations per byte at which an H100 is limited by both."""
    return ridge_point(h100_dense_fp16, h100_memory_bandwidth)


def lab_v5e_balance(tpu_v5e_dense_fp16: tflop_per_s, tpu_v5e_memory_bandwidth: tb_per_s) -> flop_per_byte:
    """The same for a TPU v5e."""
    return ridge_point(tpu_v5e_dense_fp16, tpu_v5e_memory_bandwidth)
