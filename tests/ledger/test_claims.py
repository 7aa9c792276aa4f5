"""Verdicts: one rule for numbers, and what a claim's record must hold."""

# ruff: noqa: E501 (a table of mistakes reads best with one on each line)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.claims import VERDICTS, verdict
from ledger.stated import Stated, read
from tests.ledger.site import CLAIMS, Site, some

NARROW = (0.0, 0.0)


def judged(stated: str, ours: float, span: tuple[float, float] | None = None, **others: list[float]) -> str:
    return verdict(read(stated, "count"), ours, span or (ours, ours), **others)


@pytest.mark.parametrize(
    ("stated", "ours", "expected"),
    [
        # half a unit of the last stated digit
        ("24.6", 24.65, "supported"),
        ("24.6", 24.55, "supported"),
        ("5", 5.5, "supported"),
        ("5", 4.5, "supported"),
        ("5", 5.51, "imprecise"),
        ("500", 549, "supported"),  # stated to the hundred
        ("500", 551, "imprecise"),
        # one percent of ours
        ("24.60", 24.84, "supported"),
        ("24.60", 24.86, "imprecise"),
        ("24.60", 24.36, "supported"),
        ("24.60", 24.35, "imprecise"),
        # a quarter of ours
        ("12.50", 10, "imprecise"),
        ("12.51", 10, "contradicted"),
        ("7.50", 10, "imprecise"),
        ("7.49", 10, "contradicted"),
        # a stated range that holds our number
        ("20–40", 30, "supported"),
        ("20–40", 41, "supported"),  # half of the last stated ten
        ("21–41", 42, "imprecise"),
        ("500 million to 1 billion", 451e6, "supported"),  # each end by its own last digit
        ("500 million to 1 billion", 449e6, "imprecise"),
        ("500 million to 1 billion", 10e6, "contradicted"),
        ("500 million to 1 billion", 1.49e9, "supported"),
        ("21–41", 60, "contradicted"),
        # signs
        ("-5.0", 5, "contradicted"),
        ("5.0", -5, "contradicted"),
        ("-5.0", -5, "supported"),
        ("-6.0", -5, "imprecise"),
        ("-50–-4", -3.4, "imprecise"),
        ("-5.0–4.9", 5.1, "imprecise"),
        # nothing at all
        ("0", 0, "supported"),
        ("4.0", 0, "contradicted"),
    ],
)
def test_the_rule(stated: str, ours: float, expected: str) -> None:
    assert judged(stated, ours) == expected


def test_inside_our_range() -> None:
    assert judged("10.0", 30, (9, 60)) == "imprecise"
    assert judged("60.0", 30, (9, 60)) == "imprecise"
    assert judged("61.0", 30, (9, 60)) == "contradicted"
    assert judged("61.0–70.0", 30, (9, 60)) == "contradicted"
    assert judged("8.0–9.5", 30, (9, 60)) == "imprecise"


def test_another_base_and_an_older_fact() -> None:
    assert judged("10.0", 30, others=[10.05]) == "imprecise"
    assert judged("10.0", 30, others=[10.2]) == "contradicted"
    assert judged("10.0", 30, older=[10.05]) == "outdated"
    assert judged("10.0", 11, older=[10.05]) == "outdated", "what was true once is outdated, not imprecise"
    assert judged("10.0", 10.01, older=[10.0]) == "supported", "what is still true is not outdated"


@some
@given(st.floats(0.1, 1e9), st.floats(0.1, 1e9), st.floats(1e-6, 1e6))
def test_a_verdict_does_not_depend_on_the_unit(stated: float, ours: float, scale: float) -> None:
    one = verdict(Stated(stated, stated, stated / 1000, stated / 1000, 3), ours, (ours, ours))
    other = verdict(
        Stated(stated * scale, stated * scale, stated * scale / 1000, stated * scale / 1000, 3),
        ours * scale,
        (ours * scale,) * 2,
    )
    ratio = abs(stated - ours) / ours
    if min(abs(ratio - edge) for edge in (0.25, 0.01, 0.001 * stated / ours)) > 1e-6:
        assert one == other
    assert one in VERDICTS


def test_computed_and_set(tiny: Site) -> None:
    assert tiny.open().claims["many_trees"].verdict == "supported"
    tiny.edit(CLAIMS, 'stated = "500"', 'stated = "550.0"')
    assert tiny.open().claims["many_trees"].verdict == "imprecise"
    tiny.edit(CLAIMS, 'stated = "550.0"', 'stated = "700.0"')
    assert tiny.open().claims["many_trees"].verdict == "contradicted"
    tiny.edit(CLAIMS, 'compare = "trees_counted"', 'compare = "trees_counted"\nolder = "field_area"')
    assert "count" in tiny.fault(), "an older fact of another kind is refused"


# What is planted in the one claim, and the sentence that it gives.
MISTAKES = {
    "compare nobody": ('compare = "trees_counted"', 'compare = "trees_conted"', "many_trees: nothing is called 'trees_conted'; did you mean 'trees_counted'?"),
    "decided by nobody": ('"trees_counted", "source', '"trees_conted", "source', "many_trees: nothing is called 'trees_conted'; did you mean 'trees_counted'?"),
    "a dangling source": ('"source:survey"', '"source:survy"', "many_trees: no source 'survy'; did you mean 'survey'?"),
    "nothing decides": ('["trees_counted", "source:survey"]', "[]", "many_trees: 'decided_by' names nothing"),
    "both ways": ('unit = "count"', 'unit = "count"\nverdict = "supported"', "many_trees: a claim has either 'compare' (its verdict is computed) or 'verdict' (set by hand)"),
    "no way": ('compare = "trees_counted"\n', "", "many_trees: a claim has either 'compare'"),
    "no unit": ('unit = "count"\n', "", "many_trees: a computed verdict needs 'stated' and 'unit'"),
    "a wrong verdict": ('compare = "trees_counted"', 'verdict = "suported"', "many_trees: verdict: 'suported' is not one of supported, imprecise, outdated, contradicted, unverifiable, opinion; did you mean 'supported'?"),
    "a typo in a key": ('note = "The', 'nota = "The', "many_trees: 'nota' is not a key; did you mean 'note'?"),
    "no section": ('section = "Opening"\n', "", "many_trees: the key 'section' is missing"),
    "unreadable": ('stated = "500"', 'stated = "many"', "many_trees: 'many' holds no number"),
    "another kind": ('stated = "500"\nunit = "count"', 'stated = "500 kW"\nunit = "kw"', "many_trees: "),
    "typed in the note": ("{{ trees_counted }}", "{{ 498 }}", "'{{ 498 }}' is typed by hand: quote a number by its name"),
    "unknown in the note": ("{{ trees_counted }}", "{{ trees_conted }}", "nothing is called 'trees_conted'; did you mean 'trees_counted'?"),
}  # fmt: skip


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_in_a_claim(tiny: Site, what: str) -> None:
    old, new, words = MISTAKES[what]
    tiny.edit(CLAIMS, old, new)
    assert tiny.fault().startswith(f"{CLAIMS}:1: {words}")
