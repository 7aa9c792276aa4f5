"""Figures of the page on splitting a request between two machines."""

from typing import Any

import altair as alt

from ledger.figures import Look, figure, frame


@figure(
    table="gain_by_ratio",
    title="The claimed gain supposes prompts some {{ claimed_ratio | digits(2) }} times as long as answers",
    subtitle="Requests a wafer can serve once it no longer reads prompts, against prompt tokens for each answer token (logarithmic); one request at a time",
    alt=(
        "A curve that stays at one while answers are longer than prompts and rises steeply where prompts are much longer. It "
        "reaches the claimed {{ aws_capacity_claim }} at {{ claimed_ratio | digits(2) }} prompt tokens for each token of the answer."
    ),
    height=320,
    phone_height=320,
)
def gain_by_ratio_line(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """When does splitting pay?"""
    claim = rows[-1]
    kept = [row for row in rows[:-1] if row["gain"] < 12]
    x = alt.X(
        "prompt_per_answer:Q",
        scale=look.log(0.1, 130),
        axis=look.axis("Prompt tokens for each answer token", values=[0.1, 1, 10, 100]),
    )
    y = alt.Y(
        "gain:Q",
        scale=alt.Scale(domain=[0, 12]),
        axis=look.axis("Capacity gained", "times", values=[0, 1, 5, 10]),
    )
    line = alt.Chart(frame(kept)).mark_line(strokeWidth=2.5, color=look.accent).encode(x=x, y=y)
    mark = frame([claim], label=lambda row: row["point"])
    point = (
        alt.Chart(mark)
        .mark_point(filled=False, size=120, strokeWidth=2.5, color=look.accent)
        .encode(x=x, y=y)
    )
    words = (
        alt.Chart(mark)
        .mark_text(**look.text(align="right", dx=-12, dy=-6))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return line + point + words


@figure(
    table="predictions",
    title="Two phases explain a long answer; a short one takes longer than they say",
    subtitle="Rate of a whole request predicted from its phases, over the measured rate: one would be exact",
    alt=(
        "Four points. With long answers the prediction is right for the wafer, {{ wafer_long_predicted | digits(3) }}, and for "
        "eight A100, {{ gpu_long_predicted | digits(3) }}. With short answers it is too fast for both, most for the GPUs: "
        "{{ gpu_short_predicted | digits(3) }} against {{ llama3_8b_a100x8_answer_2048_128 | digits(3) }} measured."
    ),
    height=230,
    phone_height=240,
)
def predictions_dots(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How far are predictions from whole requests?"""
    data = frame(
        rows,
        label=lambda row: look.say(row["ratio"], "times"),
        who=lambda row: f"{row['request']}, {row['machine']}",
    )
    x = alt.X(
        "ratio:Q",
        scale=alt.Scale(domain=[0.8, 2.2]),
        axis=look.axis("Predicted over measured", "times", values=[1, 1.5, 2]),
    )
    y = alt.Y("who:N", sort=None, axis=alt.Axis(title=None, labelLimit=190))
    colour = look.paint("machine", accent=["WSE-2"])
    one = alt.Chart(frame([{"ratio": 1.0}])).mark_rule(stroke=look.ink).encode(x=x)
    points = alt.Chart(data).mark_point(filled=True, size=90, opacity=1).encode(x=x, y=y, color=colour)
    words = (
        alt.Chart(data).mark_text(**look.text(align="left", dx=9)).encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return one + points + words
