"""Numbers in pages: a Python-Markdown extension that turns `{{ name }}` into linked, checked text.

Three steps. A preprocessor reads every quote and leaves a token (or, for a figure, a table, code or a
claim, a block of HTML). A tree processor turns tokens into links where a link may stand, into plain text
elsewhere, and names headings by what they quote. A postprocessor serves what stayed in code and raw HTML.
Beside them, names with a hyphen are kept on one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.extensions.toc import unique
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from ledger.blocks import LONG, Blocks, way
from ledger.book import Book
from ledger.faults import Fault
from ledger.quotes import Quote, quotes

BLANK = "\u25ae"
"""What stands for every bound text in the blank build: whatever digit is left was typed."""

_OPEN, _CLOSE = "\ue000", "\ue001"
_DIGITS = str.maketrans("0123456789", "".join(map(chr, range(0xE010, 0xE01A))))
_TOKEN = re.compile(f"{_OPEN}([\ue010-\ue019]+){_CLOSE}")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MARKS = {
    "assumption": "rests on an assumption",
    "not-seen": "not seen by us",
    "disputed": "disputed",
    "overdue": "due for another look",
}
"""Marks that a reader must not miss, as a listener hears them."""


@dataclass
class State:
    """What the extension works on: set by whoever converts pages, before each page."""

    book: Book | None = None
    source: str = ""  # path of the page under docs, with ending
    file: Path | None = None  # its file, for messages
    first_line: int = 1
    blank: bool = False
    stop: Callable[[str], Exception] = field(default=Fault)
    serve: bool = False
    entry: Callable[[str], str] = field(default=lambda name: "")  # the HTML of a number's entry
    sureness: Callable[[str], str] = field(default=lambda name: "")  # the HTML of what pages rest on


state = State()


@dataclass(frozen=True)
class Token:
    """A quote that waits for its place in the tree."""

    text: str
    name: str
    href: str  # to a Markdown file, so that the builder validates it
    marks: tuple[str, ...] = ()
    evidence: str = ""
    value: str = ""


class Quoting(Preprocessor):
    """Reads quotes before Markdown sees them."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.tokens: list[Token] = []

    def run(self, lines: list[str]) -> list[str]:
        """The lines with tokens and blocks in place of quotes."""
        text, parts, at = "\n".join(lines), [], 0
        if "{{" not in text and "{%" not in text:
            return lines
        try:
            for quote in quotes(text, state.file, state.first_line, page=True):
                placed = self._place(quote)
                if quote.call and quote.call != "source":  # blank lines keep a block out of a paragraph
                    indent = text[text.rfind("\n", 0, quote.start) + 1 : quote.start]
                    above = text[: quote.start - len(indent)].endswith(("\n\n", ">\n"))
                    below = text[quote.end :].lstrip(" \t").startswith(("\n\n", "\n<"))
                    placed = ("" if above else f"\n\n{indent}") + placed + ("" if below else "\n")
                parts += [text[at : quote.start], placed]
                at = quote.end
        except Fault as fault:
            raise state.stop(str(fault)) from fault
        return "".join([*parts, text[at:]]).replace("\\{{", "{{").split("\n")

    def _place(self, quote: Quote) -> str:
        try:
            return self._rendered(quote)
        except Fault as fault:
            raise Fault(fault.what, fault.file or state.file, fault.line or quote.line) from fault

    def _rendered(self, quote: Quote) -> str:
        book = state.book
        if book is None:
            raise Fault("no ledger is open")
        if quote.call == "source":
            return self._leave(source_token(book, quote.name))
        if quote.call in ("entry", "sureness"):
            return str(self.md.htmlStash.store(getattr(state, quote.call)(quote.name)))
        if quote.call:
            blocks = Blocks(book, way(state.source), BLANK if state.blank else "", state.serve)
            block = getattr(blocks, quote.call)
            return str(self.md.htmlStash.store(block(quote.name)))
        return self._leave(number_token(book, quote))

    def _leave(self, token: Token) -> str:
        """A token of private characters only, so that a lexer keeps it in one piece."""
        self.tokens.append(token)
        return f"{_OPEN}{str(len(self.tokens) - 1).translate(_DIGITS)}{_CLOSE}"

    def token(self, digits: str) -> Token:
        """The token of a number between the marks."""
        return self.tokens[int("".join(chr(ord(digit) - 0xE010 + ord("0")) for digit in digits))]


def number_token(book: Book, quote: Quote) -> Token:
    """The token of a quoted number."""
    text = book.text(quote.name, quote.filters)
    return Token(
        BLANK if state.blank else text,
        quote.name,
        up(state.source) + number_file(book, quote.name) + "#" + quote.name,
        tuple(book.marks(quote.name)),
        book.evidence(quote.name),
        str(book.value(quote.name)),
    )


def source_token(book: Book, name: str) -> Token:
    """The token of a source's title, linked to the bibliography."""
    book.look_up("source", name)
    text = BLANK if state.blank else book.facts.sources[name].title
    return Token(text, name, up(state.source) + "sources.md#" + name)


def number_file(book: Book, name: str) -> str:
    """The Markdown file, under docs, that holds a number's entry."""
    number = book.number(name)
    if number.entry:
        return f"numbers/facts/{number.entry.topic}.md"
    assert number.definition
    return f"numbers/{number.definition.page}.md"


def slug(heading: str) -> str:
    """An address made of words."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


def up(source: str) -> str:
    """The way from a page's folder to docs: `../` for each folder."""
    return "../" * source.count("/")


class Placing(Treeprocessor):
    """Turns tokens into links, `<data>` or plain text, by what may stand where they are."""

    def __init__(self, md: Markdown, quoting: Quoting) -> None:
        super().__init__(md)
        self.quoting = quoting
        self.seen: set[str] = set()
        self.ids: set[str] = set()

    def run(self, root: ElementTree.Element) -> None:
        """Walk the tree in the order of reading."""
        if self.quoting.tokens:
            self.seen = set()
            self.ids = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
            self._walk(root, linkable=True)

    def _walk(self, element: ElementTree.Element, linkable: bool) -> None:
        if element.tag in _HEADINGS:
            self.seen = set()
            self._name(element)
            linkable = False
        if element.tag == "th" and not len(element) and not (element.text or "").strip():
            element.tag = "td"  # the corner of a table is no header: a listener would hear an empty one
        linkable = linkable and element.tag not in ("a", "code", "pre", "button", "summary", "label")
        for key, value in element.attrib.items():
            element.set(key, self._plain(value))
        children = list(element)
        if element.text and _OPEN in element.text:
            self._split(element, None, element.text, linkable)
        for child in children:
            if isinstance(child.tag, str):
                self._walk(child, linkable)
            if child.tail and _OPEN in child.tail:
                self._split(element, child, child.tail, linkable)

    def _name(self, heading: ElementTree.Element) -> None:
        """A heading's address comes from the names it quotes, not from numbers that move."""
        words = "".join(heading.itertext())
        if _OPEN in words and "id" not in heading.attrib:
            names = slug(_TOKEN.sub(lambda match: self.quoting.token(match[1]).name, words))
            heading.set("id", unique(names, self.ids))

    def _plain(self, text: str) -> str:
        return _TOKEN.sub(lambda match: self.quoting.token(match[1]).text, text)

    def _split(
        self, parent: ElementTree.Element, after: ElementTree.Element | None, text: str, linkable: bool
    ) -> None:
        """Replace tokens in a text of `parent` (its own, or the tail of `after`) by elements."""
        if not linkable:
            if after is None:
                parent.text = self._plain(text)
            else:
                after.tail = self._plain(text)
            return
        pieces = _TOKEN.split(text)
        if after is None:
            parent.text = pieces[0]
            place = 0
        else:
            after.tail = pieces[0]
            place = list(parent).index(after) + 1
        for offset in range(1, len(pieces), 2):
            element = self._element(self.quoting.token(pieces[offset]))
            element.tail = pieces[offset + 1]
            parent.insert(place, element)
            place += 1

    def _element(self, token: Token) -> ElementTree.Element:
        marks = [f"number--{mark}" for mark in token.marks] + ["number--long"] * (len(token.text) > LONG)
        if not token.evidence:
            element = ElementTree.Element("a", {"class": "source", "href": token.href})
        elif token.name in self.seen:
            element = ElementTree.Element(
                "data", {"class": " ".join(["number", *marks]), "value": token.value}
            )
        else:
            attributes = {"class": " ".join(["number", *marks]), "href": token.href}
            element = ElementTree.Element("a", {**attributes, "data-evidence": token.evidence})
        self.seen.add(token.name)
        element.text = token.text
        if token.marks and element.tag == "a":
            spoken = ElementTree.SubElement(element, "span", {"class": "visually-hidden"})
            spoken.text = f" ({', '.join(MARKS[mark] for mark in token.marks)})"
        return element


class Serving(Postprocessor):
    """Plain text for tokens that no tree held: code blocks and raw HTML."""

    def __init__(self, md: Markdown, quoting: Quoting) -> None:
        super().__init__(md)
        self.quoting = quoting

    def run(self, text: str) -> str:
        """The HTML without tokens."""
        if _OPEN not in text:
            return text
        return _TOKEN.sub(lambda match: escape(self.quoting.token(match[1]).text), text)


class Whole(InlineProcessor):
    """Keeps names such as WSE-3, GPT-5.4 and 10-Q in one piece: a line may else end at their hyphen."""

    PATTERN = r"(?<![\w-])(?:[A-Z][A-Za-z]{0,3}-\d[\w.]*\w|[A-Z][A-Za-z]{0,3}-\d|\d\d?-[A-Z])(?![\w-])"

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ElementTree.Element, int, int]:  # type: ignore[override]
        """The name in an element of its own."""
        element = ElementTree.Element("span", {"class": "whole"})
        element.text = AtomicString(m[0])
        return element, m.start(), m.end()


class LedgerExtension(Extension):
    """Registers the steps, and names in one piece."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register: before fences are read; between lists of attributes and the contents; last of all."""
        quoting = Quoting(md)
        md.preprocessors.register(quoting, "ledger", 28)
        md.treeprocessors.register(Placing(md, quoting), "ledger", 7)
        md.postprocessors.register(Serving(md, quoting), "ledger", 1)
        md.inlinePatterns.register(Whole(Whole.PATTERN, md), "whole", 25)


def makeExtension(**options: Any) -> LedgerExtension:
    """What Python-Markdown calls."""
    return LedgerExtension(**options)
