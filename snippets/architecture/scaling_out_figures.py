"""Figures of the page on models larger than a wafer."""

from math import hypot
from typing import Any

import altair as alt

from ledger.figures import Drawing, Look, figure, frame


@figure(
    table="wafers_by_size",
    title="One wafer holds a small model; the largest take tens of wafers, and fewer bits help",
    subtitle=(
        "WSE-3 wafers that hold a model's weights alone, by parameters and precision, both axes logarithmic"
    ),
    alt=(
        "Three rising stairs for half precision, eight and four bits. One wafer holds {{ "
        "room_16_bit }} parameters at half precision. Marks stand where others give numbers: Llama 3.1 "
        "70B on {{ wafers_for_70b }} wafers, Llama 3.1 405B on {{ wafers_for_405b }}, DeepSeek V4 with "
        "{{ deepseek_v4_parameters }} parameters on {{ wafers_for_deepseek_v4 }}."
    ),
    caption=(
        "Stairs: our arithmetic, weights only. Marks: what the maker, a reader and an analyst say; "
        "caches of long prompts need more."
    ),
    height=380,
    phone_height=400,
)
def wafers_by_size_steps(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How many wafers does a model take?"""
    steps = [row for row in rows if not row["evidence"]]
    marks = [row for row in rows if row["evidence"]]
    last = max(row["parameters"] for row in steps)
    x = alt.X(
        "parameters:Q",
        scale=look.log(1e10, last * (1.9 if look.phone else 1.35)),
        axis=look.axis("Parameters", values=[1e10, 1e11, 1e12]),
    )
    y = alt.Y(
        "wafers:Q", scale=look.log(0.9, 110), axis=look.axis("Wafers", values=[1, 2, 4, 10, 20, 40, 100])
    )
    colour = look.paint("line", accent=["16 bits"])
    lines = (
        alt.Chart(frame(steps))
        .mark_line(strokeWidth=2, interpolate="step-after")
        .encode(x=x, y=y, color=colour, detail=alt.Detail("line:N"))
    )
    ends = [row for row in steps if row["parameters"] == last]
    words = (
        alt.Chart(frame(ends))
        .mark_text(**look.text(align="left", dx=5))
        .encode(x=x, y=y, text=alt.Text("line:N"))
    )
    data = frame(marks, label=lambda row: f"{row['line']}: {look.say(row['wafers'])}")
    points = (
        alt.Chart(data)
        .mark_point(size=90, opacity=1)
        .encode(x=x, y=y, **look.forms(column="line", second=[row["line"] for row in marks], points=True))
    )
    left = (
        alt.Chart(data)
        .transform_filter("datum.wafers<20")
        .mark_text(**look.text(align="right", dx=-9, dy=-9))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    far = alt.Chart(data).transform_filter("datum.wafers>=20")
    leader = far.mark_rule(stroke=look.muted, strokeDash=[2, 3]).encode(x=x, y=y, y2=alt.datum(5))
    below = far.mark_text(**look.text(align="right", dx=36, dy=8)).encode(
        x=x, y=alt.datum(5, scale=look.log(0.9, 110)), text=alt.Text("label:N")
    )
    return lines + words + leader + points + left + below


@figure(
    table="two_ways",
    title="In training the weights travel and the tokens stay; in inference it is the other way round",
    subtitle="The two ways to run a model that is larger than a wafer",
    alt=(
        "Two diagrams. In training a store named MemoryX sends the weights, one layer at a time, to a "
        "tree named SwarmX, which copies them to every wafer; gradients come back the same way and are "
        "added up. In inference each of {{ wafers_for_70b | words }} wafers keeps its own layers, and a "
        "token passes from wafer to wafer as {{ crossing }}."
    ),
    caption=(
        "SwarmX copies weights on their way out and adds gradients up on their way back. Amounts are "
        "for Llama 3.1 70B at half precision."
    ),
    height=300,
    phone_height=470,
)
def two_ways_picture(rows: list[dict[str, Any]], look: Look) -> Drawing:
    """What moves in training, and what in inference?"""
    wafers = int(rows[0]["wafers"])
    size, line = look.size, look.size + 4
    wide = look.width if look.phone else (look.width - 40) / 2
    side = 46
    body = [
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto">'
        '<path class="fig-ink" d="M0 0L8 4L0 8z"/></marker></defs>'
    ]

    def words(x: float, y: float, said: str, style: str = "fig-ink", anchor: str = "middle") -> None:
        place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
        body.append(f'<text class="{style}" font-size="{size}" {place}>{said}</text>')

    def box(x: float, y: float, across: float, deep: float, said: str) -> None:
        shape = f'x="{x:.1f}" y="{y:.1f}" width="{across:.1f}" height="{deep:.1f}" rx="3"'
        body.append(f'<rect fill="{look.grey_soft}" {shape}/>')
        words(x + across / 2, y + deep / 2 + size * 0.36, said)

    def wafer(x: float, y: float, said: str) -> None:
        shape = f'x="{x:.1f}" y="{y:.1f}" width="{side}" height="{side}" rx="7"'
        body.append(f'<rect fill="{look.accent_soft}" stroke="{look.accent}" stroke-width="1.5" {shape}/>')
        words(x + side / 2, y + side / 2 + size * 0.36, said)

    def arrow(x: float, y: float, u: float, v: float, style: str = "fig-ink-line", dash: str = "") -> None:
        more = f' stroke-dasharray="{dash}"' if dash else ""
        body.append(
            f'<path class="{style}" d="M{x:.1f} {y:.1f}L{u:.1f} {v:.1f}" '
            f'stroke-width="1.5" marker-end="url(#tip)"{more}/>'
        )

    gap = (wide - wafers * side) / wafers
    for number, row in enumerate(rows):
        left = 0 if look.phone else number * (wide + 40)
        top = number * 285 if look.phone else 0
        words(left, top + size, row["mode"], anchor="start")
        middle = left + wide / 2
        places = [left + gap / 2 + step * (side + gap) for step in range(wafers)]
        low = top + 196
        if row["mode"] == "training":
            box(middle - 90, top + 30, 180, 32, "MemoryX: all weights")
            box(middle - 90, top + 106, 180, 28, "SwarmX")
            arrow(middle - 30, top + 62, middle - 30, top + 104)
            arrow(middle + 30, top + 106, middle + 30, top + 64, dash="4 3")
            words(middle - 38, top + 88, "a layer's weights", anchor="end")
            words(middle + 38, top + 88, "sum of gradients", anchor="start")
            for place in places:
                start, end = middle + (place + side / 2 - middle) * 0.45, place + side / 2
                long = hypot(end - start, low - top - 134)
                aside = ((low - top - 134) / long * 5, (end - start) / long * 5)
                arrow(start - aside[0], top + 136 + aside[1], end - aside[0], low - 3 + aside[1])
                arrow(end + aside[0], low - 3 - aside[1], start + aside[0], top + 137 - aside[1], dash="4 3")
                wafer(place, low, "tokens")
            words(
                middle,
                low + side + line + 2,
                f"{look.say(row['amount'] / 1e9, 'gb')} in, twice in each step",
                "fig-muted",
            )
            continue
        chain = top + (60 if look.phone else 106)
        words(places[0] + side / 2, chain - 14, "weights stay", "fig-muted")
        for step, place in enumerate(places):
            wafer(place, chain, "layers")
            if step:
                arrow(place - gap, chain + 23, place - 2, chain + 23)
        words(middle, chain + side + 30, "token after token")
        said = f"{look.say(row['amount'] / 1e3, 'kb')} per token and crossing"
        words(middle, chain + side + 30 + (line if look.phone else 79), said, "fig-muted")
    return Drawing(look.width, 462 if look.phone else 268, "".join(body))


@figure(
    table="time_for_all_weights",
    title="Streaming is far too slow to write tokens, so inference parks its weights",
    subtitle="Time for all weights of Llama 3.1 70B at half precision to pass once, logarithmic",
    alt=(
        "Five points on a logarithmic axis of time. Through the edge of one CS-3 the weights take {{ "
        "stream_once }}, through a CS-4 wafer's about half as long; two H100s read them from their "
        "memory in tens of milliseconds; four wafers with parked weights wrote a token in about two "
        "milliseconds as measured, and would need about seven microseconds if the quoted bandwidth were "
        "the only limit."
    ),
    caption=(
        "Each token of one user needs all weights once, on one wafer after the other. Rings are what the quoted bandwidths allow at "
        "best, the disc was measured."
    ),
    height=230,
    phone_height=330,
)
def time_for_all_weights_dots(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How long do all weights take?"""

    def clock(time: float) -> str:
        if time >= 0.1:
            return look.say(time, "seconds", 2)
        return look.say(time * 1e3, "ms", 2) if time >= 1e-4 else look.say(time * 1e6, "us", 2)

    paths = [row["path"] for row in rows]
    data = frame(rows, label=lambda row: clock(row["time"]), shown=lambda row: row["path"])
    least, middle, most = 1e-6, 1e-3, 1.0
    ticks = alt.Axis(
        title="Time",
        values=[least, middle, most],
        tickCount=3,
        labelExpr=f"datum.value<1e-4?'{clock(least)}':datum.value<0.1?'{clock(middle)}':'{clock(most)}'",
    )
    x = alt.X("time:Q", scale=look.log(5e-7, 20), axis=ticks)
    y = alt.Y("path:N", sort=paths, axis=None if look.phone else alt.Axis(title=None, labelLimit=260))
    shift = 9 if look.phone else 0
    wafers = [path for path in paths if "wafer" in path or "CS-" in path]
    points = (
        alt.Chart(data)
        .mark_point(size=90, opacity=1, yOffset=shift)
        .encode(
            x=x,
            y=y,
            **look.forms(column="path", accent=wafers, second=["from the memory of two H100s"], points=True),
        )
    )
    notes = (
        alt.Chart(data)
        .mark_text(**look.text(align="left", dx=9, dy=shift))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    if not look.phone:
        return points + notes
    names = (
        alt.Chart(data)
        .mark_text(**look.text(align="left", dx=2, dy=-10, halo=False))
        .encode(x=alt.datum(5e-7, scale=look.log(5e-7, 20)), y=y, text=alt.Text("path:N"))
    )
    return points + notes + names


@figure(
    table="clusters",
    title=(
        "The largest cluster specified is {{ claimed_over_used | digits(2) }} the largest run that we "
        "found published"
    ),
    subtitle=(
        "Systems in a cluster, logarithmic; disc: ran or is in use, ring: announced, diamond: specified "
        "as possible"
    ),
    alt=(
        "Rows on a logarithmic axis. In use or run: Argonne {{ alcf_systems }}, Andromeda {{ "
        "andromeda_systems }}, the run with Sandia {{ sandia_systems }}, the largest published run {{ "
        "stencil_run_systems }}. Announced: Condor Galaxy first and third, {{ cg1_systems }} each, later {{ "
        "third_cluster_systems }} and {{ fourth_cluster_systems }}. Specified as possible: {{ "
        "cs2_max_cluster }} CS-2 and {{ cs3_max_cluster }} CS-3."
    ),
    caption="Two of the announced are headline rates turned into systems.",
    height=355,
    phone_height=505,
)
def clusters_dots(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How large are clusters, claimed and built?"""
    order = [row["cluster"] for row in rows]
    data = frame(rows, label=lambda row: look.say(row["systems"], decimals=0))
    x = alt.X(
        "systems:Q",
        scale=look.log(2, 6000),
        axis=look.axis("Systems", values=[1, 10, 100, 1000]),
    )
    y = alt.Y("cluster:N", sort=order, axis=None if look.phone else alt.Axis(title=None, labelLimit=260))
    shift = 8 if look.phone else 0
    layers = None
    for status, shape, fill in (
        ("in use", "circle", look.accent),
        ("announced", "circle", look.paper),
        ("specified", "diamond", look.paper),
    ):
        marks = (
            alt.Chart(data)
            .transform_filter(f"datum.status=='{status}'")
            .mark_point(
                shape=shape, size=90, filled=False, fill=fill, stroke=look.accent, opacity=1, yOffset=shift
            )
            .encode(x=x, y=y)
        )
        layers = marks if layers is None else layers + marks
    notes = (
        alt.Chart(data)
        .mark_text(**look.text(align="left", dx=9, dy=shift))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    layers = layers + notes
    if look.phone:
        layers += (
            alt.Chart(data)
            .mark_text(**look.text(align="left", dx=2, dy=-9, halo=False))
            .encode(x=alt.datum(2, scale=look.log(2, 6000)), y=y, text=alt.Text("cluster:N"))
        )
    return layers
