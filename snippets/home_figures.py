"""The front page's picture, drawn by hand from the widths and heights of its table."""

from math import sqrt
from typing import Any

from ledger.figures import Drawing, Look, figure


@figure(
    table="wafer_sizes",
    title="The WSE-3 takes {{ wse3_die_area }} of a wafer, one H100 die {{ h100_die_area }}",
    subtitle="A wafer {{ wafer_diameter }} across, the chip cut from it and one GPU die, to scale",
    alt=(
        "A circle, the wafer, {{ wafer_diameter }} across. One square chip with clipped corners fills most "
        "of it: the WSE-3, {{ wse_side }} wide, ruled into the fields that were exposed one by one, "
        "{{ wse_die_columns }} across and {{ wse_die_rows }} down. In its corner, to the same scale, lies "
        "one H100 die of {{ h100_die_area }}: a small square, about as large as one field."
    ),
    height=680,
    phone_height=358,
)
def wafer_to_scale(rows: list[dict[str, Any]], look: Look) -> Drawing:
    """How large is a chip made of a whole wafer?"""
    wafer, chip, field, die = rows
    middle = look.width / 2
    radius = middle - 2
    unit = 2 * radius / wafer["width"]  # px for each mm
    half = unit * chip["width"] / 2
    low, high = middle - half, middle + half
    reach = sqrt(radius**2 - half**2)  # where the rim clips the square's corners
    near, far = middle - reach, middle + reach
    arc = f"A{radius:.1f} {radius:.1f} 0 0 1"
    outline = (
        f"M{near:.1f} {low:.1f}H{far:.1f}{arc} {high:.1f} {near:.1f}V{far:.1f}{arc} {far:.1f} {high:.1f}"
        f"H{near:.1f}{arc} {low:.1f} {far:.1f}V{near:.1f}{arc} {near:.1f} {low:.1f}z"
    )
    ruled = "".join(
        f"M{low + step * unit * field['width']:.1f} {low:.1f}V{high:.1f}"
        for step in range(1, round(chip["width"] / field["width"]))
    ) + "".join(
        f"M{low:.1f} {low + step * unit * field['height']:.1f}H{high:.1f}"
        for step in range(1, round(chip["height"] / field["height"]))
    )
    side = unit * die["width"]
    margin = unit * 8  # between the chip's edges and what lies on it: a matter of looks
    corner = high - margin - side
    size = look.size if look.phone else look.size + 3

    def label(words: str, x: float, y: float, anchor: str = "start") -> str:
        """Words on the copper, with a rim of copper so that the ruling does not cross them."""
        return (
            f'<text class="fig-paper" stroke="{look.accent}" stroke-width="5" stroke-linejoin="round" '
            f'paint-order="stroke" font-size="{size}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">'
            f"{words}</text>"
        )

    above = (low - radius + middle) / 2 + look.size / 3
    body = [
        f'<circle class="fig-ink-line" cx="{middle}" cy="{middle}" r="{radius}" stroke-width="1.5"/>',
        f'<path class="fig-accent" d="{outline}"/>',
        f'<path class="fig-paper-line" d="{ruled}" stroke-width=".75" opacity=".28"/>',
        f'<rect class="fig-ink" x="{corner:.1f}" y="{corner:.1f}" width="{side:.1f}" height="{side:.1f}"/>',
        label("one H100 die", corner - 8, corner + side - 3, "end"),
        label(f"WSE-3, {look.say(chip['width'], 'mm')} wide", low + margin, low + margin + size * 0.8),
        f'<text class="fig-ink" font-size="{size}" x="{middle}" y="{above:.1f}" text-anchor="middle">'
        f"wafer, {look.say(wafer['width'], 'mm')} across</text>",
    ]
    return Drawing(look.width, look.width, "".join(body))
