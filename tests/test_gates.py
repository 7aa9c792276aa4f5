"""The gates, run on this site's own ledger: facts, values, tables, pages."""

import re
from pathlib import Path

import pytest

from ledger.blocks import find_function, source_of
from ledger.book import Book
from ledger.gates.run import DIGITS, GATES, Gate, Opened
from ledger.gates.terms import terms

ROOT = Path(__file__).parents[1]
SHOWN = 82  # characters of code that a page shows side by side


@pytest.fixture(scope="session")
def opened(book: Book) -> Opened:
    return Opened(book)


@pytest.mark.parametrize("gate", [*GATES, DIGITS], ids=lambda gate: gate[0])
def test_green(gate: Gate, opened: Opened) -> None:
    faults = gate[2](opened)
    assert not faults, "\n" + "\n".join(str(fault) for fault in faults)


def test_the_glossary_is_found(book: Book) -> None:
    assert len(terms(book)) > 50


def test_code_on_pages_is_not_cut_off(book: Book) -> None:
    text = "".join(page.read_text() for page in sorted((ROOT / "docs").rglob("*.md")))
    names = set(re.findall(r'\{\{ code\("(\w+)"\) \}\}', text))
    assert len(names) > 20
    lines = [line for name in names for line in source_of(find_function(book, name)[0]).splitlines()]
    assert [line for line in lines if len(line) > SHOWN] == []


def test_one_percent_more_silicon_changes_the_page_and_fails_a_check(book: Book, opened: Opened) -> None:
    more = {"wse3_die_area": book.get("wse3_die_area") * 1.01}
    assert book.text("wafer_defects", given=more) != book.text("wafer_defects")
    assert [check.name for check in opened.checks if not check.passes(book, more)]


def test_a_snippet_has_its_page_and_its_test(book: Book) -> None:
    pages = {definition.page for definition in book.definitions.values()}
    for page in sorted(pages):
        section, _, name = page.rpartition("/")
        test = ROOT / "tests" / section / f"test_{name.replace('-', '_')}.py"
        assert page in book.pages or page == "home", f"snippets/{page}.py has no page docs/{page}.md"
        assert test.exists(), f"snippets/{page}.py has no test {test.relative_to(ROOT)}"
