"""Work that a strict build does beside the pages, on all cores: labs run, figures drawn, pictures packed.

These are most of a build and need nothing of each other. Children are forked, so that they have the open
ledger; what they return is what one process would have made. Drawings come before pictures, since pages wait
for them.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs_jupyter import convert

from ledger.book import Book
from ledger.faults import Fault, written
from ledger.figures import files
from ledger.figures.render import Plots, draw
from ledger.publish import labs
from ledger.publish.pictures import picture

FEW = 4
"""Figures below which a site draws each where it is shown."""

_book: Book | None = None
_site_url = ""
_over = multiprocessing.Event()  # a pool cannot take back what its processes are about to begin
_nb2html = convert.nb2html  # its own: the name is bent while a page takes its result, and labs still run then


class Ahead:
    """The work under way for one build: labs from the start, drawings once the ledger is open."""

    def __init__(self, docs: Path) -> None:
        self._pools: list[ProcessPoolExecutor] = []
        self._drawing: dict[str, Future[Plots | Fault]] = {}
        self._packing: dict[str, Future[bytes]] = {}
        self._running: dict[str, Future[str]] = {}
        self._forks = sys.platform == "linux"  # forked children of a Mac's frameworks may hang
        _over.clear()
        labs = list(written(docs, "labs/*.py"))
        if self._forks and labs and os.environ.get("LEDGER_EXECUTE", "true") == "true":
            pool = self._pool(1)
            self._running = {str(lab): pool.submit(_run, str(lab)) for lab in labs}

    def start(self, book: Book, site_url: str) -> None:
        """Begin to draw every figure; each is drawn where it is shown if they are few."""
        global _book, _site_url
        _book, _site_url = book, site_url
        if self._forks and len(book.figures) >= FEW:
            pool = self._pool(os.cpu_count() or 1)
            self._drawing = {name: pool.submit(_draw, name) for name in book.figures}

    def _pool(self, workers: int) -> ProcessPoolExecutor:
        """Processes that leave the right of way to this one, which makes the pages."""
        context = multiprocessing.get_context("fork")
        self._pools.append(ProcessPoolExecutor(workers, context, os.nice, (5,)))
        return self._pools[-1]

    def draw(self, book: Book) -> None:
        """Enter every drawing into the ledger, once it is made. Fault at the first mistake."""
        for name, drawing in self._drawing.items():
            plots = drawing.result()
            if isinstance(plots, Fault):
                raise plots
            book.drawn[name] = plots
            self._packing[name] = self._pools[-1].submit(_pack, name, plots)

    def pack(self, book: Book) -> None:
        """Enter every PNG into the ledger, once it is packed; the work is done then."""
        book.packed.update({name: packing.result() for name, packing in self._packing.items()})
        for pool in self._pools:
            pool.shutdown()

    def answer_for(self, page: Any) -> None:
        """Let mkdocs-jupyter render a lab's page from what has run; what the lab raised is raised then."""
        if page.file.abs_src_path not in self._running:
            return
        render, result = page.render, self._running[page.file.abs_src_path]

        def from_result(config: Any, files: Any) -> None:
            try:
                answer = result.result()
            except Exception as error:
                told = labs.fault(page.file.src_uri, Path(page.file.abs_src_path), error)
                raise PluginError(str(told)) from None
            body, convert.nb2html = convert.nb2html, lambda *arguments, **options: answer
            try:
                render(config, files)
            finally:
                convert.nb2html = body

        page.render = from_result

    def stop(self) -> None:
        """Begin nothing more: the build is broken."""
        _over.set()
        for pool in self._pools:
            pool.shutdown(wait=False, cancel_futures=True)


def _draw(name: str) -> Plots | Fault:
    """In a child: a figure's drawings, or what is wrong with it."""
    assert _book
    try:
        return draw(_book.figures[name].function, picture(_book, _book.figures[name], _site_url))
    except Fault as fault:
        return fault


def _pack(name: str, plots: Plots) -> bytes:
    """In a child: the PNG of a drawn figure."""
    assert _book
    return files.png(picture(_book, _book.figures[name], _site_url), plots)


def _run(lab: str) -> str:
    """In a child: the HTML of an executed lab; none if it had waited when the build broke."""
    return "" if _over.is_set() else str(_nb2html(lab, execute=True, allow_errors=False))
