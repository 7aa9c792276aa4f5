"""What may stand between double braces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.faults import Fault
from ledger.quotes import CALLS, FILTERS, Quote, quotes
from tests.ledger.site import some

PLAIN = [name for name, most in FILTERS.items() if not most]
NAME = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True).filter(
    lambda name: name not in ("and", "or", "not", "in", "is", "if", "else", "true", "false", "none")
)


def only(text: str) -> Quote:
    """The one quote in a text."""
    (found,) = quotes(text)
    return found


def fault(text: str) -> str:
    with pytest.raises(Fault) as caught:
        list(quotes(text, "page.md", 10))
    return str(caught.value)


def test_a_name() -> None:
    found = only("About {{ trees }} trees")
    assert (found.name, found.call, found.filters) == ("trees", "", ())
    assert "About {{ trees }} trees"[found.start : found.end] == "{{ trees }}"


def test_filters_stand_in_order() -> None:
    found = only("{{ price | unit('usd') | decimals(2) | bare }}")
    assert found.filters == (("unit", ("usd",)), ("decimals", (2,)), ("bare", ()))


@pytest.mark.parametrize("call", CALLS)
def test_calls(call: str) -> None:
    found = only(f'{{{{ {call}("trees") }}}}')
    assert (found.call, found.name) == (call, "trees")


@some
@given(NAME, st.lists(st.sampled_from(PLAIN), max_size=3, unique=True), st.booleans())
def test_any_name_with_any_filters(name: str, filters: list[str], tight: bool) -> None:
    gap = "" if tight else " "
    text = f"words {{{{{gap}{'|'.join([name, *filters])}{gap}}}}} words"
    found = only(text)
    assert (found.name, [key for key, _ in found.filters]) == (name, filters)


@some
@given(st.lists(st.tuples(st.text("ab \n", max_size=9), NAME), max_size=6))
def test_lines_are_counted(parts: list[tuple[str, str]]) -> None:
    text = "".join(f"{words}{{{{ {name} }}}}" for words, name in parts)
    found = list(quotes(text, None, 5))
    assert [quote.name for quote in found] == [name for _, name in parts]
    for quote in found:
        assert quote.line == 5 + text[: quote.start].count("\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ 46.2 }}", "'{{ 46.2 }}' is typed by hand: quote a number by its name"),
        ("{{ 'many' }}", "is typed by hand"),
        ("{{ trees * 2 }}", "is not a name: computing belongs in snippets"),
        ("{{ trees.real }}", "is not a name"),
        ("{{ trees['x'] }}", "is not a name"),
        ("{{ trees | perzent }}", "'perzent' is not a filter; did you mean 'percent'?"),
        ("{{ trees | year(1) }}", "the filter 'year' takes at most 0 argument(s)"),
        ("{{ trees | digits(1, 2) }}", "the filter 'digits' takes at most 1 argument(s)"),
        ("{{ trees | digits(n=1) }}", "the filter 'digits' takes at most 1 argument(s)"),
        ("{{ trees | digits(other) }}", "the filter 'digits' takes a whole number"),
        ("{{ figur('trees') }}", "'figur()' is not known; did you mean 'figure'?"),
        ("{{ figure() }}", "figure() takes one name in quotes"),
        ("{{ figure(trees) }}", "figure() takes one name in quotes"),
        ("{{ figure('a', 'b') }}", "figure() takes one name in quotes"),
        ("{{ figure('trees') | bare }}", "is not a name"),
        ("{{ }}", "'{{ }}' is empty"),
        ("{{ trees plums }}", "cannot be read"),
        ("{{ trees | }}", "cannot be read"),
        ("{{ a }}{{ b", "'{{' opens nothing that is known"),
        ("{% if trees %}", "'{%' opens nothing that is known"),
        ("{# note #}", "'{#' opens nothing that is known"),
    ],
)
def test_refused(text: str, words: str) -> None:
    sentence = fault(f"one\n{text}")
    assert sentence.startswith("page.md:11: "), sentence
    assert words in sentence


def test_a_stray_opening_is_found_on_its_line() -> None:
    assert fault("{{ a }}\n{{ b }} {{\n").startswith("page.md:11: ")
    assert fault("{{ a\n}}\n{% x %}").startswith("page.md:12: ")


def test_what_is_escaped_or_no_quote_is_left_alone() -> None:
    assert not list(quotes(r"\{{ trees }}"))
    assert not list(quotes("a heading {#with-an-id} and } and }} in a row"))


@some
@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Anything is either read or refused with a sentence."""
    try:
        found = list(quotes("{{" + text + "}}"))
    except Fault as refused:
        assert refused.what
    else:
        assert all(quote.name for quote in found)
