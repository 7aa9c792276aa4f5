"""Tables of the page on speed: speeds by snapshot, layers by machine, predictions beside measurements."""

from ledger.units import (
    Rows,
    byte,
    byte_per_s,
    count,
    curve,
    date,
    each,
    mb,
    of,
    share,
    table,
    tb_per_s,
    text,
    times,
    tokens,
    tokens_per_s,
    us,
)
from snippets.formulas.decode import (
    effective_bandwidth,
    fixed_layer_time,
    latency_step_time,
    tokens_per_second,
)
from snippets.formulas.roofline import decode_step_time, model_bytes, transfer_time


def _ends(sizes: each[float], found: each[float]) -> tuple[str, str]:
    """The smallest and the largest model among those measured."""
    names = sorted(found, key=lambda name: sizes[name])
    return names[0], names[-1]


def _line(sizes: each[float], found: each[float]) -> tuple[float, float]:
    """Fixed time and bandwidth of the line through the smallest and the largest model measured."""
    small, large = _ends(sizes, found)
    ends = (sizes[small], found[small], sizes[large], found[large])
    return fixed_layer_time(*ends), effective_bandwidth(*ends)


def _miss(sizes: each[float], found: each[float], name: str) -> float | None:
    """How much too fast that line is for another model; None where it was not measured."""
    if name not in found:
        return None
    fixed, bandwidth = _line(sizes, found)
    return found[name] / (fixed + sizes[name] / bandwidth) - 1


@table(model=text, when=date, service=text, machine=text, precision=text, speed=tokens_per_s)
def speeds_by_snapshot(
    speed_8b: each[tokens_per_s],
    speed_70b: each[tokens_per_s],
    speed_405b: each[tokens_per_s],
    speed_maverick: each[tokens_per_s],
    speed_gpt_oss: each[tokens_per_s],
    speed_when: each[date],
    speed_precision: each[text],
    output_speed: each[tokens_per_s],
    gpt_oss_read_on: date,
) -> Rows:
    """Tokens per second for one user, by model, date and service, and how many bits a weight had."""
    machines = dict.fromkeys(("groq", "sambanova", "vertex", "amazon"), "other")
    machines["cerebras"] = "wafer"

    def row(model: str, when: str, service: str, speed: float) -> tuple[object, ...]:
        machine = machines.get(service.split("_")[0], "GPU")
        return model, when, service, machine, speed_precision.get(service), speed

    columns = [
        ("Llama 3.1 8B", speed_8b),
        ("Llama 3.1 70B", speed_70b),
        ("Llama 3.1 405B", speed_405b),
        ("Llama 4 Maverick", speed_maverick),
        ("gpt-oss-120b", speed_gpt_oss),
    ]
    rows = [
        row(model, speed_when[service], service, speed)
        for model, column in columns
        for service, speed in column.items()
    ]
    for service, speed in output_speed.items():
        rows.append(row("gpt-oss-120b", gpt_oss_read_on, service, speed))
    return rows


@table(model=text, claimed=tokens_per_s, measured=tokens_per_s)
def claimed_and_measured(
    llama31_8b_speed_claim: tokens_per_s,
    llama31_8b_speed_measured: tokens_per_s,
    llama31_70b_speed_claim: tokens_per_s,
    llama31_70b_speed_measured: tokens_per_s,
    gpt_oss_speed_claim: tokens_per_s,
    gpt_oss_speed_measured_july: tokens_per_s,
) -> Rows:
    """Speeds that Cerebras claims beside those that Artificial Analysis measured."""
    return [
        ("Llama 3.1 8B", llama31_8b_speed_claim, llama31_8b_speed_measured),
        ("Llama 3.1 70B", llama31_70b_speed_claim, llama31_70b_speed_measured),
        ("gpt-oss-120b", gpt_oss_speed_claim, gpt_oss_speed_measured_july),
    ]


@table(model=text, held_against=text, who=text, faster=times)
def ratios_by_rival(
    llama3_8b_decode_ratio: times,
    llama3_8b_decode_ratio_eight: times,
    launch_ratio: times,
    lab_ratio: times,
    lab_ratio_groq: times,
    lab_ratio_sambanova: times,
    maverick_ratio: times,
    output_ratio: times,
    next_ratio: times,
) -> Rows:
    """How many times faster a wafer answers one user, by what it is held against and by who measured."""
    return [
        ("Llama 3 8B", "one A100", "a paper", llama3_8b_decode_ratio),
        ("Llama 3 8B", "eight A100s", "a paper", llama3_8b_decode_ratio_eight),
        ("Llama 3.1 8B", "fastest H100 service", "press", launch_ratio),
        ("Llama 3.1 8B", "H100", "a laboratory", lab_ratio),
        ("Llama 3.1 8B", "Groq", "a laboratory", lab_ratio_groq),
        ("Llama 3.1 8B", "SambaNova", "a laboratory", lab_ratio_sambanova),
        ("Llama 4 Maverick", "eight tuned B200s", "a benchmark service", maverick_ratio),
        ("gpt-oss-120b", "one GPU cloud", "a benchmark service", output_ratio),
        ("gpt-oss-120b", "SambaNova", "a benchmark service", next_ratio),
    ]


@table(machine=text, kind=text, model=text, layer_size=mb, time=us)
def time_per_layer(
    layer_size: each[mb],
    wse2_layer_time: each[us],
    a100_layer_time: each[us],
    a100x8_layer_time: each[us],
    wse2_memory_bandwidth: tb_per_s,
    a100_memory_bandwidth: tb_per_s,
    waferllm_gpus: count,
) -> Rows:
    """Time for each layer by its bytes: measured, on the fitted line, and by bytes over quoted bandwidth."""
    machines = [
        ("WSE-2", wse2_layer_time, wse2_memory_bandwidth),
        ("eight A100s", a100x8_layer_time, a100_memory_bandwidth * waferllm_gpus),
        ("one A100", a100_layer_time, a100_memory_bandwidth),
    ]
    rows: list[tuple[str, str, str | None, float, float]] = []
    largest = max(layer_size.values())
    for machine, found, quoted in machines:
        ends = _ends(layer_size, found)
        fixed, bandwidth = _line(layer_size, found)
        for model, time in found.items():
            rows.append((machine, "fitted" if model in ends else "held out", model, layer_size[model], time))
        for step in range(1, 23):
            size = largest * step / 10 / 2
            rows.append((machine, "line", None, size, fixed + size / bandwidth))
            rows.append((machine, "bandwidth alone", None, size, transfer_time(size, quoted)))
    return rows


@table(machine=text, fixed=us, bandwidth=tb_per_s, Llama_2_13B=share, Code_Llama_34B=share)
def lines_by_machine(
    layer_size: each[mb],
    wse2_layer_time: each[us],
    wse2_540_layer_time: each[us],
    wse2_660_layer_time: each[us],
    a100_layer_time: each[us],
    a100x8_layer_time: each[us],
    a100x16_layer_time: each[us],
) -> Rows:
    """The line through the smallest and the largest model, and how much too fast it is for two between."""
    machines = [
        ("WSE-2, small square", wse2_layer_time),
        ("WSE-2, middle square", wse2_540_layer_time),
        ("WSE-2, large square", wse2_660_layer_time),
        ("one A100", a100_layer_time),
        ("eight A100s", a100x8_layer_time),
        ("two nodes of A100s", a100x16_layer_time),
    ]
    rows = []
    for machine, found in machines:
        between = [_miss(layer_size, found, name) for name in ("llama2_13b", "codellama_34b")]
        rows.append((machine,) + _line(layer_size, found) + tuple(between))
    return rows


@table(fixed_on=text, and_on=text, fixed=us, bandwidth=tb_per_s, worst_miss=share)
def fits_by_pair(layer_size: each[mb], wse2_layer_time: each[us]) -> Rows:
    """The line of the WSE-2 through each pair of models, and its worst miss on the two left out."""
    names = sorted(wse2_layer_time, key=lambda name: layer_size[name])
    rows = []
    for place, small in enumerate(names):
        for large in names[place + 1 :]:
            pair = {name: wse2_layer_time[name] for name in (small, large)}
            fixed, bandwidth = _line(layer_size, pair)
            others = [name for name in names if name not in pair]
            misses = [wse2_layer_time[name] / (fixed + layer_size[name] / bandwidth) - 1 for name in others]
            rows.append((small, large, fixed, bandwidth, max(misses, key=abs)))
    return rows


@table(bytes_counted=text, fixed=us, bandwidth=tb_per_s, Llama_2_13B=share, Code_Llama_34B=share)
def ways_to_count(
    run_parameters: each[count],
    run_layers: each[count],
    wse2_layer_time: each[us],
    llama31_8b_embedding_weights: count,
    llama2_13b_embedding_weights: count,
    codellama_34b_embedding_weights: count,
    qwen2_72b_embedding_weights: count,
    llama31_8b_context_cache: mb,
    llama2_13b_context_cache: mb,
    codellama_34b_context_cache: mb,
    qwen2_72b_context_cache: mb,
    waferllm_weight: mb,
) -> Rows:
    """The same test with other bytes counted for each layer."""
    shapes = {
        "llama3_8b": (llama31_8b_embedding_weights, llama31_8b_context_cache),
        "llama2_13b": (llama2_13b_embedding_weights, llama2_13b_context_cache),
        "codellama_34b": (codellama_34b_embedding_weights, codellama_34b_context_cache),
        "qwen2_72b": (qwen2_72b_embedding_weights, qwen2_72b_context_cache),
    }
    ways = ("all weights", "without embeddings", "all weights and the cache")
    sizes: dict[str, dict[str, float]] = {way: {} for way in ways}
    for run, (embeddings, cache) in shapes.items():
        weights, layers = model_bytes(run_parameters[run], waferllm_weight), run_layers[run]
        for way, size in zip(
            ways, (weights, weights - model_bytes(embeddings, waferllm_weight), weights + cache)
        ):
            sizes[way][run] = size / layers
    rows = []
    for way in ways:
        found = sizes[way]
        fixed, bandwidth = _line(found, wse2_layer_time)
        between = [_miss(found, wse2_layer_time, name) for name in ("llama2_13b", "codellama_34b")]
        rows.append((way, fixed, bandwidth) + tuple(between))
    return rows


@table(machine=text, model=text, way=text, too_fast=times)
def predicted_and_measured(
    run_size: each[byte],
    run_layers: each[count],
    wse2_decode: each[tokens_per_s],
    a100_decode: each[tokens_per_s],
    a100x8_decode: each[tokens_per_s],
    wse2_memory_bandwidth: byte_per_s,
    a100_memory_bandwidth: byte_per_s,
    waferllm_gpus: count,
    tokens_per_step: tokens,
) -> Rows:
    """Speed predicted over speed measured, by machine, model and way of predicting."""
    machines = [
        ("one A100", a100_decode, a100_memory_bandwidth),
        ("eight A100s", a100x8_decode, a100_memory_bandwidth * waferllm_gpus),
        ("WSE-2", wse2_decode, wse2_memory_bandwidth),
    ]
    sizes = {model: size / run_layers[model] for model, size in run_size.items()}
    rows = []
    for machine, rates, quoted in machines:
        found = {model: tokens_per_step / rate / run_layers[model] for model, rate in rates.items()}
        ends = _ends(sizes, found)
        fixed, bandwidth = _line(sizes, found)
        for model, rate in rates.items():
            alone = tokens_per_second(decode_step_time(run_size[model], 0, quoted), tokens_per_step)
            rows.append((machine, model, "bytes over bandwidth", alone / rate))
            if model not in ends:
                step = latency_step_time(run_layers[model], fixed, sizes[model], bandwidth)
                rows.append(
                    (machine, model, "with a fixed time", tokens_per_second(step, tokens_per_step) / rate)
                )
    return rows


@table(writing=share, faster=times)
def whole_by_writing(whole_ratio: curve[times] = of(writing_share=share)) -> Rows:
    """How much sooner a whole task ends, by the share of it that is writing."""
    return [(step / 100, whole_ratio(step / 100)) for step in range(0, 101, 2)]


@table(chip=text, speed=tokens_per_s, throughput=tokens_per_s)
def speed_and_throughput(
    inferencex_speed_42: tokens_per_s,
    inferencex_speed_71: tokens_per_s,
    inferencex_speed_100: tokens_per_s,
    inferencex_b200_at_42: tokens_per_s,
    inferencex_b200_at_71: tokens_per_s,
    inferencex_b200_at_100: tokens_per_s,
    inferencex_h100_at_42: tokens_per_s,
    inferencex_h100_at_71: tokens_per_s,
    inferencex_h100_at_100: tokens_per_s,
) -> Rows:
    """Tokens per second of one GPU in all, by the speed that each of its users gets (DeepSeek-R1)."""
    return [
        ("B200", inferencex_speed_42, inferencex_b200_at_42),
        ("B200", inferencex_speed_71, inferencex_b200_at_71),
        ("B200", inferencex_speed_100, inferencex_b200_at_100),
        ("H100", inferencex_speed_42, inferencex_h100_at_42),
        ("H100", inferencex_speed_71, inferencex_h100_at_71),
        ("H100", inferencex_speed_100, inferencex_h100_at_100),
    ]
