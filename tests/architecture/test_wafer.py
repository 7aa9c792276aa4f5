"""Checks of the page on the wafer."""

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import (
    Rows,
    amperes,
    count,
    gb,
    gb_per_s,
    kw,
    mm,
    mm2,
    pb_per_s,
    pj_per_bit,
    share,
    sparse_pflop_per_s,
    times,
    volts,
    watt,
    watt_per_cm2,
)
from snippets.formulas.dies import dies_less_edge, square_outside_circle


@outside
def test_outline_area(outline_area: mm2, wse3_die_area: mm2) -> None:
    """The side as one magazine prints it gives the area that another prints, to the last digit."""
    assert outline_area == approx(wse3_die_area, rel=1e-6)


@outside
def test_misprint(misprint_excess: mm2, wse3_die_area_misprint: mm2, wse3_die_area: mm2) -> None:
    """The two printed areas differ by what the swapped digits make."""
    assert misprint_excess == approx(wse3_die_area_misprint - wse3_die_area, rel=1e-3)


@outside
def test_exposures(exposures: count, wse3_dies: count, wse1_dies: count) -> None:
    """Columns times rows of the analyst give the count of the maker's talk, and of an older newsletter."""
    assert exposures == wse3_dies == wse1_dies


@closure
def test_field_size(
    field_width: mm,
    field_height: mm,
    wse2_die_width: mm,
    wse2_die_height: mm,
    fields_by_slide: mm,
    wse_side: mm,
) -> None:
    """The maker's slide gives whole millimetres, cut off rather than rounded."""
    assert 0 <= field_width - wse2_die_width < 1
    assert 0 <= field_height - wse2_die_height < 1
    assert fields_by_slide == approx(wse_side, rel=0.06)


@outside
def test_field_fits_an_exposure(
    field_of_reticle: share, field_area: mm2, wse2_die_width: mm, wse2_die_height: mm
) -> None:
    """A field is as large as the slide's width times height, within what the cut digits allow."""
    assert wse2_die_width * wse2_die_height <= field_area < (wse2_die_width + 1) * (wse2_die_height + 1)
    assert field_of_reticle < 1


@closure
def test_v100_wafer_multiple(v100_wafer_multiple: times, wse1_size_ratio_stated: times) -> None:
    """The multiple of the first press release follows from the two areas that it prints."""
    assert v100_wafer_multiple == approx(wse1_size_ratio_stated, abs=0.05)


@outside
def test_a100_wafer_multiple(
    a100_wafer_multiple: times, wse2_size_ratio_stated: times, wse3_size_ratio_talk: times
) -> None:
    """Against the A100 the press cuts off after one decimal, and the maker's talk rounds."""
    assert a100_wafer_multiple == approx(wse2_size_ratio_stated, abs=0.1)
    assert a100_wafer_multiple == approx(wse3_size_ratio_talk, abs=0.5)


@outside
def test_h100_wafer_multiple(h100_wafer_multiple: times, wse3_size_ratio_tweaktown: times) -> None:
    """Against the H100 one headline has the multiple, rounded."""
    assert h100_wafer_multiple == approx(wse3_size_ratio_tweaktown, abs=0.5)


@outside
def test_reticle_multiple(reticle_multiple: times, size_claim_yield_blog: times) -> None:
    """Cerebras rounds the multiple of the largest conventional chips to one digit."""
    assert reticle_multiple == approx(size_claim_yield_blog, abs=5)


@outside
def test_implied_b200_die(implied_b200_die: mm2, reticle_limit: mm2, h100_die_area: mm2) -> None:
    """A die as large as the exposure allows, says NVIDIA: near the H100's area and the limit."""
    assert implied_b200_die == approx(reticle_limit, rel=0.1)
    assert implied_b200_die == approx(h100_die_area, rel=0.03)


@outside
def test_b200_transistors(b200_transistor_multiple: times, wse3_transistors_vs_b200: times) -> None:
    """For transistors the filing counts the whole package: NVIDIA's own count gives its multiple, rounded."""
    assert b200_transistor_multiple == approx(wse3_transistors_vs_b200, abs=0.5)


@identity
def test_b200_package(b200_package_multiple: times, wse3_size_ratio_b200: times, b200_dies: count) -> None:
    """As many dies as the package has make up the multiple for one."""
    assert b200_package_multiple * b200_dies == approx(wse3_size_ratio_b200)


@identity
def test_clipped(
    clipped_area: mm2,
    clipped_corner: mm2,
    clipped_leg: mm,
    silicon_left: mm2,
    wse_side: mm,
    wafer_diameter: mm,
) -> None:
    """What is left and what is cut make the square; a corner is smaller than the triangle of its legs."""
    assert silicon_left + clipped_area == approx(wse_side**2, rel=1e-12)
    assert clipped_area == approx(4 * clipped_corner)
    assert (wse_side / 2 - clipped_leg) ** 2 + (wse_side / 2) ** 2 == approx(
        (wafer_diameter / 2) ** 2, rel=1e-12
    )
    assert clipped_corner == approx(clipped_leg**2 / 2, rel=0.02)


@identity
def test_sharp_square(
    sharp_square_side: mm, sharp_square_area: mm2, wafer_diameter: mm, outline_diagonal: mm, wse_side: mm
) -> None:
    """Half the square of the diameter; the diagonals of both squares stand to each other as their sides."""
    assert sharp_square_area == approx(wafer_diameter**2 / 2)
    assert sharp_square_side**2 == approx(sharp_square_area)
    assert outline_diagonal / wafer_diameter == approx(wse_side / sharp_square_side)


@identity
def test_clipped_with_rim(
    clipped_with_rim: mm2, wse_side: mm, wafer_diameter: mm, edge_exclusion: mm
) -> None:
    """The same on a smaller circle."""
    assert clipped_with_rim == approx(square_outside_circle(wse_side, wafer_diameter - 2 * edge_exclusion))


@outside
def test_gpu_wafer_used(
    gpu_wafer_used: share, h100_dies_per_wafer_stated: count, h100_die_area: mm2, wafer_area: mm2
) -> None:
    """A magazine's rough count of dies covers about as much of a wafer."""
    assert gpu_wafer_used == approx(h100_dies_per_wafer_stated * h100_die_area / wafer_area, rel=0.025)


@identity
def test_wafer_used(wafer_used: share, wafer_unused: share, wse3_die_area: mm2, wafer_diameter: mm) -> None:
    """The chip and what is left over make the wafer."""
    assert wafer_used + wafer_unused == approx(1)
    assert wse3_die_area / wafer_used == approx(3.14159265 * wafer_diameter**2 / 4)


@identity
def test_die_area_for(die_area_for: mm2, dies_wanted: count, wafer_diameter: mm) -> None:
    """The usual formula gives the wanted dies back."""
    assert dies_less_edge(die_area_for, wafer_diameter) == approx(dies_wanted)


@outside
def test_hundreds_of_dies(dies_by_area_of_die: Rows, h100_dies_per_wafer_stated: count) -> None:
    """At the size of an H100 the curve meets a magazine's rough count."""
    (h100,) = [dies for what, _, dies in dies_by_area_of_die if what == "H100"]
    assert h100 == approx(h100_dies_per_wafer_stated, rel=0.03)


@outside
def test_seam_energy(seam_energy: pj_per_bit, on_wafer_link_energy: pj_per_bit) -> None:
    """An independent paper gives an order of magnitude, tenths of a picojoule."""
    assert seam_energy == approx(on_wafer_link_energy, rel=0.6)


@identity
def test_io_per_bandwidth(
    io_per_bandwidth: share, wse3_io_bandwidth: gb_per_s, wse3_fabric_bandwidth: gb_per_s
) -> None:
    """The share of the fabric's bandwidth is what the wafer's connections have."""
    assert io_per_bandwidth * wse3_fabric_bandwidth == approx(wse3_io_bandwidth)


@outside
def test_wse1_tiles(wse1_tiles: count, wse1_cores: count) -> None:
    """The users' count falls short of the marketed one by about a twentieth."""
    assert wse1_tiles == approx(wse1_cores, rel=0.06)


@closure
def test_cs4_per_wafer(generations: Rows, cs4_memory_bandwidth_per_wafer: pb_per_s) -> None:
    """A wafer's part of the slide's total is what an analyst gives for one wafer, in whole petabytes."""
    assert generations[-1][6] == approx(cs4_memory_bandwidth_per_wafer, abs=0.5)


@identity
def test_fields_by_slide(fields_by_slide: mm, wse2_die_width: mm, wse_die_columns: count) -> None:
    """The slide's width, once for each column."""
    assert fields_by_slide / wse_die_columns == approx(wse2_die_width)


@outside
def test_cs4_clock_gain(
    cs4_clock_gain: times, cs4_sparse_fp16_per_wafer: sparse_pflop_per_s, wse3_sparse_fp16: sparse_pflop_per_s
) -> None:
    """The headline arithmetic of the release and of the launch before doubles by as much."""
    assert cs4_clock_gain == approx(cs4_sparse_fp16_per_wafer / wse3_sparse_fp16, rel=0.01)


@identity
def test_growth(
    memory_growth: times,
    transistor_growth: times,
    wse3_sram: gb,
    wse1_sram: gb,
    wse3_transistors: count,
    wse1_transistors: count,
) -> None:
    """Growth is the ratio of the last to the first."""
    assert memory_growth * wse1_sram == approx(wse3_sram)
    assert transistor_growth * wse1_transistors == approx(wse3_transistors)


@closure
def test_heat(wse3_power_density: watt_per_cm2, engine_heat: watt_per_cm2, heat_flux: watt_per_cm2) -> None:
    """An analyst's rough heat per area lies by the powers that it and a later note state."""
    assert wse3_power_density == approx(heat_flux, abs=5)
    assert engine_heat == approx(heat_flux, abs=5)


@identity
def test_cs4_power(
    cs4_wafer_power: kw, cs4_heat: watt_per_cm2, cs4_power: kw, cs4_wafers: count, wse3_die_area: mm2
) -> None:
    """Wafers share the rack's power, and their area carries it off."""
    assert cs4_wafer_power * cs4_wafers == approx(cs4_power)
    assert cs4_heat * wse3_die_area / 100 / 1000 == approx(cs4_wafer_power)


@identity
def test_currents(
    wafer_current: amperes,
    board_current: amperes,
    supply_current: amperes,
    module_current: amperes,
    power_modules: count,
    core_voltage: volts,
    board_voltage: volts,
    supply_voltage: volts,
    wse3_power_engine: watt,
) -> None:
    """Current times voltage is the block's power at each place."""
    for current, voltage in (
        (wafer_current, core_voltage),
        (board_current, board_voltage),
        (supply_current, supply_voltage),
    ):
        assert current * voltage == approx(wse3_power_engine)
    assert module_current * power_modules == approx(wafer_current)


@outside
def test_module_current(
    power_modules: count, wse3_dies: count, module_current: amperes, wafer_current: amperes
) -> None:
    """The analyst counts one power module for each field in the maker's talk."""
    assert power_modules == wse3_dies
    assert module_current * wse3_dies == approx(wafer_current)


@identity
def test_current_gain(current_gain: times, wafer_current: amperes, supply_current: amperes) -> None:
    """Voltage falls as current grows."""
    assert current_gain * supply_current == approx(wafer_current)


@identity
def test_path_ratio(path_ratio: times, gpu_power_path: mm, cs4_power_path: mm) -> None:
    """The ratio of the two stated lengths."""
    assert path_ratio * cs4_power_path == approx(gpu_power_path)


@identity
def test_supplies(
    supplies_rating: kw, power_supplies: count, power_supply_rating: kw, wse3_power_max: kw
) -> None:
    """The supplies can give what the block draws at most, with some to fail."""
    assert supplies_rating / power_supplies == approx(power_supply_rating)
    assert supplies_rating > wse3_power_max


@identity
def test_idle_power(idle_power: kw, cs3_idle_power: share, wse3_power: kw) -> None:
    """The measured share of the stated power."""
    assert idle_power / wse3_power == approx(cs3_idle_power)


@closure
def test_sparse_h100s(sparse_h100s: count, wse3_h100_equivalents_stated: count) -> None:
    """A headline counts as many H100s, at two sparse petaflops each and cut off."""
    assert sparse_h100s == approx(wse3_h100_equivalents_stated, abs=1.5)


@closure
def test_dense_h100s(dense_h100s: count, sparse_h100s: count, wse3_sparse_to_dense: times) -> None:
    """The headline's count over the analyst's ratio, times two for what sparsity doubles on an H100."""
    assert dense_h100s == approx(sparse_h100s / wse3_sparse_to_dense * 2, rel=0.01)


@outside
def test_power_per_sparse_h100(power_per_sparse_h100: times, xpu_power_per_flop_vs_h100: times) -> None:
    """A measuring paper prints about this; by the block's power we would lie above it, here below."""
    assert power_per_sparse_h100 == approx(xpu_power_per_flop_vs_h100, abs=0.03)


@identity
def test_power_per_dense_h100(
    power_per_dense_h100: times, power_per_sparse_h100: times, dense_h100s: count, sparse_h100s: count
) -> None:
    """Counted densely, one wafer stands for fewer H100s, so each costs more power."""
    assert power_per_dense_h100 / power_per_sparse_h100 == approx(sparse_h100s / dense_h100s)


@identity
def test_cs4_rate_per_watt(
    cs4_rate_per_watt: times,
    cs4_sparse_fp16: sparse_pflop_per_s,
    wse3_sparse_fp16: sparse_pflop_per_s,
    cs4_power: kw,
    wse3_power: kw,
) -> None:
    """Arithmetic grows by this times the growth in power."""
    assert cs4_sparse_fp16 / wse3_sparse_fp16 == approx(cs4_rate_per_watt * cs4_power / wse3_power)


@identity
def test_field_of_reticle(field_of_reticle: share, field_area: mm2, reticle_limit: mm2) -> None:
    """The share of the largest exposure is the field."""
    assert field_of_reticle * reticle_limit == approx(field_area)


@identity
def test_implied_area(implied_b200_die: mm2, wse3_size_ratio_b200: times, wse3_die_area: mm2) -> None:
    """As many such dies as Cerebras prints make up the wafer-scale chip."""
    assert implied_b200_die * wse3_size_ratio_b200 == approx(wse3_die_area)


@identity
def test_wse1_tiles_per_die(wse1_tiles: count, wse1_tiles_per_die: count, wse1_dies: count) -> None:
    """The users' count of a field, for all fields."""
    assert wse1_tiles / wse1_dies == approx(wse1_tiles_per_die)


@identity
def test_power_densities(
    wse3_power_density: watt_per_cm2,
    wse3_power: watt,
    wse3_die_area: mm2,
    h100_power_density: watt_per_cm2,
    h100_power: watt,
    h100_die_area: mm2,
    a100_power_density: watt_per_cm2,
    a100_power: watt,
    a100_die_area: mm2,
) -> None:
    """Heat per area times area is the stated power."""
    for heat, power, area in (
        (wse3_power_density, wse3_power, wse3_die_area),
        (h100_power_density, h100_power, h100_die_area),
        (a100_power_density, a100_power, a100_die_area),
    ):
        assert heat * area / 100 == approx(power)


@outside
def test_fields_cover_the_die(
    field_width: mm, field_height: mm, exposures: count, wse3_die_area: mm2
) -> None:
    """All fields, each of its width and height, cover the area that another magazine prints."""
    assert field_width * field_height * exposures == approx(wse3_die_area, rel=1e-6)


@identity
def test_parts_of_the_whole(
    reticle_multiple: times,
    reticle_limit: mm2,
    wse3_die_area: mm2,
    engine_heat: watt_per_cm2,
    wse3_power_engine: watt,
) -> None:
    """So many exposures of the largest size make the die; its heat, all over it, is the power."""
    assert reticle_multiple * reticle_limit == approx(wse3_die_area)
    assert engine_heat * wse3_die_area / 100 == approx(wse3_power_engine)


@identity
def test_seam_power(
    seam_energy: pj_per_bit, inter_die_bandwidth: gb_per_s, exposures: count, inter_die_power: watt
) -> None:
    """Every bit over the seams, at that energy, adds up to the power."""
    assert seam_energy * 8 / 1000 * inter_die_bandwidth * exposures == approx(inter_die_power)
