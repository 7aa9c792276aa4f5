"""Rows as people and programs read them: heads with units, cells, an HTML table, CSV."""

from __future__ import annotations

import csv
import io
from html import escape
from typing import Any

from ledger import text
from ledger.figures.spec import Picture
from ledger.units import UNITS, factor

_MONEY = {"usd_million": "$ million", "usd_billion": "$ billion"}
HOLE = "–"


def unit_words(unit: str) -> str:
    """A unit as it stands in a table's head: `mm²`, `$ million`, nothing for words and pure numbers."""
    known = UNITS[unit]
    if unit in _MONEY:
        return _MONEY[unit]
    if known.style == "money":
        return "$" if known.symbol == "$" else f"$ {known.symbol}"
    return known.symbol


def head(picture: Picture, column: str) -> str:
    """What stands over a column, unit included."""
    unit = unit_words(picture.columns[column])
    label = picture.label(column)
    label = label[:1].upper() + label[1:]
    return f"{label} ({unit})" if unit else label


def cell(value: Any, unit: str) -> str:
    """One cell without its unit: `46,225`, `129.6`, `0.679`, `1.2 trillion`; a hole is a dash."""
    if value is None:
        return HOLE
    style = UNITS[unit].style
    if style == "text" or isinstance(value, (str, bool)):
        return text.day(value) if style == "date" else str(value)
    number = float(value) * (factor(unit, "share") * 100 if style == "percent" else 1)
    if style == "plain" and not UNITS[unit].symbol and abs(number) >= 1e9:
        return text.say(number, "", style, 3)
    digits = 3 if abs(number) < 10 else 4
    return text.say(number, "", "bare", digits, 0 if abs(number) >= 1000 else None)


def table(picture: Picture, most: int = 0) -> str:
    """The rows as an HTML table; at most `most` of them, if not 0, and a line that says so."""
    columns = list(picture.columns)
    numeric = [UNITS[picture.columns[column]].style not in ("text", "date") for column in columns]
    heads = "".join(
        f'<th scope="col"{_right(number)}>{escape(head(picture, column))}</th>'
        for column, number in zip(columns, numeric, strict=True)
    )
    shown = picture.rows[:most] if most else picture.rows
    body = []
    for row in shown:
        cells = [
            f"<td{_right(number)}>{escape(cell(row.get(column), picture.columns[column]))}</td>"
            for column, number in zip(columns, numeric, strict=True)
        ]
        body.append(f"<tr>{''.join(cells)}</tr>")
    left = len(picture.rows) - len(shown)
    rest = f"<caption>The first {len(shown):,} of {len(picture.rows):,} rows.</caption>" if left else ""
    return f"<table>{rest}<thead><tr>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _right(number: bool) -> str:
    return ' class="num"' if number else ""


def as_csv(picture: Picture) -> str:
    """The rows as CSV: a head of `column (unit)`, units by their names in `api/`, numbers as they are."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = list(picture.columns)
    plain = [UNITS[picture.columns[column]].style in ("text", "date") for column in columns]
    writer.writerow(
        column if words else f"{column} ({picture.columns[column]})"
        for column, words in zip(columns, plain, strict=True)
    )
    writer.writerows(
        ["" if row.get(column) is None else row[column] for column in columns] for row in picture.rows
    )
    return out.getvalue()
