"""Pages are valid HTML, and nothing of the build's own language is left in them."""

from pathlib import Path

from tests.site.report import nothing
from tests.site.validity import invalid, leftovers


def test_pages_are_valid_html(site: Path) -> None:
    nothing(invalid(site))


def test_nothing_of_the_build_is_left(site: Path) -> None:
    nothing(leftovers(site))
