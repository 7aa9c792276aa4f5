"""Checks of the page on the partnership."""

from pytest import approx

from ledger.checks import closure
from ledger.units import percent


@closure
def test_cloud_share(cloud_share: percent, cloud_share_2024: percent) -> None:
    """The share as the press prints it, to a whole percent."""
    assert cloud_share == approx(cloud_share_2024, abs=0.5)
