"""Checks of the page on training."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import Rows, count, days, flop, flop_per_s, hours, minutes, ratio, share, times, tokens


@outside
def test_llama70b_work(llama70b_work: flop, train70b_flop_answer: flop) -> None:
    """The worked answer of a book on scaling, to its two digits."""
    assert llama70b_work == approx(train70b_flop_answer, rel=0.5 / 63)


@identity
def test_deepseek_v3_work(
    deepseek_v3_work: flop,
    llama70b_work: flop,
    deepseek_v3_active_parameters: count,
    deepseek_v3_training_tokens: tokens,
    llama31_70b_parameters: count,
    llama31_70b_training_tokens: tokens,
) -> None:
    """Against a run that is checked: as the products of parameters and tokens."""
    ours = deepseek_v3_active_parameters * deepseek_v3_training_tokens
    other = llama31_70b_parameters * llama31_70b_training_tokens
    assert deepseek_v3_work / llama70b_work == approx(ours / other)


@outside
def test_llama405b_pace(
    llama405b_pace: flop_per_s,
    llama31_405b_training_flop: flop,
    llama31_405b_training_hours: hours,
    llama31_rate_long: flop_per_s,
) -> None:
    """The arithmetic that Meta's paper prints, over the hours; below the slowest rate reported for a step."""
    assert llama405b_pace * llama31_405b_training_hours * 3600 == approx(
        llama31_405b_training_flop, rel=0.5 / 38
    )
    assert llama405b_pace < llama31_rate_long


@outside
def test_llama70b_pace(
    llama70b_pace: flop_per_s, train70b_flop_answer: flop, llama31_70b_training_hours: hours
) -> None:
    """The book's count of the arithmetic over Meta's hours."""
    assert llama70b_pace == approx(train70b_flop_answer / llama31_70b_training_hours / 3600, rel=0.01)


@closure
def test_deepseek_v3_pace(
    deepseek_v3_pace: flop_per_s, deepseek_v3_work: flop, deepseek_v3_training_hours: hours
) -> None:
    """The pace over all hours does the work."""
    assert deepseek_v3_pace * deepseek_v3_training_hours * 3600 == approx(deepseek_v3_work)


@identity
def test_llama405b_length(
    llama405b_length: days,
    window_utilisation: share,
    llama405b_utilisation: share,
    llama31_log_window: days,
) -> None:
    """Longer than the log's window by as much as the window would need more of the peak."""
    assert llama405b_length / llama31_log_window == approx(window_utilisation / llama405b_utilisation)
    assert llama405b_length > llama31_log_window


@identity
def test_llama405b_faster(
    llama405b_faster: days,
    saved_of_run: share,
    llama31_405b_training_hours: days,
    llama31_405b_training_chips: count,
) -> None:
    """What the speed-up leaves of the length."""
    left = (1 - saved_of_run) * llama31_405b_training_hours
    assert llama405b_faster * llama31_405b_training_chips == approx(left)


@closure
def test_window_utilisation(
    window_utilisation: share,
    llama405b_pace: flop_per_s,
    h100_dense_fp16: flop_per_s,
    llama405b_length: days,
    llama31_log_window: days,
) -> None:
    """The pace over the peak, stretched by the two lengths."""
    assert window_utilisation == approx(
        llama405b_pace / h100_dense_fp16 * llama405b_length / llama31_log_window
    )


@outside
def test_step_utilisation(step_utilisation: share, llama31_405b_training_utilisation: share) -> None:
    """The middle of the range in Meta's paper, from a rate in a talk of Meta's, within half a point."""
    assert step_utilisation == approx(llama31_405b_training_utilisation, abs=0.005)


@identity
def test_wafers_like_meta(
    wafers_like_meta: count,
    wse3_dense_fp16: flop_per_s,
    llama31_405b_training_chips: count,
    h100_dense_fp16: flop_per_s,
) -> None:
    """The peaks of both are one sum."""
    assert wafers_like_meta * wse3_dense_fp16 == approx(llama31_405b_training_chips * h100_dense_fp16)


@closure
def test_nvidia_share(nvidia_share: share, mlperf_train60_amd: count, mlperf_train60_results: count) -> None:
    """What is not on NVIDIA is on AMD, and nothing is left."""
    assert 1 - nvidia_share == approx(mlperf_train60_amd / mlperf_train60_results)


@outside
def test_gb200_time_gain(
    gb200_time_gain: times, gb200_512_minutes_405b: minutes, nvidia_5120_claim: minutes
) -> None:
    """With the time of the larger entry as NVIDIA rounds it, within that rounding."""
    assert gb200_time_gain == approx(gb200_512_minutes_405b / nvidia_5120_claim, rel=0.022)


@identity
def test_gb200_chip_gain(gb200_chip_gain: times, gb200_scaling: share, gb200_time_gain: times) -> None:
    """Chips times what became speed is the speed."""
    assert gb200_chip_gain * gb200_scaling == approx(gb200_time_gain)


@closure
def test_gb200_scaling(gb200_scaling: share, entries_405b: Rows) -> None:
    """Chip-minutes of the smaller entry over those of the larger."""
    spent = {(chip, round(chips)): chips * time for chip, _, chips, time in entries_405b if chip == "GB200"}
    sizes = sorted(size for _, size in spent)
    assert gb200_scaling == approx(spent["GB200", sizes[0]] / spent["GB200", sizes[2]])


@identity
def test_mlperf_part(mlperf_part: ratio, entries_405b: Rows, llama31_405b_training_hours: hours) -> None:
    """Tests times their GPU-hours are the whole."""
    chips, time = next((chips, time) for chip, _, chips, time in entries_405b if chip == "H100")
    assert mlperf_part * chips * time / 60 == approx(llama31_405b_training_hours)


@identity
def test_gb200_over_h100(gb200_over_h100: times, entries_405b: Rows) -> None:
    """The two entries of one size."""
    times_found = {chip: time for chip, _, chips, time in entries_405b if chips == 512}
    assert gb200_over_h100 * times_found["GB200"] == approx(times_found["H100"])


@identity
def test_gb300_over_h100(gb300_over_h100: times, entries_405b: Rows) -> None:
    """The two entries of one size."""
    times_found = {chip: time for chip, _, chips, time in entries_405b if chips == 512}
    assert gb300_over_h100 * times_found["GB300"] == approx(times_found["H100"])


@outside
def test_gb300_claim(gb300_over_h100: times, nvidia_gb300_claim: times) -> None:
    """NVIDIA says more than this; the logs give less."""
    assert gb300_over_h100 < nvidia_gb300_claim


@identity
def test_gpu_generations(gpu_generations: Rows, gb200_over_h100: times, gb300_over_h100: times) -> None:
    """The later chip is faster, and both beat what the article asks for."""
    speeds = dict(gpu_generations)
    assert speeds["GB300"] / speeds["GB200"] == approx(gb300_over_h100 / gb200_over_h100)
    assert speeds["H100"] < speeds["asked"] < speeds["GB200"] < speeds["GB300"]


@closure
def test_documented_runs(
    documented_runs: Rows, llama405b_work: flop, llama70b_work: flop, deepseek_v3_work: flop
) -> None:
    """Pace times hours is the work in each row."""
    done = [spent * 3600 * pace * 1e12 for _, spent, pace in documented_runs]
    assert done == [approx(llama405b_work), approx(llama70b_work), approx(deepseek_v3_work)]


@closure
def test_who_trains(who_trains: Rows) -> None:
    """All but one name training, Cerebras with it."""
    silent = [who for who, says, _ in who_trains if "training" not in says or "inference only" in says]
    assert silent == ["Groq"]
