"""The front page's picture: the side of the square and the area come from different documents."""

from pytest import approx

from ledger.checks import outside
from ledger.units import mm, mm2


@outside
def test_side_and_area_agree(wse_side: mm, wse3_die_area: mm2) -> None:
    """The square of the stated side is the stated area."""
    assert wse_side**2 == approx(wse3_die_area, rel=0.001)
