"""The tiny site, copied to plant mistakes in, and how many examples a property is tried on."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from mkdocs.commands.build import build
from mkdocs.config import load_config

from ledger import markdown
from ledger.book import Book, open_book
from ledger.faults import Fault
from ledger.modules import purge

ROOT = Path(__file__).parents[2]
TINY = Path(__file__).parent / "tiny"
TREES = "snippets/farm/trees.py"
FIGURES = "snippets/farm/trees_figures.py"
GROWTH = "snippets/formulas/growth.py"
ORCHARD = "snippets/facts/orchard.toml"
CLAIMS = "snippets/claims.toml"
CHECK = "tests/farm/test_trees.py"
VECTORS = "tests/formulas/test_growth.py"
PAGE = "docs/farm/trees.md"


@dataclass(frozen=True)
class Site:
    """A copy of the tiny site, to plant mistakes in."""

    root: Path

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace some text, which must be there once."""
        text = (self.root / file).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (self.root / file).write_text(text.replace(old, new), "utf-8")

    def add(self, file: str, text: str) -> None:
        """Append to a file, or begin it."""
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        with (self.root / file).open("a", encoding="utf-8") as stream:
            stream.write(text)

    def line(self, file: str, words: str) -> int:
        """The number of the first line that holds some words."""
        rows = (self.root / file).read_text("utf-8").splitlines()
        return next(number for number, row in enumerate(rows, 1) if words in row)

    def open(self) -> Book:
        """The ledger as the files stand now."""
        return open_book(self.root, fresh=True)

    def fault(self) -> str:
        """The sentence with which it does not open."""
        with pytest.raises(Fault) as caught:
            self.open()
        return str(caught.value)


@contextmanager
def apart() -> Iterator[None]:
    """Keep a copied site's snippets, found under the same name, apart from the project's."""
    path, state = sys.path[:], vars(markdown.state).copy()
    kept = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "snippets"}
    purge()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", str(ROOT))  # builds in processes of their own find the engine
            yield
    finally:
        purge()
        sys.modules.update(kept)
        sys.path[:] = path
        vars(markdown.state).update(state)


def copied(folder: Path) -> Site:
    """A new copy of the tiny site in a folder."""
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("__pycache__", ".cache"))
    return Site(folder)


def built(root: Path) -> str:
    """Build a copied site strictly, in its own process, into `site/` beside its pages; what went wrong."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(root / "site")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


def built_here(root: Path) -> None:
    """The same in this process, which is quicker; Abort or PluginError if it fails."""
    build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"), strict=True))


def free_port() -> int:
    """A port of this machine that nothing listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


some = settings(max_examples=60, deadline=None)
"""Decorates a property: enough examples for each run of the tests, and no clock on a busy machine."""
