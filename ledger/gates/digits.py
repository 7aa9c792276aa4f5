"""Digits: in a site built with every bound text replaced by a mark, a digit that is left was typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from lxml import html
from pydantic import AfterValidator, BaseModel, ConfigDict

from ledger.book import Book
from ledger.claims import CLAIMS
from ledger.facts import Words
from ledger.faults import Fault
from ledger.records import build, read_records

NAMES = Path("snippets/names.toml")

_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_LARGE = "hundred|thousand|million|billion|trillion|quadrillion"
_PARTS = "third|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth|millionth|billionth"
_END = r"(?= (?:of|more|less|as)\b|[^\w ]|$)"  # a quarter of it, a third; not: a third time
_NUMBERS = (
    "eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen",
    "eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth",
    rf"(?:{_TENS})(?:-\w+)?|dozens?|(?:multi)?(?:{_LARGE})s?|(?:{_LARGE})(?:th|fold)s?",
    rf"(?:{_SMALL}|a)[ -](?:{_PARTS})s?{_END}|(?:{_SMALL})-(?:{_PARTS})s?",
    r"three[ -]quarters|two thirds|half (?:of|a|the)",
    rf"(?:{_SMALL}) and a half|(?:{_SMALL}|zero) point (?:{_SMALL}|zero)",
)
_TYPED = re.compile(
    r"\d|[\u00bc-\u00be\u2150-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]"  # of any script; ½, Ⅷ, ①
    rf"|(?<![^\W\d_])[⁰¹²³⁴-⁹₀-₉]|\b(?:{'|'.join(_NUMBERS)})\b",  # raised, but not in a unit: mm²
    re.IGNORECASE,
)
_SKIPPED = {"script", "style", "pre", "math", "template"}
_LISTS = ("a", "li", "div")
_ATTRIBUTES = ("alt", "title", "aria-label", "aria-description", "placeholder")
_GAUGES = {"progress", "meter", "input", "button"}  # whose value is seen
_METAS = re.compile(r"(?:^|:)(?:description|title|keywords|alt)$")
_FOOTNOTE = {"footnote-ref", "footnote-backref"}  # numbered by Markdown
_INLINE = frozenset(
    """
    a abbr b bdi bdo big br cite code data del dfn em font i ins kbd label mark math meter output progress q
    rb rp rt ruby s samp script small span strike strong style sub sup svg template time tt u var wbr
    """.split()  # noqa: SIM905 (read at a glance)
)


def digit_faults(site: Path, pages: dict[str, Path], names: list[str], root: Path) -> list[Fault]:
    """A fault for each digit or number word typed on a page; `pages`: file, from `root`, by address."""
    kinds: dict[tuple[Path, str], str] = {}
    unread = []
    for address, file in pages.items():
        page = site / address / "index.html"
        if not page.exists():
            unread.append(Fault("the builder made no page of this file: no gate has read it", file))
            continue
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
    return unread + [
        Fault(f"typed by hand, in {kind}: '{key[1]}'", key[0], lines[key])
        for key, kind in kinds.items()
        if lines[key] or key[1] not in placed  # a page's title stands in the navigation of every other
    ]


def _of_a_thing(name: str) -> str:
    if not re.search(r"[^\W\d_]", name):
        raise ValueError(f"'{name}' holds no letter: a number is no name of a thing")
    return name


class Names(BaseModel):
    """A group of names of things, in snippets/names.toml."""

    model_config = ConfigDict(extra="forbid")

    names: tuple[Annotated[Words, AfterValidator(_of_a_thing)], ...]


def allowed_names(root: Path) -> list[str]:
    """Names of things that may hold digits, longest first; Fault at a mistake in their file."""
    if not (root / NAMES).exists():
        return []
    groups = read_records(root / NAMES, NAMES).items()
    found = {
        name for group, (record, line) in groups for name in build(Names, record, group, NAMES, line).names
    }
    return sorted(found, key=lambda name: (-len(name), name))


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
    for number, row in enumerate(map(_unquoted, file.read_text(encoding="utf-8").split("\n")), 1):
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
        if element.tag == "meta" and _METAS.search(element.get("name") or element.get("property") or ""):
            yield "meta", element.get("content") or ""
        for key in (*_ATTRIBUTES, "value") if element.tag in _GAUGES else _ATTRIBUTES:
            if element.get(key):
                yield key, str(element.get(key))
        if element.tag not in _INLINE or element.tag in ("a", "label"):
            yield element.tag, _own(element)


def _own(block: html.HtmlElement) -> str:
    """A block's text with its inline elements, without blocks inside it and without code."""
    parts = [block.text or ""]
    for child in block:
        if child.tag == "br":
            parts.append(" ")
        elif child.tag == "code" and _quantity(child.text_content()):
            parts.append(child.text_content())
        elif child.tag in _INLINE and not _skipped(child):
            parts.append(_own(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _quantity(code: str) -> bool:
    """Whether inline code is no code, but a number, with its unit perhaps."""
    return (
        not re.search(r"[^\W\d_]", code)
        or re.fullmatch(r"[\s$€~≈<>]*\d[\d.,]*\s+[^\W\d_/%²³·]+\s*", code) is not None
    )


def _skipped(element: html.HtmlElement) -> bool:
    return any(
        item.tag in _SKIPPED or item.tag == "code" or _FOOTNOTE & set((item.get("class") or "").split())
        for item in [element, *element.iterancestors()]
    )
