"""Figures of the page on speed."""

from math import log10
from typing import Any

import altair as alt

from ledger.figures import Look, figure, frame
from ledger.text import day

SERVICES = {"NVIDIA with eight B200": "NVIDIA", "Google Vertex": "Vertex"}


_ALIGNS = {"center": 0.5, "right": 0.9, "left": 0.1}  # how much of a name stands left of its point


def _places(points: list[tuple[str, float]], per_decade: float, letter: float) -> dict[str, str]:
    """Where the name of each point on a logarithmic line goes: above or below it, and centred or to a side.

    A name is left out if there is room nowhere.
    """
    taken: dict[str, list[tuple[float, float]]] = {"above": [], "below": []}
    found: dict[str, str] = {}
    for name, value in sorted(points, key=lambda point: (point[0] != "Cerebras", -point[1])):
        at, width = log10(value) * per_decade, len(name) * letter + 8
        for align, left in _ALIGNS.items():
            start, end = at - left * width, at + (1 - left) * width
            room = [side for side, spans in taken.items() if all(end < a or start > b for a, b in spans)]
            if room and name not in found:
                taken[room[0]].append((start, end))
                found[name] = f"{room[0]} {align}"
    return found


@figure(
    table="speeds_by_snapshot",
    title=(
        "For one user Cerebras was fastest in all but one of these tables; by how much depends on the table"
    ),
    subtitle=(
        "Tokens per second for one user, logarithmic, as Artificial Analysis measured them. Compare "
        "within a row only. "
        "Copper: Cerebras; blue: services on GPUs; grey: others"
    ),
    alt=(
        "Six rows of dots, each a model and a month. Cerebras stands at the right end in five of them: "
        "with "
        "{{ cerebras_2024_speed_8b }} on Llama 3.1 8B, {{ cerebras_2025_speed_maverick }} on Llama 4 "
        "Maverick and "
        "{{ cerebras_output_speed }} on gpt-oss-120b. On Llama 3.1 70B SambaNova is level with it. The "
        "slowest GPU service of the last row "
        "reaches {{ coreweave_output_speed }}."
    ),
    caption=(
        "Read in tables that others printed, the first two in one of SambaNova's. In "
        "{{ cerebras_2024_speed_when | month }} Cerebras and "
        "SambaNova kept all bits of the weights and the rest used fewer. The speed of Cerebras on "
        "Llama 3.1 405B is two months younger "
        "than the others in its row and was announced by Cerebras. NVIDIA's record used guesses "
        "checked in bulk (speculative decoding)."
    ),
    height=440,
    phone_height=500,
)
def speeds_by_snapshot_dots(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How fast does each service answer one user?"""

    def group(row: dict[str, Any]) -> str:
        same = [
            other["when"]
            for other in rows
            if other["model"] == row["model"] and other["when"][:4] == row["when"][:4]
        ]
        when = row["when"] if row["model"].startswith("gpt") else min(same)
        return f"{row['model']}|{day(when, 'month')}"

    low, high = 20, 4500
    plot = look.width - (24 if look.phone else 160)
    per_decade = plot / (log10(high) - log10(low))
    points = [
        row | {"group": group(row), "name": SERVICES.get(row["service"], row["service"])} for row in rows
    ]
    names = []
    for this in dict.fromkeys(point["group"] for point in points):
        here = [(point["name"], point["speed"]) for point in points if point["group"] == this]
        places = _places(here, per_decade, look.size * 0.55)
        names += [
            point | {"place": places.get(point["name"], "")} for point in points if point["group"] == this
        ]
    x = alt.X(
        "speed:Q",
        scale=look.log(low, high),
        axis=look.axis("Tokens per second", values=[30, 100, 300, 1000, 3000], grid=True),
    )
    axis = (
        None
        if look.phone
        else alt.Axis(title=None, labelExpr="split(datum.value,'|')", labelLineHeight=16, labelLimit=170)
    )
    y = alt.Y("group:N", sort=None, axis=axis, scale=alt.Scale(paddingOuter=0.3))
    colour = look.paint("machine", accent=["wafer"], second=["GPU"])
    rules = alt.Chart(frame(points)).mark_rule(stroke=look.grid).encode(y=y)
    dots = alt.Chart(frame(points)).mark_point(filled=True, size=95, opacity=1).encode(x=x, y=y, color=colour)
    drawn = rules + dots
    for side, shift in (("above", -13), ("below", 14)):
        for align, aside in (("center", 0), ("right", 4), ("left", -4)):
            labelled = [name for name in names if name["place"] == f"{side} {align}"]
            if labelled:
                words = alt.Chart(frame(labelled)).mark_text(**look.text(align=align, dx=aside, dy=shift))
                drawn += words.encode(x=x, y=y, text=alt.Text("name:N"))
    if look.phone:
        groups = dict.fromkeys(point["group"] for point in points)
        titles = [{"group": this, "words": this.replace("|", ", ")} for this in groups]
        words = alt.Chart(frame(titles)).mark_text(**look.text(align="left", dy=-31, fill=look.muted))
        drawn += words.encode(x=alt.datum(low), y=y, text=alt.Text("words:N"))
    return drawn


@figure(
    table="time_per_layer",
    title=(
        "A wafer takes {{ llama3_8b_wse2_layer_time | unit('us') | digits(2) | bare }} to "
        "{{ qwen2_72b_wse2_layer_time | unit('us') | digits(2) }} for a layer, almost however many bytes "
        "the layer has"
    ),
    subtitle=(
        "Time for each layer and token against the layer's weights, one user; time is logarithmic. "
        "Points were measured, filled "
        "ones fix the solid line; dashed: bytes over quoted bandwidth"
    ),
    alt=(
        "Weights of a layer run from left to right, time upwards. One A100 needs "
        "{{ llama3_8b_a100_layer_time | unit('us') }} to "
        "{{ qwen2_72b_a100_layer_time | unit('us') }}, a little above what its bandwidth predicts. "
        "Eight A100s lie lower, between "
        "{{ llama3_8b_a100x8_layer_time | unit('us') }} and "
        "{{ qwen2_72b_a100x8_layer_time | unit('us') }}. The WSE-2 is nearly flat, from "
        "{{ llama3_8b_wse2_layer_time | unit('us') }} to {{ qwen2_72b_wse2_layer_time | unit('us') }}; "
        "its quoted bandwidth predicts "
        "a time {{ llama3_8b_bandwidth_miss | digits(2) }} to "
        "{{ qwen2_72b_bandwidth_miss | digits(2) }} shorter."
    ),
    caption=(
        "Models from left to right: Llama 3 8B, Llama 2 13B, Code Llama 34B, Qwen2 72B. The last two "
        "do not fit on one WSE-2: some layers were run and the time scaled, by the authors."
    ),
    height=500,
    phone_height=520,
)
def time_per_layer_lines(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """What sets the time of a layer?"""
    low, high = 0.003, 6000
    end = max(row["layer_size"] for row in rows)
    room = 1.62 if look.phone else 1.3
    ticks = [0, 1000, 2000] if look.phone else [0, 500, 1000, 1500, 2000]
    x = alt.X(
        "layer_size:Q",
        scale=alt.Scale(domain=[0, end * room], nice=False),
        axis=look.axis("Weights of a layer, MB", values=ticks),
    )
    y = alt.Y(
        "time:Q",
        scale=look.log(low, high),
        axis=look.axis("Time for each layer, µs", values=look.powers(0.01, 1000), grid=True),
    )
    colour = look.paint("machine", accent=["WSE-2"], second=["one A100"])
    of_kind = {
        kind: [row for row in rows if row["kind"] == kind]
        for kind in ("line", "bandwidth alone", "fitted", "held out")
    }
    lines = (
        alt.Chart(frame(of_kind["line"]))
        .mark_line(strokeWidth=2.5)
        .encode(x=x, y=y, color=colour, detail=alt.Detail("machine:N"))
    )
    dashed = alt.Chart(frame(of_kind["bandwidth alone"])).mark_line(strokeWidth=1.5, strokeDash=[5, 4])
    dashed = dashed.encode(x=x, y=y, color=colour, detail=alt.Detail("machine:N"))
    fitted = (
        alt.Chart(frame(of_kind["fitted"]))
        .mark_point(filled=True, size=80, opacity=1)
        .encode(x=x, y=y, color=colour)
    )
    held = alt.Chart(frame(of_kind["held out"])).mark_point(
        fill=look.paper, size=75, strokeWidth=2.2, opacity=1
    )
    held = held.encode(x=x, y=y, stroke=look.paint("machine", accent=["WSE-2"], second=["one A100"]))
    last = {(row["machine"], row["kind"]): row["time"] for row in rows if row["layer_size"] == end}
    ends = {machine: last[machine, "line"] for machine in ("one A100", "eight A100s", "WSE-2")}
    alone = "WSE-2, by" if look.phone else "WSE-2, if bandwidth"
    ends[alone] = last["WSE-2", "bandwidth alone"]
    placed = look.spread(ends, low, high, log=True)
    names = [{"layer_size": end * 1.02, "time": at, "label": name} for name, at in placed.items()]
    rest = "bandwidth alone" if look.phone else "were all that counts"
    names.append({"layer_size": end * 1.02, "time": placed[alone] / 1.7, "label": rest})
    words = (
        alt.Chart(frame(names))
        .mark_text(**look.text(align="left"))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    sizes = _sizes([row for row in rows if row["machine"] == "one A100" and row["model"]], look, x)
    return lines + dashed + _gap(rows, look, x) + fitted + held + words + sizes


def _sizes(rows: list[dict[str, Any]], look: Look, x: alt.X) -> alt.LayerChart:
    """Names of the models above their points: the smallest to the left, so that the next has room."""
    data = frame(rows, label=lambda row: row["model"].split()[-1], first=lambda row: row is rows[0])
    below = look.text(dx=7, dy=-15, fill=look.muted)
    others = alt.Chart(data).transform_filter("!datum.first").mark_text(**below)
    first = alt.Chart(data).transform_filter("datum.first").mark_text(**(below | {"dx": -9}))
    y = alt.Y("time:Q")
    return others.encode(x=x, y=y, text=alt.Text("label:N")) + first.encode(
        x=x, y=y, text=alt.Text("label:N")
    )


def _gap(rows: list[dict[str, Any]], look: Look, x: alt.X) -> alt.LayerChart:
    """An arrow from what the wafer's bandwidth predicts up to what was measured, for the smallest model."""
    small = next(row for row in rows if row["machine"] == "WSE-2" and row["kind"] == "fitted")
    one = next(row for row in rows if row["machine"] == "WSE-2" and row["kind"] == "bandwidth alone")
    bound = one["time"] * small["layer_size"] / one["layer_size"]
    ratio = look.say(small["time"] / bound, "times", 3)
    gap = frame([{"layer_size": small["layer_size"], "time": bound * 1.25, "top": small["time"] / 1.25}])
    y = alt.Y("time:Q")
    rule = alt.Chart(gap).mark_rule(stroke=look.accent, strokeWidth=1.5).encode(x=x, y=y, y2=alt.Y2("top:Q"))
    heads = [{"layer_size": small["layer_size"], "time": small["time"] / 1.45}]
    head = (
        alt.Chart(frame(heads))
        .mark_point(shape="triangle-up", filled=True, size=60, color=look.accent, opacity=1)
        .encode(x=x, y=y)
    )
    note = [
        {
            "layer_size": small["layer_size"],
            "time": (bound * small["time"]) ** 0.5,
            "label": f"{ratio} slower than bandwidth allows",
        }
    ]
    words = (
        alt.Chart(frame(note))
        .mark_text(**look.text(align="left", dx=9))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return rule + head + words


@figure(
    table="predicted_and_measured",
    title=(
        "Bandwidth alone is right within a factor of two for one GPU, and wrong by two orders of "
        "magnitude for a wafer"
    ),
    subtitle=(
        "Speed predicted over speed measured, logarithmic. Rings: bytes over quoted bandwidth; discs: "
        "with a fixed time for each "
        "layer, on models that were not used to fix it"
    ),
    alt=(
        "Four models on three machines. On one A100 bytes over bandwidth is at most "
        "{{ llama3_8b_a100_bandwidth_use }} reached, on eight A100s it is two to four times too fast, "
        "and on the WSE-2 "
        "{{ qwen2_72b_bandwidth_miss | digits(2) }} to {{ llama3_8b_bandwidth_miss | digits(2) }} too "
        "fast. With a fixed time for each layer all six rows that were "
        "held out lie close to one; on the WSE-2 they are {{ miss_13b | percent(1) }} and "
        "{{ miss_34b | percent(1) }} too fast."
    ),
    height=400,
    phone_height=430,
)
def predicted_over_measured_dots(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How far from the measured speed is each prediction?"""
    low, high = 0.6, 1500
    for row in rows:
        row["case"] = f"{row['machine']}, {row['model'].split()[-1]}"
    x = alt.X(
        "too_fast:Q",
        scale=look.log(low, high),
        axis=look.axis("Predicted over measured", "times", values=[1, 10, 100, 1000], grid=True),
    )
    y = alt.Y("case:N", sort=None, axis=alt.Axis(title=None, labelLimit=200))
    colour = look.paint("machine", accent=["WSE-2"], second=["one A100"])
    alone = [row for row in rows if row["way"] == "bytes over bandwidth"]
    fixed = [row for row in rows if row["way"] != "bytes over bandwidth"]
    right = alt.Chart(frame([{"too_fast": 1.0}])).mark_rule(stroke=look.ink, strokeWidth=1.2).encode(x=x)
    spans = alt.Chart(frame(alone)).mark_rule(strokeWidth=1.5).encode(x=x, x2=alt.datum(1), y=y, color=colour)
    rings = (
        alt.Chart(frame(alone))
        .mark_point(fill=look.paper, size=75, strokeWidth=2, opacity=1)
        .encode(x=x, y=y, stroke=colour)
    )
    discs = alt.Chart(frame(fixed)).mark_point(filled=True, size=80, opacity=1).encode(x=x, y=y, color=colour)
    labels = frame(
        alone, label=lambda row: look.say(row["too_fast"], "times", 2 if row["too_fast"] < 10 else 3)
    )
    words = (
        alt.Chart(labels)
        .mark_text(**look.text(align="left", dx=9))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return right + spans + rings + discs + words


@figure(
    table="ratios_by_rival",
    title="How many times faster? Whoever picks the rival picks the answer",
    subtitle=(
        "Speed of a wafer for one user over that of another machine or service, logarithmic, with who "
        "measured"
    ),
    alt=(
        "Nine dots on a logarithmic axis. From most to least: {{ llama3_8b_decode_ratio }} against "
        "one A100, {{ output_ratio }} against one GPU cloud, "
        "{{ llama3_8b_decode_ratio_eight }} against eight A100s, {{ launch_ratio | digits(2) }} "
        "against the fastest H100 service of its day, "
        "{{ lab_ratio | digits(2) }} against an H100 in a laboratory, {{ next_ratio | digits(2) }} "
        "against SambaNova, {{ maverick_ratio | digits(2) }} against eight tuned B200s, and in the same "
        "laboratory {{ lab_ratio_sambanova | digits(2) }} against SambaNova and "
        "{{ lab_ratio_groq | digits(2) }} against Groq."
    ),
    height=420,
    phone_height=540,
)
def ratios_by_rival_dots(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How many times faster is a wafer, and than what?"""
    ordered = sorted(rows, key=lambda row: -row["faster"])
    data = frame(
        ordered,
        case=lambda row: f"{row['held_against']}|{row['model']}",
        label=lambda row: f"{look.say(row['faster'], 'times', 2)}, {row['who']}",
        title=lambda row: f"against {row['held_against']}, {row['model']}",
    )
    x = alt.X(
        "faster:Q",
        scale=look.log(1, 2000 if look.phone else 100),
        axis=look.axis("Times as fast", "times", values=[1, 3, 10, 30]),
    )
    axis = (
        None
        if look.phone
        else alt.Axis(title=None, labelExpr="split(datum.value,'|')", labelLineHeight=16, labelLimit=180)
    )
    y = alt.Y("case:N", sort=None, axis=axis, scale=alt.Scale(paddingOuter=0.2))
    rules = alt.Chart(data).mark_rule(strokeWidth=2, stroke=look.accent).encode(x=x, x2=alt.datum(1), y=y)
    points = alt.Chart(data).mark_point(filled=True, size=95, color=look.accent, opacity=1).encode(x=x, y=y)
    words = (
        alt.Chart(data).mark_text(**look.text(align="left", dx=10)).encode(x=x, y=y, text=alt.Text("label:N"))
    )
    if not look.phone:
        return rules + points + words
    titles = alt.Chart(data).mark_text(**look.text(align="left", dx=2, dy=-18, fill=look.muted))
    return rules + points + words + titles.encode(x=alt.datum(1), y=y, text=alt.Text("title:N"))


@figure(
    table="whole_by_writing",
    title="Fast writing shortens a task much only if writing is nearly all of the wait",
    subtitle=(
        "How many times sooner a whole task ends if writing alone gets {{ output_ratio }} faster, by "
        "the share of the wait that is writing"
    ),
    alt=(
        "A curve that stays near one for small shares, reaches {{ note_workflow_50 }} where writing is "
        "as long as all the rest and "
        "{{ note_workflow_90 }} where it is nearly all, and rises steeply only at the very end, to "
        "{{ output_ratio }}."
    ),
    height=320,
    phone_height=320,
)
def whole_by_writing_curve(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """What does fast writing do for a whole task?"""
    top = max(row["faster"] for row in rows)
    x = alt.X(
        "writing:Q",
        scale=alt.Scale(domain=[0, 1.0]),
        axis=look.axis("Share of the wait that is writing", "percent", values=[0, 0.25, 0.5, 0.75, 1]),
    )
    y = alt.Y(
        "faster:Q",
        scale=alt.Scale(domain=[0, 30]),
        axis=look.axis("Times sooner", "times", values=[1, 10, 20, 30]),
    )
    line = alt.Chart(frame(rows)).mark_line(strokeWidth=2.5, color=look.accent).encode(x=x, y=y)
    chosen = [row for row in rows if round(row["writing"] * 100) in (10, 50, 90, 100)]
    data = frame(chosen, label=lambda row: look.say(row["faster"], "times", 2 if row["faster"] < top else 3))
    points = alt.Chart(data).mark_point(filled=True, size=70, color=look.accent, opacity=1).encode(x=x, y=y)
    words = (
        alt.Chart(data)
        .mark_text(**look.text(align="right", dx=-9, dy=-9))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return line + points + words


@figure(
    table="speed_and_throughput",
    title="A GPU that serves each user faster serves far fewer of them; no such curve of a wafer is public",
    subtitle=(
        "Tokens per second of one GPU in all (logarithmic) against tokens per second for each user, "
        "DeepSeek-R1, as InferenceX measured"
    ),
    alt=(
        "Two falling lines. A B200 writes {{ inferencex_b200_at_42 }} in all if each user gets "
        "{{ inferencex_speed_42 }}, and "
        "{{ inferencex_b200_at_100 }} if each gets {{ inferencex_speed_100 }}. An H100 falls from "
        "{{ inferencex_h100_at_42 }} to "
        "{{ inferencex_h100_at_100 }}."
    ),
    height=320,
    phone_height=320,
)
def speed_and_throughput_lines(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """What does speed for one user cost in throughput?"""
    x = alt.X(
        "speed:Q",
        scale=alt.Scale(domain=[30, 125 if look.phone else 115]),
        axis=look.axis("Tokens per second for each user", values=[40, 60, 80, 100]),
    )
    y = alt.Y(
        "throughput:Q",
        scale=look.log(10, 10000),
        axis=look.axis("Tokens per second in all", values=look.powers(10, 10000), grid=True),
    )
    colour = look.paint("chip", second=["B200"])
    data = frame(rows, label=lambda row: look.say(row["throughput"], "count", 3))
    lines = (
        alt.Chart(data).mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour, detail=alt.Detail("chip:N"))
    )
    points = alt.Chart(data).mark_point(filled=True, size=70, opacity=1).encode(x=x, y=y, color=colour)
    words = (
        alt.Chart(data)
        .mark_text(**look.text(align="left", dx=8, dy=-9))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    first = [row for row in rows if row["speed"] == min(row["speed"] for row in rows)]
    chips = (
        alt.Chart(frame(first))
        .mark_text(**look.text(align="right", dx=-9))
        .encode(x=x, y=y, text=alt.Text("chip:N"))
    )
    return lines + points + words + chips
