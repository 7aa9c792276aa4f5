"""What one core holds, what all of them add up to, and how much of it programs use."""

from ledger.units import (
    Rows,
    byte,
    byte_per_cycle,
    byte_per_s,
    count,
    each,
    flop,
    flop_per_byte,
    flop_per_s,
    gb,
    kib,
    pb_per_s,
    per_second,
    pflop_per_s,
    ratio,
    share,
    table,
    tb_per_s,
    text,
    tflop_per_s,
    times,
    tokens,
    tokens_per_s,
)
from snippets.formulas.roofline import ridge_point

# One core, and all of them


def all_core_memory(wse3_cores: count, wse3_sram_per_core: gb) -> gb:
    """Memory of all cores of a WSE-3 together."""
    return wse3_cores * wse3_sram_per_core


def port_clock(
    wse3_memory_bandwidth_restated: byte_per_s,
    wse3_cores: count,
    wse2_port_width: byte,
) -> per_second:
    """Clock at which all cores' ports add up to a WSE-3's restated bandwidth."""
    return wse3_memory_bandwidth_restated / (wse3_cores * wse2_port_width)


def wse2_port_sum(wse2_cores: count, wse2_port_width: byte, wse2_clock: per_second) -> byte_per_s:
    """Bandwidth of all memory ports of a WSE-2 at its published clock."""
    return wse2_cores * wse2_port_width * wse2_clock


def wse2_port_sum_low(wse2_cores: count, wse2_port_width: byte, wse2_clock_papers: per_second) -> byte_per_s:
    """The same at the clock with which users' papers compute."""
    return wse2_cores * wse2_port_width * wse2_clock_papers


def users_cores(wse2_cores_for_users: count, tlrmvm_systems: count) -> count:
    """Cores of one CS-2 that a team of users counted."""
    return wse2_cores_for_users / tlrmvm_systems


# Dense and sparse arithmetic


def wse2_lane_sum(
    wse2_cores: count,
    wse2_lanes: count,
    wse2_clock: per_second,
    multiply_add: flop,
) -> flop_per_s:
    """Dense arithmetic of a WSE-2: a product and a sum in each lane and cycle."""
    return wse2_cores * wse2_lanes * wse2_clock * multiply_add


def lane_clock(
    wse3_dense_fp16: flop_per_s, wse3_cores: count, wse3_lanes: count, multiply_add: flop
) -> per_second:
    """Clock at which the lanes of all cores add up to the dense rate that an analyst gives for a WSE-3."""
    return wse3_dense_fp16 / (wse3_cores * wse3_lanes * multiply_add)


def andromeda_dense_each(andromeda_dense_rate: flop_per_s, andromeda_systems: count) -> flop_per_s:
    """Dense arithmetic of one CS-2 by the maker's figure for a cluster."""
    return andromeda_dense_rate / andromeda_systems


# How much of the bandwidth is used


def stencil_rate_each(stencil_run_rate: pflop_per_s, stencil_run_systems: count) -> pflop_per_s:
    """Arithmetic of one system in the largest run on wafers."""
    return stencil_run_rate / stencil_run_systems


def stencil_peak_each(stencil_rate_each: pflop_per_s, stencil_run_share_of_peak: share) -> pflop_per_s:
    """Peak of one system that the authors of that run must mean."""
    return stencil_rate_each / stencil_run_share_of_peak


def stencil_peak_ratio(wse3_dense_fp16: pflop_per_s, stencil_peak_each: pflop_per_s) -> ratio:
    """The half-precision peak of a WSE-3 over that one."""
    return wse3_dense_fp16 / stencil_peak_each


def tlrmvm_per_system(tlrmvm_bandwidth: pb_per_s, tlrmvm_systems: count) -> pb_per_s:
    """Bandwidth that one CS-2 sustained in seismic processing."""
    return tlrmvm_bandwidth / tlrmvm_systems


def decode_rate_wafer(
    llama3_8b_run_size: byte, llama3_8b_wse2_decode: tokens_per_s, tokens_per_step: tokens
) -> byte_per_s:
    """Weights read per second while a WSE-2 decodes Llama 3 8B for one user."""
    return llama3_8b_run_size * llama3_8b_wse2_decode / tokens_per_step


def decode_rate_service(
    llama3_8b_run_size: byte, llama31_8b_speed_measured: tokens_per_s, tokens_per_step: tokens
) -> byte_per_s:
    """Weights read per second for one user of Cerebras's service at launch, if each token reads them once."""
    return llama3_8b_run_size * llama31_8b_speed_measured / tokens_per_step


def decode_rate_a100(
    llama3_8b_run_size: byte, llama3_8b_a100_decode: tokens_per_s, tokens_per_step: tokens
) -> byte_per_s:
    """Weights read per second while an A100 decodes Llama 3 8B for one user."""
    return llama3_8b_run_size * llama3_8b_a100_decode / tokens_per_step


def tlrmvm_use(tlrmvm_per_system: pb_per_s, wse2_memory_bandwidth: pb_per_s) -> share:
    """Share of the quoted bandwidth that seismic processing used."""
    return tlrmvm_per_system / wse2_memory_bandwidth


def gemv_large_use(gemv_32k_rate: pb_per_s, wse2_memory_bandwidth: pb_per_s) -> share:
    """Share of the quoted bandwidth in multiplying the larger matrix by a vector."""
    return gemv_32k_rate / wse2_memory_bandwidth


def gemv_small_use(gemv_16k_rate: pb_per_s, wse2_memory_bandwidth: pb_per_s) -> share:
    """Share of the quoted bandwidth in multiplying the smaller matrix by a vector."""
    return gemv_16k_rate / wse2_memory_bandwidth


def decode_use(decode_rate_wafer: pb_per_s, wse2_memory_bandwidth: pb_per_s) -> share:
    """Share of the quoted bandwidth in decoding for one user."""
    return decode_rate_wafer / wse2_memory_bandwidth


def service_use(decode_rate_service: pb_per_s, wse3_memory_bandwidth: pb_per_s) -> share:
    """Share of a WSE-3's quoted bandwidth for one user of the service."""
    return decode_rate_service / wse3_memory_bandwidth


def a100_decode_use(decode_rate_a100: tb_per_s, a100_memory_bandwidth: tb_per_s) -> share:
    """Share of an A100's bandwidth in decoding for one user."""
    return decode_rate_a100 / a100_memory_bandwidth


def speed_for_bandwidth(llama3_8b_wse2_decode: tokens_per_s, llama3_8b_a100_decode: tokens_per_s) -> times:
    """How much faster a WSE-2 decodes Llama 3 8B than an A100."""
    return llama3_8b_wse2_decode / llama3_8b_a100_decode


def bandwidth_for_speed(wse2_memory_bandwidth: tb_per_s, a100_memory_bandwidth: tb_per_s) -> times:
    """Quoted bandwidth of a WSE-2 against that of an A100."""
    return wse2_memory_bandwidth / a100_memory_bandwidth


@table(use=text, bandwidth=pb_per_s, used=share, evidence=text)
def bandwidth_ladder(
    wse2_memory_bandwidth: pb_per_s,
    wse2_memory_bandwidth_evidence: text,
    tlrmvm_per_system: pb_per_s,
    tlrmvm_use: share,
    tlrmvm_bandwidth_evidence: text,
    gemv_32k_rate: pb_per_s,
    gemv_large_use: share,
    gemv_32k_wse2_evidence: text,
    gemv_16k_rate: pb_per_s,
    gemv_small_use: share,
    decode_rate_wafer: pb_per_s,
    decode_use: share,
    decode_rate_service: pb_per_s,
    service_use: share,
    llama31_8b_speed_measured_evidence: text,
    decode_rate_a100: pb_per_s,
    a100_decode_use: share,
) -> Rows:
    """Memory bandwidth as quoted for a wafer and as programs used it; an A100 below."""
    return [
        (
            "quoted",
            wse2_memory_bandwidth,
            wse2_memory_bandwidth / wse2_memory_bandwidth,
            wse2_memory_bandwidth_evidence,
        ),
        ("seismic processing", tlrmvm_per_system, tlrmvm_use, tlrmvm_bandwidth_evidence),
        ("matrix × vector, larger", gemv_32k_rate, gemv_large_use, gemv_32k_wse2_evidence),
        ("matrix × vector, smaller", gemv_16k_rate, gemv_small_use, gemv_32k_wse2_evidence),
        ("decode, WSE-2", decode_rate_wafer, decode_use, gemv_32k_wse2_evidence),
        ("decode, service", decode_rate_service, service_use, llama31_8b_speed_measured_evidence),
        ("decode, one A100", decode_rate_a100, a100_decode_use, gemv_32k_wse2_evidence),
    ]


# Capacity, bandwidth and arithmetic of chips


def bandwidth_over_h100(wse3_memory_bandwidth: tb_per_s, h100_memory_bandwidth: tb_per_s) -> times:
    """Quoted bandwidth of a WSE-3 against that of an H100."""
    return wse3_memory_bandwidth / h100_memory_bandwidth


def memory_over_h100(wse3_memory: gb, h100_memory: gb) -> times:
    """Memory of a WSE-3 against that of an H100."""
    return wse3_memory / h100_memory


@table(chip=text, memory=times, bandwidth=times)
def beside_h100(
    wse3_memory: gb,
    wse3_memory_bandwidth: tb_per_s,
    groq_lpu_memory: gb,
    groq_lpu_memory_bandwidth: tb_per_s,
    b200_memory: gb,
    b200_memory_bandwidth: tb_per_s,
    mi300x_memory: gb,
    mi300x_memory_bandwidth: tb_per_s,
    sn50_memory: gb,
    sn50_memory_bandwidth: tb_per_s,
    tpu_v7_memory: gb,
    tpu_v7_memory_bandwidth: tb_per_s,
    h100_memory: gb,
    h100_memory_bandwidth: tb_per_s,
) -> Rows:
    """Memory and quoted bandwidth of chips as multiples of an H100's."""
    chips = [
        ("wse3", wse3_memory, wse3_memory_bandwidth),
        ("groq_lpu", groq_lpu_memory, groq_lpu_memory_bandwidth),
        ("b200", b200_memory, b200_memory_bandwidth),
        ("mi300x", mi300x_memory, mi300x_memory_bandwidth),
        ("sn50", sn50_memory, sn50_memory_bandwidth),
        ("tpu_v7", tpu_v7_memory, tpu_v7_memory_bandwidth),
    ]
    return [(chip, memory / h100_memory, speed / h100_memory_bandwidth) for chip, memory, speed in chips]


def ridge(dense_fp16: flop_per_s, memory_bandwidth: byte_per_s) -> flop_per_byte:
    """Operations per byte above which arithmetic is a chip's limit, not memory."""
    return ridge_point(dense_fp16, memory_bandwidth)


def roof(ridge: flop_per_byte, memory_bandwidth: byte_per_s) -> flop_per_s:
    """Dense arithmetic that a chip reaches at its ridge."""
    return ridge * memory_bandwidth


@table(chip=text, ridge=flop_per_byte, roof=tflop_per_s)
def rooflines(ridge: each[flop_per_byte], roof: each[tflop_per_s]) -> Rows:
    """Where each roofline bends, and how much dense arithmetic it allows there, by chip."""
    return [(chip, ridge[chip], roof[chip]) for chip in ridge]


def decode_intensity(multiply_add: flop, waferllm_weight: byte) -> flop_per_byte:
    """Operations per byte of weights when one user's tokens are made one by one."""
    return multiply_add / waferllm_weight


def h100_at_decode(decode_intensity: flop_per_byte, h100_memory_bandwidth: byte_per_s) -> flop_per_s:
    """The most arithmetic an H100 can do at that intensity."""
    return decode_intensity * h100_memory_bandwidth


def h100_used_at_decode(h100_at_decode: flop_per_s, h100_dense_fp16: flop_per_s) -> share:
    """The same as a share of its peak."""
    return h100_at_decode / h100_dense_fp16


@table(part=text, memory=kib, lanes=count, port=byte_per_cycle)
def core_parts(wse3_sram_per_core: kib, wse3_lanes: count, wse2_port_width: byte_per_cycle) -> Rows:
    """Parts of a core: the port is that of the WSE-2."""
    return [
        ("memory", wse3_sram_per_core, None, None),
        ("arithmetic", None, wse3_lanes, None),
        ("port between them", None, None, wse2_port_width),
    ]
