"""Checks of the front page."""

from pytest import approx

from ledger.checks import outside
from ledger.units import Rows, count, mm, mm2


@outside
def test_wafer_to_scale(
    wafer_sizes: Rows, wse2_die_width: mm, wse2_die_height: mm, wse1_dies: count, h100_die_area: mm2
) -> None:
    """The maker's slide gives a field's sides in whole millimetres, cut off; the press counts the fields."""
    sizes = {row[0]: row[1:] for row in wafer_sizes}
    width, height = sizes["exposure field"]
    assert 0 <= width - wse2_die_width < 1
    assert 0 <= height - wse2_die_height < 1
    assert sizes["WSE-3"][0] * sizes["WSE-3"][1] / (width * height) == approx(wse1_dies)
    assert sizes["H100"][0] * sizes["H100"][1] == approx(h100_die_area)
