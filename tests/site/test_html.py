"""Pages are valid HTML, and nothing of the build's own language is left in them."""

from pathlib import Path

from tests.site.validity import invalid, leftovers


def test_pages_are_valid_html(site: Path) -> None:
    errors = invalid(site)
    assert not errors, f"{len(errors)} errors\n" + "\n".join(errors[:30])


def test_nothing_of_the_build_is_left(site: Path) -> None:
    left = leftovers(site)
    assert not left, f"{len(left)} leftovers\n" + "\n".join(left[:30])
