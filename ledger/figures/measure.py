"""How wide text is, and what is wrong with a drawing's text: too small, cut off, on top of other text."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ledger.figures.svg import SVG

# Advance widths of Liberation Sans (as wide as Arial) in thousandths of the size: width -> characters.
_WIDTHS = {
    191: "'",
    222: "ijl’",
    260: "|",
    278: " \u00a0!,./:;I[\\]ft·",
    333: "()-`r²³“”¹",
    365: '"⁻⁰⁴⁵⁶⁷⁸⁹{}*',
    400: "°",
    500: "Jcksvxyz^",
    549: "≈≤≥",
    576: "µ",
    584: "+<=>~−×",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…@",
}
_ADVANCE = {character: width / 1000 for width, characters in _WIDTHS.items() for character in characters}
_OTHER = 0.556  # digits and most small letters
_BOLD = 1.07
_SMALLEST = {"wide": 12.0, "phone": 11.0}  # px as laid out: 11 px where the wide layout is scaled down most
_SLACK = 1.5  # px by which two labels may touch
_CALL = re.compile(r"(\w+)\(([^)]*)\)")
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Label:
    """One line of text as it stands in the drawing, in px of the layout."""

    text: str
    size: float
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Label) -> bool:
        """Whether the two lie over each other."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > _SLACK and down > _SLACK


@lru_cache(maxsize=1 << 16)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of a line of text in px."""
    return sum(_ADVANCE.get(character, _OTHER) for character in text) * size * (_BOLD if bold else 1)


def wrapped(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """The text in lines no wider than `width` px."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def balanced(text: str, size: float, width: float) -> list[str]:
    """The same in as few lines, all about as long."""
    lines = wrapped(text, size, width)
    while width > 10:
        narrower = wrapped(text, size, width := width - 10)
        if len(narrower) > len(lines) or max(text_width(line, size) for line in narrower) > width:
            break
        lines = narrower
    return lines


def faults(drawing: str, layout: str, width: float) -> list[str]:
    """What is wrong with the text of a drawing, one sentence each; `width` is that of the layout in px."""
    root = ET.fromstring(drawing)
    _, _, box, height = (float(part) for part in (root.get("viewBox") or "").split())
    scale = width / box
    labels = list(_labels(root, (scale, 0, 0, scale, 0, 0), {"font-size": "13"}))
    found = [
        f"'{label.text}' is {label.size:.1f} px in the {layout} layout; {_SMALLEST[layout]:g} is the least"
        for label in labels
        if label.size < _SMALLEST[layout] - 0.01
    ]
    found += [
        f"'{label.text}' runs out of the {layout} layout {side}"
        for label in labels
        for side, over in (
            ("at the left", -label.left),
            ("at the right", label.right - width),
            ("at the top", -label.top),
            ("at the bottom", label.bottom - height * scale),
        )
        if over > _SLACK
    ]
    for place, label in enumerate(labels):
        found += [
            f"'{label.text}' and '{other.text}' lie over each other in the {layout} layout"
            for other in labels[place + 1 :]
            if label.covers(other)
        ]
    return found


def _labels(element: ET.Element, matrix: Matrix, style: dict[str, str]) -> Iterator[Label]:
    if element.tag in (f"{{{SVG}}}defs", f"{{{SVG}}}title", f"{{{SVG}}}desc"):
        return
    matrix = _times(matrix, _matrix(element.get("transform", "")))
    own = {
        key: element.attrib[key]
        for key in ("font-size", "text-anchor", "font-weight")
        if key in element.attrib
    }
    style = style | own
    if element.tag == f"{{{SVG}}}text":
        yield from _lines(element, matrix, style)
        return
    for child in element:
        yield from _labels(child, matrix, style)


def _lines(element: ET.Element, matrix: Matrix, style: dict[str, str]) -> Iterator[Label]:
    """The lines of a text element: its own, or each part of it that has a place of its own."""
    x, y = _first(element.get("x")), _first(element.get("y")) + _em(element.get("dy"), style)
    parts = [(element.text or "", x + _em(element.get("dx"), style), y)]
    for part in element:
        placed = part.get("x") is not None or part.get("y") is not None
        text = "".join(part.itertext())
        if placed:
            x = _first(part.get("x")) if part.get("x") is not None else x
            y = (_first(part.get("y")) if part.get("y") is not None else y) + _em(part.get("dy"), style)
            parts.append((text + (part.tail or ""), x, y))
        else:
            head, left, top = parts[-1]
            parts[-1] = (head + text + (part.tail or ""), left, top)
    for text, left, top in parts:
        if text.strip():
            yield _label(text.strip(), left, top, matrix, style)


def _label(text: str, x: float, y: float, matrix: Matrix, style: dict[str, str]) -> Label:
    size = _em(style["font-size"], {"font-size": "13"})
    width = text_width(text, size, style.get("font-weight", "") in ("bold", "600", "700"))
    x -= {"middle": width / 2, "end": width}.get(style.get("text-anchor", ""), 0)
    a, b, c, d, e, f = matrix
    corners = [
        (x, y - 0.74 * size),
        (x + width, y - 0.74 * size),
        (x, y + 0.2 * size),
        (x + width, y + 0.2 * size),
    ]
    across = [a * left + c * top + e for left, top in corners]
    down = [b * left + d * top + f for left, top in corners]
    scale = math.sqrt(abs(a * d - b * c))
    return Label(text, size * scale, min(across), min(down), max(across), max(down))


def _first(value: str | None) -> float:
    return float(re.split(r"[ ,]+", value.strip())[0].removesuffix("px")) if value else 0.0


def _em(value: str | None, style: dict[str, str]) -> float:
    if value and value.endswith("em") and not value.endswith("rem"):
        return float(value[:-2]) * _first(style["font-size"])
    return _first(value)


def _matrix(transform: str) -> Matrix:
    made = _SAME
    for call, arguments in _CALL.findall(transform):
        values = [float(part) for part in re.split(r"[ ,]+", arguments.strip())]
        if call == "translate":
            made = _times(made, (1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0))
        elif call == "scale":
            made = _times(made, (values[0], 0, 0, values[-1], 0, 0))
        elif call == "matrix":
            made = _times(made, (values[0], values[1], values[2], values[3], values[4], values[5]))
        elif call == "rotate":
            turn = math.radians(values[0])
            x, y = (values[1], values[2]) if len(values) == 3 else (0.0, 0.0)
            made = _times(made, (1, 0, 0, 1, x, y))
            made = _times(made, (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0))
            made = _times(made, (1, 0, 0, 1, -x, -y))
    return made


def _times(left: Matrix, right: Matrix) -> Matrix:
    a, b, c, d, e, f = left
    g, h, i, j, k, m = right
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)
