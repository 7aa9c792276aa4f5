"""How fast tokens come: a decode model with latency, speculative decoding, Amdahl's law.

Bytes over bandwidth predicts a GPU and misses a wafer by two orders of magnitude. The model here adds what
each layer costs however few bytes it has (signals crossing the mesh, sums gathered from thousands of cores):

    time of a step = layers · (fixed + bytes of a layer / bandwidth) + KV cache / bandwidth

`fixed` and the effective `bandwidth` come from two published rows; the rows left over test the model. On a
GPU the same two numbers can be fitted; there the fixed part is small beside the bytes.

ValueError names an argument that is negative, zero where it must not be, infinite or not a number.
It also stands for an answer that no float can hold.
"""

from math import expm1, log

from ledger.units import byte, byte_per_s, count, ratio, seconds, share, times, tokens, tokens_per_s
from snippets.formulas._basics import finite, not_negative, over, part, positive, whole

_ROUNDING = 1e-12  # two times in proportion to their bytes leave no fixed part but the last bit


def layer_time(rate: tokens_per_s, layers: count, made: tokens = 1) -> seconds:
    """Measured time of one layer in one step: the time between a user's tokens over the number of layers.

    `rate` is the speed that one user sees; `made` the tokens that a step makes for that user: one, unless it
    speculates.
    """
    return over(positive("made", made), positive("rate", rate) * whole("layers", layers, 1))


def effective_bandwidth(small: byte, small_time: seconds, large: byte, large_time: seconds) -> byte_per_s:
    """Bandwidth in the line through two layers measured: bytes more over time more.

    `small` and `large` are the bytes of one layer in each of two models, the times are `layer_time`s. The
    larger layer must take longer, else no bandwidth above zero explains both (ValueError).
    """
    more = _more(small, large)
    longer = positive("large_time", large_time) - positive("small_time", small_time)
    if longer <= 0:
        raise ValueError("the larger layer takes no longer than the smaller one: no bandwidth explains both")
    return over(more, longer)


def fixed_layer_time(small: byte, small_time: seconds, large: byte, large_time: seconds) -> seconds:
    """Time of a layer without bytes in the line through two layers measured (see `effective_bandwidth`).

    Below zero if time grows faster than bytes: then the model does not fit (ValueError).
    """
    more = _more(small, large)
    first, second = positive("small_time", small_time), positive("large_time", large_time)
    whole_first = finite(first * over(large, more))
    fixed = finite(whole_first - second * over(small, more))
    if fixed < -_ROUNDING * whole_first:
        raise ValueError("time grows faster than bytes between the two layers: no fixed time is left")
    return max(0.0, fixed)


def latency_step_time(
    layers: count, fixed: seconds, layer_size: byte, bandwidth: byte_per_s, cache: byte = 0
) -> seconds:
    """Time of a decode step: layers · (fixed + bytes of a layer / bandwidth) + cache / bandwidth.

    With `fixed` at zero it is bytes over bandwidth.
    """
    speed = positive("bandwidth", bandwidth)
    per_layer = not_negative("fixed", fixed) + over(not_negative("layer_size", layer_size), speed)
    return finite(whole("layers", layers, 1) * per_layer + over(not_negative("cache", cache), speed))


def tokens_per_second(step: seconds, made: tokens = 1) -> tokens_per_s:
    """Speed from the time of a step: for one user `made` is one token, for the machine the whole batch."""
    return over(positive("made", made), positive("step", step))


def answer_time(first_token: seconds, answer: tokens, rate: tokens_per_s) -> seconds:
    """How long a user waits for a whole answer: the time to the first token, then the tokens at a speed.

    Count the tokens that are made, also those of hidden reasoning.
    """
    writing = over(not_negative("answer", answer), positive("rate", rate))
    return finite(not_negative("first_token", first_token) + writing)


def speculative_tokens(accepted: share, drafted: count) -> count:
    """Tokens to expect from one step of the large model: (1 - α^(γ+1)) / (1 - α); γ + 1 for α = 1.

    Leviathan, Kalman, Matias (ICML 2023), equation 1. A small model drafts γ tokens, each of which the large
    one accepts with chance α, independently of the others.
    """
    chance, checked = part("accepted", accepted), whole("drafted", drafted) + 1
    if chance in (0, 1):
        return float(checked) if chance else 1.0
    return min(float(checked), max(1.0, expm1(checked * log(chance)) / (chance - 1)))  # but for the last bit


def speculative_speed_up(accepted: share, drafted: count, draft_cost: ratio = 0) -> times:
    """How much faster speculative decoding is: (1 - α^(γ+1)) / ((1 - α)(γ·c + 1)). Below one it is slower.

    Leviathan, Kalman, Matias (ICML 2023), theorem 3.8. `draft_cost` is the time of one step of the small
    model over one of the large; checking γ + 1 tokens is taken to cost as much time as making one, which
    holds while memory is the limit.
    """
    steps = whole("drafted", drafted) * not_negative("draft_cost", draft_cost) + 1
    return over(speculative_tokens(accepted, drafted), steps)


def speculative_work(accepted: share, drafted: count, draft_work: ratio = 0) -> times:
    """How much more arithmetic speculative decoding does: (1 - α)(γ·ĉ + γ + 1) / (1 - α^(γ+1)).

    Leviathan, Kalman, Matias (ICML 2023), theorem 3.11. `draft_work` is the small model's arithmetic per
    token over the large one's.
    """
    drafts = whole("drafted", drafted)
    work = drafts * not_negative("draft_work", draft_work) + drafts + 1
    return over(work, speculative_tokens(accepted, drafted))


def amdahl(affected: share, speed_up: times) -> times:
    """Speed-up of a whole when a share of its time gets faster: 1 / (1 - f + f/s).

    Amdahl (1967). A `speed_up` below one slows that share down.
    """
    fast = part("affected", affected)
    return over(1, 1.0 - fast + over(fast, positive("speed_up", speed_up)))


def amdahl_limit(affected: share) -> times:
    """The most that any speed-up of a share of the time can give: 1 / (1 - f), for a share below one."""
    slow = 1.0 - part("affected", affected)
    if slow == 0:
        raise ValueError("affected must be less than 1: where everything gets faster there is no limit")
    return 1.0 / slow


def saved_share(affected: share, speed_up: times) -> share:
    """Share of a whole that a speed-up of a part saves: f·(1 - 1/s).

    The whole may be time or a budget; negative if the part gets slower.
    """
    fast = part("affected", affected)
    return fast - over(fast, positive("speed_up", speed_up))


def _more(small: float, large: float) -> float:
    more = positive("large", large) - not_negative("small", small)
    if more <= 0:
        raise ValueError("large must have more bytes than small: two layers of one size give no line")
    return more
