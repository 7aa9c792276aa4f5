"""How many trees stand in the field."""

from ledger.units import Rows, count, curve, each, mm2, of, per_mm2, share, table, text, usd, usd_per_mm2
from snippets.formulas.growth import expected, survival


def trees(field_area: mm2, tree_density: per_mm2) -> count:
    """Trees in the field."""
    return expected(field_area, tree_density)


def bare_fields(field_area: mm2, tree_density: per_mm2) -> share:
    """Share of fields without any tree."""
    return survival(field_area, tree_density)


def price_of_area(price: usd, fruit_area: mm2) -> usd_per_mm2:
    """What a fruit costs by area.

    not held: nobody else sells by area.
    """
    return price / fruit_area


@table(fruit=text, area=mm2, price_of_area=usd_per_mm2)
def fruits_by_area(fruit_area: each[mm2], price_of_area: each[usd_per_mm2]) -> Rows:
    """Fruits by their area."""
    return [(member, area, price_of_area.get(member)) for member, area in fruit_area.items()]


@table(density=per_mm2, trees=count)
def trees_by_density(trees: curve[count] = of(tree_density=per_mm2)) -> Rows:
    """Trees by density."""
    return [(step / 100, trees(step / 100)) for step in range(1, 6)]
