"""Digits: in a site built with every bound text replaced by a mark, a digit that is left was typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from ledger.book import Book
from ledger.claims import CLAIMS
from ledger.faults import Fault

_WORDS = [
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "trillions",
    "dozen",
    "dozens",
]
_FRACTIONS = (
    r"(?:one|a|two|three|four) (?:thirds?|fifths?|sixths?|eighths?|tenths?) of|two[- ]thirds|"
    r"three[- ]quarters|half (?:of|a|the)\b"
)
_TYPED = re.compile(rf"\d|\b(?:{'|'.join(_WORDS)})\b|\b(?:{_FRACTIONS})", re.IGNORECASE)
_SKIPPED = {"script", "style", "svg", "pre", "math", "template"}
_LISTS = ("a", "li", "div")
_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder")


def digit_faults(site: Path, pages: dict[str, Path], names: list[str], root: Path) -> list[Fault]:
    """A fault for each digit or number word typed on a page; `pages`: file, from `root`, by address."""
    kinds: dict[tuple[Path, str], str] = {}
    for address, file in pages.items():
        page = site / address / "index.html"
        if page.exists():
            for kind, words in _texts(html.fromstring(page.read_text(encoding="utf-8"))):
                typed = typed_digits(words, names)
                if typed and kinds.get((file, typed), "a") in _LISTS:  # a heading rather than the contents
                    kinds[file, typed] = kind
    index = site / "search" / "search_index.json"
    if index.exists():
        for row in json.loads(index.read_text(encoding="utf-8"))["docs"]:
            address = row["location"].split("#")[0].rstrip("/")
            if address in pages and (typed := typed_digits(row["title"], names)):
                kinds.setdefault((pages[address], typed), "the search index")
    lines = {key: line_of(root / key[0], key[1]) for key in kinds}
    placed = {typed for (_, typed), line in lines.items() if line}
    return [
        Fault(f"typed by hand, in {kind}: '{key[1]}'", key[0], lines[key])
        for key, kind in kinds.items()
        if lines[key] or key[1] not in placed  # a page's title stands in the navigation of every other
    ]


def claim_digits(book: Book, names: list[str]) -> list[Fault]:
    """A fault for each digit typed in the words of a claim."""
    found = []
    for name, claim in book.claims.items():
        for words in (claim.record.section, claim.record.says, claim.record.note, claim.record.since):
            if typed := typed_digits(_unquoted(words), names):
                found.append(Fault(f"{name}: typed by hand: '{typed}'", CLAIMS, claim.line))
    return found


def figure_digits(book: Book, names: list[str]) -> list[Fault]:
    """A fault for each digit typed in the texts of a figure."""
    found = []
    for name, figure in book.figures.items():
        for words in figure.templates():
            if typed := typed_digits(_unquoted(words), names):
                found.append(Fault(f"{name}: typed by hand: '{typed}'", figure.file, figure.line))
    return found


def line_of(file: Path, typed: str) -> int | None:
    """The line of a page's Markdown that holds a typed number and most of the words around it."""
    needle = _TYPED.search(typed)
    if not needle or not file.exists():
        return None
    words = re.findall(r"[\w-]+", typed)
    whole = next((word for word in words if needle[0] in word), needle[0])
    best, most = None, 0
    for number, row in enumerate(map(_unquoted, file.read_text(encoding="utf-8").splitlines()), 1):
        shared = sum(word in row for word in words)
        if whole in row and shared > most:
            best, most = number, shared
    return best


def _unquoted(template: str) -> str:
    return re.sub(r"\{\{.*?\}\}", "", template)


def typed_digits(words: str, names: list[str]) -> str:
    """The words around the first typed number; empty if all that is left are names of things."""
    for name in names:
        if name in words:
            words = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w])", "", words)
    if match := _TYPED.search(words):
        start, end = max(0, match.start() - 30), min(len(words), match.end() + 30)
        return " ".join(words[start:end].split())
    return ""


def _texts(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Every text of a page that a reader or listener may meet, with the kind of place."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or _skipped(element):
            continue
        if element.tag == "meta" and element.get("name") == "description":
            yield "meta", element.get("content") or ""
        for key in _ATTRIBUTES:
            if element.get(key):
                yield key, str(element.get(key))
    body = tree.find("body")
    for block in etree.XPath(
        "//title | //p | //li | //td | //th | //h1 | //h2 | //h3 | //h4 | //dt | //dd | //figcaption"
        " | //summary | //caption | //blockquote | //label | //a | //div"
    )(tree):
        if not _skipped(block) and body is not None:
            yield block.tag, _own(block)


def _own(block: html.HtmlElement) -> str:
    """A block's text with its inline elements, without blocks inside it and without code."""
    parts = [block.text or ""]
    for child in block:
        inline = isinstance(child.tag, str) and child.tag in (
            "a",
            "em",
            "strong",
            "span",
            "data",
            "abbr",
            "b",
            "i",
            "q",
            "sub",
            "sup",
            "small",
            "mark",
        )
        if inline:
            parts.append(_own(child))
        elif (
            isinstance(child.tag, str)
            and child.tag == "code"
            and not re.search(r"[^\W\d_]", child.text_content())
        ):
            parts.append(child.text_content())
        parts.append(child.tail or "")
    return "".join(parts)


def _skipped(element: html.HtmlElement) -> bool:
    return any(item.tag in _SKIPPED or item.tag == "code" for item in [element, *element.iterancestors()])
