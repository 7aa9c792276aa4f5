"""Labels: words that a figure's code puts on a chart hold no typed digit, but for names of things.

Its title, caption and alt text are templates, which the digits gate looks at; its rows come from a table.
What is left are strings in the code: axis titles, labels, texts of a drawing. Colours, sizes, positions,
names of columns, formats, and values that rows are compared with are no words.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from ledger.faults import Fault, read, written
from ledger.gates.digits import typed_digits
from ledger.modules import PACKAGE, parsed

_GAP = "\ufffc"  # stands for what is put in while drawing
_CHOICES = {"accent", "second", "sort", "domain"}  # arguments that name rows or ends of an axis
_RUN = rf"[\d\s.,{_GAP}-]"
_NO_WORDS = re.compile(
    rf"[a-z_]\w*(?::[A-Z])?|[AaHhLlMmVv](?:{_RUN}+[A-Za-z])*{_RUN}*|\d+(?: \d+)+"
    r"|\d{4}-\d\d(?:-\d\d)?|#[0-9a-fA-F]{3,8}"
)  # a name of a column, the path of a line, dashes, a day of an axis, a colour
_MARKUP = re.compile(r"<[^<>]*(?:>|$)|[\w:-]+=\"[^\"]*(?:\"|$)")
_UNITS = re.compile(r"(?:\$ ?|, |\bper )(?:thousand|million|billion|trillion)\b")
_SPELLING = {"say", "str", "format"}


def label_faults(root: Path, names: list[str]) -> list[Fault]:
    """A fault for each digit or number word typed in the words of a figure's code."""
    found = []
    for file in written(root / PACKAGE, "**/*_figures.py"):
        tree = parsed(read(file, file.relative_to(root)))
        for line, words in _spelled(tree):
            for part in _words(words):
                if typed := typed_digits(part, names):
                    what = f"typed by hand, in a figure's label: '{typed.replace(_GAP, '…')}'"
                    found.append(Fault(what, file.relative_to(root), line))
    return found


def _words(text: str) -> list[str]:
    """What of a string a reader may meet: the quoted parts of a chart's expression, no markup."""
    if "datum." in text:
        return re.findall(r"'([^']*)'", text)
    plain = _UNITS.sub(" ", _MARKUP.sub(" ", text)).strip()
    return [] if _NO_WORDS.fullmatch(plain) else [plain]


def _spelled(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of every string that may become words, from the outside in."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.lineno, node.value
        return
    if isinstance(node, ast.JoinedStr):
        yield node.lineno, "".join(map(_piece, node.values))
    for child in _inside(node):
        yield from _spelled(child)
    if isinstance(node, ast.Call) and _name(node.func) in _SPELLING:
        for given in node.args[:1]:
            if isinstance(given, ast.Constant) and isinstance(given.value, int | float):
                yield node.lineno, f"{given.value} {_GAP} "


def _piece(part: ast.expr) -> str:
    """A part of an f-string: its own text, a typed value, or a gap."""
    value = part.value if isinstance(part, ast.FormattedValue) else part
    return str(value.value) if isinstance(value, ast.Constant) else _GAP


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of some code in which strings may be words."""
    if isinstance(node, ast.JoinedStr):
        values = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        yield from (value for value in values if not isinstance(value, ast.Constant))
    elif isinstance(node, ast.FunctionDef):
        yield from node.body  # what decorates a figure are its templates
    elif isinstance(node, ast.Dict):
        yield from node.values
    elif isinstance(node, ast.Subscript):
        yield node.value
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    elif isinstance(node, ast.Compare) or (isinstance(node, ast.keyword) and node.arg in _CHOICES):
        return
    else:
        yield from ast.iter_child_nodes(node)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
