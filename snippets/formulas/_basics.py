"""What the formulas share: arguments checked on the way in, and log(1 + x), which MicroPython lacks."""

from math import floor, isfinite, log


def number(name: str, value: float) -> float:
    """`value` as a finite float; ValueError if it is anything else."""
    wrong = isinstance(value, (str, bytes, bytearray)) or type(value).__name__ in ("bool", "bool_")
    try:
        result = 0.0 if wrong else float(value)
    except (TypeError, ValueError, OverflowError):
        wrong, result = True, 0.0
    if wrong or not isfinite(result):
        raise ValueError(f"{name} must be a finite number, not {value!r}")
    return result


def positive(name: str, value: float) -> float:
    """`value` as a float above zero; ValueError if it is anything else."""
    result = number(name, value)
    if result <= 0:
        raise ValueError(f"{name} must be above zero, not {value!r}")
    return result


def not_negative(name: str, value: float) -> float:
    """`value` as a float of zero or more; ValueError if it is anything else."""
    result = number(name, value)
    if result < 0:
        raise ValueError(f"{name} must not be negative, and is {value!r}")
    return result


def part(name: str, value: float) -> float:
    """`value` as a share between zero and one; ValueError if it is anything else."""
    result = number(name, value)
    if not 0 <= result <= 1:
        raise ValueError(f"{name} must be a share between 0 and 1, not {value!r}")
    return result


def whole(name: str, value: float, least: int = 0) -> int:
    """`value` as an integer of `least` or more; ValueError if it is anything else (132.0 is an integer)."""
    result = number(name, value)
    if result != floor(result) or result < least:
        raise ValueError(f"{name} must be a whole number of {least} or more, not {value!r}")
    return int(result)


def several(name: str, values: list[float]) -> list[float]:
    """`values` as a list of one or more, ValueError if they are a single value or none."""
    try:
        found = [] if isinstance(values, (str, bytes, dict)) else list(values)
    except TypeError:
        found = []
    if not found:
        raise ValueError(f"{name} must be a list of one or more numbers, not {values!r}")
    return found


def log1p(x: float) -> float:
    """The natural logarithm of 1 + x, exact for tiny x (Kahan's correction of the rounding of 1 + x)."""
    rounded = 1.0 + x
    if rounded == 1.0:
        return x
    return log(rounded) * (x / (rounded - 1.0))
