"""Figures of the page on training."""

from typing import Any

import altair as alt

from ledger.figures import Look, figure, frame


@figure(
    table="entries_405b",
    title="Ten times the chips make the test {{ gb200_time_gain | digits(2) }} as fast; no wafer has entered",
    subtitle=(
        "Minutes to train Llama 3.1 405B to a set quality against the number of chips, both logarithmic, "
        "MLPerf Training. Dashed: twice the chips, twice as fast"
    ),
    alt=(
        "Seven entries, all on NVIDIA chips. The H100 with {{ h100_512_entry_chips }} chips takes "
        "{{ h100_512_minutes_405b }}, the GB200 with as many {{ gb200_512_minutes_405b }}, the GB300 "
        "{{ gb300_512_minutes_405b }}. More GB200s fall along the dashed guide and slightly above it, to "
        "{{ gb200_8192_minutes_405b }} with {{ gb200_8192_entry_chips }}."
    ),
    caption=(
        "Measured: computed from the raw logs of rounds {{ h100_512_entry_round }} and {{ gb200_512_entry_round }}; the entry of "
        "{{ gb200_8192_entry_chips }} chips is of {{ gb200_8192_entry_round }}, as reported. Entries of one chip differ in software."
    ),
    height=400,
    phone_height=400,
)
def entries_405b_points(rows: list[dict[str, Any]], look: Look) -> Any:
    """How fast do more chips train one model?"""
    x = alt.X(
        "chips:Q",
        scale=look.log(350, 12500),
        axis=look.axis("Chips", values=[500, 1000, 2000, 5000, 10000]),
    )
    y = alt.Y(
        "time:Q",
        scale=look.log(4.5, 350),
        axis=look.axis("Minutes", values=[5, 10, 20, 50, 100, 200], grid=True),
    )
    start = min((row for row in rows if row["chip"] == "GB200"), key=lambda row: (row["chips"], row["time"]))
    ends = [start["chips"], 8600]
    guide = [{"chips": chips, "time": start["time"] * start["chips"] / chips} for chips in ends]
    line = alt.Chart(frame(guide)).mark_line(strokeDash=[5, 4], stroke=look.muted, strokeWidth=1.5)
    dots = alt.Chart(frame(rows)).mark_point(filled=True, size=95, opacity=1)
    paint = look.paint("chip", second=["GB200"])
    layers: list[Any] = [line.encode(x=x, y=y), dots.encode(x=x, y=y, color=paint)]
    for row in rows:
        style = look.text(align="left", dx=9, dy=-8)
        if row["chip"] == "GB300":
            style = look.text(align="center", dy=16)
        if row["chips"] > 8000:
            style = look.text(align="center", dx=-2, dy=-17)
        label = f"{row['chip']}, {look.say(row['time'], decimals=0)}"
        layers.append(
            alt.Chart(frame([row | {"label": label}]))
            .mark_text(**style)
            .encode(x=x, y=y, text=alt.Text("label:N"))
        )
    return alt.layer(*layers)


@figure(
    table="gpu_generations",
    title="On one test, one step of GPUs gave more than the {{ article_speedup | bare }}× that the article asks for",
    subtitle=(
        "Speed on Llama 3.1 405B with {{ h100_512_entry_chips }} chips each, H100 as one. "
        "Line: the article's speed-up"
    ),
    alt=(
        "Three bars: the H100 as one, the GB200 {{ gb200_over_h100 | digits(3) }}, the GB300 "
        "{{ gb300_over_h100 | digits(3) }}. A line at {{ article_speedup | bare }} crosses the last two."
    ),
    caption=(
        "MLPerf Training, rounds {{ h100_512_entry_round }} (H100) and {{ gb200_512_entry_round }}. A GB200 or GB300 is a package of two large dies, and "
        "the later entries may compute at lower precision: gains of hardware, number format and software together."
    ),
    height=190,
    phone_height=190,
)
def gpu_generations_bars(rows: list[dict[str, Any]], look: Look) -> Any:
    """Is a factor of two rare?"""
    bars = [row for row in rows if row["chip"] != "asked"]
    asked = [row for row in rows if row["chip"] == "asked"]
    x = alt.X(
        "speed:Q",
        scale=alt.Scale(domain=[0, 4.4], nice=False),
        axis=look.axis("Speed, H100 as one", "times", values=[0, 1, 2, 3, 4]),
    )
    y = alt.Y("chip:N", sort=[row["chip"] for row in bars], axis=alt.Axis(title=None))
    data = frame(bars, label=lambda row: look.say(row["speed"], "times", 2))
    drawn = alt.Chart(data).mark_bar(height=24).encode(x=x, y=y, color=alt.value(look.second))
    names = (
        alt.Chart(data)
        .mark_text(**look.text(align="left", dx=7))
        .encode(x=alt.X("speed:Q"), y=y, text=alt.Text("label:N"))
    )
    rule = alt.Chart(frame(asked)).mark_rule(stroke=look.ink, strokeWidth=1.6, strokeDash=[5, 3])
    return drawn + rule.encode(x=alt.X("speed:Q")) + names
