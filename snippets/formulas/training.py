"""What a training run takes: arithmetic, time, money, utilisation, and the exchange of gradients.

Training does about 6 FLOP for each parameter and token: 2 forward, 4 backward (Kaplan et al. 2020; Hoffmann
et al. 2022). With all activations computed again it does 8 (Narayanan et al. 2021), which counts in the time
and not in the utilisation of the model. In a mixture of experts only the parameters that a token uses count.

Cost is chips times hours times a rate: of the final run only, without experiments, staff, data or failed
runs.

ValueError names an argument that is negative, zero where it must not be, infinite or not a number.
It also stands for an answer that no float can hold.
"""

from ledger.units import (
    byte,
    byte_per_s,
    count,
    flop,
    flop_per_s,
    flop_per_token,
    hours,
    seconds,
    share,
    tokens,
    tokens_per_s,
    usd,
    usd_per_hour,
)
from snippets.formulas._basics import finite, not_negative, over, part, positive, whole


def training_flop(
    parameters: count,
    trained: tokens,
    per_parameter: flop_per_token = 6,
) -> flop:
    """Arithmetic of a training run: 6·N·D.

    N are the parameters that a token uses, D the tokens.
    """
    used = not_negative("parameters", parameters)
    work = positive("per_parameter", per_parameter) * used
    return finite(finite(work) * not_negative("trained", trained))


def flop_per_trained_token(
    parameters: count,
    layers: count,
    heads: count,
    head_size: count,
    context: count,
    per_parameter: flop_per_token = 6,
) -> flop_per_token:
    """Arithmetic for one token in training with attention: 6·N + 12·L·H·Q·T for a context of T tokens.

    Chowdhery et al. (PaLM), appendix B: the count behind published utilisations.
    """
    between = 2 * whole("layers", layers, 1) * whole("heads", heads, 1) * whole("head_size", head_size, 1)
    pairs = finite(finite(between) * not_negative("context", context))
    return finite(positive("per_parameter", per_parameter) * (not_negative("parameters", parameters) + pairs))


def run_time(work: flop, chips: count, compute: flop_per_s, utilisation: share) -> seconds:
    """Time of a run: its arithmetic over chips · peak of one chip · utilisation (above zero)."""
    used = part("utilisation", utilisation)
    if used == 0:
        raise ValueError("utilisation must be above zero: with nothing used the run has no end")
    return over(
        not_negative("work", work), finite(positive("chips", chips) * positive("compute", compute)) * used
    )


def run_time_at_rate(trained: tokens, rate: tokens_per_s) -> seconds:
    """Time of a run from the tokens that it trains on and how many all chips together process per second."""
    return over(not_negative("trained", trained), positive("rate", rate))


def implied_work(chips: count, compute: flop_per_s, utilisation: share, time: seconds) -> flop:
    """Arithmetic that some chips do in a time: chips · peak of one · utilisation · time."""
    peak = finite(not_negative("chips", chips) * positive("compute", compute))
    return finite(peak * part("utilisation", utilisation) * not_negative("time", time))


def implied_utilisation(
    work: flop,
    chips: count,
    compute: flop_per_s,
    time: seconds,
) -> share:
    """Share of the chips' peak that a run must have used.

    More than one: it cannot have happened as told.
    """
    peak = positive("chips", chips) * positive("compute", compute)
    return over(not_negative("work", work), peak * positive("time", time))


def run_cost(chips: count, time: hours, rate: usd_per_hour) -> usd:
    """Cost of a run: chips · hours · price of a chip-hour. For a number of chip-hours, let chips be one."""
    worked = finite(not_negative("chips", chips) * not_negative("time", time))
    return finite(worked * not_negative("rate", rate))


def implied_rate(cost: usd, chips: count, time: hours) -> usd_per_hour:
    """Price of a chip-hour that a stated cost supposes: cost over chips · hours."""
    return over(not_negative("cost", cost), positive("chips", chips) * positive("time", time))


def ring_allreduce_time(size: byte, machines: count, bandwidth: byte_per_s, hop: seconds = 0) -> seconds:
    """Time to sum an array over machines in a ring: 2·(n-1)/n · bytes/bandwidth, plus 2·(n-1) hops.

    `bandwidth` is what one machine sends per second; zero for one machine. NCCL tests, "Performance".
    """
    n = float(whole("machines", machines, 1))
    sent = 2 * (n - 1) / n * not_negative("size", size)
    return finite(over(sent, positive("bandwidth", bandwidth)) + 2 * (n - 1) * not_negative("hop", hop))
