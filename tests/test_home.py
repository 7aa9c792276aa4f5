"""Checks of the front page."""

from math import sqrt

from pytest import approx

from ledger.checks import outside
from ledger.units import Rows, mm


@outside
def test_wafer_to_scale(wafer_sizes: Rows, conbin_die_width: mm, conbin_die_height: mm) -> None:
    """Another paper's exposure field is about as large as the one drawn."""
    sizes = {row[0]: row[1:] for row in wafer_sizes}
    field = sizes["exposure field"]
    assert sqrt(field[0] * field[1]) == approx(sqrt(conbin_die_width * conbin_die_height), rel=0.25)
