"""Figures of the page on moving data."""

from math import sqrt
from typing import Any

import altair as alt

from ledger.figures import Drawing, Look, figure, frame

_LARGEST = 30  # radius of the largest disc, px


@figure(
    table="energy_by_place",
    title=(
        "The further a bit travels, the more it costs; on the wafer the far steps cost little, as far "
        "as we are told"
    ),
    subtitle=(
        "Energy of a bit, as the area of a disc, by where it comes from; filled: measured, ring: order "
        "of magnitude from the maker"
    ),
    alt=(
        "Two rows of discs, with areas that stand for energy. On a GPU a bit takes {{ a100_l1_energy }} "
        "from the cache beside the arithmetic, {{ a100_l2_energy }} from elsewhere on the silicon, {{ "
        "a100_hbm_energy }} from the memory beside the chip and tens of picojoules from another chip. "
        "On the wafer only one step has a figure, tenths of a picojoule between dies, and it is the "
        "maker's; nothing is published for a core's own memory or for what lies outside. No memory "
        "stands beside it."
    ),
    height=300,
    phone_height=560,
)
def energy_by_place_picture(rows: list[dict[str, Any]], look: Look) -> Drawing:
    """What does a bit cost at each distance?"""
    places = list(dict.fromkeys(row["place"] for row in rows))
    machines = ("GPU", "wafer")
    found = {(row["machine"], row["place"]): row for row in rows}
    largest = max(row["energy"] for row in rows if row["energy"])
    head, line = look.size + 14, look.size + 4
    deep = 2 * _LARGEST + 3 * line
    body = []

    def words(x: float, y: float, said: str, style: str = "fig-ink", anchor: str = "middle") -> None:
        place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
        body.append(f'<text class="{style}" font-size="{look.size}" {place}>{said}</text>')

    def cell(x: float, y: float, row: dict[str, Any]) -> None:
        colour = "fig-accent" if row["machine"] == "wafer" else "fig-second"
        middle = y + _LARGEST
        where = (
            f"within {look.say(row['reach'], 'mm', 3 if row['reach'] > 100 else 2)}" if row["reach"] else ""
        )
        if row["energy"] is None:
            none = row["machine"] == "wafer" and row["place"].startswith("memory")
            words(x, middle + 4, "none" if none else "not published", "fig-muted")
            words(x, middle + _LARGEST + line, where, "fig-muted")
            return
        radius = max(_LARGEST * sqrt(row["energy"] / largest), 3)
        if row["evidence"] == "measured":
            body.append(f'<circle class="{colour}" cx="{x:.1f}" cy="{middle:.1f}" r="{radius:.1f}"/>')
        else:
            dash = ' stroke-dasharray="4 3"' if radius > 10 else ""
            body.append(
                f'<circle class="{colour}-line" fill="none" cx="{x:.1f}" cy="{middle:.1f}" r="{radius:.1f}" '
                f'stroke-width="2"{dash}/>'
            )
        said = {10.0: "tens of pJ/bit", 0.1: "tenths of pJ/bit"}
        maker = row["evidence"] == "maker"
        words(
            x,
            middle + _LARGEST + line,
            said[row["energy"]] if maker else look.say(row["energy"], "pj_per_bit"),
        )
        if where:
            words(x, middle + _LARGEST + 2 * line, where, "fig-muted")

    def split(place: str) -> tuple[str, str]:
        if " the " in place:
            first, last = place.split(" the ", 1)
            return first, "the " + last
        first, last = place.rsplit(" ", 1)
        return first, last

    if look.phone:
        left = 112
        across = (look.width - left) / 2
        deep = 2 * _LARGEST + 2 * line + 8
        for column, machine in enumerate(machines):
            words(left + (column + 0.5) * across, look.size, machine)
        for number, place in enumerate(places):
            y = head + number * (deep + 4)
            body.append(f'<path class="fig-grid-line" d="M0 {y - 6:.1f}H{look.width}" stroke-width="1"/>')
            for step, part in enumerate(split(place)):
                words(0, y + _LARGEST + step * line, part, "fig-ink", "start")
            for column, machine in enumerate(machines):
                cell(left + (column + 0.5) * across, y, found[(machine, place)])
        return Drawing(look.width, int(head + len(places) * (deep + 4) + 4), "".join(body))
    left = 60
    across = (look.width - left) / len(places)
    top = 2 * line + 12
    for number, place in enumerate(places):
        for step, part in enumerate(split(place)):
            words(left + (number + 0.5) * across, look.size + step * line, part)
    for number, machine in enumerate(machines):
        y = top + number * (deep + 14)
        body.append(f'<path class="fig-grid-line" d="M0 {y - 6:.1f}H{look.width}" stroke-width="1"/>')
        words(0, y + _LARGEST + 4, machine, "fig-ink", "start")
        for column, place in enumerate(places):
            cell(left + (column + 0.5) * across, y, found[(machine, place)])
    return Drawing(look.width, int(top + 2 * (deep + 14)), "".join(body))


@figure(
    table="energy_ratios",
    title="The closer to a whole answer, the smaller the wafer's advantage; in reading prompts it is a loss",
    subtitle=(
        "Energy of the rival over energy of the wafer, logarithmic; small figures: how many A100s "
        "against one WSE-2"
    ),
    alt=(
        "One logarithmic axis with a line where both use the same energy. Far on the wafer's side stand "
        "a byte across the chip, {{ cs3_link_energy_vs_h100 }} with idle power left out, and a bit to "
        "the next die, {{ on_wafer_link_advantage }} as the maker has it. Matrix times vector lies "
        "between {{ gemv_16k_energy_a100 }} and {{ gemv_16k_energy_a100x16 }} times. Writing tokens "
        "with Llama 3 8B lies about the line: {{ llama3_8b_a100_decode_energy }} against one A100, {{ "
        "llama3_8b_a100x8_decode_energy }} against eight. Reading a prompt lies on the other side: {{ "
        "llama3_8b_a100_prefill_energy }} against one A100, {{ llama3_8b_a100x8_prefill_energy }} "
        "against eight."
    ),
    caption=(
        "Different wafers, rivals and methods: the "
        "byte was measured on a CS-3 against links between H100s, all tasks on a WSE-2 against A100s. "
        "Compare sides and sizes, not digits."
    ),
    height=400,
    phone_height=560,
)
def energy_ratios_dots(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """Where does the wafer save energy, and where does it lose?"""
    low, high = 0.02, 200_000.0
    tasks = list(dict.fromkeys(row["task"] for row in rows))

    def mark(row: dict[str, Any]) -> str:
        if row["chips"] is None:
            return look.say(row["energy"], "times", 5)
        return look.say(row["chips"])

    data = frame(rows, label=mark, side=lambda row: "wafer" if row["energy"] >= 1 else "rival")
    axis = look.axis(
        "", "times", values=[0.1, 1, 10, 100, 1000, 10000] if not look.phone else [0.1, 1, 100, 10000]
    )
    axis.orient = "top"
    x = alt.X("energy:Q", scale=look.log(low, high), axis=axis)
    y = alt.Y("task:N", sort=["", *tasks], axis=None if look.phone else alt.Axis(title=None, labelLimit=260))
    zones = frame([{"from": low, "to": 1.0, "side": "rival"}, {"from": 1.0, "to": high, "side": "wafer"}])
    band = (
        alt.Chart(zones)
        .mark_rect(opacity=0.35)
        .encode(
            x=alt.X("from:Q", scale=look.log(low, high)),
            x2=alt.X2("to:Q"),
            color=alt.ColorValue(
                look.second_soft, condition=[{"test": "datum.side=='wafer'", "value": look.accent_soft}]
            ),
        )
    )
    equal = alt.Chart(frame([{"energy": 1.0}])).mark_rule(stroke=look.ink, strokeWidth=1.5).encode(x=x)
    shift = 9 if look.phone else 0
    ends = [
        {
            "task": task,
            "least": min(row["energy"] for row in rows if row["task"] == task),
            "most": max(row["energy"] for row in rows if row["task"] == task),
        }
        for task in tasks
    ]
    spans = (
        alt.Chart(frame(ends))
        .mark_rule(stroke=look.muted, strokeWidth=1.5, yOffset=shift)
        .encode(x=alt.X("least:Q", scale=look.log(low, high)), x2=alt.X2("most:Q"), y=y)
    )
    points = (
        alt.Chart(data)
        .mark_point(size=85, opacity=1, yOffset=shift)
        .encode(x=x, y=y, **look.forms(column="side", accent=["wafer"], second=["rival"], points=True))
    )
    notes = (
        alt.Chart(data)
        .mark_text(**look.text(dy=-13 + shift, fontSize=max(11, look.size - 1)))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    layers = band + equal + spans + points + notes
    sides = frame(
        [
            {
                "energy": 0.85,
                "side": "rival less" if look.phone else "rival uses less",
                "align": "right",
                "task": "",
            },
            {"energy": 1.2, "side": "wafer uses less", "align": "left", "task": ""},
        ]
    )
    for align, dx in (("right", -2), ("left", 2)):
        layers += (
            alt.Chart(sides)
            .transform_filter(f"datum.align=='{align}'")
            .mark_text(**look.text(align=align, dx=dx, fontStyle="italic", fill=look.muted, halo=False))
            .encode(x=x, y=y, text=alt.Text("side:N"))
        )
    if look.phone:
        names = frame([{"task": task, "energy": 1.0} for task in tasks])
        layers += (
            alt.Chart(names)
            .mark_text(**look.text(align="left", dx=5, dy=-17, halo=False))
            .encode(x=x, y=y, text=alt.Text("task:N"))
        )
    return layers


@figure(
    table="energy_by_duty",
    title="Waiting costs a wafer more than a GPU, because it draws nearly as much power idle as at work",
    subtitle=(
        "Energy of a token, always busy = one, against the share of time in which the machine works "
        "(logarithmic)"
    ),
    alt=(
        "Two curves that fall to one for a machine that always works. Busy {{ energy_parity_duty }} of "
        "the time, a CS-3 needs {{ cs3_waiting }} the energy per token, a GPU {{ gpu_waiting }}; with "
        "less work the gap widens."
    ),
    caption=(
        "Each machine against itself: where the curves cross nothing is said about which one needs less "
        "energy."
    ),
    height=320,
    phone_height=320,
)
def energy_by_duty_lines(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """What does idle power add to a token?"""
    x = alt.X(
        "busy:Q",
        scale=look.log(0.05, 1),
        axis=look.axis("Share of time at work", "percent", values=[0.05, 0.1, 0.2, 0.5, 1]),
    )
    y = alt.Y(
        "energy:Q",
        scale=alt.Scale(domain=[0, 17]),
        axis=look.axis("Energy of a token, over that when always busy", "times", values=[1, 5, 10, 15]),
    )
    colour = look.paint("machine", accent=["CS-3"], second=["NVIDIA GPU"])
    lines = (
        alt.Chart(frame(rows))
        .mark_line(strokeWidth=2.5)
        .encode(x=x, y=y, color=colour, detail=alt.Detail("machine:N"))
    )
    near = [
        min((row for row in rows if row["machine"] == name), key=lambda row: abs(row["busy"] - 0.1))
        for name in ("CS-3", "NVIDIA GPU")
    ]
    data = frame(
        near, label=lambda row: f"{row['machine'].split()[-1]}: {look.say(row['energy'], 'times', 2)}"
    )
    points = alt.Chart(data).mark_point(filled=True, size=60).encode(x=x, y=y, color=colour)
    above = (
        alt.Chart(data)
        .transform_filter("datum.machine=='CS-3'")
        .mark_text(**look.text(align="left", dx=9, dy=-8))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    below = (
        alt.Chart(data)
        .transform_filter("datum.machine!='CS-3'")
        .mark_text(**look.text(align="right", dx=-2, dy=18))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return lines + points + above + below
