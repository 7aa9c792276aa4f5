"""Figures of the page on what tokens cost."""

from typing import Any

import altair as alt

from ledger.figures import Look, figure, frame


@figure(
    table="price_and_speed",
    title="Every step up in speed costs more; from end to end speed grows faster than price",
    subtitle=(
        "Output speed for one user against blended list price, both logarithmic, gpt-oss-120b at "
        "high effort, "
        "{{ gpt_oss_read_on }}. Dashed: as much faster as dearer"
    ),
    alt=(
        "Five points that rise from left to right: CoreWeave at {{ coreweave_token_price }} and "
        "{{ coreweave_output_speed }}, "
        "Google Vertex, Groq, SambaNova, and Cerebras at {{ cerebras_token_price }} and "
        "{{ cerebras_output_speed }}. A dashed "
        "line through CoreWeave, along which speed grows as the price does, passes under all the others."
    ),
    caption=(
        "Measured by Artificial Analysis, middle values of three days; read in a private note that "
        "cites the page. The "
        "price mixes input that was sent before, new input and output as {{ blend_cached | words }} to "
        "{{ blend_input | words }} to {{ blend_output | words }}."
    ),
    height=400,
    phone_height=400,
)
def price_and_speed_points(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """What does speed cost?"""
    cheap = min(rows, key=lambda row: row["price"])
    low, high = 0.035, 0.9
    x = alt.X(
        "price:Q",
        scale=look.log(low, high),
        axis=look.axis("Price per million tokens", "money", values=[0.05, 0.1, 0.2, 0.4]),
    )
    y = alt.Y(
        "speed:Q",
        scale=look.log(40, 3000),
        axis=look.axis("Tokens per second", values=[100, 300, 1000, 3000], grid=True),
    )
    guide = [
        {"price": price, "speed": cheap["speed"] * price / cheap["price"]} for price in (cheap["price"], high)
    ]
    line = (
        alt.Chart(frame(guide))
        .mark_line(strokeDash=[5, 4], stroke=look.muted, strokeWidth=1.5)
        .encode(x=x, y=y)
    )
    colour = look.paint("service", accent=["Cerebras"], second=["CoreWeave"])
    points = (
        alt.Chart(frame(rows)).mark_point(filled=True, size=110, opacity=1).encode(x=x, y=y, color=colour)
    )
    labels = frame(rows, label=lambda row: f"{row['service']}, {look.say(row['price'], 'usd')}")
    words = points
    places = {
        "Google Vertex": look.text(align="right", dx=-10, dy=-4),
        "Cerebras": look.text(align="right", dx=-11),
        "CoreWeave": look.text(align="left", dx=10, dy=11),
    }
    for row in rows:
        own = alt.Chart(labels).transform_filter(f"datum.service=='{row['service']}'")
        options = places.get(row["service"], look.text(align="left", dx=10, dy=-7))
        words += own.mark_text(**options).encode(x=x, y=y, text=alt.Text("label:N"))
    return line + words


@figure(
    table="answer_parts",
    title="Most of the wait is for tokens that nobody sees",
    subtitle=(
        "Seconds until one answer of {{ token_answer }} is complete. Grey: until the first token; "
        "light: hidden reasoning; "
        "dark: the answer"
    ),
    alt=(
        "Five bars of three parts each. CoreWeave's reaches {{ coreweave_answer_time }}, nearly all of "
        "it hidden reasoning and then the "
        "answer. Google Vertex, Groq and SambaNova take between {{ sambanova_answer_time }} and "
        "{{ vertex_answer_time }}, Cerebras "
        "{{ cerebras_answer_time }}."
    ),
    caption=(
        "Parts computed from the first token, the speed and about {{ hidden_tokens | digits(2) }} of "
        "reasoning, which the "
        "published times of all five services imply."
    ),
    height=250,
    phone_height=290,
)
def answer_parts_bars(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """Where does the wait go?"""
    room = 50 if look.phone else 45
    x = alt.X(
        "start:Q", scale=alt.Scale(domain=[0, room]), axis=look.axis("Seconds", values=[0, 10, 20, 30, 40])
    )
    y = alt.Y("service:N", sort=None, axis=alt.Axis(title=None))
    fill = {
        "condition": [
            {"test": "datum.part=='answer'&&datum.service=='Cerebras'", "value": look.accent},
            {"test": "datum.part=='hidden reasoning'&&datum.service=='Cerebras'", "value": look.accent_soft},
            {"test": "datum.part=='answer'", "value": look.second},
            {"test": "datum.part=='hidden reasoning'", "value": look.second_soft},
        ],
        "value": look.grey,
    }
    bars = alt.Chart(frame(rows)).mark_bar(height=20).encode(x=x, x2=alt.X2("end:Q"), y=y, color=fill)
    last = [row for row in rows if row["part"] == "answer"]
    labels = frame(last, label=lambda row: look.say(row["end"], "seconds", decimals=1))
    words = (
        alt.Chart(labels)
        .mark_text(**look.text(align="left", dx=7))
        .encode(x=alt.X("end:Q"), y=y, text=alt.Text("label:N"))
    )
    return bars + words


@figure(
    table="hour_price_by_length",
    title="A waiting hour saved costs cents in long answers and dollars in short ones",
    subtitle=(
        "Premium of Cerebras over CoreWeave for each hour of waiting saved, against the tokens of an "
        "answer with its hidden reasoning, "
        "both logarithmic; prompt of {{ token_prompt }}"
    ),
    alt=(
        "A falling curve. For an answer of {{ answer_written | digits(2) }}, as in the snapshot, the "
        "hour costs {{ hour_price }}; for very "
        "long answers it tends to {{ long_hour_price }}; for short ones it rises to several dollars."
    ),
    height=340,
    phone_height=340,
)
def hour_price_by_length_curve(rows: list[dict[str, Any]], look: Look) -> alt.LayerChart:
    """What does an hour cost that nobody has to wait?"""
    curve = [row for row in rows if row["what"] == "curve"]
    snapshot = [row for row in rows if row["what"] != "curve"]
    x = alt.X(
        "written:Q",
        scale=look.log(50, 20000),
        axis=look.axis("Tokens written for one answer", values=[100, 1000, 10000]),
    )
    y = alt.Y(
        "hour_price:Q",
        scale=look.log(0.1, 10),
        axis=look.axis("Price of an hour saved", "money", values=[0.1, 1, 10], grid=True),
    )
    line = alt.Chart(frame(curve)).mark_line(strokeWidth=2.5, color=look.accent).encode(x=x, y=y)
    point = (
        alt.Chart(frame(snapshot))
        .mark_point(filled=True, size=90, color=look.accent, opacity=1)
        .encode(x=x, y=y)
    )
    labels = frame(snapshot, label=lambda row: f"{look.say(row['hour_price'], 'usd', 2)} in this test")
    words = (
        alt.Chart(labels)
        .mark_text(**look.text(align="left", dx=9, dy=-10))
        .encode(x=x, y=y, text=alt.Text("label:N"))
    )
    return line + point + words
