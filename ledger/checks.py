"""How a check says what kind it is: on whose number it rests.

`outside`: the expected number comes from a document other than those of the inputs, and is not an identity
of them. `closure`: a filing adds up. `identity`: a ratio of inputs. `vectors`: published answers of a
formula.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Check = TypeVar("Check", bound=Callable[..., None])
KINDS = ("outside", "closure", "identity")


def _kind(name: str, check: Check) -> Check:
    if hasattr(check, "kind"):
        raise ValueError(f"{check.__name__} is marked twice, as {name} and as {check.kind}")
    check.kind = name  # type: ignore[attr-defined]
    return check


def outside(check: Check) -> Check:
    """Mark a check that holds values against somebody else's number."""
    return _kind("outside", check)


def closure(check: Check) -> Check:
    """Mark a check that one document's numbers add up."""
    return _kind("closure", check)


def identity(check: Check) -> Check:
    """Mark a check that restates its inputs in another way."""
    return _kind("identity", check)


def vectors(formula: Callable[..., Any], source: str) -> Callable[[Check], Check]:
    """Mark a test that holds a formula against published answers from `source` (an id of sources.toml)."""

    def mark(check: Check) -> Check:
        check.formula, check.source = formula, source  # type: ignore[attr-defined]
        return _kind("vectors", check)

    return mark
