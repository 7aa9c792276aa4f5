"""Pages: every quote can be printed, every call names what exists, every picture has an alt text.

And every claim stands on the page that it names.
"""

from __future__ import annotations

import re
from pathlib import Path

from ledger.blocks import Blocks, find_function
from ledger.book import Book
from ledger.claims import CLAIMS
from ledger.faults import Fault
from ledger.pages import Page
from ledger.quotes import Quote

_PICTURE = re.compile(r"!\[\s*\][(\[]|<img\b(?![^>]*\balt=)", re.IGNORECASE)
_QUOTE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_HALF = re.compile(
    r"(?<![\\\w^{}])\{\s*((\w+)\s*(?:\|[^{}\n]*)?)\}\}?"
)  # not of LaTeX, not of a list of attributes
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def page_faults(book: Book) -> list[Fault]:
    """A fault for each quote that fails, page that says not what it asks, picture without alt text, and claim
    that its page lacks.
    """
    found = [
        Fault(f"{name}: its page '{claim.record.page}' does not show it", CLAIMS, claim.line)
        for name, claim in book.claims.items()
        if name not in book.pages[claim.record.page].claims
    ]
    for page in book.pages.values():
        for quote in page.quotes:
            try:
                _resolve(book, quote)
            except Fault as fault:
                found.append(Fault(fault.what, fault.file or page.file, fault.line or quote.line))
        for key in ("question", "description") if page.file.suffix == ".md" else ():
            if key not in page.meta:
                what = f"the page has no {key}: put '{key}: ...' above it, between two lines of ---"
                found.append(Fault(what, page.file, 1))
        shown = [quote for quote in page.quotes if quote.call == "figure"]
        for quote in shown:
            if quote.name in [other.name for other in shown if other.start < quote.start]:
                what = f"the figure '{quote.name}' is shown twice: its address would lead to two places"
                found.append(Fault(what, page.file, quote.line))
        found += [*_pictures(book, page), *_braces(book, page)]
    return [*found, *_texts(book)]


def _texts(book: Book) -> list[Fault]:
    """A fault for each text of a claim, a figure or a front matter that cannot be filled."""
    texts: list[tuple[str, Path, int]] = []
    for claim in book.claims.values():
        record = claim.record
        texts += [(words, CLAIMS, claim.line) for words in (record.says, record.note, record.since)]
    for figure in book.figures.values():
        texts += [(words, figure.file, figure.line) for words in figure.templates()]
    for page in book.pages.values():
        for key, words in page.meta.items():
            if key in ("title", "question", "description"):
                texts.append((str(words), page.file, page.line_of(key)))
    found = []
    for words, file, line in texts:
        try:
            book.fill(words, file, line)
        except Fault as fault:
            found.append(fault)
    return found


def unknown_names(book: Book) -> list[Fault]:
    """A fault for each quote on a page that names what does not exist: a moment's look, before a build."""
    found = []
    for page in book.pages.values():
        for quote in page.quotes:
            try:
                _exists(book, quote)
            except Fault as fault:
                found.append(Fault(fault.what, page.file, quote.line))
        found += _braces(book, page)
    return found


def _resolve(book: Book, quote: Quote) -> None:
    """Fault if a quote cannot be answered."""
    _exists(book, quote)
    if not quote.call:
        book.text(quote.name, quote.filters)
    elif quote.call == "claims":
        Blocks(book, "").claims(quote.name)
    elif quote.call in ("figure", "table"):
        book.get(book.figures[quote.name].table if quote.call == "figure" else quote.name)


def _exists(book: Book, quote: Quote) -> None:
    """Fault if what a quote names does not exist."""
    if quote.call in ("", "entry"):
        book.number(quote.name)
    elif quote.call == "sureness" and quote.name != "pages":
        raise Fault(f"sureness() takes 'pages', not '{quote.name}'")
    elif quote.call == "code":
        find_function(book, quote.name)
    elif quote.call in ("figure", "table", "claim", "source"):
        book.look_up(quote.call, quote.name)


def _braces(book: Book, page: Page) -> list[Fault]:
    """A fault for each name of a number between braces that are too few: they would be printed."""
    text = _text(book, page, _CODE, _QUOTE) if page.file.suffix == ".md" else ""
    return [
        Fault(f"'{half[0]}' lacks braces: did you mean {{{{ {half[1].strip()} }}}}?", page.file, line)
        for half in _HALF.finditer(text)
        if half[2] in book.numbers
        for line in [text.count("\n", 0, half.start()) + 1]
    ]


def _text(book: Book, page: Page, *without: re.Pattern[str]) -> str:
    """A page's text as it stands, but for what is left out."""
    text = (book.root / page.file).read_text(encoding="utf-8")
    for pattern in without:
        text = pattern.sub(lambda match: "\n" * match[0].count("\n"), text)
    return text


def _pictures(book: Book, page: Page) -> list[Fault]:
    text = _text(book, page, _CODE)
    return [
        Fault("a picture without alt text", page.file, text.count("\n", 0, match.start()) + 1)
        for match in _PICTURE.finditer(text)
    ]
