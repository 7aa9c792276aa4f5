"""The search index of a server that builds few pages at a time: theirs are replaced, all others kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ledger.cache import keep, kept


class Searched:
    """The sections of the kept site by page. The search plugin itself writes those of one build only."""

    def __init__(self, file: Path, site: Path) -> None:
        self._kept, self._file = file, site / "search" / "search_index.json"
        self._sections: dict[str, list[dict[str, Any]]] = {}
        self._pages: set[str] = set()
        self.built: set[str] = set()  # addresses of the pages that this build made anew
        found = kept(file)
        self.lost = found is None  # then all pages are to be built anew
        self._take(found["docs"] if found else [])

    def _take(self, sections: list[dict[str, Any]]) -> None:
        for section in sections:
            self._sections.setdefault(section["location"].partition("#")[0], []).append(section)

    def begin(self, pages: Iterable[str]) -> None:
        """A build begins, of a site with these addresses of pages; MkDocs calls the front page `./`."""
        self._pages, self.built = {page.removeprefix("./") for page in pages}, set()

    def merge(self) -> None:
        """Add what was just written to what is kept of other pages, and write all."""
        if not self._file.exists():  # a site without search
            keep(self._kept, json.dumps({"docs": []}))
            return
        written = json.loads(self._file.read_text(encoding="utf-8"))
        others = self._pages - self.built
        self._sections = {page: found for page, found in self._sections.items() if page in others}
        self._take([one for one in written["docs"] if one["location"].partition("#")[0] in self.built])
        written["docs"] = [section for found in self._sections.values() for section in found]
        whole = json.dumps(written, separators=(",", ":"))
        keep(self._kept, whole)
        keep(self._file, whole)
