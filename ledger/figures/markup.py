"""A figure as HTML in a page: title, two drawings of which one shows, caption, source line, links."""

from __future__ import annotations

import json
import re
from html import escape
from itertools import count

from ledger.figures.look import OUTLINED, SOLID
from ledger.figures.render import Plots
from ledger.figures.spec import Picture

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_PLACE = re.compile(r"""<i data-drawing=["'](\d+)["']></i>""")
_COLUMN = re.compile(re.escape("indexof(['filed','measured'],datum['") + r"(\w+)")
_WORDS = {
    "filed": "filed",
    "measured": "measured",
    "maker": "claimed by the maker",
    "press": "reported by the press",
    "analyst": "estimated by analysts",
    "assumption": "assumed by us",
}
_SWATCHES = {  # what stands for solid, outlined and hatched, in a box of 16 by 10
    "bars": (
        '<path d="M1 1h14v8H1z" fill="{0}" stroke="{0}"/>',
        '<path d="M1 1h14v8H1z" fill="none" stroke="{0}" stroke-width="1.5"/>',
        '<path d="M1 1h14v8H1z" fill="none" stroke="{0}"/><path d="M2 8.5L9 1.5M7 8.5L14 1.5" stroke="{0}"/>',
    ),
    "points": (
        '<circle cx="8" cy="5" r="4" fill="{0}" stroke="{0}"/>',
        '<circle cx="8" cy="5" r="4" fill="none" stroke="{0}" stroke-width="1.5"/>',
        '<path d="M8 0L12 5L8 10L4 5z" fill="none" stroke="{0}" stroke-width="1.5"/>',
    ),
    "lines": (
        '<path d="M0 5h16" stroke="{0}" stroke-width="2"/>',
        '<path d="M0 5h6m4 0h6" stroke="{0}" stroke-width="2"/>',
        '<path d="M0 5h6m4 0h6" stroke="{0}" stroke-width="2"/>',
    ),
}


def key(picture: Picture, plots: Plots) -> list[tuple[str, str]]:
    """The key to the forms of evidence that a chart shows: swatch (SVG elements) and words; empty if none."""
    if plots.chart is None:
        return []
    spec = json.dumps(plots.chart)
    column = _COLUMN.search(spec)
    if not column:
        return []
    kind = "points" if '"diamond"' in spec else "bars" if "#hatch" in spec else "lines"
    seen = {str(row[column[1]]) for row in picture.rows if row.get(column[1])}
    solid = [name for name in SOLID if name in seen]
    outlined = [name for name in OUTLINED if name in seen]
    hatched = [name for name in _WORDS if name in seen and name not in (*SOLID, *OUTLINED)]
    groups = [solid, outlined, hatched] if kind != "lines" else [solid, [], outlined + hatched]
    if not outlined and not hatched:
        return []
    return [
        (swatch, " or ".join(_WORDS[name] for name in names))
        for swatch, names in zip(_SWATCHES[kind], groups, strict=True)
        if names
    ]


def inline(picture: Picture, plots: Plots, root: str = "") -> str:
    """The `figure` element of a page; `root` leads from the page to the site's root (`../../`)."""
    home = f"{root}{picture.home}"
    named = escape(picture.title, quote=True)
    links = (
        f'<span class="fig__links"><a href="{home}#data" aria-label="data: {named}">data</a>'
        f' <a href="{home}#share" aria-label="share: {named}">share</a></span>'
    )
    subtitle = picture.subtitle_html or escape(picture.subtitle)
    return (
        f'<figure class="fig" id="figure-{picture.name}">'
        f'<div class="fig__title">{picture.title_html or escape(picture.title)}</div>\n'  # apart, for search
        + (f'<div class="fig__subtitle">{subtitle}</div>\n' if subtitle else "")
        + f"{plot(plots)}<figcaption>{notes(picture, plots)}"
        f'<div class="fig__source">{source_line(picture)} {links}</div></figcaption></figure>'
    )


def plot(plots: Plots) -> str:
    """Both drawings in their box."""
    return f'<div class="fig__plot" data-search-exclude="">{plots.wide}{plots.phone}</div>'


def notes(picture: Picture, plots: Plots) -> str:
    """Caption and key, each only if there is one."""
    caption = picture.caption_html or escape(picture.caption)
    entries = "".join(
        f'<span class="fig__form"><svg width="16" height="10" viewBox="0 0 16 10" aria-hidden="true">'
        f"{swatch.format('currentColor')}</svg> {escape(words)}</span> "
        for swatch, words in key(picture, plots)
    )
    return (f'<div class="fig__caption">{caption}</div>\n' if caption else "") + (
        f'<div class="fig__key">{entries.strip()}</div>\n' if entries else ""
    )


def source_line(picture: Picture) -> str:
    """Source and date as HTML."""
    parts = [
        f"Source: {escape(picture.source)}" if picture.source else "",
        f"As of {escape(picture.day)}" if picture.day else "",
    ]
    return " ".join(part.rstrip(".") + "." for part in parts if part)


def without_drawings(html: str) -> tuple[str, list[str]]:
    """HTML with an empty element in the place of each drawing, and the drawings.

    A reader of HTML takes a second for all of a site's, and some spoil the capital letters of SVG.
    """
    places = count()
    return _DRAWING.sub(lambda _: f"<i data-drawing='{next(places)}'></i>", html), _DRAWING.findall(html)


def with_drawings(html: str, drawings: list[str]) -> str:
    """HTML with its drawings in their places again."""
    return _PLACE.sub(lambda match: drawings[int(match[1])], html)
