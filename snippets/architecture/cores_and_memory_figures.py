"""Figures of the page on cores and memory."""

from typing import Any

import altair as alt

from ledger.figures import Drawing, Look, figure, frame


@figure(
    table="core_parts",
    title="A core computes only on its own memory; all else arrives through its router",
    subtitle="One core of a WSE-3 and the links to its four neighbours",
    alt=(
        "A square, one core. In it a memory of {{ wse3_sram_per_core }}, joined by two arrows to and "
        "one arrow from a row of "
        "{{ wse3_lanes }} arithmetic lanes. In the corner a router with five ports: one to its own core "
        "and one to each of the four "
        "neighbours, north, east, south and west."
    ),
    caption=(
        "A diagram, not a layout. The widths of the port are known for the WSE-2 and assumed to be the same."
    ),
    height=350,
    phone_height=470,
)
def core_and_router(rows: list[dict[str, Any]], look: Look) -> Drawing:
    """What is in a core?"""
    memory, lanes, port = rows[0]["memory"], int(rows[1]["lanes"]), rows[2]["port"]
    tile = 270.0
    left, top, stub = 38.0, 34.0, 30.0
    size, line = look.size, look.size + 4
    body: list[str] = []

    def words(x: float, y: float, text: str, kind: str = "fig-ink", anchor: str = "start") -> None:
        style = f'class="{kind}" font-size="{size}" text-anchor="{anchor}"'
        body.append(f'<text {style} x="{x:.1f}" y="{y:.1f}">{text}</text>')

    def box(x: float, y: float, wide: float, high: float, fill: str, stroke: str, width: float = 1.5) -> None:
        place = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
        body.append(f'<rect {place} rx="3" fill="{fill}" stroke="{stroke}" stroke-width="{width}"/>')

    def arrow(x: float, y: float, u: float, v: float, colour: str, both: bool = False) -> None:
        """A straight arrow along one axis."""
        across, down = (u > x) - (u < x), (v > y) - (v < y)
        head = f"M{u - 6 * across - 4 * down:.1f} {v - 6 * down - 4 * across:.1f}L{u:.1f} {v:.1f}"
        head += f"L{u - 6 * across + 4 * down:.1f} {v - 6 * down + 4 * across:.1f}"
        if both:
            head += f"M{x + 6 * across - 4 * down:.1f} {y + 6 * down - 4 * across:.1f}L{x:.1f} {y:.1f}"
            head += f"L{x + 6 * across + 4 * down:.1f} {y + 6 * down + 4 * across:.1f}"
        path = f"M{x:.1f} {y:.1f}L{u:.1f} {v:.1f}{head}"
        body.append(f'<path fill="none" stroke="{colour}" stroke-width="2" d="{path}"/>')

    right, bottom = left + tile, top + tile
    box(left, top, tile, tile, look.paper, look.ink)
    inner, wide = left + 16, tile * 0.64
    box(inner, top + 16, wide, 76, look.accent_soft, look.accent)
    words(inner + wide / 2, top + 50, "memory", anchor="middle")
    words(inner + wide / 2, top + 50 + line, look.say(memory, "kib"), anchor="middle")
    low = top + 146
    box(inner, low, wide, 52, look.second_soft, look.second)
    pitch = (wide - 16) / lanes
    for lane in range(lanes):
        box(inner + 8 + lane * pitch + 2, low + 7, pitch - 4, 15, look.second, look.second, 0)
    words(inner + wide / 2, low + 42, f"{lanes} lanes", anchor="middle")
    for step in (0.16, 0.34):
        arrow(inner + wide * step, top + 95, inner + wide * step, low - 3, look.accent)
    arrow(inner + wide * 0.62, low - 3, inner + wide * 0.62, top + 95, look.accent)
    words(inner + wide * 0.34 + 7, (top + 95 + low) / 2 + 4, "read", "fig-muted")
    words(inner + wide * 0.62 + 7, (top + 95 + low) / 2 + 4, "write", "fig-muted")
    x, y, half = right - 42, bottom - 38, 21
    box(x - half, y - half, 2 * half, 2 * half, look.grey_soft, look.ink)
    arrow(x, y - half, x, top - stub, look.ink, True)
    arrow(x, y + half, x, bottom + stub, look.ink, True)
    arrow(x + half, y, right + stub, y, look.ink, True)
    arrow(x - half, y, left - stub, y, look.ink, True)
    mid = low + 26
    bend = f"M{inner + wide + 2:.1f} {mid:.1f}H{x - 11:.1f}V{y - half:.1f}"
    body.append(f'<path fill="none" stroke="{look.second}" stroke-width="2" d="{bend}"/>')
    words(x - half - 6, y - 8, "router", anchor="end")
    words(x - 6, top - 16, "north", "fig-muted", "end")
    words(x - 6, bottom + 22, "south", "fig-muted", "end")
    notes = [
        ("Memory", f"{look.say(memory, 'kib')}, for this core alone"),
        ("Port", f"{look.say(port, 'byte_per_cycle')}:"),
        ("", "two reads and one write"),
        ("Lanes", f"{lanes} half-precision products and sums"),
        ("Router", "five ports: four neighbours, one core;"),
        ("", "one clock cycle to the next core"),
    ]
    if look.phone:
        place, down = 0.0, bottom + stub + 26
    else:
        place, down = right + stub + 30, top + 40
    for head, text in notes:
        if head:
            down += 6
            bold = f'class="fig-ink" font-size="{size}" font-weight="600"'
            body.append(f'<text {bold} x="{place:.1f}" y="{down:.1f}">{head}</text>')
        words(place + 62, down, text)
        down += line
    return Drawing(look.width, down if look.phone else bottom + stub + 6, "".join(body))


@figure(
    table="bandwidth_ladder",
    title=(
        "Where a share was published, programs use {{ tlrmvm_use | percent(0) }} down to a fraction of a percent of "
        "the quoted bandwidth"
    ),
    subtitle="Share of the memory bandwidth quoted for each machine, logarithmic",
    alt=(
        "Dots on a logarithmic axis. Quoted bandwidth: all. Seismic processing: {{ tlrmvm_use }}. A "
        "matrix times a vector: "
        "{{ gemv_large_use }} and {{ gemv_small_use }}. Decoding Llama 3 8B for one user: "
        "{{ decode_use }} on a WSE-2, "
        "{{ service_use }} in Cerebras's service. For comparison, decoding on an A100: {{ a100_decode_use }}."
    ),
    caption=(
        "The service is set against a WSE-3, the A100 against its own memory, all other rows against a WSE-2."
    ),
    height=310,
    phone_height=340,
)
def bandwidth_ladder_dots(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How much of the quoted bandwidth do programs use?"""
    low = 3e-4
    data = frame(
        rows,
        label=lambda row: (
            f"{look.say(row['used'], 'share', 2)}" + ("" if look.phone else f", {_amount(row, look)}")
        ),
    )
    x = alt.X(
        "used:Q",
        scale=look.log(low, 6 if look.phone else 8),
        axis=look.axis("Share of quoted bandwidth", "percent", values=[0.001, 0.01, 0.1, 1]),
    )
    y = alt.Y("use:N", sort=None, axis=alt.Axis(title=None, labelLimit=170))
    wafer = [row["use"] for row in rows[:-1]]
    colour = look.paint("use", accent=wafer, second=[rows[-1]["use"]])
    rules = alt.Chart(data).mark_rule(strokeWidth=2).encode(x=x, x2=alt.datum(low), y=y, color=colour)
    forms = look.forms(column="use", accent=wafer, second=[rows[-1]["use"]], points=True)
    points = alt.Chart(data).mark_point(size=90, opacity=1).encode(x=x, y=y, **forms)
    words = (
        alt.Chart(data).mark_text(**look.text(align="left", dx=10)).encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return rules + points + words


def _amount(row: dict[str, Any], look: Look) -> str:
    """A bandwidth in petabytes a second, or in terabytes if it is small."""
    if row["bandwidth"] < 0.1:
        return look.say(row["bandwidth"] * 1000, "tb_per_s", 2)
    return look.say(row["bandwidth"], "pb_per_s", 2)


@figure(
    table="beside_h100",
    title="Beside an H100 a wafer has less memory and {{ bandwidth_over_h100 | digits(2) }} the bandwidth",
    subtitle="Memory (ring) and quoted bandwidth (disc) as multiples of an H100's, logarithmic",
    alt=(
        "Pairs of points on a logarithmic axis. The WSE-3 has {{ memory_over_h100 | digits(2) }} of an "
        "H100's memory and "
        "{{ bandwidth_over_h100 | digits(2) }} its bandwidth. A Groq chip has far less memory and more "
        "bandwidth. GPUs and a TPU "
        "lie close to the H100 in both."
    ),
    height=290,
    phone_height=320,
)
def beside_h100_pairs(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How do capacity and bandwidth go together?"""

    def first(row: dict[str, Any], name: str) -> str:
        return name if row is rows[0] else ""

    data = frame(
        rows,
        memory_label=lambda row: first(row, "memory ") + look.say(row["memory"], "times", 2),
        bandwidth_label=lambda row: first(row, "bandwidth ") + look.say(row["bandwidth"], "times", 2),
        side=lambda row: row["bandwidth"] > row["memory"],
    )
    scale = look.log(1e-5 if look.phone else 2e-4, 1e9 if look.phone else 1e6)
    ticks = [0.001, 0.01, 0.1, 1, 10, 100, 1000, 10000]
    axis = look.axis("Multiple of an H100", "times", values=ticks[1::2] if look.phone else ticks)
    y = alt.Y("chip:N", sort=None, axis=alt.Axis(title=None))
    colour = look.paint("chip", accent=["WSE-3"], second=["B200", "MI300X"])
    memory, bandwidth = alt.X("memory:Q", scale=scale, axis=axis), alt.X("bandwidth:Q", scale=scale)
    rules = alt.Chart(data).mark_rule(strokeWidth=2).encode(x=memory, x2="bandwidth", y=y, color=colour)
    base = {"y": y, "stroke": colour}
    rings = (
        alt.Chart(data)
        .mark_point(size=80, fill=look.paper, strokeWidth=2, opacity=1)
        .encode(x=memory, **base)
    )
    discs = alt.Chart(data).mark_point(size=80, filled=True, opacity=1).encode(x=bandwidth, y=y, color=colour)
    layers = [rules, rings, discs]
    for test, memory_side, bandwidth_side in (
        ("datum.side", "right", "left"),
        ("!datum.side", "left", "right"),
    ):
        picked = alt.Chart(data).transform_filter(test)
        for place, column, side in (
            (memory, "memory_label", memory_side),
            (bandwidth, "bandwidth_label", bandwidth_side),
        ):
            mark = look.text(align=side, dx=9 if side == "left" else -9)
            layers.append(picked.mark_text(**mark).encode(x=place, y=y, text=f"{column}:N"))
    one = alt.Chart(frame([{"memory": 1.0}])).mark_rule(stroke=look.muted, strokeDash=[2, 3]).encode(x=memory)
    return alt.LayerChart(layer=[one, *layers])


@figure(
    table="rooflines",
    title="A wafer's roof bends at {{ wse3_ridge | digits(2) }}, an H100's only at {{ h100_ridge | digits(3) }}",
    subtitle="Most dense arithmetic a second, by operations per byte read; both axes logarithmic",
    alt=(
        "Lines that rise and then turn flat. The WSE-3 turns at {{ wse3_ridge }}, the Groq chip at "
        "{{ groq_lpu_ridge }}, the H100 at "
        "{{ h100_ridge | digits(3) }} and the B200 at {{ b200_ridge | digits(3) }}. Decoding for one "
        "user, at {{ decode_intensity }}, lies "
        "right of the wafer's bend and far left of the GPUs'."
    ),
    caption=(
        "Thin lines: all other chips whose dense rate and bandwidth we know. One wafer beside one package or, topmost, "
        "one rack; the wafer is {{ h100_wafer_multiple | digits(2) }} the die of an H100."
    ),
    height=400,
    phone_height=420,
)
def rooflines_lines(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """What limits each chip, memory or arithmetic?"""
    low, high, bottom, top = 0.02, 3e3, 0.03, 1e6
    x = alt.X(
        "intensity:Q",
        scale=look.log(low, high * (900 if look.phone else 16)),
        axis=look.axis(
            "Operations per byte, FLOP/B", values=[0.1, 1, 10, 100, 1000][:: 2 if look.phone else 1]
        ),
    )
    y = alt.Y(
        "rate:Q",
        scale=look.log(bottom, top),
        axis=look.axis("Dense arithmetic, TFLOP/s", values=[0.1, 1, 10, 100, 1000, 10000, 100000]),
    )
    named = ["WSE-3", "Groq LPU", "H100", "B200", "MI300X", "GB300 NVL72"]
    drawn, ends = [], {}
    for row in rows:  # each line within the plot: up to the ridge, then flat to the right edge
        chip, ridge, roof = row["chip"], row["ridge"], row["roof"]
        start = max(low, bottom * ridge / roof)
        kind = chip if chip in named else "other"
        for at, rate in ((start, roof / ridge * start), (ridge, roof), (high, roof)):
            drawn.append({"chip": chip, "kind": kind, "intensity": at, "rate": rate})
        if chip in named:
            ends[chip] = roof
    colour = look.paint("kind", accent=["WSE-3"], second=["H100", "B200"])
    base = alt.Chart(frame(drawn))
    thin = base.transform_filter("datum.kind=='other'").mark_line(strokeWidth=0.8, opacity=0.7)
    bold = base.transform_filter("datum.kind!='other'").mark_line(strokeWidth=2.4)
    others = thin.encode(x=x, y=y, color=alt.value(look.grey), detail=alt.Detail("chip:N"))
    lines = bold.encode(x=x, y=y, color=colour, detail=alt.Detail("chip:N"))
    bends = [
        {"kind": row["chip"], "intensity": row["ridge"], "rate": row["roof"]}
        for row in rows
        if row["chip"] in named
    ]
    points = (
        alt.Chart(frame(bends)).mark_point(filled=True, size=60, opacity=1).encode(x=x, y=y, color=colour)
    )
    places = look.spread(ends, bottom, top, log=True)
    labels = [{"chip": chip, "intensity": high, "rate": at} for chip, at in places.items()]
    words = (
        alt.Chart(frame(labels))
        .mark_text(**look.text(align="left", dx=5))
        .encode(x=x, y=y, text=alt.Text("chip:N"))
    )
    mark = frame([{"intensity": 1.0, "rate": 0.07, "label": "decode, one user"}])
    rule = alt.Chart(mark).mark_rule(strokeDash=[2, 3], stroke=look.muted).encode(x=x)
    note = (
        alt.Chart(mark)
        .mark_text(**look.text(align="left", dx=6, fill=look.muted))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return rule + others + lines + points + words + note
