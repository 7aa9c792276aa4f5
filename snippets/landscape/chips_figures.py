"""Figures of the page that compares chips: memory, arithmetic and watts, and where the two limits meet."""

from typing import Any

import altair as alt

from ledger.figures import Look, figure, frame


@figure(
    table="memory_against_bandwidth",
    title="Two kinds of machine: one reads all its memory in microseconds, the other in tens of milliseconds",
    subtitle=(
        "Memory that holds the model against its bandwidth, both logarithmic; slanted lines: time to read "
        "it all once"
    ),
    alt=(
        "A cloud of points on two logarithmic axes, crossed by slanted lines of equal reading time. Chips "
        "and racks with HBM or graphics memory lie along one line, from a Blackhole card to a Helios rack, "
        "at {{ rubin_memory_read_time | unit('ms') }} to {{ p150a_memory_read_time | unit('ms') }}. Far "
        "above them, along a second line, lie the machines of SRAM: one Groq chip, a rack of Groq 3, the "
        "WSE-3 at {{ wse3_memory_read_time | unit('us') }} and the CS-4. An H100 takes "
        "{{ h100_memory_read_time | unit('ms') }}."
    ),
    caption="Discs are single chips or cards, squares whole systems. The CS-4 holds three wafers.",
    height=470,
    phone_height=470,
)
def memory_against_bandwidth_points(rows: list[dict[str, Any]], look: Look) -> Any:
    """Which machines hold much, which read fast?"""
    low, high, bottom, top = 0.1, 1e5, 0.1, 1e6
    x = alt.X(
        "memory:Q", scale=look.log(low, high), axis=look.axis("Memory, GB", values=look.powers(low, high))
    )
    steps = look.powers(bottom, top, 2 if look.phone else 1)
    y = alt.Y(
        "bandwidth:Q",
        scale=look.log(bottom, top),
        axis=look.axis("Memory bandwidth, TB/s", values=steps, grid=False),
    )
    lines, words = [], []
    for seconds in (1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1):
        name = look.say(seconds * 1e6, "us", 1) if seconds < 1e-3 else look.say(seconds * 1e3, "ms", 1)
        ends = [max(low, bottom * 1e3 * seconds), min(high, top * 1e3 * seconds)]
        lines += [{"line": name, "memory": at, "bandwidth": at / 1e3 / seconds} for at in ends]
        words.append({"memory": ends[0], "bandwidth": ends[0] / 1e3 / seconds, "label": name})
    iso = alt.Chart(frame(lines)).mark_line(stroke=look.grid, strokeWidth=1.2)
    times = alt.Chart(frame(words)).mark_text(
        **look.text(align="left", dx=2 if look.phone else 6, dy=-13, fill=look.muted)
    )
    kinds = [{"memory": 2.5, "bandwidth": 2e3, "label": "SRAM"}]
    kinds.append(
        {"memory": 1800, "bandwidth": 2.5, "label": "HBM" if look.phone else "HBM and graphics memory"}
    )
    groups = alt.Chart(frame(kinds)).mark_text(**look.text(fontStyle="italic", fill=look.muted))
    paint = look.paint("machine", accent=["WSE-1", "WSE-2", "WSE-3", "CS-4"], second=["H100", "B200"])
    points = []
    for whole, shape in (("chip", "circle"), ("system", "square")):
        some = frame(
            sorted(
                (row for row in rows if row["whole"] == whole),
                key=lambda row: row["machine"] in ("H100", "B200"),
            )
        )
        mark = alt.Chart(some).mark_point(
            filled=True, size=70, opacity=1, shape=shape, stroke=look.paper, strokeWidth=1
        )
        points.append(mark.encode(x=x, y=y, color=paint))
    return alt.layer(
        iso.encode(x=x, y=y, detail=alt.Detail("line:N")),
        times.encode(x=x, y=y, text=alt.Text("label:N")),
        groups.encode(x=x, y=y, text=alt.Text("label:N")),
        *points,
        *_names(rows, look, x, y, _PLACES_PHONE if look.phone else _PLACES),
    )


# Where a machine's name stands beside its point: align, dx, dy.
_PLACES: dict[str, tuple[str, str, int, int]] = {
    "WSE-2": ("WSE-2, WSE-3", "right", -9, 0),
    "CS-4": ("CS-4", "right", -9, 0),
    "Groq LPU": ("Groq LPU", "left", 9, 2),
    "Groq 3 LPU": ("Groq 3 LPU", "left", -6, -14),
    "WSE-1": ("WSE-1", "right", -9, 0),
    "Corsair": ("Corsair", "left", 9, 3),
    "Groq 3 LPX": ("Groq 3 LPX, a rack", "left", 10, 2),
    "H100": ("H100", "right", -9, -2),
    "B200": ("B200", "right", -6, -12),
    "MI455X": ("MI455X", "left", 9, -3),
    "Rubin": ("Rubin", "right", -7, -8),
    "TPU v6e": ("TPU v6e", "right", -9, -2),
    "Blackhole p150a": ("Blackhole p150a", "left", 9, 4),
    "Galaxy Blackhole": ("Galaxy, a server", "left", 9, 4),
    "GB200 NVL72": ("NVL72 racks", "right", -10, -3),
    "Helios": ("Helios, a rack", "right", -10, -6),
}
_PLACES_PHONE = {
    **{key: _PLACES[key] for key in ("WSE-2", "WSE-1", "CS-4", "Groq LPU", "H100", "TPU v6e", "MI455X")},
    "Groq 3 LPX": ("Groq rack", "left", 9, 4),
    "Blackhole p150a": ("p150a", "left", 9, 4),
    "Galaxy Blackhole": ("Galaxy", "left", 8, 5),
    "GB300 NVL72": ("NVL72", "left", 5, 12),
    "Helios": ("Helios", "right", -9, -3),
}


def _names(
    rows: list[dict[str, Any]], look: Look, x: alt.X, y: alt.Y, places: dict[str, tuple[str, str, int, int]]
) -> list[alt.Chart]:
    """The names of some machines, each beside its point."""
    layers = []
    for row in rows:
        if row["machine"] in places:
            label, align, dx, dy = places[row["machine"]]
            one = frame([{**row, "label": label}])
            layers.append(
                alt.Chart(one)
                .mark_text(**look.text(align=align, dx=dx, dy=dy))
                .encode(x=x, y=y, text=alt.Text("label:N"))
            )
    return layers


@figure(
    table="arithmetic_against_power",
    title=(
        "For each watt a CS-3 computes less than racks of its time, if both count dense arithmetic and the "
        "whole system"
    ),
    subtitle="Dense FP16 arithmetic against power, both logarithmic; slanted lines: arithmetic for each watt",
    alt=(
        "Two panels that must not be compared with each other. Left, single modules and cards by their own "
        "watts: an H100 at {{ h100_dense_per_watt }}, a B200 at {{ b200_dense_per_watt }}. Right, whole "
        "systems: the CS-3 at {{ wse3_dense_per_watt }}, less than a DGX H100 with "
        "{{ dgx_h100_rack_per_watt }} and less than a GB200 NVL72 with {{ gb200_nvl72_rack_per_watt }}; "
        "the CS-4, if its headline exaggerates as the WSE-3's does, at {{ cs4_per_watt_by_ratio }}."
    ),
    caption=(
        "The bar on the CS-3 reaches to the highest power stated for it. The CS-4's dense rate is our "
        "supposition."
    ),
    height=380,
    phone_height=620,
)
def arithmetic_against_power_panels(rows: list[dict[str, Any]], look: Look) -> Any:
    """How much dense arithmetic for each watt?"""
    chips = _panel(rows, look, "chip", (200, 2000), (100, 4000), "Watts of a module or card", "TFLOP/s", 1)
    systems = _panel(rows, look, "system", (7, 200), (5, 400), "Kilowatts of a whole system", "PFLOP/s", 1000)
    return alt.vconcat(chips, systems, spacing=24) if look.phone else alt.hconcat(chips, systems, spacing=28)


_BESIDE: dict[str, tuple[str, str, int, int]] = {
    "H100": ("H100", "right", -9, 0),
    "B200": ("B200, B300", "right", -9, -2),
    "MI300X": ("MI300X", "right", -9, -3),
    "MI355X": ("MI355X", "left", -14, -14),
    "Groq LPU": ("Groq LPU", "left", 9, -1),
    "Wormhole n300s": ("Wormhole n300s", "left", 9, 3),
    "Blackhole p150a": ("Blackhole p150a", "left", -6, -14),
    "CS-3": ("CS-3", "left", 16, 4),
    "CS-4": ("CS-4?", "left", -4, 16),
    "DGX H100": ("DGX H100", "left", 0, 15),
    "DGX B200": ("DGX B200", "left", -3, -14),
    "GB200 NVL72": ("GB200 NVL72", "right", -9, -4),
    "GB300 NVL72": ("GB300 NVL72", "right", 14, 16),
}


def _panel(
    rows: list[dict[str, Any]],
    look: Look,
    scope: str,
    across: tuple[float, float],
    up: tuple[float, float],
    title: str,
    unit: str,
    by: float,
) -> Any:
    """One panel: rows of one scope, in watts and TFLOP/s or in a thousand of each."""
    some = [
        {**row, "x": row["power"] / by, "x2": (row["most"] or row["power"]) / by, "y": row["dense"] / by}
        for row in rows
        if row["watts_of"] == scope
    ]
    ticks = [value for value in (10, 20, 50, 100, 200, 500, 1000, 2000) if across[0] <= value <= across[1]]
    steps = [value for value in (10, 20, 50, 100, 200, 500, 1000, 2000) if up[0] <= value <= up[1]]
    x = alt.X("x:Q", scale=look.log(*across), axis=look.axis(title, values=ticks))
    y = alt.Y("y:Q", scale=look.log(*up), axis=look.axis(f"Dense {unit}", values=steps))
    lines, words = [], []
    for slope in (0.5, 1.0, 2.0):
        name = look.say(slope, "tflop_per_s_per_watt" if slope == 2.0 else "ratio", 1)
        ends = [max(across[0], up[0] / slope), min(across[1], up[1] / slope)]
        lines += [{"line": name, "x": at, "y": at * slope} for at in ends]
        words.append({"x": ends[1] * 0.98, "y": ends[1] * 0.98 * slope, "label": name})
    iso = (
        alt.Chart(frame(lines))
        .mark_line(stroke=look.grid, strokeWidth=1.2)
        .encode(x=x, y=y, detail=alt.Detail("line:N"))
    )
    marks = (
        alt.Chart(frame(words))
        .mark_text(**look.text(align="right", dx=-5, dy=-5, fill=look.muted))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    bars = (
        alt.Chart(frame([row for row in some if row["most"]]))
        .mark_rule(stroke=look.accent, strokeWidth=2)
        .encode(x=x, x2=alt.X2("x2:Q"), y=y)
    )
    forms = look.forms(column="machine", accent=["CS-3", "CS-4"], second=["H100", "DGX H100"], points=True)
    points = alt.Chart(frame(some)).mark_point(size=75, opacity=1).encode(x=x, y=y, **forms)
    layers = [
        iso,
        marks,
        *([bars] if any(row["most"] for row in some) else []),
        points,
        *_names(some, look, x, y, _BESIDE),
    ]
    chart = alt.layer(*layers)
    return chart.properties(height=235) if look.phone else chart.properties(height=300)


@figure(
    table="balance_by_chip",
    title=(
        "On paper one user keeps a wafer's arithmetic busy; chips with HBM need "
        "{{ trainium3_machine_balance | digits(3) | bare }} or more"
    ),
    subtitle="Operations per byte at which arithmetic and memory take equally long at FP16, logarithmic",
    alt=(
        "Points on a logarithmic axis. The WSE-3 balances at {{ wse3_machine_balance }} and the first Groq "
        "chip at {{ groq_lpu_machine_balance }}; all others lie between {{ trainium3_machine_balance }} "
        "for Trainium3 and {{ sn50_machine_balance }} for the SN50, the H100 at "
        "{{ h100_machine_balance }}. A line marks one operation per byte, which is what writing text for "
        "one user needs."
    ),
    height=440,
    phone_height=470,
)
def balance_by_chip_dots(rows: list[dict[str, Any]], look: Look) -> Any:
    """How many users does it take to keep a chip's arithmetic busy?"""
    data = frame(rows)
    low = 0.06 if look.phone else 0.2
    x = alt.X(
        "balance:Q",
        scale=look.log(low, 4000 if look.phone else 2500),
        axis=look.axis("Operations per byte, or users served together", values=[1, 10, 100, 1000]),
    )
    y = alt.Y("chip:N", sort=None, axis=alt.Axis(title=None, labelLimit=140))
    one = alt.Chart(frame([{"balance": 1}])).mark_rule(stroke=look.ink, strokeDash=[3, 3]).encode(x=x)
    forms = look.forms(column="chip", accent=["WSE-3"], second=["H100"], points=True)
    rules = alt.Chart(data).mark_rule(stroke=look.grid).encode(x=x, x2=alt.datum(low), y=y)
    points = alt.Chart(data).mark_point(size=75, opacity=1).encode(x=x, y=y, **forms)
    below, above = ([row for row in rows if (row["balance"] < 1) == small] for small in (True, False))
    words = _said(below, look, "right").encode(x=x, y=y, text=alt.Text("label:N"))
    others = _said(above, look, "left").encode(x=x, y=y, text=alt.Text("label:N"))
    note = alt.Chart(frame([{"balance": 1, "chip": rows[-1]["chip"], "label": "one user"}]))
    said = note.mark_text(**look.text(align="left", dx=6, fill=look.muted)).encode(
        x=x, y=y, text=alt.Text("label:N")
    )
    return rules + one + points + words + others + said


def _said(rows: list[dict[str, Any]], look: Look, align: str) -> alt.Chart:
    """Each row's number beside its point."""
    data = frame(rows, label=lambda row: look.say(row["balance"], "count", 3))
    return alt.Chart(data).mark_text(**look.text(align=align, dx=9 if align == "left" else -9))
