"""What a figure function is told about the layout it draws, and the few helpers that several figures need."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ledger import text, units
from ledger.figures.theme import text_size

if TYPE_CHECKING:
    import altair as alt

SOLID = ("filed", "measured")
OUTLINED = ("maker",)
# Vega expressions of a tick's label; @ stands for its value.
_NUMBER = (
    "abs(@)>=1e12?format(@/1e12,',.4~g')+' trillion':abs(@)>=1e9?format(@/1e9,',.4~g')+' billion':"
    "abs(@)>=1e6?format(@/1e6,',.4~g')+' million':abs(@)>=1e-4||@==0?format(@,',.12~r'):format(@,'.0e')"
)
_RAISED = "['⁰','¹','²','³','⁴','⁵','⁶','⁷','⁸','⁹']"
_POWER = "round(log(@)/LN10)"
_LABELS = {
    "number": _NUMBER,
    "percent": "format(100*@,',.6~r')+' %'",
    "times": "format(@,',.6~r')+'×'",
    "money": "(@<0?'−':'')+'$'+(" + _NUMBER.replace("@", "abs(@)") + ")",
    "year": "format(@,'d')",
    "powers": (
        f"{_POWER}==0?'1':{_POWER}==1?'10':'10'+({_POWER}<0?'⁻':'')+(abs({_POWER})>9?{_RAISED}[floor(abs({_POWER})/10)]:'')+"
        f"{_RAISED}[abs({_POWER})%10]"
    ),
}


@dataclass(frozen=True)
class Look:
    """One of the two layouts. `width` and `height` are those of the whole drawing in px, axes included.

    Colours are CSS variables, so that one drawing serves light and dark. Copper (`accent`) means the wafer,
    blue (`second`) what it is held against, `grey` all else; `*_soft` are for areas and bands. They cannot be
    interpolated: for a scale of shades vary the opacity.
    """

    phone: bool
    width: int
    height: int

    ink: ClassVar[str] = "var(--fig-ink)"
    muted: ClassVar[str] = "var(--fig-muted)"
    grid: ClassVar[str] = "var(--fig-grid)"
    paper: ClassVar[str] = "var(--fig-paper)"
    grey: ClassVar[str] = "var(--fig-grey)"
    grey_soft: ClassVar[str] = "var(--fig-grey-soft)"
    accent: ClassVar[str] = "var(--fig-accent)"
    accent_soft: ClassVar[str] = "var(--fig-accent-soft)"
    second: ClassVar[str] = "var(--fig-second)"
    second_soft: ClassVar[str] = "var(--fig-second-soft)"
    hatch: ClassVar[str] = "url(#hatch-grey)"
    hatch_accent: ClassVar[str] = "url(#hatch-accent)"
    hatch_second: ClassVar[str] = "url(#hatch-second)"

    @property
    def size(self) -> int:
        """Size of labels in px: 13, on a phone 12. Nothing may be under 11."""
        return text_size(self.phone)

    def say(self, value: float, unit: str = "count", digits: int = 3, decimals: int | None = None) -> str:
        """A number as the pages print it, in a unit of `ledger.units`: `look.say(row["area"], "mm2")`."""
        known = units.UNITS[unit]
        base = {"percent": "share", "usd_million": "usd", "usd_billion": "usd"}.get(unit, unit)
        return text.say(value * units.factor(unit, base), known.symbol, known.style, digits, decimals)

    def text(self, **options: Any) -> dict[str, Any]:
        """Options of `mark_text` for a label beside a mark: `mark_text(**look.text(align="left", dx=6))`.

        A rim of paper keeps lines from crossing it; with `halo=False` it has none.
        """
        rim = {} if not options.pop("halo", True) else {"stroke": self.paper, "strokeWidth": 3}
        return {"fontSize": self.size, "fill": self.ink, "baseline": "middle", **rim, **options}

    def axis(self, title: str = "", labels: str = "number", **options: Any) -> alt.Axis:
        """An axis with its title (what and in which unit); `labels` is number, percent (of a share), money,
        times, year or powers (of ten). Options are Altair's: `values=[…]`, `tickCount=3`, `grid=True` …
        """
        import altair as alt

        if labels not in _LABELS:
            raise ValueError(f"axis labels are one of {', '.join(_LABELS)}, not '{labels}'")
        if "values" in options:
            options.setdefault("tickCount", len(options["values"]))  # a smaller count would thin them
            options.setdefault("labelOverlap", False)  # so would labels that come near each other
        return alt.Axis(title=title or None, labelExpr=_LABELS[labels].replace("@", "datum.value"), **options)

    def log(self, low: float, high: float) -> alt.Scale:
        """A logarithmic scale from `low` to `high`."""
        import altair as alt

        return alt.Scale(type="log", domain=[low, high], nice=False)

    def powers(self, low: float, high: float, step: int = 1) -> list[float]:
        """Powers of ten within the range, every `step`-th: ticks of a logarithmic axis."""
        first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
        return [float(10**n) if n >= 0 else 10.0**n for n in range(first, last + 1, step)]

    def paint(
        self, column: str, accent: Sequence[str] = (), second: Sequence[str] = (), other: str | None = None
    ) -> alt.ColorValue:
        """A colour by name: `color=look.paint("chip", accent=["WSE-3"], second=["H100"])`, all else grey."""
        import altair as alt

        return alt.ColorValue(other or self.grey, condition=self._by_name(column, accent, second))

    def _by_name(self, column: str, accent: Sequence[str], second: Sequence[str]) -> list[dict[str, Any]]:
        return [
            {"test": _among(column, names), "value": colour}
            for names, colour in ((accent, self.accent), (second, self.second))
            if names
        ]

    def forms(
        self,
        evidence: str = "evidence",
        column: str = "",
        accent: Sequence[str] = (),
        second: Sequence[str] = (),
        points: bool = False,
    ) -> dict[str, Any]:
        """Encodings that show by form how sure a number is, from a column of evidence.

        Solid: filed or measured; outlined: the maker claims it; hatched: others estimate or we assume it.
        Bars: `mark_bar().encode(…, **look.forms(column="chip", accent=["WSE-3"]))`; for `mark_point` say
        `points=True` and get discs, rings and diamonds.
        """
        colours = [("accent", accent), ("second", second), ("grey", ())]
        fills: list[dict[str, Any]] = []
        for name, members in colours:
            own = _among(column, members) if members else ("true" if name == "grey" else "")
            if not own:
                continue
            hatch = self.paper if points else f"url(#hatch-{name})"
            fills.append({"test": f"{own}&&{_among(evidence, SOLID)}", "value": f"var(--fig-{name})"})
            fills.append({"test": f"{own}&&{_among(evidence, OUTLINED)}", "value": self.paper})
            fills.append({"test": own, "value": hatch})
        import altair as alt

        made: dict[str, Any] = {
            "fill": alt.FillValue(self.grey, condition=fills),
            "stroke": alt.StrokeValue(self.grey, condition=self._by_name(column, accent, second)),
            "strokeWidth": alt.StrokeWidthValue(1.5),
        }
        if points:
            sure = f"{_among(evidence, SOLID)}||{_among(evidence, OUTLINED)}"
            made["shape"] = alt.ShapeValue("diamond", condition=[{"test": sure, "value": "circle"}])
        return made

    def dashes(self, evidence: str = "evidence") -> Any:
        """For lines: `strokeDash=look.dashes()` is solid for what was filed or measured, else dashed."""
        import altair as alt

        return alt.StrokeDashValue([6, 4], condition=[{"test": _among(evidence, SOLID), "value": [1, 0]}])

    def spread(
        self,
        ends: Mapping[str, float],
        low: float,
        high: float,
        log: bool = False,
        gap: float = 0,
        plot: float = 0,
    ) -> dict[str, float]:
        """Where to put labels beside line ends so that none covers another: label -> value on the same axis.

        `ends` are the ends of the lines, `low` and `high` the axis, `gap` the px between labels (if 0 a line
        of text), `plot` the px from `low` to `high` (if 0 what is usual).
        """
        room = plot or self.height - 56
        span = (math.log(high / low) if log else high - low) / room
        pixels = {name: (math.log(end / low) if log else end - low) / span for name, end in ends.items()}
        return {
            name: low * math.exp(at * span) if log else low + at * span
            for name, at in spread(pixels, gap or self.size + 3, room).items()
        }


def spread(places: Mapping[str, float], gap: float, room: float) -> dict[str, float]:
    """Places on a line from 0 to `room`, moved as little as need be until neighbours are `gap` apart."""
    names = sorted(places, key=lambda name: (places[name], name))
    blocks: list[list[float]] = []  # centre and number of labels of each run that touches
    for name in names:
        blocks.append([min(max(places[name], 0), room), 1])
        while len(blocks) > 1 and blocks[-1][0] - blocks[-2][0] < gap * (blocks[-1][1] + blocks[-2][1]) / 2:
            (upper, more), (lower, many) = blocks.pop(), blocks.pop()
            centre = (lower * many + upper * more) / (many + more)
            half = gap * (many + more - 1) / 2
            blocks.append([min(max(centre, half), max(room - half, half)), many + more])
    found = [
        centre + gap * (place - (number - 1) / 2) for centre, number in blocks for place in range(int(number))
    ]
    return dict(zip(names, found, strict=True))


def _among(column: str, names: Sequence[str]) -> str:
    """A Vega test: the cell of the column is one of the names."""
    quoted = ",".join("'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'" for name in names)
    return f"indexof([{quoted}],datum['{column}'])>=0"
