"""Memory, bandwidth, dense arithmetic and power of every chip that the article names, and what followed."""

from ledger.units import (
    Rows,
    byte,
    byte_per_s,
    count,
    date,
    each,
    flop_per_byte,
    flop_per_s,
    gb,
    kw,
    ms,
    pb_per_s,
    pflop_per_s,
    seconds,
    share,
    sparse_pflop_per_s,
    table,
    tb,
    tb_per_s,
    text,
    tflop_per_s,
    tflop_per_s_per_watt,
    times,
    watt,
)
from snippets.formulas.roofline import ridge_point, transfer_time

# One wafer, one card (Tenstorrent, Corsair), else one chip or the module that joins its dies.
_CHIPS = (
    "wse3", "h100", "b200", "b300", "rubin", "mi300x", "mi355x", "mi455x", "tpu_v6e", "tpu_v7", "tpu_8t",
    "tpu_8i", "trainium2", "trainium3", "groq_lpu", "groq3_lpu", "sn40l", "sn50", "n300s", "p150a",
)  # fmt: skip
_OTHERS = (
    "wse1", "wse2", "v100", "a100", "h200", "mi325x", "tpu_v5e", "tpu_v5p", "trainium1", "gaudi3", "bow",
    "d1", "corsair",
)  # fmt: skip
_WAFERS = {"wse1": "CS-1", "wse3": "CS-3"}  # whose watts are stated for the system around them only
_SYSTEMS = (
    "cs4", "dgx_h100", "dgx_b200", "gb200_nvl72", "gb300_nvl72", "vera_rubin_nvl72", "groq3_lpx", "helios",
    "galaxy",
)  # fmt: skip
_SRAM = ("wse1", "wse2", "wse3", "groq_lpu", "groq3_lpu", "bow", "corsair", "cs4", "groq3_lpx")
_RANK = ("filed", "measured", "maker", "press", "analyst")
_CARDS = ("n300s", "p150a", "galaxy")


def memory_read_time(memory: byte, memory_bandwidth: byte_per_s) -> seconds:
    """Time to read all of a chip's memory once."""
    return transfer_time(memory, memory_bandwidth)


def machine_balance(dense_fp16: flop_per_s, memory_bandwidth: byte_per_s) -> flop_per_byte:
    """Operations per byte from which on a chip's arithmetic is the limit and not its memory."""
    return ridge_point(dense_fp16, memory_bandwidth)


def dense_per_watt(dense_fp16: tflop_per_s, power: watt) -> tflop_per_s_per_watt:
    """Dense arithmetic for each watt: the module's own watts, but the whole system's for wafers and racks."""
    return dense_fp16 / power


def reached_share(measured_fp16: tflop_per_s, dense_fp16: tflop_per_s) -> share:
    """Share of a chip's dense rate that its best multiplication of matrices reaches."""
    return measured_fp16 / dense_fp16


def rack_dense_fp16(gpu_dense_fp16: pflop_per_s, chips_in_rack: count) -> pflop_per_s:
    """Dense arithmetic of a whole rack: one GPU's times their number."""
    return gpu_dense_fp16 * chips_in_rack


def rack_per_watt(rack_dense_fp16: tflop_per_s, power: watt) -> tflop_per_s_per_watt:
    """Dense arithmetic of a rack for each watt that the rack draws."""
    return rack_dense_fp16 / power


def wse3_per_watt_least(wse3_dense_fp16: tflop_per_s, wse3_power_max: watt) -> tflop_per_s_per_watt:
    """Dense arithmetic of a CS-3 for each watt, at the highest power stated for it."""
    return wse3_dense_fp16 / wse3_power_max


def cs4_dense_by_ratio(
    wse3_dense_fp16: pflop_per_s, cs4_sparse_fp16: sparse_pflop_per_s, wse3_sparse_fp16: sparse_pflop_per_s
) -> pflop_per_s:
    """Dense arithmetic of a CS-4, if its headline exaggerates as much as the WSE-3's."""
    return wse3_dense_fp16 * cs4_sparse_fp16 / wse3_sparse_fp16


def cs4_per_watt_by_ratio(cs4_dense_by_ratio: tflop_per_s, cs4_power: watt) -> tflop_per_s_per_watt:
    """Dense arithmetic of a CS-4 for each watt, under the same supposition."""
    return cs4_dense_by_ratio / cs4_power


def cs4_gain_by_ratio(
    cs4_per_watt_by_ratio: tflop_per_s_per_watt, wse3_dense_per_watt: tflop_per_s_per_watt
) -> times:
    """How much more a CS-4 computes for each watt than a CS-3, under the same supposition."""
    return cs4_per_watt_by_ratio / wse3_dense_per_watt


def headline_gain(sparse_h100s: count, dense_h100s: count) -> times:
    """How much better the wafer looks against an H100 by headlines than by dense rates."""
    return sparse_h100s / dense_h100s


def b200s_in_arithmetic(wse3_dense_fp16: pflop_per_s, b200_dense_fp16: pflop_per_s) -> count:
    """B200s that a WSE-3 is worth in dense arithmetic."""
    return wse3_dense_fp16 / b200_dense_fp16


def bandwidth_over_b200(wse3_memory_bandwidth: tb_per_s, b200_memory_bandwidth: tb_per_s) -> times:
    """Memory bandwidth of a WSE-3 over that of a B200: on the wafer against outside the chip."""
    return wse3_memory_bandwidth / b200_memory_bandwidth


def memory_over_wse3(b200_memory: gb, wse3_memory: gb) -> times:
    """Memory of a B200 over that of a WSE-3."""
    return b200_memory / wse3_memory


def groq_chips_per_wafer(wse3_memory: gb, groq_lpu_memory: gb) -> count:
    """Chips of the first Groq generation that hold as much as a WSE-3."""
    return wse3_memory / groq_lpu_memory


def slowest_over_fastest_read(h100_memory_read_time: seconds, wse3_memory_read_time: seconds) -> times:
    """How much longer an H100 needs than a WSE-3 to read all of its own memory."""
    return h100_memory_read_time / wse3_memory_read_time


def sn40l_bandwidth_of_one(sn40l_memory_bandwidth_of_sixteen: tb_per_s, sn40l_sockets: count) -> tb_per_s:
    """Memory bandwidth of one SN40L, from that of a system of many."""
    return sn40l_memory_bandwidth_of_sixteen / sn40l_sockets


def chips_compared_count(memory: each[gb]) -> count:
    """Chips in the table: those that the article names, and what followed them."""
    return len([chip for chip in _CHIPS if chip in memory])


def chips_with_power(power: each[watt]) -> count:
    """Chips of the table whose own watts are published."""
    return len([chip for chip in _chip_watts(power) if chip in _CHIPS])


@table(
    chip=text, presented=text, memory=gb, bandwidth=tb_per_s, FP16_dense=tflop_per_s,
    FP8_dense=tflop_per_s, FP4_dense=tflop_per_s, power=watt, weakest=text,
)  # fmt: skip
def chips_compared(
    launched: each[date], memory: each[gb], memory_bandwidth: each[tb_per_s], dense_fp16: each[tflop_per_s],
    dense_fp8: each[tflop_per_s], dense_fp4: each[tflop_per_s], power: each[watt],
    sn40l_bandwidth_of_one: tb_per_s, memory_evidence: each[text], memory_bandwidth_evidence: each[text],
    dense_fp16_evidence: each[text], dense_fp8_evidence: each[text], dense_fp4_evidence: each[text],
    power_evidence: each[text],
) -> Rows:  # fmt: skip
    """One wafer, module, chip or card of each: dense rates only, and a dash where nothing is published."""
    bandwidth = dict(memory_bandwidth)
    bandwidth["sn40l"] = sn40l_bandwidth_of_one
    columns = [memory, bandwidth, dense_fp16, dense_fp8, dense_fp4, _chip_watts(power)]
    said = [memory_evidence, memory_bandwidth_evidence, dense_fp16_evidence, dense_fp8_evidence]
    said += [dense_fp4_evidence, power_evidence]
    return [_row(chip, launched, columns, said) for chip in _CHIPS]


@table(
    chip=text, presented=text, memory=gb, bandwidth=tb_per_s, FP16_dense=tflop_per_s,
    FP8_dense=tflop_per_s, FP4_dense=tflop_per_s, power=watt, weakest=text,
)  # fmt: skip
def chips_before(
    launched: each[date], memory: each[gb], memory_bandwidth: each[tb_per_s], dense_fp16: each[tflop_per_s],
    dense_fp8: each[tflop_per_s], dense_fp4: each[tflop_per_s], power: each[watt],
    memory_evidence: each[text], memory_bandwidth_evidence: each[text],
    dense_fp16_evidence: each[text], dense_fp8_evidence: each[text], dense_fp4_evidence: each[text],
    power_evidence: each[text],
) -> Rows:  # fmt: skip
    """The same for chips that came before, and for some that the article leaves out."""
    columns = [memory, memory_bandwidth, dense_fp16, dense_fp8, dense_fp4, _chip_watts(power)]
    said = [memory_evidence, memory_bandwidth_evidence, dense_fp16_evidence, dense_fp8_evidence]
    said += [dense_fp4_evidence, power_evidence]
    return [_row(chip, launched, columns, said) for chip in _OTHERS]


@table(chip=text, memory=text, bandwidth=text, FP16_dense=text, FP8_dense=text, FP4_dense=text, power=text)
def said_by(
    memory_evidence: each[text], memory_bandwidth_evidence: each[text], dense_fp16_evidence: each[text],
    dense_fp8_evidence: each[text], dense_fp4_evidence: each[text], power_evidence: each[text],
) -> Rows:  # fmt: skip
    """Who says each number of the table: the maker, the press that reports it, or an analyst."""
    watts = {chip: said for chip, said in power_evidence.items() if chip not in _WAFERS}
    columns = [memory_evidence, memory_bandwidth_evidence, dense_fp16_evidence, dense_fp8_evidence]
    columns += [dense_fp4_evidence, watts]
    return [(chip,) + tuple(column.get(chip) for column in columns) for chip in _CHIPS]


@table(
    system=text, chips=count, memory=tb, bandwidth=pb_per_s, FP16_dense=pflop_per_s, FP8_dense=pflop_per_s,
    FP4_dense=pflop_per_s, power=kw, FP16_per_watt=tflop_per_s_per_watt,
)  # fmt: skip
def systems_compared(
    chips_in_rack: each[count], memory: each[tb], memory_bandwidth: each[pb_per_s],
    rack_dense_fp16: each[pflop_per_s], gpu_dense_fp8: each[pflop_per_s], dense_fp8: each[pflop_per_s],
    gpu_dense_fp4: each[pflop_per_s], dense_fp4: each[pflop_per_s], power: each[kw],
    rack_per_watt: each[tflop_per_s_per_watt],
    cs4_wafers: count, wse3_dense_fp16: pflop_per_s, wse3_dense_per_watt: tflop_per_s_per_watt,
) -> Rows:  # fmt: skip
    """Whole servers and racks, with the watts of everything in them."""
    chips = {"wse1": 1.0, "wse3": 1.0, "cs4": cs4_wafers} | dict(chips_in_rack)
    at_8 = {rack: rate * chips_in_rack[rack] for rack, rate in gpu_dense_fp8.items()}
    at_4 = {rack: rate * chips_in_rack[rack] for rack, rate in gpu_dense_fp4.items()}
    at_16 = {"wse3": wse3_dense_fp16} | dict(rack_dense_fp16)
    per_watt = {"wse3": wse3_dense_per_watt} | dict(rack_per_watt)
    return [
        (
            _WAFERS.get(system, system),
            chips[system],
            memory.get(system),
            memory_bandwidth.get(system),
            at_16.get(system),
            at_8.get(system, dense_fp8.get(system)),
            at_4.get(system, dense_fp4.get(system)),
            power.get(system),
            per_watt.get(system),
        )
        for system in tuple(sorted(_WAFERS)) + _SYSTEMS
    ]


@table(machine=text, kind=text, whole=text, memory=gb, bandwidth=tb_per_s, read_once=ms)
def memory_against_bandwidth(
    memory: each[gb],
    memory_bandwidth: each[tb_per_s],
    memory_read_time: each[ms],
) -> Rows:
    """Memory and its bandwidth, of one chip each and of whole systems, and the time to read it all once."""
    rows = []
    for machine in _CHIPS + _OTHERS + _SYSTEMS:
        if machine in memory_read_time:
            kind = "SRAM" if machine in _SRAM else "GDDR" if machine in _CARDS else "HBM"
            whole = "system" if machine in _SYSTEMS else "chip"
            read = memory_read_time[machine]
            rows.append((machine, kind, whole, memory[machine], memory_bandwidth[machine], read))
    return rows


@table(machine=text, watts_of=text, power=watt, most=watt, dense=tflop_per_s,
       per_watt=tflop_per_s_per_watt, evidence=text)  # fmt: skip
def arithmetic_against_power(
    dense_fp16: each[tflop_per_s], power: each[watt], dense_per_watt: each[tflop_per_s_per_watt],
    dense_fp16_evidence: each[text], rack_dense_fp16: each[tflop_per_s],
    rack_per_watt: each[tflop_per_s_per_watt], rack_dense_fp16_evidence: each[text], wse3_power_max: watt,
    cs4_dense_by_ratio: tflop_per_s, cs4_power: watt, cs4_per_watt_by_ratio: tflop_per_s_per_watt,
) -> Rows:  # fmt: skip
    """Dense FP16 arithmetic against power: modules and cards apart from whole systems."""
    watts = _chip_watts(power)
    rows: list[tuple[object, ...]] = [
        (chip, "chip", watts[chip], None, dense_fp16[chip], dense_per_watt[chip], dense_fp16_evidence[chip])
        for chip in _CHIPS + _OTHERS
        if chip in watts and chip in dense_fp16
    ]
    wafer, said = dense_fp16["wse3"], dense_fp16_evidence["wse3"]
    rows += [
        ("CS-3", "system", power["wse3"], wse3_power_max, wafer, dense_per_watt["wse3"], said),
        ("CS-4", "system", cs4_power, None, cs4_dense_by_ratio, cs4_per_watt_by_ratio, "assumption"),
    ]
    rows += [
        (rack, "system", power[rack], None, dense, rack_per_watt[rack], rack_dense_fp16_evidence[rack])
        for rack, dense in rack_dense_fp16.items()
        if rack in power
    ]
    return rows


@table(chip=text, balance=flop_per_byte, evidence=text)
def balance_by_chip(
    machine_balance: each[flop_per_byte], machine_balance_evidence: each[text], dense_fp16: each[flop_per_s],
    sn40l_bandwidth_of_one: byte_per_s,
) -> Rows:  # fmt: skip
    """Operations per byte at which each chip's arithmetic and memory take equally long, from low to high."""
    rows = [
        (chip, machine_balance[chip], machine_balance_evidence[chip])
        for chip in _CHIPS
        if chip in machine_balance
    ]
    rows.append(("sn40l", ridge_point(dense_fp16["sn40l"], sn40l_bandwidth_of_one), "maker"))
    return sorted(rows, key=lambda row: row[1])


@table(chip=text, dense=tflop_per_s, measured=tflop_per_s, reached=share)
def rates_reached(
    dense_fp16: each[tflop_per_s], measured_fp16: each[tflop_per_s], reached_share: each[share]
) -> Rows:
    """Dense rate on paper and the best that a public test measured, multiplying large matrices."""
    return [
        (chip, dense_fp16[chip], measured_fp16[chip], reached_share[chip])
        for chip in _CHIPS + _OTHERS
        if chip in reached_share
    ]


def _row(
    chip: str,
    launched: each[date],
    columns: list[each[float]],
    said: list[each[text]],
) -> tuple[object, ...]:
    """A chip's year, its cell of each column, and the weakest of those who say them."""
    year = launched[chip].split("-")[0] if chip in launched else None  # a word: digits are not grouped
    cells = [column.get(chip) for column in columns]
    who = {kinds[chip] for column, kinds in zip(columns, said) if chip in column and chip in kinds}
    return (chip, year) + tuple(cells) + (max(who, key=_RANK.index),)


def _chip_watts(power: each[watt]) -> each[watt]:
    """Watts of a chip itself: those of a wafer are stated for its whole system only."""
    return {chip: power[chip] for chip in _CHIPS + _OTHERS if chip in power and chip not in _WAFERS}
