"""Checks of the page on the partnership."""

from pytest import approx

from ledger.checks import closure, identity
from ledger.units import percent, share, usd_million


@closure
def test_cloud_share(cloud_share: percent, cloud_share_2024: percent) -> None:
    """The share as the press prints it, to a whole percent."""
    assert cloud_share == approx(cloud_share_2024, abs=0.5)


@identity
def test_paid_without_g42(
    paid_without_g42_2024: usd_million, g42_share_2024: share, revenue_2024: usd_million
) -> None:
    """With G42's part it is all revenue."""
    assert paid_without_g42_2024 + g42_share_2024 * revenue_2024 == approx(revenue_2024)
