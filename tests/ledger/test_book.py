"""The opened ledger: values, ranges, where numbers come from, how they read."""

import pytest

from ledger.book import Book
from ledger.faults import Fault
from ledger.markdown import slug
from ledger.pages import page_address
from ledger.quotes import quotes
from tests.ledger.site import ORCHARD, TREES, Site


def said(book: Book, quote: str) -> str:
    """A quote's text, typed with plain spaces."""
    (found,) = quotes("{{ " + quote + " }}")
    return book.text(found.name, found.filters).replace("\u00a0", " ")


def added(tiny: Site, code: str) -> Book:
    """The ledger with a function more."""
    tiny.add(TREES, "\n\n" + code + "\n")
    return tiny.open()


def fact(tiny: Site, name: str, lines: str) -> None:
    """A fact more."""
    rest = 'title = "A number"\nsource = "almanac"\ndate = "2023-02"\nevidence = "press"\nseen = "not seen"\n'
    tiny.add(ORCHARD, f"\n[{name}]\n{lines}\n{rest}")


# -- values and ranges -----------------------------------------------------------------------------


def test_values_in_a_unit(book: Book) -> None:
    assert book.value("field_area") == 250
    assert book.value("field_area", "mm2") == 25000
    assert book.value("trees", given={"field_area": 500.0}) == 1000
    assert book.value("planted_on", "count") == "2019-04-01"


def test_a_range_is_found_at_the_corners(tiny: Site) -> None:
    tiny.edit(ORCHARD, "value = 250\n", "value = 250\nlow = 200\nhigh = 300\n")
    tiny.edit(ORCHARD, '"250 cm²"', '"200–300 cm²"')
    ask = "field_area: mm2, tree_density: per_mm2"
    book = added(tiny, f'def room({ask}) -> mm2:\n    """R."""\n    return field_area / (100 * tree_density)')
    assert book.range("room") == pytest.approx((20000 / 3, 30000)), "up with one, down with the other"
    assert book.range("trees") == pytest.approx((200 * 100 * 0.01, 300 * 100 * 0.03))
    assert book.range("field_area", "mm2") == (20000, 30000)
    assert book.range("apple_price_of_area") == (0.04, 0.04)
    # decreasing in both: the corners are found all the same
    low, high = book.range("bare_fields")
    assert low < book.value("bare_fields") < high


def test_too_many_ranges(tiny: Site) -> None:
    names = [f"part{i}" for i in range(11)]
    for name in names:
        fact(tiny, name, 'low = 1\nhigh = 2\nunit = "count"\nas_stated = "1–2"')
    asked = ", ".join(f"{name}: count" for name in names)
    book = added(tiny, f'def total({asked}) -> count:\n    """All."""\n    return {" + ".join(names)}')
    with pytest.raises(
        Fault, match="total: 11 ranged inputs are too many for its corners: part0, part1, part10"
    ):
        book.range("total")


def test_a_value_that_raises(tiny: Site) -> None:
    code = 'def planted(trees: count) -> count:\n    """W."""\n    return 1 / (trees - trees)'
    book = added(tiny, code + '\n\n\ndef above(planted: count) -> count:\n    """W."""\n    return planted')
    with pytest.raises(Fault) as caught:
        book.get("above")
    line = tiny.line(TREES, "return 1 / (trees")
    assert str(caught.value) == f"{TREES}:{line}: planted: ZeroDivisionError: float division by zero"


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("None", "planted: it returns None, which is no number"),
        ("True", "planted: it returns True, which is no number"),
        ("'500'", "planted: it returns '500', which is no number"),
        ("[trees]", "planted: it returns [500.0], which is no number"),
        ("trees * float('inf')", "planted: it returns inf, which is no number"),
        ("float('nan')", "planted: it returns nan, which is no number"),
    ],
)
def test_a_value_that_returns_no_number(tiny: Site, result: str, words: str) -> None:
    book = added(tiny, f'def planted(trees: count) -> count:\n    """W."""\n    return {result}')
    with pytest.raises(Fault) as caught:
        book.text("planted")
    assert str(caught.value) == f"{TREES}:{tiny.line(TREES, 'def planted')}: {words}"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("[('one', 1), ('two', 2, 3)]", "planted: row 2 has 3 cells for 2 columns"),
        ("[('one',)]", "planted: row 1 has 1 cells for 2 columns"),
        ("[('one', 'many')]", "planted: row 1 holds 'many' under size, which is no number"),
        ("[('one', float('nan'))]", "planted: row 1 holds nan under size, which is no number"),
        ("[(1, 2)]", "planted: row 1 holds 1 under what, which is not words"),
        ("None", "planted: it returns None, which is no list of rows"),
        ("[1, 2]", "planted: row 1 is 1, not a tuple of cells"),
    ],
)
def test_a_table_of_the_wrong_shape(tiny: Site, rows: str, words: str) -> None:
    head = "@table(what=text, size=count)\ndef planted() -> Rows:\n"
    book = added(tiny, f'{head}    """W."""\n    return {rows}')
    with pytest.raises(Fault) as caught:
        book.get("planted")
    assert str(caught.value) == f"{TREES}:{tiny.line(TREES, 'def planted')}: {words}"


def test_a_table_with_a_hole(tiny: Site) -> None:
    head = "@table(what=text, size=count)\ndef planted() -> Rows:\n"
    assert added(tiny, f'{head}    """W."""\n    return [(\'a\', None), (None, 1)]').get("planted")


# -- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tree", "nothing is called 'tree'; did you mean 'trees'?"),
        ("zzz", "nothing is called 'zzz'"),
        ("old_field_area", "'old_field_area' is called 'field_area' now"),
        (
            "fruit_area",
            "'fruit_area' is a field: name one of its numbers, such as apple_fruit_area, plum_fruit_area",
        ),
    ],
)
def test_unknown_names(book: Book, name: str, words: str) -> None:
    with pytest.raises(Fault) as caught:
        book.text(name)
    assert str(caught.value) == words


# -- where it comes from ---------------------------------------------------------------------------


def test_evidence_dates_and_sources_are_inherited(book: Book) -> None:
    assert book.inputs("trees") == ["field_area", "tree_density"]
    assert book.grounds("trees") == ["field_area", "tree_density"]
    assert book.evidence("trees") == "assumption", "a choice of ours is weaker than what anybody says"
    assert book.evidence("bare_fields") == book.evidence("trees")
    assert book.evidence("apple_price_of_area") == "maker"
    assert book.evidence("trees_counted") == "measured"
    assert book.evidence("tree_density") == "assumption"
    assert book.date("trees") == "2024"
    assert book.sources("trees") == ["almanac"]
    assert book.sources("tree_density") == []


def test_the_weakest_evidence_and_the_oldest_date_win(tiny: Site) -> None:
    fact(tiny, "rumour", 'value = 3\nunit = "count"\nas_stated = "3"')
    asked = "rumour: count, trees_counted: count, trees: count"
    code = f'def told({asked}) -> count:\n    """T."""\n    return rumour'
    code += '\n\n\ndef heard(rumour: count, trees_counted: count) -> count:\n    """H."""\n    return rumour'
    book = added(tiny, code)
    assert book.evidence("told") == "assumption" and book.evidence("heard") == "press"
    assert book.date("told") == "2023-02"
    assert book.sources("told") == ["almanac", "survey"]
    assert book.marks("told") == ["assumption", "not-seen"]
    assert book.marks("rumour") == ["not-seen"]
    assert book.marks("trees_counted") == []


def test_a_sweep_does_not_rest_on_what_it_sweeps(book: Book) -> None:
    assert book.grounds("trees_by_density") == ["field_area"]
    assert book.inputs("trees_by_density") == ["trees", "tree_density"]
    assert book.marks("trees_by_density") == []
    assert book.below["tree_density"] == {"trees", "bare_fields"}
    assert book.below["field_area"] == {"trees", "bare_fields", "trees_by_density"}


def test_disputes(tiny: Site) -> None:
    fact(tiny, "rumour", 'value = 3\nunit = "count"\nas_stated = "3"\ndisputes = "trees"')
    tiny.edit(ORCHARD, 'seen = "copy"', 'seen = "copy"\ndisputes = "trees"')
    book = tiny.open()
    assert book.disputes == {"trees": ["trees_counted", "rumour"]}
    assert book.marks("rumour") == ["not-seen", "disputed"]


@pytest.mark.parametrize(
    ("by", "day", "overdue"),
    [
        ("2026-11", "2026-11-30", False),
        ("2026-11", "2026-12-01", True),
        ("2026", "2026-12-31", False),
        ("2026", "2027-01-01", True),
        ("2026-11-26", "2026-11-26", False),
        ("2026-11-26", "2026-11-27", True),
    ],
)
def test_a_fact_is_overdue_when_its_time_is_over(
    tiny: Site, monkeypatch: pytest.MonkeyPatch, by: str, day: str, overdue: bool
) -> None:
    monkeypatch.setenv("LEDGER_TODAY", day)
    tiny.edit(ORCHARD, 'seen = "copy"', f'seen = "copy"\nreview_by = "{by}"')
    assert tiny.open().marks("trees_counted") == ["overdue"] * overdue


# -- how it reads ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("field_area", "250 cm²"),
        ("field_area | unit('mm2')", "25,000 mm²"),
        ("field_area | bare", "250"),
        ("field_area | stated", "250 cm²"),
        ("field_area | name", "Area of the field"),
        ("tree_density", "0.02 per mm²"),
        ("tree_density | range", "0.01–0.03 per mm²"),
        ("trees", "500"),
        ("trees | range", "250–750"),
        ("trees | words", "500"),
        ("trees | digits(1)", "500"),
        ("trees | decimals(1)", "500.0"),
        ("trees | times", "500×"),
        ("trees_counted", "498"),
        ("trees_counted | digits(1)", "500"),
        ("planted_on", "1 April 2019"),
        ("planted_on | month", "April 2019"),
        ("planted_on | year", "2019"),
        ("apple_price", "$2"),
        ("apple_price | decimals(2)", "$2.00"),
        ("apple_price_of_area", "$0.04 per mm²"),
        ("apple_price_of_area | name", "What a fruit costs by area: Apple"),
        ("bare_fields", "less than one in 10²¹⁷"),
        ("bare_fields | percent(1)", "0.0 %"),
    ],
)
def test_texts(book: Book, quote: str, words: str) -> None:
    assert said(book, quote) == words


@pytest.mark.parametrize(
    ("lines", "quote", "words"),
    [
        ('value = 24.6\nunit = "usd_billion"\nas_stated = "$24.6 billion"', "x", "$24.6 billion"),
        (
            'value = 24.6\nunit = "usd_billion"\nas_stated = "$24.6 billion"',
            "x | unit('usd_million')",
            "$24.6 billion",
        ),
        (
            'value = 24.6\nunit = "usd_billion"\nas_stated = "$24.6 billion"',
            "x | unit('usd_billion')",
            "$24.6 billion",
        ),
        ('value = 0.468\nunit = "share"\nas_stated = "46.8 %"', "x | unit('percent')", "46.8 %"),
        ('value = -481.6\nunit = "usd_million"\nas_stated = "-$481.6 million"', "x", "−$481.6 million"),
        ('value = -481.6\nunit = "usd_million"\nas_stated = "-$481.6 million"', "x | size", "$481.6 million"),
        ('value = 62\nunit = "percent"\nas_stated = "62 %"', "x", "62 %"),
        ('value = 62\nunit = "percent"\nas_stated = "62 %"', "x | bare", "62"),
        ('value = 62\nunit = "percent"\nas_stated = "62 %"', "x | percent(1)", "62.0 %"),
        ('value = 0.468\nunit = "share"\nas_stated = "46.8 %"', "x", "46.8 %"),
        ('low = 20\nhigh = 40\nunit = "kw"\nas_stated = "20–40 kW"', "x", "20–40 kW"),
        ('value = 30\nlow = 20\nhigh = 40\nunit = "kw"\nas_stated = "20–40 kW"', "x", "30 kW"),
        ('value = 30\nlow = 20\nhigh = 40\nunit = "kw"\nas_stated = "20–40 kW"', "x | range", "20–40 kW"),
        ('value = 46225\nunit = "mm2"\nas_stated = "46,225 mm²"', "x", "46,225 mm²"),
        ('value = 7\nunit = "count"\nas_stated = "7"', "x | words", "seven"),
        ('value = "many"\nunit = "text"\nas_stated = "many"', "x", "many"),
        ('value = "2026-05"\nunit = "date"\nas_stated = "May 2026"', "x", "May 2026"),
        ('value = 44\nunit = "gb"\nas_stated = "44 GB"', "x | unit('gib')", "41 GiB"),
        ('value = 900000\nunit = "count"\nas_stated = "900,000"', "x", "900,000"),
    ],
)
def test_texts_of_facts(tiny: Site, lines: str, quote: str, words: str) -> None:
    fact(tiny, "x", lines)
    assert said(tiny.open(), quote) == words


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("trees | unit('kw')", "'trees' cannot be printed so: count is not a unit of the kind of kw"),
        ("field_area | unit('cm')", "'field_area' cannot be printed so: cm2 is not a unit of the kind of cm"),
        (
            "field_area | unit('cm3')",
            "'field_area' cannot be printed so: 'cm3' is not a unit; did you mean 'cm'?",
        ),
        ("field_area | percent", "'field_area' cannot be printed so: cm2 is not a unit of the kind of share"),
        ("trees | digits(16)", "'trees' cannot be printed so: a number has 1 to 15 digits"),
        ("trees | digits(0)", "'trees' cannot be printed so: a number has 1 to 15 digits"),
        ("trees | stated", "'trees' is not stated by a source"),
        ("trees_by_density", "'trees_by_density' is a table: write table(\"trees_by_density\")"),
    ],
)
def test_texts_that_cannot_be(book: Book, quote: str, words: str) -> None:
    with pytest.raises(Fault) as caught:
        said(book, quote)
    assert str(caught.value).startswith(words)


def test_fill(book: Book) -> None:
    assert book.fill("About {{ trees }} in {{ planted_on | year }}.") == "About 500 in 2019."
    assert book.fill("nothing here") == "nothing here"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("one\n{{ tree }}", "page.md:8: nothing is called 'tree'; did you mean 'trees'?"),
        ("{{ figure('trees_drawn') }}", "page.md:7: figure() cannot stand in this text"),
        ("{{ 5 }}", "page.md:7: '{{ 5 }}' is typed by hand: quote a number by its name"),
    ],
)
def test_fill_refuses(book: Book, template: str, words: str) -> None:
    with pytest.raises(Fault) as caught:
        book.fill(template, "page.md", 7)
    assert str(caught.value) == words


# -- what a page prints ----------------------------------------------------------------------------


def test_quoted(book: Book) -> None:
    """Figures, tables and claims bring their numbers along."""
    assert book.quoted(book.pages["farm/trees"]) == {
        "field_area", "trees", "planted_on", "apple_price_of_area", "bare_fields", "fruits_by_area",
        "trees_counted", "trees_by_density",
    }  # fmt: skip
    assert book.quoted(book.pages["index"]) == set()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'table="trees_by_density"',
            'table="trees_by_densty"',
            "trees_drawn: 'trees_by_densty' is not a table; did you mean 'trees_by_density'?",
        ),
        ('table="trees_by_density"', 'table="trees"', "trees_drawn: 'trees' is not a table"),
        (
            'alt="A line that rises through {{ trees }} trees."',
            'alt=""',
            "trees_drawn: the alt text is missing",
        ),
        (
            'alt="A line that rises through {{ trees }} trees."',
            'alt="{{ tree }}"',
            "nothing is called 'tree'; did you mean 'trees'?",
        ),
        (
            'title="More density, more trees: {{ trees }} here"',
            'title="{{ 46 }}"',
            "'{{ 46 }}' is typed by hand",
        ),
    ],
)
def test_mistakes_in_a_figure(tiny: Site, old: str, new: str, words: str) -> None:
    figures = "snippets/farm/trees_figures.py"
    tiny.edit(figures, old, new)
    sentence = tiny.fault()
    assert sentence.startswith(f"{figures}:{tiny.line(figures, '@figure')}: ") and words in sentence


@pytest.mark.parametrize(
    ("path", "address"),
    [("index", ""), ("farm/index", "farm/"), ("farm/trees", "farm/trees/"), ("price-index", "price-index/")],
)
def test_the_address_of_a_page(path: str, address: str) -> None:
    assert page_address(path) == address


def test_slug() -> None:
    assert slug("About trees — and “plums”") == "about-trees-and-plums"
