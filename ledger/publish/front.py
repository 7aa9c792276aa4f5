"""The head of a generated page, and words that Markdown leaves as they are."""

from __future__ import annotations

import json
from html import escape
from typing import Any


def front(title: str, **keys: Any) -> str:
    """Front matter of a generated page, and its heading."""
    told = {"title": title, "generated": True, **keys}
    rows = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()]  # it is YAML
    return "\n".join(["---", *rows, "---", "", f"# {plain(title)}", "", ""])


def title_of(markdown: str) -> str:
    """The title that `front` wrote above a page; empty if it wrote none."""
    first = markdown.partition("\n")[2].partition("\n")[0]
    return str(json.loads(first.removeprefix("title: "))) if first.startswith('title: "') else ""


def plain(words: str) -> str:
    """Words that Markdown leaves as they are."""
    for mark in "\\`*_{}[]#":
        words = words.replace(mark, "\\" + mark)
    return escape(words, quote=False)
