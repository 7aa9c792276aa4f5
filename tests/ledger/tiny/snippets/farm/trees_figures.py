"""Figures of the page on trees."""

from typing import Any

import altair as alt

from ledger.figures import Look, figure, frame


@figure(
    table="trees_by_density",
    title="More density, more trees: {{ trees }} here",
    subtitle="Trees by density",
    alt="A line that rises through {{ trees }} trees.",
)
def trees_drawn(rows: list[dict[str, Any]], look: Look) -> alt.Chart:
    """How many trees?"""
    x = alt.X("density:Q", axis=look.axis("Trees per mm²"))
    y = alt.Y("trees:Q", axis=look.axis("Trees"))
    return alt.Chart(frame(rows)).mark_line(color=look.accent).encode(x=x, y=y)
