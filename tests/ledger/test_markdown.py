"""Numbers in pages, wherever Markdown lets a word stand."""

# ruff: noqa: E501 (a table of mistakes reads best with one on each line)

import re
from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import Markdown

from ledger.book import Book
from ledger.faults import Fault
from ledger.markdown import BLANK, state
from tests.ledger.site import Site

EXTENSIONS = {
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": "#"},
    "pymdownx.details": {},
    "pymdownx.superfences": {},
    "pymdownx.highlight": {"use_pygments": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "ledger.markdown": {},
}
TREES = "../numbers/farm/trees.md#trees"


@dataclass
class Pages:
    """Converts Markdown as a page `farm/trees.md` would be."""

    site: Site

    def html(self, text: str, first_line: int = 1) -> str:
        """The HTML, in which no token is left."""
        state.book, state.stop, state.blank, state.serve = self.site.open(), Fault, False, False
        state.source, state.file, state.first_line = "farm/trees.md", "docs/farm/trees.md", first_line
        found = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS).convert(text)
        assert not any(sign in found for sign in ("\ue000", "\ue001", "{{", "klzzwxh"))
        return found

    def soup(self, text: str) -> BeautifulSoup:
        """The same as a tree."""
        return BeautifulSoup(self.html(text), "html.parser")

    def fault(self, text: str, first_line: int = 1) -> str:
        """The sentence that stops the page."""
        with pytest.raises(Fault) as caught:
            self.html(text, first_line)
        return str(caught.value)


@pytest.fixture
def pages(tiny: Site) -> Pages:
    return Pages(tiny)


def only(soup: BeautifulSoup, selector: str) -> Tag:
    """The one element that a selector finds."""
    (found,) = soup.select(selector)
    return found


def test_in_a_paragraph(pages: Pages) -> None:
    link = only(pages.soup("The field holds {{ field_area }} in all."), "p > a.number")
    assert link["href"] == "../numbers/facts/orchard.md#field_area"
    assert link["data-evidence"] == "maker"
    assert link.string == "250\u00a0cm²"


def test_a_mark_is_heard(pages: Pages) -> None:
    link = only(pages.soup("About {{ trees }}."), "p > a.number.number--assumption")
    assert only(link, ".visually-hidden").get_text() == " (rests on an assumption)"
    assert link.get_text() == "500 (rests on an assumption)"


def test_the_first_mention_is_a_link_and_later_ones_are_data(pages: Pages) -> None:
    soup = pages.soup("{{ trees }} and {{ trees }}\n\n{{ trees }}\n\n## Next\n\n{{ trees }} {{ trees }}")
    assert [element.name for element in soup.select(".number")] == ["a", "data", "data", "a", "data"]
    assert all(abs(float(element["value"]) - 500) < 1e-9 for element in soup.select("data"))
    assert not soup.select("data .visually-hidden")


def test_several_in_one_text(pages: Pages) -> None:
    text = pages.soup(
        "*{{ field_area }}*, {{ trees | digits(1) }} and **{{ planted_on | year }}**!"
    ).get_text()
    assert text == "250\u00a0cm², 500 (rests on an assumption) and 2019!"


@pytest.mark.parametrize(
    ("markdown", "selector"),
    [
        ("- one\n- {{ trees }} here", "li > a.number"),
        ("1. {{ trees }}", "ol > li > a.number"),
        ("| a | b |\n|---|---|\n| x | {{ trees | digits(2) }} |", "td > a.number"),
        ("| a | {{ trees }} |\n|---|---|\n| x | y |", "th > a.number"),
        ("!!! note\n    With {{ trees }}", ".admonition > p > a.number"),
        ('!!! note "With {{ trees }}"\n    words', ".admonition-title > a.number"),
        ("??? note\n    With {{ trees }}", "details > p > a.number"),
        ('=== "One"\n    With {{ trees }}', ".tabbed-block > p > a.number"),
        ("Word[^1].\n\n[^1]: With {{ trees }}.", ".footnote li a.number"),
        ("> With {{ trees }}", "blockquote > p > a.number"),
        ("word\n:   With {{ trees }}", "dd > a.number"),
        (
            "<figure markdown>\n<figcaption markdown>With {{ trees }}</figcaption>\n</figure>",
            "figcaption a.number",
        ),
        ("*{{ trees }}*", "em > a.number"),
    ],
)
def test_a_link_where_a_link_may_stand(pages: Pages, markdown: str, selector: str) -> None:
    assert only(pages.soup(markdown), selector)["href"] == TREES


@pytest.mark.parametrize(
    ("markdown", "selector"),
    [
        ("[with {{ trees }}](../index.md)", "a[href='../index.md']"),
        ("## With {{ trees }}", "h2"),
        ("With {{ trees }}\n======", "h1"),
        ('??? note "With {{ trees }}"\n    words', "summary"),
        ('=== "With {{ trees }}"\n    words', "label"),
        ("`with {{ trees }}`", "code"),
        ("    with {{ trees }}", "pre"),
        ("```\nwith {{ trees }}\n```", "pre"),
        ("```python\nwith_{{ trees }} = {{ trees }}\n```", "pre"),
        ("<div>with {{ trees }}</div>", "div"),
        ("[**with {{ trees }}**](../index.md)", "strong"),
    ],
)
def test_plain_text_where_none_may(pages: Pages, markdown: str, selector: str) -> None:
    soup = pages.soup(markdown)
    assert "500" in only(soup, selector).get_text()
    assert not soup.select(".number"), "no link and no data"


def test_in_attributes(pages: Pages) -> None:
    soup = pages.soup('![{{ trees }} trees](a.png "{{ trees }} of them")')
    assert (only(soup, "img")["alt"], only(soup, "img")["title"]) == ("500 trees", "500 of them")
    assert only(pages.soup('[x](../index.md "{{ trees }}")'), "a")["title"] == "500"
    assert only(pages.soup('A <abbr title="{{ trees }}">word</abbr>'), "abbr")["title"] == "500"
    assert only(pages.soup('A word\n{: title="{{ trees }}" }'), "p")["title"] == "500"


def test_headings_are_named_by_what_they_quote(pages: Pages, tiny: Site) -> None:
    assert only(pages.soup("## About {{ trees }} trees"), "h2")["id"] == "about-trees-trees"
    tiny.edit("snippets/facts/orchard.toml", "value = 250\n", "value = 300\n")
    heading = only(pages.soup("## About {{ trees }} trees"), "h2")
    assert (heading["id"], heading.contents[0]) == ("about-trees-trees", "About 600 trees")
    assert only(pages.soup("## About {{ trees }} {#mine}"), "h2")["id"] == "mine"
    ids = [
        heading["id"] for heading in pages.soup("## {{ trees }}\n\n## {{ trees }}\n\n## Trees").select("h2")
    ]
    assert len(set(ids)) == 3 and ids[0] == "trees"


def test_the_contents_hold_plain_text(pages: Pages) -> None:
    state.book = pages.site.open()
    md = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
    md.convert("# With {{ trees }}\n\n## And {{ field_area }}")
    (top,) = md.toc_tokens
    assert (top["name"], top["children"][0]["name"]) == ("With 500", "And 250 cm²")


def test_escaped_braces_are_shown(pages: Pages) -> None:
    state.book = pages.site.open()
    assert (
        Markdown(extensions=["ledger.markdown"]).convert(r"Write `\{{ trees }}`.")
        == "<p>Write <code>{{ trees }}</code>.</p>"
    )


def test_symbols_are_escaped_once(pages: Pages, tiny: Site) -> None:
    tiny.add(
        "snippets/facts/orchard.toml",
        '\n[odd]\ntitle = "A & B"\nvalue = "<b> & \\"c\\""\nunit = "text"\nas_stated = "<b> & \\"c\\""\n'
        'source = "almanac"\ndate = "2024"\nevidence = "maker"\nseen = "original"\n',
    )
    soup = pages.soup(
        "{{ odd }} ![{{ odd }}](a.png)\n\n`{{ odd }}`\n\n<div title='{{ odd }}'>{{ odd }}</div>\n\n    {{ odd }}"
    )
    odd = '<b> & "c"'
    assert only(soup, "a.number").get_text() == odd
    assert only(soup, "img")["alt"] == odd
    assert only(soup, "p > code").get_text() == odd
    assert (only(soup, "div[title]")["title"], only(soup, "div[title]").get_text()) == (odd, odd)
    assert odd in only(soup, "pre").get_text()


# -- calls -----------------------------------------------------------------------------------------


def test_source(pages: Pages) -> None:
    link = only(pages.soup('From {{ source("survey") }}.'), "a.source")
    assert (link["href"], link.get_text()) == ("../sources.md#survey", "Survey of orchards")


def test_claim(pages: Pages) -> None:
    soup = pages.soup('{{ claim("many_trees") }}')
    assert "supported" in only(soup, ".claim--supported .verdict").get_text()
    assert [link["href"] for link in soup.select(".claim__by a")] == [
        "../../numbers/facts/orchard/#trees_counted",
        "../../sources/#survey",
    ]


def test_code(pages: Pages) -> None:
    for name, first in (
        ("trees", "def trees("),
        ("survival", "def survival("),
        ("fruits_by_area", "@table("),
    ):
        soup = pages.soup(f'{{{{ code("{name}") }}}}')
        assert only(soup, "pre").get_text().strip().startswith(first)
    assert only(soup, "figcaption").get_text() == "snippets/farm/trees.py"


def test_table(pages: Pages) -> None:
    soup = pages.soup('{{ table("fruits_by_area") }}')
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in soup.select("tr")]
    assert rows == [
        ["Fruit", "Area (mm²)", "Price of area ($ per mm²)"],
        ["Apple", "50", "0.04"],
        ["Plum", "20", "–"],
    ]
    assert only(soup, "caption").get_text() == "Fruits by their area"


def test_figure(pages: Pages) -> None:
    soup = pages.soup('{{ figure("trees_drawn") }}')
    figure = only(soup, "figure#figure-trees_drawn")
    assert only(figure, ".fig__title").get_text().startswith("More density, more trees: 500")
    assert only(figure, ".fig__title a.number")["href"] == "../../numbers/farm/trees/#trees"
    assert len(figure.select(".fig__plot > svg")) == 2
    assert "A line that rises through 500 trees." in str(figure.select(".fig__plot > svg")[0])


@pytest.mark.parametrize(
    "page", ["words\n{}\nwords", "{}\nwords", "words\n{}", "!!! note\n    words\n    {}\n    words"]
)
def test_a_block_is_in_no_paragraph(pages: Pages, page: str) -> None:
    """Nobody must think of the blank lines around it."""
    soup = pages.soup(page.format('{{ claim("many_trees") }}'))
    assert only(soup, ".claim")
    assert not soup.select("p > .claim, p .claim")
    assert not [p for p in soup.select("p") if not p.get_text().strip()]


def test_the_blank_page_has_no_number(pages: Pages) -> None:
    state.book, state.blank, state.source = pages.site.open(), True, "farm/trees.md"
    body = (pages.site.root / "docs/farm/trees.md").read_text("utf-8").split("---\n")[2]
    soup = BeautifulSoup(Markdown(extensions=list(EXTENSIONS)).convert(body), "html.parser")
    for code in soup.select("pre, .code"):
        code.decompose()
    assert not re.search(r"\d", soup.get_text())
    assert BLANK in soup.get_text()


# -- mistakes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("{{ tree }}", "nothing is called 'tree'; did you mean 'trees'?"),
        ("{{ old_field_area }}", "'old_field_area' is called 'field_area' now"),
        ("{{ fruits_by_area }}", "'fruits_by_area' is a table"),
        ("{{ trees | unit('kw') }}", "'trees' cannot be printed so: count is not a unit of the kind of kw"),
        ("{{ 46.2 }}", "'{{ 46.2 }}' is typed by hand"),
        ("{{ figure('trees_draw') }}", "no figure is called 'trees_draw'; did you mean 'trees_drawn'?"),
        ("{{ table('fruits') }}", "no table is called 'fruits'"),
        ("{{ table('trees') }}", "no table is called 'trees'"),
        ("{{ code('survivl') }}", "no function is called 'survivl'; did you mean 'survival'?"),
        ("{{ claim('many_tree') }}", "no claim is called 'many_tree'; did you mean 'many_trees'?"),
        ("{{ source('survy') }}", "no source is called 'survy'; did you mean 'survey'?"),
        ("{% for x in y %}", "'{%' opens nothing that is known"),
    ],
)
def test_a_mistake_names_its_line(pages: Pages, quote: str, words: str) -> None:
    sentence = pages.fault(f"# Title\n\nSome {{{{ trees }}}} words\nover lines\n{quote}\n", first_line=7)
    assert sentence.startswith(f"docs/farm/trees.md:11: {words}"), sentence


def test_a_raising_value_is_placed_in_its_snippet(pages: Pages, tiny: Site) -> None:
    tiny.edit("snippets/farm/trees.py", "    return expected(field_area, tree_density)", "    return 1 / 0")
    line = tiny.line("snippets/farm/trees.py", "1 / 0")
    assert (
        pages.fault("{{ trees }}")
        == f"snippets/farm/trees.py:{line}: trees: ZeroDivisionError: division by zero"
    )


def test_without_a_ledger(book: Book) -> None:
    state.book, state.file, state.first_line = None, "page.md", 3
    with pytest.raises(Fault, match=r"page.md:3: no ledger is open"):
        Markdown(extensions=["ledger.markdown"]).convert("{{ trees }}")


def test_a_name_with_a_hyphen_stays_on_one_line(pages: Pages) -> None:
    soup = pages.soup(
        "# The WSE-3\n\n[CS-4](x.md), *GPT-5.4*, a 10-Q; `WSE-2`, 2026-05-14, A-1-2, ![WSE-1](x.png)"
    )
    assert [found.text for found in soup.select(".whole")] == ["WSE-3", "CS-4", "GPT-5.4", "10-Q"]
    assert soup.h1["id"] == "the-wse-3" and soup.img["alt"] == "WSE-1"
