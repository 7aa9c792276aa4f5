"""What a server must build anew: a page whose fingerprint, of all that it prints, is another than last time.

MkDocs's own `--dirty` looks at dates of files, and a number on a page moves without its file. Here each page
has a fingerprint; the built site and the fingerprints are kept under .cache, so that a later start builds
little too.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ledger.blocks import Blocks, find_function, source_of
from ledger.book import Book, today
from ledger.cache import keep, kept
from ledger.gates.checks import Check
from ledger.gates.held import Held
from ledger.publish.sureness import sureness
from ledger.serve.search import Searched


class Fresh:
    """The fingerprints of the pages that stand in the kept site."""

    def __init__(self, root: Path) -> None:
        self.folder = root / ".cache" / "serve"
        self.site = self.folder / "site"
        self.site.mkdir(parents=True, exist_ok=True)
        self._file = self.folder / "fingerprints.json"
        self.searched = Searched(self.folder / "search.json", self.site)
        self.known: dict[str, str] = {}
        if not self.searched.lost:
            self.known = kept(self._file) or {}
        self.now: dict[str, str] = {}
        self.first: str | None = None  # the address of the page to build alone, if it changed
        self._only = ""  # its source
        self._begun: list[str] = []

    def look(self, now: dict[str, str]) -> None:
        """Take the fingerprint that each page has now."""
        self.now, self._only = now, ""
        if self.first is not None:
            path = self.first.strip("/")
            sources = (f"{path}.md", f"{path}.py", f"{path}/index.md".lstrip("/"))
            self._only = next((name for name in sources if name in now and self.changed(name)), "")

        self._begun = [name for name in now if self.changed(name)]
        self.forget()

    def forget(self) -> None:
        """Hold none of what this build makes for right: it may stop in the middle, or be killed."""
        if any(self.known.pop(name, "") for name in self._begun):
            keep(self._file, json.dumps(self.known))

    def changed(self, source: str) -> bool:
        """Whether a page is not in the kept site as it should be now, and to be built now."""
        return (not self._only or source == self._only) and self.now[source] != self.known.get(source)

    @property
    def behind(self) -> bool:
        """Whether pages wait until the first one is shown."""
        return bool(self._only) and self.now != self.known

    def keep(self) -> None:
        """Remember that what was built is as it should be, and remove what is no more."""
        self.searched.merge()
        if self._only:
            self.known[self._only] = self.now[self._only]
        else:
            for gone in self.known.keys() - self.now.keys():
                self._remove(gone)
            self.known = dict(self.now)
        keep(self._file, json.dumps(self.known))

    def _remove(self, key: str) -> None:
        """Remove the built page of a source, a number's data or a figure's files."""
        path = Path(key)
        if path.suffix != ".json":  # a page
            folder = path.parent if path.stem == "index" else path.with_suffix("")
            (self.site / folder / "index.html").unlink(missing_ok=True)
        elif path.name == "data.json":
            shutil.rmtree(self.site / path.parent, ignore_errors=True)
        else:
            (self.site / path).unlink(missing_ok=True)


def fingerprint(*parts: Any) -> str:
    """A short hash of whatever has a stable `repr`."""
    return hashlib.sha256("\x00".join(map(repr, parts)).encode()).hexdigest()[:20]


def folder_fingerprint(root: Path, patterns: Iterable[str]) -> str:
    """A hash of all files that match, with their names."""
    found = hashlib.sha256()
    for pattern in patterns:
        for file in sorted(root.glob(pattern)):
            if file.is_file():
                found.update(str(file.relative_to(root)).encode() + b"\x00" + file.read_bytes())
    return found.hexdigest()[:20]


def aside_folder(root: Path) -> Path:
    """Where work done aside leaves its results; the server watches it, so that they show themselves."""
    found = root / ".cache" / "aside"
    found.mkdir(parents=True, exist_ok=True)
    return found


def answer_file(root: Path, lab: Path) -> Path:
    """Where the answer of a lab is kept, by the hash of its code and of all that it may import."""
    patterns = ["ledger/**/*.py", "snippets/**/*.py", "snippets/**/*.toml", str(lab.relative_to(root))]
    return aside_folder(root) / f"{lab.stem}-{folder_fingerprint(root, patterns)[:16]}.json"


_ENGINE = folder_fingerprint(Path(__file__).parents[1], ["**/*.py"])
"""The code that this process runs, whatever its files say by now."""


class Printer:
    """Fingerprints of one opened ledger."""

    def __init__(
        self, book: Book, held: dict[str, Held], checks: list[Check], quoted: dict[str, list[str]], url: str
    ) -> None:
        self.book, self.held, self.quoted = book, held, quoted
        self.docs = {check.name: check.doc for check in checks}
        frame = folder_fingerprint(book.root, ["mkdocs.yml", "theme/**/*", "ledger/**/*.html"])
        asked = [(path, page.question) for path, page in book.pages.items()]
        facts = book.facts
        # What every page shows: the theme, the contents, names of sources and members, what is due today.
        self.frame = fingerprint(_ENGINE, frame, asked, facts.sources, facts.families, today(), url)
        self._facts = {name: fingerprint(entry.fact) for name, entry in facts.entries.items()}
        self._numbers: dict[str, str] = {}

    def number(self, name: str) -> str:
        """Of a number: value, texts, and what its entry says."""
        if name not in self._numbers:
            book, number = self.book, self.book.number(name)
            own = number.definition and (number.definition.doc, number.definition.columns)
            below = [(asked, book.get(asked), book.title(asked)) for asked in book.inputs(name)]
            grounds = [self._facts[ground] for ground in book.grounds(name)]
            rivals = [fact for tag in self._tags(name) for fact in map(self._facts.get, tag)]
            held, pages = self.held.get(name), self.quoted.get(name)
            docs = [self.docs.get(check) for check in held.checks] if held else []
            says = (number.unit, own, below, grounds, rivals, held, docs, pages, number.line)
            self._numbers[name] = fingerprint(self.frame, book.get(name), says)
        return self._numbers[name]

    def _tags(self, name: str) -> list[list[str]]:
        """The rival statements of a fact."""
        entry = self.book.number(name).entry
        return [self.book.disputes[entry.fact.disputes]] if entry and entry.fact.disputes else []

    def numbers(self, names: Iterable[str]) -> str:
        """Of several numbers."""
        return fingerprint(self.frame, [(name, self.number(name)) for name in names])

    def page(self, path: str) -> str:
        """Of a page of docs: its text and all that it quotes."""
        book, page = self.book, self.book.pages[path]
        parts = [self.numbers(sorted(book.quoted(page)))]
        parts += [self.figure(name) for name in page.figures if name in book.figures]
        parts += [source_of(find_function(book, name)[0]) for name in page.codes]
        parts += [repr(book.claims[name]) for name in page.claims if name in book.claims]
        parts += [self._block(quote.call, quote.name) for quote in page.quotes]
        text = (book.root / page.file).read_text(encoding="utf-8")
        if path.startswith("labs/"):
            answer = answer_file(book.root, book.root / page.file)
            parts += [answer.name, str(answer.exists())]  # until it has run, a page says so
        return fingerprint(text, parts)

    def _block(self, call: str, name: str) -> str:
        """What a page prints of many numbers at once; what is wrong with it is told when the page is made."""
        if call == "sureness":
            return sureness(self.book, self.held, "")
        pages = {claim.record.page for claim in self.book.claims.values()}
        if call == "claims" and name in pages | {"all"}:
            return Blocks(self.book, "").claims(name)
        return ""

    def figure(self, name: str) -> str:
        """Of a figure: its rows, its file and the numbers in its texts."""
        figure = self.book.figures[name]
        code = (self.book.root / figure.file).read_text(encoding="utf-8")
        code += (self.book.root / self.book.number(figure.table).file).read_text(encoding="utf-8")
        names = sorted(self.book.figure_names(figure) & self.book.numbers.keys())
        return fingerprint(self.frame, code, [self.number(each) for each in names])


def hush(plugins: Any) -> None:
    """MkDocs warns at every dirty build of what cannot happen here, and the search plugin guesses."""
    logging.getLogger("mkdocs.commands.build").addFilter(_no_warning)
    for plugin in plugins.values():
        if hasattr(plugin, "search_index_prev"):  # it takes a dirty build for one of a single page
            plugin.search_index_prev = None


def _no_warning(record: logging.LogRecord) -> bool:
    return "'dirty' build" not in record.getMessage()
