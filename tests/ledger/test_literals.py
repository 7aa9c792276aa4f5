"""Numbers typed in code or in figures' labels are found in every guise; what may be typed is left alone."""

# ruff: noqa: E501 (a table of mistakes reads best with one on each line)

import pytest

from ledger.gates.browser import browser_faults
from ledger.gates.labels import label_faults
from ledger.gates.literals import literal_faults
from tests.ledger.plants import PLUS
from tests.ledger.site import FIGURES, TREES, Site

GUISES = [
    "int('7')", "float('1' + '.5')", "int(b'7')", "int(f'{2}{1}')", "len('abcdefg')", "len((0, 0, 0))", "sum([1, 1, 1])",
    "(1 + 1 + 1)", "2 ** 10", "10 ** 2 ** 2", "(1 << 10)", "ord('A')", "(True + True + True)", "(3j * 3j).real", "0x7", "-7",
    "len(range(7))", "list(range(7, 8))[0]", "sum(range(7))", "(lambda x, y=7: x)(2)", "round(2.5)", "max(7, 0)",
]  # fmt: skip


@pytest.mark.parametrize("code", GUISES)
def test_a_literal_in_disguise(tiny: Site, code: str) -> None:
    tiny.edit(TREES, PLUS, f"{PLUS} * {code}")
    line = tiny.line(TREES, f"* {code}")
    found = [str(fault) for fault in literal_faults(tiny.root)]
    assert [told.startswith(f"{TREES}:{line}: the number ") for told in found] == [True], found


DATED = ["'2026-05-14'", "'2026-05'", "' 2026-05-14 '", "'2026-' + '05-14'", "'-'.join(['2026-05', '14'])"]


@pytest.mark.parametrize("code", DATED)
def test_a_typed_date(tiny: Site, code: str) -> None:
    tiny.edit(TREES, "return [(member, area,", f"return [(member or {code}, area,")
    (told,) = {str(fault) for fault in literal_faults(tiny.root)}
    assert told.startswith(f"{TREES}:{tiny.line(TREES, 'member or')}: the ")
    assert " is typed: " in told and ("ask for a number's own (x_date: date)" in told) == ("+" not in code)


def test_a_typed_year(tiny: Site) -> None:
    tiny.edit(TREES, "return [(member, area,", "return [(member or '2026', area,")
    assert [str(fault).split(": ")[1] for fault in literal_faults(tiny.root)] == [
        "the number '2026' is typed"
    ]


@pytest.mark.parametrize("code", ["field_area * 10 * 100", "field_area + 1 + 1 + 1", "1 + field_area + 2"])
def test_a_literal_in_pieces(tiny: Site, code: str) -> None:
    tiny.edit(TREES, PLUS, f"return {code} + 0 * tree_density")
    assert len(literal_faults(tiny.root)) == 1


@pytest.mark.parametrize(
    "code",
    [
        "100 * x",
        "x * 10 * 10",
        "x / 100",
        "1 - x",
        "-x",
        "x ** 2",
        "1 / 2 * x",
        "-1 * x",
        "[s for s in range(3, 9)]",
        "max(range(3, 9))",
    ],
)
def test_what_may_be_typed(tiny: Site, code: str) -> None:
    tiny.edit(TREES, PLUS, f"x = field_area * tree_density\n    return {code}")
    assert literal_faults(tiny.root) == []


@pytest.mark.parametrize(
    "call", ["eval('6 + 1')", "open('/etc/hostname')", "__import__('math').pi", "print(tree_density)"]
)
def test_what_has_no_place_in_a_value(tiny: Site, call: str) -> None:
    tiny.edit(TREES, PLUS, f"{PLUS} * {call}")
    what = f"{call.partition('(')[0]}(...) has no place in a value: it only computes"
    assert [str(fault) for fault in literal_faults(tiny.root)] == [
        f"{TREES}:{tiny.line(TREES, call)}: {what}"
    ]


@pytest.mark.parametrize("helper", ["snippets/farm/_consts.py", "snippets/_consts.py"])
def test_a_literal_in_a_helper(tiny: Site, helper: str) -> None:
    tiny.add(helper, '"""Helpers."""\n\nMANY = 46\n')
    assert [str(fault) for fault in literal_faults(tiny.root)] == [
        f"{helper}:3: the number 46 is typed: make it a fact, an assumption or a formula's"
    ]


NOT_OURS = "holds another page's values: ask for them by their names"
# What the values on trees import, and what is said of it.
IMPORTS = {
    "from snippets.farm.pears import pears": f"'snippets.farm.pears' {NOT_OURS}",
    "from snippets.farm import pears": f"'snippets.farm.pears' {NOT_OURS}",
    "import snippets.farm.pears": f"'snippets.farm.pears' {NOT_OURS}",
    "from snippets.farm.pears_tables import rows": f"'snippets.farm.pears_tables' {NOT_OURS}",
    "from snippets.farm.trees_figures import trees_drawn": "values import no drawings, such as 'snippets.farm.trees_figures'",
    "from snippets.farm import trees_figures": "values import no drawings, such as 'snippets.farm.trees_figures'",
    "from snippets.farm import trees_sim": "a browser's Python cannot run 'snippets.farm.trees_sim': name this module *_sim too",
    "from snippets.farm.trees_tables import rows": "",
    "from snippets.farm._shared import half": "",
    "from snippets.formulas import growth": "",
}


@pytest.mark.parametrize("statement", IMPORTS)
def test_what_values_import(tiny: Site, statement: str) -> None:
    for module in ("pears", "pears_tables", "trees_tables", "trees_sim", "_shared"):
        tiny.add(f"snippets/farm/{module}.py", '"""More."""\n')
    tiny.edit(TREES, "from ledger.units", f"{statement}\nfrom ledger.units")
    told = f"{TREES}:3: {IMPORTS[statement]}"
    assert [str(fault) for fault in browser_faults(tiny.root)] == [told] * bool(IMPORTS[statement])


def test_simulations_and_helpers_import_no_other_page_s_values(tiny: Site) -> None:
    for module in ("pears_sim", "_pears"):
        tiny.add(f"snippets/farm/{module}.py", '"""More."""\n\nfrom snippets.farm.trees import trees\n')
    tiny.add("snippets/farm/plums_sim.py", '"""More."""\n\nfrom .trees import trees\n')
    assert [str(fault) for fault in browser_faults(tiny.root)] == [
        f"snippets/farm/{module}.py:3: 'snippets.farm.trees' {NOT_OURS}"
        for module in ("_pears", "pears_sim", "plums_sim")
    ]


# Typed where the figure's axis says what trees it counts, and the sentence.
LABELLED = {
    'look.axis("Trees, 46 of them")': "'Trees, 46 of them'",
    'look.axis("Twelve trees")': "'Twelve trees'",
    'look.axis("½")': "'½'",
    'look.axis(f"Of {len(rows)} or 46")': "'Of … or 46'",
    'look.axis(f"{46} trees")': "'46 trees'",
    'look.axis("Trees: " + "46")': "'46'",
    'look.axis(look.say(46) + " trees")': "'46 …'",
    "look.axis(str(46))": "'46 …'",
    "look.axis('46')": "'46'",
    "look.axis('<b>46 trees</b>')": "'46 trees'",
    "alt.Axis(labelExpr=\"datum.value>5?'46 trees':''\")": "'46 trees'",
    "alt.Axis(title=['Trees', 'of 2026'])": "'of 2026'",
}
# Colours, sizes, positions, columns, rows and names of things.
UNLABELLED = [
    'look.axis("Trees, million, of the Boskoop 2 XL", values=[10, 46])',
    'alt.Axis(title=None, labelColor="#12ab34", labelExpr="datum.value>46")',
    'look.axis("Trees" if rows[0]["density"] != "46 trees" else "")',
    'look.axis({"46 trees": "Trees"}.get("x46", "Trees"))',
    'look.axis("Trees"), scale=alt.Scale(domain=["2019-04-01", "46 trees"])',
    'look.axis("Trees" + "<rect x=\\"46\\" d=\\"M4 6L7 8\\"/>"[:0] + "M4 6l7 8"[:0] + "4 6"[:0])',
]


@pytest.mark.parametrize("axis", [*LABELLED, *UNLABELLED])
def test_typed_digits_on_a_chart(tiny: Site, axis: str) -> None:
    tiny.edit(FIGURES, 'look.axis("Trees")', axis)
    place = f"{FIGURES}:{tiny.line(FIGURES, axis)}: typed by hand, in a figure's label: "
    found = [str(fault) for fault in label_faults(tiny.root, ["Boskoop 2 XL"])]
    assert found == ([place + LABELLED[axis]] if axis in LABELLED else [])
