"""What a visitor meets in a real browser: one page of each kind, and slowly every page in every look."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.site.looks import LOOKS, Visit, Visitor
from tests.site.pages import Page, one_of_each, pages
from tests.site.report import nothing

QUICK = ((390, "light"), (1440, "dark"))


def told(
    visitor: Visitor,
    chosen: Iterable[Page],
    looks: Iterable[tuple[int, str]],
    read: Callable[[Visit], list[str]],
) -> list[str]:
    """A line for each thing that `read` finds on visits to these pages."""
    return [
        f"{page.path or 'home'} ({width} px, {scheme}): {line}"
        for page in chosen
        for width, scheme in looks
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
    nothing(told(visitor, one_of_each(site), QUICK, READINGS[reading]))


@pytest.mark.slow
@pytest.mark.parametrize("reading", READINGS)
def test_every_page_in_every_look(reading: str, site: Path, visitor: Visitor) -> None:
    nothing(told(visitor, pages(site), LOOKS, READINGS[reading]))


def test_figures_were_seen(site: Path, visitor: Visitor) -> None:
    """Else the readings above could pass because nothing was drawn."""
    kinds = [page for page in one_of_each(site) if page.kind in ("text", "figure", "embed")]
    assert kinds
    for page in kinds:
        for width, scheme in QUICK:
            seen = visitor.visit(page.path, width, scheme)
            assert seen.drawings, f"{page.path} shows no figure at {width} px"
