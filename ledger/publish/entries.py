"""The entry of each number: what it is, how it came about, who says it, what holds it, where it is quoted."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader

from ledger import text
from ledger.blocks import number_address
from ledger.book import Book
from ledger.facts import weakest
from ledger.gates.checks import Check
from ledger.gates.held import Held
from ledger.pages import page_address
from ledger.publish.derive import formula, substituted
from ledger.publish.front import front, plain

KINDS = {
    "outside": "Held by another document's number",
    "closure": "Held by the sum of a filing's own numbers (closure)",
    "identity": "Held as an identity of its inputs only",
    "formula": "Held by published answers of its formula",
}
MOST_ROWS = 24
"""Inputs listed in one entry; a longer column is cut and counted."""


@cache
def templates() -> Environment:
    """The HTML templates of this package."""
    return Environment(
        loader=PackageLoader("ledger.publish"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


class Entries:
    """Renders entries for the pages under numbers/."""

    def __init__(
        self, book: Book, held: dict[str, Held], checks: list[Check], pages: dict[str, list[str]]
    ) -> None:
        self.book, self.held, self.pages = book, held, pages
        self.docs = {check.name: check.doc for check in checks}
        self.kinds = {check.name: check.kind for check in checks}

    def pages_by_file(self) -> dict[str, list[str]]:
        """Markdown file under docs -> names, in order of line."""
        from ledger.markdown import number_file

        found: dict[str, list[str]] = {}
        for name in self.book.numbers:
            found.setdefault(number_file(self.book, name), []).append(name)
        numbers = self.book.numbers
        return {
            file: sorted(names, key=lambda n: (str(numbers[n].file), numbers[n].line, n))
            for file, names in found.items()
        }

    def markdown(self, file: str, names: list[str]) -> str:
        """The Markdown page with the entries of `names`."""
        place = file.removeprefix("numbers/").removesuffix(".md")
        head = front(self.title(place), search={"boost": 0.5})
        body = []
        for name in names:
            body.append(f'## {plain(self.book.title(name))} {{ #{name} }}\n\n{{{{ entry("{name}") }}}}\n')
        return head + "\n".join(body)

    def title(self, place: str) -> str:
        """What a page of entries is called, by its path under `numbers`."""
        if place in self.book.pages:
            return "Numbers: " + self.book.fill(self.book.pages[place].question)
        first, *rest = place.split("/")
        if first != "facts":
            return "Numbers: " + place.rsplit("/", 1)[-1].replace("_", " ").replace("-", " ")
        if len(rest) == 2:
            labels = {member: known.label for member, known in self.book.facts.families[rest[0]].items()}
            twin = list(labels.values()).count(labels[rest[1]]) > 1
            return f"Facts: {labels[rest[1]]}" + (f" ({rest[1]})" if twin else "")
        return f"Facts: {self.book.facts.topics[rest[0]]}"

    def entry(self, name: str, prefix: str) -> str:
        """The HTML of one entry; `prefix` leads to the site's root."""
        book, number = self.book, self.book.number(name)
        fact = number.entry.fact if number.entry else None
        table = number.kind == "table"
        data: dict[str, Any] = {
            "name": name,
            "kind": number.kind,
            "unit": number.unit,
            "text": f"{len(book.get(name))} rows" if table else book.text(name),
            "span": self._span(name),
            "evidence": "" if fact and fact.kind == "assumption" else self._evidence(name),
            "seen": {"original": "original seen", "copy": "copy seen", "not seen": "not seen by us"}.get(
                (fact.seen or "") if fact else "", ""
            ),
            "date": text.day(book.date(name)) if book.date(name) else "",
            "review": f"look again by {text.day(fact.review_by)}" if fact and fact.review_by else "",
            "marks": self._marks(name),
            "stated": fact.as_stated if fact else "",
            "locator": fact.locator if fact else "",
            "reason": fact.reason if fact else "",
            "note": fact.note if fact else "",
            "formula": formula(number.definition) if number.definition and not table else "",
            "substituted": substituted(book, name),
            "inputs": [self._row(asked, prefix) for asked in book.inputs(name)[:MOST_ROWS]],
            "rivals": [self._row(other, prefix) for other in self._rivals(name)],
            "sources": [self._source(source, prefix) for source in book.sources(name)[:MOST_ROWS]],
            "pages": [self._page(path, prefix) for path in self.pages.get(name, [])],
            "json": f"{prefix}numbers/{name}.json",
        }
        held = self.held.get(name)
        reason = held.text.removeprefix("no").strip(": ") if held else ""
        data["held"] = KINDS.get(held.text, f"Not held: {reason}" if reason else "") if held else ""
        if held and any(self.kinds.get(check, held.text) != held.text for check in held.checks):
            data["held"] += "; on one side a stronger check holds it"
        data["checks"] = [{"name": n, "doc": self.docs.get(n, "")} for n in held.checks] if held else []
        lines = templates().get_template("entry.html").render(data).splitlines()
        return "\n".join(line for line in lines if line.strip())

    def _evidence(self, name: str) -> str:
        """The weakest evidence under a number; beside an assumption, that of the facts too."""
        told, facts = (
            self.book.evidence(name),
            [self.book.facts.entries[g].fact for g in self.book.grounds(name)],
        )
        said = weakest(fact for fact in facts if fact.evidence)
        return told if said in (told, "assumption") else f"{told}; of the facts: {said}"

    def _marks(self, name: str) -> list[str]:
        """What a reader must not miss, in sentences."""
        marks, fact = self.book.marks(name), self.book.number(name).entry
        told = (
            ["Rests on an assumption: move it and this moves."] if "assumption" in marks and not fact else []
        )
        return told + (["Due for another look: it may have moved since."] if "overdue" in marks else [])

    def _span(self, name: str) -> str:
        number = self.book.number(name)
        if number.entry:
            fact = number.entry.fact
            return self.book.text(name, [("range", ())]) if fact.ranged and fact.value is not None else ""
        ranged = [g for g in self.book.grounds(name) if self.book.number(g).entry.fact.ranged]  # type: ignore[union-attr]
        if number.kind == "table" or not ranged or len(ranged) > 6 or isinstance(self.book.get(name), str):
            return ""
        try:
            return self.book.text(name, [("range", ())])
        except Exception:
            return ""

    def _rivals(self, name: str) -> list[str]:
        entry = self.book.number(name).entry
        tag = entry.fact.disputes if entry else ""
        return [other for other in self.book.disputes.get(tag, []) if other != name]

    def _row(self, name: str, prefix: str) -> dict[str, str]:
        words = "" if self.book.number(name).kind == "table" else self.book.text(name)
        return {
            "title": self.book.title(name),
            "text": words,
            "href": prefix + number_address(self.book, name),
        }

    def _source(self, name: str, prefix: str) -> dict[str, str]:
        source = self.book.facts.sources[name]
        href = f"{prefix}sources/#{name}"
        return {
            "title": source.title,
            "publisher": source.publisher,
            "date": text.day(source.date),
            "href": href,
        }

    def _page(self, path: str, prefix: str) -> dict[str, str]:
        return {"title": self.book.fill(self.book.pages[path].question), "href": prefix + page_address(path)}
