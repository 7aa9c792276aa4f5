"""Figures of the page on the wafer."""

from math import sqrt
from typing import Any

import altair as alt

from ledger.figures import Drawing, Look, figure, frame


@figure(
    table="corner_lengths",
    title="The chip's corners reach past the rim of the wafer, so they must be cut",
    subtitle="A wafer {{ wafer_diameter }} across with its chip and one GPU die, and a corner enlarged; all to scale",
    alt=(
        "A circle with a square in it, in that a tiny one, an H100 die of {{ h100_die_area }}; beside it one corner of the "
        "large square enlarged. The chip, "
        "{{ wse_side }} wide, has "
        "its outermost corner beyond the circle: the rim cuts {{ clipped_leg }} off each side. A "
        "slightly smaller square, "
        "{{ sharp_square_side | decimals(1) }} wide, just touches the circle with a sharp corner. A "
        "dotted arc marks the usual "
        "rim of {{ edge_exclusion }} where ordinary wafers hold no chips; the chip reaches well into it."
    ),
    caption=(
        "All four corners together: {{ clipped_area | decimals(1) }} of {{ wse3_die_area }}. How "
        "Cerebras really shapes them is not "
        "published."
    ),
    height=390,
    phone_height=520,
)
def corner_enlarged(rows: list[dict[str, Any]], look: Look) -> Drawing:
    """Does the chip fit on the wafer?"""
    radius, half, sharp, leg, rim, die = (row["length"] for row in rows)
    low, high = 97.0, 110.4  # mm from the wafer's centre: what the enlarged part shows
    wide = look.width - 2 if look.phone else 376
    k = wide / (high - low)  # px for each mm, enlarged
    left, top = (1.0, 162.0) if look.phone else (look.width - wide - 2, 6.0)

    def at(x: float, y: float) -> str:
        return f"{left + (x - low) * k:.1f} {top + (high - y) * k:.1f}"

    def arc(r: float, turn: int) -> str:
        return f"A{r * k:.1f} {r * k:.1f} 0 0 {turn}"

    cut = half - leg  # where the rim leaves the chip's side
    away = sqrt(radius**2 - high**2)
    near = radius - rim
    clip = f"{at(half, cut)}{arc(radius, 0)} {at(cut, half)}"
    chip = f"M{at(low, low)}L{at(half, low)}L{clip}L{at(low, half)}z"
    gone = f"M{at(half, cut)}L{at(half, half)}L{at(cut, half)}{arc(radius, 1)} {at(half, cut)}z"
    rim_line = f"{at(high, away)}{arc(radius, 0)} {at(away, high)}"
    wafer = f"M{at(low, low)}L{at(high, low)}L{rim_line}L{at(low, high)}z"
    free = sqrt(near**2 - half**2)
    size = look.size

    def words(x: float, y: float, text: str, kind: str = "fig-ink", anchor: str = "start") -> str:
        place = at(x, y).split()
        style = f'class="{kind}" font-size="{size}" text-anchor="{anchor}"'
        return f'<text {style} x="{place[0]}" y="{place[1]}">{text}</text>'

    body = [
        f'<path d="{wafer}" fill="{look.grey_soft}"/>',
        f'<path d="{chip}" fill="{look.accent_soft}" stroke="{look.accent}" stroke-width="2"/>',
        f'<path d="{gone}" fill="{look.hatch}" stroke="{look.accent}" stroke-width="1.5" '
        f'stroke-dasharray="4 3"/>',
        f'<path class="fig-ink-line" fill="none" d="M{rim_line}" stroke-width="2"/>',
        f'<path fill="none" stroke="{look.second}" stroke-width="1.8" stroke-dasharray="7 4" '
        f'd="M{at(low, sharp)}L{at(sharp, sharp)}L{at(sharp, low)}"/>',
        f'<path class="fig-muted-line" fill="none" stroke-width="1.8" stroke-dasharray="1.5 4" '
        f'stroke-linecap="round" '
        f'd="M{at(half, free)}{arc(near, 0)} {at(free, half)}"/>',
        f'<path class="fig-ink-line" fill="none" stroke-width="1" '
        f'd="M{at(cut, half + 0.35)}L{at(cut, half + 0.85)}'
        f'M{at(half, half + 0.35)}L{at(half, half + 0.85)}M{at(cut, half + 0.6)}L{at(half, half + 0.6)}"/>',
        words(
            high - 0.15, half + 1.2, f"cut off: {look.say(leg, 'mm', decimals=1)} of each side", anchor="end"
        ),
        words(low + 0.3, half + 0.45, f"edge of the chip, {look.say(2 * half, 'mm')} wide"),
        words(low + 0.3, sharp - 0.75, "largest sharp", "fig-second"),
        words(low + 0.3, sharp - 1.45, f"square, {look.say(2 * sharp, 'mm', decimals=1)}", "fig-second"),
        words(low + 0.3, 100.3, "inside the dots: clear of the"),
        words(low + 0.3, 99.6, f"usual unused rim of {look.say(rim, 'mm')}"),
        words(high - 0.25, low + 0.4, "wafer", "fig-muted", "end"),
    ]
    small = 70.0 if look.phone else 122.0
    cx, cy = (small + 2, small + 4) if look.phone else (small + 4, 6 + wide / 2)
    unit = small / radius
    edge, reach = half * unit, cut * unit
    ring = f"A{small} {small} 0 0 1"
    outline = (
        f"M{cx - reach:.1f} {cy - edge:.1f}H{cx + reach:.1f}{ring} {cx + edge:.1f} "
        f"{cy - reach:.1f}V{cy + reach:.1f}"
        f"{ring} {cx + reach:.1f} {cy + edge:.1f}H{cx - reach:.1f}{ring} {cx - edge:.1f} "
        f"{cy + reach:.1f}V{cy - reach:.1f}"
        f"{ring} {cx - reach:.1f} {cy - edge:.1f}z"
    )
    box = (high - low) * unit
    x, y = cx + low * unit, cy - high * unit
    body += [
        f'<circle cx="{cx}" cy="{cy}" r="{small}" fill="{look.grey_soft}" stroke="{look.ink}" '
        f'stroke-width="1.5"/>',
        f'<path d="{outline}" fill="{look.accent_soft}" stroke="{look.accent}" stroke-width="1.5"/>',
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{box:.1f}" height="{box:.1f}" fill="none" '
        f'class="fig-ink-line" stroke-width="1.5"/>',
        f'<rect class="fig-second" x="{cx + edge - (die + 6) * unit:.1f}" y="{cy + edge - (die + 6) * unit:.1f}" '
        f'width="{die * unit:.1f}" height="{die * unit:.1f}"/>',
        f'<text class="fig-second" font-size="{size}" text-anchor="end" x="{cx + edge - (die + 6) * unit - 5:.1f}" '
        f'y="{cy + edge - 6 * unit - 2:.1f}">H100 die</text>',
        f'<rect x="{left}" y="{top}" width="{wide:.1f}" height="{wide:.1f}" fill="none" '
        f'class="fig-ink-line" stroke-width="1"/>',
    ]
    if look.phone:
        body.append(
            f'<path class="fig-muted-line" fill="none" d="M{x:.1f} {y + box:.1f}L{left} '
            f'{top}M{x + box:.1f} {y + box:.1f}L{left + wide} {top}"/>'
        )
    else:
        body.append(
            f'<path class="fig-muted-line" fill="none" d="M{x + box:.1f} {y:.1f}L{left} '
            f'{top}M{x + box:.1f} {y + box:.1f}L{left} {top + wide}"/>'
        )
    return Drawing(look.width, top + wide + 4, "".join(body))


@figure(
    table="multiple_by_reference",
    title="Any single die gives nearly the same multiple; counting a whole B200 halves it",
    subtitle="Area of a WSE-3 over the area of each reference, and the multiples printed for it",
    alt=(
        "Six bars. Against the V100 {{ v100_wafer_multiple }}, the A100 {{ a100_wafer_multiple }}, the H100 "
        "{{ h100_wafer_multiple }}, one die of a B200 {{ wse3_size_ratio_b200 }}, a B200 package "
        "{{ b200_package_multiple }}, and the largest single exposure {{ reticle_multiple }}."
    ),
    caption=(
        "The area of a B200 die is not published: its two bars follow from the multiple that Cerebras "
        "prints, "
        "{{ implied_b200_die | digits(3) }} for one die."
    ),
    height=290,
    phone_height=380,
)
def multiple_by_reference_bars(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """Larger than what?"""

    def printed(row: dict[str, Any]) -> str:
        low, high = row["printed_low"], row["printed_high"]
        if low is None:
            return "printed nowhere"
        return f"printed {look.say(low, 'times')}" + (f", {look.say(high, 'times')}" if high != low else "")

    data = frame(rows, label=lambda row: look.say(row["multiple"], "times"), printed=printed)
    x = alt.X(
        "multiple:Q",
        scale=alt.Scale(domain=[0, 118 if look.phone else 88]),
        axis=look.axis("Area of a WSE-3 over that of the reference", "times", values=[0, 20, 40, 60]),
    )
    y = alt.Y("reference:N", sort=None, axis=alt.Axis(title=None, labelLimit=150))
    names = [row["reference"] for row in rows]
    bars = (
        alt.Chart(data).mark_bar(height=20).encode(x=x, y=y, **look.forms(column="reference", accent=names))
    )
    down = 8 if look.phone else 0
    words = (
        alt.Chart(data)
        .mark_text(**look.text(align="left", dx=6, dy=-down, halo=False))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    notes = (
        alt.Chart(data)
        .mark_text(
            **look.text(align="left", dx=6 if look.phone else 56, dy=down, fill=look.muted, halo=False)
        )
        .encode(x=x, y=y, text=alt.Text("printed:N"))
    )
    return bars + words + notes


@figure(
    table="growth_by_generation",
    title="The outline never changed; transistors outgrew memory, and lately only the clock rose",
    subtitle="Growth of one wafer since the WSE-1, by generation",
    alt=(
        "Lines over four generations. Area stays at one. Memory grows to {{ memory_growth }} at "
        "the WSE-3 and stays, cores a little less. "
        "Transistors reach {{ transistor_growth }}. Memory bandwidth keeps step with memory up to the "
        "WSE-3 and doubles with the "
        "CS-4, whose wafer has the same memory and transistors."
    ),
    height=320,
    phone_height=340,
)
def growth_by_generation_lines(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """What has grown since the first wafer?"""
    chips = list(dict.fromkeys(row["chip"] for row in rows))
    data = [{**row, "place": chips.index(row["chip"])} for row in rows]
    low, high = 0.0, 5.2
    ends = {row["quantity"]: row["growth"] for row in data if row["place"] == len(chips) - 1}
    places = look.spread(ends, low, high)
    short = [chip.split("'")[0] if look.phone else chip for chip in chips]
    names = ",".join("'" + chip.replace("'", "\\'") + "'" for chip in short)
    x = alt.X(
        "place:Q",
        scale=alt.Scale(domain=[-0.15, 5.5 if look.phone else 4.4], nice=False),
        axis=alt.Axis(
            title=None,
            values=list(range(len(chips))),
            labelExpr=f"[{names}][datum.value]",
            labelOverlap=False,
            grid=False,
        ),
    )
    y = alt.Y(
        "growth:Q",
        scale=alt.Scale(domain=[low, high]),
        axis=look.axis("Growth since the WSE-1", "times", values=[0, 1, 2, 3, 4, 5]),
    )
    colour = look.paint("quantity", accent=["memory", "memory bandwidth"], second=["transistors"])
    lines = (
        alt.Chart(frame(data))
        .mark_line(strokeWidth=2.5, point=True)
        .encode(x=x, y=y, color=colour, detail=alt.Detail("quantity:N"))
    )
    labels = [
        {
            "quantity": name,
            "place": len(chips) - 1,
            "growth": at,
            "label": f"{name} {look.say(ends[name], 'times', 2)}",
        }
        for name, at in places.items()
    ]
    words = (
        alt.Chart(frame(labels))
        .mark_text(**look.text(align="left", dx=8))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return lines + words


@figure(
    table="dies_by_area_of_die",
    title="To give {{ dies_wanted }} dies, a wafer needs dies smaller than {{ die_area_for | digits(2) }}",
    subtitle="Dies on one wafer {{ wafer_diameter }} across by the usual formula, both axes logarithmic",
    alt=(
        "A falling line: very many small dies at one end, {{ h100_dies_per_wafer | digits(2) }} dies "
        "of the size of an H100 near the "
        "other. {{ dies_wanted }} dies fit if each has at most {{ die_area_for | digits(2) }}."
    ),
    height=300,
    phone_height=300,
)
def dies_by_area_of_die_line(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How many chips is a wafer cut into?"""
    x = alt.X(
        "die_area:Q", scale=look.log(8, 1300), axis=look.axis("Area of one die, mm²", values=[10, 100, 1000])
    )
    y = alt.Y(
        "dies:Q", scale=look.log(30, 10000), axis=look.axis("Dies on one wafer", values=[100, 1000, 10000])
    )
    curve = [row for row in rows if row["what"] == "any die"]
    marks = frame(
        [row for row in rows if row["what"] != "any die"],
        label=lambda row: (
            ("H100: " if row["what"] == "H100" else "")
            + f"{look.say(row['dies'], digits=2)} dies of {look.say(row['die_area'], 'mm2')}"
        ),
    )
    line = alt.Chart(frame(curve)).mark_line(strokeWidth=2.5, color=look.second).encode(x=x, y=y)
    points = alt.Chart(marks).mark_point(filled=True, size=70, color=look.second, opacity=1).encode(x=x, y=y)
    words = (
        alt.Chart(marks)
        .mark_text(**look.text(align="right", dx=-10, dy=7))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return line + points + words


@figure(
    table="power_path",
    title=(
        "Current grows {{ current_gain | digits(2) }} on its way in, so the last stretch has to be "
        "short and straight"
    ),
    subtitle="The power path of a CS-3 in section; widths of the arrows in proportion to the current",
    alt=(
        "A section from above to below. {{ supply_current }} at {{ supply_voltage }} come from the "
        "power supplies as a thin line, "
        "{{ board_current | digits(2) }} at {{ board_voltage }} cross the boards, and a broad stream of "
        "{{ wafer_current }} at "
        "{{ core_voltage }} drops through an elastic connector straight into the wafer. Below the wafer "
        "lies a cold plate "
        "with water in it."
    ),
    caption=(
        "Drawn after an analyst's description of the block; losses in the converters are left out, "
        "thicknesses are not to scale."
    ),
    height=360,
    phone_height=360,
)
def power_path_picture(rows: list[dict[str, Any]], look: Look) -> Drawing:
    """How does the current get to the wafer?"""
    most = 168.0 if look.phone else 300.0
    middle = most / 2 + 8

    def words(kind: str, x: float, y: float, text: str, anchor: str = "start", more: str = "") -> str:
        style = f'class="{kind}" font-size="{size}" text-anchor="{anchor}" {more}'
        return f'<text {style} x="{x:.1f}" y="{y:.1f}">{text}</text>'

    def slab(wide: float, y: float, deep: float, fill: str, stroke: str) -> str:
        place = f'x="{middle - wide / 2:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{deep:.1f}"'
        return f'<rect {place} fill="{fill}" stroke="{stroke}" stroke-width="1"/>'

    size, line = look.size, look.size + 4
    right = middle + most / 2 + (12 if look.phone else 28)
    heights = (64, 64, 60)
    body, top = [], 4.0
    boxes = ("converters", "power modules", "")
    notes = ("from the power supplies", "across the boards", "into the wafer")
    for place, (row, deep) in enumerate(zip(rows, heights, strict=True)):
        thick = most * row["current"] / rows[-1]["current"]
        body.append(slab(thick, top, deep, look.accent_soft, look.accent))
        y = top + deep / 2 - 2
        amounts = f"{look.say(row['voltage'], 'volts')}, {look.say(row['current'], 'amperes', 2)}"
        body.append(words("fig-ink", right, y, amounts, more='font-weight="600"'))
        body.append(words("fig-muted", right, y + line, notes[place]))
        top += deep
        if boxes[place]:
            wide = most if place else most * 0.62
            body.append(slab(wide, top, 24, look.grey_soft, look.muted))
            body.append(words("fig-ink", middle, top + 12 + size * 0.36, boxes[place], "middle"))
            top += 24
    layers = (
        ("elastic connector", 16, look.hatch, ""),
        ("wafer", 26, look.accent, "fig-paper"),
        ("copper cold plate", 30, look.grey_soft, "fig-ink"),
    )
    for name, deep, fill, ink in layers:
        body.append(slab(most, top, deep, fill, look.muted))
        y = top + deep / 2 + size * 0.36
        body.append(words(ink, middle, y, name, "middle") if ink else words("fig-ink", right, y, name))
        top += deep
    for step in (0.25, 0.5, 0.75):
        arrow = f"M{middle - most / 2 + most * step:.1f} {top + 4:.1f}v20m-5 -6l5 6l5 -6"
        body.append(f'<path class="fig-second-line" stroke-width="2" d="{arrow}"/>')
    body.append(words("fig-second", right, top + 18, "heat into the water"))
    return Drawing(look.width, top + 30, "".join(body))


@figure(
    table="heat_by_chip",
    title="For each square centimetre a WSE-3 gives off less heat than an H100; a CS-4's wafer may not",
    subtitle="Stated power over the area of the die, in W/cm²",
    alt=(
        "Bars. A100 {{ a100_power_density }}, H100 {{ h100_power_density }}, WSE-3 "
        "{{ wse3_power_density }} by its usual figure and "
        "more by the largest, the wafer of a CS-4 up to {{ cs4_heat | digits(2) }}."
    ),
    caption=(
        "Power of a GPU includes its memory; power of the wafers is that of the system around them, so "
        "both overstate the heat of "
        "the die. For the CS-4 a rack's power is shared out among its {{ cs4_wafers | words }} wafers."
    ),
    height=250,
    phone_height=250,
)
def heat_by_chip_bars(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How hot is each square centimetre?"""
    data = frame(rows, label=lambda row: f"{look.say(row['heat'], 'watt_per_cm2', 2)}")
    x = alt.X(
        "heat:Q",
        scale=alt.Scale(domain=[0, 140 if look.phone else 115]),
        axis=look.axis("Power over area, W/cm²", values=[0, 25, 50, 75, 100]),
    )
    y = alt.Y("chip:N", sort=None, axis=alt.Axis(title=None, labelLimit=130))
    forms = look.forms(
        column="chip", accent=["WSE-3", "WSE-3, at most", "CS-4's wafer"], second=["A100", "H100"]
    )
    bars = alt.Chart(data).mark_bar(height=20).encode(x=x, y=y, **forms)
    words = (
        alt.Chart(data)
        .mark_text(**look.text(align="left", dx=6, halo=False))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return bars + words
