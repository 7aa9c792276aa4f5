"""The one MkDocs hook: opens the ledger, adds what is generated, keeps the server alive through mistakes.

Pages need nothing of this file but the numbers' state: the Markdown extension does the rest under any builder.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from ledger.blocks import way
from ledger.book import Book, open_book
from ledger.faults import Fault
from ledger.gates.checks import Check, load_checks
from ledger.gates.held import Held, held_values
from ledger.markdown import state
from ledger.publish import labs, site
from ledger.publish.api import pages_of
from ledger.publish.entries import Entries


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
        for source, content in site.generated_pages(_build.book, _build.entries, config.site_url or "/", _serving).items():
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
    state.file, state.first_line = None, 1
    if file and page.file.generated_by is None:
        whole = Path(file).read_text(encoding="utf-8")
        state.file = Path(file).relative_to(_build.book.root)
        state.first_line = 1 + whole.count("\n") - markdown.count("\n") - (whole.endswith("\n") and not markdown.endswith("\n"))
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
        site.write_data(_build.book, _build.held, Path(config.site_dir), config.site_url or "/", fast=_serving)
    except Fault as fault:
        raise PluginError(str(fault)) from fault


def on_serve(server: Any, config: MkDocsConfig, builder: Callable[..., None]) -> Any:
    """Keep the last good site when a rebuild fails, with the sentence on top of every page."""
    build = server.builder

    def safely(*arguments: Any) -> None:
        kept = Path(tempfile.mkdtemp(prefix="ledger-"))
        shutil.copytree(config.site_dir, kept, dirs_exist_ok=True)
        try:
            build(*arguments)
        except (Exception, SystemExit) as error:
            print(f"\n{error}\n", flush=True)
            shutil.copytree(kept, config.site_dir, dirs_exist_ok=True)
            for page in Path(config.site_dir).rglob("*.html"):
                _overlay(page, str(error))
        finally:
            shutil.rmtree(kept, ignore_errors=True)

    server.builder = safely
    return server


def _overlay(page: Path, sentence: str) -> None:
    """Put a sentence on top of a page that is served in its last good state."""
    html = page.read_text(encoding="utf-8")
    start, end = "<!--fault-->", "<!--/fault-->"
    if start in html:
        html = html[: html.index(start)] + html[html.index(end) + len(end) :]
    style = "position:fixed;inset:0 0 auto;z-index:99;padding:.7rem 1rem;background:#7a1f12;color:#fff;font:1rem monospace"
    box = f'{start}<div role="alert" style="{style}">{escape(sentence)}</div>{end}'
    head, body, rest = html.partition("<body")
    opening, bracket, rest = rest.partition(">")
    page.write_text(head + body + opening + bracket + box + rest if body else html, encoding="utf-8")


__all__ = ["on_config", "on_files", "on_page_context", "on_page_markdown", "on_post_build", "on_serve", "on_startup"]
