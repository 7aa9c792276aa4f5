"""What a figure publishes: pictures, data, spec, oEmbed, embed, and its HTML in a page."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from PIL import Image

from ledger.figures import cells, embed, engine, files, markup, render
from ledger.figures.measure import faults
from ledger.figures.theme import DARK, LIGHT, MEASURED
from tests.ledger.figure_samples import FIGURES, decay, drawn, picture, speeds

SITE = "https://example.org/site/"


def plots(function: Any) -> render.Plots:
    return render.draw(function, picture(function))


def made(function: Any, **over: Any) -> dict[str, bytes]:
    return files.files(picture(function, **over), plots(function))


def test_a_chart_has_every_file_and_a_drawing_no_spec() -> None:
    names = {
        "data.csv",
        "data.json",
        "figure.svg",
        "figure-dark.svg",
        "figure.png",
        "oembed.json",
        "spec.vl.json",
    }
    assert set(made(speeds)) == names and set(made(drawn)) == names - {"spec.vl.json"}
    assert set(files.files(picture(speeds), plots(speeds), pictures=False)) == names - {"figure.png"}


def test_files_are_the_same_each_time() -> None:
    assert made(decay) == made(decay)


@pytest.mark.parametrize("function", FIGURES)
def test_pictures_stand_alone(function: Any) -> None:
    shown = picture(
        function,
        title="A title so long that it will not fit into a single line of the picture at all, will it",
    )
    for palette, other in ((LIGHT, DARK), (DARK, LIGHT)):
        text = files.poster(shown, plots(function), palette)
        assert "var(" not in text and palette["ink"] in text and other["ink"] not in text
        tree = ET.fromstring(text)
        assert faults(text, "phone", float(tree.attrib["width"])) == []
        words = re.sub(
            r"\s+", " ", " ".join(part.text or "" for part in tree.iter() if part.tag.endswith("}text"))
        )
        for said in (
            shown.title,
            "Source: Somebody & Sons.",
            "As of 14 May 2026.",
            f"{SITE}figures/{shown.name}/",
        ):
            assert said in words


def test_the_png_is_half_as_large_again_as_the_picture_and_small() -> None:
    data = made(speeds)["figure.png"]
    image = Image.open(io.BytesIO(data))
    width, height = files.size(picture(speeds), plots(speeds))
    assert image.size == (width * 3 // 2, height * 3 // 2) and image.mode == "P" and len(data) < 60_000
    colours = {colour[1] for colour in image.convert("RGB").getcolors(maxcolors=10_000) or []}
    for name in ("paper", "accent", "second"):  # filled in, not lost
        wanted = tuple(int(LIGHT[name][at : at + 2], 16) for at in (1, 3, 5))
        assert min(max(abs(a - b) for a, b in zip(wanted, colour, strict=True)) for colour in colours) <= 6, (
            name
        )


def ink(family: str) -> bool:
    """Whether a word in a font is drawn: the engine leaves out what it has no font for."""
    size = 'width="200" height="40" viewBox="0 0 200 40"'
    word = f'<text x="5" y="30" font-size="30" font-family="{family}">Wafer</text>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{word}</svg>'
    return Image.open(io.BytesIO(engine.engine().svg_to_png(drawing))).getbbox() is not None


def test_pictures_use_the_fonts_of_packages_and_none_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    engine.engine.cache_clear()
    assert ink(engine.SERIF) and ink(MEASURED)
    assert not any(ink(family) for family in ("Liberation Serif", "Liberation Mono", "DejaVu Sans", "Arial"))
    assert os.environ["FONTCONFIG_FILE"] == "/etc/fonts/fonts.conf"  # for browsers started later


def test_csv_holds_the_rows_with_units_in_the_head() -> None:
    rows = list(csv.DictReader(io.StringIO(made(decay)["data.csv"].decode())))
    assert list(rows[0]) == ["model", "size (mm2)", "left (share)"]
    assert [float(row["left (share)"]) for row in rows] == [row["left"] for row in picture(decay).rows]
    holed = list(csv.reader(io.StringIO(cells.as_csv(picture(FIGURES[3])))))
    assert holed[2] == ["2024", "290000000.0", ""]


def test_json_says_where_it_comes_from() -> None:
    data = json.loads(made(speeds)["data.json"])
    assert data["columns"][2] == {"name": "speed", "label": "speed", "unit": "tb_per_s", "symbol": "TB/s"}
    assert data["rows"] == picture(speeds).rows
    assert data["sources"][0]["publisher"] == "Somebody & Sons" and data["licence"] and data["citation"]
    assert data["page"] == SITE + "part/page/"


def test_the_spec_draws_elsewhere() -> None:
    text = made(speeds)["spec.vl.json"].decode()
    spec = json.loads(text)
    assert "var(" not in text and "url(#" not in text
    assert spec["$schema"].endswith(".json") and spec["title"]["text"] == "Bars by evidence"
    assert spec["usermeta"]["units"] == {"size": "gb", "speed": "tb_per_s"}
    assert LIGHT["accent"] in render._vega(spec)


def test_oembed_is_complete_with_and_without_a_site_url() -> None:
    card = json.loads(made(speeds)["oembed.json"])
    assert (card["version"], card["type"]) == ("1.0", "rich")
    assert f'src="{SITE}figures/speeds/embed/"' in card["html"] and "allow-same-origin" not in card["html"]
    assert card["thumbnail_url"] == f"{SITE}figures/speeds/figure.png"
    assert (
        json.loads(made(speeds, site_url="")["oembed.json"])["thumbnail_url"] == "figures/speeds/figure.png"
    )


class Reader(HTMLParser):
    """What a document asks for and says."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


@pytest.mark.parametrize("function", FIGURES)
def test_an_embed_asks_for_nothing(function: Any) -> None:
    text = embed.document(picture(function), plots(function))
    page = Reader(text)
    assert not [tag for tag, _ in page.tags if tag in ("img", "iframe", "object", "video", "audio", "base")]
    assert [link["rel"] for link in page.all("link")] == ["canonical", "alternate", "icon"]
    assert page.all("link")[2]["href"] == "data:,"
    assert all("src" not in script for script in page.all("script")) and "@import" not in text
    assert not re.search(r"url\((?!#)", text) and "fetch" not in text and "localStorage" not in text
    assert all(link["target"] == "_blank" and link["rel"] == "noopener" for link in page.all("a"))
    assert len(page.all("svg")) >= 2 and page.all("html") == [{"lang": "en"}] and page.all("details")
    assert {"name": "robots", "content": "noindex,indexifembedded"} in page.all("meta")
    script = text[text.rindex("<script>") + 8 : text.rindex("</script>")]
    assert len(script) < 1400 and 'name: "' + picture(function).name in script


def test_the_iframe_makes_room_on_phones_too() -> None:
    shown, both = picture(drawn), plots(drawn)
    wide, phone = embed.embed_height(shown, both), embed.phone_height(shown, both)
    code = embed.iframe(shown, both)
    assert f'height="{wide}"' in code and f"min-height:min({phone},max(0px,(638px - 100cqw)*999))" in code
    assert code.startswith('<div style="container-type:inline-size;width:100%"><iframe ')
    assert re.fullmatch(r"\d+px \+ 0\.955\*min\(100cqw - 16px,480px\)", phone)


def test_an_embed_links_back() -> None:
    page = Reader(embed.document(picture(speeds), plots(speeds)))
    assert page.all("link")[0]["href"] == f"{SITE}part/page/"
    assert page.all("link")[1]["href"] == f"{SITE}figures/speeds/oembed.json"
    assert [link["href"] for link in page.all("a")] == [
        f"{SITE}part/page/#figure-speeds",
        f"{SITE}figures/speeds/",
    ]
    bare = Reader(embed.document(picture(speeds, site_url=""), plots(speeds)))
    assert bare.all("a")[0]["href"] == "../../../part/page/#figure-speeds"


def test_texts_are_escaped_everywhere() -> None:
    shown = picture(speeds, title='<b>"A" & B</b>', alt="x < y", caption="a & b", site_name="<i>")
    drawn_again = render.draw(speeds, shown)
    for text in (embed.document(shown, drawn_again), markup.inline(shown, drawn_again), embed.image(shown)):
        assert "<b>" not in text and "<i>" not in text and "a & b" not in text
    ET.fromstring(files.poster(shown, drawn_again, LIGHT))


def test_a_long_table_is_cut_in_the_embed_and_says_so() -> None:
    shown = picture(decay)
    text = embed.document(shown, plots(decay))
    assert len(shown.rows) > embed.MOST_ROWS
    assert text.count("<tr>") == embed.MOST_ROWS + 1
    assert f"The first {embed.MOST_ROWS} of {len(shown.rows)} rows." in text


def test_a_page_shows_the_figure_without_scripts() -> None:
    shown = replace(picture(speeds), title_html='Bars by <a href="#x">evidence</a>')
    text = markup.inline(shown, plots(speeds), "../../")
    tree = ET.fromstring(text)
    assert (tree.tag, tree.get("class"), tree.get("id")) == ("figure", "fig", "figure-speeds")
    assert [child.get("class", child.tag) for child in tree] == ["fig__title", "fig__plot", "figcaption"]
    assert [child.get("class") for child in tree[1]] == ["fig__wide", "fig__phone"]
    assert [child.get("class") for child in tree[2]] == ["fig__caption", "fig__key", "fig__source"]
    assert 'Bars by <a href="#x">evidence</a>' in text
    assert "Source: Somebody &amp; Sons. As of 14\u00a0May\u00a02026." in text
    links = [link.get("href") for link in tree.iter("a")][1:]
    assert links == ["../../figures/speeds/#data", "../../figures/speeds/#share"]
    assert "<script" not in text and "<style" not in text


def test_cells_read_like_numbers() -> None:
    assert [cells.cell(value, "mm2") for value in (46225.0, 814, 0.5, None)] == ["46,225", "814", "0.5", "–"]
    assert [cells.cell(value, "pb_per_s") for value in (129.64, 2.5978)] == ["129.6", "2.6"]
    assert [cells.cell(value, "count") for value in (1.2e12, 900_000)] == ["1.2\u00a0trillion", "900,000"]
    assert cells.cell(0.468, "share") == cells.cell(46.8, "percent") == "46.8"
    assert cells.cell("2026-05", "date") == "May\u00a02026" and cells.cell("One", "text") == "One"
    assert cells.cell(-145.862, "usd_million") == "−145.9"
    heads = [
        cells.head(picture(speeds, columns={"pay": unit}), "pay")
        for unit in ("usd_million", "usd", "usd_per_hour", "count")
    ]
    assert heads == ["Pay ($ million)", "Pay ($)", "Pay ($ per hour)", "Pay"]
