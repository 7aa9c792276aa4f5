"""Figures of the page on the accounts."""

from typing import Any

import altair as alt

from ledger.figures import Look, figure, frame


@figure(
    table="answers_2025",
    title=(
        "One year, five answers: operations lost {{ operating_income_2025 | size | digits(4) }}, and "
        "still a profit was reported"
    ),
    subtitle=("Result of {{ revenue_2025 | date | year }} by measure, and the article's figure"),
    alt=(
        "A line from losses on the left to profits on the right. Operations: a loss of {{ "
        "operating_income_2025 | size }}. Net result by the accounting rules: a profit of {{ "
        "net_income_2025 }}. Without the gain from a forward contract: a loss of {{ "
        "net_income_without_gain_2025 | size | digits(4) }}. As the company adjusts it: a loss of {{ "
        "net_income_2025_non_gaap | size }}. A figure in the press, unexplained: a profit of {{ "
        "net_income_2025_cnbc }}. The article: a loss of {{ article_net_income_2025 | size }}, which is "
        "none of them."
    ),
    caption=(
        "Filled: by the accounting rules. Outlined: the company's own measure. Hatched: our subtraction, "
        "or unexplained."
    ),
    height=300,
    phone_height=400,
)
def answers_2025_bars(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """Profit or loss?"""
    classes = {
        "accounting rules": "filed",
        "the company's own measure": "maker",
        "the article": "filed",
    }
    data = frame(
        rows,
        label=lambda row: look.say(row["result"], decimals=1),
        evidence=lambda row: classes.get(row["whose"], "press"),
    )
    edge = 420 if look.phone else 350
    x = alt.X(
        "result:Q",
        scale=alt.Scale(domain=[-edge, edge], nice=False),
        axis=look.axis("Loss or profit, $ million", values=[-200, 0, 200], grid=True),
    )
    y = alt.Y("measure:N", sort=None, axis=None if look.phone else alt.Axis(title=None, labelLimit=240))
    shift = 9 if look.phone else 0
    forms = look.forms(
        column="measure", accent=[row["measure"] for row in rows[:-1]], second=[rows[-1]["measure"]]
    )
    bars = alt.Chart(data).mark_bar(height=16 if look.phone else 20, yOffset=shift).encode(x=x, y=y, **forms)
    gains = (
        alt.Chart(data)
        .transform_filter("datum.result>0")
        .mark_text(**look.text(align="left", dx=6, dy=shift))
    )
    losses = (
        alt.Chart(data)
        .transform_filter("datum.result<0")
        .mark_text(**look.text(align="right", dx=-6, dy=shift))
    )
    words = gains.encode(x=x, y=y, text=alt.Text("label:N")) + losses.encode(
        x=x, y=y, text=alt.Text("label:N")
    )
    if not look.phone:
        return bars + words
    names = (
        alt.Chart(data)
        .mark_text(**look.text(align="left", dy=-10))
        .encode(x=alt.datum(-edge), y=y, text=alt.Text("measure:N"))
    )
    return bars + words + names


@figure(
    table="bridge_2025",
    title=(
        "Costs turned {{ revenue_2025 | digits(3) }} of revenue into a loss of {{ operating_income_2025 |"
        " size | digits(4) }}; a gain without cash made it a profit"
    ),
    subtitle="From revenue to the net result of {{ revenue_2025 | date | year }}",
    alt=(
        "A waterfall read from top to bottom. Revenue of {{ revenue_2025 }} less cost of revenue, {{ "
        "cost_of_revenue_2025 }}, leaves a gross profit of {{ gross_profit_2025 }}. Research takes {{ "
        "rd_expense_2025 }}, sales {{ sales_expense_2025 }}, administration {{ admin_expense_2025 }}: "
        "operations lose {{ operating_income_2025 | size }}. Ending a forward contract adds {{ "
        "forward_contract_gain_2025 }}, all else {{ other_income_2025 }}: a net profit of {{ "
        "net_income_2025 }}."
    ),
    caption=(
        "Filled: totals. Grey: costs. Hatched: not from operations; “other” is the rest, which we "
        "computed. Read in copies of the filing."
    ),
    height=370,
    phone_height=520,
)
def bridge_2025_waterfall(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How does revenue become the net result?"""
    wide = 18 if look.phone else 20

    def label(row: dict[str, Any]) -> str:
        change = row["end"] - row["start"]
        words = look.say(change, decimals=1)
        return words if row["kind"] == "total" or change < 0 else "+" + words

    data = frame(rows, label=label, right=lambda row: max(row["start"], row["end"]))
    x = alt.X(
        "start:Q",
        scale=alt.Scale(domain=[-190, 690 if look.phone else 600], nice=False),
        axis=look.axis("$ million", values=[0, 200, 400], grid=True),
    )
    y = alt.Y("step:N", sort=None, axis=None if look.phone else alt.Axis(title=None, labelLimit=240))
    base = alt.Chart(data)
    shift = 9 if look.phone else 0
    tests = [
        {"test": "datum.kind=='down'", "value": look.grey},
        {"test": "datum.kind=='up'", "value": look.hatch_accent},
    ]
    fill = alt.FillValue(look.accent, condition=tests)
    stroke = alt.StrokeValue(look.accent, condition=[{"test": "datum.kind=='down'", "value": look.grey}])
    bars = base.mark_bar(height=wide, yOffset=shift, strokeWidth=1.5).encode(
        x=x, x2=alt.X2("end:Q"), y=y, fill=fill, stroke=stroke
    )
    words = base.mark_text(**look.text(align="left", dx=7, dy=shift)).encode(
        x=alt.X("right:Q"), y=y, text=alt.Text("label:N")
    )
    if not look.phone:
        return bars + words
    names = base.mark_text(**look.text(align="left", dx=2, dy=-11)).encode(
        x=alt.datum(-190), y=y, text=alt.Text("step:N")
    )
    return bars + words + names


@figure(
    table="revenue_by_line",
    title="The article's revenues are near a line of the accounts each time, and never near the whole",
    subtitle=("Revenue by line and year, and what the article prints for the last two years"),
    alt=(
        "A row of points for each year, on one axis. Revenue in all: {{ revenue_2022 }}, {{ revenue_2023 "
        "}}, {{ revenue_2024 }}, {{ revenue_2025 }}. Of it cloud and services {{ cloud_revenue_2024 }} "
        "and then {{ cloud_revenue_2025 }}, hardware {{ hardware_revenue_2024 }} and then {{ "
        "hardware_revenue_2025 }}. Two lines mark what the article prints: {{ article_revenue_2024 }}, "
        "which crosses the cloud line of its year and the whole of the year before, and {{ "
        "article_revenue_2025 }}, which passes close to the hardware line of its year."
    ),
    caption="Lines of the first two years were not found.",
    height=300,
    phone_height=420,
)
def revenue_by_line_dots(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """What was revenue, and what does the article say it was?"""
    points, marks = [], []
    for row in rows:
        year = row["year_to"][:4]
        for line, column in (("all", "in_all"), ("cloud", "cloud_and_services"), ("hardware", "hardware")):
            if row[column] is not None:
                points.append({"year": year, "at": row[column], "line": line})
        if row["the_article"]:
            words = f"article, {year}: " + look.say(row["the_article"], digits=4)
            marks.append({"year": year, "at": row["the_article"], "label": words})
    scale = alt.Scale(domain=[-10, 610 if look.phone else 560], nice=False)
    x = alt.X("at:Q", scale=scale, axis=look.axis("Revenue, $ million", values=[0, 200, 400], grid=True))
    y = alt.Y("year:N", scale=alt.Scale(padding=0.6), axis=alt.Axis(title=None, offset=4))
    data = frame(points, label=lambda row: row["line"] + " " + look.say(row["at"], decimals=1))
    ends = [
        {"year": year, "low": 0, "high": max(p["at"] for p in points if p["year"] == year)}
        for year in dict.fromkeys(p["year"] for p in points)
    ]
    spans = alt.Chart(frame(ends)).mark_rule(strokeWidth=2, color=look.grid)
    spans = spans.encode(
        x=alt.X("low:Q", scale=scale, axis=look.axis("Revenue, $ million", values=[0, 200, 400], grid=True)),
        x2=alt.X2("high:Q"),
        y=y,
    )
    size = alt.SizeValue(70, condition=[{"test": "datum.line=='all'", "value": 150}])
    fill = alt.FillValue(look.paper, condition=[{"test": "datum.line=='all'", "value": look.accent}])
    dots = (
        alt.Chart(data)
        .mark_point(opacity=1, stroke=look.accent, strokeWidth=2)
        .encode(x=x, y=y, size=size, fill=fill)
    )
    article = alt.Chart(frame(marks)).encode(x=x)
    rules = article.mark_rule(strokeWidth=2, strokeDash=[5, 3], color=look.second)
    notes = article.mark_text(
        **look.text(align="left", dx=5, dy=2, fill=look.second, baseline="top", fontWeight="bold")
    )
    notes = notes.encode(y=alt.value(0), text=alt.Text("label:N"))
    above = (
        alt.Chart(data)
        .mark_text(**look.text(align="center", dy=16))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    if look.phone:
        first = (
            alt.Chart(data)
            .transform_filter("datum.line!='hardware'")
            .mark_text(**look.text(align="center", dy=16))
        )
        second = (
            alt.Chart(data)
            .transform_filter("datum.line=='hardware'")
            .mark_text(**look.text(align="center", dy=-15))
        )
        return (
            rules
            + spans
            + dots
            + notes
            + first.encode(x=x, y=y, text=alt.Text("label:N"))
            + second.encode(x=x, y=y, text=alt.Text("label:N"))
        )
    return rules + spans + dots + notes + above


@figure(
    table="margins_by_line",
    title="Gross margin rose on hardware, fell by half on cloud, and so fell in all",
    subtitle=(
        "Gross margin by line in {{ gross_margin_2024 | date | year }} and {{ gross_margin_2025 | date | "
        "year }}"
    ),
    alt=(
        "Three lines between two years. Hardware rises from {{ hardware_gross_margin_2024 }} to {{ "
        "hardware_gross_margin_2025 }}. Cloud and services fall from {{ cloud_gross_margin_2024 }} to {{ "
        "cloud_gross_margin_2025 }}. Both together fall from {{ gross_margin_2024 }} to {{ "
        "gross_margin_2025 | percent(1) }}."
    ),
    height=300,
    phone_height=300,
)
def margins_by_line_slopes(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """Which line earns how much?"""
    years = sorted({row["year_to"] for row in rows})
    data = frame(
        rows,
        year=lambda row: row["year_to"][:4],
        figure=lambda row: look.say(row["gross_margin"], "share", decimals=1),
        first=lambda row: row["year_to"] == years[0],
    )
    ends = {row["line"]: row for row in rows if row["year_to"] == years[-1]}
    places = look.spread({line: row["gross_margin"] for line, row in ends.items()}, 0, 0.7)
    labels = [
        {
            "year": years[-1][:4],
            "gross_margin": places[line],
            "label": (line.split()[0] if look.phone else line)
            + " "
            + look.say(row["gross_margin"], "share", decimals=1),
        }
        for line, row in ends.items()
    ]
    x = alt.X(
        "year:N", scale=alt.Scale(padding=1.1 if look.phone else 0.7), axis=alt.Axis(title=None, labelAngle=0)
    )
    y = alt.Y(
        "gross_margin:Q",
        scale=alt.Scale(domain=[0, 0.7]),
        axis=look.axis("Gross margin", "percent", values=[0, 0.2, 0.4, 0.6], grid=True),
    )
    colour = look.paint("line", accent=["Cloud and services"], second=["Hardware"])
    lines = alt.Chart(data).mark_line(point=alt.OverlayMarkDef(size=60, filled=True), strokeWidth=2.5)
    lines = lines.encode(x=x, y=y, color=colour, detail=alt.Detail("line:N"))
    left = (
        alt.Chart(data)
        .transform_filter("datum.first")
        .mark_text(**look.text(align="right", dx=-10))
        .encode(x=x, y=y, text=alt.Text("figure:N"))
    )
    right = (
        alt.Chart(frame(labels))
        .mark_text(**look.text(align="left", dx=10))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return lines + left + right


@figure(
    table="reported_and_core",
    title=(
        "In the quarter of the listing the reported margin was {{ gross_margin_2026_q2 }}, the company's "
        "own {{ core_gross_margin_2026_q2 }}"
    ),
    subtitle=(
        "Gross margin by quarter: as reported, and “core”, without warrants, pay in stock and costs "
        "passed through"
    ),
    alt=(
        "Pairs of points by quarter. In the second quarter of {{ gross_margin_2025_q2 | date | year }} "
        "the two measures agree, at {{ gross_margin_2025_q2 }} and {{ core_gross_margin_2025_q2 }}. A "
        "year later the reported margin is {{ gross_margin_2026_q2 }} and the company's own {{ "
        "core_gross_margin_2026_q2 }}. For the quarter after that the company expects {{ "
        "core_gross_margin_guidance_2026_q3 }} on its own measure."
    ),
    height=270,
    phone_height=330,
)
def reported_and_core_pairs(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How far apart are the two measures?"""
    quarters = {"03": "first quarter", "06": "second quarter", "09": "third quarter"}
    points = []
    for row in rows:
        quarter = f"{quarters[row['quarter_to'][5:7]]} {row['quarter_to'][:4]}"
        if row["reported"] is not None:
            points.append(
                {"quarter": quarter, "margin": row["reported"], "measure": "reported", "evidence": "filed"}
            )
        sure = "maker" if row["core_is"] == "measured" else "assumption"
        points.append({"quarter": quarter, "margin": row["core"], "measure": "core", "evidence": sure})
    ends = {
        row["quarter"]: sorted(p["margin"] for p in points if p["quarter"] == row["quarter"])
        for row in points
    }

    def side(row: dict[str, Any]) -> str:
        return (
            "left" if row["margin"] == ends[row["quarter"]][0] and len(ends[row["quarter"]]) > 1 else "right"
        )

    def word(row: dict[str, Any]) -> str:
        if row["evidence"] == "assumption":
            return "expected " if look.phone else "core, expected "
        return "" if look.phone and row["quarter"] != points[0]["quarter"] else row["measure"] + " "

    data = frame(
        points,
        low=lambda row: ends[row["quarter"]][0],
        high=lambda row: ends[row["quarter"]][-1],
        side=side,
        label=lambda row: word(row) + look.say(row["margin"], "share", decimals=1),
    )
    start = -0.02 if look.phone else -0.14
    scale = alt.Scale(domain=[start, 0.72], nice=False)
    axis = look.axis("Gross margin", "percent", values=[0, 0.2, 0.4, 0.6], grid=True)
    x = alt.X("margin:Q", scale=scale, axis=axis)
    y = alt.Y("quarter:N", sort=None, axis=None if look.phone else alt.Axis(title=None, labelLimit=200))
    shift = 8 if look.phone else 0
    rules = (
        alt.Chart(data)
        .mark_rule(strokeWidth=3, yOffset=shift)
        .encode(
            x=alt.X("low:Q", scale=scale, axis=axis),
            x2=alt.X2("high:Q"),
            y=y,
            color=alt.value(look.accent_soft),
        )
    )
    forms = look.forms(column="measure", accent=["core", "reported"], points=True)
    dots = alt.Chart(data).mark_point(size=90, opacity=1, yOffset=shift).encode(x=x, y=y, **forms)
    left = (
        alt.Chart(data)
        .transform_filter("datum.side=='left'")
        .mark_text(**look.text(align="right", dx=-9, dy=shift))
    )
    right = (
        alt.Chart(data)
        .transform_filter("datum.side=='right'")
        .mark_text(**look.text(align="left", dx=9, dy=shift))
    )
    chart = (
        rules
        + dots
        + left.encode(x=x, y=y, text=alt.Text("label:N"))
        + right.encode(x=x, y=y, text=alt.Text("label:N"))
    )
    if not look.phone:
        return chart
    heads = frame([{"quarter": quarter} for quarter in ends])
    names = (
        alt.Chart(heads)
        .mark_text(**look.text(align="left", dy=-14, fill=look.muted))
        .encode(x=alt.datum(start), y=y, text=alt.Text("quarter:N"))
    )
    return chart + names
