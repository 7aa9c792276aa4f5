"""Figures of the page on defects."""

from typing import Any

import altair as alt

from ledger.figures import Drawing, Look, figure, frame


@figure(
    table="yield_by_die_area",
    title="At the size of a GPU all formulas say about half; at the size of a wafer all say hardly ever",
    subtitle="Share of dies without a defect against die area, both axes logarithmic, at {{ defect_density }}",
    alt=(
        "Seven falling lines, one for each yield formula. They lie close together up to an H100 die of "
        "{{ h100_die_area }}, where they give {{ h100_yield_least | percent(0) }} to {{ h100_yield_most | percent(0) }}. At the "
        "WSE-3's {{ wse3_die_area }} they spread over many powers of ten: Seeds gives {{ wafer_yield_most | percent(0) }}, "
        "Murphy {{ wse3_die_yield }}, Poisson {{ defect_free_wafers }}."
    ),
    height=400,
    phone_height=440,
)
def yield_by_die_area_lines(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """Which formula gives a wafer without defects a chance?"""
    low, high = min(row["good"] for row in rows) / 10, 2.0
    last = max(row["die_area"] for row in rows)
    ends = {row["model"]: row["good"] for row in rows if row["die_area"] == last}
    places = look.spread(ends, low, high, log=True)
    room = 300 if look.phone else 16
    x = alt.X(
        "die_area:Q",
        scale=look.log(4, last * room),
        axis=look.axis("Die area, mm²", values=[10, 100, 1000, 10000]),
    )
    y = alt.Y(
        "good:Q",
        scale=look.log(low, high),
        axis=look.axis("Dies without a defect", "powers", values=look.powers(low * 10, 1, 5)),
    )
    colour = look.paint("model", second=["Murphy"], accent=["Poisson"])
    lines = (
        alt.Chart(frame(rows))
        .mark_line(strokeWidth=2)
        .encode(x=x, y=y, color=colour, detail=alt.Detail("model:N"))
    )
    labels = [{"model": name, "die_area": last * 1.15, "good": at} for name, at in places.items()]
    words = (
        alt.Chart(frame(labels))
        .mark_text(**look.text(align="left", dx=2))
        .encode(x=x, y=y, text=alt.Text("model:N"))
    )
    marks = frame([{"die_area": 814.0, "chip": "H100"}, {"die_area": last, "chip": "WSE-3"}])
    rules = alt.Chart(marks).mark_rule(strokeDash=[2, 3], stroke=look.muted).encode(x=x)
    chips = (
        alt.Chart(marks)
        .mark_text(**look.text(align="right", dx=-4, fill=look.muted))
        .encode(x=x, y=alt.value(look.height - 90), text=alt.Text("chip:N"))
    )
    return rules + lines + words + chips


@figure(
    table="survival_by_unprotected_share",
    title="For nearly every wafer to ship, repair must reach all but {{ bearable_share | digits(2) }} of its area",
    subtitle="Share of wafers that ship against the share of area without redundancy (logarithmic), Poisson",
    alt=(
        "A curve that falls from nearly all wafers, with hardly any area unprotected, to none. With {{ unprotected_share }} of "
        "the area unprotected {{ wafer_survival }} of wafers ship; the band of nearly all, above {{ shipping_yield }}, ends at "
        "{{ bearable_share | digits(2) }}."
    ),
    height=320,
    phone_height=320,
)
def survival_by_unprotected_share_line(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How much of the wafer may lack redundancy?"""
    x = alt.X(
        "unprotected:Q",
        scale=look.log(1e-4, 1),
        axis=look.axis("Share of area without redundancy", "percent", values=look.powers(1e-4, 1)),
    )
    y = alt.Y("shipped:Q", scale=alt.Scale(domain=[0, 1]), axis=look.axis("Wafers that ship", "percent"))
    band = (
        alt.Chart(frame([{"low": 0.95, "high": 1.0}]))
        .mark_rect(color=look.second_soft)
        .encode(y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))
    )
    line = alt.Chart(frame(rows)).mark_line(strokeWidth=2.5, color=look.accent).encode(x=x, y=y)
    words = (
        alt.Chart(frame([{"unprotected": 1.0, "shipped": 0.975, "label": "nearly every wafer"}]))
        .mark_text(**look.text(align="right", dx=-4, halo=False))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    chosen = [
        row
        for row in rows
        if row["unprotected"] in (rows[12]["unprotected"], rows[24]["unprotected"], rows[36]["unprotected"])
    ]

    def label(row: dict[str, Any]) -> str:
        return f"{look.say(row['unprotected'], 'share')} → {look.say(row['shipped'], 'share', 2)}"

    points = alt.Chart(frame(chosen)).mark_point(filled=True, size=60, color=look.accent).encode(x=x, y=y)
    below = alt.Chart(frame(chosen[:1], label=label)).mark_text(**look.text(align="right", dx=-4, dy=16))
    beside = alt.Chart(frame(chosen[1:], label=label)).mark_text(**look.text(align="left", dx=9, dy=-6))
    notes = below.encode(x=x, y=y, text=alt.Text("label:N")) + beside.encode(
        x=x, y=y, text=alt.Text("label:N")
    )
    return band + line + points + notes + words


@figure(
    table="same_defects",
    title="The same defects, two ways to cut: dies with a defect are lost, cores are routed around",
    subtitle="One simulated wafer with random defects at {{ defect_density }}: cut into H100 dies, and left whole",
    alt=(
        "Two drawings of one wafer with the same random dots. On the left it is cut into H100 dies, and each die with a dot in "
        "it is hatched: more than every second one. On the right the WSE-3's square with clipped corners covers the wafer; each of "
        "its dots, about {{ wafer_defects | digits(2) }}, costs one core too small to see."
    ),
    caption="GPUs are repaired too: most of the hatched dies can still be sold with some multiprocessors switched off.",
    height=360,
    phone_height=680,
)
def same_defects_picture(rows: list[dict[str, Any]], look: Look) -> Drawing:
    """What do the same defects cost under each way of cutting?"""
    across = look.width if look.phone else look.width / 2
    unit = (across - 16) / 300
    radius = 150 * unit
    line = look.size + 8
    dies = [row for row in rows if row["what"] == "die"]
    side = min(abs(a["x"] - b["x"]) for a in dies for b in dies if a["x"] != b["x"]) * unit - 1
    body = []
    for place in (0, 1):
        left = 0 if look.phone else place * across
        top = line + (place * (across + line) if look.phone else 0)
        cx, cy = left + across / 2, top + radius + 4
        title = "cut into H100 dies" if not place else "left whole: one WSE-3"
        body.append(
            f'<text class="fig-ink" font-size="{look.size}" x="{cx:.1f}" y="{top - 6:.1f}" text-anchor="middle">{title}</text>'
        )
        body.append(
            f'<circle class="fig-ink-line" cx="{cx:.1f}" cy="{cy:.1f}" r="{radius:.1f}" stroke-width="1.2"/>'
        )
        if place:
            body.append(_chip(cx, cy, 215 * unit, radius))
        else:
            body += [
                _die(cx + die["x"] * unit, cy + die["y"] * unit, side, bool(die["defects"]), look)
                for die in dies
            ]
        body += [
            f'<circle class="fig-ink" cx="{cx + row["x"] * unit:.1f}" cy="{cy + row["y"] * unit:.1f}" r="1.9"/>'
            for row in rows
            if row["what"] == "defect"
        ]
    height = line + 2 * radius + 12
    return Drawing(look.width, height * 2 if look.phone else height, "".join(body))


def _die(x: float, y: float, side: float, hit: bool, look: Look) -> str:
    fill = look.hatch_second if hit else look.second_soft
    return (
        f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" height="{side:.1f}" '
        f'fill="{fill}" stroke="{look.second}" stroke-width="0.8"/>'
    )


def _chip(x: float, y: float, side: float, radius: float) -> str:
    half = side / 2
    reach = (radius**2 - half**2) ** 0.5
    points = [(reach, -half), (half, -reach), (half, reach), (reach, half)]
    points += [(-a, -b) for a, b in points]
    path = " ".join(f"{x + a:.1f},{y + b:.1f}" for a, b in points)
    return f'<polygon class="fig-accent-soft" points="{path}"/><polygon class="fig-accent-line" points="{path}" stroke-width="1.5"/>'


@figure(
    table="cost_of_defects",
    title="The same defects cost everything, half or nothing: it depends on what is thrown away with each",
    subtitle="Share of silicon lost on a wafer-scale chip's area at {{ defect_density }}, logarithmic",
    alt=(
        "Four points on a logarithmic axis. Throwing away the whole wafer loses everything; one H100 die for each defect about "
        "half; one H100 multiprocessor of {{ h100_area_per_core }} less than one percent; one WSE-3 core of "
        "{{ wse3_area_per_core }} two orders of magnitude less again."
    ),
    height=220,
    phone_height=260,
)
def cost_of_defects_dots(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """What does a defect cost?"""
    data = frame(rows, label=lambda row: look.say(row["lost"], "share", 2))
    x = alt.X(
        "lost:Q",
        scale=look.log(2e-5, 20 if look.phone else 3),
        axis=look.axis("Silicon lost", "percent", values=look.powers(1e-4, 1, 2 if look.phone else 1)),
    )
    y = alt.Y("thrown_away:N", sort=None, axis=alt.Axis(title=None, labelLimit=180))
    colour = look.paint(
        "thrown_away", accent=["one WSE-3 core"], second=["one H100 die", "one H100 multiprocessor"]
    )
    rules = alt.Chart(data).mark_rule(strokeWidth=2).encode(x=x, x2=alt.datum(2e-5), y=y, color=colour)
    points = alt.Chart(data).mark_point(filled=True, size=90, opacity=1).encode(x=x, y=y, color=colour)
    words = (
        alt.Chart(data).mark_text(**look.text(align="left", dx=9)).encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return rules + points + words


@figure(
    table="dies_by_method",
    title="How many H100 dies fit on a wafer depends on who counts",
    subtitle="H100 dies on one wafer {{ wafer_diameter }} wide, drawn square, by the way of counting",
    alt=(
        "Nine bars, one for each way of counting. The ratio of areas gives the most; those that keep a rim free and a lane "
        "between dies give the fewest. The usual formula gives {{ h100_dies_per_wafer | digits(2) }}."
    ),
    height=340,
    phone_height=520,
)
def dies_by_method_bars(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How many dies fit on a wafer?"""
    data = frame(rows, label=lambda row: look.say(row["dies"], decimals=0))
    x = alt.X("dies:Q", scale=alt.Scale(domain=[0, 100]), axis=look.axis("Dies on one wafer"))
    y = alt.Y("method:N", sort=None, axis=None if look.phone else alt.Axis(title=None, labelLimit=260))
    colour = look.paint("method", second=["Usual edge correction"])
    bars = alt.Chart(data).mark_bar(height=18 if not look.phone else 14, yOffset=0 if not look.phone else 8)
    bars = bars.encode(x=x, y=y, color=colour)
    words = alt.Chart(data).mark_text(
        **look.text(align="left", dx=6, dy=0 if not look.phone else 8, halo=False)
    )
    words = words.encode(x=x, y=y, text=alt.Text("label:N"))
    if not look.phone:
        return bars + words
    names = alt.Chart(data).mark_text(**look.text(align="left", dx=2, dy=-9, halo=False))
    return bars + words + names.encode(x=alt.datum(0), y=y, text=alt.Text("method:N"))


@figure(
    table="repaired_by_spares",
    title="A handful of spare columns repairs every simulated wafer, even when defects cluster",
    subtitle=(
        "Share of simulated wafers repaired, by spare columns and by how defects fall; a WSE-3 has spares for "
        "{{ spare_columns }}"
    ),
    alt=(
        "Two rising lines. With defects spread evenly, {{ columns_needed }} spare columns repair nearly every simulated wafer; "
        "with defects in tight clusters it takes a few more. The WSE-3's spares would fill {{ spare_columns }} columns."
    ),
    height=300,
    phone_height=300,
)
def repaired_by_spares_lines(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How many spare columns does repair need?"""
    long = [
        {"spare_columns": row["spare_columns"], "defects": key, "repaired": row[column]}
        for row in rows
        for key, column in (("evenly", "evenly"), ("in clusters", "in_clusters"))
    ]
    x = alt.X("spare_columns:Q", scale=alt.Scale(domain=[0, 8]), axis=look.axis("Spare columns", tickCount=8))
    y = alt.Y("repaired:Q", scale=alt.Scale(domain=[0, 1]), axis=look.axis("Wafers repaired", "percent"))
    colour = look.paint("defects", accent=["evenly"])
    lines = (
        alt.Chart(frame(long))
        .mark_line(point=True, strokeWidth=2.5)
        .encode(x=x, y=y, color=colour, detail=alt.Detail("defects:N"))
    )
    labels = frame(
        [
            {"spare_columns": 2, "repaired": rows[2]["evenly"], "label": "evenly"},
            {"spare_columns": 3, "repaired": rows[3]["in_clusters"], "label": "in clusters"},
        ]
    )
    words = (
        alt.Chart(labels)
        .mark_text(**look.text(align="left", dx=10, dy=14))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return lines + words


@figure(
    table="skipped_core",
    title="A dead core is skipped: its row moves up by one place, and links bend to follow",
    subtitle="Part of a mesh with one spare column; numbers are places in the grid that software sees",
    alt=(
        "A grid of cores joined to their neighbours. One core is dead. The cores to its right each play the place to their left, "
        "the spare at the end of the row plays the last place, and the links to the rows above and below slant by one place."
    ),
    height=250,
    phone_height=190,
)
def skipped_core_picture(rows: list[dict[str, Any]], look: Look) -> Drawing:
    """How does the mesh route around a dead core?"""
    columns = max(row["column"] for row in rows) + 1
    lines = max(row["row"] for row in rows) + 1
    pitch = look.width / columns
    high = min(pitch, 62)
    size = min(pitch, high) * 0.62
    played = {(row["row"], row["plays"]): row for row in rows if row["plays"] is not None}

    def spot(row: dict[str, Any]) -> tuple[float, float]:
        return (row["column"] + 0.5) * pitch, (row["row"] + 0.5) * high

    body = []
    for (line, place), row in played.items():
        for other in (played.get((line, place + 1)), played.get((line + 1, place))):
            if other:
                (x, y), (u, v) = spot(row), spot(other)
                bent = row["role"] == "moved" or other["role"] == "moved"
                colour = "fig-accent-line" if bent and x != u and y != v else "fig-muted-line"
                if y == v and u - x > pitch * 1.5:  # past the dead core
                    path = f"M{x:.1f} {y:.1f}Q{(x + u) / 2:.1f} {y - high * 0.75:.1f} {u:.1f} {v:.1f}"
                    body.append(f'<path class="fig-accent-line" fill="none" d="{path}" stroke-width="2"/>')
                else:
                    body.append(
                        f'<path class="{colour}" d="M{x:.1f} {y:.1f}L{u:.1f} {v:.1f}" stroke-width="2"/>'
                    )
    for row in rows:
        x, y = spot(row)
        box = f'x="{x - size / 2:.1f}" y="{y - size / 2:.1f}" width="{size:.1f}" height="{size:.1f}"'
        fill = {"dead": look.paper, "spare": look.paper, "moved": look.accent}.get(row["role"], look.grid)
        dash = ' stroke-dasharray="3 3"' if row["role"] == "spare" else ""
        body.append(f'<rect {box} fill="{fill}" stroke="{look.muted}" stroke-width="1.2"{dash}/>')
        if row["role"] == "dead":
            a, b = size / 2 - 4, size / 2 - 4
            body.append(
                f'<path class="fig-ink-line" d="M{x - a:.1f} {y - b:.1f}l{2 * a:.1f} {2 * b:.1f}m0 {-2 * b:.1f}l{-2 * a:.1f} {2 * b:.1f}" stroke-width="2"/>'
            )
        words = "" if row["plays"] is None else str(int(row["plays"]) + 1)
        if words:
            ink = "fig-paper" if row["role"] == "moved" else "fig-ink"
            body.append(
                f'<text class="{ink}" font-size="{look.size}" x="{x:.1f}" y="{y + look.size * 0.36:.1f}" text-anchor="middle">{words}</text>'
            )
    return Drawing(look.width, lines * high, "".join(body))
