"""The slice of the graph that a page needs to recompute its numbers, as plain JSON.

nodes    name -> {value}, or {module, function, inputs}: inputs as ledger.graph has them
texts    [{name, look, corners}]: what ledger.text.printed takes after the number; for a range, the
         ranged inputs with their ends
files    the snippets that hold those functions and all that they import
frozen   names whose code needs more than a browser has: their values are those of the build
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from ledger.bind import is_word
from ledger.book import Book
from ledger.faults import read
from ledger.modules import PACKAGE
from ledger.printing import look
from ledger.quotes import Quote

ENGINE = {
    "ledger/__init__.py": "",
    "ledger/graph.py": "graph.py",
    "ledger/text.py": "text.py",
    "ledger/units.py": "browser/units.py",
    "ledger/browser/__init__.py": "",
    "ledger/browser/load.py": "browser/load.py",
}
"""Files of the engine by their place in the browser; an empty one has no source."""

AT_HAND = {"math", "ledger.units"}
"""Modules that are there besides snippets."""


def manifest(book: Book, names: Iterable[str], quotes: Iterable[Quote] = ()) -> dict[str, Any]:
    """The manifest of the numbers `names` and of the texts `quotes`, with all that both rest on."""
    quotes = [quote for quote in quotes if not quote.call and not is_word(book.number(quote.name).unit)]
    nodes: dict[str, Any] = {}
    files: set[Path] = set()
    frozen: list[str] = []
    names = {*names, *(quote.name for quote in quotes)}
    for name in names:
        book.number(name)
    for name in sorted(_asked(book, names)):
        number = book.numbers.get(name)
        definition = number.definition if number else None
        needed = imports(book.root, book.root / definition.file) if definition else None
        if definition and needed is not None:
            module = ".".join(definition.file.with_suffix("").parts)
            inputs = book.graph.nodes[name].inputs
            nodes[name] = {"module": module, "function": definition.name, "inputs": inputs}
            files |= needed
        else:
            nodes[name] = {"value": book.graph.run().get(name)}
            frozen += [name] if definition else []
    texts = [_text(book, quote) for quote in quotes]
    paths = sorted(path.relative_to(book.root).as_posix() for path in files)
    return {"nodes": nodes, "texts": texts, "files": paths, "frozen": frozen}


def _asked(book: Book, names: set[str]) -> set[str]:
    """The names and everything that they ask for, what curves sweep included."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += book.graph.nodes[name].asks()
    return found


def _text(book: Book, quote: Quote) -> dict[str, Any]:
    text: dict[str, Any] = {"name": quote.name, "look": look(book.number(quote.name), quote.filters)}
    entry = book.number(quote.name).entry
    if "range" in dict(quote.filters) or (entry and entry.fact.value is None):
        facts = {name: book.facts.entries[name].fact for name in book.grounds(quote.name)}
        text["corners"] = [[name, fact.low, fact.high] for name, fact in facts.items() if fact.ranged]
    return text


def imports(root: Path, file: Path) -> set[Path] | None:
    """The snippets that a snippet needs, itself included; None if one needs what a browser lacks (NumPy).

    What labs import stays at home: a lab runs where it is built.
    """
    found: set[Path] = set()
    waiting = [file]
    if file.is_relative_to(root / PACKAGE / "labs"):
        return None
    while waiting:
        file = waiting.pop()
        if file in found:
            continue
        found.add(file)
        for name in _imported(read(file, file.relative_to(root))):
            if name in AT_HAND:
                continue
            module = (root / name.replace(".", "/")).with_suffix(".py")
            package = root / name.replace(".", "/") / "__init__.py"
            if not module.exists() and not package.exists():
                return None
            waiting += [module if module.exists() else package]
    return found | {folder / "__init__.py" for path in found for folder in _packages(root, path)}


def _packages(root: Path, file: Path) -> list[Path]:
    """The package folders that a module lies in."""
    return [folder for folder in file.parents if folder != root and folder.is_relative_to(root)]


@lru_cache(maxsize=512)
def _imported(source: str) -> tuple[str, ...]:
    """The modules that a source text imports."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
    return tuple(found)


def browser_files(book: Book, made: dict[str, Any]) -> dict[str, str]:
    """Every file that the browser loads for a manifest: its path there, and its text."""
    engine = Path(__file__).parents[1]
    files = {
        path: (engine / source).read_text(encoding="utf-8") if source else ""
        for path, source in ENGINE.items()
    }
    return files | {path: read(book.root / path, path) for path in made["files"]}
