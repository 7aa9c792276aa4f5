"""What moving a bit costs at each distance, and what is left of the wafer's advantage in whole tasks."""

from math import sqrt

from ledger.units import (
    Rows,
    bit,
    byte,
    byte_per_s,
    count,
    curve,
    flop,
    joule_per_byte,
    kw,
    mm,
    mm2,
    of,
    pj,
    pj_per_bit,
    pj_per_byte,
    pj_per_flop,
    ratio,
    seconds,
    share,
    sparse_tflop_per_s,
    table,
    text,
    tflop_per_s,
    times,
    tokens_per_s,
    watt,
)
from snippets.formulas.energy import average_power, movement_power
from snippets.formulas.grids import log_grid

# --- a bit, at each distance ---


def weight_read_energy(weight_16_bit: byte, a100_hbm_energy: pj_per_byte) -> pj:
    """Energy of reading one weight of a model from the memory of an A100."""
    return weight_16_bit * a100_hbm_energy


def weight_use_energy(flop_per_weight: flop, a100_fp16_energy: pj_per_flop) -> pj:
    """Energy of the arithmetic that one token does with one weight on an A100."""
    return flop_per_weight * a100_fp16_energy


def read_over_use(weight_read_energy: pj, weight_use_energy: pj) -> times:
    """How much more energy reading a weight takes than using it once."""
    return weight_read_energy / weight_use_energy


def cache_advantage(a100_hbm_energy: pj_per_bit, a100_l1_energy: pj_per_bit) -> times:
    """How much less energy a bit takes from the nearest cache of an A100 than from its memory."""
    return a100_hbm_energy / a100_l1_energy


def hbm_power_for_wafer(wse3_memory_bandwidth: byte_per_s, a100_hbm_energy: joule_per_byte) -> watt:
    """Power that the bandwidth quoted for a WSE-3 would draw at the energy of an A100's memory."""
    return movement_power(wse3_memory_bandwidth, a100_hbm_energy)


def sram_energy_bound(
    wse3_power: watt,
    wse3_memory_bandwidth: byte_per_s,
) -> joule_per_byte:
    """Most energy for a bit at the bandwidth quoted for a WSE-3."""
    return wse3_power / wse3_memory_bandwidth


def sram_energy_7nm(sram_read_energy_7nm: pj, small_read_width: bit) -> pj_per_bit:
    """Energy of a bit from a small memory on the chip in 7 nm, as Google states it."""
    return sram_read_energy_7nm / small_read_width


def edge_ratio(wse3_memory_bandwidth: byte_per_s, wse3_io_bandwidth: byte_per_s) -> times:
    """How much more bandwidth is quoted for a WSE-3's memory than passes its edge."""
    return wse3_memory_bandwidth / wse3_io_bandwidth


def a100_core_side(a100_die_area: mm2, a100_cores_built: count) -> mm:
    """Side of the square that one multiprocessor of an A100 would fill, everything shared included."""
    return sqrt(a100_die_area / a100_cores_built)


def a100_die_side(a100_die_area: mm2) -> mm:
    """Side of an A100 die, drawn square."""
    return sqrt(a100_die_area)


def wse2_core_side(wse2_core_area: mm2) -> mm:
    """Side of one core of a WSE-2, drawn square."""
    return sqrt(wse2_core_area)


@table(machine=text, place=text, reach=mm, energy=pj_per_bit, evidence=text)
def energy_by_place(
    a100_l1_energy: pj_per_bit,
    a100_l2_energy: pj_per_bit,
    a100_hbm_energy: pj_per_bit,
    board_link_energy: pj_per_bit,
    on_wafer_link_energy: pj_per_bit,
    a100_core_side: mm,
    a100_die_side: mm,
    wse2_core_side: mm,
    wse_side: mm,
) -> Rows:
    """Energy of a bit, by machine and by where the bit comes from; holes are not published."""
    return [
        ("GPU", "beside the arithmetic", a100_core_side, a100_l1_energy, "measured"),
        ("GPU", "elsewhere on the silicon", a100_die_side, a100_l2_energy, "measured"),
        ("GPU", "memory beside the chip", None, a100_hbm_energy, "measured"),
        ("GPU", "another chip, or outside", None, board_link_energy, "maker"),
        ("wafer", "beside the arithmetic", wse2_core_side, None, ""),
        ("wafer", "elsewhere on the silicon", wse_side, on_wafer_link_energy, "maker"),
        ("wafer", "memory beside the chip", None, None, ""),
        ("wafer", "another chip, or outside", None, None, ""),
    ]


@table(memory=text, energy=pj_per_bit, measured_on=text)
def memory_energies(
    a100_l1_energy: pj_per_bit,
    gh200_l1_energy: pj_per_bit,
    a100_l2_energy: pj_per_bit,
    gh200_l2_energy: pj_per_bit,
    a100_hbm_energy: pj_per_bit,
    gh200_hbm_energy: pj_per_bit,
    mi250x_hbm_energy: pj_per_bit,
    mi300a_hbm_energy: pj_per_bit,
) -> Rows:
    """Measured energy of a bit on graphics processors."""
    return [
        ("first-level cache", a100_l1_energy, "NVIDIA A100"),
        ("first-level cache", gh200_l1_energy, "NVIDIA GH200"),
        ("second-level cache", a100_l2_energy, "NVIDIA A100"),
        ("second-level cache", gh200_l2_energy, "NVIDIA GH200"),
        ("high-bandwidth memory", a100_hbm_energy, "NVIDIA A100"),
        ("high-bandwidth memory", gh200_hbm_energy, "NVIDIA GH200"),
        ("high-bandwidth memory", mi250x_hbm_energy, "AMD MI250X"),
        ("high-bandwidth memory", mi300a_hbm_energy, "AMD MI300A"),
    ]


# --- whole tasks ---


def gemv_speedup(gemv_32k_a100: seconds, gemv_32k_wse2: seconds) -> times:
    """How much faster a WSE-2 multiplies the larger matrix with a vector than one A100."""
    return gemv_32k_a100 / gemv_32k_wse2


def wafer_power_ratio(gemv_speedup: times, gemv_32k_energy_a100: ratio) -> times:
    """Power of a WSE-2 over that of an A100 with which the paper's times give its energies."""
    return gemv_speedup / gemv_32k_energy_a100


def preprint_power_ratio(gemv_speedup: times, gemv_energy_preprint: times) -> times:
    """The ratio of powers that gives the energy of the paper's earlier version for the same times."""
    return gemv_speedup / gemv_energy_preprint


def wafer_power_used(wafer_power_ratio: times, a100_power: kw) -> kw:
    """The same as a power, if an A100 was counted at its rated power."""
    return wafer_power_ratio * a100_power


@table(task=text, rival=text, chips=count, energy=times, evidence=text)
def energy_ratios(
    on_wafer_link_advantage: times,
    cs3_link_energy_vs_h100: times,
    a100_small_group: count,
    a100_large_group: count,
    gemv_16k_energy_a100: ratio,
    gemv_16k_energy_a100x8: ratio,
    gemv_16k_energy_a100x16: ratio,
    gemv_32k_energy_a100: ratio,
    gemv_32k_energy_a100x8: ratio,
    gemv_32k_energy_a100x16: ratio,
    llama3_8b_a100_decode_energy: ratio,
    llama3_8b_a100x8_decode_energy: ratio,
    llama3_8b_a100x16_decode_energy: ratio,
    llama2_13b_a100_decode_energy: ratio,
    llama2_13b_a100x8_decode_energy: ratio,
    llama3_8b_a100_prefill_energy: ratio,
    llama3_8b_a100x8_prefill_energy: ratio,
    llama3_8b_a100x16_prefill_energy: ratio,
    llama2_13b_a100_prefill_energy: ratio,
    llama2_13b_a100x8_prefill_energy: ratio,
) -> Rows:
    """Energy of graphics processors over energy of the wafer, by task and number of rivals."""
    bit_row = ("a bit to the next die", "a link on a board", None, on_wafer_link_advantage, "maker")
    byte_row = (
        "a byte across the chip, idle left out",
        "H100 links",
        None,
        cs3_link_energy_vs_h100,
        "measured",
    )
    groups = [
        ("matrix × vector, large", (gemv_32k_energy_a100, gemv_32k_energy_a100x8, gemv_32k_energy_a100x16)),
        ("matrix × vector, small", (gemv_16k_energy_a100, gemv_16k_energy_a100x8, gemv_16k_energy_a100x16)),
        (
            "writing tokens, Llama 3 8B",
            (llama3_8b_a100_decode_energy, llama3_8b_a100x8_decode_energy, llama3_8b_a100x16_decode_energy),
        ),
        ("writing tokens, Llama 2 13B", (llama2_13b_a100_decode_energy, llama2_13b_a100x8_decode_energy)),
        (
            "reading a prompt, Llama 3 8B",
            (
                llama3_8b_a100_prefill_energy,
                llama3_8b_a100x8_prefill_energy,
                llama3_8b_a100x16_prefill_energy,
            ),
        ),
        ("reading a prompt, Llama 2 13B", (llama2_13b_a100_prefill_energy, llama2_13b_a100x8_prefill_energy)),
    ]
    rows: list[tuple[object, ...]] = [byte_row, bit_row]
    for task, energies in groups:
        for chips, energy in zip((1, a100_small_group, a100_large_group), energies):
            rows.append((task, "A100s", chips, energy, "measured"))
    return rows


@table(task=text, chips=count, printed=times, rebuilt=times)
def rebuilt_energies(
    wafer_power_ratio: times,
    a100_small_group: count,
    a100_large_group: count,
    llama3_8b_wse2_decode: tokens_per_s,
    llama3_8b_a100_decode: tokens_per_s,
    llama3_8b_a100x8_decode: tokens_per_s,
    llama3_8b_a100x16_decode: tokens_per_s,
    llama3_8b_wse2_prefill: tokens_per_s,
    llama3_8b_a100_prefill: tokens_per_s,
    llama3_8b_a100x8_prefill: tokens_per_s,
    llama3_8b_a100x16_prefill: tokens_per_s,
    llama3_8b_a100_decode_energy: ratio,
    llama3_8b_a100x8_decode_energy: ratio,
    llama3_8b_a100x16_decode_energy: ratio,
    llama3_8b_a100_prefill_energy: ratio,
    llama3_8b_a100x8_prefill_energy: ratio,
    llama3_8b_a100x16_prefill_energy: ratio,
) -> Rows:
    """Energy ratios as the paper prints them, and as its speeds and one fixed ratio of powers give them."""
    wafer, writing = llama3_8b_wse2_decode, "writing, Llama 3 8B"
    read, reading = llama3_8b_wse2_prefill, "reading, Llama 3 8B"
    runs = [
        (writing, 1, llama3_8b_a100_decode_energy, wafer / llama3_8b_a100_decode),
        (writing, a100_small_group, llama3_8b_a100x8_decode_energy, wafer / llama3_8b_a100x8_decode),
        (writing, a100_large_group, llama3_8b_a100x16_decode_energy, wafer / llama3_8b_a100x16_decode),
        (reading, 1, llama3_8b_a100_prefill_energy, read / llama3_8b_a100_prefill),
        (reading, a100_small_group, llama3_8b_a100x8_prefill_energy, read / llama3_8b_a100x8_prefill),
        (reading, a100_large_group, llama3_8b_a100x16_prefill_energy, read / llama3_8b_a100x16_prefill),
    ]
    return [
        (task, chips, printed, chips * faster / wafer_power_ratio) for task, chips, printed, faster in runs
    ]


# --- power that is drawn in any case ---


def cs3_idle_draw(wse3_power: kw, cs3_idle_power: share) -> kw:
    """Power of a CS-3 that waits."""
    return wse3_power * cs3_idle_power


def h100_idle_draw(h100_power: watt, gpu_idle_power: share) -> watt:
    """Power of an H100 that waits."""
    return h100_power * gpu_idle_power


def cs3_waiting(energy_parity_duty: share, cs3_idle_power: share, cs3_decode_power: share) -> times:
    """Energy of a token on a CS-3 that is busy part of the time, over that on one that always is."""
    return average_power(cs3_decode_power, cs3_idle_power, energy_parity_duty) / (
        energy_parity_duty * cs3_decode_power
    )


def gpu_waiting(energy_parity_duty: share, gpu_idle_power: share, gpu_decode_power: share) -> times:
    """The same for an NVIDIA GPU that writes tokens."""
    return average_power(gpu_decode_power, gpu_idle_power, energy_parity_duty) / (
        energy_parity_duty * gpu_decode_power
    )


@table(machine=text, busy=share, energy=times)
def energy_by_duty(
    cs3_waiting: curve[times] = of(energy_parity_duty=share),
    gpu_waiting: curve[times] = of(energy_parity_duty=share),
) -> Rows:
    """Energy of a token over that at full work, by the share of time in which a machine works."""
    return [
        (name, busy, waiting(busy))
        for name, waiting in (("CS-3", cs3_waiting), ("NVIDIA GPU", gpu_waiting))
        for busy in log_grid(0.05, 1, 30)
    ]


def sparse_power_ratio(
    wse3_power: watt,
    wse3_sparse_fp16: sparse_tflop_per_s,
    h100_power: watt,
    h100_sparse_fp16: sparse_tflop_per_s,
) -> times:
    """Power of a CS-3 over that of H100s with the same headline arithmetic, sparse on both sides."""
    return (wse3_power / wse3_sparse_fp16) / (h100_power / h100_sparse_fp16)


def dense_power_ratio(
    wse3_power: watt, wse3_dense_fp16: tflop_per_s, h100_power: watt, h100_dense_fp16: tflop_per_s
) -> times:
    """The same, dense on both sides."""
    return (wse3_power / wse3_dense_fp16) / (h100_power / h100_dense_fp16)
