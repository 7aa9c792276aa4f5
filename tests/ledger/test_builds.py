"""Whole builds of the tiny site: the same bytes each time; a fact that moves moves all that rests on it."""

import json
import re
from pathlib import Path

import pytest

from tests.ledger.site import ORCHARD, Site, built, built_here, copied


def files(site: Site) -> dict[str, bytes]:
    """What was built, by path; without the packed sitemap, which holds the time of its packing."""
    root = site.root / "site"
    found = {
        str(file.relative_to(root)): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()
    }
    found.pop("sitemap.xml.gz", None)
    return {path: re.sub(rb"Build Date UTC : .*", b"", content) for path, content in found.items()}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A build of the tiny site as it is, in a process that shuffles its sets in one way."""
    site = copied(tmp_path_factory.mktemp("built") / "tiny")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONHASHSEED", "1")
        assert not built(site.root)
    return files(site)


def test_a_second_build_gives_the_same_bytes(first: dict[str, bytes], tmp_path: Path) -> None:
    """From another folder, in another process with another order of all that has none."""
    site = copied(tmp_path / "elsewhere" / "tiny")
    built_here(site.root)
    second = files(site)
    assert second.keys() == first.keys()
    assert [path for path in first if first[path] != second[path]] == []


def test_what_is_published(first: dict[str, bytes]) -> None:
    """The paths of the design."""
    assert {
        "farm/trees/index.html",
        "numbers/index.html",
        "numbers/farm/trees/index.html",
        "numbers/facts/orchard/index.html",
        "numbers/facts/fruits/apple/index.html",
        "numbers/trees.json",
        "numbers/apple_price_of_area.json",
        "numbers/old_field_area.json",
        "figures/index.html",
        "figures/trees_drawn/index.html",
        "figures/trees_drawn/embed/index.html",
        "figures/trees_drawn/figure.svg",
        "figures/trees_drawn/figure-dark.svg",
        "figures/trees_drawn/figure.png",
        "figures/trees_drawn/data.csv",
        "figures/trees_drawn/data.json",
        "figures/trees_drawn/spec.vl.json",
        "figures/trees_drawn/oembed.json",
        "claims/index.html",
        "sources/index.html",
        *(f"api/{name}.json" for name in ("facts", "values", "figures", "claims", "pages", "sources")),
    } <= first.keys()
    values = {row["id"]: row for row in json.loads(first["api/values.json"])}
    trees = values["trees"]
    keys = {
        "values": "id value unit text doc inputs formula sources evidence held checks pages",
        "figures": "id title alt page width height embed svg png csv json spec oembed",
        "claims": "id section says stated verdict decided_by note since pages",
        "pages": "path title values figures claims",
        "sources": "id title publisher date url kind",
    }
    for index, named in keys.items():  # other people's programs read these
        for row in json.loads(first[f"api/{index}.json"]):
            assert list(row) == named.split(), index
    assert {
        key: trees[key] for key in ("unit", "text", "doc", "inputs", "sources", "evidence", "held", "pages")
    } == {
        "unit": "count",
        "text": "500",
        "doc": "Trees in the field",
        "inputs": ["field_area", "tree_density"],
        "sources": ["almanac"],
        "evidence": "assumption",
        "held": "outside",
        "pages": ["farm/trees/"],
    }
    assert trees["checks"] == ["tests/farm/test_trees.py::test_trees"]
    assert values["bare_fields"]["held"] == "formula"
    assert values["apple_price_of_area"]["held"] == "no: nobody else sells by area."
    (claim,) = json.loads(first["api/claims.json"])
    assert (claim["verdict"], claim["decided_by"]) == ("supported", ["trees_counted", "source:survey"])
    (figure,) = json.loads(first["api/figures.json"])
    assert figure["title"] == "More density, more trees: 500 here"
    assert all(figure[key] in first for key in ("svg", "png", "csv", "json", "spec", "oembed"))
    drawn = first[figure["svg"]].decode()
    assert f'width="{figure["width"]}" height="{figure["height"]}"' in drawn


def test_how_sure_we_are_counts_a_number_once_for_all_pages(first: dict[str, bytes]) -> None:
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', first["index.html"].decode())
    told = {re.sub(r"<[^>]+>", "", head): re.findall(r">(\d+|–)<", cells) for head, cells in rows}
    assert list(told) == ["All pages, each number once", "How many trees stand in the field?"]
    assert told["All pages, each number once"] == told["How many trees stand in the field?"]
    assert sum(int(count) for count in told["All pages, each number once"] if count != "–") > 0


def test_a_changed_fact_changes_all_that_rests_on_it(first: dict[str, bytes], tmp_path: Path) -> None:
    """The wiring, once, in a real build: half as much field again."""
    site = copied(tmp_path / "tiny")
    site.edit(ORCHARD, "value = 250\n", "value = 375\n")
    site.edit(ORCHARD, '"250 cm²"', '"375 cm²"')
    built_here(site.root)
    more = files(site)
    assert more.keys() == first.keys()
    moved = {path for path in first if first[path] != more[path]}
    assert {
        "farm/trees/index.html",
        "numbers/facts/orchard/index.html",
        "numbers/farm/trees/index.html",
        "numbers/field_area.json",
        "numbers/old_field_area.json",
        "numbers/trees.json",
        "numbers/bare_fields.json",
        "numbers/trees_by_density.json",
        "figures/trees_drawn/index.html",
        "figures/trees_drawn/embed/index.html",
        "figures/trees_drawn/figure.svg",
        "figures/trees_drawn/figure.png",
        "figures/trees_drawn/data.csv",
        "api/facts.json",
        "api/values.json",
        "api/figures.json",
    } <= moved
    for path in (
        "numbers/planted_on.json",
        "numbers/apple_price.json",
        "api/claims.json",
        "sources/index.html",
    ):
        assert path not in moved or b"500 here" in first[path], f"{path} rests on nothing that moved"
    page = more["farm/trees/index.html"].decode()
    assert "750" in page and "375\u00a0cm²" in page and "250\u00a0cm²" not in page
    assert json.loads(more["numbers/trees.json"])["text"] == "750"
