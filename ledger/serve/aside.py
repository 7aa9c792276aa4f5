"""Slow work that the server does once pages are shown: what holds each value, and labs."""

from __future__ import annotations

import json
import threading
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.structure.toc import get_toc

from ledger.book import Book
from ledger.cache import keep, kept
from ledger.gates.checks import Check, load_checks
from ledger.gates.held import Held, held_values
from ledger.publish import labs
from ledger.serve.fresh import answer_file, aside_folder, folder_fingerprint

_WAIT = "This lab is being run with your changes. The page reloads when it is done."
_running: set[str] = set()
_later: list[threading.Thread] = []


def start() -> None:
    """Begin the work that waits until pages are built: they come first."""
    while _later:
        _later.pop(0).start()


class Holding:
    """What holds each value, found beside the rebuild, since it takes longer than a reader waits."""

    def __init__(self, root: Path) -> None:
        self.root, self._key = root, ""
        self._known: tuple[list[Check], dict[str, Held]] = ([], {})
        self._file = aside_folder(root) / "held.json"
        if found := kept(self._file):  # of an earlier start: else all entries would be built anew, and again
            checks = [Check(name, _gone, kind, (), doc, Path(), 0) for name, kind, doc in found["checks"]]
            held = {name: Held(text, tuple(by)) for name, (text, by) in found["held"].items()}
            self._key, self._known = found["key"], (checks, held)

    def held(self, book: Book) -> tuple[list[Check], dict[str, Held]]:
        """What was found last; if the ledger has changed since, it is looked for again and shows itself."""
        key = folder_fingerprint(self.root, ["snippets/**/*.py", "snippets/**/*.toml", "tests/**/test_*.py"])
        if key != self._key and "held" not in _running:
            _running.add("held")
            _later.append(threading.Thread(target=self._look, args=(book, key), daemon=True))
        return self._known

    def _look(self, book: Book, key: str) -> None:
        try:
            checks = load_checks(book)
            self._known = (checks, held_values(book, checks))
        except Exception as error:  # a test that does not load is told by the tests
            print(f"\n{error}\n", flush=True)
            self._key = key  # until something is saved
            return
        finally:
            _running.discard("held")
        self._key = key
        checks, held = self._known
        kept = {
            "key": key,
            "checks": [(check.name, check.kind, check.doc) for check in checks],
            "held": {name: (one.text, one.checks) for name, one in held.items()},
        }
        keep(self._file, json.dumps(kept))


def _gone() -> None:
    raise RuntimeError("a check of an earlier start is told, and cannot be run")


def remember_lab(page: Any, root: Path) -> None:
    """Let a lab's page render from what its code last gave; else run it aside and say so until it is done.

    What it gave is kept by the hash of the lab and of everything that it may import, so it is never stale.
    """
    render, name = page.render, Path(page.file.src_uri).stem
    file = answer_file(root, Path(page.file.abs_src_path))

    def run(config: Any, files: Any) -> None:
        try:
            render(config, files)
            content = str(page.content)
        except Exception as error:
            told = labs.fault(page.file.src_uri, Path(page.file.abs_src_path), error)
            print(f"\n{told}\n", flush=True)
            content = _cell(f'<p role="alert">{escape(str(told))}</p>')
        for old in file.parent.glob(f"{name}-*.json"):
            old.unlink(missing_ok=True)
        keep(file, json.dumps({"content": content, "title": str(page.title)}))
        _running.discard(file.name)

    def from_memory(config: Any, files: Any) -> None:
        page.toc = get_toc([])
        if found := kept(file):
            page.content, page.title = found["content"], found["title"]
            return
        page.content = _cell(f"<p>{_WAIT}</p>")
        if file.name not in _running:
            _running.add(file.name)
            _later.append(threading.Thread(target=run, args=(config, files), daemon=True))

    page.render = from_memory


def _cell(html: str) -> str:
    """A cell of words, as an executed lab has them."""
    return f'<div class="jp-Notebook-cell jp-MarkdownCell"><div class="jp-MarkdownOutput">{html}</div></div>'


def show(root: Path) -> None:
    """Let the server look again at what there is."""
    (aside_folder(root) / "again").touch()
