"""Figure of the page on buying or renting."""

from typing import Any

import altair as alt

from ledger.figures import Look, figure, frame


@figure(
    table="hour_estimates",
    title="What an hour of one system costs depends on whom one believes",
    subtitle=(
        "Dollars per hour, logarithmic. Copper: price of a current system over {{ system_life_assumed }}; grey: of an "
        "earlier one; blue: hours. Lines: other lives, other terms"
    ),
    alt=(
        "Points on a scale of dollars per hour. The bill of materials stands lowest at {{ hour_of_bill | digits(3) }}, the capital in "
        "an analyst's calculator at {{ hour_of_capital | digits(3) }}, the calculator's own hour at {{ wse3_hour_cost }}, a system of the "
        "first Condor Galaxy at {{ hour_of_cg1 | digits(3) }}, and the highest price in print at {{ hour_of_highest | digits(3) }}. Most of "
        "the lines around the points overlap."
    ),
    caption=(
        "Prices are spread over all hours of a life, without power, space, care, interest or profit. A calculator's hour is what an "
        "analyst takes it to cost, not what anyone asks for it."
    ),
    height=400,
    phone_height=470,
)
def hour_estimates_points(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How far apart are the estimates of an hour?"""
    now = [row["estimate"] for row in rows if row["kind"] == "now"]
    sold = [row["estimate"] for row in rows if row["kind"] == "hour"]
    data = frame(
        rows,
        label=lambda row: look.say(row["per_hour"], "usd", decimals=0),
    )
    order = [row["estimate"] for row in rows]
    ticks = "split(datum.label, ', ')" if look.phone else "datum.label"
    x = alt.X(
        "per_hour:Q",
        scale=look.log(7, 260),
        axis=look.axis("Dollars per hour of one system", "money", values=[10, 20, 50, 100, 200], grid=True),
    )
    y = alt.Y("estimate:N", sort=order, axis=alt.Axis(title=None, labelLimit=230, labelExpr=ticks))
    chart = alt.Chart(data)
    spans = chart.mark_rule(strokeWidth=3, opacity=0.45).encode(
        x=alt.X("least:Q"), x2=alt.X2("most:Q"), y=y, color=look.paint("estimate", accent=now, second=sold)
    )
    points = chart.mark_point(size=90, opacity=1).encode(
        x=x, y=y, **look.forms(column="estimate", accent=now, second=sold, points=True)
    )
    words = chart.mark_text(**look.text(align="left", dx=8)).encode(
        x=alt.X("most:Q"), y=y, text=alt.Text("label:N")
    )
    return spans + points + words
