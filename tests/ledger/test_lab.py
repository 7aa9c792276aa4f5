"""What labs ask for: numbers in units that are imported, not named in quotes."""

from collections.abc import Callable
from typing import Any

import pytest

from ledger import lab
from ledger.book import Book
from ledger.units import mm2, per_mm2


@pytest.fixture(autouse=True)
def _tiny(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny site's ledger as the one that is installed."""
    monkeypatch.setattr(lab, "book", lambda: book)


def test_a_value_moves_with_an_input_in_any_unit() -> None:
    assert lab.value("trees") == pytest.approx(500)
    assert lab.value("field_area", mm2) == pytest.approx(25_000)
    assert lab.value("trees", tree_density=(0.04, per_mm2)) == pytest.approx(1000)
    assert repr(lab.show("trees", tree_density=(0.04, per_mm2))) == "Trees in the field: 1,000"


@pytest.mark.parametrize(
    "ask",
    [
        lambda: lab.value("field_area", "cm2"),
        lambda: lab.show("trees", tree_density=(0.04, "cm2")),
        lambda: lab.rows([(1.0,)], area="cm2"),
    ],
)
def test_a_unit_in_quotes_is_refused(ask: Callable[[], Any]) -> None:
    with pytest.raises(TypeError, match=r"^'cm2' is not a unit of ledger.units: import it, and write it"):
        ask()


def test_an_input_without_its_unit_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^say the unit: tree_density="):
        lab.value("trees", tree_density=0.04)
