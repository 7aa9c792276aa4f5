"""A save in the server: the page being read is shown first, then the rest; a mistake on the last good site.

Whoever asks meanwhile for another page waits until it is as it should be, as MkDocs has it for whole builds.
"""

from __future__ import annotations

import gc
import logging
import shutil
import tempfile
import threading
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from ledger.figures import engine
from ledger.serve import aside
from ledger.serve.fresh import Fresh

_START, _END = "<!--fault-->", "<!--/fault-->"
_STYLE = (
    "position:fixed;inset:0 0 auto;z-index:99;padding:.7rem 1rem;background:#7a1f12;color:#fff;"
    "font:1rem monospace"
)


class Rebuild:
    """Takes the place of the server's builder, for a clean server (`fresh` is None) and a dirty one."""

    def __init__(self, server: Any, site: Path, root: Path, fresh: Fresh | None) -> None:
        self.site, self.root, self.fresh = site, root, fresh
        self._build, self._app, self._mount = server.builder, server.get_app(), server.mount_path
        self._viewed = ""
        self._saves = 0
        self._standing = ""  # the sentence on the pages
        self._whole = threading.Event()  # nothing waits to be built
        self._whole.set()
        self._building, self._counting = threading.Lock(), threading.Lock()
        self._warnings = _Warnings(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self._warnings)
        for page in site.rglob("*.html"):  # of a server that was stopped while a mistake stood
            _overlay(page, "")
        watch = server.observer.start

        def watching() -> None:
            watch()
            aside.start()  # what it leaves is noticed from here on
            threading.Thread(target=engine.warm, daemon=True).start()

        server.set_app(self._answer)
        server.builder, server.observer.start = self._saved, watching

    def _answer(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Serve; all but the page that is shown first waits until the whole site is built."""
        path = str(environ["PATH_INFO"]).removeprefix(self._mount)
        if (path.endswith("/") or not path) and self._whole.is_set():
            self._viewed = path
        if path != self._viewed and not path.lstrip("/").startswith(("livereload/", "assets/")):
            self._whole.wait()
        answer: Iterable[bytes] = self._app(environ, start_response)
        return answer

    def _saved(self) -> None:
        """Build the page being read alone if it changed, and leave the rest to a thread; else build all.

        While a mistake stands all is built, since the mistake may be anywhere.
        """
        with self._counting:
            self._saves += 1
            save = self._saves
            self._whole.clear()
        rest = False
        try:
            with self._building:
                if self.fresh:
                    self.fresh.first = None if self._standing else self._viewed
                self._tell(self._made())
                rest = bool(self.fresh and self.fresh.behind and not self._standing)
        finally:
            if rest:
                threading.Thread(target=self._rest, args=(save,), daemon=True).start()
            else:
                self._done(save)

    def _rest(self, save: int) -> None:
        """Build what is left, unless another save will."""
        try:
            with self._building:
                if self.fresh and save == self._saves:
                    self.fresh.first = None
                    self._tell(self._made())
        finally:
            self._done(save)
            if self._standing:
                aside.show(self.root)  # on pages that were shown before

    def _done(self, save: int) -> None:
        with self._counting:
            if save != self._saves:
                return
            self._whole.set()
        aside.start()

    def _made(self) -> str:
        """Build, and say what was wrong: nothing, if all is well. A clean build keeps a copy, as it begins by
        emptying the site; a dirty one leaves what it does not replace.
        """
        self._warnings.told.clear()
        kept = None if self.fresh else Path(tempfile.mkdtemp(prefix="ledger-"))
        if kept:
            shutil.copytree(self.site, kept, dirs_exist_ok=True)
        gc.disable()  # most of what a build makes lives on: looking through it takes a tenth of the time
        told = ""
        try:
            self._build()
        except (Exception, SystemExit) as error:
            if kept:
                shutil.copytree(kept, self.site, dirs_exist_ok=True)
            told = str(error.__context__ or error) or type(error).__name__
        finally:
            gc.enable()
            if kept:
                shutil.rmtree(kept, ignore_errors=True)
        if self._warnings.told and (
            not told or told.startswith("Aborted with")
        ):  # MkDocs says no more than that
            if self.fresh:
                self.fresh.forget()
            return "; ".join(self._warnings.told)
        return told

    def _tell(self, sentence: str) -> None:
        """Say a sentence in the terminal and on every page; if it is empty, take the last one away."""
        if sentence and sentence != self._standing:
            print(f"\n{sentence}\n", flush=True)
        if sentence or self.fresh:
            for page in self.site.rglob("*.html"):
                _overlay(page, sentence)
        self._standing = sentence


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
    html = page.read_text(encoding="utf-8", errors="surrogateescape")
    if _START not in html and not sentence:
        return
    if _START in html:
        html = html[: html.index(_START)] + html[html.index(_END) + len(_END) :]
    head, body, rest = html.partition("<body")
    opening, bracket, rest = rest.partition(">")
    box = f'{_START}<div role="alert" style="{_STYLE}">{escape(sentence)}</div>{_END}' if sentence else ""
    whole = head + body + opening + bracket + box + rest if body else html
    page.write_text(whole, encoding="utf-8", errors="surrogateescape")
