"""Where mistakes are planted in the tiny site, and what its gates say of them."""

from ledger.faults import Fault
from ledger.gates.as_stated import stated_faults
from ledger.gates.browser import browser_faults
from ledger.gates.checks import load_checks
from ledger.gates.dimensions import dimension_faults
from ledger.gates.held import held_values, vector_faults
from ledger.gates.literals import literal_faults
from ledger.gates.mutation import mutation_faults
from ledger.gates.pages import page_faults
from ledger.gates.run import check_faults, held_faults
from ledger.gates.terms import term_faults
from tests.ledger.site import Site

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


def appended(code: str) -> tuple[str, str]:
    """Old and new text that put a function before the one on trees."""
    return "\n\ndef trees(", f"\n\n{code}\n\n\ndef trees("


def fact(name: str, value: str, unit: str, stated: str) -> str:
    return (
        f'[{name}]\ntitle = "A fact"\nvalue = {value}\nunit = "{unit}"\nas_stated = "{stated}"\n'
        'source = "almanac"\ndate = "2024"\nevidence = "maker"\nseen = "original"\n\n'
    )
