"""The picture of who splits prompts from answers, drawn by hand."""

from typing import Any

from ledger.figures import Drawing, Look, figure


@figure(
    table="the_split",
    title="Four pairs give reading and writing to two machines; three makers do both with one",
    subtitle=(
        "Announced in {{ aws_announced_on | year }}; right, the time in which the writing machine reads "
        "all its memory once"
    ),
    alt=(
        "Seven rows in order of date, each with a box for what reads the prompt and a box for what writes "
        "the answer. Two boxes joined by an arrow: Trainium and CS-3 of Amazon and Cerebras, Rubin and "
        "Groq 3 LPX of NVIDIA, GPUs and SN50 of Intel and SambaNova, Helios and a wafer of AMD and "
        "Cerebras. One box for both: Google's TPU 8i, Tenstorrent's Galaxy, OpenAI's Jalapeño. Where SRAM "
        "writes, memory is read in {{ wse3_memory_read_time | unit('us') }} to "
        "{{ groq3_lpx_memory_read_time | unit('us') }}; elsewhere in "
        "{{ openai_chip_read_time | unit('ms') }} to {{ galaxy_memory_read_time | unit('ms') }}."
    ),
    caption="Copper is a wafer, filled is SRAM. The GPUs of Intel and SambaNova may be anybody's.",
    height=420,
    phone_height=560,
)
def the_split_picture(rows: list[dict[str, Any]], look: Look) -> Drawing:
    """Who splits prompts from answers?"""
    size = look.size
    box = 30
    step = 78 if look.phone else 54
    left = 0 if look.phone else 190
    right = look.width - (62 if look.phone else 76)
    half = (right - left) / 2
    gap = 26 if look.phone else 34
    head = 26
    body = [
        _words(left + 2, 14, "reads the prompt", look, "muted"),
        _words(left + half + gap / 2 + 2, 14, "writes the answer", look, "muted"),
    ]
    for place, row in enumerate(rows):
        top = head + place * step
        line = top + (size + 6 if look.phone else 0)
        day = _day(row["announced"])
        if look.phone:
            body.append(_words(0, top + size, f"{day} · {row['who']}", look, "ink"))
        else:
            body.append(_words(0, line + 13, row["who"], look, "ink"))
            body.append(_words(0, line + 13 + size + 3, day, look, "muted"))
        split = row["reads"] != row["writes"]
        wafer = row["writes"] in ("CS-3", "wafer")
        fill = look.accent if wafer else look.grey if row["memory"] == "SRAM" else look.paper
        edge = look.accent if wafer else look.grey
        if split:
            body.append(_box(left, line, half - gap / 2, box, look.paper, look.grey))
            body.append(_centred(left + (half - gap / 2) / 2, line + box / 2, row["reads"], look, "ink"))
            start, end, middle = left + half - gap / 2 + 3, left + half + gap / 2 - 3, line + box / 2
            body.append(
                f'<path class="fig-ink-line" d="M{start:.1f} {middle:.1f}H{end:.1f}m-6 -4l6 4l-6 4" stroke-width="1.4" fill="none"/>'
            )
            at, width = left + half + gap / 2, half - gap / 2
        else:
            at, width = left, 2 * half
        body.append(_box(at, line, width, box, fill, edge))
        body.append(
            _centred(
                at + width / 2, line + box / 2, row["writes"], look, "paper" if fill != look.paper else "ink"
            )
        )
        body.append(
            _words(right + 8, line + box / 2 + size * 0.36, _time(row["read_once"], look), look, "ink")
        )
    return Drawing(
        look.width,
        head + len(rows) * step - (step - box - (size + 6 if look.phone else 0)) + 4,
        "".join(body),
    )


def _box(x: float, y: float, width: float, height: float, fill: str, edge: str) -> str:
    return (
        f'<rect x="{x + 0.75:.1f}" y="{y:.1f}" width="{width - 1.5:.1f}" height="{height}" fill="{fill}" stroke="{edge}" '
        'stroke-width="1.5"/>'
    )


def _words(x: float, y: float, words: str, look: Look, colour: str) -> str:
    return f'<text class="fig-{colour}" font-size="{look.size}" x="{x:.1f}" y="{y:.1f}">{words}</text>'


def _centred(x: float, y: float, words: str, look: Look, colour: str) -> str:
    down = y + look.size * 0.36
    return f'<text class="fig-{colour}" font-size="{look.size}" x="{x:.1f}" y="{down:.1f}" text-anchor="middle">{words}</text>'


def _time(milliseconds: float, look: Look) -> str:
    if milliseconds < 1:
        return look.say(milliseconds * 1000, "us", 2)
    return look.say(milliseconds, "ms", 2)


def _day(when: str) -> str:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec")
    _, month, day = when.split("-")
    return f"{int(day)} {months[int(month) - 1]}"
