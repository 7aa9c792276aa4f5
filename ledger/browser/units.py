"""Stands in for `ledger.units` in the browser: factors come with the page, so a unit is only a name there."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def __getattr__(name: str) -> str:
    return name


def of(**inputs: str) -> "dict[str, str]":
    """A request for a curve, which the graph answers."""
    return inputs


def table(**columns: str) -> "Callable[[Callable[..., object]], Callable[..., object]]":
    """Leave a table's function as it is: its columns come with the page."""
    return lambda function: function
