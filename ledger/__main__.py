"""The command line: `why` a number is what it is, what it has an `impact` on, whether the gates `check`."""

from __future__ import annotations

import argparse
import os
import sys
from io import TextIOWrapper
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from rich.tree import Tree

from ledger import text
from ledger.book import Book, open_book
from ledger.faults import Fault
from ledger.publish.derive import formula, substituted

PIPED = 240
"""Columns of a tree where nobody looks on: what is searched for must not be cut in two."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 if all is well, 1 if a gate is red, 2 if the ledger does not open."""
    parser = argparse.ArgumentParser(prog="python -m ledger", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, help_ in (
        ("why", "print a number's derivation down to its sources"),
        ("impact", "list what a number touches"),
    ):
        command = commands.add_parser(name, help=help_)
        command.add_argument("name")
    check = commands.add_parser("check", help="run all the gates and print a table")
    check.add_argument("--quick", action="store_true", help="leave out the gate that builds the site")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without our signs shows question marks
    alone = options.command == "why" and not sys.stdout.isatty() and "COLUMNS" not in os.environ
    console = Console(highlight=False, width=PIPED if alone else None)
    try:
        book = open_book(options.root.resolve())
        if options.command == "why":
            book.number(options.name)
            console.print(why(book, options.name))
            return 0
        if options.command == "impact":
            book.number(options.name)
            impact(book, options.name, console)
            return 0
        from ledger.gates.run import report

        return report(book, console, quick=options.quick)
    except Fault as fault:
        console.print(str(fault), style="red", markup=False, soft_wrap=True)
        return 2


def why(book: Book, name: str) -> Tree:
    """The derivation of a number as a tree: formula, inputs, facts, sources."""
    tree = Tree(_line(book, name))
    _grow(book, name, tree, set())
    return tree


def _line(book: Book, name: str) -> str:
    number = book.number(name)
    words = f"{len(book.get(name))} rows" if number.kind == "table" else book.text(name)
    place = f"{escape(book.title(name))} ({number.file}:{number.line})"
    return f"[bold]{name}[/bold] = {escape(words)}  [dim]{place}[/dim]"


def _grow(book: Book, name: str, tree: Tree, seen: set[str]) -> None:
    number = book.number(name)
    if number.entry:
        fact = number.entry.fact
        if fact.kind == "assumption":
            tree.add(f"assumption, {book.text(name, [('range', ())])}: {escape(fact.reason)}")
        else:
            source = book.facts.sources[fact.source]
            seen_as = {"original": "original seen", "copy": "copy seen", "not seen": "not seen by us"}[
                fact.seen or "copy"
            ]
            said = f"({fact.evidence}, {seen_as}, as of {text.day(fact.date)})"
            tree.add(f"stated as “{escape(fact.as_stated)}” {said}")
            where = escape(f"{source.publisher}, {text.day(source.date)} {source.url}")
            tree.add(f"[italic]{escape(source.title)}[/italic], {where}")
        return
    if number.definition and not number.definition.table and (words := formula(number.definition)):
        numbers = substituted(book, name)
        tree.add(escape(f"= {words}" + (f" = {numbers}" if numbers else "")), style="cyan")
    for asked in book.inputs(name):
        branch = tree.add(_line(book, asked))
        if asked in seen:
            branch.add("… as above")
        else:
            seen.add(asked)
            _grow(book, asked, branch, seen)


def impact(book: Book, name: str, console: Console) -> None:
    """Print the values, tables, figures, claims and pages that a number touches."""
    touched = book.below[name] | {name}
    figures = [key for key, figure in book.figures.items() if touched & book.figure_names(figure)]
    claims = [key for key, claim in book.claims.items() if touched & book.claim_names(claim)]
    pages = [path for path, page in book.pages.items() if touched & book.quoted(page)]
    kinds = {
        kind: sorted(n for n in touched - {name} if book.numbers[n].kind == kind)
        for kind in ("value", "table")
    }
    table = Table(
        "what",
        Column("which", overflow="fold"),
        title=f"{name} = {book.text(name) if book.number(name).kind != 'table' else 'a table'}",
    )
    for what, names in (
        ("values", kinds["value"]),
        ("tables", kinds["table"]),
        ("figures", figures),
        ("claims", claims),
        ("pages", pages),
    ):
        table.add_row(f"{len(names)} {what}", ", ".join(names) or "none")
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
