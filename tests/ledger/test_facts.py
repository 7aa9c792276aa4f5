"""Facts, assumptions, families and sources: what is read, and one sentence for each mistake."""

# ruff: noqa: E501 (a table of mistakes reads best with one on each line)

from pathlib import Path

import pytest

from ledger.facts import load_facts
from ledger.faults import Fault
from ledger.gates.as_stated import stated_faults
from ledger.gates.browser import browser_faults
from ledger.gates.labels import label_faults
from ledger.gates.literals import literal_faults
from ledger.gates.terms import term_faults
from tests.ledger.plants import gates
from tests.ledger.site import ORCHARD, Site

APPLE = "snippets/facts/fruits/apple.toml"
PLUM = "snippets/facts/fruits/plum.toml"
SOURCES = "snippets/facts/sources.toml"


def sentence(site: Site) -> str:
    """The sentence with which the facts are refused."""
    with pytest.raises(Fault) as caught:
        load_facts(site.root, site.root / "snippets" / "facts")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_is_read(tiny: Site) -> None:
    facts = load_facts(tiny.root, tiny.root / "snippets" / "facts")
    assert set(facts.sources) == {"almanac", "survey"}
    assert set(facts.entries) == {
        "field_area", "tree_density", "trees_counted", "planted_on",
        "apple_fruit_area", "apple_price", "plum_fruit_area",
    }  # fmt: skip
    field = facts.entries["field_area"]
    assert (field.file, field.line) == (Path(ORCHARD), tiny.line(ORCHARD, "[field_area]"))
    assert field.fact.aliases == ("old_field_area",)
    assert facts.fields["fruit_area"] == {"apple": "apple_fruit_area", "plum": "plum_fruit_area"}
    assert facts.families["fruits"]["apple"].label == "Apple"
    plum = facts.entries["plum_fruit_area"]
    assert (plum.family, plum.member, plum.field, plum.topic) == (
        "fruits",
        "plum",
        "fruit_area",
        "fruits/plum",
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("", "Orchard"),
        ("# The field, and what grows there: counted once.\n", "The field, and what grows there"),
        ("# Trees of St.Gallen. More.\n\n# A heading\n", "Trees of St.Gallen"),
        ("# No stop at all\n\n", "No stop at all"),
        ("\n# A comment further down.\n", "Orchard"),
    ],
)
def test_a_topic_is_called_as_the_comment_at_its_head_says(tiny: Site, head: str, title: str) -> None:
    tiny.edit(ORCHARD, "[field_area]\ntitle", f"{head}[field_area]\ntitle")
    assert load_facts(tiny.root, tiny.root / "snippets" / "facts").topics == {"orchard": title}


def test_a_range_has_a_middle(tiny: Site) -> None:
    tiny.edit(ORCHARD, "value = 250\n", "low = 200\nhigh = 400\n")
    tiny.edit(ORCHARD, '"250 cm²"', '"200–400 cm²"')
    fact = load_facts(tiny.root, tiny.root / "snippets" / "facts").entries["field_area"].fact
    assert (fact.central, fact.ranged) == (300, True)


def test_dates_as_toml_writes_them(tiny: Site) -> None:
    tiny.edit(ORCHARD, 'date = "2025-03-01"', "date = 2025-03-01")
    assert (
        load_facts(tiny.root, tiny.root / "snippets/facts").entries["trees_counted"].fact.date == "2025-03-01"
    )


def test_sources_may_fill_several_files(tiny: Site) -> None:
    text = (tiny.root / SOURCES).read_text("utf-8")
    head, survey = text.split("[survey]")
    (tiny.root / SOURCES).write_text(head, "utf-8")
    tiny.add("snippets/facts/sources_more.toml", "[survey]" + survey)
    assert set(load_facts(tiny.root, tiny.root / "snippets/facts").sources) == {"almanac", "survey"}


def test_a_source_in_two_files(tiny: Site) -> None:
    tiny.add("snippets/facts/sources_more.toml", (tiny.root / SOURCES).read_text("utf-8"))
    assert sentence(tiny) == (
        "snippets/facts/sources_more.toml:1: 'almanac' exists already in snippets/facts/sources.toml:1"
    )


# What is planted in the record of trees_counted, and the sentence it gives after the place.
MISTAKES = {
    "a typo in a key": ("as_stated", "as_statd", "trees_counted: 'as_statd' is not a key; did you mean 'as_stated'?"),
    "a typo in a key that must be": ('unit = "count"', 'unti = "count"', "trees_counted: 'unti' is not a key; did you mean 'unit'?"),
    "a key in capitals": ('title = ', 'Title = ', "trees_counted: 'Title' is not a key; did you mean 'title'?"),
    "a sign for a unit": ('unit = "count"', 'unit = "mm²"', "trees_counted: unit: 'mm²' is not a unit; did you mean 'mm2'?"),
    "an extra key": ('date = "2025', 'colour = "red"\ndate = "2025', "trees_counted: 'colour' is not a key"),
    "no title": ('title = "Trees that the survey counted"\n', "", "trees_counted: the key 'title' is missing"),
    "an empty title": ('"Trees that the survey counted"', '" "', "trees_counted: title: it is empty"),
    "no unit": ('unit = "count"\n', "", "trees_counted: the key 'unit' is missing"),
    "no date": ('date = "2025-03-01"\n', "", "trees_counted: the key 'date' is missing"),
    "no value": ("value = 498\n", "", "trees_counted: a value, or low and high, is missing"),
    "no source": ('source = "survey"\n', "", "trees_counted: a fact needs source"),
    "no evidence": ('evidence = "measured"\n', "", "trees_counted: a fact needs evidence"),
    "nobody saw it": ('seen = "copy"', "", "trees_counted: a fact needs seen"),
    "not as stated": ('as_stated = "498 trees"\n', "", "trees_counted: a fact needs as_stated"),
    "two things": ('as_stated = "498 trees"\nsource = "survey"\n', "", "trees_counted: a fact needs as_stated and source"),
    "an unknown unit": ('unit = "count"', 'unit = "cuont"', "trees_counted: unit: 'cuont' is not a unit; did you mean 'count'?"),
    "an unknown source": ('source = "survey"', 'source = "survy"', "trees_counted: the source 'survy' is not in sources.toml; did you mean 'survey'?"),
    "unknown evidence": ('evidence = "measured"', 'evidence = "mesured"', "trees_counted: evidence: 'mesured' is not one of filed, measured, maker, press, analyst; did you mean 'measured'?"),
    "an unknown way to see": ('seen = "copy"', 'seen = "copied"', "trees_counted: seen: 'copied' is not one of original, copy, not seen; did you mean 'copy'?"),
    "a wrong date": ('date = "2025-03-01"', 'date = "March 2025"', "trees_counted: date: a date is written 2026-05-14, 2026-05 or 2026"),
    "no such day": ('date = "2025-03-01"', 'date = "2025-02-30"', "trees_counted: date: 2025-02-30 is no day of the calendar"),
    "no such month": ('date = "2025-03-01"', 'date = "2025-13"', "trees_counted: date: 2025-13 is no day of the calendar"),
    "words for a number": ("value = 498", 'value = "498"', "trees_counted: '498' is not a number: use unit = \"text\" for words"),
    "a number for words": ('unit = "count"', 'unit = "text"', "trees_counted: a text is written in quotes"),
    "a number for a date": ('unit = "count"', 'unit = "date"', "trees_counted: a date is written in quotes"),
    "yes for a number": ("value = 498", "value = true", "trees_counted: value: it is neither a number nor words"),
    "a list": ("value = 498", "value = [498]", "trees_counted: value: it is neither a number nor words"),
    "no number": ("value = 498", "value = nan", "trees_counted: value: it is not finite"),
    "a unit in a list": ('unit = "count"', 'unit = ["count"]', "trees_counted: unit: '['count']' is not a unit; did you mean 'count'?"),
    "larger than all": ("value = 498", "value = 1" + "0" * 400, "trees_counted: value: it is not finite"),
    "words for an end": ("value = 498", 'low = "400"\nhigh = 500', "trees_counted: low: it is not a number"),
    "an alias without list": ('seen = "copy"', 'seen = "copy"\naliases = "plants"', "trees_counted: aliases: it is not a list: write [...]"),
    "a number as stated": ('as_stated = "498 trees"', "as_stated = 498", "trees_counted: as_stated: it is not words"),
    "a title of two lines": ('"Trees that the survey counted"', '"Trees\\ncounted"', "trees_counted: title: it runs over several lines"),
    "without end": ("value = 498", "value = inf", "trees_counted: value: it is not finite"),
    "half a range": ("value = 498", "value = 498\nlow = 400", "trees_counted: low and high come together"),
    "a range upside down": ("value = 498", "low = 500\nhigh = 400", "trees_counted: low is above high"),
    "outside its range": ("value = 498", "value = 498\nlow = 500\nhigh = 600", "trees_counted: the value lies outside low and high"),
    "a range of words": ('value = 498\nunit = "count"', 'value = "many"\nlow = 1\nhigh = 2\nunit = "text"', "trees_counted: a text has no low and high"),
    "a range of days": ('value = 498\nunit = "count"', 'value = "2025"\nlow = 1\nhigh = 2\nunit = "date"', "trees_counted: a date has no low and high"),
    "a reason": ('seen = "copy"', 'seen = "copy"\nreason = "we guess"', "trees_counted: only an assumption has a reason"),
    "a wrong kind": ('seen = "copy"', 'seen = "copy"\nkind = "guess"', "trees_counted: kind: 'guess' is not one of fact, assumption"),
    "an alias in use": ('seen = "copy"', 'seen = "copy"\naliases = ["field_area"]', "'field_area' exists already in snippets/facts/orchard.toml:1"),
    "an alias that is no name": ('seen = "copy"', 'seen = "copy"\naliases = ["Old name"]', "'Old name' is not a name: small letters, digits and underscores"),
}  # fmt: skip


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_in_a_fact(tiny: Site, what: str) -> None:
    old, new, words = MISTAKES[what]
    text = (tiny.root / ORCHARD).read_text("utf-8")
    at = text.index("[trees_counted]")
    assert old in text[at:]
    (tiny.root / ORCHARD).write_text(text[:at] + text[at:].replace(old, new, 1), "utf-8")
    assert sentence(tiny) == f"{ORCHARD}:{tiny.line(ORCHARD, '[trees_counted]')}: {words}"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('reason = "The almanac draws about as many."\n', "", "tree_density: an assumption needs a reason"),
        (
            "low = 0.01\nhigh = 0.03\n",
            "",
            "tree_density: an assumption needs low and high: the reader may move it",
        ),
        ('reason = "The', 'source = "almanac"\nreason = "The', "tree_density: an assumption has no source"),
    ],
)
def test_a_mistake_in_an_assumption(tiny: Site, old: str, new: str, words: str) -> None:
    tiny.edit(ORCHARD, old, new)
    assert sentence(tiny) == f"{ORCHARD}:{tiny.line(ORCHARD, '[tree_density]')}: {words}"


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "words"),
    [
        (ORCHARD, "value = 250", "value = ", "value = ", "invalid value"),
        (ORCHARD, "value = 250", "value = 250\nvalue = 251", "value = 251", "'value' stands twice in one record"),
        (ORCHARD, "[trees_counted]", "[field_area]", "", "'field_area' is declared twice"),
        (ORCHARD, "[trees_counted]", "[Trees]", "[Trees]", "'Trees' is not a name: small letters, digits and underscores"),
        (ORCHARD, "[field_area]\n", "loose = 1\n[field_area]\n", "loose", "'loose' is not under a [name] header of its own"),
        (ORCHARD, "[planted_on]", "[field_area.more]", "[field_area]", "field_area: 'more' is not a key"),
        (ORCHARD, "[trees_counted]", "[[trees_counted]]", "[[trees", "'trees_counted' is not under a [name] header of its own"),
        (ORCHARD, "[trees_counted]", "[trees_counted.all]", "[trees_counted.all]", "'trees_counted' is not under a [name] header of its own"),
        (ORCHARD, "[trees_counted]", "[class]", "[class]", "'class' is a word of Python or of the braces in pages"),
        (ORCHARD, "[trees_counted]", "[true]", "[true]", "'true' is a word of Python or of the braces in pages"),
        (ORCHARD, "[trees_counted]", "[trees_evidence]", "[trees_ev", "'trees_evidence' would be the evidence of 'trees': choose another name"),
        (ORCHARD, "[trees_counted]", "[trees_date]", "[trees_d", "'trees_date' would be the date of 'trees': choose another name"),
        (SOURCES, '"https://orchard.example/survey"', '"javascript:alert(1)"', "[survey]", "survey: url: an address begins with https:// or http://"),
        (PLUM, "order = 2", 'order = "second"', "[member]", "member: order: it is not a whole number"),
        (APPLE, "[member]", "[apple]", None, "a family's file begins with a [member] header that holds its label"),
        (APPLE, 'label = "Apple"\n', "", "[member]", "member: the key 'label' is missing"),
        (APPLE, "[price]", "[prize]\ntitle = 5\n[price]", "[prize]", "apple_prize: title: it is not words"),
        (SOURCES, 'kind = "book"', 'kind = "bok"', "[almanac]", "almanac: kind: 'bok' is not one of"),
        (SOURCES, 'publisher = "Orchard Press"\n', "", "[almanac]", "almanac: the key 'publisher' is missing"),
        (SOURCES, 'date = "2024"', 'date = "24"', "[almanac]", "almanac: date: a date is written"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file(
    tiny: Site, file: str, old: str, new: str, place: str | None, words: str
) -> None:
    tiny.edit(file, old, new)
    found = sentence(tiny)
    assert words in found
    if place == "":  # tomllib itself tells where
        assert found.startswith(f"{file}:")
    else:
        assert found.startswith(f"{file}: " if place is None else f"{file}:{tiny.line(file, place)}: ")


@pytest.mark.parametrize(
    "header", ["  [trees_counted]", "[ trees_counted ]", '["trees_counted"]', "['trees_counted'] # x"]
)
def test_headers_in_any_spelling(tiny: Site, header: str) -> None:
    tiny.edit(ORCHARD, "[trees_counted]", header)
    entry = load_facts(tiny.root, tiny.root / "snippets/facts").entries["trees_counted"]
    assert entry.line == tiny.line(ORCHARD, header)


def test_lines_end_where_toml_ends_them(tiny: Site) -> None:
    tiny.edit(ORCHARD, "Area of the field", "Area\u2028of the\u0085field")
    head = (tiny.root / ORCHARD).read_text("utf-8").split("[trees_counted]")[0]
    entries = load_facts(tiny.root, tiny.root / "snippets/facts").entries
    assert entries["trees_counted"].line == head.count("\n") + 1
    tiny.edit(ORCHARD, "value = 498", "value = 498\nvalue = 499")
    line = head.count("\n") + 4
    assert sentence(tiny) == f"{ORCHARD}:{line}: 'value' stands twice in one record"


def test_a_file_that_is_not_utf_8(tiny: Site) -> None:
    data = (tiny.root / ORCHARD).read_bytes()
    (tiny.root / ORCHARD).write_bytes(b"\xef\xbb\xbf" + data)
    assert "field_area" in load_facts(tiny.root, tiny.root / "snippets/facts").entries, (
        "a byte order mark is no harm"
    )
    (tiny.root / ORCHARD).write_bytes(data.replace(b"Day of", b"Day \xe4of"))
    assert (
        sentence(tiny)
        == f"{ORCHARD}:{1 + data[: data.index(b'Day of')].count(10)}: it is not written in UTF-8"
    )


def test_a_file_that_lies_too_deep(tiny: Site) -> None:
    tiny.add("snippets/facts/fruits/citrus/lemon.toml", (tiny.root / PLUM).read_text("utf-8"))
    assert sentence(tiny) == (
        "snippets/facts/fruits/citrus/lemon.toml: facts lie in a topic's file or one folder down, in a family's"
    )


def test_a_name_in_two_files(tiny: Site) -> None:
    tiny.edit(ORCHARD, "[trees_counted]", "[apple_price]")
    assert sentence(tiny) == (
        f"{APPLE}:{tiny.line(APPLE, '[price]')}: 'apple_price' exists already in "
        f"{ORCHARD}:{tiny.line(ORCHARD, '[apple_price]')}"
    )


def test_a_field_of_two_families(tiny: Site) -> None:
    tiny.add("snippets/facts/tools/ladder.toml", (tiny.root / PLUM).read_text("utf-8"))
    assert sentence(tiny) == (
        "snippets/facts/tools/ladder.toml:5: the field 'fruit_area' exists in the family fruits already"
    )


def test_a_fact_named_as_a_field(tiny: Site) -> None:
    tiny.edit(ORCHARD, "[trees_counted]", "[fruit_area]")
    assert (
        sentence(tiny)
        == f"{ORCHARD}:{tiny.line(ORCHARD, '[fruit_area]')}: 'fruit_area' is also a field of fruits"
    )


def test_a_member_of_two_families_has_one_label(tiny: Site) -> None:
    basket = "snippets/facts/baskets/apple.toml"
    tiny.add(basket, "# Apples.\n[member]\nlabel = 'Apples'\n")
    assert sentence(tiny) == f"{APPLE}:{tiny.line(APPLE, '[member]')}: " + (
        "'apple' is labelled 'Apples' in the family baskets, not 'Apple'"
    )
    tiny.edit(basket, "Apples'", "Apple'")
    load_facts(tiny.root, tiny.root / "snippets" / "facts")


def test_a_field_named_as_its_family(tiny: Site) -> None:
    tiny.edit(APPLE, "[price]", "[fruits]")
    assert (
        sentence(tiny)
        == f"{APPLE}:{tiny.line(APPLE, '[fruits]')}: the field 'fruits' has the name of a family"
    )


@pytest.mark.parametrize(
    "file",
    ["snippets/trees.toml", "snippets/farm/trees.toml", "snippets/facts/trees.TOML", "snippets/facts/nc.py"],
)
def test_a_file_that_nothing_reads(tiny: Site, file: str) -> None:
    tiny.add(file, (tiny.root / ORCHARD).read_text("utf-8"))
    assert sentence(tiny) == f"{file}: nothing reads this file: facts lie in snippets/facts/<topic>.toml"


@pytest.mark.parametrize("file", [ORCHARD, "docs/farm/trees.md", "snippets/claims.toml"])
def test_half_a_merge(tiny: Site, file: str) -> None:
    body = (tiny.root / file).read_text("utf-8")
    tiny.add(file, f"{body}\n<<<<<<< HEAD\n# ours\n=======\n# theirs\n>>>>>>> theirs\n")
    line = tiny.line(file, "<<<<<<<")
    with pytest.raises(Fault) as fault:
        tiny.open()
    assert str(fault.value) == (
        f"{file}:{line}: a merge left two versions here: keep one and take its marks away"
    )


@pytest.mark.parametrize("file", ["docs/farm/pears.markdown", "docs/farm/pears.MD"])
def test_a_page_with_another_ending(tiny: Site, file: str) -> None:
    tiny.add(file, "# Pears\n")
    assert tiny.fault() == f"{file}: a page's file ends in .md"


def test_a_page_that_the_builder_takes_for_an_index(tiny: Site) -> None:
    tiny.add("docs/farm/README.md", "# Pears\n")
    assert tiny.fault() == "docs/farm/README.md: a folder's own page is called index.md"


def test_files_of_editors_and_systems_are_none_of_ours(tiny: Site) -> None:
    """Locks of Emacs lead nowhere, macOS leaves bytes, notebooks leave copies."""
    folders = (
        "docs/farm",
        "docs/labs",
        "snippets/farm",
        "snippets/formulas",
        "snippets/facts",
        "snippets/facts/fruits",
    )
    for folder in folders:
        for name in ("trees.md", "trees.py", "trees_figures.py", "orchard.toml"):
            tiny.add(f"{folder}/.ipynb_checkpoints/{name}", "(")
            (tiny.root / folder / f"._{name}").write_bytes(b"\x00\xb0")
            (tiny.root / folder / f".#{name}").symlink_to("me@field.1234")
    assert gates(tiny) == []
    assert label_faults(tiny.root, []) == []


def test_a_front_matter_without_end(tiny: Site) -> None:
    tiny.add("docs/farm/pears.md", "---\nquestion: How many pears?\n\n# Pears\n")
    assert tiny.fault() == (
        "docs/farm/pears.md:1: the front matter has no end: a second line of --- is missing"
    )


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("", 1, "the page has no question: put 'question: ...' above it, between two lines of ---"),
        ("# Pears\n", 1, "the page has no question: put 'question: ...' above it, between two lines of ---"),
        ("---\ntitle: Pears\n---\n", 1, "the page has no question: put 'question: ...' above it, between two lines of ---"),
        ("---\nquestion: Pears?\n---\n", 1, "the page has no description: put 'description: ...' above it, between two lines of ---"),
        ("---\nquestion: Pears?\ndescription: ' '\n---\n", 3, "description: it is empty"),
        ("---\nquestion: Pears\u2028or?\ndescription: {{ x }}: y\n---\n", 3, "the front matter cannot be read: put words with braces or a colon in quotes"),
    ],
)  # fmt: skip
def test_a_page_says_what_it_asks(tiny: Site, body: str, line: int, words: str) -> None:
    tiny.add("docs/farm/pears.md", body)
    assert f"docs/farm/pears.md:{line}: {words}" in gates(tiny)


def test_marks_of_the_byte_order(tiny: Site) -> None:
    """Editors on other systems begin a file with one: it changes nothing."""
    files = [ORCHARD, "snippets/farm/trees.py", "snippets/farm/trees_figures.py", "docs/farm/trees.md"]
    for file in files:
        (tiny.root / file).write_bytes(b"\xef\xbb\xbf" + (tiny.root / file).read_bytes())
    book = tiny.open()
    assert [*literal_faults(tiny.root), *browser_faults(tiny.root), *label_faults(tiny.root, [])] == []
    assert term_faults(book) == []


def test_a_source_that_is_not_out(tiny: Site) -> None:
    tiny.edit(SOURCES, 'date = "2024"', 'date = "2924"')
    found = [str(fault) for fault in stated_faults(tiny.open())]
    assert found == [f"{SOURCES}:1: almanac: its date 2924 is still to come"]
