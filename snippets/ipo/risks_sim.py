"""Which input of the hardware margin matters, over the whole range of the published estimates."""

from ledger.units import Rows, ratio, share, table, text, usd
from snippets.formulas.margin_sim import margin_influence


@table(driver=text, rank=ratio)
def margin_drivers(
    cs3_bill_before: usd,
    cs3_bill: usd,
    price_implied: usd,
    system_price_assumed: usd,
    cs3_price_press: usd,
    n5_wafer_price_cset: usd,
    n5_wafer_price: usd,
    wafer_yield_assumed: share,
) -> Rows:
    """Rank correlation of each input with the margin, in draws between the published estimates."""
    names = {
        "price": "price",
        "wafer_cost": "wafer price",
        "good_share": "yield",
        "other_cost": "other parts",
    }
    found = margin_influence(
        price=(price_implied, system_price_assumed, cs3_price_press),
        wafer_cost=(n5_wafer_price_cset, n5_wafer_price, n5_wafer_price),
        good_share=(wafer_yield_assumed / 2, wafer_yield_assumed, 1),
        other_cost=(cs3_bill_before - 2 * n5_wafer_price, cs3_bill_before, cs3_bill),
    )
    return [(names[key], rank) for key, rank in found]
