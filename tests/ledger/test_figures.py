"""Two drawings of each figure: their width, their text, their bytes, their names, and what is refused."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.faults import Fault
from ledger.figures import Drawing, Look, figure, frame, markup, memory, render
from ledger.figures.look import spread
from ledger.figures.measure import balanced, faults, text_width, wrapped
from ledger.figures.theme import DARK, LIGHT, SWITCH
from tests.ledger.figure_samples import FIGURES, decay, drawn, pair, picture, points, selected, speeds

SVG = "{http://www.w3.org/2000/svg}"
CSS = Path(__file__).parents[2] / "theme" / "assets" / "site.css"


def layouts(function: Any) -> list[tuple[str, int, ET.Element]]:
    """Name, width and tree of both drawings of a figure."""
    plots = render.draw(function, picture(function))
    return [("wide", 680, ET.fromstring(plots.wide)), ("phone", 358, ET.fromstring(plots.phone))]


@pytest.mark.parametrize("function", FIGURES)
def test_drawings_are_as_wide_as_their_layout(function: Any) -> None:
    for _, width, tree in layouts(function):
        box = [float(part) for part in tree.attrib["viewBox"].split()]
        assert box[:3] == [0, 0, width] and (tree.get("width"), tree.get("height")) == (
            f"{width}",
            f"{box[3]:g}",
        )


@pytest.mark.parametrize(
    "function", [function for function in FIGURES if function not in (pair, selected, drawn)]
)
def test_drawings_are_as_high_as_asked(function: Any) -> None:
    if function.__name__ == "multiples":  # facets have the heights that their author gives
        return
    heights = [tree.get("height") for _, _, tree in layouts(function)]
    assert heights == [f"{function.figure.height}", f"{function.figure.phone_height}"]


@pytest.mark.parametrize("function", FIGURES)
def test_no_text_is_small_or_cut_or_covered(function: Any) -> None:
    for layout, width, tree in layouts(function):
        assert faults(ET.tostring(tree, encoding="unicode"), layout, width) == []
        sizes = [float(text.get("font-size", tree.get("font-size", ""))) for text in tree.iter(f"{SVG}text")]
        assert sizes and min(sizes) >= 11


def test_bytes_do_not_depend_on_what_was_drawn_before() -> None:
    def all_of_them(functions: Any) -> dict[str, render.Plots]:
        render._rendered.cache_clear()
        return {function.__name__: render.draw(function, picture(function)) for function in functions}

    assert all_of_them(FIGURES) == all_of_them(reversed(FIGURES))


def test_names_within_a_page_are_unique_and_lead_somewhere() -> None:
    texts = [text for function in FIGURES for text in _both(function)]
    ids = [found for text in texts for found in re.findall(r' id="([^"]*)"', text)]
    assert len(ids) == len(set(ids))
    for text in texts:
        own = set(re.findall(r' id="([^"]*)"', text))
        wanted = re.findall(r"url\(#([^)]*)\)|href=\"#([^\"]*)\"", text)
        assert {one or other for one, other in wanted} <= own
    assert "clip-path" in _both(decay)[0] and "speeds-wide-hatch-grey" in _both(speeds)[0]


def _both(function: Any) -> tuple[str, str]:
    plots = render.draw(function, picture(function))
    return plots.wide, plots.phone


@pytest.mark.parametrize("function", FIGURES)
def test_drawings_speak(function: Any) -> None:
    for layout, _, tree in layouts(function):
        name = function.__name__
        assert tree.get("role") == "img" and tree.get("class") == f"fig__{layout}"
        assert tree.get("aria-labelledby") == f"{name}-{layout}-title {name}-{layout}-desc"
        assert [child.text for child in list(tree)[:2]] == [function.figure.title, function.figure.alt]
        loud = [
            key for part in list(tree.iter())[1:] for key in part.attrib if key == "role" or "aria" in key
        ]
        assert loud == []


@pytest.mark.parametrize("function", FIGURES)
def test_every_colour_is_a_variable(function: Any) -> None:
    for text in _both(function):
        colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', text))
        assert {colour for colour in colours if not colour.startswith(("var(--fig-", "url(#"))} <= {
            "none",
            "transparent",
        }


def test_drawings_are_small() -> None:
    brotli = pytest.importorskip("brotli")
    weights = {
        text[:60]: len(brotli.compress(text.encode())) for function in FIGURES for text in _both(function)
    }
    assert max(weights.values()) < 3000, weights


def test_a_server_may_keep_drawings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render.draw(speeds, picture(speeds), tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    monkeypatch.setattr(render, "_drawn", lambda function, picture: pytest.fail("drawn again"))
    assert render.draw(speeds, picture(speeds), tmp_path) == first


def test_a_kept_drawing_is_not_used_for_other_rows_texts_or_code(tmp_path: Path) -> None:
    def at(**over: Any) -> Path:
        return memory.place(speeds, picture(speeds, **over), tmp_path)

    other = [row | {"speed": row["speed"] * 1.01} for row in picture(speeds).rows]
    assert (
        len(
            {
                at(),
                at(rows=other),
                at(title="Other"),
                at(alt="Other"),
                memory.place(points, picture(speeds), tmp_path),
            }
        )
        == 5
    )
    assert [file.name for file in memory.sources(speeds)] == ["figure_samples.py"]
    assert at() == at()


def refused(function: Any, rows: list[dict[str, Any]], message: str) -> None:
    marked = figure(table="t", title="T", alt="A")(function)
    with pytest.raises(Fault, match=message) as caught:
        render.draw(marked, picture(speeds, name=marked.__name__, rows=rows))
    assert f"{Path(__file__)}:" in str(caught.value) and f"'{marked.__name__}'" in str(caught.value)


ROWS = [{"chip": "One", "speed": 2.0}, {"chip": "Two", "speed": 2.05}]


def test_a_missing_column_is_refused_with_the_nearest() -> None:
    def misspelt(rows: Any, look: Look) -> Any:
        return alt.Chart(frame(rows)).mark_bar().encode(x="sped:Q", y="chip:N")

    def asking(rows: Any, look: Look) -> Any:
        return frame([{"value": row["sped"]} for row in rows])

    refused(misspelt, ROWS, r"no column 'sped'; did you mean 'speed'\?")
    refused(asking, ROWS, r"no column 'sped'; did you mean 'speed'\?")


def test_what_lies_elsewhere_is_refused() -> None:
    """Remote data would be fetched as the site is built, and would be no fact of ours."""
    there = "https://orchard.example/trees.csv"

    def remote(rows: Any, look: Look) -> Any:
        return alt.Chart(alt.Data(url=there)).mark_bar().encode(x="speed:Q", y="chip:N")

    def layered(rows: Any, look: Look) -> Any:
        return alt.Chart(frame(rows)).mark_bar().encode(x="speed:Q") + alt.Chart(
            alt.UrlData(url=there)
        ).mark_point().encode(x="speed:Q")

    def looked_up(rows: Any, look: Look) -> Any:
        found = alt.LookupData(alt.UrlData(url=there), key="chip", fields=["price"])
        return (
            alt.Chart(frame(rows))
            .mark_bar()
            .transform_lookup("chip", from_=found)
            .encode(x="price:Q", y="chip:N")
        )

    def pictured(rows: Any, look: Look) -> Any:
        return alt.Chart(frame(rows)).mark_image(url=there).encode(x="speed:Q", y="chip:N")

    def drawn(rows: Any, look: Look) -> Any:
        return Drawing(look.width, 50, f'<image href="{there}" x="9" y="9" width="9" height="9"/>')

    for function in (remote, layered, looked_up, pictured, drawn):
        refused(
            function, ROWS, f"it fetches '{there}': a figure draws the rows of its table, and nothing else"
        )


def test_a_drawing_brings_nothing_of_its_own() -> None:
    for body, found in (
        ('<style>@import "x.css";</style>', "<style"),
        ("<script>alert(1)</script>", "<script"),
        ("<foreignObject><p>46</p></foreignObject>", "<foreignObject"),
        ('<text x="9" y="20" font-size="14" font-family="Fancy">46</text>', "font-family="),
    ):

        def drawn(rows: Any, look: Look, body: str = body) -> Any:
            return Drawing(look.width, 50, body)

        refused(drawn, ROWS, f"'{found}' stands in it")


def test_what_is_no_chart_or_has_no_data_is_refused() -> None:
    def nothing(rows: Any, look: Look) -> Any:
        return None

    def empty(rows: Any, look: Look) -> Any:
        return alt.Chart().mark_bar().encode(x="speed:Q")

    refused(nothing, ROWS, "it returns None: return a chart or a Drawing")
    refused(empty, ROWS, "it draws 'speed' of no data")


def test_an_error_names_the_line_in_the_snippet() -> None:
    def dividing(rows: Any, look: Look) -> Any:
        return alt.Chart(frame(rows, ratio=lambda row: row["speed"] / 0)).mark_bar()

    line = dividing.__code__.co_firstlineno + 1
    refused(dividing, ROWS, rf"py:{line}: figure 'dividing': drawing raised ZeroDivisionError: ")


def test_what_is_not_finite_is_refused() -> None:
    with pytest.raises(ValueError, match="'speed' holds nan"):
        frame([{"speed": float("nan")}])


def test_bad_text_is_refused() -> None:
    def crowded(rows: Any, look: Look) -> Any:
        return alt.Chart(frame(rows)).mark_text(**look.text()).encode(x="speed:Q", text="chip:N")

    def tiny(rows: Any, look: Look) -> Any:
        return Drawing(look.width, 50, '<text x="9" y="20" font-size="9">Small</text>')

    def scaled(rows: Any, look: Look) -> Any:
        return Drawing(2 * look.width, 50, '<text x="9" y="30">Halved</text>')

    def outside(rows: Any, look: Look) -> Any:
        return Drawing(look.width, 50, f'<text x="{look.width - 9}" y="20">Long words</text>')

    def broken(rows: Any, look: Look) -> Any:
        return Drawing(look.width, 50, "<rect>")

    refused(crowded, ROWS, "'One' and 'Two' lie over each other in the wide layout")
    refused(tiny, ROWS, "'Small' is 9.0 px")
    refused(scaled, ROWS, "'Halved' is 6.5 px")
    refused(outside, ROWS, "'Long words' runs out of the wide layout at the right")
    refused(broken, ROWS, "not well-formed")


def test_turned_and_broken_lines_are_measured() -> None:
    turned = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">{}</svg>'
    upright = (
        '<text transform="translate(100,100) rotate(-90)">Upright</text><text x="110" y="80">Beside</text>'
    )
    assert faults(turned.format(upright), "phone", 200) == []
    lines = '<text x="10" y="20">One<tspan x="10" dy="16">Two</tspan></text><text x="10" y="36">Over</text>'
    assert faults(turned.format(lines), "phone", 200) == [
        "'Two' and 'Over' lie over each other in the phone layout"
    ]


def test_axis_labels_read_like_the_pages() -> None:
    def labels(kind: str, values: list[float], log: bool = False) -> list[str]:
        low, high = min(values), max(values)
        scale = alt.Scale(domain=[low, high], type="log" if log else "linear", nice=False)
        look = Look(False, 680, 200)

        def axis(rows: Any, look: Look) -> Any:
            return (
                alt.Chart(frame(rows))
                .mark_point()
                .encode(x=alt.X("v:Q", scale=scale, axis=look.axis("", kind, values=values)))
            )

        marked = figure(table="t", title="T", alt="A")(axis)
        chart = render._call(marked, marked.figure, picture(speeds, rows=[{"v": low}]), look)
        assert isinstance(chart, dict)
        return re.findall(r">([^<>]+)</text>", render._vega(chart))

    assert labels("number", [0, 900000, 2.5e6]) == ["0", "900,000", "2.5 million"]
    assert labels("money", [-4e8, 0, 2.46e10]) == ["−$400 million", "$0", "$24.6 billion"]
    assert labels("percent", [0, 0.005, 1]) == ["0 %", "0.5 %", "100 %"]
    assert labels("times", [1, 57]) == ["1×", "57×"]
    assert labels("year", [2016, 2026]) == ["2016", "2026"]
    assert labels("powers", [1e-21, 1e-3, 1, 1e12], log=True) == ["10⁻²¹", "10⁻³", "1", "10¹²"]
    assert labels("number", [0.001, 1, 1e5], log=True) == ["0.001", "1", "100,000"]


def test_labels_say_numbers_as_pages_do() -> None:
    look = Look(True, 358, 300)
    assert look.say(46225, "mm2", 5) == "46,225\u00a0mm²"
    assert look.say(24.6, "usd_billion") == "$24.6\u00a0billion"
    assert look.say(62, "percent") == look.say(0.62, "share")
    assert look.powers(0.01, 1000, 2) == [0.01, 1.0, 100.0]
    with pytest.raises(ValueError, match="not 'dollars'"):
        look.axis("Sales", "dollars")


@given(st.dictionaries(st.text(max_size=3), st.floats(-50, 350), max_size=9), st.floats(5, 20))
def test_labels_are_spread_in_order_and_apart(places: dict[str, float], gap: float) -> None:
    found = spread(places, gap, 300)
    ordered = sorted(places, key=lambda name: (places[name], name))
    steps = [found[upper] - found[lower] for lower, upper in pairwise(ordered)]
    assert all(step >= gap - 1e-6 for step in steps)
    assert all(-1e-6 <= place <= 300 + 1e-6 for place in found.values())


def test_labels_with_room_stay_where_they_are() -> None:
    look = Look(False, 680, 380)
    ends = {"a": 0.9, "b": 0.5, "c": 0.01}
    assert look.spread(ends, 0, 1) == pytest.approx(ends)


def test_raised_digits_are_digits_raised() -> None:
    def powers(rows: Any, look: Look) -> Any:
        return Drawing(look.width, 50, '<text x="9" y="30">one in 10⁻²⁰ of mm²</text>')

    text = render.draw(figure(table="t", title="T", alt="A")(powers), picture(speeds)).wide
    assert '10<tspan dy="-4" font-size="12">−20</tspan><tspan dy="4"> of mm²</tspan></text>' in text


def test_lines_wrap() -> None:
    assert wrapped("one two three of it", 10, 78) == ["one two three of", "it"]
    assert balanced("one two three of it", 10, 78) == ["one two", "three of it"]
    assert text_width("mm", 10) == pytest.approx(16.66) and wrapped("one two three", 10, 40) == [
        "one two",
        "three",
    ]


def test_a_key_names_the_forms_that_are_there() -> None:
    words = [words for _, words in markup.key(picture(speeds), render.draw(speeds, picture(speeds)))]
    assert words == ["filed or measured", "claimed by the maker", "estimated by analysts"]
    sure = picture(points, rows=[row | {"evidence": "filed"} for row in picture(points).rows])
    assert markup.key(sure, render.draw(points, sure)) == []
    assert markup.key(picture(drawn), render.draw(drawn, picture(drawn))) == []


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_colours_can_be_told_from_paper(palette: dict[str, str]) -> None:
    least = {"ink": 7, "muted": 7, "accent": 4.5, "second": 4.5, "grey": 3}
    for name, ratio in least.items():
        assert contrast(palette[name], palette["paper"]) >= ratio, name


def test_the_pages_use_the_same_colours_and_switch() -> None:
    css = CSS.read_text(encoding="utf-8")
    for name in LIGHT:
        assert f"--fig-{name}: light-dark({LIGHT[name]}, {DARK[name]});" in css
        assert f".fig-{name} {{" in css and f".fig-{name}-line {{" in css
    assert f"@container (max-width: {SWITCH}px)" in css
