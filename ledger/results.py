"""What a value or a table returned: a finite number, words where words are due, rows as wide as declared."""

from __future__ import annotations

from math import isfinite
from numbers import Real
from typing import Any

from ledger.bind import is_word
from ledger.definitions import Definition


def wrong(definition: Definition, result: Any) -> str:
    """What is wrong with a result, as the tail of a sentence; empty if nothing is."""
    if not definition.table:
        what = _misfit(result, definition.unit)
        return f"it returns {_short(result)}, which is {what}" if what else ""
    if not isinstance(result, list | tuple):
        return f"it returns {_short(result)}, which is no list of rows"
    if not result:
        return "it returns no rows"
    for number, row in enumerate(result, 1):
        if not isinstance(row, tuple | list):
            return f"row {number} is {row!r}, not a tuple of cells"
        if len(row) != len(definition.columns):
            return f"row {number} has {len(row)} cells for {len(definition.columns)} columns"
        for cell, (column, unit) in zip(row, definition.columns, strict=True):
            if cell is not None and (what := _misfit(cell, unit)):
                return f"row {number} holds {cell!r} under {column}, which is {what}"
    return ""


def _short(result: Any) -> str:
    """A result in a sentence: a name for what has no end."""
    if isinstance(result, int) and result.bit_length() > 1024:
        return "a whole number beyond all floats"
    words = repr(result).split(" at 0x")[0].strip("<>")
    return words if len(words) < 80 else words[:79] + "…"


def _misfit(value: Any, unit: str) -> str:
    if is_word(unit):
        return "" if isinstance(value, str) else "not words"
    if isinstance(value, bool) or not isinstance(value, Real):
        return "no number"
    try:
        return "" if isfinite(value) else "no number"
    except OverflowError:  # a whole number beyond all floats
        return "no number"
