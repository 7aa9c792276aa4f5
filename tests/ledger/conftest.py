"""A copy of the tiny site for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.book import Book
from tests.ledger.site import Site, apart, copied

collect_ignore = ["tiny"]


@pytest.fixture(autouse=True)
def _apart() -> Iterator[None]:
    """Keep the tiny site's snippets apart from the project's."""
    with apart():
        yield


@pytest.fixture
def tiny(tmp_path: Path) -> Site:
    """A copy of the tiny site."""
    return copied(tmp_path / "tiny")


@pytest.fixture
def book(tiny: Site) -> Book:
    """The ledger of the tiny site."""
    return tiny.open()
