"""How sure are we: what the numbers of each page rest on, and what holds the computed ones."""

from __future__ import annotations

from html import escape

from ledger.book import Book
from ledger.facts import EVIDENCE
from ledger.gates.held import Held
from ledger.pages import page_address
from ledger.publish.site import about

HELD = ("outside", "closure", "identity", "formula", "no")
_HEADS = {"formula": "formula only", "no": "not held"}


def sureness(book: Book, held: dict[str, Held], prefix: str, blank: bool = False) -> str:
    """A table with a row for each page: numbers by evidence, values by kind of check."""
    kinds = (*EVIDENCE, "assumption")
    groups = (
        '<th scope="col" rowspan="2">Page</th>'
        f'<th scope="colgroup" colspan="{len(kinds)}">Numbers, by the weakest evidence</th>'
        f'<th scope="colgroup" colspan="{len(HELD)}">Values, by what holds them</th>'
    )
    heads = " ".join(
        f'<th scope="col" class="figures">{_HEADS.get(kind, kind)}</th>' for kind in (*kinds, *HELD)
    )
    body = []
    for path, page in sorted(book.pages.items()):
        told = about(book, held, path)
        if not told["numbers"]:
            continue
        link = f'<a href="{prefix}{page_address(path)}">{escape(book.fill(page.question))}</a>'
        counts = [told["evidence"][kind] for kind in kinds] + [told["held"][kind] for kind in HELD]
        cells = " ".join(f'<td class="figures">{"" if blank else count or "–"}</td>' for count in counts)
        body.append(f'<tr><th scope="row">{link}</th> {cells}</tr>')
    return (
        '<div class="rows rows--tight" role="region" aria-label="What pages rest on" tabindex="0"><table>'
        f"<thead><tr>{groups}</tr><tr>{heads}</tr></thead><tbody>{' '.join(body)}</tbody></table></div>"
    )
