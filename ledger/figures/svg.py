"""A drawing's SVG made fit for a page: small, named, described, the same bytes in any order."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from ledger.figures.theme import MEASURED

SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
ET.register_namespace("", SVG)

_NUMBER = re.compile(r"-?\d*\.?\d+(?:e[-+]?\d+)?")
_MEASURES = frozenset(
    (
        "d",
        "transform",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "dx",
        "dy",
        "width",
        "height",
        "points",
        "stroke-width",
        "viewBox",
    )
)
_DEFAULTS = {
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "x1": "0",
    "x2": "0",
    "y1": "0",
    "y2": "0",
    "transform": "translate(0,0)",
    "text-anchor": "start",
    "font-weight": "normal",
    "stroke-miterlimit": "10",
    "font-family": MEASURED,
}
_NOISE = ("class", "role", "pointer-events", "display", "font-family", "cursor")
_RAISED = re.compile("([⁻⁰¹²³⁴-⁹]*[⁻⁰⁴-⁹][⁻⁰¹²³⁴-⁹]*)")  # not mm² and cm³, which every font has
_LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "−0123456789")
_LIFT = "4"
_HATCH = re.compile(r"url\(#hatch-([a-z]+)\)")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def parse(text: str) -> ET.Element:
    """The tree of an SVG document."""
    return ET.fromstring(text)


def wrap(body: str, width: float, height: float) -> ET.Element:
    """A drawing's elements in an `svg` element; ValueError if they are not XML."""
    try:
        root = ET.fromstring(f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink">{body}</svg>')
    except ET.ParseError as error:
        raise ValueError(f"the drawing is not well-formed: {error.msg}") from None
    root.set("viewBox", f"0 0 {width:g} {height:g}")
    return root


def tidy(root: ET.Element) -> None:
    """Take out of a chart's tree what only a live chart needs: roles, labels, hidden and empty elements."""
    _prune(root)
    for parent in list(root.iter()):
        _unwrap(parent)
    for element in root.iter(f"{{{SVG}}}text"):
        if "stroke" in element.attrib:
            element.set("paint-order", "stroke")
            element.set("stroke-linejoin", "round")


def finish(root: ET.Element, name: str, layout: str, title: str, description: str) -> str:
    """The tree as text: its own ids, title and description, rounded coordinates, patterns for hatches."""
    stem = f"{name}-{layout}"
    for element in list(root.iter(f"{{{SVG}}}text")):
        for part in element.iter():
            part.text = part.text and part.text.replace("'", "’")  # as pages are set: ledger/typeset.py
        if not len(element):
            raise_digits(element, 11 if layout == "phone" else 12)
    _rename(root, stem)
    _round(root)
    _, _, width, height = (root.get("viewBox") or "").split()
    children = list(root)
    root.clear()
    for key, value in (
        ("class", f"fig__{layout}"),
        ("viewBox", f"0 0 {width} {height}"),
        ("width", width),
        ("height", height),
        ("font-size", "13"),
        ("role", "img"),
        ("aria-labelledby", f"{stem}-title {stem}-desc"),
    ):
        root.set(key, value)
    ET.SubElement(root, f"{{{SVG}}}title", id=f"{stem}-title").text = title
    ET.SubElement(root, f"{{{SVG}}}desc", id=f"{stem}-desc").text = description
    hatches = sorted({found for text in _values(children) for found in _HATCH.findall(text)})
    if hatches:
        root.append(_patterns(hatches, stem))
    for child in children:
        for element in child.iter():
            for key, value in element.attrib.items():
                element.set(key, _HATCH.sub(rf"url(#{stem}-hatch-\1)", value))
        root.append(child)
    return ET.tostring(root, encoding="unicode", short_empty_elements=True).replace(" />", "/>")


def raise_digits(element: ET.Element, size: int = 12) -> None:
    """Set raised digits as small digits, lifted: fonts that lack the characters would borrow another's."""
    parts = _RAISED.split(element.text or "")
    element.text = parts[0]
    for raised, after in zip(parts[1::2], parts[2::2], strict=True):
        up = ET.SubElement(element, f"{{{SVG}}}tspan", {"dy": f"-{_LIFT}", "font-size": f"{size}"})
        up.text = raised.translate(_LOWERED)
        if after:
            ET.SubElement(element, f"{{{SVG}}}tspan", dy=_LIFT).text = after


def _prune(parent: ET.Element) -> None:
    for element in list(parent):
        hidden = element.get("display") == "none" or element.get("d") == "" or element.get("opacity") == "0"
        frame = (element.get("class") or "") in ("background", "foreground")
        painted = any(element.get(key, "none") not in ("none", "transparent") for key in ("fill", "stroke"))
        if hidden or (frame and not painted):
            parent.remove(element)
            continue
        for key in list(element.attrib):
            if key in _NOISE or key.startswith("aria-") or _DEFAULTS.get(key) == element.get(key):
                del element.attrib[key]
        if element.get("font-size", "").endswith("px"):
            element.set("font-size", element.get("font-size", "")[:-2])
        _prune(element)
        if element.tag in (f"{{{SVG}}}g", f"{{{SVG}}}defs") and not len(element):
            parent.remove(element)


def _unwrap(parent: ET.Element) -> None:
    """Replace groups without attributes by what they hold."""
    place = 0
    while place < len(parent):
        child = parent[place]
        if child.tag == f"{{{SVG}}}g" and not child.attrib:
            parent[place : place + 1] = list(child)
        else:
            place += 1


def _values(elements: list[ET.Element]) -> Iterator[str]:
    for top in elements:
        for element in top.iter():
            yield from element.attrib.values()


def _rename(root: ET.Element, stem: str) -> None:
    """Ids from the figure's name, numbered as they stand: the renderer's own count on from chart to chart."""
    names: dict[str, str] = {}
    for element in root.iter():
        if "id" in element.attrib:
            names[element.attrib["id"]] = f"{stem}-{len(names) + 1}"
            element.set("id", names[element.attrib["id"]])
    for element in root.iter():
        for key, value in element.attrib.items():
            if key in ("href", _XLINK) and value.startswith("#"):
                element.set(key, "#" + names.get(value[1:], value[1:]))
            elif "url(#" in value:
                element.set(key, _REFERENCE.sub(lambda m: f"url(#{names.get(m[1], m[1])})", value))


def _round(root: ET.Element) -> None:
    for element in root.iter():
        for key in _MEASURES & element.attrib.keys():
            element.set(key, _NUMBER.sub(lambda match: _short(match[0]), element.attrib[key]))


def _short(number: str) -> str:
    """At most two decimals, no needless zeros, no negative zero."""
    short = f"{float(number):.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def _patterns(hatches: list[str], stem: str) -> ET.Element:
    """Diagonal lines on paper, one pattern for each colour."""
    defs = ET.Element(f"{{{SVG}}}defs")
    for colour in hatches:
        pattern = ET.SubElement(
            defs,
            f"{{{SVG}}}pattern",
            id=f"{stem}-hatch-{colour}",
            width="6",
            height="6",
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        ET.SubElement(pattern, f"{{{SVG}}}rect", width="6", height="6", fill="var(--fig-paper)")
        ET.SubElement(pattern, f"{{{SVG}}}rect", width="2.2", height="6", fill=f"var(--fig-{colour})")
    return defs
