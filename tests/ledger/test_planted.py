"""Planted faults: each turns red, with one sentence that names file, line, the bad name and the nearest good one."""

# ruff: noqa: E501 (a table of mistakes reads best with one on each line)

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.exceptions import Abort, PluginError

from ledger.faults import Fault
from ledger.markdown import state
from tests.ledger.plants import PLUS, appended, gates
from tests.ledger.site import CHECK, CLAIMS, FIGURES, GROWTH, ORCHARD, PAGE, TREES, VECTORS, Site, built_here

EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "ledger.markdown"]


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
    "brackets without end": Plant(PAGE, "{{ trees | range }}", "{{ " + "(" * 300 + "trees" + ")" * 300 + " }}", f"{PAGE}:@The field of@: '{{{{ {'(' * 300}trees{')' * 300} }}}}' cannot be read: it is nested too deep"),
    "a brace too few behind": Plant(PAGE, "{{ trees | range }}", "{{ trees | range }", f"{PAGE}:@The field of@: '{{{{ trees | range }}' lacks a brace: did you mean {{{{ trees | range }}}}?"),
    "a brace too few at the end": Plant(CLAIMS, "{{ trees_counted }}", "{{ trees_counted }", f"{CLAIMS}:@[many_trees]@: '{{{{ trees_counted }}' lacks a brace: did you mean {{{{ trees_counted }}}}?"),
    "a brace too few before": Plant(PAGE, "{{ trees | range }}", "{ trees | range }}", f"{PAGE}:@The field of@: '{{ trees | range }}}}' lacks braces: did you mean {{{{ trees | range }}}}?"),
    "one brace for two": Plant(PAGE, "Bare: {{ bare_fields }}", "Bare: {bare_fields}", f"{PAGE}:@Bare:@: '{{bare_fields}}' lacks braces: did you mean {{{{ bare_fields }}}}?"),
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
    "a figure with the name of the gallery": Plant(FIGURES, "def trees_drawn", "def index", f"{FIGURES}:@@figure@: 'index' is the gallery of all figures: a figure needs a name of its own"),
    "a figure with the name of a value": Plant(FIGURES, "def trees_drawn", "def trees", f"{FIGURES}:@@figure@: 'trees' is a number already: a figure needs a name of its own"),
    # units
    "a unit of another kind": Plant(TREES, "def trees(field_area: mm2", "def trees(field_area: per_mm2", f"{TREES}:@def trees(@: trees: 'field_area' ({ORCHARD}:@[field_area]@) is stored in cm2, which cannot be asked for in per_mm2"),
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
    "a check without a mark": Plant(CHECK, "@outside\n", "", f"{CHECK}:@def test_trees@: test_trees: it asks for the number 'trees': mark it @outside, @closure or @identity"),
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


def test_braces_of_others(tiny: Site) -> None:
    """Of code, of LaTeX, of lists of attributes, and around what is no number."""
    tiny.add(
        PAGE,
        "\n`{trees}` \\({x}_{trees} = \\frac{trees}{trees}\\) \\{{ trees }} { tree } {: .trees }\n\n```\n{ trees }\n```\n",
    )
    assert gates(tiny) == []


@pytest.mark.parametrize("what", PLANTS)
def test_planted(tiny: Site, what: str) -> None:
    plant = PLANTS[what]
    sentence = plant.into(tiny)
    found = rendered(tiny) if plant.page else gates(tiny)
    assert sentence in found
    assert not any("\n" in told for told in found)


ORDINARY = """import pytest


@pytest.fixture
def field() -> str:
    return "field"


@pytest.mark.parametrize("trees, size", [(1, 2)])
def test_ordinary(field: str, trees: int, size: int) -> None:
    assert field
"""


def test_ordinary_tests_stay_possible(tiny: Site) -> None:
    tiny.add(CHECK, f"\n\n{ORDINARY}")
    tiny.add("tests/farm/test_tools.py", ORDINARY)
    tiny.add("tests/farm/conftest.py", ORDINARY.split("@pytest.mark")[0])
    tiny.add("tests/farm/tools.py", "def half(x: float) -> float:\n    return x / 2\n")
    assert gates(tiny) == []


@pytest.mark.parametrize("test", ["@outside\ndef test_it(trees: count) -> None: ...\n", ORDINARY])
def test_a_file_of_tests_that_nothing_reads(tiny: Site, test: str) -> None:
    tiny.add("tests/farm/nc.py", test)
    assert gates(tiny) == [
        "tests/farm/nc.py: nothing reads this file: a page's checks lie in tests/farm/test_<page>.py"
    ]


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
