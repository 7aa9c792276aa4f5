"""Terms of art are linked at their first use on a page."""

# ruff: noqa: E501 (a table of mistakes reads best with one on each line)

import pytest

from ledger.gates.terms import term_faults
from tests.ledger.site import PAGE, Site

GLOSSARY = "docs/farm/words.md"
ENTRIES = """---
question: Which words?
description: Words.
terms: true
---

# Words

## Of the field

### Orchard
A field of trees. An espalier is not one.
Also: espalier, GROVE.

### Row of trees and belfry
Trees in a line.

### Windfall
What lies in the grass.
"""
# Added to the page on trees, and what is used without a link.
USES = {
    "An orchard is old.": "'orchard' is used and not linked to docs/farm/words.md#orchard",
    "Two Orchards are.": "'Orchards' is used and not linked to docs/farm/words.md#orchard",
    "Three espaliers, then.": "'espaliers' is used and not linked to docs/farm/words.md#orchard",
    "A GROVE of them.": "'GROVE' is used and not linked to docs/farm/words.md#orchard",
    "One row\nof trees.": "'row of trees' is used and not linked to docs/farm/words.md#row-of-trees-and-belfry",
    "In belfries.": "'belfries' is used and not linked to docs/farm/words.md#row-of-trees-and-belfry",
    "| an orchard | x |": "'orchard' is used and not linked to docs/farm/words.md#orchard",
    "!!! note\n    An orchard.": "'orchard' is used and not linked to docs/farm/words.md#orchard",
    "Old orchard, and [orchard](words.md#orchard).": "'orchard' is used and not linked to docs/farm/words.md#orchard",
    "`[orchard](words.md#orchard)` orchard": "'orchard' is used and not linked to docs/farm/words.md#orchard",
    "[row](words.md#row-of-trees-and-belfry) orchard": "'orchard' is used and not linked to docs/farm/words.md#orchard",
    "An [orchard](words.md#orchard), an espalier and a windfall.": "'windfall' is used and not linked to docs/farm/words.md#windfall",
    "An [orchard](words.md#orchard), orchards.": "",
    "An [old grove](../farm/words.md#orchard) is an orchard.": "",
    "A grove, an orchardist, an orchard-like row.": "",
    "He orchardes.": "",
    "## Orchard\n\n`orchard` <!-- orchard --> [orchard](../index.md) ![orchard](trees.svg) {{ trees }}": "",
    '!!! short "Orchard"\n    An orchard.\n\n    Of orchards.\n\nIn an [orchard](words.md#orchard).': "",
    "```\nan orchard\n```\n\n<p title='orchard'>x</p>": "",
}


@pytest.mark.parametrize("words", USES)
def test_a_term_is_linked_at_its_first_use(tiny: Site, words: str) -> None:
    tiny.add(PAGE, f"\n{words}\n")
    assert term_faults(tiny.open()) == []  # no page explains terms
    tiny.add(GLOSSARY, ENTRIES)
    told = [str(fault).removeprefix(f"{PAGE}:").partition(": ") for fault in term_faults(tiny.open())]
    assert [sentence for _, _, sentence in told] == [USES[words]] * bool(USES[words])
    used = USES[words].split("'")[1].split()[0] if told else ""
    assert [int(line) for line, _, _ in told] == [tiny.line(PAGE, used)] * bool(told)


# Added to the entries, and what is said of them.
MISTAKES = {
    "### Belfry\nA tower.\n": "'Belfry' is explained already in docs/farm/words.md:15",
    "### Grove\nTrees.\nAlso: Orchard, grove.\n": "'Orchard' is explained already in docs/farm/words.md:11",
    "### Tower\nAlso: spire.\n": "the entry 'Tower' is empty",
    "### Tower\n\n### Grove\nTrees.\n": "the entry 'Tower' is empty",
}


@pytest.mark.parametrize("entry", MISTAKES)
def test_entries_that_explain_nothing_or_what_another_does(tiny: Site, entry: str) -> None:
    tiny.add(GLOSSARY, f"{ENTRIES}\n{entry}")
    line = tiny.line(GLOSSARY, entry.splitlines()[0])
    assert f"{GLOSSARY}:{line}: {MISTAKES[entry]}" in [str(fault) for fault in term_faults(tiny.open())]
