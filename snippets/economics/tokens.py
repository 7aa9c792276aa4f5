"""What fast tokens cost: price beside speed, hidden tokens, and the price of a waiting hour saved."""

from math import log

from ledger.units import (
    Rows,
    count,
    curve,
    each,
    hours,
    of,
    seconds,
    table,
    text,
    times,
    tokens,
    tokens_per_s,
    usd,
    usd_per_hour,
    usd_per_million_tokens,
    usd_per_token,
)
from snippets.formulas.decode import answer_time
from snippets.formulas.grids import log_grid


def token_price_ratio(
    cerebras_token_price: usd_per_million_tokens, coreweave_token_price: usd_per_million_tokens
) -> times:
    """Price of a token at Cerebras over that at the cheapest of five services."""
    return cerebras_token_price / coreweave_token_price


def price_of_doubling(token_price_ratio: times, output_ratio: times) -> times:
    """Factor of price for each factor of two in speed, between the cheapest service and Cerebras."""
    return 2 ** (log(token_price_ratio) / log(output_ratio))


def gemma_price_ratio(
    gemma_price_cerebras: usd_per_million_tokens, gemma_price_coreweave: usd_per_million_tokens
) -> times:
    """The ratio of prices for a second model."""
    return gemma_price_cerebras / gemma_price_coreweave


def gemma_answer_ratio(gemma_answer_coreweave: seconds, gemma_answer_cerebras: seconds) -> times:
    """The ratio of times until the whole answer for a second model."""
    return gemma_answer_coreweave / gemma_answer_cerebras


# --- tokens that nobody sees ---


def written_tokens(
    answer_time: seconds,
    first_token_time: seconds,
    output_speed: tokens_per_s,
) -> tokens:
    """Tokens that fill the time from the first token to the end of the answer."""
    return (answer_time - first_token_time) * output_speed


def hidden_tokens(coreweave_written_tokens: tokens, token_answer: tokens) -> tokens:
    """Tokens of reasoning that a service writes before the answer."""
    return coreweave_written_tokens - token_answer


def answer_written(written_tokens: each[tokens]) -> tokens:
    """Tokens of one answer, hidden ones included: the mean of what the services' times imply."""
    return sum(written_tokens[service] for service in sorted(written_tokens)) / len(written_tokens)


def posted_blend(
    input_price: usd_per_million_tokens,
    output_price: usd_per_million_tokens,
    blend_cached: count,
    blend_input: count,
    blend_output: count,
) -> usd_per_million_tokens:
    """Blended price from posted prices, if input that was sent before costs as much as new input."""
    parts = blend_cached + blend_input
    return (parts * input_price + blend_output * output_price) / (parts + blend_output)


# --- what an hour of waiting costs ---


def seen_answer_price(
    token_prompt: tokens, token_answer: tokens, input_price: usd_per_token, output_price: usd_per_token
) -> usd:
    """Posted price of one prompt and its visible answer."""
    return token_prompt * input_price + token_answer * output_price


def answer_price(
    token_prompt: tokens, answer_written: tokens, input_price: usd_per_token, output_price: usd_per_token
) -> usd:
    """Posted price of one prompt and all that is written, hidden tokens included."""
    return token_prompt * input_price + answer_written * output_price


def answer_wait(first_token_time: seconds, answer_written: tokens, output_speed: tokens_per_s) -> seconds:
    """Time until the end of an answer: the first token, then all the others at the speed measured."""
    return answer_time(first_token_time, answer_written, output_speed)


def saved_wait(coreweave_answer_time: seconds, cerebras_answer_time: seconds) -> seconds:
    """How much sooner Cerebras's answer ends than the GPU cloud's."""
    return coreweave_answer_time - cerebras_answer_time


def seen_premium(cerebras_seen_answer_price: usd, coreweave_seen_answer_price: usd) -> usd:
    """How much more Cerebras's answer costs, if only its visible tokens are paid."""
    return cerebras_seen_answer_price - coreweave_seen_answer_price


def seen_hour_price(seen_premium: usd, saved_wait: hours) -> usd_per_hour:
    """Price of a waiting hour saved, if only visible tokens are paid."""
    return seen_premium / saved_wait


def premium(cerebras_answer_price: usd, coreweave_answer_price: usd) -> usd:
    """How much more Cerebras's answer costs, hidden tokens included."""
    return cerebras_answer_price - coreweave_answer_price


def hour_price(
    premium: usd,
    coreweave_answer_wait: hours,
    cerebras_answer_wait: hours,
) -> usd_per_hour:
    """Price of a waiting hour saved, hidden tokens included."""
    return premium / (coreweave_answer_wait - cerebras_answer_wait)


def blended_hour_price(
    cerebras_token_price: usd_per_token,
    coreweave_token_price: usd_per_token,
    token_prompt: tokens,
    answer_written: tokens,
    saved_wait: hours,
) -> usd_per_hour:
    """Price of a waiting hour saved, if prompt and answer cost the blended price of a token."""
    dearer = cerebras_token_price - coreweave_token_price
    return dearer * (token_prompt + answer_written) / saved_wait


def next_hour_price(
    cerebras_token_price: usd_per_token,
    sambanova_token_price: usd_per_token,
    token_prompt: tokens,
    answer_written: tokens,
    sambanova_answer_time: hours,
    cerebras_answer_time: hours,
) -> usd_per_hour:
    """The same against the second fastest service: rough, as the blend has more input than this task."""
    dearer = cerebras_token_price - sambanova_token_price
    return dearer * (token_prompt + answer_written) / (sambanova_answer_time - cerebras_answer_time)


def writing_time(answer_written: tokens, output_speed: tokens_per_s) -> seconds:
    """Time of all tokens of an answer at the speed measured, without the wait for the first."""
    return answer_written / output_speed


def long_hour_price(
    answer_written: tokens,
    cerebras_output_price: usd_per_token,
    coreweave_output_price: usd_per_token,
    coreweave_writing_time: hours,
    cerebras_writing_time: hours,
) -> usd_per_hour:
    """What that price falls to for very long answers, where prompt and first token no longer count."""
    dearer = answer_written * (cerebras_output_price - coreweave_output_price)
    return dearer / (coreweave_writing_time - cerebras_writing_time)


# --- tables ---


@table(
    service=text, price=usd_per_million_tokens, speed=tokens_per_s, first_token=seconds, whole_answer=seconds
)
def price_and_speed(
    token_price: each[usd_per_million_tokens],
    output_speed: each[tokens_per_s],
    first_token_time: each[seconds],
    answer_time: each[seconds],
) -> Rows:
    """Price and speed of gpt-oss-120b at five services, one snapshot."""
    return [
        (service, price, output_speed[service], first_token_time[service], answer_time[service])
        for service, price in token_price.items()
    ]


@table(service=text, part=text, start=seconds, end=seconds)
def answer_parts(
    first_token_time: each[seconds],
    output_speed: each[tokens_per_s],
    hidden_tokens: tokens,
    token_answer: tokens,
) -> Rows:
    """Where the wait for one answer goes, by service."""
    rows = []
    for service, first in first_token_time.items():
        speed = output_speed[service]
        thought = first + hidden_tokens / speed
        rows.append((service, "first token", 0.0, first))
        rows.append((service, "hidden reasoning", first, thought))
        rows.append((service, "answer", thought, thought + token_answer / speed))
    return rows


@table(written=tokens, hour_price=usd_per_hour, what=text)
def hour_price_by_length(
    answer_written: tokens, hour_price: curve[usd_per_hour] = of(answer_written=tokens)
) -> Rows:
    """Price of a waiting hour saved, by the tokens of an answer, hidden ones included."""
    grid = [(length, hour_price(length), "curve") for length in log_grid(50, 20_000, 10)]
    return grid + [(answer_written, hour_price(answer_written), "snapshot")]
