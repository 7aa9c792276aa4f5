"""The gates, run on this site's own ledger: facts, values, tables, pages."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.blocks import find_function, source_of
from ledger.book import Book
from ledger.faults import Fault
from ledger.gates.as_stated import stated_faults
from ledger.gates.browser import browser_faults
from ledger.gates.checks import Check, load_checks
from ledger.gates.digits import allowed_names, claim_digits, digit_faults, figure_digits
from ledger.gates.dimensions import dimension_faults
from ledger.gates.held import Held, held_values, vector_faults
from ledger.gates.labels import label_faults
from ledger.gates.literals import literal_faults
from ledger.gates.mutation import mutation_faults
from ledger.gates.pages import page_faults
from ledger.gates.run import blank_pages, build_blank, check_faults, held_faults
from ledger.gates.terms import term_faults, terms

ROOT = Path(__file__).parents[1]
SHOWN = 82  # characters of code that a page shows side by side


@pytest.fixture(scope="session")
def checks(book: Book) -> list[Check]:
    return load_checks(book)


@pytest.fixture(scope="session")
def held(book: Book, checks: list[Check]) -> dict[str, Held]:
    return held_values(book, checks)


def nothing(faults: list[Fault]) -> None:
    assert not faults, "\n" + "\n".join(str(fault) for fault in faults)


@pytest.mark.parametrize(
    "gate", [page_faults, term_faults, vector_faults, stated_faults, dimension_faults, mutation_faults]
)
def test_numbers(gate: Callable[[Book], list[Fault]], book: Book) -> None:
    nothing(gate(book))


@pytest.mark.parametrize("gate", [literal_faults, browser_faults])
def test_code(gate: Callable[[Path], list[Fault]]) -> None:
    nothing(gate(ROOT))


def test_the_glossary_is_found(book: Book) -> None:
    assert len(terms(book)) > 50


def test_checks_hold_and_are_what_they_call_themselves(book: Book, checks: list[Check]) -> None:
    nothing(check_faults(book, checks))


def test_quoted_values_are_held(book: Book, held: dict[str, Held]) -> None:
    nothing(held_faults(book, held))


def test_code_on_pages_is_not_cut_off(book: Book) -> None:
    text = "".join(page.read_text() for page in sorted((ROOT / "docs").rglob("*.md")))
    names = set(re.findall(r'\{\{ code\("(\w+)"\) \}\}', text))
    assert len(names) > 20
    lines = [line for name in names for line in source_of(find_function(book, name)[0]).splitlines()]
    assert [line for line in lines if len(line) > SHOWN] == []


def test_no_digit_is_typed(book: Book, tmp_path: Path) -> None:
    build_blank(ROOT, tmp_path)
    names = allowed_names(ROOT)
    found = digit_faults(tmp_path, blank_pages(book), names, ROOT)
    found += [*figure_digits(book, names), *label_faults(ROOT, names)]
    nothing([*found, *claim_digits(book, names)])


def test_one_percent_more_silicon_changes_the_page_and_fails_a_check(book: Book, checks: list[Check]) -> None:
    more = {"wse3_die_area": book.get("wse3_die_area") * 1.01}
    assert book.text("wafer_defects", given=more) != book.text("wafer_defects")
    assert [check.name for check in checks if not check.passes(book, more)]


def test_a_snippet_has_its_page_and_its_test(book: Book) -> None:
    pages = {definition.page for definition in book.definitions.values()}
    for page in sorted(pages):
        section, _, name = page.rpartition("/")
        test = ROOT / "tests" / section / f"test_{name.replace('-', '_')}.py"
        assert page in book.pages or page == "home", f"snippets/{page}.py has no page docs/{page}.md"
        assert test.exists(), f"snippets/{page}.py has no test {test.relative_to(ROOT)}"
