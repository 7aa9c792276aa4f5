"""What stands on a line of its own in a page: figures, tables, code, claims, as HTML that needs no script."""

from __future__ import annotations

import importlib
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from ledger import rows
from ledger.book import Book
from ledger.claims import VERDICTS, Claim
from ledger.faults import Fault, nearest, written
from ledger.pages import page_address


def way(source: str) -> str:
    """From the address of a page (its Markdown path under docs) to the site's root: `../` for each step."""
    parts = source.removesuffix(".md").split("/")
    return "../" * (len(parts) - (parts[-1] == "index"))


def number_address(book: Book, name: str) -> str:
    """The address of a number's entry, from the site's root."""
    number = book.number(name)
    page = f"facts/{number.entry.topic}" if number.entry else number.definition.page  # type: ignore[union-attr]
    return f"numbers/{page_address(page)}#{name}"


def formulas(root: Path) -> Iterator[tuple[str, Callable[..., Any], Path]]:
    """Name, function and file of every public formula."""
    for file in written(root / "snippets" / "formulas", "*.py"):
        if file.stem.startswith("_"):
            continue
        module = importlib.import_module(f"snippets.formulas.{file.stem}")
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__ and name[0] != "_":
                yield name, function, file.relative_to(root)


def find_function(book: Book, name: str) -> tuple[Callable[..., Any], Path]:
    """The function behind a name, and its file: a value, a table, a figure or a formula."""
    if name in book.definitions:
        return book.definitions[name].function, book.definitions[name].file
    if name in book.figures:
        return book.figures[name].function, book.figures[name].file
    known = {formula: (function, file) for formula, function, file in formulas(book.root)}
    if name not in known:
        names = [*book.definitions, *book.figures, *known]
        raise Fault(f"no function is called '{name}'{nearest(name, names)}")
    return known[name]


def source_of(function: Callable[..., Any]) -> str:
    """A function as it stands in its file, without indentation."""
    return textwrap.dedent(inspect.getsource(inspect.unwrap(function)))


@cache
def python(code: str) -> str:
    """Python as highlighted HTML."""
    made = str(highlight(code, PythonLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True)))
    return made.replace("<pre>", '<pre tabindex="0">')  # wide code scrolls, with the keyboard too


LONG = 28
"""Characters from which a number's text may break across lines."""


class Blocks:
    """Blocks for one page: `prefix` leads from it to the site's root; `blank` replaces every bound text."""

    def __init__(self, book: Book, prefix: str, blank: str = "", serve: bool = False) -> None:
        self.book, self.prefix, self.blank, self.serve = book, prefix, blank, serve

    def figure(self, name: str) -> str:
        """A figure with its title, both layouts, source line and links."""
        from ledger.publish.pictures import inline

        self.book.look_up("figure", name)
        return inline(self.book, self.book.figures[name], self.prefix, self.blank, self.serve)

    def table(self, name: str) -> str:
        """A table's rows, in a box that scrolls sideways by itself."""
        self.book.look_up("table", name)
        return self.rows_html(name)

    def rows_html(self, name: str, most: int = 0) -> str:
        """The HTML table of a table's rows; the first `most` of them, if not 0."""
        columns = rows.columns(self.book, name)
        caption = escape(self.book.title(name))
        heads = " ".join(
            f'<th scope="col"{_right(unit)}>{_whole_unit(escape(rows.head(key, unit)))}</th>'
            for key, unit in columns
        )
        body = []
        for row in rows.table_rows(self.book, name)[: most or None]:
            cells = []
            for place, (key, unit) in enumerate(columns):
                words = self.blank or escape(rows.cell(row[key], unit))
                cells.append(
                    f'<th scope="row">{words}</th>' if not place else f"<td{_right(unit)}>{words}</td>"
                )
            body.append(f"<tr>{' '.join(cells)}</tr>")  # a space, or search reads cells as one word
        return (
            f'<div class="rows" role="region" aria-label="{caption}" tabindex="0"><table>'
            f"<caption>{caption}</caption>"
            f" <thead><tr>{heads}</tr></thead> <tbody>{' '.join(body)}</tbody></table></div>"
        )

    def code(self, name: str) -> str:
        """The source of a function, with its file."""
        function, file = find_function(self.book, name)
        caption = f"<code>{escape(str(file))}</code>"
        return (
            f'<figure class="code">{python(source_of(function))}<figcaption>{caption}</figcaption></figure>'
        )

    def claim(self, name: str) -> str:
        """A claim of the article as a card: what it says, the verdict, what decides it."""
        self.book.look_up("claim", name)
        return self.claim_html(self.book.claims[name])

    def claim_html(self, claim: Claim, heading: bool = False) -> str:
        """A claim as a card."""
        record, fill = claim.record, self.filled
        parts = [f'<p class="claim__says">{verdict_chip(claim.verdict)} {fill(record.says)}</p>']
        if record.stated:
            stated = self.blank or escape(record.stated)
            parts.append(
                f'<p class="claim__stated">The article: {stated}.{self.held_against(record.compare)}</p>'
            )
        if record.note:
            parts.append(f'<p class="claim__note">{fill(record.note)}</p>')
        if record.since:
            parts.append(f'<p class="claim__since"><strong>Since then:</strong> {fill(record.since)}</p>')
        decided = ", ".join(self.decider(name) for name in record.decided_by)
        parts.append(f'<p class="claim__by">Decided by {decided}.</p>')
        attribute = f' id="{claim.name}"' if heading else ""
        return f'<div class="claim claim--{claim.verdict}"{attribute}>{"".join(parts)}</div>'

    def held_against(self, name: str) -> str:
        """The number beside a claim's own: a fact on record or what is computed here; else nothing."""
        if not name:
            return ""
        whose = "Ours" if self.book.number(name).definition else "The record"
        return f" {whose}: {self.link(name)}."

    def claims(self, which: str, key: bool = True) -> str:
        """A strip of claims in the article's order, one mark each: `all` of them, or those of one page."""
        pages = {claim.record.page for claim in self.book.claims.values()}
        if which not in pages | {"all"}:
            raise Fault(f"no page '{which}' decides claims{nearest(which, pages)}")
        chosen = [c for c in self.book.claims.values() if which in ("all", c.record.page)]
        marks, words = [], []
        for claim in chosen:
            says = self.book.fill(claim.record.says, blank=self.blank)
            told = escape(f"{claim.verdict}: {says}", quote=True)
            address = f"{self.prefix}claims/#{claim.name}"
            shape = f'<span aria-hidden="true">{VERDICTS[claim.verdict]}</span>'
            link = f'<a href="{address}" title="{told}" aria-label="{told}">{shape}</a>'
            marks.append(f'<li class="strip__{claim.verdict}">{link}</li>')
        for verdict in VERDICTS:
            count = sum(claim.verdict == verdict for claim in chosen)
            words += [f"<span>{verdict_chip(verdict)} {self.blank or count}</span>"] if count else []
        counts = f'<p class="strip__key">{" ".join(words)}</p>' if key else ""
        listed = f'<ol aria-label="Claims, in the order of the article">{"".join(marks)}</ol>'
        return f'<div class="strip">{listed}{counts}</div>'

    def decider(self, name: str) -> str:
        """A link to what decides a claim."""
        source = name.removeprefix("source:")
        if source != name:
            title = self.blank or escape(self.book.facts.sources[source].title)
            return f'<a class="source" href="{self.prefix}sources/#{source}">{title}</a>'
        return self.link(name, title=True)

    def link(self, name: str, title: bool = False) -> str:
        """A number as a link to its entry, by its text or by its title and text."""
        if self.book.number(name).kind == "table":
            words = escape(self.book.title(name))
        else:
            words = self.blank or escape(self.book.text(name))
            if title and not self.blank:
                words = f'<span class="whole">{words}</span>' if len(words) <= LONG else words
                words = f"{escape(self.book.title(name))}: {words}"
        href = self.prefix + number_address(self.book, name)
        long = " number--long" if title or len(words) > LONG else ""
        return f'<a class="number{long}" href="{href}" data-evidence="{self.book.evidence(name)}">{words}</a>'

    def filled(self, template: str) -> str:
        """A claim's or caption's text with its quotes as links."""
        from ledger.quotes import quotes

        parts, at = [], 0
        for quote in quotes(template):
            words = self.blank or escape(self.book.text(quote.name, quote.filters))
            href = self.prefix + number_address(self.book, quote.name)
            evidence = self.book.evidence(quote.name)
            long = " number--long" if len(words) > LONG else ""
            link = f'<a class="number{long}" href="{href}" data-evidence="{evidence}">{words}</a>'
            parts += [escape(template[at : quote.start]), link]
            at = quote.end
        return "".join([*parts, escape(template[at:])])


def verdict_chip(verdict: str) -> str:
    """A verdict by word and shape."""
    shape = f'<span aria-hidden="true">{VERDICTS[verdict]}</span>'
    return f'<span class="verdict verdict--{verdict}">{shape} {verdict}</span>'


def _whole_unit(head: str) -> str:
    """A table's head whose unit, `($ million)`, does not break over two lines."""
    return re.sub(r"\([^()]{1,12}\)$", r'<span class="whole">\g<0></span>', head)


def _right(unit: str) -> str:
    return ' class="figures"' if rows.numeric(unit) else ""
