"""The one MkDocs hook: opens the ledger, adds what is generated, keeps the server alive through mistakes.

Pages need nothing of this file but the state that it sets: the Markdown extension does the rest.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from ledger import serve
from ledger.blocks import way
from ledger.book import Book, open_book
from ledger.faults import Fault
from ledger.gates.checks import Check, load_checks
from ledger.gates.held import Held, held_values
from ledger.markdown import state
from ledger.publish import labs, site
from ledger.publish.api import pages_of
from ledger.publish.entries import Entries
from ledger.publish.sureness import sureness


@dataclass
class Build:
    """What one build knows."""

    book: Book
    checks: list[Check] = field(default_factory=list)
    held: dict[str, Held] = field(default_factory=dict)
    entries: Entries | None = None


_serving = False
_build: Build | None = None


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a server."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Open the ledger anew; one sentence and a non-zero exit if it does not open."""
    global _build
    root = Path(config.config_file_path or "mkdocs.yml").parent.resolve()
    os.environ["PYTHONPATH"] = str(root)  # for the labs' kernels
    try:
        book = open_book(root, fresh=True)
        checks = load_checks(book)
        _build = Build(book, checks, held_values(book, checks))
    except Fault as fault:
        raise PluginError(str(fault)) from fault
    _build.entries = Entries(book, _build.held, checks, pages_of(book))
    state.book, state.stop, state.serve = book, PluginError, _serving
    state.blank = bool(os.environ.get("LEDGER_BLANK"))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    assert _build and _build.entries
    try:
        for source, content in site.generated_pages(
            _build.book, _build.entries, config.site_url or "/", _serving
        ).items():
            if files.get_file_from_path(source) is None:
                files.append(File.generated(config, source, content=content))
    except Fault as fault:
        raise PluginError(str(fault)) from fault
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell the extension which page it works on; fill quotes in the front matter."""
    assert _build and _build.entries
    entries = _build.entries
    file = page.file.abs_src_path
    state.source = page.file.src_uri
    state.entry = lambda name: entries.entry(name, way(state.source))
    build = _build
    state.sureness = lambda _: sureness(build.book, build.held, way(state.source), state.blank)
    state.file, state.first_line = None, 1
    if file and page.file.generated_by is None:
        whole = Path(file).read_text(encoding="utf-8")
        state.file = Path(file).relative_to(_build.book.root)
        state.first_line = (
            1
            + whole.count("\n")
            - markdown.count("\n")
            - (whole.endswith("\n") and not markdown.endswith("\n"))
        )
    try:
        for key in ("title", "question", "description"):
            if isinstance(page.meta.get(key), str):
                page.meta[key] = "" if state.blank else _build.book.fill(page.meta[key], state.file)
    except Fault as fault:
        raise PluginError(str(fault)) from fault
    return markdown


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep of an executed lab what a page needs."""
    if not page.file.src_uri.endswith(".py"):
        return content
    return labs.page_html(content, Path(page.file.src_uri).stem + ".ipynb")


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Give the template a page's facts about itself: how its numbers are held, how old they are."""
    assert _build
    path = page.file.src_uri.removesuffix(".md")
    if path in _build.book.pages and not state.blank:
        context["ledger"] = site.about(_build.book, _build.held, path)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Write the data: numbers, indexes, figures' files and embeds."""
    assert _build
    if state.blank:
        return
    try:
        for lab in sorted(Path(config.docs_dir).glob("labs/*.py")):
            address = Path(config.site_dir) / "labs" / lab.stem
            if address.exists():
                (address / f"{lab.stem}.ipynb").write_text(labs.notebook(lab), encoding="utf-8")
        site.write_data(
            _build.book, _build.held, Path(config.site_dir), config.site_url or "/", fast=_serving
        )
    except Fault as fault:
        raise PluginError(str(fault)) from fault


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """In the server, labs run beside the rebuild."""
    if _serving and _build and page.file.src_uri.endswith(".py"):
        serve.remember_lab(page, _build.book.root)
    return page


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Keep the server alive through mistakes, and let finished labs show themselves."""
    assert _build
    serve.keep_alive(server, Path(config.site_dir))
    server.watch(str(serve.labs_folder(_build.book.root)))
    return server
