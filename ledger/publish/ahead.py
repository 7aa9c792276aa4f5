"""Work that a strict build does ahead on all cores: every figure drawn and packed, every lab run.

Drawing and running are most of a build and need nothing of each other. Children are forked, so that they
have the open ledger; what they return is what one process would have made.
"""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from mkdocs_jupyter import convert

from ledger.book import Book
from ledger.faults import Fault
from ledger.figures import files
from ledger.figures.render import Plots, draw
from ledger.publish.pictures import picture

_book: Book | None = None
_site_url = ""
_nb2html = convert.nb2html  # its own: the name is bent while a page takes its result, and labs still run then


def draw_all(book: Book, site_url: str) -> None:
    """Draw every figure and pack its PNG, on all cores, into the ledger. Fault at the first mistake."""
    global _book, _site_url
    names, _book, _site_url = list(book.figures), book, site_url
    if "fork" not in multiprocessing.get_all_start_methods() or len(names) < 4:
        return  # each is drawn where it is shown
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(max_workers=os.cpu_count() or 1, mp_context=context) as pool:
        for name, (plots, png, fault) in zip(names, pool.map(_draw, names, chunksize=2), strict=True):
            if fault:
                raise Fault(*fault)
            book.drawn[name], book.packed[name] = plots, png


def _draw(name: str) -> tuple[Plots | None, bytes, tuple[Any, ...]]:
    """In a child: a figure's drawings and its PNG, or what is wrong with it."""
    assert _book
    try:
        shown = picture(_book, _book.figures[name], _site_url)
        plots = draw(_book.figures[name].function, shown)
        return plots, files.png(shown, plots), ()
    except Fault as fault:
        return None, b"", (fault.what, fault.file, fault.line)


class Labs:
    """Labs that run while pages are made."""

    def __init__(self, docs: Path) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._running: dict[str, Future[str]] = {}
        if os.environ.get("LEDGER_EXECUTE", "true") == "true":
            for lab in sorted(docs.glob("labs/*.py")):
                self._running[str(lab)] = self._pool.submit(_run, str(lab))

    def answer_for(self, page: Any) -> None:
        """Let mkdocs-jupyter render a lab's page from what has run; what the lab raised is raised then."""
        if page.file.abs_src_path not in self._running:
            return
        render, result = page.render, self._running[page.file.abs_src_path]

        def from_result(config: Any, files: Any) -> None:
            body, convert.nb2html = convert.nb2html, lambda *arguments, **options: result.result()
            try:
                render(config, files)
            finally:
                convert.nb2html = body

        page.render = from_result


def _run(lab: str) -> str:
    return str(_nb2html(lab, execute=True, allow_errors=False))
