"""Models larger than a chip's memory: how many wafers hold them, and what streaming their weights costs.

Two ways to run what does not fit. Spread: the weights are parked on as many wafers as it takes, and each
works on its layers (inference). Stream: the weights wait outside and pass over the wafer layer by layer in
every step (training); the step then takes the longer of streaming and computing, so that a large batch hides
the stream.

Weight streaming as Cerebras describes it at Hot Chips 33 and 34: weights in for the forward pass, in again
for the backward pass, gradients out (3 passes); the optimiser runs outside.

ValueError names an argument that is negative, zero where it must not be, infinite or not a number.
It also stands for an answer that no float can hold.
"""

from math import ceil

from ledger.units import byte, byte_per_s, count, flop_per_s, flop_per_token, seconds, share, tokens
from snippets.formulas._basics import finite, not_negative, over, part, positive
from snippets.formulas.roofline import compute_time, model_bytes, transfer_time

_ROUNDING = 1e-12  # a quotient that is whole but for the last bit counts as whole


def machines_spanned(size: byte, memory: byte, reserve: share = 0) -> count:
    """Size of a model in memories of one machine, not rounded: 3.2 wafers, 8.75 chips."""
    return over(not_negative("size", size), positive("memory", memory) * _usable(reserve))


def wafers_needed(size: byte, memory: byte, reserve: share = 0) -> count:
    """Machines that hold `size` bytes: bytes over the memory of one, rounded up, and at least one.

    `reserve` is the share of each memory kept for the KV cache, activations and programs (below one).
    """
    return float(max(1, ceil(machines_spanned(size, memory, reserve) * (1 - _ROUNDING))))


def largest_model(machines: count, memory: byte, bytes_per_parameter: byte, reserve: share = 0) -> count:
    """The most parameters that some machines hold.

    In training, 16 bytes for each (weight, gradient, two moments in 32 bits); in inference 2, 1 or 0.5.
    """
    room = positive("machines", machines) * positive("memory", memory) * _usable(reserve)
    return over(room, positive("bytes_per_parameter", bytes_per_parameter))


def stream_time(parameters: count, bytes_per_parameter: byte, bandwidth: byte_per_s) -> seconds:
    """Time to bring all weights to a machine once, over the bandwidth at which they come in."""
    return transfer_time(model_bytes(parameters, bytes_per_parameter), bandwidth)


def streaming_step_time(
    parameters: count,
    bytes_per_parameter: byte,
    batch: tokens,
    compute: flop_per_s,
    bandwidth: byte_per_s,
    passes: count = 3,
    utilisation: share = 1,
    per_parameter: flop_per_token = 6,
) -> seconds:
    """Time of a step with streamed weights: the longer of `passes` streams and the batch's arithmetic.

    One stream feeds all machines (it is broadcast), `bandwidth` is that of one; `batch` and `compute` are
    those of all machines together. For inference: one pass, and 2 FLOP for each parameter and token.
    """
    stream = stream_time(positive("parameters", parameters), bytes_per_parameter, bandwidth)
    work = positive("per_parameter", per_parameter) * positive("parameters", parameters)
    return max(
        finite(positive("passes", passes) * stream),
        compute_time(work * positive("batch", batch), compute, utilisation),
    )


def streaming_batch(
    compute: flop_per_s,
    bandwidth: byte_per_s,
    bytes_per_parameter: byte,
    passes: count = 3,
    utilisation: share = 1,
    per_parameter: flop_per_token = 6,
) -> tokens:
    """The batch that just hides the stream, for any model; below it the machine waits for weights."""
    moved = positive("passes", passes) * positive("bytes_per_parameter", bytes_per_parameter)
    speed = positive("compute", compute) * part("utilisation", utilisation)
    slower = positive("per_parameter", per_parameter) * positive("bandwidth", bandwidth)
    return over(moved * speed, slower)


def _usable(reserve: float) -> float:
    kept = part("reserve", reserve)
    if kept == 1:
        raise ValueError("reserve must be less than 1: a memory that is all reserved holds no model")
    return 1.0 - kept
