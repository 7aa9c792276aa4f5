"""Figures of the page on what a training run costs."""

from typing import Any

import altair as alt

from ledger.figures import Look, figure, frame


@figure(
    table="cost_by_rate",
    title="The article's costs need a rent of {{ article_rate }}, close to a one-year contract of its spring",
    subtitle=(
        "Cost of {{ article_gpt54_months | words }} months on {{ article_gpt54_chips_fewest }} and on "
        "{{ article_gpt54_chips_most }} H100s, against the rent of one for an hour. Band: the article's range"
    ),
    alt=(
        "Two straight lines from the origin. At {{ article_rate }} the lower one meets "
        "{{ article_gpt54_cost_least }} and the upper one {{ article_gpt54_cost_most }}, the ends of the "
        "article's range. Rings mark a contract at its lowest, {{ h100_rent_2025_10 }}, one of the month "
        "after the winter, {{ rental_rate }}, and the middle of the offers on demand, {{ h100_rent_2026_05 }}."
    ),
    caption=(
        "Rings, from the left: one-year contract of {{ h100_rent_2025_10 | date | month }}, of "
        "{{ h100_rent_2026_03 | date | month }}, and on demand in {{ h100_rent_2026_05 | date | month }}."
    ),
    height=380,
    phone_height=380,
)
def cost_by_rate_lines(rows: list[dict[str, Any]], look: Look) -> Any:
    """Which rent do the article's costs suppose?"""
    x = alt.X(
        "rate:Q",
        scale=alt.Scale(domain=[0, 5], nice=False),
        axis=look.axis("Rent of an H100 for one hour", "money", values=[0, 1, 2, 3, 4, 5]),
    )
    y = alt.Y(
        "cost:Q",
        scale=alt.Scale(domain=[0, 2.3e9], nice=False),
        axis=look.axis("Cost of the run", "money", values=[0, 5e8, 1e9, 1.5e9, 2e9], grid=True),
    )
    rows = [row | {"cost": row["cost"] * 1e6} for row in rows]
    ends = [row["cost"] for row in rows if row["kind"] in ("least", "most")]
    band = (
        alt.Chart(frame([{"rate": 0, "right": 5, "cost": min(ends), "top": max(ends)}]))
        .mark_rect(fill=look.second_soft, opacity=0.5)
        .encode(x=x, x2=alt.X2("right:Q"), y=y, y2=alt.Y2("top:Q"))
    )
    lines = [row for row in rows if row["kind"] == "line"]
    drawn = alt.Chart(frame(lines)).mark_line(strokeWidth=2.2, stroke=look.ink)
    layers: list[Any] = [band, drawn.encode(x=x, y=y, detail=alt.Detail("chips:N"))]
    ours = [row for row in rows if row["kind"] == "article"]
    rings = [row for row in rows if row["kind"] in ("lowest", "contract", "on demand")]
    layers.append(
        alt.Chart(frame(rings))
        .mark_point(size=80, fill=look.paper, stroke=look.ink, strokeWidth=1.6, opacity=1)
        .encode(x=x, y=y)
    )
    layers.append(
        alt.Chart(frame(ours)).mark_point(size=95, filled=True, color=look.second, opacity=1).encode(x=x, y=y)
    )
    for row in (row for row in lines if row["rate"] == 3.5):
        label = frame([row], label=lambda one: f"{look.say(one['chips'])} H100s")
        above = look.text(align="right", dx=-8, dy=-9)
        layers.append(alt.Chart(label).mark_text(**above).encode(x=x, y=y, text=alt.Text("label:N")))
    name = frame([{"rate": 0.08, "cost": max(ends) - 7e7, "label": "the article's range"}])
    words = look.text(align="left", fill=look.second, halo=False)
    layers.append(alt.Chart(name).mark_text(**words).encode(x=x, y=y, text=alt.Text("label:N")))
    return alt.layer(*layers)


@figure(
    table="rents",
    title="On demand the rent of an H100 fell; on contract it rose in the winter of the article",
    subtitle="Published rents of an H100 for one hour; lines join offers of one kind only",
    alt=(
        "Three kinds of offer. On demand: over {{ h100_rent_2024_median }} early in "
        "{{ h100_rent_2024_median | date | year }}, then {{ h100_rent_2026_05 }}. One-year contracts: from "
        "{{ h100_rent_2025_10 }} up to {{ h100_rent_2026_03 }} within five months. New cloud firms: one point at "
        "{{ h100_rent_2024_early }}, early in {{ h100_rent_2024_early | date | year }}."
    ),
    caption=(
        "None of these was measured: surveys of list prices, and contract prices that SemiAnalysis gave and a "
        "page repeats. The point at the upper left is a lower bound."
    ),
    height=320,
    phone_height=340,
)
def rents_lines(rows: list[dict[str, Any]], look: Look) -> Any:
    """Did the rent of a GPU fall or rise?"""
    rows = [row | {"when": int(row["day"][:4]) + (int(row["day"][5:7]) - 0.5) / 12} for row in rows]
    x = alt.X(
        "when:Q",
        scale=alt.Scale(domain=[2023.9, 2027.8 if look.phone else 2027.2], nice=False),
        axis=look.axis("", "year", values=[2024, 2025, 2026]),
    )
    y = alt.Y(
        "rent:Q",
        scale=alt.Scale(domain=[0, 8], nice=False),
        axis=look.axis("Rent for one hour", "money", values=[0, 2, 4, 6, 8], grid=True),
    )
    paint = look.paint("contract", second=["one year"])
    data = frame(rows)
    dash = alt.StrokeDashValue([1, 0], condition=[{"test": "datum.contract=='on demand'", "value": [6, 4]}])
    lines = (
        alt.Chart(data)
        .mark_line(strokeWidth=2)
        .encode(x=x, y=y, detail=alt.Detail("contract:N"), color=paint, strokeDash=dash)
    )
    dots = alt.Chart(data).mark_point(filled=True, size=80, opacity=1).encode(x=x, y=y, color=paint)
    layers: list[Any] = [lines, dots]
    for row in rows:
        lead = "over " if row["rent"] == max(one["rent"] for one in rows) else ""
        first = row["contract"] == "one year" and row["when"] < 2026
        kind = "" if first else f", {row['contract']}"
        words = f"{lead}{look.say(row['rent'], 'usd', decimals=2)}{kind}"
        below = 9 if row["when"] > 2026 and row["contract"] == "one year" else 0
        style = look.text(align="center", dy=16) if first else look.text(align="left", dx=9, dy=below)
        layers.append(
            alt.Chart(frame([row | {"label": words}]))
            .mark_text(**style)
            .encode(x=x, y=y, text=alt.Text("label:N"))
        )
    return alt.layer(*layers)
