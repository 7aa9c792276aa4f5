"""Checks of the page on defects."""

from math import exp, factorial

from pytest import approx

from ledger.checks import closure, identity, outside
from ledger.units import Rows, count, mm2, per_mm2, percent, share, times


@outside
def test_wafer_defects(wafer_defects: count, defects_per_wafer_stated: count) -> None:
    """A student's thesis counts as many defects to the wafer."""
    assert wafer_defects == approx(defects_per_wafer_stated, abs=0.5)


@outside
def test_h100_dies_per_wafer(h100_dies_per_wafer: count, h100_dies_per_wafer_stated: count) -> None:
    """A magazine's estimate of H100 dies on a wafer, stated as rough."""
    assert h100_dies_per_wafer == approx(h100_dies_per_wafer_stated, rel=0.03)


@outside
def test_h100_die_yield(h100_die_yield: share, h100_die_yield_stated: share) -> None:
    """An analyst's range for dies of this size before repair, half as wide as this tolerance each way."""
    assert h100_die_yield == approx(h100_die_yield_stated, abs=0.1)


@outside
def test_good_h100_dies(
    good_h100_dies: count, h100_dies_per_wafer_stated: count, h100_die_yield_stated: share
) -> None:
    """The magazine's dies times the analyst's yield, within the analyst's range."""
    assert good_h100_dies / h100_dies_per_wafer_stated == approx(h100_die_yield_stated, abs=0.1)


@outside
def test_h100_area_per_core(h100_area_per_core: mm2, h100_area_per_sm_stated: mm2) -> None:
    """Cerebras prints about six square millimetres for a multiprocessor."""
    assert h100_area_per_core == approx(h100_area_per_sm_stated, abs=0.5)


@closure
def test_wse3_area_per_core(wse3_area_per_core: mm2, wse3_area_per_core_stated: mm2) -> None:
    """Cerebras's own area for a core follows from its outline and its count of cores."""
    assert wse3_area_per_core == approx(wse3_area_per_core_stated, abs=0.005)


@closure
def test_repair_grain(repair_grain: times, defect_tolerance_claim: times) -> None:
    """Cerebras claims about a hundredfold tolerance, to one digit."""
    assert repair_grain == approx(defect_tolerance_claim, abs=50)


@outside
def test_h100_spare_share(h100_spare_share: share, h100_active_share_stated: share) -> None:
    """The share of an H100's multiprocessors in use, as Cerebras prints it."""
    assert 1 - h100_spare_share == approx(h100_active_share_stated, abs=0.005)


@closure
def test_wse3_spare_share(wse3_spare_share: share, wse3_active_share_stated: share) -> None:
    """The share of a WSE-3's cores in use, as Cerebras prints it."""
    assert 1 - wse3_spare_share == approx(wse3_active_share_stated, abs=0.005)


@closure
def test_spare_cores(spare_cores: count, wse3_active_share_stated: share, wse3_cores_built: count) -> None:
    """Spare cores are what the stated share of cores in use leaves over."""
    assert spare_cores / wse3_cores_built == approx(1 - wse3_active_share_stated, abs=0.005)


@identity
def test_bearable_share(bearable_share: share, wafer_defects: count, shipping_yield: share) -> None:
    """With that share unprotected, as many wafers ship as we call nearly all."""
    assert exp(-wafer_defects * bearable_share) == approx(shipping_yield)


@identity
def test_wafer_survival(wafer_survival: share, wafer_defects: count, unprotected_share: share) -> None:
    """Survivors follow from the defects to expect in the unprotected part."""
    assert wafer_survival == approx(exp(-wafer_defects * unprotected_share))


@identity
def test_bearable_area(bearable_area: mm2, bearable_share: share, wse3_die_area: mm2) -> None:
    """The area is the share of the whole."""
    assert bearable_area / wse3_die_area == approx(bearable_share)


@identity
def test_bearable_units(bearable_units: count, bearable_area: mm2, h100_area_per_core: mm2) -> None:
    """That many multiprocessors fill the area."""
    assert bearable_units * h100_area_per_core == approx(bearable_area)


@identity
def test_cores_per_defect(cores_per_defect: count, wafer_defects: count, wse3_cores_built: count) -> None:
    """Cores are shared out among the defects."""
    assert cores_per_defect * wafer_defects == approx(wse3_cores_built)


@identity
def test_lost_areas(wafer_area_lost: mm2, gpu_area_lost: mm2, repair_grain: times) -> None:
    """Areas lost stand to each other as the units that defects disable, but for defects that share a unit."""
    assert gpu_area_lost / wafer_area_lost == approx(repair_grain, rel=0.01)


@identity
def test_areas_per_core(
    h100_area_per_core: mm2,
    wse3_area_per_core: mm2,
    h100_cores_built: count,
    wse3_cores_built: count,
    h100_die_area: mm2,
    wse3_die_area: mm2,
    repair_grain: times,
) -> None:
    """Units fill their chips, and stand to each other as the grain of repair says."""
    assert h100_area_per_core * h100_cores_built == approx(h100_die_area)
    assert wse3_area_per_core * wse3_cores_built == approx(wse3_die_area)
    assert repair_grain * wse3_area_per_core == approx(h100_area_per_core)


@identity
def test_good_dies(good_h100_dies: count, h100_dies_per_wafer: count, h100_die_yield: share) -> None:
    """Good dies are dies times yield."""
    assert good_h100_dies == approx(h100_dies_per_wafer * h100_die_yield)


@identity
def test_harvested(
    harvested_h100: share,
    h100_die_yield: share,
    h100_die_area: mm2,
    defect_density: per_mm2,
    h100_cores_built: count,
    h100_cores: count,
) -> None:
    """Harvesting never loses dies; the share lost is below the bound on a Poisson's tail."""
    defects, too_many = h100_die_area * defect_density, int(h100_cores_built - h100_cores) + 1
    assert h100_die_yield < harvested_h100
    assert 0 <= 1 - harvested_h100 < defects**too_many / factorial(too_many)


@identity
def test_spare_columns(spare_columns: count, mesh_rows: count, spare_cores: count) -> None:
    """Whole columns, and not one more."""
    assert spare_columns == int(spare_columns)
    assert spare_columns * mesh_rows <= spare_cores < (spare_columns + 1) * mesh_rows


@identity
def test_columns_needed(columns_needed: count, repaired_by_spares: Rows, shipping_yield: share) -> None:
    """The closed form and the simulation agree on the fewest columns."""
    repaired = {spares: evenly for spares, evenly, _ in repaired_by_spares}
    assert repaired[columns_needed] >= shipping_yield > repaired[columns_needed - 1]


@identity
def test_lost_to_defects(wafer_area_lost: mm2, wafer_defects: count, wse3_area_per_core: mm2) -> None:
    """Each defect costs a core, but for the few that share one."""
    assert wafer_area_lost == approx(wafer_defects * wse3_area_per_core, rel=0.001)


@identity
def test_spares_per_defect(spares_per_defect: count, wafer_defects: count, spare_cores: count) -> None:
    """Spares are shared out among the defects."""
    assert spares_per_defect * wafer_defects == approx(spare_cores)


@outside
def test_counting_methods(dies_by_method: Rows, h100_dies_per_wafer_stated: count) -> None:
    """The magazine's rough estimate lies among the counts."""
    counts = [dies for _, dies in dies_by_method]
    assert min(counts) < h100_dies_per_wafer_stated < max(counts)
    assert all(dies == approx(h100_dies_per_wafer_stated, rel=0.35) for dies in counts)


@outside
def test_active_share(wse3_spare_share: percent, waferllm_functional_share: percent) -> None:
    """An independent paper repeats the share of cores that work."""
    assert 100 - wse3_spare_share == approx(waferllm_functional_share, abs=0.5)


@identity
def test_range_of_formulas(
    h100_yield_least: share,
    h100_yield_most: share,
    wafer_yield_most: share,
    h100_die_area: mm2,
    defect_density: per_mm2,
    yield_by_die_area: Rows,
    wafer_defects: count,
) -> None:
    """The two that are called harshest and kindest, written out; no formula is kinder at any area."""
    mean = h100_die_area * defect_density
    assert h100_yield_least == approx(exp(-(mean**0.5)))
    assert h100_yield_most == approx(1 / (1 + mean))
    assert wafer_yield_most == approx(1 / (1 + wafer_defects))
    kindest = {area: good for model, area, good in yield_by_die_area if model == "Seeds"}
    harsher = [(area, good) for model, area, good in yield_by_die_area if model != "Seeds"]
    assert all(good <= kindest[area] * (1 + 1e-12) for area, good in harsher)


@identity
def test_spares(
    spare_cores: count,
    wse3_cores: count,
    wse3_cores_built: count,
    wse3_spare_share: share,
    h100_cores: count,
    h100_cores_built: count,
    h100_spare_share: share,
) -> None:
    """What is in use and what is spare make up what is built."""
    assert wse3_cores + spare_cores == wse3_cores_built
    assert wse3_cores + wse3_spare_share * wse3_cores_built == approx(wse3_cores_built, rel=1e-6)
    assert h100_cores + h100_spare_share * h100_cores_built == approx(h100_cores_built, rel=1e-6)
