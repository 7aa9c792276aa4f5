"""Every address in the built site leads somewhere, and nothing is loaded from another host."""

from pathlib import Path

from tests.site.links import Links


def test_every_link_and_anchor_resolves(site: Path) -> None:
    broken = Links(site).broken()
    assert not broken, "\n".join(broken[:40])


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    loaded = Links(site).loaded_from_elsewhere()
    assert not loaded, "\n".join(loaded[:40])
