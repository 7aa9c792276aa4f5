"""Figures of every kind that pages will want, for the tests of `ledger.figures`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import altair as alt

from ledger.figures import Drawing, Look, Picture, Source, figure, frame

Rows = list[dict[str, Any]]
MODELS = ("Exponential", "Squared", "Hyperbolic", "Root", "Uniform", "Clustered", "Layered")


@figure(
    table="decay",
    title="Seven lines fall",
    subtitle="Share left, both axes logarithmic",
    alt="Seven falling lines.",
)
def decay(rows: Rows, look: Look) -> alt.LayerChart:
    """Do labels of seven lines find room?"""
    ends = {row["model"]: row["left"] for row in rows}
    last = {row["model"]: row["size"] for row in rows}
    places = look.spread(ends, 1e-6, 1, log=True)
    x = alt.X("size:Q", scale=look.log(1, 1e4), axis=look.axis("Size, mm²", values=look.powers(1, 1e4)))
    y = alt.Y(
        "left:Q", scale=look.log(1e-6, 1), axis=look.axis("Left", "percent", values=look.powers(1e-6, 1, 2))
    )
    paint = look.paint("model", accent=["Exponential"], second=["Squared"])
    lines = alt.Chart(frame(rows)).mark_line(clip=True).encode(x=x, y=y, color=paint, detail="model:N")
    labels = [{"model": name, "left": places[name], "size": last[name]} for name in ends]
    words = (
        alt.Chart(frame(labels)).mark_text(**look.text(align="left", dx=6)).encode(x=x, y=y, text="model:N")
    )
    return lines + words


@figure(table="speeds", title="Bars by evidence", alt="Four bars.", height=220, phone_height=240)
def speeds(rows: Rows, look: Look) -> alt.LayerChart:
    """Do bars show who says so?"""
    data = frame(rows, label=lambda row: look.say(row["speed"], "tb_per_s"))
    x = alt.X("speed:Q", axis=look.axis("Speed, TB/s"))
    y = alt.Y("chip:N", sort=None, title=None)
    bars = (
        alt.Chart(data)
        .mark_bar()
        .encode(x=x, y=y, **look.forms(column="chip", accent=["One"], second=["Two"]))
    )
    words = alt.Chart(data).mark_text(**look.text(align="left", dx=6)).encode(x=x, y=y, text="label:N")
    return bars + words


@figure(table="speeds", title="Points by evidence", alt="Four points.", height=300, phone_height=300)
def points(rows: Rows, look: Look) -> alt.LayerChart:
    """Do points show who says so?"""
    data = frame(rows)
    x, y = alt.X("size:Q", axis=look.axis("Size")), alt.Y("speed:Q", axis=look.axis("Speed, TB/s"))
    marks = (
        alt.Chart(data)
        .mark_point()
        .encode(x=x, y=y, **look.forms(column="chip", accent=["One"], points=True))
    )
    return marks + alt.Chart(data).mark_text(**look.text(align="left", dx=9)).encode(x=x, y=y, text="chip:N")


@figure(table="years", title="Two charts", alt="Two charts.", height=260)
def pair(rows: Rows, look: Look) -> alt.HConcatChart | alt.VConcatChart:
    """Do two charts fill the width together?"""
    data = frame(rows)
    lying = (
        alt.Chart(data)
        .mark_bar()
        .encode(x=alt.X("sales:Q", axis=look.axis("Sales", "money")), y=alt.Y("year:N", title=None))
    )
    standing = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=alt.X("year:N", title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("profit:Q", axis=look.axis("Profit", "money")),
        )
    )
    one, other = lying.properties(height=150), standing.properties(height=150)
    return (one & other) if look.phone else (one | other)


@figure(table="decay", title="Small multiples", alt="Three small charts.")
def multiples(rows: Rows, look: Look) -> alt.FacetChart:
    """Do facets fill the width?"""
    few = [row for row in rows if row["model"] in MODELS[:3]]
    columns = 1 if look.phone else 3
    chart = (
        alt.Chart(frame(few))
        .mark_line()
        .encode(
            x=alt.X("size:Q", axis=look.axis("Size")),
            y=alt.Y("left:Q", axis=look.axis("", "percent")),
            facet=alt.Facet("model:N", columns=columns, title=None),
        )
    )
    made: alt.FacetChart = chart.properties(height=110)
    return made


@figure(table="years", title="With a selection", alt="Bars.", height=200, phone_height=200)
def selected(rows: Rows, look: Look) -> alt.Chart:
    """Are automatic names independent of what was drawn before?"""
    pick = alt.selection_point()
    return (
        alt.Chart(frame(rows))
        .mark_bar()
        .encode(x=alt.X("sales:Q", axis=look.axis("Sales", "money")), y=alt.Y("year:N", title=None))
        .properties(height=alt.Step(30))
        .add_params(pick)
    )


@figure(table="years", title="By hand", alt="A disc of squares.", height=300, phone_height=358)
def drawn(rows: Rows, look: Look) -> Drawing:
    """Is a drawing a figure like any other?"""
    side, count = (18, 19) if look.phone else (15, 19)
    cells = "".join(
        f'<use href="#cell" x="{column * side}" y="{row * side}"/>'
        for row in range(count)
        for column in range(count)
        if math.hypot(row - 9, column - 9) < 9.5
    )
    body = (
        f'<defs><path id="cell" d="M0 0h{side - 1}v{side - 1}h-{side - 1}z"/></defs>'
        f'<g class="fig-accent">{cells}</g>'
        f'<path d="M0 0h90" stroke="{look.second}"/><rect y="10" width="30" height="10" fill="{look.hatch}"/>'
        f'<text x="{look.width}" y="20" text-anchor="end" class="fig-ink">A disc</text>'
    )
    return Drawing(look.width, 19 * side, body)


def _decay() -> Rows:
    shapes: list[Callable[[float], float]] = [
        lambda load: math.exp(-load),
        lambda load: ((1 - math.exp(-load)) / load) ** 2,
        lambda load: 1 / (1 + load),
        lambda load: math.exp(-math.sqrt(load)),
        lambda load: (1 - math.exp(-2 * load)) / (2 * load),
        lambda load: (1 + load / 3) ** -3,
        lambda load: (1 + load) ** -1.5,
    ]
    sizes = [10 ** (step / 8) for step in range(33)]
    made = [
        {"model": name, "size": size, "left": shape(size / 500)}
        for name, shape in zip(MODELS, shapes, strict=True)
        for size in sizes
    ]
    return [row for row in made if row["left"] > 1e-6]


_SPEEDS: Rows = [
    {"chip": "One", "size": 4.0, "speed": 21.0, "evidence": "maker"},
    {"chip": "Two", "size": 18.0, "speed": 8.0, "evidence": "filed"},
    {"chip": "Three", "size": 8.0, "speed": 3.35, "evidence": "measured"},
    {"chip": "Four", "size": 28.0, "speed": 12.5, "evidence": "analyst"},
]
_YEARS: Rows = [
    {"year": "2023", "sales": 78.7e6, "profit": -127e6},
    {"year": "2024", "sales": 290e6, "profit": None},
    {"year": "2025", "sales": 510e6, "profit": 237e6},
]
_COLUMNS = {
    "decay": {"model": "text", "size": "mm2", "left": "share"},
    "speeds": {"chip": "text", "size": "gb", "speed": "tb_per_s", "evidence": "text"},
    "years": {"year": "date", "sales": "usd", "profit": "usd"},
}
_ROWS = {"decay": _decay(), "speeds": _SPEEDS, "years": _YEARS}
FIGURES = (decay, speeds, points, pair, multiples, selected, drawn)


def picture(function: Any, **over: Any) -> Picture:
    """A sample with its texts, as the engine would hand it over."""
    spec = function.figure
    given: dict[str, Any] = {
        "name": spec.name,
        "title": spec.title,
        "subtitle": spec.subtitle,
        "alt": spec.alt,
        "rows": _ROWS[spec.table],
        "columns": _COLUMNS[spec.table],
        "caption": "Left out: all that matters.",
        "source": "Somebody & Sons",
        "date": "2026-05-14",
        "citation": "A citation.",
        "licence": "CC BY 4.0",
        "sources": [Source("A title", "Somebody & Sons", "https://example.org/a")],
        "page": "part/page/",
        "site_name": "The site",
        "site_url": "https://example.org/site/",
    }
    return Picture(**(given | over))
