"""Tables of the page on the wafer."""

from math import sqrt

from ledger.units import (
    Rows,
    amperes,
    cm2,
    count,
    date,
    gb,
    kw,
    mm,
    mm2,
    pb_per_s,
    table,
    text,
    times,
    volts,
    watt,
    watt_per_cm2,
)
from snippets.formulas.dies import (
    dies_less_edge,
)


@table(reference=text, die_area=mm2, multiple=times, evidence=text, printed_low=times, printed_high=times)
def multiple_by_reference(
    v100_die_area: mm2,
    v100_wafer_multiple: times,
    v100_die_area_evidence: text,
    a100_die_area: mm2,
    a100_wafer_multiple: times,
    a100_die_area_evidence: text,
    h100_die_area: mm2,
    h100_wafer_multiple: times,
    h100_die_area_evidence: text,
    reticle_limit: mm2,
    reticle_multiple: times,
    implied_b200_die: mm2,
    b200_package_multiple: times,
    b200_dies: count,
    wse1_size_ratio_stated: times,
    wse2_size_ratio_stated: times,
    wse3_size_ratio_talk: times,
    wse3_size_ratio_sth: times,
    wse3_size_ratio_tweaktown: times,
    wse3_size_ratio_b200: times,
    size_claim_yield_blog: times,
) -> Rows:
    """Size of a WSE-3 as a multiple of other chips, computed from areas and as printed for them."""
    analyst = "analyst"
    return [
        (
            "V100",
            v100_die_area,
            v100_wafer_multiple,
            v100_die_area_evidence,
            wse1_size_ratio_stated,
            wse1_size_ratio_stated,
        ),
        (
            "A100",
            a100_die_area,
            a100_wafer_multiple,
            a100_die_area_evidence,
            wse2_size_ratio_stated,
            wse3_size_ratio_talk,
        ),
        (
            "H100",
            h100_die_area,
            h100_wafer_multiple,
            h100_die_area_evidence,
            wse3_size_ratio_sth,
            wse3_size_ratio_tweaktown,
        ),
        (
            "one die of a B200",
            implied_b200_die,
            wse3_size_ratio_b200,
            analyst,
            wse3_size_ratio_b200,
            wse3_size_ratio_b200,
        ),
        ("a B200 package", implied_b200_die * b200_dies, b200_package_multiple, analyst, None, None),
        (
            "one full exposure",
            reticle_limit,
            reticle_multiple,
            analyst,
            size_claim_yield_blog,
            size_claim_yield_blog,
        ),
    ]


@table(what=text, length=mm)
def corner_lengths(
    wafer_diameter: mm,
    wse_side: mm,
    sharp_square_side: mm,
    clipped_leg: mm,
    edge_exclusion: mm,
    h100_die_area: mm2,
) -> Rows:
    """Lengths at a corner of the wafer-scale chip, and of a GPU die."""
    return [
        ("radius of the wafer", wafer_diameter / 2),
        ("half the side of the chip", wse_side / 2),
        ("half the side of the largest sharp square", sharp_square_side / 2),
        ("cut off each side at a corner", clipped_leg),
        ("usual rim without chips", edge_exclusion),
        ("side of an H100 die, drawn square", sqrt(h100_die_area)),
    ]


@table(what=text, die_area=mm2, dies=count)
def dies_by_area_of_die(
    wafer_diameter: mm,
    reticle_limit: mm2,
    die_area_for: mm2,
    dies_wanted: count,
    h100_die_area: mm2,
    h100_dies_per_wafer: count,
) -> Rows:
    """Dies that one wafer gives by the usual formula, by area of the die up to one full exposure."""
    rows: list[tuple[str, float, float]] = [
        ("as many as we ask for", die_area_for, dies_wanted),
        ("H100", h100_die_area, h100_dies_per_wafer),
    ]
    for step in range(21):
        area = reticle_limit * 10 ** (step / 10 - 2)
        rows.append(("any die", area, dies_less_edge(area, wafer_diameter)))
    return rows


@table(
    chip=text,
    shown=date,
    process=text,
    transistors=count,
    cores=count,
    memory=gb,
    memory_bandwidth=pb_per_s,
    power=kw,
)
def generations(
    wse1_launched: date,
    wse1_process: text,
    wse1_transistors: count,
    wse1_cores: count,
    wse1_sram: gb,
    wse1_memory_bandwidth: pb_per_s,
    wse1_power: kw,
    wse2_launched: date,
    wse2_process: text,
    wse2_transistors: count,
    wse2_cores: count,
    wse2_sram: gb,
    wse2_memory_bandwidth: pb_per_s,
    wse3_launched: date,
    wse3_process: text,
    wse3_transistors: count,
    wse3_cores: count,
    wse3_sram: gb,
    wse3_memory_bandwidth: pb_per_s,
    wse3_power: kw,
    cs4_launched: date,
    cs4_process: text,
    cs4_wafers: count,
    cs4_sram: gb,
    cs4_memory_bandwidth: pb_per_s,
    cs4_wafer_power: kw,
) -> Rows:
    """The generations, each for one wafer; power is that of the system around it."""
    return [
        (
            "WSE-1",
            wse1_launched,
            wse1_process,
            wse1_transistors,
            wse1_cores,
            wse1_sram,
            wse1_memory_bandwidth,
            wse1_power,
        ),
        (
            "WSE-2",
            wse2_launched,
            wse2_process,
            wse2_transistors,
            wse2_cores,
            wse2_sram,
            wse2_memory_bandwidth,
            None,
        ),
        (
            "WSE-3",
            wse3_launched,
            wse3_process,
            wse3_transistors,
            wse3_cores,
            wse3_sram,
            wse3_memory_bandwidth,
            wse3_power,
        ),
        (
            "CS-4's wafer",
            cs4_launched,
            cs4_process,
            wse3_transistors,
            wse3_cores,
            cs4_sram / cs4_wafers,
            cs4_memory_bandwidth / cs4_wafers,
            cs4_wafer_power,
        ),
    ]


@table(chip=text, quantity=text, growth=times)
def growth_by_generation(
    wse1_die_area: mm2,
    wse2_die_area: mm2,
    wse3_die_area: mm2,
    wse1_transistors: count,
    wse2_transistors: count,
    wse3_transistors: count,
    wse1_cores: count,
    wse2_cores: count,
    wse3_cores: count,
    wse1_sram: gb,
    wse2_sram: gb,
    wse3_sram: gb,
    wse1_memory_bandwidth: pb_per_s,
    wse2_memory_bandwidth: pb_per_s,
    wse3_memory_bandwidth: pb_per_s,
    cs4_memory_bandwidth: pb_per_s,
    cs4_wafers: count,
) -> Rows:
    """Growth of each quantity of one wafer since the WSE-1."""
    bandwidth = cs4_memory_bandwidth / cs4_wafers
    series = [
        ("area", (wse1_die_area, wse2_die_area, wse3_die_area, wse3_die_area)),
        ("cores", (wse1_cores, wse2_cores, wse3_cores, wse3_cores)),
        ("memory", (wse1_sram, wse2_sram, wse3_sram, wse3_sram)),
        ("transistors", (wse1_transistors, wse2_transistors, wse3_transistors, wse3_transistors)),
        (
            "memory bandwidth",
            (wse1_memory_bandwidth, wse2_memory_bandwidth, wse3_memory_bandwidth, bandwidth),
        ),
    ]
    chips = ("WSE-1", "WSE-2", "WSE-3", "CS-4's wafer")
    return [
        (chip, name, amounts[place] / amounts[0])
        for name, amounts in series
        for place, chip in enumerate(chips)
    ]


@table(place=text, voltage=volts, current=amperes)
def power_path(
    supply_voltage: volts,
    supply_current: amperes,
    board_voltage: volts,
    board_current: amperes,
    core_voltage: volts,
    wafer_current: amperes,
) -> Rows:
    """Voltage and current on the way to a WSE-3, losses left out."""
    return [
        ("power supplies", supply_voltage, supply_current),
        ("boards", board_voltage, board_current),
        ("wafer", core_voltage, wafer_current),
    ]


@table(chip=text, power=watt, heat=watt_per_cm2, evidence=text)
def heat_by_chip(
    a100_power: watt,
    a100_power_density: watt_per_cm2,
    a100_power_evidence: text,
    h100_power: watt,
    h100_power_density: watt_per_cm2,
    h100_power_evidence: text,
    wse3_power: watt,
    wse3_power_density: watt_per_cm2,
    wse3_power_evidence: text,
    wse3_power_max: watt,
    wse3_die_area: cm2,
    wse3_power_max_evidence: text,
    cs4_wafer_power: watt,
    cs4_heat: watt_per_cm2,
    cs4_power_evidence: text,
) -> Rows:
    """Stated power and heat per area of the die."""
    return [
        ("A100", a100_power, a100_power_density, a100_power_evidence),
        ("H100", h100_power, h100_power_density, h100_power_evidence),
        ("WSE-3", wse3_power, wse3_power_density, wse3_power_evidence),
        ("WSE-3, at most", wse3_power_max, wse3_power_max / wse3_die_area, wse3_power_max_evidence),
        ("CS-4's wafer", cs4_wafer_power, cs4_heat, cs4_power_evidence),
    ]
