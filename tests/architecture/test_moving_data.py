"""Checks of the page on moving data."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import (
    Rows,
    bit,
    byte,
    byte_per_s,
    count,
    flop,
    joule_per_byte,
    kw,
    mm,
    mm2,
    ms,
    pj,
    pj_per_bit,
    pj_per_byte,
    pj_per_flop,
    ratio,
    share,
    times,
    watt,
)


@outside
def test_sparse_power_ratio(sparse_power_ratio: times, xpu_power_per_flop_vs_h100: ratio) -> None:
    """The independent paper's ratio fits data-sheet numbers only if both sides are sparse."""
    assert sparse_power_ratio == approx(xpu_power_per_flop_vs_h100, rel=0.05)


@outside
def test_sram_energy_bound(
    sram_energy_bound: pj_per_bit, sram_read_energy_7nm: pj, small_read_width: bit
) -> None:
    """What the maker's bandwidth and power leave for a bit is about what Google states for a small memory."""
    assert sram_energy_bound == approx(sram_read_energy_7nm / small_read_width, rel=0.2)
    assert sram_energy_bound > sram_read_energy_7nm / small_read_width


@identity
def test_sram_energy_7nm(
    sram_energy_7nm: pj_per_bit, sram_read_energy_7nm: pj, small_read_width: bit
) -> None:
    """All bits of a read together take its energy."""
    assert sram_energy_7nm * small_read_width == approx(sram_read_energy_7nm)


@outside
def test_hbm_in_bytes(
    weight_read_energy: pj, weight_16_bit: byte, hbm_energy_opentallas: pj_per_byte
) -> None:
    """Another model of wafers and GPUs carries the same memory energy by the byte."""
    assert weight_read_energy / weight_16_bit == approx(hbm_energy_opentallas, rel=0.001)


@outside
def test_hbm_power(
    hbm_power_for_wafer: watt, wse3_memory_bandwidth: byte_per_s, hbm_energy_opentallas: joule_per_byte
) -> None:
    """The power of the quoted bandwidth at that model's energy of a byte."""
    assert hbm_power_for_wafer == approx(wse3_memory_bandwidth * hbm_energy_opentallas, rel=0.001)


@closure
def test_gemv_speedup(gemv_speedup: times, gemv_claim: times) -> None:
    """The paper's abstract agrees with its table."""
    assert gemv_speedup == approx(gemv_claim, abs=0.5)


@closure
def test_wafer_power_ratio(wafer_power_ratio: times, wse2_power_vs_a100_stated: times) -> None:
    """The powers behind the paper's energies are those that it states, to its rounding down."""
    assert wafer_power_ratio == approx(wse2_power_vs_a100_stated, abs=1)


@closure
def test_preprint_power_ratio(
    preprint_power_ratio: times, gemv_claim: times, gemv_energy_preprint: times
) -> None:
    """Both figures of the earlier abstract, whose speed-up is that of the final one."""
    assert preprint_power_ratio == approx(gemv_claim / gemv_energy_preprint, rel=0.01)


@closure
def test_rebuilt_energies(rebuilt_energies: Rows) -> None:
    """Speeds and one ratio of powers give every energy, within two percent or rounding."""
    for _, _, printed, rebuilt in rebuilt_energies:
        assert rebuilt == approx(printed, rel=0.02, abs=0.006)


@closure
def test_other_gemv_energies(
    wafer_power_ratio: times, gemv_16k_a100: ms, gemv_16k_wse2: ms, gemv_16k_energy_a100: ratio
) -> None:
    """The smaller matrix was reckoned with the same powers."""
    assert gemv_16k_a100 / gemv_16k_wse2 / gemv_16k_energy_a100 == approx(wafer_power_ratio, rel=0.01)


@closure
def test_cache_advantage(
    cache_advantage: times, gh200_hbm_energy: pj_per_bit, gh200_l1_energy: pj_per_bit
) -> None:
    """The next generation, in the same table, stands to its cache much as the A100 does."""
    assert cache_advantage == approx(gh200_hbm_energy / gh200_l1_energy, rel=0.05)


@closure
def test_links(
    board_link_energy: pj_per_bit, on_wafer_link_energy: pj_per_bit, on_wafer_link_advantage: times
) -> None:
    """The table's orders of magnitude are those of its text."""
    assert board_link_energy / on_wafer_link_energy == approx(on_wafer_link_advantage)


@closure
def test_idle_excess(cs3_idle_power: share, gpu_idle_power: share, xpu_idle_excess_most: share) -> None:
    """The abstract's largest excess of idle power is that of the CS-3 over GPUs."""
    assert cs3_idle_power - gpu_idle_power == approx(xpu_idle_excess_most)


@identity
def test_read_over_use(
    read_over_use: times, a100_hbm_energy: pj_per_bit, a100_fp16_energy: pj_per_flop, weight_use_energy: pj
) -> None:
    """Sixteen bits and two operations: eight times the ratio of a bit to an operation."""
    assert weight_use_energy == approx(2 * a100_fp16_energy)
    assert read_over_use == approx(8 * a100_hbm_energy / a100_fp16_energy)


@identity
def test_flop_per_weight(weight_use_energy: pj, flop_per_weight: flop, a100_fp16_energy: pj_per_flop) -> None:
    """Operations times energy of one."""
    assert weight_use_energy / flop_per_weight == approx(a100_fp16_energy)


@identity
def test_sides(
    a100_core_side: mm, a100_die_side: mm, wse2_core_side: mm, wse2_core_area: mm2, a100_cores_built: count
) -> None:
    """Squares: of the core, of the multiprocessor and of the die."""
    assert wse2_core_side**2 == approx(wse2_core_area)
    assert a100_core_side**2 * a100_cores_built == approx(a100_die_side**2)


@identity
def test_edge_ratio(
    edge_ratio: times, wse3_memory_bandwidth: byte_per_s, wse3_io_bandwidth: byte_per_s
) -> None:
    """The edge times the ratio is the memory."""
    assert edge_ratio * wse3_io_bandwidth == approx(wse3_memory_bandwidth)


@identity
def test_power_used(wafer_power_used: kw, wafer_power_ratio: times, a100_power: kw) -> None:
    """That many A100s."""
    assert wafer_power_used / a100_power == approx(wafer_power_ratio)


@identity
def test_idle_draws(cs3_idle_draw: kw, wse3_power: kw, h100_idle_draw: kw, h100_power: kw) -> None:
    """Idle machines draw less than rated, the wafer nearly as much."""
    assert h100_idle_draw / h100_power == approx(0.2)
    assert cs3_idle_draw / wse3_power == approx(0.8)


@identity
def test_waiting(
    cs3_waiting: times,
    gpu_waiting: times,
    energy_parity_duty: share,
    cs3_idle_power: share,
    energy_by_duty: Rows,
) -> None:
    """A machine at full power while it works wastes its idle power the rest of the time."""
    waste = cs3_idle_power * (1 - energy_parity_duty) / energy_parity_duty
    assert cs3_waiting == approx(1 + waste)
    assert 1 < gpu_waiting < cs3_waiting
    assert [energy for _, busy, energy in energy_by_duty if busy == 1] == approx([1, 1])


@identity
def test_gpu_waiting(
    gpu_waiting: times, energy_parity_duty: share, gpu_idle_power: share, gpu_decode_power: share
) -> None:
    """Work is one; the rest of the time costs idle power."""
    idle = gpu_idle_power / gpu_decode_power * (1 - energy_parity_duty) / energy_parity_duty
    assert gpu_waiting == approx(1 + idle)


@identity
def test_dense_power_ratio(dense_power_ratio: times, sparse_power_ratio: times) -> None:
    """Dense over dense the CS-3 loses a factor of eight over two of its headline."""
    assert dense_power_ratio / sparse_power_ratio == approx(4, rel=0.01)


@identity
def test_ratios_of_a_bit(
    cache_advantage: times,
    a100_hbm_energy: pj_per_bit,
    a100_l1_energy: pj_per_bit,
    sram_energy_bound: joule_per_byte,
    wse3_power: watt,
    wse3_memory_bandwidth: byte_per_s,
) -> None:
    """The cache's energy so many times is the memory's; all bytes at the bound take the whole power."""
    assert cache_advantage * a100_l1_energy == approx(a100_hbm_energy)
    assert sram_energy_bound * wse3_memory_bandwidth == approx(wse3_power)
