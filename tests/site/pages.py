"""The pages of a built site, found by looking, each with its kind."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import html

ALONE = ("claims", "sources", "glossary", "method", "search")
GENERATED = {"numbers": "numbers", "figures": "figure", "claims": "claim", "labs": "lab"}


@dataclass(frozen=True)
class Page:
    """An HTML file of the site: its address from the root (`architecture/defects/`) and what it is."""

    path: str
    file: Path
    kind: str


def kind(path: str) -> str:
    """What a page is, told from its address: home, text, section, figure, embed, numbers, lab ..."""
    parts = path.strip("/").split("/")
    if path in ("", "index.html"):
        return "home"
    if path == "404.html":
        return "missing"
    if parts[-1] in ("embed", "live"):
        return parts[-1]
    if len(parts) == 1:
        return parts[0] if parts[0] in ALONE else f"{parts[0]} index" if parts[0] in GENERATED else "section"
    return GENERATED.get(parts[0], "text")


@cache
def pages(site: Path) -> tuple[Page, ...]:
    """Every HTML page below `site`, in the order of addresses."""
    found = []
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        found.append(Page(path, file, kind(path)))
    return tuple(found)


def one_of_each(site: Path) -> list[Page]:
    """For each kind of page the one with the most in it (the largest file)."""
    best: dict[str, Page] = {}
    for page in pages(site):
        if page.kind not in best or page.file.stat().st_size > best[page.kind].file.stat().st_size:
            best[page.kind] = page
    return list(best.values())


@cache
def tree(file: Path) -> html.HtmlElement:
    """A page, parsed."""
    return html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


@cache
def site_url(site: Path) -> str:
    """The address under which the site says that it is published: the shortest in its sitemap, or nothing."""
    sitemap = site / "sitemap.xml"
    found = re.findall(r"<loc>(.*?)</loc>", sitemap.read_text("utf-8")) if sitemap.exists() else []
    return min(found, key=len, default="")


def texts(site: Path) -> Iterator[tuple[Path, str]]:
    """Words that a machine or a reader finds in files other than pages: JSON strings, SVG, CSV."""
    for file in sorted(site.rglob("*")):
        if file.suffix == ".json":
            for word in _strings(json.loads(file.read_text("utf-8"))):
                yield file, word
        elif file.suffix in (".svg", ".csv", ".txt", ".xml"):
            yield file, re.sub(r"<style.*?</style>", "", file.read_text("utf-8"), flags=re.S)


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
