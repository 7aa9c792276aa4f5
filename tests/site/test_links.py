"""Every address in the built site leads somewhere, and nothing is loaded from another host."""

from pathlib import Path

from tests.site.links import Links
from tests.site.report import nothing


def test_every_link_and_anchor_resolves(site: Path) -> None:
    nothing(Links(site).broken())


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    nothing(Links(site).loaded_from_elsewhere())
