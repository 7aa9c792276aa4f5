"""What a first visit loads, over the wire with Brotli, everything counted, held against budgets."""

from pathlib import Path

import pytest

from tests.site.looks import Visitor
from tests.site.pages import Page, one_of_each, pages, tree

KB = 1000
ANY_PAGE, LAB, TWO_FIGURES = 200 * KB, 120 * KB, 110 * KB


def figures(page: Page) -> int:
    """How many figures a page shows."""
    return len(tree(page.file).xpath("//figure[.//svg]"))


def budget(page: Page) -> int:
    """Bytes that a first visit to the page may load."""
    if page.kind == "lab":
        return LAB
    return TWO_FIGURES if page.kind == "text" and figures(page) <= 2 else ANY_PAGE


def table(visitor: Visitor, chosen: list[Page]) -> tuple[str, list[str]]:
    """The weights of these pages as lines of a table, and the lines of those above their budgets."""
    rows, heavy = [f"{'page':<44} {'figures':>7} {'own kB':>7} {'first visit kB':>14} {'budget':>7}"], []
    for page in chosen:
        visit = visitor.seen(page.path)
        own = visit.wire.get(page.file.resolve(), 0)
        row = f"{page.path or 'home':<44} {figures(page):>7} {own / KB:>7.1f} {visit.weight / KB:>14.1f}"
        rows.append(f"{row} {budget(page) / KB:>7.0f}")
        if visit.weight > budget(page):
            parts = sorted(visit.wire.items(), key=lambda item: -item[1])[:5]
            heavy.append(rows[-1] + "  " + ", ".join(f"{file.name} {size / KB:.1f}" for file, size in parts))
    return "\n".join(rows), heavy


def weigh(visitor: Visitor, chosen: list[Page], capture: pytest.CaptureFixture[str]) -> None:
    rows, heavy = table(visitor, chosen)
    with capture.disabled():
        print(f"\n{rows}")
    assert not heavy, "above the budget:\n" + "\n".join(heavy)


def test_weight_of_one_page_of_each_kind(
    site: Path, visitor: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    weigh(visitor, one_of_each(site), capsys)


@pytest.mark.slow
def test_weight_of_every_page(site: Path, visitor: Visitor, capsys: pytest.CaptureFixture[str]) -> None:
    weigh(visitor, list(pages(site)), capsys)
