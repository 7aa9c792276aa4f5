"""Digits typed into texts: a blank build finds each once, and leaves alone what is no number of ours."""

# ruff: noqa: E501 (a table of mistakes reads best with one on each line)

import pytest

from ledger.faults import Fault
from ledger.gates.digits import allowed_names
from ledger.gates.run import build_blank, typed_faults
from tests.ledger.site import CLAIMS, FIGURES, PAGE, Site, apart, copied

# Typed into the page on trees, and the sentence: `@` is the line.
TYPED = {
    "It holds 512 apples.": "typed by hand, in p: 'It holds 512 apples.'",
    "It holds eleven pears.": "typed by hand, in p: 'It holds eleven pears.'",
    "It holds a million plums.": "typed by hand, in p: 'It holds a million plums.'",
    "A third of the trees is old, or two thirds.": "typed by hand, in p: 'A third of the trees is old, or two t'",
    "It holds *37* figs.": "typed by hand, in p: 'It holds 37 figs.'",
    "![A drawing of 41 trees](trees.svg)": "typed by hand, in alt: 'A drawing of 41 trees'",
    '[there](../index.md "All 43 of them")': "typed by hand, in title: 'All 43 of them'",
    "## The 47 oldest": "typed by hand, in h2: 'The 47 oldest'",
    "| 53 | x |\n|---|---|\n| y | z |": "typed by hand, in th: '53'",
    "- item 59": "typed by hand, in li: 'item 59'",
    "Code `61` is a number.": "typed by hand, in p: 'Code 61 is a number.'",
    "Code `83 GB` is one too.": "typed by hand, in p: 'Code 83 GB is one too.'",
    "It holds ½ of the figs.": "typed by hand, in p: 'It holds ½ of the figs.'",
    "It holds ⅔ of the pears.": "typed by hand, in p: 'It holds ⅔ of the pears.'",
    "It holds ٥٦ quinces.": "typed by hand, in p: 'It holds ٥٦ quinces.'",
    "It holds ② medlars.": "typed by hand, in p: 'It holds ② medlars.'",
    "It grew by 10⁶ apples.": "typed by hand, in p: 'It grew by 10⁶ apples.'",
    "Two-fifths of the plums.": "typed by hand, in p: 'Two-fifths of the plums.'",
    "A tenth of the plums.": "typed by hand, in p: 'A tenth of the plums.'",
    "Nine tenths of the plums.": "typed by hand, in p: 'Nine tenths of the plums.'",
    "One-third more plums.": "typed by hand, in p: 'One-third more plums.'",
    "The thirteenth plum.": "typed by hand, in p: 'The thirteenth plum.'",
    "A multimillion harvest.": "typed by hand, in p: 'A multimillion harvest.'",
    "A hundredfold harvest.": "typed by hand, in p: 'A hundredfold harvest.'",
    "One and a half plums.": "typed by hand, in p: 'One and a half plums.'",
    "One point five plums.": "typed by hand, in p: 'One point five plums.'",
    "Sixty-four plums.": "typed by hand, in p: 'Sixty-four plums.'",
    "An <ins>89</ins> put in.": "typed by hand, in p: 'An 89 put in.'",
    "A <kbd>91</kbd> to press.": "typed by hand, in p: 'A 91 to press.'",
    "A <u>93</u> lined.": "typed by hand, in p: 'A 93 lined.'",
    '<progress value="95" max="99"></progress> of it': "typed by hand, in value: '95'",
    '<svg viewBox="0 0 1 1"><text>97</text></svg> drawn': "typed by hand, in text: '97'",
    '<a href="../index.md" aria-description="101 pages">x</a>': "typed by hand, in aria-description: '101 pages'",
    "###### The 103 deep": "typed by hand, in h6: 'The 103 deep'",
    "<address>107 Orchard Road</address>": "typed by hand, in address: '107 Orchard Road'",
    "<details><summary>More</summary>109 inside</details>": "typed by hand, in details: '109 inside'",
}
# What holds digits and is no number of ours.
ALLOWED = [
    "The Boskoop 2 XL is a name.",
    "`variable_3` is code.",
    "    4 indented",
    "<!-- 5 comments -->",
    "An area in mm² of H₂O.",
    "A third time, and the second quarter.",
    "A footnote[^a].\n\n[^a]: Of footnotes.",
]


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, list[str]]:
    """A site with every kind of typed digit, and what a blank build of it finds."""
    site = copied(tmp_path_factory.mktemp("typed") / "tiny")
    site.add(PAGE, "\n" + "\n\n".join([*TYPED, *ALLOWED]) + "\n")
    site.add("docs/farm/trees.svg", "<svg/>")
    for page in ("farm/index", "farm/price-index", "templates/unbuilt"):
        site.add(
            f"docs/{page}.md",
            "---\nquestion: Which?\ndescription: One.\n---\n\n# Which?\n\nAll 113 of them.\n",
        )
    site.edit(PAGE, "description: Trees, counted.", "description: All 67 trees, counted.")
    site.edit("mkdocs.yml", "tables, ledger", "tables, footnotes, ledger")
    site.edit("docs/index.md", "question: What is here?\n", "question: What is here?\ntitle: The 71 pages\n")
    site.edit(FIGURES, "More density", "73 times more density")
    site.edit(CLAIMS, "a stated number", "79 hundred")
    site.add("snippets/names.toml", '[apples]\nnames = ["Boskoop 2 XL"]\n')
    with apart():
        return site, [str(fault) for fault in typed_faults(site.open())]


@pytest.mark.parametrize("words", TYPED)
def test_typed_digits(typed: tuple[Site, list[str]], words: str) -> None:
    site, found = typed
    assert f"{PAGE}:{site.line(PAGE, words.splitlines()[0])}: {TYPED[words]}" in found


def test_typed_digits_elsewhere(typed: tuple[Site, list[str]]) -> None:
    site, found = typed
    assert f"{PAGE}:{site.line(PAGE, '67')}: typed by hand, in meta: 'All 67 trees, counted.'" in found
    assert f"docs/index.md:{site.line('docs/index.md', '71')}: typed by hand, in a: 'The 71 pages'" in found
    assert (
        f"{FIGURES}:{site.line(FIGURES, '@figure')}: trees_drawn: typed by hand: '73 times more density, more tre'"
        in found
    )
    assert f"{CLAIMS}:1: many_trees: typed by hand: 'The field holds 79 hundred of trees.'" in found


@pytest.mark.parametrize("page", ["farm/index", "farm/price-index"])
def test_pages_whose_names_end_in_index(typed: tuple[Site, list[str]], page: str) -> None:
    assert f"docs/{page}.md:8: typed by hand, in p: 'All 113 of them.'" in typed[1]


def test_a_page_that_is_not_built(typed: tuple[Site, list[str]]) -> None:
    """The builder leaves out a folder of this name."""
    assert "docs/templates/unbuilt.md: the builder made no page of this file: no gate has read it" in typed[1]


def test_each_is_told_once(typed: tuple[Site, list[str]]) -> None:
    for number in ("37", "41", "47", "71"):
        assert len([line for line in typed[1] if f" {number} " in line]) == 1


def test_allowed_digits(typed: tuple[Site, list[str]]) -> None:
    for line in typed[1]:
        assert not any(
            words in line
            for words in ("Boskoop", "variable", "indented", "comments", "H₂O", "second quarter", "ootnote")
        ), line


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("raise SystemExit(3)", "it ended with 3 and said nothing"),
        ("print('so')\nraise SystemExit(3)", "so"),
    ],
)
def test_a_blank_build_that_fails(tiny: Site, monkeypatch: pytest.MonkeyPatch, code: str, words: str) -> None:
    tiny.add("mkdocs/__main__.py", f"{code}\n")
    tiny.add("mkdocs/__init__.py", "")
    with pytest.raises(Fault, match=f"^the blank build failed: {words}$"):
        build_blank(tiny.root, tiny.root / "site")


def test_allowed_names(tiny: Site) -> None:
    assert allowed_names(tiny.root) == []
    tiny.add("snippets/names.toml", '[apples]\nnames = ["Boskoop 2", "Boskoop 2 XL", "C3"]\n')
    assert allowed_names(tiny.root) == ["Boskoop 2 XL", "Boskoop 2", "C3"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('names = "Boskoop 2"', "names: it is not a list: write [...]"),
        ('nams = ["Boskoop 2"]', "'nams' is not a key; did you mean 'names'?"),
        ('names = ["C3", "46"]', "names: '46' holds no letter: a number is no name of a thing"),
        ('names = ["C3", 46]', "names: it is not words"),
        ("", "the key 'names' is missing"),
    ],
)
def test_mistakes_in_names(tiny: Site, line: str, what: str) -> None:
    tiny.add("snippets/names.toml", f"# Apples.\n[apples]\n{line}\n")
    with pytest.raises(Fault) as caught:
        allowed_names(tiny.root)
    assert str(caught.value) == f"snippets/names.toml:2: apples: {what}"
