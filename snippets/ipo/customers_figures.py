"""Figures of the page on customers."""

from typing import Any

import altair as alt

from ledger.figures import Drawing, Look, figure, frame


@figure(
    table="customer_shares",
    title=(
        "Two related customers of Abu Dhabi brought {{ uae_share_2025 }} of revenue in {{ revenue_2025 | "
        "date | year }}; by {{ largest_share_2026_q2 | date | month }} the largest is down to {{ "
        "largest_share_2026_q2 }}"
    ),
    subtitle=(
        "Parts of reported revenue by customer; only customers from {{ major_customer_threshold }} are told"
    ),
    alt=(
        "Bars of equal length by period. First half-year of {{ g42_share_2024_h1 | date | year }}: G42 {{ "
        "g42_share_2024_h1 }}. The whole year: G42 {{ g42_share_2024 }}. The next: MBZUAI {{ "
        "mbzuai_share_2025 }} and G42 {{ g42_share_2025 }}. First quarter of {{ largest_share_2026_q1 | "
        "date | year }}: two related parties with {{ largest_share_2026_q1 }} and {{ second_share_2026_q1"
        " }}. Second quarter: three that are not named, {{ largest_share_2026_q2 }}, {{ "
        "second_share_2026_q2 }} and {{ third_share_2026_q2 }}."
    ),
    caption=(
        "Filled: named. Outlined: told without a name; those of the first quarter are related parties. "
        "Grey: all others. Read in reports and notes on the filings."
    ),
    height=270,
    phone_height=380,
)
def customer_shares_bars(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """Who pays?"""
    short = {
        "related party": "a related party",
        "another related party": "",
        "second, not named": "",
        "third, not named": "",
        "not named": "",
    }
    periods = list(dict.fromkeys(row["period"] for row in rows))
    bars, level = [], dict.fromkeys(periods, 0.0)
    for row in rows:
        start = level[row["period"]]
        level[row["period"]] = start + row["part"]
        name = short.get(row["customer"], row["customer"])
        if look.phone and row["part"] < 0.3:
            name = name if name == "G42" else ""
        if name == "all others":
            name = "others" if row["part"] > 0.2 else ""  # a word that would touch both ends of its block
        words = f"{name} {look.say(row['part'], 'share', decimals=0)}".strip()
        bars.append(
            row
            | {"start": start, "end": start + row["part"], "middle": start + row["part"] / 2, "label": words}
        )
    fill = alt.FillValue(
        look.paper,
        condition=[
            {"test": "datum.customer=='G42'", "value": look.second},
            {"test": "datum.customer=='MBZUAI'", "value": look.second_soft},
            {"test": "datum.customer=='all others'", "value": look.grey_soft},
        ],
    )
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
    y = alt.Y("period:N", sort=None, axis=None if look.phone else alt.Axis(title=None, labelLimit=200))
    shift = 10 if look.phone else 0
    base = alt.Chart(frame(bars))
    edge = alt.StrokeValue(
        look.second, condition=[{"test": "datum.customer=='all others'", "value": look.grey_soft}]
    )
    blocks = base.mark_bar(height=24, yOffset=shift, strokeWidth=1.2)
    blocks = blocks.encode(x=x, x2=alt.X2("end:Q"), y=y, fill=fill, stroke=edge)
    ink = alt.FillValue(look.ink, condition=[{"test": "datum.customer=='G42'", "value": look.paper}])
    words = base.mark_text(**look.text(align="center", dy=shift, halo=False))
    chart = blocks + words.encode(x=alt.X("middle:Q"), y=y, text=alt.Text("label:N"), fill=ink)
    if not look.phone:
        return chart
    heads = alt.Chart(frame([{"period": period} for period in periods]))
    return chart + heads.mark_text(**look.text(align="left", dy=-12, halo=False)).encode(
        x=alt.datum(0), y=y, text=alt.Text("period:N")
    )


@figure(
    table="effective_by_period",
    title=(
        "As concentrated as if {{ effective_least_2025 | digits(2) }} equal customers paid for all of {{ "
        "revenue_2025 | date | year }}, or hardly more than one"
    ),
    subtitle=(
        "Customers of equal size that would give the same concentration, from the least to the most that "
        "the told parts allow"
    ),
    alt=(
        "Short bars on a scale of customers. In {{ revenue_2024 | date | year }} little more than one. In"
        " {{ revenue_2025 | date | year }} between {{ effective_least_2025 | digits(2) }} and {{ "
        "effective_most_2025 | digits(2) }} if the two related customers count each by itself, little "
        "more than one if they count as one. The first quarter after is much the same; in the second "
        "there are about four."
    ),
    caption=(
        "Filled: each customer by itself. Hatched: related customers as one. The index behind it was made"
        " for markets; for customers it is borrowed."
    ),
    height=280,
    phone_height=400,
)
def effective_by_period_ranges(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """How many customers is that?"""
    data = frame(
        rows,
        name=lambda row: row["period"] + (", both as one" if row["counted_as"] == "related as one" else ""),
        label=lambda row: (
            look.say(row["least"], decimals=1)
            + (
                ""
                if look.say(row["least"], decimals=1) == look.say(row["most"], decimals=1)
                else "–" + look.say(row["most"], decimals=1)
            )
        ),
        seen=lambda row: max(row["most"], row["least"] + 0.04),
        zero=lambda row: 0,
    )
    axis = look.axis("Customers of equal size", values=[0, 1, 2, 3, 4, 5], grid=True)
    x = alt.X("least:Q", scale=alt.Scale(domain=[0, 5.4], nice=False), axis=axis)
    y = alt.Y("name:N", sort=None, axis=None if look.phone else alt.Axis(title=None, labelLimit=260))
    shift = 9 if look.phone else 0
    fill = alt.FillValue(
        look.second, condition=[{"test": "datum.counted_as=='related as one'", "value": look.hatch_second}]
    )
    base = alt.Chart(data)
    stems = base.mark_rule(strokeWidth=2, yOffset=shift, color=look.second_soft).encode(
        x=alt.X("zero:Q"), x2=alt.X2("least:Q"), y=y
    )
    bars = base.mark_bar(height=16, yOffset=shift, stroke=look.second, strokeWidth=1.2).encode(
        x=x, x2=alt.X2("seen:Q"), y=y, fill=fill
    )
    words = base.mark_text(**look.text(align="left", dx=7, dy=shift)).encode(
        x=alt.X("seen:Q"), y=y, text=alt.Text("label:N")
    )
    if not look.phone:
        return stems + bars + words
    names = base.mark_text(**look.text(align="left", dx=3, dy=-10)).encode(
        x=alt.datum(0), y=y, text=alt.Text("name:N")
    )
    return stems + bars + words + names


@figure(
    table="backlog_and_revenue",
    title=(
        "The backlog is {{ backlog_multiple | digits(2) | bare }} years of the last full year's sales, "
        "and {{ backlog_first_two_years_2025 }} of it falls due in the first two years"
    ),
    subtitle=(
        "Revenue, and backlog as of {{ backlog_2025 | date }} by when it falls due: height is money a "
        "year, area the amount"
    ),
    alt=(
        "Blocks along the years. Revenue of {{ revenue_2024 | digits(3) }} and {{ revenue_2025 | "
        "digits(3) }}, and {{ core_revenue_guidance_2026 }} expected for the next year, are low. The "
        "backlog asks for {{ backlog_first | digits(3) }} in its first two years, {{ backlog_second | "
        "digits(3) }} in the two after, and {{ backlog_later | digits(3) }} later, without a date."
    ),
    caption=(
        "Grey: reported revenue. Outlined: the middle of the company's own forecast, on its own measure. "
        "Hatched: no dates are given; drawn at the pace before, so that its area is right."
    ),
    height=340,
    phone_height=360,
)
def backlog_and_revenue_blocks(rows: list[dict[str, Any]], look: Look) -> Any:
    """When does the backlog become revenue?"""
    pace = max(row["a_year"] for row in rows if row["a_year"])
    blocks = []
    for row in rows:
        start, height = int(row["due_from"][:4]), row["a_year"] or pace
        blocks.append(
            row | {"start": start, "end": start + row["amount"] / height, "height": height, "zero": 0}
        )
    end = max(block["end"] for block in blocks)
    x = alt.X(
        "start:Q",
        scale=alt.Scale(domain=[2024, end + 0.2], nice=False),
        axis=look.axis(
            "", "year", values=list(range(2024, 2033, 2)) if look.phone else list(range(2024, 2033))
        ),
    )
    y = alt.Y(
        "zero:Q",
        scale=alt.Scale(domain=[0, 6.4]),
        axis=look.axis("$ billion a year", values=[0, 2, 4, 6], grid=True),
    )
    base = alt.Chart(frame(blocks))
    kinds = {"revenue": look.grey, "backlog": look.accent_soft, "later": look.hatch_accent}
    layers: list[Any] = []
    for kind, colour in kinds.items():
        part = base.transform_filter(f"datum.what=='{kind}'")
        edge = look.accent if kind != "revenue" else look.paper
        layers.append(
            part.mark_rect(fill=colour, stroke=edge, strokeWidth=1.2).encode(
                x=x, x2=alt.X2("end:Q"), y=y, y2=alt.Y2("height:Q")
            )
        )
    expected = base.transform_filter("datum.what=='expected'")
    layers.append(
        expected.mark_rect(fill=look.paper, fillOpacity=0.01, stroke=look.ink, strokeWidth=1.6).encode(
            x=x, x2=alt.X2("end:Q"), y=y, y2=alt.Y2("height:Q")
        )
    )
    labels = []
    for block in blocks:
        words = look.say(block["amount"], decimals=2 if block["amount"] < 1 else 1)
        middle = (block["start"] + block["end"]) / 2
        if block["what"] in ("backlog", "later"):
            labels.append(
                {
                    "start": middle,
                    "at": block["height"],
                    "label": ("later " if block["what"] == "later" else "") + words,
                }
            )
        else:
            labels.append({"start": middle, "at": block["height"], "label": words})
    for label in labels:
        style = look.text(align="center", dy=-11)
        layers.append(
            alt.Chart(frame([label]))
            .mark_text(**style)
            .encode(x=x, y=alt.Y("at:Q"), text=alt.Text("label:N"))
        )
    return alt.layer(*layers)


@figure(
    table="openai_ties",
    title="OpenAI is customer, lender and holder of a warrant at once",
    subtitle="What passes between the two, as readers of the filing and the press report it",
    alt=(
        "Two boxes, OpenAI and Cerebras, with four arrows. OpenAI orders for more than {{ openai_value }}"
        " and lends {{ openai_loan }} at {{ openai_loan_rate }} a year. Cerebras delivers {{ "
        "openai_capacity }} of computing and gives a warrant for up to {{ openai_warrant_shares | "
        "unit('stock_million') | digits(3) }} at almost no price."
    ),
    height=230,
    phone_height=330,
)
def openai_ties_picture(rows: list[dict[str, Any]], look: Look) -> Drawing:
    """What binds the two?"""
    words = {
        "customer": lambda row: f"orders for more than {look.say(row['money'], 'usd_billion', 2)}",
        "lender": lambda row: (
            f"lends {look.say(row['money'], 'usd_billion', 2)} at {look.say(row['rate'], 'share', 2)}"
        ),
        "supplier": lambda row: f"delivers {look.say(row['power'], 'megawatt')} of computing",
        "warrant": lambda row: f"gives up to {look.say(row['shares'], 'stock_million')} for almost nothing",
    }
    lines = [(words[row["role"]](row), row["giver"] == "OpenAI") for row in rows]
    body = [
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0L8 4L0 8Z" class="fig-ink"/></marker></defs>'
    ]
    if look.phone:
        width, high, below = look.width - 4.0, 44.0, 238.0
        boxes = [("OpenAI", 2.0, 4.0), ("Cerebras", 2.0, below)]
        for place, (label, down) in enumerate(lines):
            y = 62.0 + place * 44
            body.append(_arrow(16, y if down else y + 32, 16, y + 32 if down else y))
            body.append(_words(label, 30, y + 20, look.size, "start"))
        height = below + high + 4
    else:
        width, high = 120.0, 196.0
        right = look.width - width - 10
        boxes = [("OpenAI", 2.0, 6.0), ("Cerebras", right, 6.0)]
        near, far = width + 12, right - 10
        for place, (label, forward) in enumerate(lines):
            y = 46.0 + place * 46
            body.append(_arrow(near if forward else far, y, far if forward else near, y))
            body.append(_words(label, (near + far) / 2, y - 8, look.size, "middle"))
        height = high + 14
    for name, x, y in boxes:
        line = "fig-accent-line" if name == "Cerebras" else "fig-second-line"
        body.append(
            f'<rect class="{line}" fill="none" stroke-width="2" x="{x:.0f}" y="{y:.0f}" '
            f'width="{width:.0f}" height="{high:.0f}" rx="4"/>'
        )
        body.append(_words(name, x + width / 2, y + high / 2 + 5, look.size + 2, "middle", "bold"))
    return Drawing(look.width, height, "".join(body))


def _arrow(x: float, y: float, to_x: float, to_y: float) -> str:
    return (
        '<path class="fig-ink-line" fill="none" stroke-width="1.6" marker-end="url(#head)" '
        f'd="M{x:.0f} {y:.0f}L{to_x:.0f} {to_y:.0f}"/>'
    )


def _words(label: str, x: float, y: float, size: int, anchor: str, weight: str = "normal") -> str:
    return (
        f'<text class="fig-ink" font-size="{size}" font-weight="{weight}" x="{x:.0f}" y="{y:.0f}" '
        f'text-anchor="{anchor}">{label}</text>'
    )
