"""`make bench`: how long the ledger takes, on made-up projects and on this one. It asserts nothing."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.table import Table

from ledger.book import Book, open_book
from ledger.gates.checks import load_checks
from ledger.gates.held import held_values
from ledger.graph import Graph, Node

ROOT = Path(__file__).parents[1]
VALUES, FACTS, CHECKS = 1000, 200, 300

SOURCE = '[book]\ntitle = "A book"\npublisher = "A press"\ndate = "2024"\nkind = "book"\n'
FACT = """
[{name}]
title = "Number {name}"
value = {value}
unit = "count"
as_stated = "{value}"
source = "book"
date = "2024"
evidence = "maker"
seen = "original"
"""
HEAD = '"""Made up."""\n\nfrom ledger.units import Rows, count, table, text\n'
VALUE = '\n\ndef {name}({one}: count, {two}: count) -> count:\n    """A sum."""\n    return {one} + {two}\n'
TABLE = (
    "\n\n@table(what=text, size=count)\ndef {name}({asked}: count) -> Rows:\n"
    '    """Rows."""\n    return [("a", {asked}), ("b", {asked} * 2)]\n'
)
CHECK_HEAD = '"""Made up."""\n\nfrom ledger.checks import identity\nfrom ledger.units import count\n'
CHECK = (
    "\n\n@identity\ndef test_{number}({name}: count) -> None:\n"
    '    """It is what it was."""\n    assert abs({name} - {value}) < 0.01 * {value}\n'
)
CONFIG = """site_name: Made up
site_url: https://made-up.example/
theme: {name: mkdocs, highlightjs: false}
plugins: []
hooks: [hook.py]
markdown_extensions: [tables, attr_list, md_in_html, ledger.markdown]
"""


def write(file: Path, text: str) -> None:
    """A file with its folders."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def project(root: Path, pages: int, facts: int = 10, values: int = 20, checks: int = 10) -> Path:
    """A project of pages, each with facts, values that rest on them, a table and checks of its own."""
    write(root / "mkdocs.yml", CONFIG)
    write(root / "hook.py", "from ledger.hook import *  # noqa: F403\n")
    write(root / "docs/index.md", "# Made up\n")
    write(root / "snippets/facts/sources.toml", SOURCE)
    for folder in ("", "made", "formulas"):
        write(root / "snippets" / folder / "__init__.py", '"""Made up."""\n')
    for page in range(pages):
        known = {f"p{page}_f{n}": 10.0 + n for n in range(facts)}
        write(
            root / f"snippets/facts/p{page}.toml",
            "".join(FACT.format(name=name, value=value) for name, value in known.items()),
        )
        code, names = [HEAD], list(known)
        for n in range(values):
            one = names[facts + (n - 1) // 2] if n else names[0]
            two = names[(n + 1) % facts]
            name = f"p{page}_v{n}"
            code.append(VALUE.format(name=name, one=one, two=two))
            known[name] = known[one] + known[two]
            names.append(name)
        code.append(TABLE.format(name=f"p{page}_t", asked=names[-1]))
        write(root / f"snippets/made/p{page}.py", "".join(code))
        asked = [names[facts + n % values] for n in range(checks)]
        tests = [CHECK.format(number=n, name=name, value=known[name]) for n, name in enumerate(asked)]
        write(root / f"tests/made/test_p{page}.py", CHECK_HEAD + "".join(tests))
        quotes = " ".join(f"It is {{{{ {name} }}}}." for name in names)
        write(root / f"docs/made/p{page}.md", f'# Page\n\n{quotes}\n\n{{{{ table("p{page}_t") }}}}\n')
    return root


def seconds(act: Callable[[], object], times: int = 1) -> float:
    """Median time of an act."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        act()
        taken.append(perf_counter() - start)
    return median(taken)


def thousand() -> Graph:
    """A graph of a thousand values, each computed from three before it, above ten that are given."""
    nodes = {f"n{i}": Node(value=1.0 + i) for i in range(10)}
    for i in range(10, 10 + VALUES):
        inputs = tuple(("number", f"n{i - step}", 1.0) for step in (1, 4, 9))
        nodes[f"n{i}"] = Node(function=lambda a, b, c: (a + b + c) / 3, inputs=inputs)
    return Graph(nodes)


def evaluate(graph: Graph, given: dict[str, float] | None = None) -> None:
    """Ask for everything."""
    run = graph.run(given)
    for name in graph.nodes:
        run.get(name)


def build(root: Path) -> None:
    """A build in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "-q", "build", "--site-dir", str(root / "site")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=root, env=environment, check=True)


def main() -> None:
    """Print the times."""
    table = Table("what", "time", "for each")
    row = table.add_row

    def show(what: str, taken: float, number: int = 0, each: str = "") -> None:
        one = taken / number if number else 0.0
        per = (
            f"{1e6 * one:,.1f} µs a {each}"
            if 0 < one < 1e-3
            else f"{1e3 * one:,.1f} ms a {each}"
            if one
            else ""
        )
        row(what, f"{1000 * taken:,.0f} ms" if taken >= 0.01 else f"{1000 * taken:.2f} ms", per)

    graph = thousand()
    show(
        f"{VALUES} values, computed for the first time",
        seconds(lambda: evaluate(Graph(graph.nodes)), 15),
        VALUES,
        "value",
    )
    moved = {f"n{i}": 2.0 for i in range(10)}
    show(
        f"{VALUES} values, with all inputs replaced (aim: 50 ms)",
        seconds(lambda: evaluate(graph, moved), 15),
        VALUES,
        "value",
    )
    with tempfile.TemporaryDirectory(prefix="ledger-bench-") as folder:
        root = project(Path(folder) / "held", 1, FACTS, CHECKS, CHECKS)
        book = open_book(root, fresh=True)
        checks = load_checks(book)
        show(
            f"what holds {CHECKS} values: {FACTS} facts, {len(checks)} checks",
            seconds(lambda: held_values(book, checks)),
        )
        for pages in (1, 10, 100):
            root = project(Path(folder) / str(pages), pages)
            show(
                f"opening a project of {pages} pages",
                seconds(lambda root=root: open_book(root, fresh=True)),
                pages,
                "page",
            )  # type: ignore[misc]
            show(f"building a site of {pages} pages", seconds(lambda root=root: build(root)), pages, "page")  # type: ignore[misc]
    show("this ledger, opened", seconds(lambda: open_book(ROOT, fresh=True), 3))
    ours = open_book(ROOT, fresh=True)
    show(f"its {len(ours.numbers)} numbers", seconds(lambda: answers(ours), 3), len(ours.numbers), "number")
    found = load_checks(ours)
    show(f"what holds its values: {len(found)} checks", seconds(lambda: held_values(ours, found)))
    Console().print(table)


def answers(book: Book) -> None:
    """Ask a ledger for all its numbers anew."""
    evaluate(Graph(book.graph.nodes))


if __name__ == "__main__":
    main()
