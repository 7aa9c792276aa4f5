"""Where mistakes are planted in the tiny site, and what its gates say of them."""

from ledger.faults import Fault
from ledger.gates.run import GATES, Opened
from tests.ledger.site import Site

PLUS = "return expected(field_area, tree_density)"
IMPORTS = "per_mm2, share, table"


def gates(site: Site) -> list[str]:
    """Every sentence of the gates that run in process, or the one with which the ledger does not open."""
    try:
        at = Opened(site.open())
        return [str(fault) for _, _, run in GATES for fault in run(at)]
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
