"""Figures of the page on risks."""

from typing import Any

import altair as alt

from ledger.figures import Look, figure, frame


@figure(
    table="margin_moves",
    title="Yield is the smallest bar; what the accounts themselves show moves far more",
    subtitle="Points of gross margin lost: as the company reports (blue) and in our model of the hardware (hatched)",
    alt=(
        "Bars of margin points lost. From the company's own measure to its accounts {{ accounts_gap | size }}, from one quarter "
        "to the next {{ quarter_fall | size }}; a price lower by a tenth {{ price_tenth | unit('points') | size }}; a yield cut in half only "
        "{{ yield_halved_implied | unit('points') | size }} or {{ yield_halved | unit('points') | size }}."
    ),
    caption="Yield is halved from {{ wafer_yield_assumed }}, which we assume. The lower price is taken at the low price of the model, dearer memory at the high one. Bars overlap: do not add them.",
    height=300,
    phone_height=320,
)
def margin_moves_bars(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """Which risk moves the margin?"""
    data = frame(
        rows,
        lost=lambda row: -row["points_of_margin"],
        label=lambda row: look.say(-row["points_of_margin"], "count", 2),
        evidence=lambda row: "maker" if row["kind"] == "reported" else "assumption",
    )
    x = alt.X("lost:Q", scale=alt.Scale(domain=[0, 36]), axis=look.axis("Points of gross margin lost"))
    y = alt.Y("what:N", sort=None, axis=alt.Axis(title=None, labelLimit=180))
    bars = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=x,
            y=y,
            **look.forms(
                column="what",
                accent=["yield halved, low price", "yield halved, high price"],
                second=["own measure to accounts", "one quarter to the next", "systems rented back"],
            ),
        )
    )
    words = (
        alt.Chart(data)
        .mark_text(**look.text(align="left", dx=6, halo=False))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return bars + words


@figure(
    table="margin_drivers",
    title="Over the ranges given below the price decides; the yield hardly shows",
    subtitle="Rank correlation of each input with the hardware margin, in seeded draws between the estimates",
    alt="Bars of rank correlation, from minus one to one. The price stands out; other parts follow; the yield and the wafer's price are close to nothing.",
    height=200,
    phone_height=220,
)
def margin_drivers_bars(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """Which input matters?"""
    data = frame(
        rows,
        label=lambda row: look.say(row["rank"], "ratio", decimals=2),
        end=lambda row: max(row["rank"], 0),
    )
    x = alt.X(
        "rank:Q",
        scale=alt.Scale(domain=[-1.2, 1.25]),
        axis=look.axis("Rank correlation", values=[-1, -0.5, 0, 0.5, 1]),
    )
    y = alt.Y("driver:N", sort=None, axis=alt.Axis(title=None))
    bars = alt.Chart(data).mark_bar().encode(x=x, y=y, color=look.paint("driver", accent=["yield"]))
    words = alt.Chart(data).mark_text(**look.text(align="left", dx=6, halo=False))
    return bars + words.encode(x=alt.X("end:Q"), y=y, text=alt.Text("label:N"))
