"""Names to functions: what snippets may ask for, and how they are refused."""

# ruff: noqa: E501 (a table of mistakes reads best with one on each line)

import sys

import pytest

from ledger.book import Book
from ledger.gates.dimensions import dimension_faults
from ledger.gates.literals import literal_faults
from tests.ledger.site import ORCHARD, TREES, Site


def test_a_field_makes_fields(book: Book) -> None:
    """Plums have no price: the hole stays a hole, in the field and in the table."""
    assert list(book.columns["price_of_area"].cells.values()) == ["apple_price_of_area"]
    assert "plum_price_of_area" not in book.numbers
    assert book.get("apple_price_of_area") == 2 / 50
    assert book.get("fruits_by_area") == [("apple", 50.0, 2 / 50), ("plum", 20.0, None)]


def test_units_are_those_asked_for(book: Book) -> None:
    assert book.get("trees") == 500  # the field is stored in cm² and asked for in mm²
    assert book.get("trees_by_density") == [(step / 100, pytest.approx(250 * step)) for step in range(1, 6)]


def test_a_curve_speaks_in_the_units_of_its_request(tiny: Site) -> None:
    """The field is stored in cm² and swept in mm²."""
    tiny.add(
        TREES,
        """

@table(area=mm2, trees=count)
def trees_by_area(trees: curve[count] = of(field_area=mm2)) -> Rows:
    \"\"\"Trees by area.\"\"\"
    return [(100, trees(100)), (200, trees(200))]
""",
    )
    assert tiny.open().get("trees_by_area") == [(100, pytest.approx(2)), (200, pytest.approx(4))]


def test_members_come_in_their_order(tiny: Site) -> None:
    tiny.edit("snippets/facts/fruits/plum.toml", "order = 2", "order = 0")
    assert [row[0] for row in tiny.open().get("fruits_by_area")] == ["plum", "apple"]


@pytest.fixture
def wide(tiny: Site) -> Site:
    """The site with a second family: pies of a fruit in a pan, for every fruit and every pan."""
    for number, pan in enumerate(("round", "square"), 1):
        tiny.add(
            f"snippets/facts/pans/{pan}.toml",
            f"""[member]
label = "{pan.title()}"
order = {number}

[pan_area]
title = "Area of a {pan} pan"
value = {number * 1000}
unit = "mm2"
as_stated = "{number * 1000} mm²"
source = "almanac"
date = "2024"
evidence = "maker"
seen = "original"
""",
        )
    tiny.add(
        TREES,
        """

def fruits_per_pan(pan_area: mm2, fruit_area: mm2) -> count:
    \"\"\"Fruits that cover a pan.\"\"\"
    return pan_area / fruit_area


def pan_price(fruits_per_pan: count, price: usd) -> usd:
    \"\"\"What a full pan costs.\"\"\"
    return fruits_per_pan * price


@table(which=text, fruits=count)
def pans(fruits_per_pan: each[count]) -> Rows:
    \"\"\"Every fruit in every pan.\"\"\"
    return list(fruits_per_pan.items())


def plums_in_a_round_pan(round_plum_fruits_per_pan: count) -> count:
    \"\"\"One cell of the product, asked for by its name.\"\"\"
    return round_plum_fruits_per_pan
""",
    )
    return tiny


def test_two_families_give_their_product(wide: Site) -> None:
    book = wide.open()
    assert book.columns["fruits_per_pan"].families == ("pans", "fruits")
    assert book.get("pans") == [
        ("round_apple", 20),
        ("round_plum", 50),
        ("square_apple", 40),
        ("square_plum", 100),
    ]
    assert book.columns["pan_price"].families == ("pans", "fruits")
    assert list(book.columns["pan_price"].cells.values()) == [
        "round_apple_pan_price",
        "square_apple_pan_price",
    ]
    assert book.get("square_apple_pan_price") == 80
    assert book.get("plums_in_a_round_pan") == 50
    assert book.title("round_plum_fruits_per_pan") == "Fruits that cover a pan: Round, Plum"


def test_evidence_of_a_field(tiny: Site) -> None:
    """`x_evidence: text` asks who says x."""
    tiny.add(
        TREES,
        """

@table(fruit=text, who=text)
def speakers(
    fruit_area_evidence: each[text], trees_counted_evidence: text, trees_evidence: text, told_evidence: text
) -> Rows:
    \"\"\"Who says how large a fruit is.\"\"\"
    more = [("counted", trees_counted_evidence), ("trees", trees_evidence), ("told", told_evidence)]
    return list(fruit_area_evidence.items()) + more


def told(trees_counted: count, field_area: mm2) -> count:
    \"\"\"From a measured number and one of its maker's.\"\"\"
    return trees_counted + 0 * field_area
""",
    )
    book = tiny.open()
    assert book.get("speakers") == [
        ("apple", "maker"),
        ("plum", "maker"),
        ("counted", "measured"),
        ("trees", "assumption"),
        ("told", "maker"),
    ]
    assert book.inputs("speakers") == []


def test_dates_of_numbers(tiny: Site) -> None:
    """`x_date: date` asks for the day that x speaks of: the oldest of its inputs'."""
    tiny.edit(TREES, "count, curve, each", "count, curve, date, each")
    tiny.edit("snippets/facts/fruits/plum.toml", 'date = "2024"', 'date = "2023-07"')
    tiny.add(
        TREES,
        """

@table(what=text, day=date)
def days(fruit_area_date: each[date], trees_date: date, trees_counted_date: date, told_date: date) -> Rows:
    \"\"\"Of what day each number speaks.\"\"\"
    more = [("trees", trees_date), ("counted", trees_counted_date), ("told", told_date)]
    return list(fruit_area_date.items()) + more


def told(trees_counted: count, field_area: mm2) -> count:
    \"\"\"From two documents.\"\"\"
    return trees_counted + 0 * field_area


def fruit_day(fruit_area_date: date) -> date:
    \"\"\"A field of days.\"\"\"
    return fruit_area_date
""",
    )
    book = tiny.open()
    assert book.get("days") == [
        ("apple", "2024"),
        ("plum", "2023-07"),
        ("trees", "2024"),
        ("counted", "2025-03-01"),
        ("told", "2024"),
    ]
    assert all(day == book.date(name) for name, day in book.get("days")[2:3])
    assert book.inputs("days") == []
    assert book.get("plum_fruit_day") == "2023-07"
    assert literal_faults(tiny.root) == [] and dimension_faults(book) == []


@pytest.mark.parametrize("asked", ["nothing_date: date", "bare_fields_evidence: date", "trees_date: text"])
def test_what_is_no_question_about_a_number(tiny: Site, asked: str) -> None:
    tiny.edit(TREES, "count, curve, each", "count, curve, date, each")
    name = asked.split(":")[0]
    sentence = appended(tiny, f"def planted({asked}) -> count:\n{DOC}")
    assert f"planted: nothing is called '{name if 'nothing' not in name else 'nothing'}'" in sentence


def test_a_number_without_facts_has_no_date(tiny: Site) -> None:
    code = 'def one() -> count:\n    """One."""\n    return 1\n\n\ndef day(one_date: text) -> count:\n'
    tiny.edit(TREES, "count, curve, each", "count, curve, date, each")
    assert "'one' rests on no fact: it has no date" in appended(tiny, code.replace("text", "date") + DOC)


def appended(site: Site, code: str) -> str:
    """The sentence after a function is appended to the snippet, with the place of its `def` put in."""
    site.add(TREES, "\n\n" + code)
    return site.fault()


DOC = '    """What."""\n    return 1'


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            f"def planted(fild_area: mm2) -> count:\n{DOC}",
            "planted: nothing is called 'fild_area'; did you mean 'field_area'?",
        ),
        (
            f"def planted(old_field_area: mm2) -> count:\n{DOC}",
            "planted: nothing is called 'old_field_area'; it is called 'field_area' now",
        ),
        (
            f"def planted(field_area: per_mm2) -> count:\n{DOC}",
            "planted: 'field_area' (snippets/facts/orchard.toml:1) is stored in cm2, which cannot be asked for in per_mm2",
        ),
        (
            f"def planted(planted_on: count) -> count:\n{DOC}",
            "planted: 'planted_on' (snippets/facts/orchard.toml:32) is stored in date, which cannot be asked for in count",
        ),
        (
            f"def planted(trees_by_density: count) -> count:\n{DOC}",
            "planted: 'trees_by_density' is a table, which no number can be computed from",
        ),
        (f"def planted(field_area) -> count:\n{DOC}", "planted: 'field_area' says no unit of ledger.units"),
        (f"def planted(field_area: float) -> count:\n{DOC}", "planted: 'field_area' says no unit of ledger.units"),
        (f"def planted(trees: count):\n{DOC}", "planted: say the unit that it returns (def planted(...) -> unit)"),
        (f"def planted(trees: count) -> float:\n{DOC}", "planted: say the unit that it returns"),
        (
            "def planted(trees: count) -> count:\n    return trees",
            "planted: a docstring is missing: one sentence that says what it is",
        ),
        (
            f"def planted(field_area: each[mm2]) -> count:\n{DOC}",
            "planted: 'field_area' is not a field; did you mean 'fruit_area'?",
        ),
        (f"def planted(trees: curve[count]) -> count:\n{DOC}", "planted: the curve 'trees' needs = of(input=unit)"),
        (
            f"def planted(trees: curve[count] = of(tree_densty=per_mm2)) -> count:\n{DOC}",
            "planted: nothing is called 'tree_densty'; did you mean 'tree_density'?",
        ),
        (
            f"def planted(trees: curve[count] = of(tree_density=mm2)) -> count:\n{DOC}",
            "planted: 'tree_density' (snippets/facts/orchard.toml:12) is stored in per_mm2, which cannot be asked for in mm2",
        ),
        (
            f"def planted(trees: curve[count] = of(tree_density=0.01)) -> count:\n{DOC}",
            "planted: 'trees' says no unit of ledger.units",
        ),
        (f"def field_area(trees: count) -> count:\n{DOC}", "two ways to the name 'field_area': also snippets/facts/orchard.toml:1"),
        (f"def old_field_area(trees: count) -> count:\n{DOC}", "two ways to the name 'old_field_area': also snippets/facts/orchard.toml:1"),
        (f"def fruit_area(trees: count) -> count:\n{DOC}", "two ways to the name 'fruit_area'"),
        (f"def trees_drawn(trees: count) -> count:\n{DOC}\n\ndef planted(trees_drawn: each[count]) -> count:\n{DOC}", "planted: 'trees_drawn' is not a field"),
        (
            "@table(fruit=text)\ndef rows(price: usd) -> Rows:\n    \"\"\"Rows.\"\"\"\n    return []",
            "rows: a table asks for a whole field (each[...]), not for one of its numbers",
        ),
        (
            "@table(fruit=str)\ndef rows(trees: count) -> Rows:\n    \"\"\"Rows.\"\"\"\n    return []",
            "rows: the column 'fruit' has no unit of ledger.units",
        ),
        (
            "@table()\ndef rows(trees: count) -> Rows:\n    \"\"\"Rows.\"\"\"\n    return []",
            "rows: a table needs columns (@table(name=unit, ...))",
        ),
        (f"def one(two: count) -> count:\n{DOC}\n\n\ndef two(one: count) -> count:\n{DOC}", "a circle: one -> two -> one"),
        (f"def self_made(self_made: count) -> count:\n{DOC}", "a circle: self_made -> self_made"),
        (f"def planted(trees: cuont) -> count:\n{DOC}", "NameError: name 'cuont' is not defined; did you mean 'count'?"),
        ("from ledger.units import cuont", "ImportError: cannot import name 'cuont' from 'ledger.units'; did you mean 'count'?"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("def planted(:", "SyntaxError: "),
    ],
)  # fmt: skip
def test_refused(tiny: Site, code: str, words: str) -> None:
    sentence = appended(tiny, code)
    rows = [row for row in code.splitlines() if row[:1].strip() and not row.startswith("@")]
    start = rows[0] if "circle" in words else rows[-1]
    assert sentence.startswith(f"{TREES}:{tiny.line(TREES, start)}: "), sentence
    assert words in sentence
    assert "\n" not in sentence


def test_a_new_member_in_a_unit_of_another_kind(tiny: Site) -> None:
    """The value's file is right: the sentence names the fact's too."""
    pear = (tiny.root / "snippets/facts/fruits/plum.toml").read_text("utf-8").replace("cm2", "mm")
    tiny.add("snippets/facts/fruits/pear.toml", pear.replace('unit = "mm2"', 'unit = "mm"'))
    fact = f"snippets/facts/fruits/pear.toml:{tiny.line('snippets/facts/fruits/pear.toml', '[fruit_area]')}"
    assert tiny.fault() == (
        f"{TREES}:{tiny.line(TREES, 'def fruits_by_area')}: fruits_by_area: 'pear_fruit_area' ({fact})"
        " is stored in mm, which cannot be asked for in mm2"
    )


def test_a_value_defined_twice(tiny: Site) -> None:
    tiny.add(
        "snippets/farm/more.py",
        '"""More."""\nfrom ledger.units import count\n\n\ndef trees() -> count:\n    """T."""\n    return 1\n',
    )
    sentence = tiny.fault()
    assert (
        sentence
        == f"{TREES}:{tiny.line(TREES, 'def trees(')}: two ways to the name 'trees': also snippets/farm/more.py:5"
    )


def test_a_fact_with_the_name_of_a_derived_cell(tiny: Site) -> None:
    tiny.edit(ORCHARD, "[trees_counted]", "[apple_price_of_area]")
    tiny.edit("tests/farm/test_trees.py", "trees_counted: count", "trees: count")
    sentence = tiny.fault()
    assert "two ways to the name 'apple_price_of_area'" in sentence
    assert TREES in sentence and ORCHARD in sentence


def test_a_value_with_the_name_of_a_derived_cell(tiny: Site) -> None:
    sentence = appended(tiny, f"def apple_price_of_area(trees: count) -> count:\n{DOC}")
    derived, typed = (tiny.line(TREES, f"def {name}(") for name in ("price_of_area", "apple_price_of_area"))
    assert sentence == f"{TREES}:{derived}: two ways to the name 'apple_price_of_area': also {TREES}:{typed}"


def test_an_alias_of_two_facts(tiny: Site) -> None:
    tiny.edit(ORCHARD, 'seen = "copy"', 'seen = "copy"\naliases = ["old_field_area"]')
    assert "'old_field_area'" in tiny.fault()


def test_an_alias_with_the_name_of_a_field(tiny: Site) -> None:
    tiny.edit(ORCHARD, '"old_field_area"', '"fruit_area"')
    assert "'fruit_area'" in tiny.fault()


def test_an_old_name_of_a_value(tiny: Site) -> None:
    tiny.edit(TREES, '"""Trees in the field."""', '"""Trees in the field.\n\n    formerly: plants\n    """')
    book = tiny.open()
    assert book.aliases["plants"] == "trees"
    tiny.edit(ORCHARD, "[trees_counted]", "[plants]")
    assert "two ways to the name 'plants'" in tiny.fault()


def test_an_old_name_of_a_field(tiny: Site) -> None:
    tiny.edit(TREES, "    not held: nobody", "    formerly: cost_of_area\n\n    not held: nobody")
    book = tiny.open()
    assert book.aliases["apple_cost_of_area"] == "apple_price_of_area"
    assert book.numbers["apple_price_of_area"].formerly == ("apple_cost_of_area",)
    tiny.edit(ORCHARD, "[trees_counted]", "[apple_cost_of_area]")
    assert "two ways to the name 'apple_cost_of_area'" in tiny.fault()


def test_a_helper_is_no_value(tiny: Site) -> None:
    tiny.add(TREES, "\n\ndef _half(x):\n    return x / 2\n")
    assert "_half" not in tiny.open().numbers


def test_what_is_imported_is_no_value(book: Book) -> None:
    assert "expected" not in book.numbers and "survival" not in book.numbers


def test_a_mistake_in_a_formula_is_placed_in_the_formula(tiny: Site) -> None:
    tiny.edit("snippets/formulas/growth.py", "from math import exp", "from math import exq")
    assert tiny.fault().startswith(
        "snippets/formulas/growth.py:3: ImportError: cannot import name 'exq' from 'math'; did you mean 'exp'?"
    )
    tiny.edit("snippets/formulas/growth.py", "from math import exq", "from math import exp as")
    assert tiny.fault().startswith("snippets/formulas/growth.py:3: SyntaxError: ")


def test_a_saved_snippet_is_read_anew_however_soon(tiny: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two saves within a second, of files of the same length, are two snippets."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    for factor in (2, 1, 2, 1):
        old = (tiny.root / TREES).read_text("utf-8")
        code = "return expected(field_area, tree_density)"
        new = (
            old.replace(f"{code} * 1", code)
            .replace(f"{code} * 2", code)
            .replace(code, f"{code} * {factor}", 1)
        )
        (tiny.root / TREES).write_text(new, "utf-8")
        assert tiny.open().get("trees") == 500 * factor
