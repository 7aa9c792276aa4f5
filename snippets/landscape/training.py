"""Who trains models on what: entries in MLPerf, documented runs, and what a factor of two means."""

from ledger.units import (
    Rows,
    count,
    days,
    flop,
    flop_per_s,
    flop_per_token,
    hours,
    minutes,
    ratio,
    seconds,
    share,
    table,
    tflop_per_s,
    times,
    tokens,
)
from ledger.units import text as words
from snippets.formulas.training import implied_utilisation, training_flop

# --- documented runs ---


def llama70b_work(
    llama31_70b_parameters: count, llama31_70b_training_tokens: tokens, training_rule: flop_per_token
) -> flop:
    """Arithmetic of training Llama 3.1 70B by the rule."""
    return training_flop(llama31_70b_parameters, llama31_70b_training_tokens, training_rule)


def deepseek_v3_work(
    deepseek_v3_active_parameters: count, deepseek_v3_training_tokens: tokens, training_rule: flop_per_token
) -> flop:
    """Arithmetic of training DeepSeek-V3 by the rule, for the parameters that a token uses."""
    return training_flop(deepseek_v3_active_parameters, deepseek_v3_training_tokens, training_rule)


def llama405b_pace(llama405b_work: flop, llama31_405b_training_hours: seconds) -> flop_per_s:
    """Useful arithmetic for each GPU, over all GPU-hours of Llama 3.1 405B."""
    return llama405b_work / llama31_405b_training_hours


def llama70b_pace(llama70b_work: flop, llama31_70b_training_hours: seconds) -> flop_per_s:
    """Useful arithmetic for each GPU, over all GPU-hours of Llama 3.1 70B."""
    return llama70b_work / llama31_70b_training_hours


def deepseek_v3_pace(deepseek_v3_work: flop, deepseek_v3_training_hours: seconds) -> flop_per_s:
    """Useful arithmetic for each GPU, over all GPU-hours of DeepSeek-V3."""
    return deepseek_v3_work / deepseek_v3_training_hours


def llama405b_length(llama31_405b_training_hours: days, llama31_405b_training_chips: count) -> days:
    """How long Llama 3.1 405B took if all its GPUs ran throughout."""
    return llama31_405b_training_hours / llama31_405b_training_chips


def llama405b_faster(llama405b_length: days, article_speedup: times) -> days:
    """How long it would take on machines as much faster as the article asks."""
    return llama405b_length / article_speedup


def window_utilisation(
    llama405b_work: flop,
    llama31_405b_training_chips: count,
    h100_dense_fp16: flop_per_s,
    llama31_log_window: seconds,
) -> share:
    """Share of the peak that the whole run would have needed to fit into the log's window."""
    return implied_utilisation(
        llama405b_work, llama31_405b_training_chips, h100_dense_fp16, llama31_log_window
    )


def step_utilisation(llama31_rate_16384: flop_per_s, h100_dense_fp16: flop_per_s) -> share:
    """Share of the peak while steps run, from the rate that Meta reports."""
    return llama31_rate_16384 / h100_dense_fp16


def wafers_like_meta(llama31_405b_training_chips: count, dense_h100s: count) -> count:
    """Wafers whose dense peak, as an analyst counts it, equals that of Meta's GPUs."""
    return llama31_405b_training_chips / dense_h100s


# --- MLPerf ---


def nvidia_share(mlperf_train60_nvidia: count, mlperf_train60_results: count) -> share:
    """Share of the results in the latest round that were on NVIDIA chips."""
    return mlperf_train60_nvidia / mlperf_train60_results


def gb200_chip_gain(gb200_5120_entry_chips: count, gb200_512_entry_chips: count) -> times:
    """Chips in the larger entry over those in the smaller one, same chip and round."""
    return gb200_5120_entry_chips / gb200_512_entry_chips


def gb200_time_gain(gb200_512_minutes_405b: minutes, gb200_5120_minutes_405b: minutes) -> times:
    """Time of the smaller entry over that of the larger one."""
    return gb200_512_minutes_405b / gb200_5120_minutes_405b


def gb200_scaling(gb200_time_gain: times, gb200_chip_gain: times) -> share:
    """Share of the added chips that became speed."""
    return gb200_time_gain / gb200_chip_gain


def mlperf_part(
    h100_512_entry_chips: count, h100_512_minutes_405b: hours, llama31_405b_training_hours: hours
) -> ratio:
    """How many such tests fit into the GPU-hours of the real training."""
    return llama31_405b_training_hours / (h100_512_entry_chips * h100_512_minutes_405b)


def gb200_over_h100(h100_512_minutes_405b: minutes, gb200_512_minutes_405b: minutes) -> times:
    """Speed of GB200 over that of H100, equal numbers of chips, one round apart."""
    return h100_512_minutes_405b / gb200_512_minutes_405b


def gb300_over_h100(h100_512_minutes_405b: minutes, gb300_512_minutes_405b: minutes) -> times:
    """Speed of GB300 over that of H100, equal numbers of chips, one round apart."""
    return h100_512_minutes_405b / gb300_512_minutes_405b


# --- tables ---


@table(run=words, time_of_all_chips=hours, pace_of_one_chip=tflop_per_s)
def documented_runs(
    llama31_405b_training_hours: hours,
    llama405b_pace: tflop_per_s,
    llama31_70b_training_hours: hours,
    llama70b_pace: tflop_per_s,
    deepseek_v3_training_hours: hours,
    deepseek_v3_pace: tflop_per_s,
) -> Rows:
    """Runs whose makers print GPU-hours, and the useful arithmetic of one GPU."""
    return [
        ("Llama 3.1 405B", llama31_405b_training_hours, llama405b_pace),
        ("Llama 3.1 70B", llama31_70b_training_hours, llama70b_pace),
        ("DeepSeek V3", deepseek_v3_training_hours, deepseek_v3_pace),
    ]


@table(who=words, says=words, said_by=words)
def who_trains(
    tpu_v7_purpose: words,
    amd_purpose: words,
    trainium2_use: words,
    gaudi3_purpose: words,
    tenstorrent_purpose: words,
    sn40l_purpose: words,
    groq_bet: words,
    s1_2026_positioning: words,
) -> Rows:
    """What makers say their chips are for."""
    return [
        ("Google TPU v7", tpu_v7_purpose, "Google"),
        ("AMD Instinct", amd_purpose, "AMD"),
        ("Amazon Trainium2", trainium2_use, "Amazon"),
        ("Intel Gaudi 3", gaudi3_purpose, "Intel"),
        ("Tenstorrent", tenstorrent_purpose, "Tenstorrent"),
        ("SambaNova SN40L", sn40l_purpose, "SambaNova"),
        ("Groq", groq_bet, "its founder, summed up"),
        ("Cerebras", s1_2026_positioning, "its second filing"),
    ]


@table(chip=words, round=words, chips=count, time=minutes)
def entries_405b(
    h100_512_entry_chips: count,
    h100_512_minutes_405b: minutes,
    h100_512_entry_round: words,
    h200_1024_entry_chips: count,
    h200_1024_minutes_405b: minutes,
    h200_1024_entry_round: words,
    gb200_512_entry_chips: count,
    gb200_512_minutes_405b: minutes,
    gb200_512_entry_round: words,
    gb200_2560_entry_chips: count,
    gb200_2560_minutes_405b: minutes,
    gb200_2560_entry_round: words,
    gb200_5120_entry_chips: count,
    gb200_5120_minutes_405b: minutes,
    gb200_5120_entry_round: words,
    gb200_8192_entry_chips: count,
    gb200_8192_minutes_405b: minutes,
    gb200_8192_entry_round: words,
    gb300_512_entry_chips: count,
    gb300_512_minutes_405b: minutes,
    gb300_512_entry_round: words,
) -> Rows:
    """Entries in MLPerf Training for Llama 3.1 405B."""
    return [
        ("H100", h100_512_entry_round, h100_512_entry_chips, h100_512_minutes_405b),
        ("H200", h200_1024_entry_round, h200_1024_entry_chips, h200_1024_minutes_405b),
        ("GB200", gb200_512_entry_round, gb200_512_entry_chips, gb200_512_minutes_405b),
        ("GB200", gb200_2560_entry_round, gb200_2560_entry_chips, gb200_2560_minutes_405b),
        ("GB200", gb200_5120_entry_round, gb200_5120_entry_chips, gb200_5120_minutes_405b),
        ("GB200", gb200_8192_entry_round, gb200_8192_entry_chips, gb200_8192_minutes_405b),
        ("GB300", gb300_512_entry_round, gb300_512_entry_chips, gb300_512_minutes_405b),
    ]


@table(chip=words, speed=times)
def gpu_generations(gb200_over_h100: times, gb300_over_h100: times, article_speedup: times) -> Rows:
    """Speed on one test at equal numbers of chips, the oldest as one, and what the article asks for."""
    return [
        ("H100", 1),
        ("GB200", gb200_over_h100),
        ("GB300", gb300_over_h100),
        ("asked", article_speedup),
    ]
