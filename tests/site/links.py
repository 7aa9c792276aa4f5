"""Where the addresses in a built site lead: a sentence for each that leads nowhere or loads from afar."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.site.pages import Page, pages, site_url, tree

# Attributes that make a browser load something at once, without a click.
POINTERS = "contains('canonical alternate author next prev', @rel)"
LOADED = f"(//script|//img|//iframe|//source|//video|//audio|//embed)/@src | //link[not({POINTERS})]/@href"
LOADED += " | //object/@data | //image/@href | //use/@href"
FOLLOWED = f"//a/@href | //area/@href | //form/@action | //link[{POINTERS}]/@href"
SILENT = ("mailto", "tel", "javascript", "data", "blob")
BASE = "http://site.invalid/"


class Links:
    """All addresses of one site, resolved against its files."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.home = site_url(site)
        self._ids: dict[Path, set[str]] = {}

    def broken(self) -> list[str]:
        """Sentences about every address in pages, search index and JSON indexes that leads nowhere."""
        told = []
        for page in pages(self.site):
            for address in self._addresses(page):
                if why := self._wrong(page.path, str(address)):
                    told.append(f"{page.path or 'home'}: {why}")
        for name, address in self._indexed():
            if why := self._wrong("", address):
                told.append(f"{name}: {why}")
        return told

    def loaded_from_elsewhere(self) -> list[str]:
        """Sentences about everything that pages and style sheets load from another host."""
        told = []
        for page in pages(self.site):
            for address in map(str, tree(page.file).xpath(LOADED)):
                if urlsplit(address).netloc and not self._ours(address):
                    told.append(f"{page.path or 'home'}: loads {address}")
        for file in sorted(self.site.rglob("*.css")):
            found = re.findall(r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^'\")]+)", file.read_text("utf-8"))
            told += [f"{file.name}: loads {address}" for address in found]
        return told

    def _addresses(self, page: Page) -> list[str]:
        document = tree(page.file)
        parts = [part.split() for row in document.xpath("//@srcset") for part in row.split(",")]
        sets = [part[0] for part in parts if part]
        return [*document.xpath(LOADED), *document.xpath(FOLLOWED), *sets]

    def _indexed(self) -> list[tuple[str, str]]:
        """Addresses in the search index and in the indexes for machines, relative to the root."""
        found = []
        search = self.site / "search/search_index.json"
        if search.exists():
            rows = json.loads(search.read_text("utf-8"))["docs"]
            found += [("search index", row["location"]) for row in rows]
        figures = self.site / "api/figures.json"
        if figures.exists():
            for row in json.loads(figures.read_text("utf-8")):
                keys = ("page", "embed", "svg", "png", "csv", "json", "spec", "oembed")
                found += [("api/figures.json", row[key]) for key in keys if row.get(key)]
        for name in ("pages", "values", "claims"):
            index = self.site / f"api/{name}.json"
            if index.exists():
                for row in json.loads(index.read_text("utf-8")):
                    places = [row["path"]] if name == "pages" else row.get("pages", [])
                    found += [(f"api/{name}.json", place) for place in places]
        return found

    def _ours(self, address: str) -> bool:
        return bool(self.home) and address.startswith(self.home)

    def _wrong(self, start: str, address: str) -> str:
        """Why an address on the page `start` leads nowhere; empty if it leads somewhere or to a host."""
        if self._ours(address):
            start, address = "", address.removeprefix(self.home)
        elif address.startswith("/") and not address.startswith("//"):
            root = urlsplit(self.home).path or "/"
            if not address.startswith(root):
                return f"'{address}' leads out of the site, which is below {root}"
            start, address = "", address.removeprefix(root)
        parts = urlsplit(urljoin(BASE + start, address))
        if parts.scheme in SILENT or parts.netloc != urlsplit(BASE).netloc:
            return "" if parts.scheme in (*SILENT, "https", "http") else f"'{address}' is not an address"
        file = self.site / unquote(parts.path).lstrip("/")
        if file.is_dir():
            if not parts.path.endswith("/"):
                return f"'{address}' lacks the slash at its end"
            file = file / "index.html"
        if not file.is_file():
            return f"'{address}' leads to no file"
        anchor = unquote(parts.fragment).split(":~:")[0]
        if anchor and file.suffix == ".html" and anchor not in self._anchors(file):
            return f"'{address}' leads to no place in its page"
        return ""

    def _anchors(self, file: Path) -> set[str]:
        if file not in self._ids:
            self._ids[file] = set(map(str, tree(file).xpath("//@id | //a/@name")))
        return self._ids[file]
