"""All the gates at once, as `python -m ledger check` prints them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table

from ledger.book import Book
from ledger.checks import KINDS
from ledger.faults import Fault
from ledger.gates.as_stated import stated_faults
from ledger.gates.browser import browser_faults
from ledger.gates.checks import Check, load_checks, stray_checks
from ledger.gates.digits import allowed_names, claim_digits, digit_faults, figure_digits
from ledger.gates.dimensions import dimension_faults
from ledger.gates.held import Held, held_values, vector_faults
from ledger.gates.labels import label_faults
from ledger.gates.literals import literal_faults
from ledger.gates.mutation import mutation_faults
from ledger.gates.pages import page_faults
from ledger.gates.terms import term_faults, terms
from ledger.pages import page_address

MOST_UNHELD = 0.1
"""Share of quoted values that may stand without any check, each with its reason."""


def check_faults(book: Book, checks: list[Check]) -> list[Fault]:
    """A fault for each check that fails as things stand, cannot fail, or calls itself outside and is not."""
    found = [
        Fault(f"{c.name.split('::')[1]} fails: {c.doc}", c.file, c.line)
        for c in checks
        if not c.passes(book, {})
    ]
    for check in checks:
        if not check.can_fail(book):
            what = f"{check.name.split('::')[1]} cannot fail: it passes with each of its numbers doubled"
            found.append(Fault(what, check.file, check.line))
        if check.kind == "outside" and not _from_outside(book, check):
            name = check.name.split("::")[1]
            what = f"{name} is not outside: what it compares with comes from the documents of the inputs"
            found.append(Fault(what, check.file, check.line))
    return [*found, *stray_checks(book, checks)]


def _from_outside(book: Book, check: Check) -> bool:
    """Whether some fact that it asks for, and looks at, comes from a document other than its values' own."""
    names = [name for name, _ in check.arguments]
    values = [name for name in names if not book.numbers[name].entry]
    under = set().union(*(book.graph.above(name) for name in values)) if values else set()
    facts = [name for name in names if book.numbers[name].entry and name not in under]
    sources = {source for name in values for source in book.sources(name)}
    return any(not set(book.sources(name)) <= sources and _looks_at(book, check, name) for name in facts)


def _looks_at(book: Book, check: Check, name: str) -> bool:
    """Whether a check fails when a number is twice or half as large: else what it expects was typed."""
    value = book.get(name)
    if not isinstance(value, int | float) or not value:
        return True
    return not all(check.passes(book, {name: moved}) for moved in (value * 2, value / 2))


def held_faults(book: Book, held: dict[str, Held]) -> list[Fault]:
    """A fault for each quoted value held by nothing, without a reason; one more if too many have one."""
    quoted = {name for page in book.pages.values() for name in book.quoted(page)}
    values = [name for name in sorted(quoted) if book.numbers[name].kind == "value"]
    found = []
    for name in values:
        if held[name].text == "no":
            number = book.numbers[name]
            what = f"'{name}' is quoted and held by nothing: write a check, or 'not held: <why>' under it"
            found.append(Fault(what, number.file, number.line))
    reasoned = [name for name in values if held[name].text.startswith("no: ")]
    if len(reasoned) > max(1, MOST_UNHELD * len(values)):
        found.append(
            Fault(f"{len(reasoned)} of {len(values)} quoted values are not held: at most one in ten may be")
        )
    return found


def build_blank(root: Path, target: Path) -> None:
    """Build the site with a mark in place of every bound text; Fault with the builder's words if it fails."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(target)]
    environment = {**os.environ, "LEDGER_BLANK": "1", "LEDGER_EXECUTE": "false", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    if done.returncode:
        words = (done.stderr + done.stdout).strip() or f"it ended with {done.returncode} and said nothing"
        raise Fault(f"the blank build failed: {words.splitlines()[-1]}")


def typed_faults(book: Book) -> list[Fault]:
    """A fault for each digit typed on a page, found in a blank build."""
    names = allowed_names(book.root)
    with tempfile.TemporaryDirectory(prefix="ledger-blank-") as folder:
        build_blank(book.root, Path(folder))
        found = digit_faults(Path(folder), blank_pages(book), names, book.root)
    found += [*figure_digits(book, names), *label_faults(book.root, names)]
    return [*found, *claim_digits(book, names)]


def blank_pages(book: Book) -> dict[str, Path]:
    """The pages to look at in a blank build: address and file."""
    return {page_address(path).rstrip("/"): page.file for path, page in book.pages.items()}


def unused(book: Book) -> list[str]:
    """Facts that no value, figure, claim, page or check asks for."""
    asked = {name for check in load_checks(book) for name, _ in check.arguments}
    for claim in book.claims.values():
        asked |= book.claim_names(claim)
    for page in book.pages.values():
        asked |= book.quoted(page)
    asked |= {name for number in book.numbers.values() if number.definition for name in number.node.asks()}
    return sorted(name for name in book.facts.entries if name not in asked)


def overdue(book: Book) -> list[str]:
    """Facts past their `review_by` date."""
    return sorted(name for name in book.facts.entries if "overdue" in book.marks(name))


class Opened:
    """What the gates look at: the ledger, its checks, and which values these hold."""

    def __init__(self, book: Book) -> None:
        self.book, self.checks = book, load_checks(book)
        self.held = held_values(book, self.checks)


Gate = tuple[str, Callable[[Opened], str], Callable[[Opened], list[Fault]]]

GATES: tuple[Gate, ...] = (
    ("pages", lambda at: f"{len(at.book.pages)} pages and their quotes", lambda at: page_faults(at.book)),
    ("terms", lambda at: f"{len(terms(at.book))} terms and other spellings", lambda at: term_faults(at.book)),
    ("checks", lambda at: f"{len(at.checks)} checks of values", lambda at: check_faults(at.book, at.checks)),
    ("vectors", lambda at: "published answers of formulas", lambda at: vector_faults(at.book)),
    ("held", lambda at: f"{len(at.held)} values and tables", lambda at: held_faults(at.book, at.held)),
    ("as stated", lambda at: f"{len(at.book.facts.entries)} facts", lambda at: stated_faults(at.book)),
    ("literals", lambda at: "value and table modules", lambda at: literal_faults(at.book.root)),
    ("browser", lambda at: "value and formula modules", lambda at: browser_faults(at.book.root)),
    ("units", lambda at: "values, tables and formulas", lambda at: dimension_faults(at.book)),
    ("mutation", lambda at: f"{len(at.book.pages)} pages", lambda at: mutation_faults(at.book)),
)
"""Every gate that needs no build: what it is called, what it looks at, and how it is run."""

DIGITS: Gate = (
    "digits",
    lambda at: f"{len(at.book.pages)} pages, built blank",
    lambda at: typed_faults(at.book),
)


def report(book: Book, console: Console, quick: bool = False) -> int:
    """Run every gate, print a table and what is red; 1 if anything is."""
    at = Opened(book)
    table = Table(*(Column(head, overflow="fold") for head in ("gate", "looked at", "result")))
    red: list[Fault] = []
    for name, what, run in GATES if quick else (*GATES, DIGITS):
        faults = run(at)
        red += faults
        result = f"[red]{len(faults)} red[/red]" if faults else "[green]green[/green]"
        table.add_row(name, what(at), result)
    kinds = Counter(check.kind for check in at.checks)
    table.add_row("", ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS), "kinds of check")
    for kind, names in (("unused", unused(book)), ("to review", overdue(book))):
        table.add_row(kind, ", ".join(names[:12]) + (" …" if len(names) > 12 else ""), f"{len(names)} facts")
    console.print(table)
    for fault in red:
        console.print(str(fault), markup=False, soft_wrap=True)
    return 1 if red else 0
