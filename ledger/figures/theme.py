"""One look for all figures: palettes, type, chart configuration, classes."""

from __future__ import annotations

from typing import Any

LIGHT = {
    "ink": "#221f1b",
    "muted": "#565149",
    "grid": "#e2ddd2",
    "paper": "#fbf9f4",
    "grey": "#857f75",
    "grey-soft": "#d6d1c6",
    "accent": "#a84c14",
    "accent-soft": "#e9c3a3",
    "second": "#1d5c96",
    "second-soft": "#b7cfe6",
}
DARK = {
    "ink": "#ece7de",
    "muted": "#b4b2ac",
    "grid": "#323a43",
    "paper": "#161b21",
    "grey": "#868d95",
    "grey-soft": "#454d56",
    "accent": "#e8945c",
    "accent-soft": "#6b4429",
    "second": "#7fb6ea",
    "second-soft": "#2f4d68",
}
"""The colours, each `var(--fig-…)` in a page: text and lines hold 4.5:1 against paper, grey marks 3:1."""

# The system's own sans by its names: all are as wide as Liberation Sans, in which the layout is measured and
# which the renderer brings along. `system-ui` would mean DejaVu on some machines, a seventh wider.
FONT = "-apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arimo, Arial, sans-serif"
SERIF = (
    "'Iowan Old Style', 'Palatino Linotype', Palatino, 'URW Palladio L', P052, 'Book Antiqua', "
    "'Noto Serif', 'Liberation Serif', serif"
)
MEASURED = "Liberation Sans"
WIDE, PHONE = 680, 358
"""Widths of the two layouts, in px, margins and all."""

SWITCH = 622
"""Up to this width a figure shows the phone's layout: below it the wide one's 12 px would be less than 11."""

# Room at the edges; more at the right, where labels end and a reader's font may be a little wider than ours.
PADDING = {"left": 2, "top": 6, "right": 8, "bottom": 2}


def fill_in(text: str, palette: dict[str, str]) -> str:
    """`text` with every `var(--fig-…)` replaced by a plain colour of the palette."""
    for name, colour in palette.items():
        text = text.replace(f"var(--fig-{name})", colour)
    return text


def text_size(phone: bool) -> int:
    """Size of labels in px."""
    return 12 if phone else 13


def config(phone: bool) -> dict[str, Any]:
    """The Vega-Lite configuration of a layout."""
    size = text_size(phone)
    axis = {
        "domain": False,
        "domainColor": "var(--fig-muted)",
        "grid": False,
        "gridColor": {
            "condition": {"test": "datum.value === 0", "value": "var(--fig-muted)"},
            "value": "var(--fig-grid)",
        },
        "labelColor": "var(--fig-muted)",
        "labelFont": MEASURED,
        "labelFontSize": size,
        "labelPadding": 6,
        "labelLimit": 0,
        "labelOverlap": True,
        "labelSeparation": 8,
        "ticks": False,
        "tickColor": "var(--fig-muted)",
        "tickSize": 5,
        "titleColor": "var(--fig-muted)",
        "titleFont": MEASURED,
        "titleFontSize": size,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "titleLimit": 0,
    }
    # Titles of vertical axes lie flat above the axis, where one reads them without turning the head.
    flat = {"titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom", "titleY": -8, "titleX": 0}
    return {
        "background": "transparent",
        "font": MEASURED,
        "axis": axis,
        "axisX": {"labelFlush": False},
        "axisXQuantitative": {"tickCount": 4 if phone else 6},
        "axisYQuantitative": {"tickCount": 5, "grid": True, **flat},
        "axisYTemporal": {**flat},
        "axisXTemporal": {"tickCount": 4 if phone else 6, "ticks": True, "domain": True},
        "view": {"stroke": None},
        "legend": {"disable": True},
        "scale": {"barBandPaddingInner": 0.3, "rectBandPaddingInner": 0.04},
        "mark": {"color": "var(--fig-grey)"},
        "area": {"opacity": 1, "color": "var(--fig-grey-soft)"},
        "bar": {"color": "var(--fig-grey)"},
        "line": {"strokeWidth": 2, "strokeCap": "round", "strokeJoin": "round"},
        "point": {"filled": True, "size": 64, "opacity": 1, "strokeWidth": 1.75},
        "rule": {"color": "var(--fig-muted)", "strokeWidth": 1},
        "rect": {"color": "var(--fig-grey)"},
        "text": {"font": MEASURED, "fontSize": size, "color": "var(--fig-ink)"},
        "header": {
            "labelColor": "var(--fig-ink)",
            "labelFont": MEASURED,
            "labelFontSize": size,
            "labelAnchor": "start",
            "titleColor": "var(--fig-muted)",
            "titleFont": MEASURED,
            "titleFontSize": size,
            "titleFontWeight": "normal",
        },
        "title": {"color": "var(--fig-ink)", "font": MEASURED, "fontSize": size, "anchor": "start"},
    }


def variables(palette: dict[str, str]) -> str:
    """The palette as CSS declarations."""
    return "".join(f"--fig-{name}:{colour};" for name, colour in palette.items())


def classes() -> str:
    """Rules for the classes of drawings: `fig-accent` fills, `fig-accent-line` strokes, for each colour."""
    return "".join(
        f".fig-{name}{{fill:var(--fig-{name})}}.fig-{name}-line{{fill:none;stroke:var(--fig-{name})}}"
        for name in LIGHT
    )
