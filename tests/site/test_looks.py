"""What a visitor meets in a real browser: one page of each kind in the quick run, every page in every look in the slow one."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.site.looks import LOOKS, Visit, Visitor
from tests.site.pages import Page, one_of_each, pages

QUICK = ((390, "light"), (1440, "dark"))


def told(
    visitor: Visitor, chosen: Iterable[Page], looks: Iterable[tuple[int, str]], read: Callable[[Visit], list[str]]
) -> str:
    """A line for each thing that `read` finds on visits to these pages; empty if all is well."""
    lines = []
    for page in chosen:
        for width, scheme in looks:
            for line in read(visitor.visit(page.path, width, scheme)):
                lines.append(f"{page.path or 'home'} ({width} px, {scheme}): {line}")
    return "\n".join(lines[:60])


READINGS = {
    "breaks no rule of axe-core": lambda visit: visit.axe,
    "asks no other host for anything": lambda visit: visit.foreign,
    "writes no error to the console": lambda visit: visit.errors,
    "has figures whose text can be read": lambda visit: visit.figures,
    "is no wider than the screen": lambda visit: visit.wide,
}


@pytest.mark.parametrize("reading", READINGS)
def test_one_page_of_each_kind(reading: str, site: Path, visitor: Visitor) -> None:
    assert not (lines := told(visitor, one_of_each(site), QUICK, READINGS[reading])), lines


@pytest.mark.slow
@pytest.mark.parametrize("reading", READINGS)
def test_every_page_in_every_look(reading: str, site: Path, visitor: Visitor) -> None:
    assert not (lines := told(visitor, pages(site), LOOKS, READINGS[reading])), lines


def test_figures_were_seen(site: Path, visitor: Visitor) -> None:
    """Else the readings above could pass because nothing was drawn."""
    kinds = [page for page in one_of_each(site) if page.kind in ("text", "figure", "embed")]
    assert kinds
    for page in kinds:
        for width, scheme in QUICK:
            assert visitor.visit(page.path, width, scheme).drawings, f"{page.path} shows no figure at {width} px"
