"""Terms: every term of art is linked to its entry where a page's running text first uses it.

A page with `terms: true` in its front matter explains terms, one under each heading of the third level, or
two joined by `and`; a line `Also: weights, parameter.` in an entry names other spellings. Plurals are
understood; capitals matter only in spellings that have some after the first letter. Not running text:
headings, code, quotes, links, pictures, titles of boxes, and the box `short` under a page's title. Labs,
generated pages and what figures and tables print are not looked at.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath

from markdown.extensions.toc import slugify

from ledger.book import Book
from ledger.faults import Fault, read
from ledger.pages import Page

_ENTRY = re.compile(r"^### (.+?)\n(.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)
_ALSO = re.compile(r"^Also: (.+)\.$", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[[^]]*\]\(([^)\s]+)[^)]*\)")
_CODE = r"^(?P<fence>```|~~~).*?^(?P=fence)|`[^`\n]+`|<!--.*?-->"
_ASIDE = (
    r"\A---\n.*?\n---\n|^!!! short [^\n]*\n(?:(?: {4}[^\n]*)?\n)*|^(?:!!!|\?\?\?|#)[^\n]*|\{\{.*?\}\}|"
    r"!?\[[^]]*\]\([^)]*\)|</?\w[^>]*>|\{:? ?[.#][^}\n]*\}"
)
_HIDDEN = re.compile(f"{_CODE}|{_ASIDE}", re.MULTILINE | re.DOTALL)
_UNREAD = re.compile(_CODE, re.MULTILINE | re.DOTALL)


def term_faults(book: Book) -> list[Fault]:
    """A fault for each term that a page's running text uses before, or without, a link to its entry; and
    for each entry that is empty, or explains what another does.
    """
    entries = terms(book)
    pages = [page for page in book.pages.values() if page.file.suffix == ".md" and not page.meta.get("terms")]
    found = [fault for page in pages if entries for fault in _unlinked(book, page, entries)]
    return [*_entries(book), *found]


def _entries(book: Book) -> list[Fault]:
    found, taken = [], dict[str, str]()
    for page in book.pages.values():
        text = _text(book, page) if page.meta.get("terms") else ""
        for entry in _ENTRY.finditer(text):
            line = text.count("\n", 0, entry.start()) + 1
            if not _ALSO.sub("", entry[2]).strip():
                found.append(Fault(f"the entry '{entry[1]}' is empty", page.file, line))
            for spelling in _spellings(entry[1], entry[2]):
                key = spelling.lower() if spelling[1:].islower() else spelling
                if key in taken:
                    found.append(Fault(f"'{spelling}' is explained already in {taken[key]}", page.file, line))
                taken.setdefault(key, f"{page.file}:{line}")
    return found


def terms(book: Book) -> dict[str, str]:
    """Where each spelling of a term is explained: file and anchor."""
    found = {}
    for page in book.pages.values():
        for term, entry in _ENTRY.findall(_text(book, page) if page.meta.get("terms") else ""):
            for spelling in _spellings(term, entry):
                found[spelling] = f"{page.file.as_posix()}#{slugify(term, '-')}"
    return found


def _spellings(term: str, entry: str) -> list[str]:
    also = _ALSO.search(entry)
    return [*term.split(" and "), *(also[1].split(", ") if also else [])]


def _unlinked(book: Book, page: Page, entries: dict[str, str]) -> list[Fault]:
    text, linked = _text(book, page), dict[str, int]()
    folder = PurePosixPath(page.file.as_posix()).parent.as_posix()
    for link in _LINK.finditer(_UNREAD.sub(_spaces, text)):
        linked.setdefault(posixpath.normpath(posixpath.join(folder, link[1])), link.start())
    found: dict[str, Fault] = {}
    longest = sorted(entries, key=len, reverse=True)
    uses = re.compile(rf"(?<![\w-])(?:{'|'.join(map(_spelt, longest))})(?![\w-])")
    for use in uses.finditer(_HIDDEN.sub(_spaces, text)):
        target = entries[longest[(use.lastindex or 0) - 1]]
        if target not in found and use.start() < linked.get(target, len(text)):
            words, line = " ".join(use[0].split()), text.count("\n", 0, use.start()) + 1
            found[target] = Fault(f"'{words}' is used and not linked to {target}", page.file, line)
    return list(found.values())


def _text(book: Book, page: Page) -> str:
    return read(book.root / page.file, page.file)


def _spaces(match: re.Match[str]) -> str:
    """As much room, so that places stay where they are."""
    return re.sub(r"[^\n]", " ", match[0])


def _spelt(spelling: str) -> str:
    """The pattern of a spelling, as a group of its own."""
    words = r"\s+".join(map(re.escape, spelling.split()))
    more = "(?:es)?" if words.endswith(("s", "x", "z", "ch", "sh")) else "s?"
    words = f"{words[:-1]}(?:y|ies)" if words.endswith("y") else words + more
    return f"((?i:{words}))" if spelling[1:].islower() else f"({words})"
