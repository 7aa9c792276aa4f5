"""The picture of the front page: a wafer, the chip that is cut from it, one GPU die."""

from math import sqrt

from ledger.units import Rows, count, mm, mm2, table, text


@table(thing=text, width=mm, height=mm)
def wafer_sizes(
    wafer_diameter: mm, wse_side: mm, wse_die_columns: count, wse_die_rows: count, h100_die_area: mm2
) -> Rows:
    """A wafer, the wafer-scale chip, one of its exposure fields and one H100 die (drawn square), to scale."""
    die = sqrt(h100_die_area)
    return [
        ("wafer", wafer_diameter, wafer_diameter),
        ("WSE-3", wse_side, wse_side),
        ("exposure field", wse_side / wse_die_columns, wse_side / wse_die_rows),
        ("H100", die, die),
    ]
