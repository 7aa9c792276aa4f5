"""Splitting prefill from decode: measured requests, worked answers, and what must hold for every input."""

from hypothesis import assume, given
from hypothesis import strategies as st
from pytest import approx, mark, raises

from ledger.checks import vectors
from snippets.formulas.decode import amdahl_limit
from snippets.formulas.disaggregation import (
    break_even_link,
    break_even_ratio,
    capacity_gain,
    decode_share,
    end_to_end_rate,
    kv_transfer_time,
    link_needed,
    prefill_machines,
    prompt_ratio,
    request_time,
    split_request_time,
)

lengths = st.floats(1, 1e6)
rates = st.floats(1, 1e6)
# LLaMA3-8B in WaferLLM's tables 3, 4 and 2: prefill and decode alone, then 4,096 tokens in and out.
measured = mark.parametrize(
    "prefill_rate, decode_rate, rate",
    [(27686.5, 2699.9, 2459.0), (17361.6, 260.4, 256.1)],
    ids=["WSE-2", "8 A100"],
)


@vectors(end_to_end_rate, source="waferllm_osdi25")
@measured
def test_long_requests(prefill_rate: float, decode_rate: float, rate: float) -> None:
    assert end_to_end_rate(4096, 4096, prefill_rate, decode_rate) == approx(rate, rel=3e-3)


@vectors(request_time, source="waferllm_osdi25")
@measured
def test_time_of_long_requests(prefill_rate: float, decode_rate: float, rate: float) -> None:
    assert 4096 / request_time(4096, 4096, prefill_rate, decode_rate) == approx(rate, rel=3e-3)


@vectors(decode_share, source="waferllm_osdi25")
@measured
def test_share_of_long_requests(prefill_rate: float, decode_rate: float, rate: float) -> None:
    """Measured end to end over measured decoding alone."""
    assert decode_share(4096, 4096, prefill_rate, decode_rate) == approx(rate / decode_rate, rel=3e-3)


@vectors(capacity_gain, source="waferllm_osdi25")
@measured
def test_gain_of_long_requests(prefill_rate: float, decode_rate: float, rate: float) -> None:
    assert capacity_gain(4096, 4096, prefill_rate, decode_rate) == approx(decode_rate / rate, rel=3e-3)


@vectors(prompt_ratio, source="waferllm_osdi25")
def test_ratio_behind_a_measured_gain() -> None:
    """Decoding alone over the whole request on a WSE-2 gives back a prompt as long as the answer."""
    assert prompt_ratio(2699.9 / 2459.0, 27686.5, 2699.9) == approx(4096 / 4096, rel=0.01)


@vectors(break_even_ratio, source="waferllm_osdi25")
def test_ratio_that_pays_a_measured_gain() -> None:
    assert break_even_ratio(2699.9 / 2459.0 - 1, 27686.5, 2699.9) == approx(4096 / 4096, rel=0.01)


@vectors(link_needed, source="spark_kv_cache")
@mark.parametrize("prompt, milliseconds, gibibytes_per_s", [(4096, 500, 1), (4096, 50, 10), (512, 6.25, 10)])
def test_link_for_a_rate(prompt: float, milliseconds: float, gibibytes_per_s: float) -> None:
    assert link_needed(131072, prompt / milliseconds * 1e3) == approx(gibibytes_per_s * 2**30)


@vectors(kv_transfer_time, source="spark_kv_cache")
@mark.parametrize(
    "prompt, gibibytes_per_s, milliseconds",
    [(128, 1, 15.62), (512, 1, 62.50), (4096, 1, 500), (128, 10, 1.56), (512, 10, 6.25), (4096, 10, 50)],
)
def test_sending_a_cache(prompt: float, gibibytes_per_s: float, milliseconds: float) -> None:
    assert kv_transfer_time(prompt, 131072, gibibytes_per_s * 2**30) * 1e3 == approx(milliseconds, abs=0.006)


@vectors(split_request_time, source="spark_kv_cache")
@mark.parametrize("prompt, link, percent", [(512, 1, 1.8), (1024, 1, 3.6), (2048, 1, 7.2), (4096, 10, 1.4)])
def test_overhead_of_the_transfer(prompt: float, link: float, percent: float) -> None:
    """The transfer over the decoding of 100 tokens at 34.55 ms each; a prefill too short to count."""
    decoding = request_time(0, 100, 1e12, 1 / 0.034551)
    whole = split_request_time(prompt, 100, 1e12, 1 / 0.034551, 131072, link * 2**30)
    assert whole == approx(decoding * (1 + percent / 100), abs=0.0005 * decoding)


@vectors(prefill_machines, source="scaling_book_serving")
def test_three_prefill_machines() -> None:
    assert prefill_machines(0.91, 0.019 * 512, 32) == approx(3, rel=5e-3)


@given(lengths, lengths, rates, rates)
def test_gain_is_amdahl_with_prefill_for_nothing(
    prompt: float, answer: float, prefill_rate: float, decode_rate: float
) -> None:
    share = decode_share(prompt, answer, prefill_rate, decode_rate)
    gain = capacity_gain(prompt, answer, prefill_rate, decode_rate)
    assert 0 < share <= 1 <= gain
    assert gain == approx(1 / share)
    assume(share > 1e-6)
    assert gain == approx(amdahl_limit(1 - share), rel=1e-6)


@given(lengths, lengths, rates, rates)
def test_ratio_inverts_gain(prompt: float, answer: float, prefill_rate: float, decode_rate: float) -> None:
    gain = capacity_gain(prompt, answer, prefill_rate, decode_rate)
    assume(gain > 1 + 1e-6)
    assert prompt_ratio(gain, prefill_rate, decode_rate) == approx(prompt / answer, rel=1e-6)
    assert break_even_ratio(gain - 1, prefill_rate, decode_rate) == approx(prompt / answer, rel=1e-6)


@given(lengths, lengths, rates, rates, st.floats(0, 1e9))
def test_a_slow_link_eats_the_gain(
    prompt: float, answer: float, prefill_rate: float, decode_rate: float, receiving: float
) -> None:
    free = capacity_gain(prompt, answer, prefill_rate, decode_rate)
    paid = capacity_gain(prompt, answer, prefill_rate, decode_rate, receiving)
    assert paid <= free
    assert (paid == free) == (receiving <= answer / decode_rate)


@given(lengths, lengths, rates, st.floats(1.01, 1e4), rates, st.floats(1, 1e7), st.floats(0.01, 100))
def test_break_even_link_is_where_the_times_meet(
    prompt: float, answer: float, own: float, faster: float, decode: float, kv: float, factor: float
) -> None:
    link = break_even_link(kv, own, own * faster)
    alone = request_time(prompt, answer, own, decode)
    assert split_request_time(prompt, answer, own * faster, decode, kv, link) == approx(alone)
    if factor > 1:
        assert split_request_time(prompt, answer, own * faster, decode, kv, link * factor) <= alone * (
            1 + 1e-9
        )


@given(lengths, rates, st.floats(1, 1e7))
def test_a_link_as_fast_as_the_prefill(prompt: float, rate: float, kv: float) -> None:
    assert kv_transfer_time(prompt, kv, link_needed(kv, rate)) == approx(prompt / rate)


@given(lengths, rates, rates)
def test_no_prompt_no_split(answer: float, prefill_rate: float, decode_rate: float) -> None:
    assert capacity_gain(0, answer, prefill_rate, decode_rate) == 1
    assert end_to_end_rate(0, answer, prefill_rate, decode_rate) == approx(decode_rate)
    assert split_request_time(0, answer, prefill_rate, decode_rate, 1e5, 1) == approx(answer / decode_rate)


def test_nonsense() -> None:
    with raises(ValueError, match="one or more"):
        prompt_ratio(0.5, 1, 1)
    with raises(ValueError, match="saves no time"):
        break_even_link(1, 2, 2)
