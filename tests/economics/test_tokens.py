"""Checks of the page on what tokens cost."""

from math import log

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import (
    Rows,
    hours,
    seconds,
    times,
    tokens,
    tokens_per_s,
    usd,
    usd_per_hour,
    usd_per_million_tokens,
    usd_per_token,
)


@outside
def test_token_price_ratio(token_price_ratio: times, note_price_ratio: times) -> None:
    """The ratio of prices in a note on the table, to the digit stated."""
    assert token_price_ratio == approx(note_price_ratio, abs=0.05)


@outside
def test_gemma_price_ratio(gemma_price_ratio: times, note_gemma_ratio: times) -> None:
    """The ratio for the second model in the same note, to the digit stated."""
    assert gemma_price_ratio == approx(note_gemma_ratio, abs=0.05)


@outside
def test_seen_premium(seen_premium: usd, note_premium: usd) -> None:
    """The premium for one answer without hidden tokens, as the note counts it, exactly."""
    assert seen_premium == approx(note_premium, rel=1e-9)


@outside
def test_seen_hour_price(seen_hour_price: usd_per_hour, note_hour_price: usd_per_hour) -> None:
    """The price of an hour without hidden tokens, as the note rounds it."""
    assert seen_hour_price == approx(note_hour_price, abs=0.005)


@outside
def test_saved_wait(saved_wait: hours, note_premium: usd, note_hour_price: usd_per_hour) -> None:
    """The time that the note's premium and its price of an hour imply, within its rounding."""
    assert saved_wait == approx(note_premium / note_hour_price, rel=0.016)


@closure
def test_written_tokens(
    cerebras_written_tokens: tokens,
    coreweave_written_tokens: tokens,
    vertex_written_tokens: tokens,
    groq_written_tokens: tokens,
    sambanova_written_tokens: tokens,
    answer_written: tokens,
) -> None:
    """Five services' times imply the same number of tokens within half a percent."""
    found = [cerebras_written_tokens, coreweave_written_tokens, vertex_written_tokens]
    found += [groq_written_tokens, sambanova_written_tokens]
    assert found == [approx(answer_written, rel=0.005)] * 5
    assert sum(found) / 5 == approx(answer_written)


@closure
def test_hidden_tokens(hidden_tokens: tokens, token_answer: tokens, cerebras_written_tokens: tokens) -> None:
    """Hidden and visible tokens at one service are the tokens written at another, within a percent."""
    assert hidden_tokens + token_answer == approx(cerebras_written_tokens, rel=0.01)


@closure
def test_posted_blend(
    cerebras_posted_blend: usd_per_million_tokens,
    cerebras_token_price: usd_per_million_tokens,
    coreweave_posted_blend: usd_per_million_tokens,
    coreweave_token_price: usd_per_million_tokens,
) -> None:
    """Posted prices give the measurer's blended price of both services, to the cent."""
    assert cerebras_posted_blend == approx(cerebras_token_price, abs=0.005)
    assert coreweave_posted_blend == approx(coreweave_token_price, abs=0.0005)


@closure
def test_answer_wait(
    cerebras_answer_wait: seconds,
    cerebras_answer_time: seconds,
    coreweave_answer_wait: seconds,
    coreweave_answer_time: seconds,
) -> None:
    """First token and tokens at the speed measured give the published times within half a percent."""
    assert cerebras_answer_wait == approx(cerebras_answer_time, rel=0.005)
    assert coreweave_answer_wait == approx(coreweave_answer_time, rel=0.005)


@identity
def test_price_of_doubling(price_of_doubling: times, token_price_ratio: times, output_ratio: times) -> None:
    """As many factors of two in speed as lie between the ends give the ratio of prices."""
    assert price_of_doubling ** (log(output_ratio) / log(2)) == approx(token_price_ratio)


@identity
def test_gemma_answer_ratio(
    gemma_answer_ratio: times, gemma_answer_coreweave: seconds, gemma_answer_cerebras: seconds
) -> None:
    """One time over the other."""
    assert gemma_answer_ratio * gemma_answer_cerebras == approx(gemma_answer_coreweave)


@identity
def test_answer_prices(
    cerebras_answer_price: usd,
    cerebras_seen_answer_price: usd,
    coreweave_answer_price: usd,
    coreweave_seen_answer_price: usd,
    cerebras_output_price: usd_per_token,
    coreweave_output_price: usd_per_token,
    answer_written: tokens,
    token_answer: tokens,
) -> None:
    """All tokens cost more than the visible ones by the hidden ones."""
    hidden = answer_written - token_answer
    assert cerebras_answer_price - cerebras_seen_answer_price == approx(hidden * cerebras_output_price)
    assert coreweave_answer_price - coreweave_seen_answer_price == approx(hidden * coreweave_output_price)


@identity
def test_premium(
    premium: usd,
    seen_premium: usd,
    answer_written: tokens,
    token_answer: tokens,
    cerebras_output_price: usd_per_token,
    coreweave_output_price: usd_per_token,
) -> None:
    """The premium with hidden tokens is that without them and what the hidden ones cost more."""
    dearer = cerebras_output_price - coreweave_output_price
    assert premium == approx(seen_premium + (answer_written - token_answer) * dearer)


@identity
def test_hour_price(hour_price: usd_per_hour, premium: usd, saved_wait: hours) -> None:
    """The premium over the time saved, within the rounding of the published times."""
    assert hour_price == approx(premium / saved_wait, rel=0.01)


@identity
def test_blended_hour_price(blended_hour_price: usd_per_hour, hour_price: usd_per_hour) -> None:
    """The blend has more input, which is cheap, than the task: it gives a little less than posted prices."""
    assert 0.9 < blended_hour_price / hour_price < 0.95


@identity
def test_next_hour_price(
    next_hour_price: usd_per_hour,
    cerebras_token_price: usd_per_token,
    sambanova_token_price: usd_per_token,
    token_prompt: tokens,
    answer_written: tokens,
    sambanova_answer_time: hours,
    cerebras_answer_time: hours,
) -> None:
    """The hour times the time saved is what the answer costs more."""
    size = token_prompt + answer_written
    saved = sambanova_answer_time - cerebras_answer_time
    costs = cerebras_token_price * size, sambanova_token_price * size
    assert costs[1] + next_hour_price * saved == approx(costs[0])


@identity
def test_long_hour_price(
    long_hour_price: usd_per_hour,
    hour_price_by_length: Rows,
    cerebras_output_price: usd_per_token,
    coreweave_output_price: usd_per_token,
    cerebras_output_speed: tokens_per_s,
    coreweave_output_speed: tokens_per_s,
) -> None:
    """The curve falls towards its limit and stays above it."""
    curve = [price for _, price, what in hour_price_by_length if what == "curve"]
    assert curve == sorted(curve, reverse=True) and curve[-1] > long_hour_price
    saved = 1 / coreweave_output_speed - 1 / cerebras_output_speed
    dearer = cerebras_output_price - coreweave_output_price
    assert long_hour_price * saved / 3600 == approx(dearer)


@closure
def test_answer_parts(answer_parts: Rows, price_and_speed: Rows) -> None:
    """The parts end where the published answers end, within one percent."""
    ends = {service: end for service, part, _, end in answer_parts if part == "answer"}
    for service, _, _, _, whole in price_and_speed:
        assert ends[service] == approx(whole, rel=0.01)


@closure
def test_frontier(price_and_speed: Rows) -> None:
    """No service is both dearer and slower than another."""
    ordered = sorted(price_and_speed, key=lambda row: row[1])
    assert [row[2] for row in ordered] == sorted(row[2] for row in ordered)
