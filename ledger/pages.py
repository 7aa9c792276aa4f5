"""The pages as their files stand: what each asks, and which names it quotes."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ledger.faults import Fault, nearest, read, written
from ledger.quotes import Quote, quotes

_WORDS = ("question", "description", "title")
_KEYS = (*_WORDS, "template", "hide", "terms", "search", "status")
_OTHERWISE = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # what the builder takes for pages too
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A Markdown page: its path without ending, its front matter and its quotes."""

    path: str
    file: Path
    meta: dict[str, Any]
    quotes: tuple[Quote, ...]
    keys: tuple[str, ...] = ()  # the rows above the page, as they stand

    @property
    def question(self) -> str:
        """What it answers."""
        return str(self.meta.get("question") or self.meta.get("title") or self.path)

    def line_of(self, key: str) -> int:
        """The line of a key above the page."""
        return next((n for n, row in enumerate(self.keys, 2) if row.startswith(f"{key}:")), 1)

    def _called(self, call: str) -> list[str]:
        return list(dict.fromkeys(quote.name for quote in self.quotes if quote.call == call))

    @property
    def numbers(self) -> list[str]:
        """Names quoted in the text, each once, in order."""
        return self._called("")

    @property
    def figures(self) -> list[str]:
        """Figures shown, in order."""
        return self._called("figure")

    @property
    def tables(self) -> list[str]:
        """Tables shown, in order."""
        return self._called("table")

    @property
    def claims(self) -> list[str]:
        """Claims shown, in order."""
        return self._called("claim")

    @property
    def codes(self) -> list[str]:
        """Functions whose source is shown, in order."""
        return self._called("code")


def page_address(path: str) -> str:
    """The address of a page, from the site's root: that of a folder's `index` is the folder's."""
    folder, _, name = path.rpartition("/")
    path = folder if name == "index" else path
    return path and path + "/"


def load_pages(root: Path) -> dict[str, Page]:
    """Every page under docs, by path; Fault at the first quote that is not lawful."""
    pages = {}
    for file in written(root / "docs", "**/*.*"):
        if file.suffix != ".md" and file.suffix.lower() in _OTHERWISE:
            raise Fault("a page's file ends in .md", file.relative_to(root))
        if file.name == "README.md":  # the builder would publish it as the folder's index
            raise Fault("a folder's own page is called index.md", file.relative_to(root))
    for file in written(root / "docs", "**/*.md"):
        shown = file.relative_to(root)
        path = file.relative_to(root / "docs").with_suffix("").as_posix()
        body = read(file, shown)
        front = _FRONT.match(body)
        if not front and body.startswith("---\n"):
            raise Fault("the front matter has no end: a second line of --- is missing", shown, 1)
        meta = _meta(front[1], shown) if front else {}
        rows = tuple(front[1].split("\n")) if front else ()
        start = front.end() if front else 0
        first = body.count("\n", 0, start) + 1
        pages[path] = Page(path, shown, meta, tuple(quotes(body[start:], shown, first, page=True)), rows)
    for file in written(root / "docs" / "labs", "*.py"):
        path = file.relative_to(root / "docs").with_suffix("").as_posix()
        pages[path] = _lab(path, file, file.relative_to(root))
    return pages


def _meta(front: str, shown: Path) -> dict[str, Any]:
    """What stands above a page, key by key; Fault if it cannot be read."""
    try:
        found = yaml.safe_load(front) or {}
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        above = front.count("\n", 0, mark.index) if mark else 0
        row = front.split("\n")[above] if mark else ""
        quoted = "{{" in row or ": " in row.partition(":")[2]
        hint = ": put words with braces or a colon in quotes" if quoted else ""
        what = f"the front matter cannot be read{hint}"
        raise Fault(what, shown, above + 2 if mark else 1) from None
    if not isinstance(found, dict):
        raise Fault("the front matter holds no keys (question: ...)", shown, 1)
    for key, value in found.items():
        line = next((n for n, row in enumerate(front.split("\n"), 2) if row.startswith(f"{key}:")), 1)
        if key not in _KEYS:
            raise Fault(f"'{key}' is not a key of the front matter{nearest(str(key), _KEYS)}", shown, line)
        if key in _WORDS and not isinstance(value, str):
            raise Fault(f"{key}: it is not words: put it in quotes", shown, line)
        if key in _WORDS and not value.strip():
            raise Fault(f"{key}: it is empty", shown, line)
    return found


def _lab(path: str, file: Path, shown: Path) -> Page:
    """A lab: its first heading is its question; it quotes what `show` and `value` name."""
    body = read(file, shown)
    try:
        tree = ast.parse(body)
    except SyntaxError as error:
        raise Fault(f"SyntaxError: {error.msg}", shown, error.lineno) from None
    heading = re.search(r"^# # (.+)$", body, re.MULTILINE)
    found = []
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("show", "value")
        ):
            names = [part.value for part in node.args if isinstance(part, ast.Constant)]
            found += [Quote(0, 0, node.lineno, name) for name in names if isinstance(name, str)]
    return Page(path, shown, {"question": heading[1] if heading else path}, tuple(found))
