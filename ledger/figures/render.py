"""From a figure function and its rows to two SVG drawings, one wide and one for a phone."""

from __future__ import annotations

import json
import re
import traceback
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ledger.cache import kept
from ledger.faults import Fault, nearest
from ledger.figures import memory, svg
from ledger.figures.engine import engine
from ledger.figures.look import Look
from ledger.figures.measure import faults
from ledger.figures.spec import Drawing, FigureSpec, Picture
from ledger.figures.theme import PADDING, PHONE, WIDE, config

Function = Callable[..., Any]
_COMPOSED = ("hconcat", "vconcat", "concat", "facet", "repeat")
_REMOTE = re.compile(r"(?:href|src)\s*=\s*[\"']([^#\"'][^\"']*)|url\(\s*[\"']?([^#\"')][^)\"']*)")
_FOREIGN = re.compile(r"<(?:style|script|foreignObject)\b|\sfont-family\s*=|@import", re.IGNORECASE)
_COUNTED = re.compile(r'"((?:view|param|concat|layer)_)(\d+)((?:_[a-z]+)?)"')


@dataclass(frozen=True)
class Plots:
    """A figure drawn: two inline SVGs whose colours are CSS variables, and the wide chart's spec."""

    wide: str
    phone: str
    chart: dict[str, Any] | None  # None for a Drawing


def draw(function: Function, picture: Picture, cache_folder: Path | None = None) -> Plots:
    """Draw a figure twice; Fault, naming file and line, if its function fails or its text is bad.

    A server gives a folder in which drawings are kept by the hash of code and rows; a strict build none.
    """
    if cache_folder is None:
        return _drawn(function, picture)
    place = memory.place(function, picture, cache_folder)
    if found := kept(place):
        return Plots(**found)
    plots = _drawn(function, picture)
    memory.keep(place, asdict(plots))
    return plots


def _drawn(function: Function, picture: Picture) -> Plots:
    spec: FigureSpec = function.figure  # type: ignore[attr-defined]
    looks = (Look(False, WIDE, spec.height), Look(True, PHONE, spec.phone_height))
    charts = [_call(function, spec, picture, look) for look in looks]
    drawn = []
    for look, chart in zip(looks, charts, strict=True):
        layout = "phone" if look.phone else "wide"
        if isinstance(chart, Drawing):
            try:
                tree = svg.wrap(chart.body, chart.width, chart.height)
            except ValueError as error:
                raise _fault(spec, str(error)) from None
        else:
            tree = svg.parse(_vega(chart))
            _set_width(tree, look.width)
            svg.tidy(tree)
        drawn.append(svg.finish(tree, spec.name, layout, picture.title, picture.alt))
        for wrong in faults(drawn[-1], layout, look.width)[:1]:
            raise _fault(spec, wrong)
    return Plots(drawn[0], drawn[1], None if isinstance(charts[0], Drawing) else charts[0])


def _call(function: Function, spec: FigureSpec, picture: Picture, look: Look) -> dict[str, Any] | Drawing:
    """What the function draws, as a complete Vega-Lite spec or a Drawing."""
    rows = [dict(row) for row in picture.rows]
    try:
        made = function(rows, look)
        if not isinstance(made, Drawing) and not hasattr(made, "to_dict"):
            raise _fault(spec, f"it returns {made!r:.60}: return a chart or a Drawing")
        # Altair checks each part as it is made; checking the whole again takes longer than drawing it.
        chart: dict[str, Any] | Drawing = made if isinstance(made, Drawing) else made.to_dict(validate=False)
    except Fault:
        raise
    except (Exception, SystemExit) as error:  # whatever a snippet raises: the place helps, not our stack
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == spec.file]
        raise _fault(spec, _reason(error, picture), frames[-1].lineno if frames else None) from error
    if isinstance(chart, Drawing):
        _check_here([one or other for one, other in _REMOTE.findall(chart.body)], spec)
        if foreign := _FOREIGN.search(chart.body):
            raise _fault(
                spec,
                f"'{foreign[0].strip()}' stands in it: a drawing has shapes and words, in the site's font",
            )
        return chart
    _check_here(_found(chart, "url"), spec)
    _check_columns(chart, spec)
    return _complete(_renumbered(chart), look)


def _reason(error: BaseException, picture: Picture) -> str:
    if isinstance(error, KeyError) and error.args and isinstance(error.args[0], str):
        name = error.args[0]
        return f"its rows have no column '{name}'{nearest(name, picture.columns)}"
    first = str(error).strip().splitlines()[0] if str(error).strip() else "no message"
    return f"drawing raised {type(error).__name__}: {first}"


def _fault(spec: FigureSpec, what: str, line: int | None = None) -> Fault:
    return Fault(f"figure '{spec.name}': {what}", spec.file, line or spec.line)


def _check_here(addresses: list[Any], spec: FigureSpec) -> None:
    """Refuse what lies elsewhere: it would be fetched, and no fact would stand for it."""
    for address in addresses:
        words = address if isinstance(address, str) else json.dumps(address)
        raise _fault(spec, f"it fetches '{words}': a figure draws the rows of its table, and nothing else")


def _check_columns(chart: dict[str, Any], spec: FigureSpec) -> None:
    """Vega draws nothing, silently, for a column that is not there: refuse it here."""
    columns: set[str] = set()
    for values in _found(chart, "values"):
        if isinstance(values, list):
            columns.update(key for row in values if isinstance(row, dict) for key in row)
    for rows in chart.get("datasets", {}).values():
        columns.update(key for row in rows if isinstance(row, dict) for key in row)
    for made in _found(chart, "as"):
        columns.update([made] if isinstance(made, str) else made if isinstance(made, list) else [])
    if any(True for _ in _found(chart, "transform")) and any(
        key in ("pivot", "fold") for key in _keys(chart)
    ):
        return  # columns named by cells
    for channel in _found(chart, "encoding"):
        for encoded in channel.values():
            field = encoded.get("field") if isinstance(encoded, dict) else None
            if isinstance(field, str) and not columns:
                raise _fault(spec, f"it draws '{field}' of no data: give the chart frame(rows)")
            if isinstance(field, str) and field not in columns and "[" not in field:
                raise _fault(spec, f"its data have no column '{field}'{nearest(field, columns)}")


def _found(node: Any, key: str) -> list[Any]:
    """Every value under `key`, anywhere in the spec."""
    if isinstance(node, list):
        return [value for part in node for value in _found(part, key)]
    if not isinstance(node, dict):
        return []
    here = [node[key]] if key in node else []
    return here + [value for part in node.values() for value in _found(part, key)]


def _keys(node: Any) -> set[str]:
    if isinstance(node, list):
        return set().union(*(_keys(part) for part in node)) if node else set()
    return set(node).union(*(_keys(part) for part in node.values())) if isinstance(node, dict) else set()


def _renumbered(chart: dict[str, Any]) -> dict[str, Any]:
    """The chart with Altair's automatic names counted from one: Altair counts on from chart to chart."""
    numbers: dict[str, int] = {}

    def new(match: re.Match[str]) -> str:
        number = numbers.setdefault(match[1] + match[2], len(numbers) + 1)
        return f'"{match[1]}{number}{match[3]}"'

    made: dict[str, Any] = json.loads(_COUNTED.sub(new, json.dumps(chart)))
    return made


def _complete(chart: dict[str, Any], look: Look) -> dict[str, Any]:
    """The chart with our configuration, and laid out so that the whole drawing has the width of the look."""
    own = chart.pop("config", {})
    own.pop("view", None) if own.get("view", {}).keys() <= {"continuousWidth", "continuousHeight"} else None
    chart["config"] = _merged(config(look.phone), own)
    for channel in [one for encoding in _found(chart, "encoding") for one in encoding.values()]:
        if isinstance(channel, dict) and channel.get("type") == "temporal":
            channel["scale"] = {"type": "utc"} | (channel.get("scale") or {})  # not the machine's time zone
    for view in _views(chart):
        _value_axis(view, line="facet" not in chart and not _faceted(view))
    chart.setdefault("background", "transparent")
    chart.setdefault("padding", PADDING)
    if _composed(chart):
        return _scaled_to(chart, look.width)
    chart["width"] = look.width
    fit = "fit-x" if "height" in chart else "fit"
    chart.setdefault("height", look.height)
    chart["autosize"] = {"type": fit, "contains": "padding"}
    return chart


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    made = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(made.get(key), dict)
        made[key] = _merged(made[key], value) if both else value
    return made


def _value_axis(view: dict[str, Any], line: bool) -> None:
    """Give a view its grid on the axis of values: across for lines, down for bars that lie.

    The `line` under a horizontal axis is left out in facets, where it would stand two px below the zero.
    """
    encodings = _found(view, "encoding")
    lying = any(
        encoding["y"].get("type") in ("nominal", "ordinal")
        for encoding in encodings
        if isinstance(encoding.get("y"), dict)
    )
    for encoding in encodings:
        x = encoding.get("x")
        if isinstance(x, dict) and x.get("type") == "quantitative" and x.get("axis", {}) is not None:
            x["axis"] = {"grid": lying, "domain": line and not lying} | x.get("axis", {})


def _composed(chart: dict[str, Any]) -> bool:
    """Whether the chart is several side by side, which Vega-Lite cannot fit into a width by itself."""
    return any(key in chart for key in _COMPOSED) or _faceted(chart)


def _faceted(view: dict[str, Any]) -> bool:
    """Whether an encoding splits the view into several."""
    return any(key in encoding for encoding in _found(view, "encoding") for key in ("row", "column", "facet"))


def _views(chart: dict[str, Any]) -> list[dict[str, Any]]:
    """The single views of a composed chart, whose widths are ours to set."""
    for key in ("hconcat", "vconcat", "concat"):
        if key in chart:
            return [view for part in chart[key] for view in _views(part)]
    return _views(chart["spec"]) if "spec" in chart else [chart]


def _scaled_to(chart: dict[str, Any], width: int) -> dict[str, Any]:
    """The composed chart with its views' widths scaled until the drawing is as wide as asked."""
    views = _views(chart)
    for view in views:
        view.setdefault("width", 200)
    first = [float(view["width"]) for view in views]

    def drawn(scale: float) -> float:
        for view, own in zip(views, first, strict=True):
            view["width"] = round(own * scale, 2)
        return float(svg.parse(_vega(chart)).get("width", "0"))

    # The width of the whole grows evenly with that of the views: two tries give the line, a third the answer.
    one, other = drawn(1), drawn(1.5)
    drawn(max(1 + (width - 0.6 - one) * 0.5 / (other - one), 0.1))
    return chart


def _set_width(tree: ET.Element, width: int) -> None:
    """Make the box exactly as wide as asked (composed charts may be a pixel off)."""
    _, _, _, height = (tree.get("viewBox") or "").split()
    tree.set("viewBox", f"0 0 {width} {height}")


def _vega(chart: dict[str, Any]) -> str:
    """The SVG of a spec."""
    return _rendered(json.dumps(chart, ensure_ascii=False))


@cache
def _rendered(chart: str) -> str:
    made: str = engine().vegalite_to_svg(json.loads(chart))
    return made
