"""Prefill on one machine, decode on another: time of a request, capacity, and when the split pays.

Reading a prompt wants arithmetic, writing an answer wants bandwidth. A split gives each to the machine that
is good at it and sends the KV cache of the prompt across a link in between. The model counts tokens over
rates:

    alone:  prompt/prefill rate + answer/decode rate
    split:  prompt/prefill rate of the other machine + KV cache/link + answer/decode rate

It leaves out queues, batches whose members disturb each other, and that rates fall with long prompts: it
predicts long requests well and short ones badly.

ValueError names an argument that is negative, zero where it must not be, infinite or not a number.
It also stands for an answer that no float can hold.
"""

from ledger.units import byte_per_s, byte_per_token, count, ratio, seconds, share, times, tokens, tokens_per_s
from snippets.formulas._basics import finite, not_negative, over, positive


def request_time(
    prompt: tokens, answer: tokens, prefill_rate: tokens_per_s, decode_rate: tokens_per_s
) -> seconds:
    """Time of one request on one machine: prompt over its prefill rate plus answer over its decode rate."""
    reading = over(not_negative("prompt", prompt), positive("prefill_rate", prefill_rate))
    return finite(reading + over(not_negative("answer", answer), positive("decode_rate", decode_rate)))


def end_to_end_rate(
    prompt: tokens,
    answer: tokens,
    prefill_rate: tokens_per_s,
    decode_rate: tokens_per_s,
) -> tokens_per_s:
    """Tokens of the answer over the time of the whole request, on one machine."""
    time = request_time(prompt, answer, prefill_rate, decode_rate)
    return over(positive("answer", answer), time)


def kv_transfer_time(prompt: tokens, kv_per_token: byte_per_token, link: byte_per_s) -> seconds:
    """Time to send a prompt's KV cache over a link, after the prefill and not during it."""
    cache = not_negative("prompt", prompt) * not_negative("kv_per_token", kv_per_token)
    return over(cache, positive("link", link))


def split_request_time(
    prompt: tokens,
    answer: tokens,
    prefill_rate: tokens_per_s,
    decode_rate: tokens_per_s,
    kv_per_token: byte_per_token,
    link: byte_per_s,
) -> seconds:
    """Time of a request if one machine reads the prompt, sends the KV cache, and another answers."""
    sent = kv_transfer_time(prompt, kv_per_token, link)
    return finite(request_time(prompt, answer, prefill_rate, decode_rate) + sent)


def decode_share(
    prompt: tokens, answer: tokens, prefill_rate: tokens_per_s, decode_rate: tokens_per_s
) -> share:
    """Share of a machine's time that it spends on the answer, if it does both."""
    written = positive("answer", answer)
    writing = over(written, positive("decode_rate", decode_rate))
    return over(writing, request_time(prompt, answer, prefill_rate, decode_rate))


def capacity_gain(
    prompt: tokens,
    answer: tokens,
    prefill_rate: tokens_per_s,
    decode_rate: tokens_per_s,
    receiving: seconds = 0,
) -> times:
    """How many times more requests a machine serves once prefill moves away.

    One over its decode share; the rates are those of the machine that stays.
    `receiving` is the time in which a request's KV cache comes in: others are
    decoded meanwhile, so it counts only where it is longer than the decoding.
    """
    written = positive("answer", answer)
    writing = over(written, positive("decode_rate", decode_rate))
    alone = request_time(prompt, answer, prefill_rate, decode_rate)
    return over(alone, max(writing, not_negative("receiving", receiving)))


def prompt_ratio(gain: times, prefill_rate: tokens_per_s, decode_rate: tokens_per_s) -> ratio:
    """Prompt tokens for each token of the answer at which `capacity_gain` reaches `gain` (one or more).

    (gain - 1) · prefill rate / decode rate: a claimed gain turned into the traffic that it supposes.
    """
    more = positive("gain", gain) - 1.0
    if more < 0:
        raise ValueError(f"gain must be one or more, since a split never serves fewer requests, not {gain!r}")
    return over(more * positive("prefill_rate", prefill_rate), positive("decode_rate", decode_rate))


def break_even_ratio(added_cost: ratio, prefill_rate: tokens_per_s, decode_rate: tokens_per_s) -> ratio:
    """Prompt tokens for each token of the answer from which on a split serves more requests for its cost.

    `added_cost` is what the prefill machines and the link for one decode machine cost, over the cost of that
    machine; they are taken to keep up with it. The gain must exceed 1 + added cost.
    """
    return prompt_ratio(1.0 + not_negative("added_cost", added_cost), prefill_rate, decode_rate)


def prefill_machines(prefill: seconds, decode: seconds, batch: count = 1) -> ratio:
    """Prefill machines that keep one decode machine busy: prefill time · batch / decode time of a request.

    `prefill` is the time that a prefill machine takes for one prompt, `decode` the time from a request's
    first token to its last, `batch` the requests that the decode machine serves at once.
    """
    return over(not_negative("prefill", prefill) * positive("batch", batch), positive("decode", decode))


def link_needed(kv_per_token: byte_per_token, prefill_rate: tokens_per_s) -> byte_per_s:
    """Bandwidth that sends KV cache as fast as a machine makes it: bytes per token times its prefill rate."""
    return finite(not_negative("kv_per_token", kv_per_token) * not_negative("prefill_rate", prefill_rate))


def break_even_link(
    kv_per_token: byte_per_token, own_rate: tokens_per_s, other_rate: tokens_per_s
) -> byte_per_s:
    """Bandwidth from which on a split request is faster than one alone, whatever the lengths.

    The other machine's prefill saves 1/own - 1/other for each token and the link takes bytes/bandwidth. A
    machine that does not prefill faster saves nothing: ValueError.
    """
    saved = over(1, positive("own_rate", own_rate)) - over(1, positive("other_rate", other_rate))
    if saved <= 0:
        raise ValueError("other_rate must be above own_rate: a machine that reads no faster saves no time")
    return over(not_negative("kv_per_token", kv_per_token), saved)
