"""What the formulas share: arguments checked on the way in, answers on the way out, and log(1 + x).

MicroPython lacks the last, and NumPy too: kinds of arguments that are no numbers are told by their names.
"""

from math import floor, isfinite, log

_NAN = float("nan")
_LONG = 500  # characters of an argument in a sentence
_BEYOND = "the answer is beyond any number that a float can hold: an argument is too large or too small"
_NO_NUMBERS = """
    bool bool_ array memoryview timedelta64 MaskedConstant
""".split()  # noqa: SIM905 (float() takes all of these, some with a warning)


def number(name: str, value: float) -> float:
    """`value` as a finite float; ValueError if it is anything else."""
    plain = getattr(value, "item", lambda: value)() if getattr(value, "shape", None) == () else value
    kinds = type(value).__name__, type(plain).__name__
    wrong = isinstance(plain, (str, bytes, bytearray)) or any(kind in _NO_NUMBERS for kind in kinds)
    try:
        result = _NAN if wrong else float(plain)
    except (TypeError, ValueError, OverflowError):
        result = _NAN
    if not isfinite(result):
        raise ValueError(f"{name} must be a finite number, not {shown(value)}")
    return result


def shown(value: object) -> str:
    """A wrong argument as a sentence names it: on one line, and shortened if it is long."""
    try:
        words = " ".join(repr(value).split("\n"))
    except ValueError:  # Python does not write out integers of thousands of digits
        words = f"an {type(value).__name__} of thousands of digits"
    return words if len(words) <= _LONG else words[:_LONG] + " …"


def finite(answer: float) -> float:
    """`answer` as a float; ValueError if the arguments have carried it beyond what a float can hold."""
    try:
        result = float(answer)
    except OverflowError:
        result = _NAN
    if not isfinite(result):
        raise ValueError(_BEYOND)
    return result


def over(top: float, bottom: float) -> float:
    """`top` over `bottom`; ValueError if that, or one of them, is beyond what a float can hold."""
    below = finite(bottom)
    if below == 0:
        raise ValueError(_BEYOND)
    return finite(finite(top) / below)


def positive(name: str, value: float) -> float:
    """`value` as a float above zero; ValueError if it is anything else."""
    result = number(name, value)
    if result <= 0:
        raise ValueError(f"{name} must be above zero, not {shown(value)}")
    return result


def not_negative(name: str, value: float) -> float:
    """`value` as a float of zero or more; ValueError if it is anything else."""
    result = number(name, value)
    if result < 0:
        raise ValueError(f"{name} must not be negative, and is {shown(value)}")
    return result


def part(name: str, value: float) -> float:
    """`value` as a share between zero and one; ValueError if it is anything else."""
    result = number(name, value)
    if not 0 <= result <= 1:
        raise ValueError(f"{name} must be a share between 0 and 1, not {shown(value)}")
    return result


def whole(name: str, value: float, least: int = 0) -> int:
    """`value` as an integer of `least` or more; ValueError if it is anything else (132.0 is an integer)."""
    result = number(name, value)
    if result != floor(result) or result < least:
        raise ValueError(f"{name} must be a whole number of {least} or more, not {shown(value)}")
    return int(result)


def several(name: str, values: list[float]) -> list[float]:
    """`values` as a list of one or more, ValueError if they are a single value or none."""
    try:
        found = [] if isinstance(values, (str, bytes, dict)) else list(values)
    except TypeError:
        found = []
    if not found:
        raise ValueError(f"{name} must be a list of one or more numbers, not {shown(values)}")
    return found


def log1p(x: float) -> float:
    """The natural logarithm of 1 + x, exact for tiny x (Kahan's correction of the rounding of 1 + x)."""
    rounded = 1.0 + x
    if rounded == 1.0:
        return x
    return log(rounded) * (x / (rounded - 1.0))
