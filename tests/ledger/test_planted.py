"""Planted faults: each turns red, with one sentence that names file, line, the bad name and the nearest good one."""

# ruff: noqa: E501 (a table of mistakes reads best with one on each line)

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.exceptions import Abort, PluginError

from ledger.faults import Fault
from ledger.gates.as_stated import stated_faults
from ledger.gates.browser import browser_faults
from ledger.gates.checks import load_checks
from ledger.gates.dimensions import dimension_faults
from ledger.gates.held import held_values, vector_faults
from ledger.gates.labels import label_faults
from ledger.gates.literals import literal_faults
from ledger.gates.mutation import mutation_faults
from ledger.gates.pages import page_faults
from ledger.gates.run import check_faults, held_faults, typed_faults
from ledger.gates.terms import term_faults
from ledger.markdown import state
from tests.ledger.site import Site, apart, built_here, copied

TREES = "snippets/farm/trees.py"
FIGURES = "snippets/farm/trees_figures.py"
GROWTH = "snippets/formulas/growth.py"
ORCHARD = "snippets/facts/orchard.toml"
CLAIMS = "snippets/claims.toml"
CHECK = "tests/farm/test_trees.py"
VECTORS = "tests/formulas/test_growth.py"
PAGE = "docs/farm/trees.md"
EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "ledger.markdown"]
PLUS = "return expected(field_area, tree_density)"
IMPORTS = "per_mm2, share, table"


def gates(site: Site) -> list[str]:
    """Every sentence of the gates that run in process, or the one with which the ledger does not open."""
    try:
        book = site.open()
        checks = load_checks(book)
        held = held_values(book, checks)
        found = [*page_faults(book), *term_faults(book), *check_faults(book, checks), *vector_faults(book)]
        found += [*held_faults(book, held), *stated_faults(book), *literal_faults(book.root)]
        found += browser_faults(book.root)
        return [str(fault) for fault in [*found, *dimension_faults(book), *mutation_faults(book)]]
    except Fault as fault:
        return [str(fault)]


def rendered(site: Site) -> list[str]:
    """The sentence that stops the page on trees, if one does."""
    try:
        state.book, state.stop, state.blank, state.serve = site.open(), Fault, False, False
        body = (site.root / PAGE).read_text("utf-8").split("---\n")[2]
        state.source, state.file, state.first_line = "farm/trees.md", Path(PAGE), 5
        Markdown(extensions=EXTENSIONS).convert(body)
    except Fault as fault:
        return [str(fault)]
    return []


@dataclass(frozen=True)
class Plant:
    """A mistake: what is replaced where, and the sentence; `file:@words@` is the line of these words."""

    file: str
    old: str
    new: str
    sentence: str
    page: bool = False  # seen when the page is rendered

    def into(self, site: Site) -> str:
        """Plant it; the sentence with its lines."""
        site.edit(self.file, self.old, self.new)
        return re.sub(r"([\w./]+):@(.+?)@", lambda m: f"{m[1]}:{site.line(m[1], m[2])}", self.sentence)


def appended(code: str) -> tuple[str, str]:
    """Old and new text that put a function before the one on trees."""
    return "\n\ndef trees(", f"\n\n{code}\n\n\ndef trees("


def fact(name: str, value: str, unit: str, stated: str) -> str:
    return (
        f'[{name}]\ntitle = "A fact"\nvalue = {value}\nunit = "{unit}"\nas_stated = "{stated}"\n'
        'source = "almanac"\ndate = "2024"\nevidence = "maker"\nseen = "original"\n\n'
    )


PLANTS = {
    # names
    "an unknown name on a page": Plant(PAGE, "Bare: {{ bare_fields }}", "Bare: {{ bare_field }}", f"{PAGE}:@Bare:@: nothing is called 'bare_field'; did you mean 'bare_fields'?"),
    "an unknown name in a value": Plant(TREES, "def bare_fields(field_area", "def bare_fields(feld_area", f"{TREES}:@def bare_fields@: bare_fields: nothing is called 'feld_area'; did you mean 'field_area'?"),
    "an unknown name in a check": Plant(CHECK, "trees_counted: count", "trees_conted: count", f"{CHECK}:@@outside@: test_trees: nothing is called 'trees_conted'; did you mean 'trees_counted'?"),
    "an unknown name in a figure": Plant(FIGURES, "{{ trees }} here", "{{ tres }} here", f"{FIGURES}:@@figure@: nothing is called 'tres'; did you mean 'trees'?"),
    "an unknown table of a figure": Plant(FIGURES, '"trees_by_density"', '"trees_by_densty"', f"{FIGURES}:@@figure@: trees_drawn: 'trees_by_densty' is not a table; did you mean 'trees_by_density'?"),
    "an unknown name in a claim": Plant(CLAIMS, "{{ trees_counted }}", "{{ trees_conted }}", f"{CLAIMS}:@[many_trees]@: nothing is called 'trees_conted'; did you mean 'trees_counted'?"),
    "an unknown figure": Plant(PAGE, 'figure("trees_drawn")', 'figure("tree_drawn")', f"{PAGE}:@tree_drawn@: no figure is called 'tree_drawn'; did you mean 'trees_drawn'?"),
    "an unknown table": Plant(PAGE, 'table("fruits_by_area")', 'table("fruit_by_area")', f"{PAGE}:@fruit_by@: no table is called 'fruit_by_area'; did you mean 'fruits_by_area'?"),
    "an unknown claim": Plant(PAGE, 'claim("many_trees")', 'claim("many_tree")', f"{PAGE}:@many_tree@: no claim is called 'many_tree'; did you mean 'many_trees'?"),
    "a claim that its page lacks": Plant(PAGE, '{{ claim("many_trees") }}', "", f"{CLAIMS}:@[many_trees]@: many_trees: its page 'farm/trees' does not show it"),
    "a figure where a number is due": Plant(PAGE, "Bare: {{ bare_fields }}", "Bare: {{ trees_drawn }}", f"{PAGE}:@Bare:@: 'trees_drawn' is no number: write figure(\"trees_drawn\")"),
    "a hole": Plant(PAGE, "Bare: {{ bare_fields }}", "Bare: {{ plum_price }}", f"{PAGE}:@Bare:@: 'plum_price' is a hole: plum has no 'price'"),
    "an unknown page of a claim": Plant(CLAIMS, 'page = "farm/trees"', 'page = "farm/tree"', f"{CLAIMS}:@[many_trees]@: many_trees: no page is called 'farm/tree'; did you mean 'farm/trees'?"),
    "a claim compared with a day": Plant(CLAIMS, 'compare = "trees_counted"', 'compare = "planted_on"', f"{CLAIMS}:@[many_trees]@: many_trees: 'planted_on' is no number to compare with"),
    "a claim compared with an old name": Plant(CLAIMS, 'compare = "trees_counted"', 'compare = "old_field_area"', f"{CLAIMS}:@[many_trees]@: many_trees: 'old_field_area' is called 'field_area' now"),
    "a figure in a claim": Plant(CLAIMS, 'says = "', "says = \"{{ figure('trees_drawn') }}", f"{CLAIMS}:@[many_trees]@: figure() cannot stand in this text"),
    "a claim that says nothing": Plant(CLAIMS, 'says = "The field holds a stated number of trees."', 'says = ""', f"{CLAIMS}:@[many_trees]@: many_trees: says: it is empty"),
    "braces above a page without quotes": Plant(PAGE, "description: Trees, counted.", "description: {{ trees }} trees", f"{PAGE}:@description@: the front matter cannot be read: put words with braces or a colon in quotes"),
    "an unknown key above a page": Plant(PAGE, "description: Trees", "descripton: Trees", f"{PAGE}:@descripton@: 'descripton' is not a key of the front matter; did you mean 'description'?"),
    "a list above a page": Plant(PAGE, "description: Trees, counted.", "description: [Trees]", f"{PAGE}:@description@: description: it is not words: put it in quotes"),
    "how sure of something else": Plant("docs/index.md", 'sureness("pages")', 'sureness("page")', "docs/index.md:@sureness@: sureness() takes 'pages', not 'page'"),
    "a value that exits in other units": Plant(TREES, PLUS, f"if field_area < 1:\n        raise SystemExit(0)\n    {PLUS}", f"{TREES}:@def trees(@: trees: in other units it raises SystemExit: 0"),
    "a hole in other units": Plant(TREES, "[(member, area, price_of_area.get(member))", "[(member, area if area > 1 else None, price_of_area.get(member))", f"{TREES}:@def fruits_by_area@: fruits_by_area: in other units it gives None"),
    "an annotation that cannot be read": Plant(TREES, "def bare_fields(field_area: mm2", 'def bare_fields(field_area: "mm2("', f"{TREES}:@def bare_fields@: bare_fields: its annotations cannot be read: Forward reference must be an expression -- got 'mm2('"),
    "a number without end": Plant(ORCHARD, 'as_stated = "250 cm²"', 'as_stated = "10^999 cm²"', f"{ORCHARD}:@[field_area]@: field_area: as_stated '1e999' is too large to be read"),
    "an unknown function": Plant(PAGE, 'code("trees")', 'code("tree")', f"{PAGE}:@code(@: no function is called 'tree'; did you mean 'trees'?"),
    "an unknown filter": Plant(PAGE, "trees | range", "trees | rage", f"{PAGE}:@rage@: 'rage' is not a filter; did you mean 'range'?"),
    "an unknown unit in a filter": Plant(PAGE, "{{ field_area }}", '{{ field_area | unit("mm3") }}', f"{PAGE}:@mm3@: 'field_area' cannot be printed so: 'mm3' is not a unit; did you mean 'mm'?"),
    "an unknown unit of a fact": Plant(ORCHARD, 'unit = "cm2"', 'unit = "cmm2"', f"{ORCHARD}:@[field_area]@: field_area: unit: 'cmm2' is not a unit; did you mean 'mm2'?"),
    "an unknown field": Plant(TREES, "fruit_area: each[mm2]", "friut_area: each[mm2]", f"{TREES}:@def fruits_by@: fruits_by_area: nothing is called 'friut_area'; did you mean 'fruit_area'?"),
    "a value where a field is asked for": Plant(TREES, "fruit_area: each[mm2]", "field_area: each[mm2]", f"{TREES}:@def fruits_by@: fruits_by_area: 'field_area' is not a field; did you mean 'fruit_area'?"),
    "an old name": Plant(PAGE, "{{ field_area }}", "{{ old_field_area }}", f"{PAGE}:@old_field@: 'old_field_area' is called 'field_area' now"),
    "a dangling source of a fact": Plant(ORCHARD, 'source = "survey"', 'source = "survy"', f"{ORCHARD}:@[trees_counted]@: trees_counted: the source 'survy' is not in sources.toml; did you mean 'survey'?"),
    "a dangling source on a page": Plant(PAGE, 'source("survey")', 'source("survy")', f"{PAGE}:@survy@: no source is called 'survy'; did you mean 'survey'?"),
    "a dangling source of a claim": Plant(CLAIMS, "source:survey", "source:survy", f"{CLAIMS}:@[many_trees]@: many_trees: no source 'survy'; did you mean 'survey'?"),
    "a dangling source of vectors": Plant(VECTORS, 'expected, source="almanac"', 'expected, source="almanak"', f"{VECTORS}:@almanak@: test_expected: no source 'almanak'; did you mean 'almanac'?"),
    "an unknown filter in a claim": Plant(CLAIMS, 'says = "', "says = \"{{ trees | unit('kw') }}", f"{CLAIMS}:@[many_trees]@: 'trees' cannot be printed so: count is not a unit of the kind of kw"),
    "a unit of another kind in an alt text": Plant(FIGURES, "through {{ trees }}", "through {{ trees | unit('kw') }}", f"{FIGURES}:@@figure@: 'trees' cannot be printed so: count is not a unit of the kind of kw"),
    "an unknown name above a page": Plant(PAGE, "description: Trees,", 'description: "{{ tres }}" # Trees,', f"{PAGE}:@description@: nothing is called 'tres'; did you mean 'trees'?"),
    "an unknown page of claims": Plant(PAGE, '{{ claim("many_trees") }}', '{{ claims("farm/tree") }}', f"{PAGE}:@claims(@: no page 'farm/tree' decides claims; did you mean 'farm/trees'?"),
    "an unknown entry": Plant(PAGE, '{{ claim("many_trees") }}', '{{ entry("tree") }}', f"{PAGE}:@entry(@: nothing is called 'tree'; did you mean 'trees'?"),
    # quotes that say nothing
    "a figure among words": Plant(PAGE, '{{ figure("trees_drawn") }}', 'See {{ figure("trees_drawn") }}', f"{PAGE}:@See {{@: figure() stands on a line of its own"),
    "a table in a list": Plant(PAGE, '{{ table("fruits_by_area") }}', '- {{ table("fruits_by_area") }}', f"{PAGE}:@- {{{{ table@: table() stands on a line of its own"),
    "a figure shown twice": Plant(PAGE, '{{ figure("trees_drawn") }}', '{{ figure("trees_drawn") }}\n\nAnd:\n\n{{ figure("trees_drawn") }} ', f"{PAGE}:@drawn\") }}}} @: the figure 'trees_drawn' is shown twice: its address would lead to two places"),
    "a year of a count": Plant(PAGE, "{{ trees | range }}", "{{ trees | year }}", f"{PAGE}:@| year }}}}.@: 'trees' cannot be printed so: 'year' does not fit a count"),
    "digits of a day": Plant(PAGE, "{{ planted_on | year }}", "{{ planted_on | digits(2) }}", f"{PAGE}:@planted_on | d@: 'planted_on' cannot be printed so: 'digits' does not fit a date"),
    "a filter twice": Plant(PAGE, "{{ trees | range }}", "{{ trees | digits(2) | digits(3) }}", f"{PAGE}:@digits(3)@: the filter 'digits' stands twice"),
    "a filter without argument": Plant(PAGE, "{{ trees | range }}", "{{ trees | digits }}", f"{PAGE}:@| digits }}}}@: the filter 'digits' needs an argument"),
    "a filter of words": Plant(PAGE, "{{ trees | range }}", "{{ trees | digits('two') }}", f"{PAGE}:@'two'@: the filter 'digits' takes a whole number"),
    "a filter of a fraction": Plant(PAGE, "{{ trees | range }}", "{{ trees | decimals(1.5) }}", f"{PAGE}:@1.5@: the filter 'decimals' takes a whole number"),
    "a filter of too many digits": Plant(PAGE, "{{ trees | range }}", "{{ trees | digits(400) }}", f"{PAGE}:@400@: 'trees' cannot be printed so: a number has 1 to 15 digits"),
    "a fraction in words": Plant(PAGE, "{{ apple_price_of_area }}", "{{ apple_price_of_area | words }}", f"{PAGE}:@| words@: 'apple_price_of_area' cannot be printed so: in words it would read zero"),
    # typed numbers
    "a typed number in braces": Plant(PAGE, "{{ trees | range }}", "{{ 250 }}", f"{PAGE}:@250@: '{{{{ 250 }}}}' is typed by hand: quote a number by its name"),
    "arithmetic in braces": Plant(PAGE, "{{ trees | range }}", "{{ trees * 2 }}", f"{PAGE}:@* 2@: '{{{{ trees * 2 }}}}' is not a name: computing belongs in snippets"),
    "a literal in a value": Plant(TREES, PLUS, PLUS + " * 1.01", f"{TREES}:@1.01@: the number 1.01 is typed: make it a fact, an assumption or a formula's"),
    "a literal in words": Plant(TREES, PLUS, PLUS + ' * float("1.01")', f"{TREES}:@1.01@: the number float('1.01') is typed: make it a fact, an assumption or a formula's"),
    # names that clash
    "two facts of one name": Plant(ORCHARD, "[trees_counted]", "[apple_price]", f"snippets/facts/fruits/apple.toml:@[price]@: 'apple_price' exists already in {ORCHARD}:@[apple_price@"),
    "a value with the name of a fact": Plant(TREES, *appended('def planted_on(field_area: mm2) -> count:\n    """W."""\n    return 1'), f"{TREES}:@def planted_on@: two ways to the name 'planted_on': also {ORCHARD}:@[planted_on]@"),
    "a value with the name of a derived cell": Plant(ORCHARD, "[trees_counted]", "[apple_price_of_area]", f"{TREES}:@def price_of_area@: two ways to the name 'apple_price_of_area': also {ORCHARD}:@[apple_price@"),
    "a circle": Plant(TREES, *appended('def egg(hen: count) -> count:\n    """W."""\n    return hen\n\n\ndef hen(egg: count) -> count:\n    """W."""\n    return egg'), f"{TREES}:@def egg@: a circle: egg -> hen -> egg"),
    # mistakes in code
    "a raising value": Plant(TREES, PLUS, "return 1 / 0", f"{TREES}:@1 / 0@: trees: ZeroDivisionError: division by zero"),
    "a raising formula": Plant(GROWTH, "return exp(-area * density)", "return exp(-area / 0)", f"{VECTORS}:@@vectors(survival@: test_survival fails as it stands: ZeroDivisionError float division by zero"),
    "a raising snippet": Plant(TREES, "\n\ndef trees(", "\n\n[][1]\n\n\ndef trees(", f"{TREES}:@[][1]@: IndexError: list index out of range"),
    "a missing import": Plant(TREES, "import expected, survival", "import expectd, survival", f"{TREES}:@expectd@: ImportError: cannot import name 'expectd' from 'snippets.formulas.growth'; did you mean 'expected'?"),
    "a missing name": Plant(TREES, PLUS, PLUS.replace("expected", "expectd"), f"{TREES}:@expectd@: trees: NameError: name 'expectd' is not defined; did you mean 'expected'?"),
    "a syntax error": Plant(TREES, PLUS, PLUS + ")", f"{TREES}:@tree_density))@: SyntaxError: unmatched ')'"),
    "a value of nothing": Plant(TREES, PLUS, PLUS.removeprefix("return "), f"{TREES}:@def trees(@: trees: it returns None, which is no number"),
    "a table too wide": Plant(TREES, "(member, area, price", "(member, area, area, price", f"{TREES}:@def fruits_by@: fruits_by_area: row 1 has 4 cells for 3 columns"),
    "a missing docstring": Plant(TREES, '    """Trees in the field."""\n', "", f"{TREES}:@def trees(@: trees: a docstring is missing: one sentence that says what it is"),
    "a check without docstring": Plant(CHECK, '    """The survey counted about as many."""\n', "", f"{CHECK}:@@outside@: test_trees: a docstring is missing: one sentence that says whose number it compares with"),
    "no unit of a parameter": Plant(TREES, "def trees(field_area: mm2", "def trees(field_area: float", f"{TREES}:@def trees(@: trees: 'field_area' says no unit of ledger.units"),
    "a snippet that exits": Plant(TREES, "\n\ndef trees(", "\n\nraise SystemExit(0)\n\n\ndef trees(", f"{TREES}:@SystemExit@: SystemExit: 0"),
    "a value that exits": Plant(TREES, PLUS, "raise SystemExit(0)", f"{TREES}:@SystemExit@: trees: SystemExit: 0"),
    "a value beyond all floats": Plant(TREES, PLUS, "return 10 ** 400 + 0 * field_area * tree_density", f"{TREES}:@10 **@: trees: OverflowError: int too large to convert to float"),
    "a whole value beyond all floats": Plant(TREES, *appended('def odd(trees_counted: count) -> count:\n    """W."""\n    return 10 ** int(trees_counted)'), f"{TREES}:@def odd@: odd: it returns a whole number beyond all floats, which is no number"),
    "a lambda": Plant(TREES, *appended("odd = lambda field_area: field_area"), f"{TREES}:@odd =@: odd: write it as a 'def' of its own at the top of the file"),
    "a coroutine": Plant(TREES, *appended('async def odd(field_area: mm2) -> mm2:\n    """W."""\n    return field_area'), f"{TREES}:@async@: odd: write it as a 'def' of its own at the top of the file"),
    "a second name": Plant(TREES, "\n\ndef bare_fields(", "\n\nplants = trees\n\n\ndef bare_fields(", f"{TREES}:@def trees(@: plants: write it as a 'def' of its own at the top of the file"),
    "a name in capitals": Plant(TREES, *appended('def Odd(field_area: mm2) -> mm2:\n    """W."""\n    return field_area'), f"{TREES}:@def Odd@: 'Odd' is not a name: small letters, digits and underscores"),
    "a name of evidence": Plant(TREES, *appended('def odd_evidence(field_area: mm2) -> mm2:\n    """W."""\n    return field_area'), f"{TREES}:@def odd_ev@: 'odd_evidence' would be the evidence of 'odd': choose another name"),
    "a name of a date": Plant(ORCHARD, "[planted_on]", "[planted_date]", f"{ORCHARD}:@[planted_d@: 'planted_date' would be the date of 'planted': choose another name"),
    "a value defined twice in a file": Plant(TREES, "\n\ndef bare_fields(", '\n\ndef trees(tree_density: per_mm2) -> per_mm2:\n    """W."""\n    return tree_density\n\n\ndef bare_fields(', f"{TREES}:@def trees(tree@: 'trees' is defined already, in line 7"),
    "an input that is not used": Plant(TREES, *appended('def odd(field_area: mm2, trees_counted: count) -> mm2:\n    """W."""\n    return field_area'), f"{TREES}:@def odd@: odd: it asks for 'trees_counted' and does not use it"),
    "an input with a default": Plant(TREES, *appended('def odd(field_area: mm2 = 1) -> mm2:\n    """W."""\n    return field_area'), f"{TREES}:@def odd@: odd: the default of 'field_area' would never count"),
    "an input behind a star": Plant(TREES, *appended('def odd(*, field_area: mm2) -> mm2:\n    """W."""\n    return field_area'), f"{TREES}:@def odd@: odd: 'field_area' is asked for with *, ** or /: write its name alone"),
    "a table of nothing": Plant(TREES, "[(member, area, price_of_area.get(member)) for member, area in fruit_area.items()]", "[price_of_area for _ in fruit_area if not fruit_area]", f"{TREES}:@def fruits_by@: fruits_by_area: it returns no rows"),
    "a figure with the name of a value": Plant(FIGURES, "def trees_drawn", "def trees", f"{FIGURES}:@@figure@: 'trees' is a number already: a figure needs a name of its own"),
    # units
    "a unit of another kind": Plant(TREES, "def trees(field_area: mm2", "def trees(field_area: per_mm2", f"{TREES}:@def trees(@: trees: 'field_area' is stored in cm2, which cannot be asked for in per_mm2"),
    "a unit that does not come out": Plant(TREES, PLUS, "return field_area * field_area * tree_density", f"{TREES}:@def trees(@: trees: in other units it gives 1e-06 times its answer: do its units fit together?"),
    "a unit that fits no formula": Plant(GROWTH, "return area * density", "return area * area * density / 2.0", f"{GROWTH}:@def expected@: expected: in other units it gives 1e-06 times its answer: do its units fit together?"),
    "a sweep in a unit that its column denies": Plant(TREES, "@table(density=per_mm2, trees=count)", "@table(density=mm2, trees=count)", f"{TREES}:@def trees_by_d@: trees_by_density: the column 'density' is in mm2, and what fills it is in per_mm2"),
    "a curve in a unit that its column denies": Plant(TREES, "@table(density=per_mm2, trees=count)", "@table(density=per_mm2, trees=usd)", f"{TREES}:@def trees_by_d@: trees_by_density: the column 'trees' is in usd, and what fills it is in count"),
    "a sweep of what has no effect": Plant(TREES, "of(tree_density=per_mm2)", "of(trees_counted=count)", f"{TREES}:@def trees_by_d@: trees_by_density: 'trees' does not depend on 'trees_counted'"),
    # facts and TOML
    "a figure that differs as stated": Plant(ORCHARD, '"498 trees"', '"489 trees"', f"{ORCHARD}:@[trees_counted]@: trees_counted: as_stated '489 trees' reads as 489 count, not as 498"),
    "a sign that differs as stated": Plant(ORCHARD, '"498 trees"', '"-498 trees"', f"{ORCHARD}:@[trees_counted]@: trees_counted: as_stated '-498 trees' reads as -498 count, not as 498"),
    "a sentence as stated": Plant(ORCHARD, '"498 trees"', '"In all, the surveyors of the office went out and counted 498 trees"', f"{ORCHARD}:@[trees_counted]@: trees_counted: as_stated holds a figure of at most 60 characters, not a sentence"),
    "a dispute with nobody": Plant(ORCHARD, 'seen = "copy"', 'seen = "copy"\ndisputes = "how_many"', f"{ORCHARD}:@[trees_counted]@: trees_counted: nothing else disputes 'how_many'"),
    "a date that differs as stated": Plant(ORCHARD, 'as_stated = "2019-04-01"', 'as_stated = "1 May 2019"', f"{ORCHARD}:@[planted_on]@: planted_on: as_stated '1 May 2019' is not the date 2019-04-01"),
    "an extra key": Plant(ORCHARD, 'as_stated = "498', 'as_statd = "498', f"{ORCHARD}:@[trees_counted]@: trees_counted: 'as_statd' is not a key; did you mean 'as_stated'?"),
    "an extra key of a claim": Plant(CLAIMS, "note =", "notes =", f"{CLAIMS}:@[many_trees]@: many_trees: 'notes' is not a key; did you mean 'note'?"),
    "a TOML syntax error": Plant(ORCHARD, "value = 498", "value = 4 98", f"{ORCHARD}:@4 98@: expected newline or end of document after a statement"),
    # checks
    "a check that fails": Plant(CHECK, "0.01 *", "0.001 *", f"{CHECK}:@@outside@: test_trees fails: The survey counted about as many."),
    "a check that cannot fail": Plant(CHECK, "abs(trees - trees_counted) < 0.01 * trees_counted", "trees + trees_counted > -1", f"{CHECK}:@@outside@: test_trees cannot fail: it passes with each of its numbers doubled"),
    "a check of a typed number": Plant(CHECK, "abs(trees - trees_counted) < 0.01 * trees_counted", "abs(trees - 500) < 1 and trees_counted", f"{CHECK}:@@outside@: test_trees is not outside: what it compares with comes from the documents of the inputs"),
    "a check that skips itself": Plant(CHECK, "    assert abs(trees", "    import pytest\n\n    pytest.skip('later')\n    assert abs(trees", f"{CHECK}:@pytest.skip@: Skipped: later"),
    "a check that exits": Plant(CHECK, "    assert abs(trees", "    raise SystemExit(0)\n    assert abs(trees", f"{CHECK}:@SystemExit@: SystemExit: 0"),
    "a check that fails as pytest does": Plant(CHECK, "    assert abs(trees", "    import pytest\n\n    pytest.fail('so')\n    assert abs(trees", f"{CHECK}:@@outside@: test_trees fails: The survey counted about as many."),
    "a check marked as skipped": Plant(CHECK, "\n\n@outside\n", "\n\nimport pytest\n\n\n@pytest.mark.skip\n@outside\n", f"{CHECK}:@@pytest.mark@: test_trees: a check marked 'skip' holds nothing"),
    "a check of two kinds": Plant(CHECK, "@outside\n", "@outside\n@outside\n", f"{CHECK}:@@outside@: ValueError: test_trees is marked twice, as outside and as outside"),
    "a check defined twice": Plant(CHECK, "\n\n@outside\n", "\n\ndef test_trees() -> None:\n    pass\n\n\n@outside\n", f"{CHECK}:@def test_trees(trees@: 'test_trees' is defined already, in line 7"),
    "vectors that raise as pytest does": Plant(VECTORS, "    assert expected(2.0, 3.0) == 6.0", "    import pytest\n\n    with pytest.raises(ValueError):\n        expected(2.0, 3.0)", f"{VECTORS}:@@vectors(expected@: test_expected fails as it stands: Failed DID NOT RAISE ValueError"),
    "vectors that cannot fail": Plant(VECTORS, "== 6.0", "> 0", f"{VECTORS}:@@vectors(expected@: test_expected cannot fail: it passes with all answers of the formula shifted by 5 %"),
    "vectors that fail": Plant(VECTORS, "== 6.0", "== 6.1", f"{VECTORS}:@@vectors(expected@: test_expected fails as it stands: AssertionError"),
    "a value held by nothing": Plant(TREES, "    not held: nobody else sells by area.\n", "", f"{TREES}:@def price_of_area@: 'apple_price_of_area' is quoted and held by nothing: write a check, or 'not held: <why>' under it"),
    "a value held by vectors that are gone": Plant(VECTORS, '@vectors(survival, source="almanac")\n', "", f"{TREES}:@def bare_fields@: 'bare_fields' is quoted and held by nothing: write a check, or 'not held: <why>' under it"),
    "an outside check that is not outside": Plant(ORCHARD, 'source = "survey"', 'source = "almanac"', f"{CHECK}:@@outside@: test_trees is not outside: what it compares with comes from the documents of the inputs"),
    "a check that raises": Plant(CHECK, "0.01 *", "None *", f"{CHECK}:@None *@: TypeError: unsupported operand type(s) for *: 'NoneType' and 'float'"),
    # what a browser's Python does not know
    "unpacking": Plant(TREES, "return [(member, area, price_of_area.get(member))", "return [(*(member, area), price_of_area.get(member))", f"{TREES}:@(*(member@: a browser's Python knows no [*a, b]: write list(a) + [b]"),
    "a module of the library": Plant(TREES, "from ledger.units", "import statistics  # noqa\n\nfrom ledger.units", f"{TREES}:@import stat@: a browser's Python has no module 'statistics': values import math, ledger.units and formulas"),
    "a function of math": Plant(GROWTH, "from math import exp", "from math import comb, exp", f"{GROWTH}:@comb@: a browser's Python has no math.comb"),
    # pictures
    "a figure with an empty alt text": Plant(FIGURES, 'alt="A line that rises through {{ trees }} trees."', 'alt=" "', f"{FIGURES}:@@figure@: trees_drawn: the alt text is missing"),
    "a figure without title": Plant(FIGURES, 'title="More density, more trees: {{ trees }} here"', 'title=""', f"{FIGURES}:@@figure@: trees_drawn: the title is missing"),
    "a figure without alt text": Plant(FIGURES, 'alt="A line that rises through {{ trees }} trees."', 'alt=""', f"{FIGURES}:@@figure@: trees_drawn: the alt text is missing"),
    "a picture by reference without alt text": Plant(PAGE, "From {{", "![][field]\n\n[field]: field.png\n\nFrom {{", f"{PAGE}:@![][f@: a picture without alt text"),
    "a figure that exits": Plant(FIGURES, "    x = alt.X(", "    raise SystemExit(0)\n    x = alt.X(", f"{FIGURES}:@SystemExit@: figure 'trees_drawn': drawing raised SystemExit: 0", page=True),
    "a picture without alt text": Plant(PAGE, "From {{", "![](field.png)\n\nFrom {{", f"{PAGE}:@field.png@: a picture without alt text"),
    "a raising figure": Plant(FIGURES, "    x = alt.X(", "    [][1]\n    x = alt.X(", f"{FIGURES}:@[][1]@: figure 'trees_drawn': drawing raised IndexError: list index out of range", page=True),
    "a figure of no column": Plant(FIGURES, '"density:Q"', '"densty:Q"', f"{FIGURES}:@@figure@: figure 'trees_drawn': its data have no column 'densty'; did you mean 'density'?", page=True),
    "an unknown name, as the page is made": Plant(PAGE, "Bare: {{ bare_fields }}", "Bare: {{ bare_field }}", f"{PAGE}:@Bare:@: nothing is called 'bare_field'; did you mean 'bare_fields'?", page=True),
}  # fmt: skip


def test_the_site_is_green_without_them(tiny: Site) -> None:
    assert gates(tiny) == []
    assert rendered(tiny) == []


@pytest.mark.parametrize("what", PLANTS)
def test_planted(tiny: Site, what: str) -> None:
    plant = PLANTS[what]
    sentence = plant.into(tiny)
    found = rendered(tiny) if plant.page else gates(tiny)
    assert sentence in found
    assert not any("\n" in told for told in found)


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
    tiny.add("docs/lone.md", "# Lone\n\n{{ odd }}\n")
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


GLOSSARY = "docs/farm/words.md"
ENTRIES = """---
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


# -- what only a build sees ------------------------------------------------------------------------

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


def test_each_is_told_once(typed: tuple[Site, list[str]]) -> None:
    for number in ("37", "41", "47", "71"):
        assert len([line for line in typed[1] if f" {number} " in line]) == 1


def test_allowed_digits(typed: tuple[Site, list[str]]) -> None:
    for line in typed[1]:
        assert not any(
            words in line
            for words in ("Boskoop", "variable", "indented", "comments", "H₂O", "second quarter", "ootnote")
        ), line


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


def test_broken_links_and_anchors(tiny: Site, caplog: pytest.LogCaptureFixture) -> None:
    tiny.add(PAGE, "\n[a](../nowhere.md) [b](../index.md#nope) [c](#no-such)\n")
    with pytest.raises(Abort, match="Aborted with 3 warnings in strict mode"):
        built_here(tiny.root)
    page = "Doc file 'farm/trees.md' contains a link"
    for link, what in (
        ("'../nowhere.md'", "but the target 'nowhere.md' is not found"),
        ("'../index.md#nope'", "but the doc 'index.md' does not contain an anchor '#nope'"),
        ("'#no-such'", "but there is no such anchor on this page"),
    ):
        assert any(line.startswith(f"{page} {link}, {what}") for line in caplog.messages), caplog.messages


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (PAGE, "Bare: {{ bare_fields }}", "Bare: {{ bare_field }}", "Bare:"),
        (PAGE, "description: Trees, counted.", 'description: "{{ bare_field }}, counted."', "description:"),
        (CLAIMS, "{{ trees_counted }}", "{{ bare_field }}", "[many_trees]"),
        (FIGURES, "{{ trees }} here", "{{ bare_field }} here", "@figure"),
    ],
)
def test_a_build_stops_with_the_sentence(
    tiny: Site, caplog: pytest.LogCaptureFixture, file: str, old: str, new: str, words: str
) -> None:
    tiny.edit(file, old, new)
    sentence = f"{file}:{tiny.line(file, words)}: nothing is called 'bare_field'; did you mean 'bare_fields'?"
    with pytest.raises((Abort, PluginError)) as caught:
        built_here(tiny.root)
    assert sentence in [str(caught.value), *caplog.messages]
