"""What a visitor meets in a real browser: one page of each kind, and slowly every page."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.looks import LOOKS, Visit, Visitor
from tests.site.pages import Page, one_of_each, pages
from tests.site.report import nothing

QUICK = ((390, "light"), (1440, "dark"))
ALIKE = ("numbers", "figure", "embed")


Stop = tuple[Page, int, str]


def quick(site: Path) -> list[Stop]:
    """One page of each kind, on a light phone and on a dark desk."""
    return [(page, *look) for page in one_of_each(site) for look in QUICK]


def every(site: Path) -> list[Stop]:
    """All looks of one page of each kind and of every page written by hand; one look of those made alike."""
    full = {*one_of_each(site), *(page for page in pages(site) if page.kind not in ALIKE)}
    stops = [(page, *look) for page in pages(site) if page in full for look in LOOKS]
    alike = [page for page in pages(site) if page not in full]
    return stops + [(page, *LOOKS[place % len(LOOKS)]) for place, page in enumerate(alike)]


def told(visitor: Visitor, stops: list[Stop], read: Callable[[Visit], list[str]]) -> list[str]:
    """A line for each thing that `read` finds on the visits of a tour."""
    return [
        f"{page.path or 'home'} ({width} px, {scheme}): {line}"
        for page, width, scheme in stops
        for line in read(visitor.visit(page.path, width, scheme))
    ]


READINGS = {
    "breaks no rule of axe-core": lambda visit: visit.axe,
    "asks no other host for anything": lambda visit: visit.foreign,
    "writes no error to the console": lambda visit: visit.errors,
    "has figures whose text can be read": lambda visit: visit.figures,
    "is no wider than the screen": lambda visit: visit.wide,
}


@pytest.mark.parametrize("reading", READINGS)
def test_one_page_of_each_kind(reading: str, site: Path, visitor: Visitor) -> None:
    nothing(told(visitor, quick(site), READINGS[reading]))


@pytest.mark.slow
@pytest.mark.parametrize("reading", READINGS)
def test_every_page(reading: str, site: Path, visitor: Visitor) -> None:
    nothing(told(visitor, every(site), READINGS[reading]))


def test_figures_were_seen(site: Path, visitor: Visitor) -> None:
    """Else the readings above could pass because nothing was drawn."""
    stops = [stop for stop in quick(site) if stop[0].kind in ("text", "figure", "embed")]
    assert stops
    for page, width, scheme in stops:
        assert visitor.visit(page.path, width, scheme).drawings, f"{page.path} shows no figure at {width} px"
