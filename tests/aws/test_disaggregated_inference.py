"""Checks of the page on splitting a request between two machines."""

from pytest import approx

from ledger.checks import closure, identity
from ledger.units import (
    Rows,
    byte_per_s,
    byte_per_token,
    count,
    ratio,
    seconds,
    share,
    times,
    tokens,
    tokens_per_s,
)
from snippets.formulas.disaggregation import capacity_gain


@closure
def test_long_requests(
    wafer_long_predicted: tokens_per_s,
    llama3_8b_wse2_answer_4096_4096: tokens_per_s,
    gpu_long_predicted: tokens_per_s,
    llama3_8b_a100x8_answer_4096_4096: tokens_per_s,
) -> None:
    """The paper's table of whole requests follows from its tables of phases, to a part in four hundred."""
    assert wafer_long_predicted == approx(llama3_8b_wse2_answer_4096_4096, rel=0.0025)
    assert gpu_long_predicted == approx(llama3_8b_a100x8_answer_4096_4096, rel=0.0025)


@closure
def test_short_requests_on_both(
    wafer_short_predicted: tokens_per_s,
    llama3_8b_wse2_answer_2048_128: tokens_per_s,
    gpu_short_predicted: tokens_per_s,
    llama3_8b_a100x8_answer_2048_128: tokens_per_s,
) -> None:
    """The phases promise more than was measured, more so on GPUs, and less than double."""
    wafer = wafer_short_predicted / llama3_8b_wse2_answer_2048_128
    assert 1 < wafer < gpu_short_predicted / llama3_8b_a100x8_answer_2048_128 < 2


@identity
def test_leads(
    wafer_prefill_lead: times,
    wafer_decode_lead: times,
    llama3_8b_a100x8_prefill: tokens_per_s,
    llama3_8b_a100x8_decode: tokens_per_s,
    llama3_8b_wse2_prefill: tokens_per_s,
    llama3_8b_wse2_decode: tokens_per_s,
) -> None:
    """Leads times the slower rates give the faster ones."""
    assert wafer_prefill_lead * llama3_8b_a100x8_prefill == approx(llama3_8b_wse2_prefill)
    assert wafer_decode_lead * llama3_8b_a100x8_decode == approx(llama3_8b_wse2_decode)


@identity
def test_prefill_share(prefill_share: share, aws_capacity_claim: times) -> None:
    """What is left of the time is one over the gain."""
    assert (1 - prefill_share) * aws_capacity_claim == approx(1)


@identity
def test_gain_meets_the_claim(gain_by_ratio: Rows, claimed_ratio: ratio, aws_capacity_claim: times) -> None:
    """On the curve, the claim lies at the ratio that the inverse gives."""
    *line, claim = gain_by_ratio
    below = max((row for row in line if row[0] <= claimed_ratio), key=lambda row: row[0])
    above = min((row for row in line if row[0] > claimed_ratio), key=lambda row: row[0])
    assert below[1] <= aws_capacity_claim <= above[1]
    slope = (above[1] - below[1]) / (above[0] - below[0])
    assert claim[1] == approx(below[1] + slope * (claim[0] - below[0]))


@identity
def test_ten_at_once(
    claimed_ratio_of_ten: ratio,
    aws_capacity_claim: times,
    llama3_8b_wse2_prefill: tokens_per_s,
    llama3_8b_wse2_decode: tokens_per_s,
) -> None:
    """With ten times the rate of writing, the gain at that ratio is the claimed one."""
    prompt, answer = 1000 * claimed_ratio_of_ten, 1000
    gain = capacity_gain(prompt, answer, llama3_8b_wse2_prefill, 10 * llama3_8b_wse2_decode)
    assert gain == approx(aws_capacity_claim)


@closure
def test_trainium_filling_links(
    trainium_filling_links: count,
    wse3_io_bandwidth: byte_per_s,
    trn3_large_network: byte_per_s,
    trn3_large_chips: count,
) -> None:
    """By the table's other column, of the larger server, it is as many."""
    assert trainium_filling_links * trn3_large_network / trn3_large_chips == approx(wse3_io_bandwidth)


@identity
def test_transfer(
    cache_transfer: seconds,
    cached_prompt: tokens,
    cache_per_token: byte_per_token,
    wse3_io_bandwidth: byte_per_s,
) -> None:
    """What is sent, over the link, takes that long."""
    assert cache_transfer * wse3_io_bandwidth == approx(cached_prompt * cache_per_token)


@identity
def test_own_prefill(
    own_prefill: seconds, cached_prompt: tokens, qwen2_72b_wse2_prefill: tokens_per_s
) -> None:
    """Reading at that rate takes that long."""
    assert own_prefill * qwen2_72b_wse2_prefill == approx(cached_prompt)
