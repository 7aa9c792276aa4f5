"""A real server over HTTP: what is saved is served, a mistake is told on the last good page, it lives on."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from ledger.cache import keep
from ledger.serve.fresh import Fresh
from tests.ledger.plants import PLUS
from tests.ledger.site import FIGURES, ORCHARD, PAGE, ROOT, TREES, Site, copied, free_port

PATIENCE = 90.0
"""Seconds after which nothing more is expected, on a busy machine; an idle one needs less than two."""
HOLDS = "The survey counted about as many."
ALERT = re.compile(r'<div role="alert"[^>]*>(.*?)</div>', re.DOTALL)


@dataclass
class Server:
    """A server of a copied site."""

    site: Site
    url: str
    process: "subprocess.Popen[bytes]"
    log: Path
    waits: dict[str, float] = field(default_factory=dict)

    def get(self, path: str = "farm/trees/") -> str:
        """A page as it is served; empty while nothing is."""
        try:
            with urlopen(self.url + path, timeout=PATIENCE) as answer:
                return str(answer.read().decode("utf-8"))
        except URLError:
            return ""

    def until(self, what: str, good: Callable[[str], bool]) -> str:
        """The page on trees as soon as it is good; how long that took is kept under `what`."""
        start = time.monotonic()
        while True:
            page = self.get()
            if page and good(page):
                self.waits[what] = time.monotonic() - start
                return page
            told = self.log.read_text("utf-8")
            assert self.process.poll() is None, f"the server died:\n{told[-3000:]}"
            assert time.monotonic() - start < PATIENCE, (
                f"{what} was not served:\n{told[-3000:]}\n{words(page)}"
            )
            time.sleep(0.05)

    def save(self, what: str, file: str, old: str, new: str, good: Callable[[str], bool]) -> str:
        """Edit a file; the page on trees as soon as it is good."""
        self.site.edit(file, old, new)
        return self.until(what, good)


def words(page: str) -> str:
    """A page's text."""
    main = page[page.find("<body") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def alert(page: str) -> str:
    """The sentence on top of a page, or nothing."""
    found = ALERT.search(page)
    return unescape(found[1]) if found else ""


@contextmanager
def served(site: Site, *options: str, port: int = 0) -> Iterator[Server]:
    """A server of the site, until the block ends."""
    port, log = port or free_port(), site.root.parent / "log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    with log.open("wb") as stream:
        process = subprocess.Popen(command, cwd=site.root, env=environment, stdout=stream, stderr=stream)
    found = Server(site, f"http://127.0.0.1:{port}/", process, log)
    try:
        found.until("the first page", lambda page: "holds" in words(page))
        yield found
        print(f"\nserved {options}:", ", ".join(f"{what} {wait:.1f} s" for what, wait in found.waits.items()))
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(
    scope="module", params=["--dirty", pytest.param("", marks=pytest.mark.slow)], ids=["dirty", "clean"]
)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that builds what changed (as `make serve` starts it), and one that builds everything."""
    site = copied(tmp_path_factory.mktemp("served") / "tiny")
    with served(site, *filter(None, [request.param])) as found:
        assert "holds 500" in words(found.get())
        yield found


def test_a_saved_page(server: Server) -> None:
    server.save("a page", PAGE, "Bare: ", "Quite bare: ", lambda page: "Quite bare:" in words(page))


def test_a_saved_fact_moves_every_page(server: Server) -> None:
    server.site.edit(ORCHARD, '"250 cm²"', '"300 cm²"')
    page = server.save(
        "a fact", ORCHARD, "value = 250\n", "value = 300\n", lambda page: "holds 600" in words(page)
    )
    assert "More density, more trees: 600 here" in words(page)
    assert "500" not in re.sub(r"<(pre|svg).*?</\1>|The article: 500|value=\"\d+", "", page, flags=re.DOTALL)
    assert "= 600" in words(server.get("numbers/farm/trees/"))
    assert "rises through 600 trees" in server.get("figures/trees_drawn/")
    assert "300 cm²" in words(server.get("numbers/facts/orchard/")).replace("\u00a0", " ")
    assert abs(json.loads(server.get("numbers/trees.json"))["value"] - 600) < 1e-9


def test_saved_snippets_twice_in_a_second(server: Server) -> None:
    """Never a stale number, however soon one saves again."""
    for factor in (2, 1, 2, 0.5):
        old = (server.site.root / TREES).read_text("utf-8")
        new = re.sub(re.escape(PLUS) + r"( \* [\d.]+)?", f"{PLUS} * {factor}", old)
        (server.site.root / TREES).write_text(new, "utf-8")
        time.sleep(0.2)
    server.until("a snippet", lambda page: "holds 300" in words(page))
    assert "= 300" in words(server.get("numbers/farm/trees/"))


def test_a_saved_figure(server: Server) -> None:
    page = server.save(
        "a figure", FIGURES, "More density", "Much density", lambda page: "Much density, more" in words(page)
    )
    assert page.count("Much density, more trees: 300 here") >= 1
    assert "Much density" in words(server.get("figures/trees_drawn/"))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            PAGE,
            "Quite bare: ",
            "Quite {{ bar_fields }}: ",
            "nothing is called 'bar_fields'; did you mean 'bare_fields'?",
        ),
        (
            ORCHARD,
            'unit = "cm2"',
            'unit = "cm3"',
            "field_area: unit: 'cm3' is not a unit; did you mean 'cm'?",
        ),
        (
            TREES,
            "def bare_fields(field_area",
            "def bare_fields(feld_area",
            "nothing is called 'feld_area'; did you mean 'field_area'?",
        ),
        (TREES, "def trees(", "def trees((", "SyntaxError"),
        (FIGURES, "x = alt.X(", "x = alt.Y[1](", "trees_drawn"),
    ],
    ids=["page", "fact", "name", "syntax", "figure"],
)
def test_a_mistake_is_told_and_mended(server: Server, file: str, old: str, new: str, told: str) -> None:
    page = server.save("a mistake", file, old, new, lambda page: bool(alert(page)))
    where = f"{file}:{server.site.line(file, new)}: "
    assert told in alert(page) and alert(page).startswith(where.split(":")[0])
    if file != ORCHARD and "alt" not in new:
        assert alert(page).startswith(where)
    assert alert(page) in server.log.read_text("utf-8"), "and in the terminal"
    assert "Much density, more trees: 300 here" in words(page), "below it the last good page"
    assert alert(server.get("")) == alert(page), "on every page"
    page = server.save("a mended mistake", file, new, old, lambda page: not alert(page))
    assert "Quite bare:" in words(page) and "holds 300" in words(page)
    assert not alert(server.get(""))
    assert "Traceback" not in server.log.read_text("utf-8")


def test_a_broken_link_is_told_with_its_place(server: Server) -> None:
    """MkDocs itself says only how many warnings there were."""
    good, bad = "Quite bare: ", "[Quite](no.md) bare: "
    page = server.save("a broken link", PAGE, good, bad, lambda page: bool(alert(page)))
    assert alert(page).startswith("Doc file 'farm/trees.md' contains a link 'no.md', but the target")
    server.save("a mended link", PAGE, bad, good, lambda page: not alert(page))


def test_a_mistake_and_another_number(server: Server) -> None:
    """What was saved while a mistake stood is served once it is mended."""
    server.save("a mistake", PAGE, "Quite bare: ", "{{ bar_fields }}", lambda page: bool(alert(page)))
    server.site.edit(ORCHARD, '"300 cm²"', '"100 cm²"')
    server.site.edit(ORCHARD, "value = 300\n", "value = 100\n")
    time.sleep(1)
    page = server.save("both", PAGE, "{{ bar_fields }}", "Bare: ", lambda page: "holds 100" in words(page))
    assert not alert(page)


def test_a_page_and_a_number_that_come_and_go(server: Server) -> None:
    """What is no more is not served."""
    fact = (server.site.root / ORCHARD).read_text("utf-8")
    extra = fact[fact.index("[trees_counted]") : fact.index("[planted_on]")].replace(
        "trees_counted", "recounted"
    )
    head = "---\nquestion: More?\ndescription: More.\n---\n\n"
    server.site.add("docs/farm/more.md", f"{head}# More?\n\n{{{{ recounted }}}} trees\n")
    server.site.add(ORCHARD, "\n" + extra)
    server.until("a new page", lambda page: "498 trees" in words(server.get("farm/more/")))
    assert json.loads(server.get("numbers/recounted.json"))["value"] == 498
    assert "More?" in words(server.get("")), "in the contents of every page"
    (server.site.root / "docs/farm/more.md").unlink()
    (server.site.root / ORCHARD).write_text(fact, "utf-8")
    server.until("a page less", lambda page: not server.get("farm/more/"))
    assert not server.get("numbers/recounted.json")
    assert "recounted" not in server.get("numbers/facts/orchard/")


def test_a_saved_claim(server: Server) -> None:
    claims = "snippets/claims.toml"
    server.save(
        "a claim",
        claims,
        "The survey counted",
        "Their survey saw",
        lambda page: "Their survey saw" in words(page),
    )
    assert "Their survey saw" in words(server.get("claims/"))
    server.save(
        "a verdict", claims, 'stated = "500"', 'stated = "900"', lambda page: "contradicted" in words(page)
    )
    assert "contradicted" in words(server.get("claims/"))


@pytest.mark.slow
def test_a_server_that_was_stopped(tiny: Site) -> None:
    """What was kept of an earlier server is neither stale nor has the earlier one's mistakes."""
    with served(tiny, "--dirty") as server:
        server.save("a mistake", PAGE, "Bare: ", "{{ bar_fields }}", lambda page: bool(alert(page)))
    tiny.edit(PAGE, "{{ bar_fields }}", "Bare: ")
    tiny.edit(ORCHARD, '"250 cm²"', '"300 cm²"')
    tiny.edit(ORCHARD, "value = 250\n", "value = 300\n")
    with served(tiny, "--dirty") as server:
        assert "holds 600" in words(server.get()) and not alert(server.get())
        assert not alert(server.get("sources/")), "nor on a page that did not change"
        assert "= 600" in words(server.get("numbers/farm/trees/"))


@pytest.mark.slow
def test_a_later_start_builds_nothing_anew(tiny: Site) -> None:
    """Entries say what holds a value, which is found after the first page is shown: it is kept."""
    entry = tiny.root / ".cache/serve/site/numbers/farm/trees/index.html"
    port = free_port()  # embed code names the server's address
    with served(tiny, "--dirty", port=port) as server:
        server.until("what holds it", lambda _: HOLDS in server.get("numbers/farm/trees/"))
    built = entry.stat().st_mtime_ns
    with served(tiny, "--dirty", port=port) as server:
        time.sleep(1)  # as long as what is done aside takes here
        assert HOLDS in server.get("numbers/farm/trees/")
    assert entry.stat().st_mtime_ns == built


@pytest.mark.slow
@pytest.mark.parametrize("lost", ["", '{"docs": ['])
def test_a_server_that_was_killed_in_a_build(tiny: Site, lost: str) -> None:
    """Nothing that it had begun to build is held for right: the edit may be taken back."""
    port = free_port()
    with served(tiny, "--dirty", port=port):
        pass
    fresh = Fresh(tiny.root)
    kept = tiny.root / ".cache/serve/site/farm/trees/index.html"
    fresh.look(fresh.known | {"farm/trees.md": "an edit"})
    kept.write_text(kept.read_text("utf-8").replace("holds 500", "holds 999"), "utf-8")
    if lost:
        (tiny.root / ".cache/serve/search.json").write_text(lost, "utf-8")
    with served(tiny, "--dirty", port=port) as server:
        assert "holds 500" in words(server.get())


def test_what_pages_print_is_in_their_fingerprints(tiny: Site) -> None:
    """What stands on a page or in its data, and is no number of its own: saved, it shows."""
    with served(tiny, "--dirty") as server:
        for file, old, new, shows in (
            (ORCHARD, "value = 250\n", "low = 200\nhigh = 300\nvalue = 250\n", "200–900"),
            (ORCHARD, 'title = "Area of', 'title = "Ground of', "Ground of the field"),
            ("snippets/facts/sources.toml", 'title = "', 'title = "Anew: ', "Anew: "),
        ):
            text = (tiny.root / file).read_text("utf-8")
            (tiny.root / file).write_text(text.replace(old, new, 1), "utf-8")
            server.until(shows, lambda _, shows=shows: shows in words(server.get("numbers/farm/trees/")))  # type: ignore[misc]


def test_a_lab_that_raises_is_told_on_its_page(tiny: Site) -> None:
    """Labs run aside, after the page is shown; the page says what went wrong until it is mended."""
    options = "include: ['labs/*.py'], ignore: ['*.md'], execute: true, allow_errors: false, cache: false"
    tiny.edit("mkdocs.yml", "plugins: []", f"plugins: [{{mkdocs-jupyter: {{{options}}}}}]")
    lab = "docs/labs/picking.py"
    tiny.add(lab, "# %% [markdown]\n# # Picking\n\n# %%\nprint(6 * 7)\n")
    with served(tiny, "--dirty") as server:
        server.until("a lab", lambda _: "42" in words(server.get("labs/picking/")))
        tiny.edit(lab, "print(6 * 7)", "print(6 * apples)")
        told = f"{lab}:5: NameError: name ‘apples’ is not defined"
        server.until("a mistake in a lab", lambda _: told in words(server.get("labs/picking/")))
        tiny.edit(lab, "6 * apples", "6 * 8")
        server.until("a mended lab", lambda _: "48" in words(server.get("labs/picking/")))


def test_search_finds_every_page_though_few_are_built(tiny: Site) -> None:
    tiny.edit("mkdocs.yml", "plugins: []", "plugins: [search]")
    with served(tiny, "--dirty"):
        pass
    with served(tiny, "--dirty") as server:
        server.save("a page", PAGE, "Bare: ", "Quite bare: ", lambda page: "Quite bare:" in words(page))
        sections = json.loads(server.get("search/search_index.json"))["docs"]
    places = [section["location"] for section in sections]
    assert len(set(places)) == len(places)
    assert {"", "farm/trees/", "numbers/farm/trees/", "sources/"} <= {at.partition("#")[0] for at in places}
    texts = " ".join(section["text"] for section in sections)
    assert "Quite bare:" in texts and not re.search(r"(?<!Quite )[Bb]are: ", texts)


def test_the_page_being_read_comes_first(tmp_path: Path) -> None:
    fresh = Fresh(tmp_path)
    fresh.look({"index.md": "1", "farm/trees.md": "1", "numbers/farm/trees.md": "1"})
    fresh.keep()
    saved = {"index.md": "1", "farm/trees.md": "2", "numbers/farm/trees.md": "2"}
    fresh.first = "farm/trees/"
    fresh.look(saved)
    assert [name for name in saved if fresh.changed(name)] == ["farm/trees.md"]
    fresh.keep()
    assert fresh.behind
    fresh.first = None
    fresh.look(saved)
    assert [name for name in saved if fresh.changed(name)] == ["numbers/farm/trees.md"]
    fresh.keep()
    assert not fresh.behind and Fresh(tmp_path).known == saved
    fresh.first = ""  # the front page, which the next save does not touch: all is built at once
    fresh.look(saved | {"farm/trees.md": "3"})
    assert fresh.changed("farm/trees.md") and not fresh.behind


def test_a_cache_is_never_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "aside/held.json"
    keep(file, "whole")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        keep(file, "half")
    assert file.read_text("utf-8") == "whole" and [found.name for found in file.parent.iterdir()] == [
        "held.json"
    ]
