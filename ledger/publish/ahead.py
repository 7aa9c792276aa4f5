"""Work that a strict build does ahead on all cores: figures drawn, then labs run and pictures packed.

Drawing and running are most of a build and need nothing of each other. Children are forked, so that they
have the open ledger; what they return is what one process would have made. Drawings come first, since pages
wait for them; labs and pictures are made while pages are.
"""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

from mkdocs_jupyter import convert

from ledger.book import Book
from ledger.faults import Fault
from ledger.figures import files
from ledger.figures.render import Plots, draw
from ledger.publish.pictures import picture

FEW = 4
"""Figures below which a site draws each where it is shown."""

_book: Book | None = None
_site_url = ""
_nb2html = convert.nb2html  # its own: the name is bent while a page takes its result, and labs still run then


class Ahead:
    """The work under way for one build."""

    def __init__(self, book: Book, docs: Path, site_url: str) -> None:
        global _book, _site_url
        _book, _site_url = book, site_url
        self._drawing: dict[str, Future[Plots | Fault]] = {}
        self._packing: dict[str, Future[bytes]] = {}
        self._running: dict[str, Future[str]] = {}
        self._pool: ProcessPoolExecutor | None = None
        if "fork" not in multiprocessing.get_all_start_methods() or len(book.figures) < FEW:
            return  # everything is made where it is shown
        context = multiprocessing.get_context("fork")
        self._pool = ProcessPoolExecutor((os.cpu_count() or 1) + 1, context, os.nice, (5,))
        self._drawing = {name: self._pool.submit(_draw, name) for name in book.figures}
        if os.environ.get("LEDGER_EXECUTE", "true") == "true":
            self._running = {
                str(lab): self._pool.submit(_run, str(lab)) for lab in sorted(docs.glob("labs/*.py"))
            }

    def draw(self, book: Book) -> None:
        """Enter every drawing into the ledger, once it is made. Fault at the first mistake."""
        for name, drawing in self._drawing.items():
            plots = drawing.result()
            if isinstance(plots, Fault):
                raise plots
            book.drawn[name] = plots
            assert self._pool
            self._packing[name] = self._pool.submit(_pack, name, plots)

    def pack(self, book: Book) -> None:
        """Enter every PNG into the ledger, once it is packed; the work is done then."""
        book.packed.update({name: packing.result() for name, packing in self._packing.items()})
        if self._pool:
            self._pool.shutdown()

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

    def stop(self) -> None:
        """Begin nothing more: the build is over, or broken."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)


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
    """In a child: the HTML of an executed lab."""
    return str(_nb2html(lab, execute=True, allow_errors=False))
