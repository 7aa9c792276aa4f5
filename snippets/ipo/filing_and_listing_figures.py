"""Figures of the page on filings, price and values."""

from typing import Any

import altair as alt

from ledger.figures import Look, figure, frame


@figure(
    table="values_printed",
    title=(
        "Values from {{ market_cap_at_125 | digits(2) }} to {{ market_cap_first_close_diluted }} differ "
        "by price and by which shares are counted"
    ),
    subtitle=(
        "Each value is an area: price of a share across, shares counted upward. The labels are values as "
        "printed"
    ),
    alt=(
        "Points on two axes that start at zero. Most lie on two levels. The lower one, shares that exist,"
        " between {{ shares_first_range | digits(3) }} and {{ shares_by_class_2026_08 | digits(3) }}: "
        "from {{ market_cap_at_125 }} at the top of the first range to over {{ "
        "market_cap_first_close_basic }} at the first close. The upper one, all shares that could exist, "
        "about {{ shares_possible | digits(3) }}: from {{ market_cap_at_160 }} to about {{ "
        "market_cap_first_close_diluted }}. One point, {{ market_cap_2026_07_07 }} in July, lies between "
        "them."
    ),
    caption=(
        "Filled: shares that exist. Outlined: all that could. Diamond: neither. The report at the first "
        "close has “over” its lower value and “approximately” its higher one."
    ),
    height=420,
    phone_height=400,
)
def values_printed_areas(rows: list[dict[str, Any]], look: Look) -> Any:
    """Why do such different values circulate?"""
    places = [
        ("right", -9, -9), ("right", -4, -13), ("center", 0, 17), ("left", 2, -13), ("left", 10, 0),
        ("left", 10, 0), ("center", -4, -14), ("center", 6, 17), ("right", -11, 0), ("right", -8, -10),
    ]  # fmt: skip
    points = []
    for row, (align, dx, dy) in zip(rows, places, strict=True):
        whole = row["value"] == round(row["value"])
        words = look.say(row["value"], decimals=0 if whole else 1)
        if whole:  # those at the right have room for the unit
            words = f"${words} bn" if look.phone else look.say(row["value"], "usd_billion")
        if row["counted"] == "neither":
            words += ", a note" if look.phone else ", a private note"
        points.append(row | {"label": words, "align": align, "dx": dx, "dy": dy})
    across = alt.Scale(domain=[0, 380 if look.phone else 400], nice=False)
    upward = alt.Scale(domain=[0, 350], nice=False)
    x_axis = look.axis("Price of a share, $", values=[0, 100, 200, 300])
    y_axis = look.axis("Shares, million", values=[0, 100, 200, 300], grid=True)
    x, y = alt.X("price:Q", scale=across, axis=x_axis), alt.Y("shares:Q", scale=upward, axis=y_axis)
    ends = sorted(rows, key=lambda row: row["value"])
    boxes = frame(
        [{"price": row["price"], "shares": row["shares"], "zero": 0} for row in (ends[-1], ends[0])]
    )
    areas = (
        alt.Chart(boxes)
        .mark_rect(fill=look.accent_soft, opacity=0.45, stroke=look.accent, strokeDash=[3, 3])
        .encode(x=x, x2=alt.datum(0), y=y, y2=alt.datum(0))
    )
    fill = alt.FillValue(look.accent, condition=[{"test": "datum.counted!='existing'", "value": look.paper}])
    stroke = alt.StrokeValue(
        look.accent, condition=[{"test": "datum.counted=='neither'", "value": look.second}]
    )
    shape = alt.ShapeValue("circle", condition=[{"test": "datum.counted=='neither'", "value": "diamond"}])
    dots = alt.Chart(frame(points)).mark_point(size=85, opacity=1, strokeWidth=2)
    dots = dots.encode(x=x, y=y, fill=fill, stroke=stroke, shape=shape)
    layers: list[Any] = [areas, dots]
    for point in points:
        style = look.text(align=point["align"], dx=point["dx"], dy=point["dy"])
        layers.append(alt.Chart(frame([point])).mark_text(**style).encode(x=x, y=y, text=alt.Text("label:N")))
    names = [{"price": 8, "shares": 340, "label": "all shares that could exist"}]
    names += [{"price": 8, "shares": ends[0]["shares"] - 14, "label": "shares that exist"}]
    heads = alt.Chart(frame(names)).mark_text(**look.text(align="left", fill=look.muted))
    layers.append(heads.encode(x=x, y=y, text=alt.Text("label:N")))
    return alt.layer(*layers)


@figure(
    table="share_counts",
    title=(
        "Between {{ shares_existing | digits(3) }} and {{ shares_possible | digits(3) }} lie options, a "
        "warrant, and a rest that no copy explains"
    ),
    subtitle="Shares at the offer, step by step, and two later counts",
    alt=(
        "A waterfall of share counts. {{ shares_before | digits(4) }} before the offering and {{ "
        "ipo_shares_base }} sold make {{ shares_existing | digits(4) }} that exist. Options of staff add "
        "{{ options_outstanding_2025 }}, OpenAI's warrant {{ openai_warrant_shares | "
        "unit('stock_million') | digits(3) }}, and {{ shares_unexplained | digits(3) }} are not "
        "explained: {{ shares_possible | digits(4) }} in all. With the underwriters' option {{ "
        "shares_after_option | digits(4) }} exist, in August {{ shares_by_class_2026_08 | digits(4) }}."
    ),
    caption=(
        "The first count follows from a printed value and the offer price. Hatched: the rest. Grey: "
        "counts of later days."
    ),
    height=340,
    phone_height=480,
)
def share_counts_waterfall(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """What separates the two share counts?"""

    def label(row: dict[str, Any]) -> str:
        words = look.say(row["end"] - row["start"], decimals=1)
        return words if row["kind"] in ("total", "later") else "+" + words

    data = frame(rows, label=label)
    x = alt.X(
        "start:Q",
        scale=alt.Scale(domain=[0, 370], nice=False),
        axis=look.axis("Shares, million", values=[0, 100, 200, 300], grid=True),
    )
    y = alt.Y("step:N", sort=None, axis=None if look.phone else alt.Axis(title=None, labelLimit=260))
    shift = 9 if look.phone else 0
    fill = alt.FillValue(
        look.accent,
        condition=[
            {"test": "datum.kind=='unknown'", "value": look.hatch_accent},
            {"test": "datum.kind=='later'", "value": look.grey},
            {"test": "datum.kind=='up'", "value": look.accent_soft},
        ],
    )
    stroke = alt.StrokeValue(look.accent, condition=[{"test": "datum.kind=='later'", "value": look.grey}])
    base = alt.Chart(data)
    bars = base.mark_bar(height=16 if look.phone else 20, yOffset=shift, strokeWidth=1.2).encode(
        x=x, x2=alt.X2("end:Q"), y=y, fill=fill, stroke=stroke
    )
    words = base.mark_text(**look.text(align="left", dx=7, dy=shift)).encode(
        x=alt.X("end:Q"), y=y, text=alt.Text("label:N")
    )
    if not look.phone:
        return bars + words
    names = base.mark_text(**look.text(align="left", dx=2, dy=-10)).encode(
        x=alt.datum(0), y=y, text=alt.Text("step:N")
    )
    return bars + words + names


@figure(
    table="prices_found",
    title=(
        "Offered at ${{ ipo_price | bare }}, closed at ${{ first_day_close | bare }} on the first day, "
        "last seen at ${{ close_2026_10_06 | decimals(2) | bare }}"
    ),
    subtitle=(
        "Price of a share at the offer and what we found since, nearly all closes; the line between them "
        "is drawn, not known"
    ),
    alt=(
        "Points over the months from May to October, in dollars a share. The offer at {{ ipo_price | bare"
        " }} is a level line. The first close, {{ first_day_close | bare }}, is the highest point; by the"
        " first of June the close is {{ close_2026_06_01 | bare }}. It falls from {{ close_2026_06_23 | "
        "bare }} to {{ close_2026_06_25 | bare }} with the first report, stands at {{ close_2026_08_12 | "
        "bare }} before the second and {{ close_2026_08_13 | bare }} after it, falls to {{ close_2026_09_01 | bare }} by"
        " the first of September, is up at {{ sale_price_2026_09_28 | bare }} late in that month, and stands at {{"
        " close_2026_10_06 | bare }} at the end."
    ),
    height=320,
    phone_height=330,
)
def prices_found_line(rows: list[dict[str, Any]], look: Look) -> Any:
    """What has the price done since?"""
    offer, closes = rows[0], rows[1:]
    sale = "an officer's sale, reported that day"
    shown = {
        "first close",
        "before the first report",
        "after it",
        "before the second report",
        sale,
        "last found",
    }
    sides = {
        "first close": ("center", 4, -13),
        "before the first report": ("center", 0, -13),
        sale: ("center", 0, -13),
        "last found": ("left", 8, 8),
        "before the second report": ("center", 0, -13),
    }
    x = alt.X(
        "day:T",
        scale=alt.Scale(
            type="utc",
            domain=[
                {"year": 2026, "month": 5, "date": 1, "utc": True},
                {"year": 2026, "month": 10, "date": 31, "utc": True},
            ],
        ),
        axis=alt.Axis(
            title=None,
            format="%B" if not look.phone else "%b",
            tickCount="month",
            labelAlign="left",
            labelOffset=2,
        ),
    )
    y = alt.Y(
        "price:Q",
        scale=alt.Scale(domain=[0, 350]),
        axis=look.axis("Price, $", values=[0, 100, 200, 300], grid=True),
    )
    rule = (
        alt.Chart(frame([offer])).mark_rule(strokeDash=[5, 3], strokeWidth=1.5, color=look.second).encode(y=y)
    )
    head = alt.Chart(
        frame([{"day": "2026-05-02", "price": offer["price"], "label": "offer " + look.say(offer["price"])}])
    )
    name = head.mark_text(**look.text(align="left", dy=11, fill=look.second)).encode(
        x=x, y=y, text=alt.Text("label:N")
    )
    base = alt.Chart(frame(closes))
    line = base.mark_line(strokeWidth=1.5, strokeDash=[2, 3], color=look.accent).encode(x=x, y=y)
    dots = base.mark_point(filled=True, size=60, opacity=1, color=look.accent).encode(x=x, y=y)
    layers: list[Any] = [rule, line, dots, name]
    for row in closes:
        if row["note"] in shown:
            align, dx, dy = sides.get(
                row["note"], ("left", 8, 8) if row["day"] > "2026-08" else ("center", 0, 16)
            )
            words = frame([row], label=lambda row: look.say(row["price"], decimals=0))
            layers.append(
                alt.Chart(words)
                .mark_text(**look.text(align=align, dx=dx, dy=dy))
                .encode(x=x, y=y, text=alt.Text("label:N"))
            )
    return alt.layer(*layers)


@figure(
    table="sales_multiples",
    title=(
        "Price to sales reads {{ sales_multiple_last_expected | digits(2) }} or {{ "
        "sales_multiple_first_close_possible | digits(3) }}: print the price, the shares and the sales "
        "with it"
    ),
    subtitle="Value over sales; which price, which shares and which sales stand beside each",
    alt=(
        "Eight points on one scale. On the sales of {{ revenue_2025 | date | year }} and existing shares:"
        " {{ sales_multiple_first_range | digits(2) }} at the top of the first range, {{ "
        "sales_multiple_offer | digits(2) }} at the offer, {{ sales_multiple_first_close | digits(3) }} "
        "at the first close, {{ sales_multiple_last | digits(2) }} at the last. With all possible shares "
        "up to {{ sales_multiple_first_close_possible | digits(3) }}. On the last four quarters {{ "
        "sales_multiple_last_trailing | digits(2) }}, on what the company expects {{ "
        "sales_multiple_last_expected | digits(2) }}."
    ),
    caption=(
        "Filled: reported sales of the last full year. Outlined: other sales. The last one sets value "
        "against the company's own core measure, in a forecast."
    ),
    height=330,
    phone_height=460,
)
def sales_multiples_ladder(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """What is price to sales?"""

    def name(row: dict[str, Any]) -> str:
        sales = "" if row["sales_of"] == rows[0]["sales_of"] else ", " + row["sales_of"]
        return f"{row['at']}, {row['shares_counted']} shares" if not sales else row["at"] + sales

    data = frame(
        rows, name=name, label=lambda row: look.say(row["multiple"], "times", decimals=0), zero=lambda row: 0
    )
    axis = look.axis("Value over sales", "times", values=[0, 50, 100, 150, 200], grid=True)
    x = alt.X("multiple:Q", scale=alt.Scale(domain=[0, 215]), axis=axis)
    y = alt.Y("name:N", sort=None, axis=None if look.phone else alt.Axis(title=None, labelLimit=330))
    shift = 8 if look.phone else 0
    base = alt.Chart(data)
    whole = f"datum.sales_of=='{rows[0]['sales_of']}'"
    rules = base.mark_rule(strokeWidth=2, yOffset=shift, color=look.accent_soft).encode(
        x=x, x2=alt.X2("zero:Q"), y=y
    )
    fill = alt.FillValue(look.paper, condition=[{"test": whole, "value": look.accent}])
    dots = base.mark_point(size=90, opacity=1, strokeWidth=2, yOffset=shift, stroke=look.accent).encode(
        x=x, y=y, fill=fill
    )
    words = base.mark_text(**look.text(align="left", dx=10, dy=shift)).encode(
        x=x, y=y, text=alt.Text("label:N")
    )
    if not look.phone:
        return rules + dots + words
    names = base.mark_text(**look.text(align="left", dx=2, dy=-10)).encode(
        x=alt.datum(0), y=y, text=alt.Text("name:N")
    )
    return rules + dots + words + names
