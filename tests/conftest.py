"""Names as arguments: a check asks for numbers as it would for fixtures, in the units that it says."""

from functools import cache
from pathlib import Path

import pytest

from ledger.book import Book, open_book
from ledger.faults import Fault
from ledger.gates.checks import Check, load_checks

ROOT = Path(__file__).parents[1]


@cache
def opened() -> tuple[Book, dict[str, Check]]:
    """The ledger, and its checks by the name that pytest gives them."""
    book = open_book(ROOT)
    return book, {check.name: check for check in load_checks(book)}


@pytest.fixture(scope="session")
def book() -> Book:
    """The ledger of this site."""
    return opened()[0]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each check the numbers that its arguments name."""
    if getattr(metafunc.function, "kind", "") not in ("outside", "closure", "identity"):
        return
    try:
        book, checks = opened()
    except Fault as fault:
        pytest.exit(str(fault), returncode=2)
    check = checks[metafunc.definition.nodeid]
    values = [book.get(name) for name, _ in check.arguments]
    asked = [v if by == 1.0 else v * by for v, (_, by) in zip(values, check.arguments, strict=True)]
    names = [name for name, _ in check.arguments]
    metafunc.parametrize(names, [asked], ids=["ledger"])
