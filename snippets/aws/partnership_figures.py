"""The figure of the page on the partnership."""

from typing import Any

import altair as alt

from ledger.figures import Look, figure, frame


@figure(
    table="timeline",
    title="One could rent the machine years before AWS was announced",
    subtitle="Steps of access (copper) and of the listing (grey), by date",
    alt=(
        "A line of time. Training runs on rented systems were sold by {{ cerebras_training_rented_on }}. Cerebras opened its public service on {{ cerebras_cloud_launched_on }}; AWS was announced on "
        "{{ aws_announced_on }}, after the contract with OpenAI on {{ openai_deal_announced_on }} and before the second filing "
        "on {{ s1_2026_filed_on }}."
    ),
    height=300,
    phone_height=320,
)
def timeline_marks(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """What came when?"""
    data = frame(rows, label=lambda row: row["event"])
    x = alt.X(
        "on:T",
        axis=alt.Axis(title=None, format="%Y", tickCount="year"),
        scale=alt.Scale(domain=["2022-06-01", "2027-09-01" if not look.phone else "2029-06-01"]),
    )
    y = alt.Y("event:N", sort=None, axis=None)
    colour = look.paint("side", accent=["access"])
    rules = alt.Chart(data).mark_rule(stroke=look.grid).encode(y=y)
    points = alt.Chart(data).mark_point(filled=True, size=80, opacity=1).encode(x=x, y=y, color=colour)
    words = (
        alt.Chart(data).mark_text(**look.text(align="left", dx=9)).encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return rules + points + words
