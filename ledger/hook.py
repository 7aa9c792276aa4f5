"""The one MkDocs hook: opens the ledger, adds what is generated, keeps the server alive through mistakes.

Pages need nothing of this file but the state that it sets: the Markdown extension does the rest.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from ledger import modules
from ledger.blocks import way
from ledger.book import Book, open_book
from ledger.faults import Fault
from ledger.figures.markup import with_drawings, without_drawings
from ledger.gates.checks import Check, load_checks
from ledger.gates.held import Held, held_values
from ledger.gates.pages import unknown_names
from ledger.markdown import BLANK, state
from ledger.publish import ahead, labs, site
from ledger.publish.api import pages_of
from ledger.publish.entries import Entries
from ledger.publish.front import title_of
from ledger.publish.sureness import sureness
from ledger.serve import aside
from ledger.serve.fresh import Fresh, Printer, aside_folder, fingerprint, hush
from ledger.serve.rebuild import Rebuild
from ledger.typeset import typeset


@dataclass
class Build:
    """What one build knows."""

    book: Book
    checks: list[Check] = field(default_factory=list)
    held: dict[str, Held] = field(default_factory=dict)
    entries: Entries | None = None
    printer: Printer | None = None
    drawings: dict[str, list[str]] = field(default_factory=dict)  # by page, while it has none


_serving = False
_dirty = False  # a server that builds only what changed: `mkdocs serve --dirty`
_build: Build | None = None
_fresh: Fresh | None = None
_holding: aside.Holding | None = None
_ahead: ahead.Ahead | None = None


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a server, and whether it may keep what has not changed."""
    global _serving, _dirty
    _serving, _dirty = command == "serve", command == "serve" and dirty


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Open the ledger anew; one sentence and a non-zero exit if it does not open."""
    global _build, _fresh, _holding, _ahead
    state.blank = bool(os.environ.get("LEDGER_BLANK"))
    root = Path(config.config_file_path or "mkdocs.yml").parent.resolve()
    labs.settle_kernels(root)
    modules.memory = root / ".cache" / "simulations" if _serving else None
    _ahead = None if _serving or state.blank else ahead.Ahead(Path(config.docs_dir))
    try:
        book = open_book(root, fresh=True)
        book.site_name, book.licence = config.site_name, str(config.extra.get("licence", ""))
        if _dirty:
            _holding = _holding or aside.Holding(root)
            _build = Build(book, *_holding.held(book))
        else:
            checks = load_checks(book)
            for wrong in unknown_names(book) if _ahead else ():
                raise wrong  # before all is drawn
            _build = Build(book, checks, held_values(book, checks))
            if _ahead:  # not before: children draw with what simulations answered to the checks
                _ahead.start(book, config.site_url or "/")
    except Fault as fault:
        on_build_error()
        raise PluginError(str(fault)) from fault
    quoted = pages_of(book)
    _build.entries = Entries(book, _build.held, _build.checks, quoted)
    if _dirty:
        _fresh = _fresh or Fresh(root)
        _build.printer = Printer(book, _build.held, _build.checks, quoted, config.site_url or "/")
        config.site_dir = str(_fresh.site)
        hush(config.plugins)
    state.book, state.stop, state.serve = book, PluginError, _serving
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    assert _build and _build.entries
    try:
        if _ahead:
            site.write_numbers(_build.book, _build.held, Path(config.site_dir))  # while figures are drawn
            _ahead.draw(_build.book)
        order = [path.removesuffix(".md").removesuffix(".py") for path in _paths(config.nav)]
        pages = site.generated_pages(_build.book, _build.entries, config.site_url or "/", _serving, order)
        if _fresh and _build.printer:
            _look(_build, _fresh, _build.printer, files.src_uris, pages)
        for source, make in pages.items():
            other = files.get_file_from_path(source)
            if other and not other.generated_by:
                raise Fault("its address is that of a page that the build makes", f"docs/{source}")
            if other is None:
                # In a dirty build a page that does not change is not built; its title stands in the contents.
                content = make() if not _fresh or _fresh.changed(source) or "/" not in source else ""
                files.append(File.generated(config, source, content=content))
        if _fresh:
            for file in files.documentation_pages():
                file.is_modified = partial(_fresh.changed, file.src_uri)  # type: ignore[method-assign]
            _fresh.searched.begin(file.url for file in files.documentation_pages())
    except Fault as fault:
        raise PluginError(str(fault)) from fault
    return files


def _paths(nav: Any) -> list[str]:
    """The pages of the contents in their order."""
    if isinstance(nav, str):
        return [nav]
    items = nav.values() if isinstance(nav, dict) else nav or []
    return [path for item in items for path in _paths(item)]


def _look(
    build: Build, fresh: Fresh, printer: Printer, written: Iterable[str], made: dict[str, Callable[[], str]]
) -> None:
    """Take the fingerprint that each page has now, of those written and those made."""
    assert build.entries
    numbers = build.entries.pages_by_file()
    now = {}
    for source in [*written, *made]:
        path = source.rsplit(".", 1)[0]
        name = path.removeprefix("figures/")
        if path in build.book.pages:
            print_ = printer.page(path)
        elif source in numbers:
            title = build.entries.title(path.removeprefix("numbers/"))
            print_ = fingerprint(title, printer.numbers(numbers[source]))
        elif name in build.book.figures:
            print_ = printer.figure(name)
        elif source == site.GALLERY:  # it takes long to make
            print_ = fingerprint([printer.figure(figure) for figure in build.book.figures])
        else:
            print_ = fingerprint(printer.frame, made[source]() if source in made else "")
        now[source] = print_
    for name in build.book.numbers:
        now[f"numbers/{name}.json"] = printer.number(name)
    for name in build.book.figures:
        now[f"figures/{name}/data.json"] = printer.figure(name)
    fresh.look(now)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Let templates set a page's titles as its text is set."""
    env.filters["typeset"] = typeset
    return env


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> Any:
    """Pages that a dirty build leaves alone still have their names in the contents."""
    if _dirty and _build:
        for page in nav.pages:
            known = _build.book.pages.get(page.file.src_uri.rsplit(".", 1)[0])
            if known:
                page.meta = dict(known.meta)
                page.title = page.title or known.question
            elif page.file.generated_by:
                page.title = page.title or title_of(page.file.content_string)
    return nav


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
    rows: list[str] = []
    if file and page.file.generated_by is None:
        whole = Path(file).read_text(encoding="utf-8")
        rows = whole.split("\n")
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
                blank = BLANK if state.blank else ""
                line = next((n for n, row in enumerate(rows, 1) if row.startswith(f"{key}:")), 1)
                page.meta[key] = _build.book.fill(page.meta[key], state.file, line, blank)
    except Fault as fault:
        raise PluginError(str(fault)) from fault
    return markdown


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep of an executed lab what a page needs, and drawings apart while the search reads the page."""
    assert _build
    if page.file.src_uri.endswith(".py"):
        content = labs.page_html(content, Path(page.file.src_uri).stem + ".ipynb")
    content, _build.drawings[page.file.src_uri] = without_drawings(content)
    return typeset(content)


@event_priority(-50)
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Give the template a page's facts about itself: how its numbers are held, how old they are."""
    assert _build
    page.content = with_drawings(page.content or "", _build.drawings.pop(page.file.src_uri, []))
    path = page.file.src_uri.removesuffix(".md")
    if _fresh:
        _fresh.searched.built.add(page.url)
    if path in _build.book.pages and not state.blank:
        context["ledger"] = site.about(_build.book, _build.held, path)
    if not state.blank:
        context["picture"] = site.picture_of(_build.book, path)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Write the data: numbers, indexes, figures' files and embeds."""
    assert _build
    if state.blank:
        return
    try:
        target, site_url = Path(config.site_dir), config.site_url or "/"
        for lab in sorted(Path(config.docs_dir).glob("labs/*.py")):
            address = Path(config.site_dir) / "labs" / lab.stem
            if address.exists():
                (address / f"{lab.stem}.ipynb").write_text(labs.notebook(lab, site_url), encoding="utf-8")
        if _fresh and _build.printer:
            _write_changed(_build, _fresh, _build.printer, target, site_url)
        else:
            if _ahead:
                _ahead.pack(_build.book)
            else:
                site.write_numbers(_build.book, _build.held, target)
            site.write_figures(_build.book, _build.held, target, site_url, fast=_serving)
    except Fault as fault:
        raise PluginError(str(fault)) from fault


def on_build_error(**_: Any) -> None:
    """A build that stops takes its work ahead with it."""
    global _ahead
    if _ahead:
        _ahead.stop()
    _ahead = None


def _write_changed(build: Build, fresh: Fresh, printer: Printer, target: Path, address: str) -> None:
    """In a dirty build: the data of what has changed, and fingerprints for the next time."""
    changed = {key for key in fresh.now if fresh.changed(key)}
    site.write_numbers(build.book, build.held, target, changed)
    site.write_figures(build.book, build.held, target, address, fast=True, only=changed)
    fresh.keep()


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Labs run beside the rest: in the server after the page is shown, in a build while pages are made."""
    if _build and page.file.src_uri.endswith(".py"):
        if _serving:
            aside.remember_lab(page, _build.book.root)
        elif _ahead:
            _ahead.answer_for(page)
    return page


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Keep the server alive through mistakes, and let what is done aside show itself."""
    assert _build
    if _dirty:
        server.root = config.site_dir
    Rebuild(server, Path(config.site_dir), _build.book.root, _fresh)
    server.watch(str(aside_folder(_build.book.root)))
    return server
