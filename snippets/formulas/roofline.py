"""How fast a chip can run a model at best: rooflines, prefill, decode, batches, memory.

A roofline knows two limits of a machine: the arithmetic it can do in a second and the bytes it can move in a
second (Williams, Waterman, Patterson, CACM 52, 2009). What follows from them for language models is in the
book "How to Scale Your Model" (Google DeepMind, 2025), whose worked answers test this module.

All times are lower bounds: they leave out the latency of each layer, the links between chips and everything
that is not a multiplication of matrices. On HBM machines the bound is met within a factor of about two; on a
wafer it says almost nothing, because there the latency of each layer is what counts (`decode`).

`batch` is in tokens: a decode step makes one for each sequence. `per_parameter` is the arithmetic for one
token and one parameter: 2 forward, 6 in training (forward and backward). In a mixture of experts,
`parameters` are those that one token uses, `weights` the bytes that the step reads.

ValueError names an argument that is negative, zero where it must not be, infinite or not a number.
It also stands for an answer that no float can hold.
"""

from math import expm1, floor

from ledger.units import (
    byte,
    byte_per_s,
    byte_per_token,
    count,
    flop,
    flop_per_byte,
    flop_per_s,
    flop_per_token,
    seconds,
    share,
    tokens,
    tokens_per_s,
)
from snippets.formulas._basics import finite, log1p, not_negative, number, over, part, positive, whole

_ROUNDING = 1e-12  # a quotient that is whole but for the last bit counts as whole


def arithmetic_intensity(work: flop, moved: byte) -> flop_per_byte:
    """Arithmetic done for each byte moved."""
    return over(not_negative("work", work), positive("moved", moved))


def matmul_intensity(
    rows: count, inner: count, columns: count, bytes_per_value: byte, multiply_add: flop = 2
) -> flop_per_byte:
    """Intensity of a product of matrices, [rows × inner] by [inner × columns], each number moved once.

    For a few rows it tends to 2·rows over the bytes of one number: the batch sets the intensity.
    """
    b, d, f = positive("rows", rows), positive("inner", inner), positive("columns", columns)
    each = over(1, b) + over(1, d) + over(1, f)  # numbers moved for each product of two
    return over(positive("multiply_add", multiply_add), positive("bytes_per_value", bytes_per_value) * each)


def ridge_point(compute: flop_per_s, bandwidth: byte_per_s) -> flop_per_byte:
    """The intensity from which arithmetic is the limit: peak over bandwidth."""
    return over(positive("compute", compute), positive("bandwidth", bandwidth))


def attainable_rate(intensity: flop_per_byte, compute: flop_per_s, bandwidth: byte_per_s) -> flop_per_s:
    """The most arithmetic per second at an intensity: the lower of the peak and intensity times bandwidth."""
    slope = not_negative("intensity", intensity) * positive("bandwidth", bandwidth)
    return min(positive("compute", compute), slope)


def compute_time(work: flop, compute: flop_per_s, utilisation: share = 1) -> seconds:
    """Time for an amount of arithmetic at a share `utilisation` (above zero) of the peak."""
    return over(not_negative("work", work), positive("compute", compute) * _used("utilisation", utilisation))


def transfer_time(size: byte, bandwidth: byte_per_s, utilisation: share = 1) -> seconds:
    """Time to move an amount of bytes: bytes over bandwidth, at a share `utilisation` (above zero) of it."""
    speed = positive("bandwidth", bandwidth) * _used("utilisation", utilisation)
    return over(not_negative("size", size), speed)


def model_bytes(parameters: count, bytes_per_parameter: byte) -> byte:
    """Memory that a model's weights take at a precision: 2 bytes for 16 bits, 1 for 8, 0.5 for 4."""
    return finite(
        not_negative("parameters", parameters) * positive("bytes_per_parameter", bytes_per_parameter)
    )


def kv_bytes_per_token(
    layers: count, kv_heads: count, head_size: count, bytes_per_value: byte, per: tokens = 1
) -> byte_per_token:
    """KV cache that one token leaves: a key and a value for each layer and KV head, 2·L·K·H·bytes.

    With grouped queries (GQA) `kv_heads` is smaller than the number of attention heads; with one head for
    each query they are equal. A cache of one latent vector (MLA) is one head of half its length. `per` is the
    one token it is counted for.
    """
    heads, size = whole("kv_heads", kv_heads, 1), whole("head_size", head_size, 1)
    kept = finite(2 * whole("layers", layers, 1) * heads * size)
    return over(kept * positive("bytes_per_value", bytes_per_value), positive("per", per))


def kv_cache(per_token: byte_per_token, context: tokens, sequences: count = 1) -> byte:
    """KV cache of all sequences together, `context` tokens each."""
    length = finite(not_negative("context", context) * not_negative("sequences", sequences))
    return finite(not_negative("per_token", per_token) * length)


def prefill_time(
    parameters: count,
    prompt: tokens,
    compute: flop_per_s,
    utilisation: share = 1,
    per_parameter: flop_per_token = 2,
) -> seconds:
    """Time to read a prompt: 2·P·T over the arithmetic per second of all chips together.

    Leaves out attention between the prompt's tokens, up to a sixth more in a prompt as long as the model is
    wide and as much again at six times that (`flop_per_trained_token` counts it, with 2 for `per_parameter`;
    half of it if nothing is computed that the mask hides), and the reading of the weights, which counts in
    prompts of a few tokens.
    """
    work = positive("per_parameter", per_parameter) * positive("parameters", parameters)
    return compute_time(work * not_negative("prompt", prompt), compute, utilisation)


def decode_step_time(weights: byte, cache: byte, bandwidth: byte_per_s) -> seconds:
    """Least time of a decode step that memory limits: weights and all KV caches read once."""
    return transfer_time(not_negative("weights", weights) + not_negative("cache", cache), bandwidth)


def batched_step_time(
    parameters: count,
    weights: byte,
    cache: byte,
    batch: tokens,
    compute: flop_per_s,
    bandwidth: byte_per_s,
    per_parameter: flop_per_token = 2,
) -> seconds:
    """Least time of a decode step at any batch: cache/bandwidth + max(2·B·P/compute, weights/bandwidth).

    Attention over the cache is always limited by memory; the matrices by memory until `critical_batch`, by
    arithmetic from there on. `compute` and `bandwidth` are those of all chips together.
    """
    work = positive("per_parameter", per_parameter) * positive("parameters", parameters)
    arithmetic = compute_time(work * positive("batch", batch), compute)
    return finite(transfer_time(cache, bandwidth) + max(arithmetic, transfer_time(weights, bandwidth)))


def critical_batch(
    compute: flop_per_s, bandwidth: byte_per_s, bytes_per_parameter: byte, per_parameter: flop_per_token = 2
) -> tokens:
    """The batch from which on the matrices are limited by arithmetic: ridge point times bytes over FLOP."""
    per_byte = over(
        positive("per_parameter", per_parameter), positive("bytes_per_parameter", bytes_per_parameter)
    )
    return over(ridge_point(compute, bandwidth), per_byte)


def largest_batch(memory: byte, weights: byte, cache_per_sequence: byte) -> count:
    """How many sequences' KV caches fit beside the weights: a whole number, zero if none fits."""
    room = positive("memory", memory) - not_negative("weights", weights)
    fit = number("memory over cache_per_sequence", room / positive("cache_per_sequence", cache_per_sequence))
    return float(max(0, floor(fit * (1 + _ROUNDING)))) if fit > 0 else 0.0


def flop_utilisation(
    per_token: flop_per_token, rate: tokens_per_s, chips: count, compute: flop_per_s
) -> share:
    """Model FLOP utilisation (MFU): arithmetic that the model needs per second, over the peak of all chips.

    Chowdhery et al. (PaLM), appendix B. `per_token` is 6·P in training (`training` has the form with
    attention), 2·P in inference; what is computed twice to save memory does not count.
    """
    done = not_negative("per_token", per_token) * not_negative("rate", rate)
    return over(done, positive("chips", chips) * positive("compute", compute))


def transformer_parameters(
    layers: count,
    width: count,
    ffn_width: count,
    heads: count,
    kv_heads: count,
    head_size: count,
    vocabulary: count,
    ffn_matrices: count = 3,
    embeddings: count = 2,
    positions: count = 0,
    norms: count = 0,
) -> count:
    """Parameters of a dense decoder: matrices of its layers, embeddings, and what is asked for beside them.

    A gated feed-forward block has 3 matrices, a plain one 2; with experts each counts (all of them, or those
    that a token uses); `embeddings` is 2 if input and output have their
    own, 1 if they share one; `positions` counts learned positions, `norms` the vectors of layer norms in all.
    """
    d = whole("width", width, 1)
    attention = 2 * whole("heads", heads, 1) + 2 * whole("kv_heads", kv_heads, 1)
    per_layer = attention * whole("head_size", head_size, 1) * d
    per_layer += whole("ffn_matrices", ffn_matrices) * whole("ffn_width", ffn_width) * d
    outside = whole("embeddings", embeddings) * whole("vocabulary", vocabulary)
    outside += whole("positions", positions) + whole("norms", norms)
    return finite(whole("layers", layers, 1) * per_layer + outside * d)


def experts_read(experts: count, used: count, batch: count) -> count:
    """Experts of a layer that a step reads, if each token uses so many at random: E·(1 - (1 - k/E)^B).

    Routers are trained to spread tokens evenly, and never quite do; skewed ones read fewer.
    """
    all_of_them, few = whole("experts", experts, 1), whole("used", used, 1)
    if few > all_of_them:
        raise ValueError(f"used must not be more than the {all_of_them} experts, and is {used!r}")
    many = not_negative("batch", batch)
    if few == all_of_them:
        return float(few) if many else 0.0
    return -all_of_them * expm1(many * log1p(-few / all_of_them))


def _used(name: str, value: float) -> float:
    if part(name, value) == 0:
        raise ValueError(f"{name} must be above zero: with nothing used the time has no end")
    return float(value)
