"""Figure of the page on software."""

from typing import Any

import altair as alt

from ledger.figures import Look, figure, frame


@figure(
    table="stack_spans",
    title="CUDA came in {{ cuda_introduced_on | year }}; public code for the wafer began in {{ csl_first_commit_on | year }}",
    subtitle="From the first to the last commit in the copy of each public repository; CUDA has none",
    alt=(
        "Ten horizontal bars by date of birth. CUDA begins {{ cuda_introduced_on }} and goes on, ROCm "
        "{{ rocm_first_commit_on }}, Megatron-LM {{ megatron_first_commit_on }}, Neuron "
        "{{ neuron_first_commit_on }}. The repositories of Cerebras, Groq, SambaNova and Tenstorrent begin "
        "between {{ csl_first_commit_on | year }} and {{ tt_forge_first_commit_on | year }}; Groq's and "
        "SambaNova's end in {{ groqflow_last_commit_on | year }} and {{ sambaflow_last_commit_on | year }}."
    ),
    caption=(
        "Counted in the repositories' histories. A bar ends where our copy or the public work ends. CUDA: day of "
        "its introduction, open end. A repository may be younger than the software in it."
    ),
    height=390,
    phone_height=400,
)
def stack_spans_bars(rows: list[dict[str, Any]], look: Look) -> Any:
    """How old is each maker's software?"""

    def when(day: str) -> float:
        return int(day[:4]) + (int(day[5:7]) - 1) / 12 + (int(day[8:10]) - 1) / 365

    end = 2027.0
    bars = [
        row
        | {
            "start": when(row["first"]),
            "stop": when(row["last"]) if row["last"] else end,
            "name": row["stack"].replace(" tutorials", "")
            if look.phone
            else f"{row['stack']}, {row['maker']}".replace("SambaNova tutorials, ", "Tutorials, "),
        }
        for row in rows
    ]
    x = alt.X(
        "start:Q",
        scale=alt.Scale(domain=[2006, end], nice=False),
        axis=look.axis("", "year", values=[2010, 2015, 2020, 2025], grid=True),
    )
    y = alt.Y("name:N", sort=[row["name"] for row in bars], axis=alt.Axis(title=None))
    paint = look.paint("maker", accent=["Cerebras"], second=["NVIDIA"])
    data = frame(bars, label=lambda row: row["first"][:4])
    drawn = alt.Chart(data).mark_bar(height=16).encode(x=x, x2=alt.X2("stop:Q"), y=y, color=paint)
    late = alt.Chart(data).transform_filter("datum.start>2007.5")
    early = alt.Chart(data).transform_filter("datum.start<=2007.5")
    years = late.mark_text(**look.text(align="right", dx=-7)).encode(x=x, y=y, text=alt.Text("label:N"))
    first = early.mark_text(**look.text(align="left", dx=7, fill=look.paper, halo=False))
    return drawn + years + first.encode(x=x, y=y, text=alt.Text("label:N"))
