"""A copy of the tiny site for each test that asks for one."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger import markdown
from ledger.book import Book
from ledger.modules import purge
from tests.ledger.site import ROOT, Site, copied

collect_ignore = ["tiny"]


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the tiny site's snippets, found under the same name, apart from the project's."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # builds in processes of their own find the engine
    path, state = sys.path[:], vars(markdown.state).copy()
    kept = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "snippets"}
    purge()
    yield
    purge()
    sys.modules.update(kept)
    sys.path[:] = path
    vars(markdown.state).update(state)


@pytest.fixture
def tiny(tmp_path: Path) -> Site:
    """A copy of the tiny site."""
    return copied(tmp_path / "tiny")


@pytest.fixture
def book(tiny: Site) -> Book:
    """The ledger of the tiny site."""
    return tiny.open()
