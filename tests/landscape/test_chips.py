"""Checks of the page that compares chips."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import (
    Rows,
    count,
    flop_per_byte,
    gb,
    ms,
    percent,
    pflop_per_s,
    share,
    tb_per_s,
    tflop_per_s,
    tflop_per_s_per_watt,
    times,
    us,
    watt,
)


@outside
def test_h100_balance(h100_machine_balance: flop_per_byte, h100_intensity_answer: flop_per_byte) -> None:
    """A course computes an H100's balance to the last digit."""
    assert h100_machine_balance == approx(h100_intensity_answer, rel=1e-9)


@outside
def test_h100_batch(h100_machine_balance: flop_per_byte, h100_batch_answer: count) -> None:
    """A book counts the users that fill an H100, from a rate rounded up by a hundredth."""
    assert h100_machine_balance == approx(h100_batch_answer, rel=0.012)


@outside
def test_v5e_balance(tpu_v5e_machine_balance: flop_per_byte, v5e_intensity_answer: flop_per_byte) -> None:
    """The same book's answer for a TPU v5e, printed to two digits."""
    assert tpu_v5e_machine_balance == approx(v5e_intensity_answer, abs=5)


@closure
def test_wse3_balance(wse3_machine_balance: flop_per_byte, wse3_ridge_stated: flop_per_byte) -> None:
    """The analyst who states the wafer's dense rate divides it by the same bandwidth."""
    assert wse3_machine_balance == approx(wse3_ridge_stated, abs=0.005)


@outside
def test_bandwidth_over_b200(bandwidth_over_b200: times, wse3_memory_bandwidth_vs_b200: times) -> None:
    """Cerebras's filing prints the ratio to a B200 in full."""
    assert bandwidth_over_b200 == approx(wse3_memory_bandwidth_vs_b200, abs=0.5)


@closure
def test_headline(sparse_h100s: count, wse3_h100_equivalents_stated: count) -> None:
    """A magazine's count of H100s, from a sparse rate that it rounds up to two digits."""
    assert sparse_h100s == approx(wse3_h100_equivalents_stated, rel=0.025)


@identity
def test_headline_gain(headline_gain: times, sparse_h100s: count, dense_h100s: count) -> None:
    """What the headlines add is their count over the dense one."""
    assert headline_gain * dense_h100s == approx(sparse_h100s)


@closure
def test_dense_h100s(
    dense_h100s: count, sparse_h100s: count, wse3_sparse_to_dense: count, h100_dense_fp16: tflop_per_s
) -> None:
    """Undoing the analyst's ratio for the wafer, and a factor of two for the H100, leaves the dense count."""
    assert dense_h100s == approx(sparse_h100s / wse3_sparse_to_dense * 2, rel=0.002)
    assert h100_dense_fp16 > 0


@identity
def test_b200s(
    b200s_in_arithmetic: count, b200_dense_fp16: tflop_per_s, wse3_dense_fp16: tflop_per_s
) -> None:
    """That many B200s do what the wafer does."""
    assert b200s_in_arithmetic * b200_dense_fp16 == approx(wse3_dense_fp16)


@outside
def test_rack_rate(gb300_nvl72_rack_dense_fp16: pflop_per_s, gb300_nvl72_dense_fp16: pflop_per_s) -> None:
    """A cloud prints the dense rate of the whole rack; ours is one GPU's times their number."""
    assert gb300_nvl72_rack_dense_fp16 == approx(gb300_nvl72_dense_fp16, rel=1e-3)


@outside
def test_rack_reads_like_one(
    gb200_nvl72_memory_read_time: ms, b200_memory_in_gb200: gb, b200_memory_bandwidth: tb_per_s
) -> None:
    """A rack reads its memory in the time of one GPU; the rack's figures are another document's."""
    assert gb200_nvl72_memory_read_time == approx(b200_memory_in_gb200 / b200_memory_bandwidth, rel=0.002)


@outside
def test_helios_reads_like_one(
    helios_memory_read_time: ms, mi455x_memory: gb, mi455x_memory_bandwidth_ces: tb_per_s
) -> None:
    """A Helios rack too, with the bandwidth first announced; its own is printed to two digits."""
    assert helios_memory_read_time == approx(mi455x_memory / mi455x_memory_bandwidth_ces, rel=0.01)


@closure
def test_groq_rack_reads_like_one(groq3_lpx_memory_read_time: us, groq3_lpu_memory_read_time: us) -> None:
    """And a rack of Groq 3, whose total is rounded up to one digit."""
    assert groq3_lpx_memory_read_time == approx(groq3_lpu_memory_read_time, rel=0.07)


@outside
def test_server_reads_like_one(
    b200_memory_read_time: ms, dgx_b200_memory: gb, dgx_b200_memory_bandwidth: tb_per_s
) -> None:
    """A server of eight reads in the time of one GPU; its totals stand in the server's own guide."""
    assert b200_memory_read_time == approx(dgx_b200_memory / dgx_b200_memory_bandwidth, rel=1e-6)


@closure
def test_cs4_arithmetic(
    cs4_dense_by_ratio: pflop_per_s, wse3_dense_fp16: pflop_per_s, cs4_wafers: count,
    cs4_gain_by_ratio: times, cs4_power: watt, wse3_power: watt,
) -> None:  # fmt: skip
    """An analyst names three such wafers at twice the clock, as Cerebras's headlines give."""
    assert cs4_dense_by_ratio == approx(2 * cs4_wafers * wse3_dense_fp16)
    assert cs4_gain_by_ratio == approx(2 * cs4_wafers / (cs4_power / wse3_power))


@closure
def test_reached(
    h100_reached_share: share, h100_efficiency_stated: share, mi300x_reached_share: share,
    mi300x_efficiency_stated: share,
) -> None:  # fmt: skip
    """The test prints its own shares; that of the MI300X is of a rate rounded down."""
    assert h100_reached_share == approx(h100_efficiency_stated, abs=0.0005)
    assert mi300x_reached_share == approx(mi300x_efficiency_stated, abs=0.004)


@identity
def test_per_watt(
    h100_dense_per_watt: tflop_per_s_per_watt, h100_power: watt, h100_dense_fp16: tflop_per_s,
    b200_dense_per_watt: tflop_per_s_per_watt, b200_power: watt, b200_dense_fp16: tflop_per_s,
    wse3_dense_per_watt: tflop_per_s_per_watt, wse3_power: watt, wse3_dense_fp16: tflop_per_s,
) -> None:  # fmt: skip
    """Arithmetic for each watt, times the watts, is the arithmetic."""
    assert h100_dense_per_watt * h100_power == approx(h100_dense_fp16)
    assert b200_dense_per_watt * b200_power == approx(b200_dense_fp16)
    assert wse3_dense_per_watt * wse3_power == approx(wse3_dense_fp16)


@identity
def test_rack_per_watt(
    dgx_h100_rack_per_watt: tflop_per_s_per_watt, dgx_h100_power: watt, dgx_h100_rack_dense_fp16: tflop_per_s,
    gb200_nvl72_rack_per_watt: tflop_per_s_per_watt, gb200_nvl72_power: watt,
    gb200_nvl72_rack_dense_fp16: tflop_per_s,
) -> None:  # fmt: skip
    """The same for a server and a rack."""
    assert dgx_h100_rack_per_watt * dgx_h100_power == approx(dgx_h100_rack_dense_fp16)
    assert gb200_nvl72_rack_per_watt * gb200_nvl72_power == approx(gb200_nvl72_rack_dense_fp16)


@identity
def test_wafer_least(
    wse3_per_watt_least: tflop_per_s_per_watt, wse3_dense_per_watt: tflop_per_s_per_watt, wse3_power: watt,
    wse3_power_max: watt,
) -> None:  # fmt: skip
    """The more a CS-3 draws, the less it does for each watt."""
    assert wse3_per_watt_least / wse3_dense_per_watt == approx(wse3_power / wse3_power_max)


@identity
def test_cs4_per_watt(
    cs4_per_watt_by_ratio: tflop_per_s_per_watt, cs4_power: watt, cs4_dense_by_ratio: tflop_per_s
) -> None:
    """The same for the CS-4."""
    assert cs4_per_watt_by_ratio * cs4_power == approx(cs4_dense_by_ratio)


@identity
def test_capacity(
    memory_over_wse3: times,
    groq_chips_per_wafer: count,
    b200_memory: gb,
    groq_lpu_memory: gb,
    wse3_memory: gb,
) -> None:
    """A B200 and many Groq chips against one wafer."""
    assert memory_over_wse3 * wse3_memory == approx(b200_memory)
    assert groq_chips_per_wafer * groq_lpu_memory == approx(wse3_memory)


@identity
def test_reading(
    slowest_over_fastest_read: times, h100_memory_read_time: us, wse3_memory_read_time: us
) -> None:
    """How many times the wafer reads its memory while an H100 reads its own once."""
    assert slowest_over_fastest_read * wse3_memory_read_time == approx(h100_memory_read_time)


@outside
def test_sn40l(sn40l_bandwidth_of_one: tb_per_s, sn50_memory_bandwidth: tb_per_s) -> None:
    """The successor with the same memory is stated a little higher: the quotient is of the right size."""
    assert sn40l_bandwidth_of_one == approx(sn50_memory_bandwidth, rel=0.12)


@identity
def test_counts(chips_compared: Rows, chips_compared_count: count, chips_with_power: count) -> None:
    """The counts in the text are those of the table."""
    assert len(chips_compared) == chips_compared_count
    assert len([row for row in chips_compared if row[-2] is not None]) == chips_with_power


@closure
def test_systems(
    systems_compared: Rows, gb300_nvl72_dense_fp8: pflop_per_s, gb300_nvl72_dense_fp4: pflop_per_s
) -> None:
    """What a cloud prints for a whole rack is what its GPUs add up to, at FP8 and at FP4."""
    rates = {row[0]: row[5:7] for row in systems_compared}
    assert rates["gb300_nvl72"] == approx((gb300_nvl72_dense_fp8, gb300_nvl72_dense_fp4), rel=1e-3)
    assert rates["gb200_nvl72"][0] == approx(gb300_nvl72_dense_fp8, rel=1e-3)


@outside
def test_systems_at_4_bits(
    systems_compared: Rows, gb200_nvl72_fp4_of_rack: pflop_per_s, rubin_dense_fp4: pflop_per_s
) -> None:
    """One rack's rate at FP4 as a magazine prints it; a later one's, printed to two digits, is its GPUs'."""
    found = {row[0]: (row[1], row[6]) for row in systems_compared}
    assert found["gb200_nvl72"][1] == approx(gb200_nvl72_fp4_of_rack, rel=1e-3)
    chips, rate = found["vera_rubin_nvl72"]
    assert rate == approx(chips * rubin_dense_fp4, rel=0.02)


@closure
def test_power_rows(
    arithmetic_against_power: Rows, wse3_power: watt, gb200_nvl72_power: watt, h100_power: watt
) -> None:
    """No panel of the figure mixes watts of chips with watts of systems."""
    for _, scope, power, *_ in arithmetic_against_power:
        assert (power > h100_power * 2) == (scope == "system")
    assert wse3_power < gb200_nvl72_power


@outside
def test_balance_rows(balance_by_chip: Rows, h100_intensity_answer: flop_per_byte) -> None:
    """The published balance of an H100 stands in the figure, and the wafer's is the lowest of all."""
    found = {chip: balance for chip, balance, _ in balance_by_chip}
    assert found["h100"] == approx(h100_intensity_answer)
    assert min(found, key=lambda chip: found[chip]) == "wse3"


@closure
def test_rates_rows(rates_reached: Rows, h100_efficiency_stated: percent) -> None:
    """The test's own share for an H100 stands in the table."""
    assert {row[0]: row[3] for row in rates_reached}["h100"] * 100 == approx(h100_efficiency_stated, abs=0.1)


@outside
def test_points(memory_against_bandwidth: Rows, wse3_memory_bandwidth_vs_b200: times) -> None:
    """The wafer stands as far above a B200 as Cerebras prints."""
    bandwidth = {row[0]: row[4] for row in memory_against_bandwidth}
    assert bandwidth["wse3"] / bandwidth["b200"] == approx(wse3_memory_bandwidth_vs_b200, rel=1e-3)


@closure
def test_who_says(said_by: Rows, chips_compared: Rows, h100_power: watt) -> None:
    """Somebody is named for each cell that is filled, but for one that we divided out ourselves."""
    for words, numbers in zip(said_by, chips_compared, strict=True):
        for word, number in zip(words[1:], numbers[2:-1], strict=True):
            assert (word is None) == (number is None) or words[0] == "sn40l"
    assert {row[0]: row[-2] for row in chips_compared}["h100"] == h100_power


@closure
def test_before(chips_before: Rows, a100_memory: gb) -> None:
    """The older chips are none of those compared, and keep their figures."""
    assert {row[0]: row[2] for row in chips_before}["a100"] == a100_memory
