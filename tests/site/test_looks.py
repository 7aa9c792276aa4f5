"""What a visitor meets in a real browser: one page of each kind, and slowly every page."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.looks import WIDTHS, Visit, Visitor
from tests.site.pages import Page, one_of_each, pages
from tests.site.report import nothing

ALIKE = ("numbers", "figure", "embed")

Stop = tuple[Page, int]


def quick(site: Path) -> list[Stop]:
    """One page of each kind, on a phone and on a desk."""
    return [(page, width) for page in one_of_each(site) for width in WIDTHS]


def every(site: Path) -> list[Stop]:
    """Both widths of one page of each kind and of every page written by hand; one of those made alike."""
    full = {*one_of_each(site), *(page for page in pages(site) if page.kind not in ALIKE)}
    stops = [(page, width) for page in pages(site) if page in full for width in WIDTHS]
    alike = [page for page in pages(site) if page not in full]
    return stops + [(page, WIDTHS[place % len(WIDTHS)]) for place, page in enumerate(alike)]


def told(visitor: Visitor, stops: list[Stop], read: Callable[[Visit], list[str]]) -> list[str]:
    """A line for each thing that `read` finds on the visits of a tour."""
    visitor.tour([(page.path, width) for page, width in stops])
    return [
        f"{page.path or 'home'} ({width} px): {line}"
        for page, width in stops
        for line in read(visitor.visit(page.path, width))
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
    for page, width in stops:
        assert visitor.visit(page.path, width).drawings, f"{page.path} shows no figure at {width} px"
