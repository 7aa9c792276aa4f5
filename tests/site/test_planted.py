"""The checks of built pages have teeth: in a small site with one fault a page, each is found and named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.links import Links
from tests.site.looks import Visit, Visitor
from tests.site.served import serving
from tests.site.validity import invalid, leftovers

GOOD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A page</title></head><body><main><h1 id="top">A page</h1><p>Words.</p>
<figure><svg viewBox="0 0 340 200" width="340" height="200" role="img" aria-label="A drawing"
style="font: 14px sans-serif"><text x="10" y="40">One label</text><text x="10" y="90">Other</text></svg>
</figure>
</main></body></html>
"""


def page(old: str = "", new: str = "") -> str:
    """The good page with one thing changed."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


LINKS = {
    "lost": (page("Words.", '<a href="../nowhere/">there</a>'), "'../nowhere/' leads to no file"),
    "anchor": (page("Words.", '<a href="../good/#no">there</a>'), "'../good/#no' leads to no place"),
    "slash": (page("Words.", '<a href="../good">there</a>'), "'../good' lacks the slash"),
    "picture": (page("Words.", '<img src="x.png" alt="x">'), "'x.png' leads to no file"),
}
ELSEWHERE = {
    "script": (
        page("<p>", '<script src="https://other.invalid/x.js"></script><p>'),
        "loads https://other.invalid/x.js",
    ),
}
LEFT = {
    "braces": (page("Words.", "About {{ wafers }} of them."), "'{{'"),
    "statement": (page("Words.", "{% if %}"), "'{%'"),
    "attribute": (page('aria-label="A', 'aria-label="{{ a }}'), "'{{'"),
    "mark": (page("Words.", "\ue000wafers\ue001"), "wafers"),
    "stash": (page("Words.", "klzzwxh:0012"), "'klzzwxh'"),
    "trace": (page("Words.", "<code>Traceback (most recent call last)</code>"), "'Traceback (most recent'"),
    "nan": (page("Words.", "It costs $nan in all."), "'nan'"),
}
INVALID = {
    "twice": (page("<p>", '<p id="top">'), "Duplicate ID"),
    "nested": (page("Words.", "<div>Words.</div>"), "p"),
    "alt": (page("Words.", '<img src="data:,">'), "alt"),
}


NIGHT = "@media (prefers-color-scheme: dark) { body { background: #222; color: #444 } }"


def figures(visit: Visit) -> list[str]:
    return visit.figures


SEEN: dict[str, tuple[str, Callable[[Visit], list[str]], str]] = {
    "contrast": (page("<p>", '<p style="color: #bbb">'), lambda visit: visit.axe, "color-contrast"),
    "night": (page("<p>", f"<style>{NIGHT}</style><p>"), lambda visit: visit.axe, "in the dark: color-"),
    "unnamed": (page("Words.", "<input>"), lambda visit: visit.axe, "label"),
    "fetch": (
        page("<p>", "<script>fetch('https://other.invalid/data').catch(() => 0)</script><p>"),
        lambda visit: visit.foreign,
        "https://other.invalid/data",
    ),
    "pixel": (
        page("<p>", "<script>new Image().src = 'https://other.invalid/pixel'</script><p>"),
        lambda visit: visit.foreign,
        "https://other.invalid/pixel",
    ),
    "raise": (page("<p>", "<script>lost()</script><p>"), lambda visit: visit.errors, "lost is not defined"),
    "missing": (page("<p>", '<img src="none.png" alt="none"><p>'), lambda visit: visit.errors, "404"),
    "small": (page('width="340" height="200"', 'width="170" height="100"'), figures, "7.0 px"),
    "over": (page('x="10" y="90"', 'x="20" y="44"'), figures, "text over text"),
    "turned": (
        page('<text x="10" y="90">', '<text transform="translate(40 60) rotate(-90)">'),
        figures,
        "text over text",
    ),
    "outside": (page('x="10" y="90"', 'x="310" y="90"'), figures, "outside its figure"),
    "wide": (page("<p>", '<p style="width: 500px">'), lambda visit: visit.wide, "reaches 5"),
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a good page and one page for each fault."""
    folder = tmp_path_factory.mktemp("faulty")
    planted = {**LINKS, **ELSEWHERE, **LEFT, **INVALID, **SEEN, "good": (GOOD,)}
    assert len(planted) == len(LINKS) + len(ELSEWHERE) + len(LEFT) + len(INVALID) + len(SEEN) + 1
    for name, (text, *_) in planted.items():
        (folder / name).mkdir()
        (folder / name / "index.html").write_text(text, "utf-8")
    return folder


def expect(lines: list[str], planted: dict[str, tuple[str, str]]) -> None:
    for name, (_, words) in planted.items():
        assert any(line.startswith(f"{name}/") and words in line for line in lines), f"{name} was not found"
    assert not any(line.startswith("good/") for line in lines)


def test_links(faulty: Path) -> None:
    expect(Links(faulty).broken(), LINKS)


def test_elsewhere(faulty: Path) -> None:
    expect(Links(faulty).loaded_from_elsewhere(), ELSEWHERE)


def test_leftovers(faulty: Path) -> None:
    expect(leftovers(faulty), LEFT)


def test_invalid(faulty: Path) -> None:
    expect(invalid(faulty), INVALID)


def test_seen(faulty: Path, browser: Browser) -> None:
    with serving(faulty) as served:
        visitor = Visitor(browser, served)
        for name, (_, read, words) in SEEN.items():
            found = read(visitor.visit(f"{name}/"))
            assert any(words in line for line in found), f"{name} was not found but {found}"
        good = visitor.visit("good/")
        assert not [*good.axe, *good.foreign, *good.errors, *good.figures, *good.wide]
        assert good.drawings == 1
        assert 100 < good.weight < len(GOOD)
