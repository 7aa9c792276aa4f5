"""How large a chip made of a whole wafer is, what it is compared with, and how power gets in and heat out."""

from math import sqrt

from ledger.units import (
    amperes,
    byte_per_s,
    cm2,
    count,
    gb,
    gb_per_s,
    joule_per_byte,
    kw,
    mm,
    mm2,
    pb_per_s,
    pflop_per_s,
    share,
    sparse_pflop_per_s,
    times,
    volts,
    watt,
    watt_per_cm2,
)
from snippets.formulas.dies import (
    circle_area,
    largest_square_side,
    square_inside_circle,
    square_outside_circle,
)
from snippets.formulas.energy import energy_per_byte

# The circle and the square


def wafer_area(wafer_diameter: mm) -> mm2:
    """Area of the round wafer."""
    return circle_area(wafer_diameter)


def sharp_square_side(wafer_diameter: mm) -> mm:
    """Side of the largest square with sharp corners that a wafer holds."""
    return largest_square_side(wafer_diameter)


def sharp_square_area(sharp_square_side: mm) -> mm2:
    """Area of the largest square with sharp corners that a wafer holds."""
    return sharp_square_side * sharp_square_side


def outline_area(wse_side: mm) -> mm2:
    """Area of a sharp square with the side of the wafer-scale chip."""
    return wse_side * wse_side


def outline_diagonal(wse_side: mm) -> mm:
    """Diagonal of a sharp square with the side of the wafer-scale chip."""
    return wse_side * sqrt(2)


def clipped_area(wse_side: mm, wafer_diameter: mm) -> mm2:
    """Area of that square beyond the rim of the wafer, all corners together."""
    return square_outside_circle(wse_side, wafer_diameter)


def clipped_corner(clipped_area: mm2) -> mm2:
    """Area beyond the rim at one corner."""
    return clipped_area / 2 / 2


def clipped_leg(wse_side: mm, wafer_diameter: mm) -> mm:
    """How much of each side the rim cuts off at a corner."""
    half, radius = wse_side / 2, wafer_diameter / 2
    return half - sqrt(radius**2 - half**2)


def clipped_with_rim(wse_side: mm, wafer_diameter: mm, edge_exclusion: mm) -> mm2:
    """The same area if the usual rim of the wafer is not used either."""
    return square_outside_circle(wse_side, wafer_diameter - 2 * edge_exclusion)


def silicon_left(wse_side: mm, wafer_diameter: mm) -> mm2:
    """Area of the chip once the rim has clipped its corners."""
    return square_inside_circle(wse_side, wafer_diameter)


def misprint_excess(wse3_die_area_misprint: mm2, wse_side: mm) -> mm2:
    """How far the area with swapped digits is from the square of the side."""
    return wse3_die_area_misprint - wse_side * wse_side


def wafer_used(wse3_die_area: mm2, wafer_area: mm2) -> share:
    """Share of the wafer's area that the chip takes."""
    return wse3_die_area / wafer_area


def wafer_unused(wafer_used: share) -> share:
    """Share of the wafer's area that is cut off around the chip."""
    return 1 - wafer_used


def gpu_wafer_used(h100_dies_per_wafer: count, h100_die_area: mm2, wafer_area: mm2) -> share:
    """Share of a wafer's area that H100 dies take, by the usual formula."""
    return h100_dies_per_wafer * h100_die_area / wafer_area


def die_area_for(dies_wanted: count, wafer_diameter: mm) -> mm2:
    """Largest die of which one wafer gives a wanted number, by the usual formula solved for the area."""
    room = circle_area(wafer_diameter)
    rim = room * sqrt(2) / wafer_diameter
    inverse = (rim + sqrt(rim * rim + room * dies_wanted)) / room  # one over the die's side
    return 1 / inverse**2


# Fields of exposure and the seams between them


def exposures(wse_die_columns: count, wse_die_rows: count) -> count:
    """Fields that are exposed one by one for a wafer-scale chip."""
    return wse_die_columns * wse_die_rows


def field_width(wse_side: mm, wse_die_columns: count) -> mm:
    """Width of one field if they share the side evenly."""
    return wse_side / wse_die_columns


def field_height(wse_side: mm, wse_die_rows: count) -> mm:
    """Height of one field if they share the side evenly."""
    return wse_side / wse_die_rows


def field_area(wse3_die_area: mm2, exposures: count) -> mm2:
    """Area of one field."""
    return wse3_die_area / exposures


def field_of_reticle(field_area: mm2, reticle_limit: mm2) -> share:
    """A field's area as a share of the largest that one exposure can print."""
    return field_area / reticle_limit


def fields_by_slide(wse2_die_width: mm, wse_die_columns: count) -> mm:
    """Width of all columns of fields by the width on the maker's slide."""
    return wse2_die_width * wse_die_columns


def seam_energy(inter_die_power: watt, inter_die_bandwidth: byte_per_s, exposures: count) -> joule_per_byte:
    """Energy of moving data over a seam, from the power and the bandwidth of all of them."""
    return energy_per_byte(inter_die_power, inter_die_bandwidth * exposures)  # both in one second


def io_per_bandwidth(wse3_io_bandwidth: gb_per_s, wse3_fabric_bandwidth: gb_per_s) -> share:
    """Bandwidth in and out of the wafer as a share of that between its cores."""
    return wse3_io_bandwidth / wse3_fabric_bandwidth


# How many times larger


def wafer_multiple(wse3_die_area: mm2, die_area: mm2) -> times:
    """How many times the area of a chip's die a WSE-3 has."""
    return wse3_die_area / die_area


def reticle_multiple(wse3_die_area: mm2, reticle_limit: mm2) -> times:
    """How many times the largest area of one exposure a WSE-3 has."""
    return wse3_die_area / reticle_limit


def implied_b200_die(wse3_die_area: mm2, wse3_size_ratio_b200: times) -> mm2:
    """Area of a B200 die that Cerebras's multiple implies."""
    return wse3_die_area / wse3_size_ratio_b200


def b200_package_multiple(wse3_size_ratio_b200: times, b200_dies: count) -> times:
    """How many times the area of all dies in a B200 package a WSE-3 has, by Cerebras's multiple for one."""
    return wse3_size_ratio_b200 / b200_dies


def b200_transistor_multiple(wse3_transistors: count, b200_transistors: count) -> times:
    """How many times the transistors of a whole B200 package a WSE-3 has."""
    return wse3_transistors / b200_transistors


# Generations


def memory_growth(wse3_sram: gb, wse1_sram: gb) -> times:
    """Growth of a wafer's memory from the WSE-1 to the WSE-3."""
    return wse3_sram / wse1_sram


def transistor_growth(wse3_transistors: count, wse1_transistors: count) -> times:
    """Growth of a wafer's transistors from the WSE-1 to the WSE-3."""
    return wse3_transistors / wse1_transistors


def cs4_clock_gain(
    cs4_memory_bandwidth: pb_per_s, cs4_wafers: count, wse3_memory_bandwidth_restated: pb_per_s
) -> times:
    """Memory bandwidth of a wafer in a CS-4 against that of a WSE-3 on the same slide."""
    return cs4_memory_bandwidth / cs4_wafers / wse3_memory_bandwidth_restated


# Power and heat


def power_density(power: watt, die_area: cm2) -> watt_per_cm2:
    """Stated power of a chip or its system over the area of its die."""
    return power / die_area


def engine_heat(wse3_power_engine: watt, wse3_die_area: cm2) -> watt_per_cm2:
    """Heat per area of a WSE-3 by the power stated for its block."""
    return wse3_power_engine / wse3_die_area


def cs4_wafer_power(cs4_power: kw, cs4_wafers: count) -> kw:
    """Power of a CS-4 rack for each of its wafers."""
    return cs4_power / cs4_wafers


def cs4_heat(cs4_wafer_power: watt, wse3_die_area: cm2) -> watt_per_cm2:
    """Heat per area if all of a CS-4's power left through its wafers: an upper bound."""
    return cs4_wafer_power / wse3_die_area


def wafer_current(wse3_power_engine: watt, core_voltage: volts) -> amperes:
    """Current that enters a WSE-3."""
    return wse3_power_engine / core_voltage


def board_current(wse3_power_engine: watt, board_voltage: volts) -> amperes:
    """Current on the boards of a CS-3, losses left out."""
    return wse3_power_engine / board_voltage


def supply_current(wse3_power_engine: watt, supply_voltage: volts) -> amperes:
    """Current from the power supplies of a CS-3, losses left out."""
    return wse3_power_engine / supply_voltage


def module_current(wafer_current: amperes, power_modules: count) -> amperes:
    """Current of one power module behind a WSE-3."""
    return wafer_current / power_modules


def current_gain(supply_voltage: volts, core_voltage: volts) -> times:
    """How much larger the current is at the wafer than at the power supplies."""
    return supply_voltage / core_voltage


def wse1_tiles(wse1_tiles_per_die: count, wse1_dies: count) -> count:
    """Cores of a WSE-1 by the count of its first users."""
    return wse1_tiles_per_die * wse1_dies


def path_ratio(gpu_power_path: mm, cs4_power_path: mm) -> times:
    """How much longer the last stretch of the power path is on a GPU board than in a CS-4."""
    return gpu_power_path / cs4_power_path


def supplies_rating(power_supplies: count, power_supply_rating: kw) -> kw:
    """Rated power of all supplies of a CS-3 together."""
    return power_supplies * power_supply_rating


def idle_power(cs3_idle_power: share, wse3_power: kw) -> kw:
    """Power of an idle CS-3 at its stated power."""
    return cs3_idle_power * wse3_power


def dense_h100s(wse3_dense_fp16: pflop_per_s, h100_dense_fp16: pflop_per_s) -> count:
    """H100s whose dense arithmetic one WSE-3 equals."""
    return wse3_dense_fp16 / h100_dense_fp16


def sparse_h100s(wse3_sparse_fp16: sparse_pflop_per_s, h100_sparse_fp16: sparse_pflop_per_s) -> count:
    """H100s whose sparse arithmetic one WSE-3 equals."""
    return wse3_sparse_fp16 / h100_sparse_fp16


def power_per_dense_h100(wse3_power: watt, dense_h100s: count, h100_power: watt) -> times:
    """Power of a CS-3 against H100 chips of the same dense arithmetic."""
    return wse3_power / (dense_h100s * h100_power)


def power_per_sparse_h100(wse3_power: watt, sparse_h100s: count, h100_power: watt) -> times:
    """Power of a CS-3 against H100 chips of the same sparse arithmetic."""
    return wse3_power / (sparse_h100s * h100_power)


def cs4_rate_per_watt(
    cs4_sparse_fp16: sparse_pflop_per_s,
    cs4_power: kw,
    wse3_sparse_fp16: sparse_pflop_per_s,
    wse3_power: kw,
) -> times:
    """Headline arithmetic per watt of a CS-4 against a CS-3."""
    return (cs4_sparse_fp16 / cs4_power) / (wse3_sparse_fp16 / wse3_power)
