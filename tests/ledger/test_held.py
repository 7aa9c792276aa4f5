"""What holds a value and what does not: units, checks, vectors, the bound on one side."""

# ruff: noqa: E501 (a table of mistakes reads best with one on each line)

import pytest

from ledger.gates.held import held_values
from tests.ledger.plants import IMPORTS, PLUS, appended, fact, gates
from tests.ledger.site import CHECK, ORCHARD, PAGE, TREES, VECTORS, Site


def test_gigabytes_over_terabytes_per_second_are_no_seconds(tiny: Site) -> None:
    tiny.edit(
        ORCHARD,
        "[planted_on]",
        fact("memory", "80", "gb", "80 GB") + fact("speed", "3", "tb_per_s", "3 TB/s") + "[planted_on]",
    )
    tiny.edit(
        TREES,
        *appended(
            'def sweep_time(memory: gb, speed: tb_per_s) -> seconds:\n    """W."""\n    return memory / speed'
        ),
    )
    tiny.edit(TREES, IMPORTS, f"gb, seconds, tb_per_s, {IMPORTS}")
    line = tiny.line(TREES, "def sweep_time")
    assert gates(tiny) == [
        f"{TREES}:{line}: sweep_time: in other units it gives 0.001 times its answer: do its units fit together?"
    ]
    tiny.edit(TREES, "memory: gb", "memory: tb")
    tiny.edit(TREES, "gb, seconds", "tb, seconds")
    assert gates(tiny) == []


def test_vectors_of_a_formula_in_its_module(tiny: Site) -> None:
    """What the test calls could not be shifted."""
    tiny.edit(
        VECTORS,
        "growth import expected, survival",
        "growth import survival\nfrom snippets.formulas import growth",
    )
    tiny.edit(VECTORS, "@vectors(expected,", "@vectors(growth.expected,")
    tiny.edit(VECTORS, "assert expected(", "assert growth.expected(")
    line = tiny.line(VECTORS, "@vectors(growth")
    assert f"{VECTORS}:{line}: test_expected: import 'expected' itself, not its module" in gates(tiny)


def test_checks_of_no_page(tiny: Site) -> None:
    """A file of checks at the wrong place would hold nothing and say nothing."""
    (tiny.root / CHECK).rename(tiny.root / "tests/farm/test_tree.py")
    found = gates(tiny)
    assert "tests/farm/test_tree.py: no page is called 'farm/tree'; did you mean 'farm/trees'?" in found
    assert f"{TREES}: trees: its checks, {CHECK}, are missing" in found


def test_a_loose_check_holds_nothing(tiny: Site) -> None:
    """Being touched by a check is not being held: shifted by 5 %, the value must make it fail."""
    tiny.edit(VECTORS, '@vectors(expected, source="almanac")\n', "")
    assert gates(tiny) == []
    tiny.edit(CHECK, "0.01 *", "0.2 *")
    held = f"{TREES}:{tiny.line(TREES, 'def trees(')}: 'trees' is quoted and held by nothing"
    assert [told.startswith(held) for told in gates(tiny)] == [True]


@pytest.mark.parametrize("code", [f"{PLUS} * 2", "return expected(2 * field_area, tree_density)"])
def test_published_answers_hold_one_call_alone(tiny: Site, code: str) -> None:
    """What is computed around a formula, or inside its brackets, is held by a check or by nothing."""
    tiny.edit(TREES, PLUS, code)
    tiny.edit(CHECK, "0.01 *", "2 *")
    held = f"{TREES}:{tiny.line(TREES, 'def trees(')}: 'trees' is quoted and held by nothing"
    assert [told.startswith(held) for told in gates(tiny)] == [True]
    tiny.edit(TREES, code, PLUS)
    tiny.edit(CHECK, "2 *", "0.2 *")
    assert gates(tiny) == []


def test_a_bound_holds_nothing_until_another_stands_on_the_other_side(tiny: Site) -> None:
    tiny.edit(VECTORS, '@vectors(expected, source="almanac")\n', "")
    tiny.edit(CHECK, "abs(trees - trees_counted) < 0.01 * trees_counted", "trees < 1.01 * trees_counted")
    held = f"{TREES}:{tiny.line(TREES, 'def trees(')}: 'trees' is quoted and held by nothing"
    assert [told.startswith(held) for told in gates(tiny)] == [True]
    low = "def test_low(trees: count, field_area: mm2, tree_density: per_mm2) -> None:"
    tiny.add(
        CHECK,
        f'\n\n@identity\n{low}\n    """Not fewer."""\n    assert trees > 0.99 * field_area * tree_density\n',
    )
    tiny.edit(CHECK, "import outside", "import identity, outside")
    tiny.edit(CHECK, "import count", "import count, mm2, per_mm2")
    assert gates(tiny) == []
    held_by = held_values(tiny.open())["trees"]
    assert (held_by.text, len(held_by.checks)) == ("identity", 2), "the weaker of the two bounds"


def test_vectors_that_bound_one_side_hold_no_formula(tiny: Site) -> None:
    tiny.edit(VECTORS, "== 6.0", "< 6.1")
    tiny.edit(CHECK, "0.01 *", "0.2 *")
    assert any("'trees' is quoted and held by nothing" in told for told in gates(tiny))


def test_a_check_of_a_constant_holds_nothing(tiny: Site) -> None:
    """Shifting some fact under the value must make the check fail too."""
    tiny.edit(VECTORS, '@vectors(expected, source="almanac")\n', "")
    tiny.edit(TREES, PLUS, "return 500 + 0 * field_area * tree_density")
    assert any("'trees' is quoted and held by nothing" in told for told in gates(tiny))


def test_a_page_that_no_fact_moves(tiny: Site) -> None:
    code = 'def odd(field_area: mm2) -> mm2:\n    """W.\n\n    not held: nobody asks.\n    """\n    return 0 * field_area'
    tiny.edit(TREES, *appended(code))
    tiny.add("docs/lone.md", "---\nquestion: Lone?\ndescription: Lone.\n---\n\n{{ odd }}\n")
    assert "docs/lone.md: the page stays as it is when 'field_area' grows by half, under 'odd'" in gates(tiny)


def test_at_most_one_quoted_value_in_ten_is_not_held(tiny: Site) -> None:
    tiny.edit(
        TREES,
        *appended(
            'def odd(field_area: mm2) -> mm2:\n    """W.\n\n    not held: nobody knows.\n    """\n    return field_area'
        ),
    )
    tiny.add(PAGE, "\n{{ odd }}\n")
    assert gates(tiny) == ["2 of 4 quoted values are not held: at most one in ten may be"]
