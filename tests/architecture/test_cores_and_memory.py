"""Checks of the page on cores and memory."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import (
    Rows,
    byte,
    byte_per_s,
    count,
    flop,
    flop_per_byte,
    flop_per_s,
    gb,
    ghz,
    pb_per_s,
    per_second,
    pflop_per_s,
    ratio,
    share,
    tb_per_s,
    times,
    tokens,
    tokens_per_s,
)


@outside
def test_all_core_memory(all_core_memory: gb, wse3_sram: gb) -> None:
    """A magazine prints the total, in whole gigabytes."""
    assert all_core_memory == approx(wse3_sram, abs=0.5)


@outside
def test_port_clock(port_clock: ghz, wse3_clock_implied: ghz) -> None:
    """An analyst's range for the clock, whose lower end this is."""
    assert port_clock == approx(wse3_clock_implied, rel=0.05)


@outside
def test_lane_clock(lane_clock: ghz, wse3_clock_implied: ghz) -> None:
    """Another analyst's range for the clock holds what the dense rate needs."""
    assert lane_clock == approx(wse3_clock_implied, rel=0.05)


@outside
def test_wse2_port_sum(wse2_port_sum: pb_per_s, wse2_memory_bandwidth: pb_per_s) -> None:
    """The press prints a tenth less, rounded to one digit."""
    assert wse2_port_sum == approx(wse2_memory_bandwidth, rel=0.13)


@closure
def test_wse2_port_sum_in_the_paper(
    wse2_port_sum: pb_per_s, wse2_memory_bandwidth_waferllm: pb_per_s
) -> None:
    """The paper that prints the clock prints the sum as well, in whole petabytes."""
    assert wse2_port_sum == approx(wse2_memory_bandwidth_waferllm, abs=0.5)


@identity
def test_port_sums(
    wse2_port_sum: pb_per_s, wse2_port_sum_low: pb_per_s, wse2_clock: ghz, wse2_clock_papers: ghz
) -> None:
    """The sums stand to each other as the clocks."""
    assert wse2_port_sum / wse2_port_sum_low == approx(wse2_clock / wse2_clock_papers)


@closure
def test_wse2_lane_sum(wse2_lane_sum: pflop_per_s, andromeda_dense_each: pflop_per_s) -> None:
    """Cerebras's dense rate for a cluster, shared out among its systems."""
    assert wse2_lane_sum == approx(andromeda_dense_each, rel=0.01)


@identity
def test_andromeda(
    andromeda_dense_each: pflop_per_s, andromeda_systems: count, andromeda_dense_rate: pflop_per_s
) -> None:
    """Systems share the cluster's rate."""
    assert andromeda_dense_each * andromeda_systems == approx(andromeda_dense_rate)


@closure
def test_lane_clock_and_port_clock(lane_clock: per_second, port_clock: per_second) -> None:
    """Two documents imply the same clock within a tenth; the difference is on the page."""
    assert lane_clock == approx(port_clock, rel=0.1)


@outside
def test_users_cores(users_cores: count, spada_cores: count, wse2_cores: count) -> None:
    """Other users had nearly as many at work; about an eighth more are advertised."""
    assert users_cores == approx(spada_cores, rel=0.025)
    assert spada_cores < users_cores < wse2_cores


@outside
def test_stencil_peak(
    stencil_peak_each: pflop_per_s, wse3_dense_fp16: pflop_per_s, wse3_lanes: count
) -> None:
    """The peak that a run's authors must mean is one lane's part of what an analyst gives for all lanes."""
    assert stencil_peak_each == approx(wse3_dense_fp16 / wse3_lanes, rel=0.03)


@identity
def test_stencil_run(
    stencil_rate_each: pflop_per_s,
    stencil_run_rate: pflop_per_s,
    stencil_run_systems: count,
    stencil_peak_each: pflop_per_s,
    stencil_run_share_of_peak: share,
    stencil_peak_ratio: ratio,
    wse3_dense_fp16: pflop_per_s,
) -> None:
    """Systems share the rate; the share of the peak and the ratio of peaks give it back."""
    assert stencil_rate_each * stencil_run_systems == approx(stencil_run_rate)
    assert stencil_peak_each * stencil_run_share_of_peak == approx(stencil_rate_each)
    assert stencil_peak_ratio * stencil_peak_each == approx(wse3_dense_fp16)


@identity
def test_users_cores_in_all(users_cores: count, tlrmvm_systems: count, wse2_cores_for_users: count) -> None:
    """Cores of one system, for all systems of the run."""
    assert users_cores * tlrmvm_systems == approx(wse2_cores_for_users)


@identity
def test_tlrmvm(
    tlrmvm_per_system: pb_per_s,
    tlrmvm_systems: count,
    tlrmvm_bandwidth: pb_per_s,
    tlrmvm_use: share,
    wse2_memory_bandwidth: pb_per_s,
) -> None:
    """Systems share the sustained bandwidth; the share of the quoted one gives it back."""
    assert tlrmvm_per_system * tlrmvm_systems == approx(tlrmvm_bandwidth)
    assert tlrmvm_use * wse2_memory_bandwidth == approx(tlrmvm_per_system)


@identity
def test_gemv_use(
    gemv_large_use: share,
    gemv_small_use: share,
    gemv_32k_rate: pb_per_s,
    gemv_16k_rate: pb_per_s,
    wse2_memory_bandwidth: pb_per_s,
) -> None:
    """Shares of the quoted bandwidth."""
    assert gemv_large_use * wse2_memory_bandwidth == approx(gemv_32k_rate)
    assert gemv_small_use * wse2_memory_bandwidth == approx(gemv_16k_rate)


@identity
def test_decode_use(
    decode_use: share,
    service_use: share,
    a100_decode_use: share,
    llama3_8b_run_size: gb,
    llama3_8b_wse2_decode: tokens_per_s,
    llama31_8b_speed_measured: tokens_per_s,
    llama3_8b_a100_decode: tokens_per_s,
    tokens_per_step: tokens,
    wse2_memory_bandwidth: tb_per_s,
    wse3_memory_bandwidth: tb_per_s,
    a100_memory_bandwidth: tb_per_s,
) -> None:
    """At full use each machine would make its bandwidth over the weights' size of tokens a second."""
    for use, rate, bandwidth in (
        (decode_use, llama3_8b_wse2_decode, wse2_memory_bandwidth),
        (service_use, llama31_8b_speed_measured, wse3_memory_bandwidth),
        (a100_decode_use, llama3_8b_a100_decode, a100_memory_bandwidth),
    ):
        assert rate / use == approx(bandwidth * 1000 / llama3_8b_run_size * tokens_per_step)


@identity
def test_speed_for_bandwidth(
    speed_for_bandwidth: times, bandwidth_for_speed: times, decode_use: share, a100_decode_use: share
) -> None:
    """The wafer's use of its bandwidth is as much smaller as its speed falls short of it."""
    assert speed_for_bandwidth / bandwidth_for_speed == approx(decode_use / a100_decode_use)


@closure
def test_bandwidth_over_h100(bandwidth_over_h100: times, wse3_memory_bandwidth_vs_gpu_stated: times) -> None:
    """The maker rounds to thousands, against an H100 of lower bandwidth."""
    assert bandwidth_over_h100 == approx(wse3_memory_bandwidth_vs_gpu_stated, rel=0.11)


@identity
def test_memory_over_h100(memory_over_h100: times, wse3_memory: gb, h100_memory: gb) -> None:
    """The ratio of the two."""
    assert memory_over_h100 * h100_memory == approx(wse3_memory)


@closure
def test_wse3_ridge(wse3_ridge: flop_per_byte, wse3_ridge_stated: flop_per_byte) -> None:
    """An analyst prints the ridge, cut off after two decimals."""
    assert wse3_ridge == approx(wse3_ridge_stated, abs=0.005)


@outside
def test_h100_ridge(h100_ridge: flop_per_byte, h100_intensity_answer: flop_per_byte) -> None:
    """A course works out the H100's ridge to many digits."""
    assert h100_ridge == approx(h100_intensity_answer, rel=1e-9)


@identity
def test_other_ridges(
    groq_lpu_ridge: flop_per_byte,
    groq_lpu_dense_fp16: flop_per_s,
    groq_lpu_memory_bandwidth: byte_per_s,
    b200_ridge: flop_per_byte,
    b200_dense_fp16: flop_per_s,
    b200_memory_bandwidth: byte_per_s,
) -> None:
    """Bandwidth times the ridge is the peak."""
    assert groq_lpu_ridge * groq_lpu_memory_bandwidth == approx(groq_lpu_dense_fp16)
    assert b200_ridge * b200_memory_bandwidth == approx(b200_dense_fp16)


@identity
def test_decode_at_an_h100(
    decode_intensity: flop_per_byte,
    waferllm_weight: byte,
    multiply_add: flop,
    h100_at_decode: flop_per_s,
    h100_used_at_decode: share,
    h100_dense_fp16: flop_per_s,
    h100_ridge: flop_per_byte,
) -> None:
    """The share of the peak is the intensity over the ridge."""
    assert decode_intensity * waferllm_weight == approx(multiply_add)
    assert h100_used_at_decode == approx(decode_intensity / h100_ridge)
    assert h100_used_at_decode * h100_dense_fp16 == approx(h100_at_decode)


@closure
def test_roof_of_the_wafer(rooflines: Rows, wse3_ridge_stated: flop_per_byte) -> None:
    """The bend in the picture is where the analyst puts it."""
    (bend,) = [ridge for chip, ridge, _ in rooflines if chip == "wse3"]
    assert bend == approx(wse3_ridge_stated, abs=0.005)


@identity
def test_bandwidths(
    bandwidth_over_h100: times, wse3_memory_bandwidth: tb_per_s, h100_memory_bandwidth: tb_per_s
) -> None:
    """The ratio of the two."""
    assert bandwidth_over_h100 * h100_memory_bandwidth == approx(wse3_memory_bandwidth)


@identity
def test_ports(
    port_clock: per_second,
    wse3_cores: count,
    wse2_port_width: byte,
    wse3_memory_bandwidth_restated: byte_per_s,
) -> None:
    """Cores, bytes and clock make the bandwidth."""
    assert port_clock * wse3_cores * wse2_port_width == approx(wse3_memory_bandwidth_restated)


@identity
def test_lane_rate(
    lane_clock: per_second,
    wse3_dense_fp16: flop_per_s,
    wse3_cores: count,
    wse3_lanes: count,
    multiply_add: flop,
) -> None:
    """At that clock all lanes of all cores give the dense rate."""
    assert lane_clock * wse3_cores * wse3_lanes * multiply_add == approx(wse3_dense_fp16)
