"""How sure are we: what the numbers of each page rest on, and what holds the computed ones."""

from __future__ import annotations

from html import escape

from ledger.book import Book
from ledger.facts import EVIDENCE
from ledger.gates.held import Held
from ledger.pages import page_address
from ledger.publish.site import tallied

HELD = ("outside", "closure", "identity", "formula", "no")
_HEADS = {"formula": "formula only", "no": "not held"}


def sureness(book: Book, held: dict[str, Held], prefix: str, blank: bool = False) -> str:
    """A table with a row for all pages and one for each: numbers by evidence, values by kind of check."""
    kinds = (*EVIDENCE, "assumption")
    groups = (
        '<th scope="col" rowspan="2">Page</th>'
        f'<th scope="colgroup" colspan="{len(kinds)}">Numbers, by the weakest evidence</th>'
        f'<th scope="colgroup" colspan="{len(HELD)}">Values, by what holds them</th>'
    )
    heads = " ".join(
        f'<th scope="col" class="figures">{_HEADS.get(kind, kind)}</th>' for kind in (*kinds, *HELD)
    )
    quoted = {path: book.quoted(page) for path, page in sorted(book.pages.items())}
    rows = [("All pages, each number once", set().union(*quoted.values()))]
    for path, names in quoted.items():
        words = escape(book.fill(book.pages[path].question))
        rows += [(f'<a href="{prefix}{page_address(path)}">{words}</a>', names)] if names else []
    body = []
    for head, names in rows:
        evidence, by = tallied(book, held, names)
        counts = [evidence[kind] for kind in kinds] + [by[kind] for kind in HELD]
        cells = " ".join(f'<td class="figures">{"" if blank else count or "–"}</td>' for count in counts)
        body.append(f'<tr><th scope="row">{head}</th> {cells}</tr>')
    return (
        '<div class="rows rows--tight" role="region" aria-label="What pages rest on" tabindex="0"><table>'
        f"<thead><tr>{groups}</tr><tr>{heads}</tr></thead><tbody>{' '.join(body)}</tbody></table></div>"
    )
