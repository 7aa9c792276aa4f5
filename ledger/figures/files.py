"""A figure's files for download: pictures with title and source drawn in, data, chart spec, oEmbed."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from typing import Any

from ledger.figures import cells, engine, markup, svg
from ledger.figures.embed import embed_height, iframe
from ledger.figures.measure import balanced, text_width, wrapped
from ledger.figures.render import Plots
from ledger.figures.spec import Picture
from ledger.figures.theme import DARK, FONT, LIGHT, MEASURED, SERIF, WIDE, classes, fill_in
from ledger.units import UNITS

MARGIN = 24
_TITLE, _SUBTITLE, _SMALL = 21, 14, 12
PNG_SCALE = 1.5
"""Pixels of `figure.png` for one of `figure.svg`: sharp on a slide; twice the size takes a third longer."""

PNG_COLOURS = 64


def files(picture: Picture, plots: Plots, pictures: bool = True, packed: bytes = b"") -> dict[str, bytes]:
    """Every file of a figure by its name in the figure's folder, `embed/index.html` aside.

    `pictures=False` leaves out what takes long to draw, for a server that rebuilds at every edit.
    """
    made = {
        "data.csv": cells.as_csv(picture).encode(),
        "data.json": _json(data(picture)),
        "oembed.json": _json(oembed(picture, plots)),
        "figure.svg": poster(picture, plots, LIGHT).encode(),
        "figure-dark.svg": poster(picture, plots, DARK).encode(),
    }
    if plots.chart is not None:
        made["spec.vl.json"] = _json(chart_spec(picture, plots.chart))
    if pictures:
        made["figure.png"] = packed or png(picture, plots)
    return made


def data(picture: Picture) -> dict[str, Any]:
    """The rows with everything needed to use them elsewhere."""
    return {
        "id": picture.name,
        "title": picture.title,
        "subtitle": picture.subtitle,
        "description": picture.alt,
        "page": picture.site_url + picture.page,
        "columns": [
            {"name": name, "label": picture.label(name), "unit": unit, "symbol": _symbol(unit)}
            for name, unit in picture.columns.items()
        ],
        "rows": [{name: row.get(name) for name in picture.columns} for row in picture.rows],
        "source": picture.source,
        "sources": [
            {"title": source.title, "publisher": source.publisher, "url": source.url}
            for source in picture.sources
        ],
        "date": picture.date,
        "citation": picture.citation,
        "licence": picture.licence,
    }


def _symbol(unit: str) -> str:
    """What stands behind a number of the rows: nothing behind a share, which is a fraction there."""
    return "" if unit == "share" else cells.unit_words(unit)


def chart_spec(picture: Picture, chart: dict[str, Any]) -> dict[str, Any]:
    """The Vega-Lite spec with plain colours, title and sources: it draws in any Vega editor as it is."""
    plain = json.loads(fill_in(json.dumps(chart), LIGHT))
    text = re.sub(r"url\(#hatch-(\w+)\)", lambda match: LIGHT[f"{match[1]}-soft"], json.dumps(plain))
    made: dict[str, Any] = json.loads(text)
    made["title"] = {"text": picture.title, "subtitle": picture.subtitle, "anchor": "start", "offset": 12}
    made["description"] = picture.alt
    made["background"] = LIGHT["paper"]
    made["usermeta"] = {
        "id": picture.name,
        "units": {name: unit for name, unit in picture.columns.items() if UNITS[unit].style != "text"},
        "source": picture.source,
        "date": picture.date,
        "citation": picture.citation,
        "licence": picture.licence,
    }
    return made


def oembed(picture: Picture, plots: Plots) -> dict[str, Any]:
    """The oEmbed answer for the figure; addresses are absolute if the site's own is known."""
    home = picture.site_url + picture.home
    width, height = size(picture, plots)
    return {
        "version": "1.0",
        "type": "rich",
        "title": picture.title,
        "provider_name": picture.site_name,
        "provider_url": picture.site_url,
        "html": iframe(picture, plots),
        "width": WIDE + 16,
        "height": embed_height(picture, plots),
        "thumbnail_url": f"{home}figure.png",
        "thumbnail_width": round(PNG_SCALE * width),
        "thumbnail_height": round(PNG_SCALE * height),
    }


def size(picture: Picture, plots: Plots) -> tuple[int, int]:
    """Width and height of `figure.svg` in px; `figure.png` is larger by `PNG_SCALE`."""
    root = ET.fromstring(poster(picture, plots, LIGHT))
    return int(root.attrib["width"]), int(root.attrib["height"])


def png(picture: Picture, plots: Plots) -> bytes:
    """The light picture, larger by `PNG_SCALE`, in few colours, so that it stays small."""
    from PIL import Image

    # Fonts that the engine has: the same bytes on every machine.
    drawing = poster(picture, plots, LIGHT, sans=MEASURED, serif=engine.SERIF)
    image = Image.open(io.BytesIO(engine.engine().svg_to_png(drawing, scale=PNG_SCALE))).convert("RGB")
    few = image.quantize(PNG_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", compress_level=6)
    return out.getvalue()


def poster(
    picture: Picture, plots: Plots, palette: dict[str, str], sans: str = FONT, serif: str = SERIF
) -> str:
    """A standalone SVG: title, subtitle, the wide drawing, key, source line, date, address."""
    lines: list[str] = []
    top = float(MARGIN)

    def write(text: str, px: int, colour: str, step: float, family: str = "") -> None:
        nonlocal top
        for line in (balanced if family else wrapped)(text, px, WIDE):
            top += step
            lines.append(_text(line, MARGIN, top - px * 0.25, px, palette[colour], family))

    write(picture.title, _TITLE, "ink", _TITLE * 1.25, serif)
    if picture.subtitle:
        top += 3
        write(picture.subtitle, _SUBTITLE, "muted", _SUBTITLE * 1.4)
    top += 12
    drawing, height = _placed(plots.wide, top)
    top += height + 10
    top = _key(picture, plots, palette, lines, top)
    if picture.caption:
        write(picture.caption, _SMALL, "muted", _SMALL * 1.45)
    source = " ".join(
        part for part in (picture.source and f"Source: {picture.source}.", _as_of(picture)) if part
    )
    if source:
        write(source, _SMALL, "muted", _SMALL * 1.45)
    address = ", ".join(
        part for part in (picture.site_name, picture.site_url + picture.home, picture.licence) if part
    )
    write(address, _SMALL, "muted", _SMALL * 1.45)
    width, tall = WIDE + 2 * MARGIN, 2 * round(top / 2 + MARGIN * 0.4)  # even, for whole pixels in the PNG
    style = f"<style>{classes()}</style>" if 'class="fig-' in drawing else ""
    stem = f"{picture.name}-file"
    return fill_in(
        f'<svg xmlns="{svg.SVG}" viewBox="0 0 {width} {tall}" width="{width}" height="{tall}" role="img" '
        f'aria-labelledby="{stem}-title {stem}-desc" font-family="{sans}" font-size="13">'
        f'<title id="{stem}-title">{_escape(picture.title)}</title>'
        f'<desc id="{stem}-desc">{_escape(picture.alt)}</desc>{style}'
        f'<rect width="{width}" height="{tall}" fill="{palette["paper"]}"/>{"".join(lines)}{drawing}</svg>',
        palette,
    )


def _as_of(picture: Picture) -> str:
    return f"As of {picture.day}." if picture.day else ""


def _key(picture: Picture, plots: Plots, palette: dict[str, str], lines: list[str], top: float) -> float:
    """Add the key to the forms, wrapping where it must; the new top."""
    left, row = float(MARGIN), 18
    entries = markup.key(picture, plots)
    for swatch, words in entries:
        wide = 22 + text_width(words, _SMALL) + 18
        if left > MARGIN and left + wide > MARGIN + WIDE:
            left, top = float(MARGIN), top + row
        lines.append(
            f'<g transform="translate({left:.0f},{top + 3:.0f})">{swatch.format(palette["ink"])}</g>'
        )
        lines.append(_text(words, left + 22, top + 12, _SMALL, palette["muted"], ""))
        left += wide
    return top + row + 4 if entries else top


def _text(line: str, x: float, y: float, px: int, colour: str, family: str) -> str:
    places = {"x": f"{x:.0f}", "y": f"{y:.1f}", "font-size": f"{px}", "fill": colour}
    element = ET.Element(f"{{{svg.SVG}}}text", places | ({"font-family": family} if family else {}))
    element.text = line
    svg.raise_digits(element)
    return _inner(element)


def _placed(drawing: str, top: float) -> tuple[str, float]:
    """The wide drawing as a group at its place, and its height."""
    root = ET.fromstring(drawing)
    _, _, width, height = (float(part) for part in (root.get("viewBox") or "").split())
    scale = WIDE / width
    group = ET.Element(f"{{{svg.SVG}}}g", transform=f"translate({MARGIN},{top:.1f})")
    if scale != 1:
        group.set("transform", f"translate({MARGIN},{top:.1f}) scale({scale:.4f})")
    group.extend(child for child in root if not child.tag.endswith(("}title", "}desc")))
    return _inner(group), height * scale


def _inner(element: ET.Element) -> str:
    """An element as text to stand within an `svg`."""
    return ET.tostring(element, encoding="unicode").replace(" />", "/>").replace(f' xmlns="{svg.SVG}"', "", 1)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False) + "\n").encode()
