"""What only the server needs: the last good site kept through mistakes, slow work done beside the rebuild."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import threading
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.structure.toc import get_toc

from ledger.book import Book
from ledger.faults import keep
from ledger.fresh import folder_fingerprint
from ledger.gates.checks import Check, load_checks
from ledger.gates.held import Held, held_values

_START, _END = "<!--fault-->", "<!--/fault-->"
_STYLE = (
    "position:fixed;inset:0 0 auto;z-index:99;padding:.7rem 1rem;background:#7a1f12;color:#fff;"
    "font:1rem monospace"
)
_WAIT = "This lab is being run with your changes. The page reloads when it is done."
_running: set[str] = set()
_later: list[threading.Thread] = []


def keep_alive(server: Any, site: Path, copy: bool = True) -> None:
    """Show a failed rebuild's sentence on top of the last good site; stock MkDocs hangs every request.

    A clean build empties the site first, so a `copy` is kept; a dirty one leaves what it does not replace.
    """
    build = server.builder
    for page in site.rglob("*.html"):  # of a server that was stopped while a mistake stood
        _overlay(page, "")

    warnings = _Warnings(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(warnings)

    def safely(*arguments: Any) -> None:
        warnings.told.clear()
        kept = Path(tempfile.mkdtemp(prefix="ledger-"))
        if copy:
            shutil.copytree(site, kept, dirs_exist_ok=True)
        try:
            build(*arguments)
            sentence = ""
        except (Exception, SystemExit) as error:
            sentence = str(error.__context__ or error)  # MkDocs says "Aborted" over what was wrong
            if sentence.startswith("Aborted with") and warnings.told:
                sentence = "; ".join(warnings.told)
            print(f"\n{sentence}\n", flush=True)
            shutil.copytree(kept, site, dirs_exist_ok=True)
        finally:
            shutil.rmtree(kept, ignore_errors=True)
        if sentence or not copy:
            for page in site.rglob("*.html"):
                _overlay(page, sentence)
        _start_aside()

    watch = server.observer.start

    def watching() -> None:
        watch()
        _start_aside()  # what it leaves is noticed from here on

    server.builder, server.observer.start = safely, watching


class _Warnings(logging.Handler):
    """What MkDocs warned of: in a strict build it says only how many there were."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember a warning."""
        self.told.append(record.getMessage())


def _overlay(page: Path, sentence: str) -> None:
    """Put a sentence on top of a page in its last good state, or take it away if it is empty."""
    html = page.read_text(encoding="utf-8")
    if _START not in html and not sentence:
        return
    if _START in html:
        html = html[: html.index(_START)] + html[html.index(_END) + len(_END) :]
    head, body, rest = html.partition("<body")
    opening, bracket, rest = rest.partition(">")
    box = f'{_START}<div role="alert" style="{_STYLE}">{escape(sentence)}</div>{_END}' if sentence else ""
    page.write_text(head + body + opening + bracket + box + rest if body else html, encoding="utf-8")


def _start_aside() -> None:
    """Begin the work that waits until pages are built: they come first."""
    while _later:
        _later.pop(0).start()


class Aside:
    """What holds each value, found beside the rebuild, since it takes longer than a reader waits."""

    def __init__(self, root: Path) -> None:
        self.root, self._key = root, ""
        self._known: tuple[list[Check], dict[str, Held]] = ([], {})
        self._file = aside_folder(root) / "held.json"
        if self._file.exists():  # of an earlier start: else all entries would be built anew, and again
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            checks = [Check(name, _gone, kind, (), doc, Path(), 0) for name, kind, doc in kept["checks"]]
            held = {name: Held(text, tuple(by)) for name, (text, by) in kept["held"].items()}
            self._key, self._known = kept["key"], (checks, held)

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
        self._key = key
        _running.discard("held")
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
    kept = aside_folder(root) / f"{name}-{_hash(root, Path(page.file.abs_src_path))}.json"

    def run(config: Any, files: Any) -> None:
        try:
            render(config, files)
            content = str(page.content)
        except Exception as error:
            content = f'<pre role="alert">{escape(str(error)[-2000:])}</pre>'
        for old in aside_folder(root).glob(f"{name}-*.json"):
            old.unlink()
        keep(kept, json.dumps({"content": content, "title": str(page.title)}))
        _running.discard(name)

    def from_memory(config: Any, files: Any) -> None:
        page.toc = get_toc([])
        if kept.exists():
            found = json.loads(kept.read_text(encoding="utf-8"))
            page.content, page.title = found["content"], found["title"]
            return
        box = '<div class="jp-Notebook-cell jp-MarkdownCell"><div class="jp-MarkdownOutput">'
        page.content = f"{box}<p>{_WAIT}</p></div></div>"
        if name not in _running:
            _running.add(name)
            _later.append(threading.Thread(target=run, args=(config, files), daemon=True))

    page.render = from_memory


def aside_folder(root: Path) -> Path:
    """Where work done aside leaves its results; the server watches it, so that they show themselves."""
    folder = root / ".cache" / "aside"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _hash(root: Path, lab: Path) -> str:
    patterns = ["ledger/**/*.py", "snippets/**/*.py", "snippets/**/*.toml", str(lab.relative_to(root))]
    return folder_fingerprint(root, patterns)[:16]
