"""How numbers read: digits, percent, multiples, money, ranges, dates, the very small and the very large.

Imports nothing but `math` and uses only integers, plain arithmetic and string joins, so that CPython and
MicroPython print the same characters. Digits are grouped by commas; the unit follows a no-break space.
"""

import math

GAP = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
_MONTHS += ["November", "December"]
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_MOST_NINES = 7  # digits of a share that is just below the whole
_RAISED = {"0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹"}


def printed(
    value: float, factor: float, symbol: str, style: str, digits: int, decimals: "int | None", form: str
) -> str:
    """A number in its stored unit as a reader sees it, by the look that its quote has (see Book.look).

    `factor` leads to the unit printed; no digits (0) means three, and all of a whole count below a million;
    `form` may hold `size` (without its sign) and `words` (whole numbers to ten in words).
    """
    check(value)
    value = value * factor
    if "size" in form:
        value = abs(value)
    if "words" in form:
        if value and not round(value):
            raise ValueError("in words it would read zero")
        return words(round(value))
    if not digits:
        digits = 7 if value == int(value) and abs(value) < 1e6 else 3
    return say(value, symbol, style, digits, decimals)


def say(
    value: float, symbol: str = "", style: str = "plain", digits: int = 3, decimals: "int | None" = None
) -> str:
    """A number as a reader sees it.

    `digits` are significant ones; `decimals`, where given, wins. Style `percent` takes a share (0.468 is
    46.8 %), `money` takes dollars, `times` a factor. ValueError for infinity, not-a-number, less than one
    digit and less than no decimals. A share below one never reads 100 %, one above zero never 0 %.
    """
    check(value)
    if digits < 1 or (decimals is not None and decimals < 0):
        raise ValueError("a number has at least one digit, and no fewer than zero decimals")
    sign = MINUS if value < 0 else ""
    size = abs(value)
    if style == "percent":
        size = size * 100
    if decimals is None and (0 < size < 1e-4 or (size >= 1e15 and style != "money")):
        if style == "percent" and 0 < value < 1:
            return "less than one in 10" + raised(-exponent(value) - 1)
        return _powers(sign, size, symbol, style, digits)
    scale, word = _scale(size, digits) if _scaled(size, symbol, style, digits, decimals) else (1.0, "")
    number = plain(size / scale, digits, decimals)
    if number == "1" and not word:
        symbol = _one(symbol)
    if style == "percent" and 0 < value < 1 and decimals is None:
        while number == "100" and digits < _MOST_NINES:
            digits += 1
            number = plain(size, digits)
        if number == "100":
            number = "more than 99." + "9" * (_MOST_NINES - 2)
    if not number.strip("0.,"):
        sign = ""  # nothing is left of it
    if style == "money":
        if not word and decimals is None and "." in number:
            number = _cents(size, digits)
        return join(sign + "$" + number, word, symbol if symbol != "$" else "")
    if style == "times":
        return sign + number + symbol
    return join(sign + number, word, symbol)


def _one(symbol: str) -> str:
    """A unit's word after one: `day` of `days`, `byte per cycle` of `bytes per cycle`."""
    end = 0
    while end < len(symbol) and symbol[end] not in " /":
        end += 1
    return symbol[: end - 1] + symbol[end:] if end > 3 and symbol[end - 1] == "s" else symbol


def _scaled(size: float, symbol: str, style: str, digits: int, decimals: "int | None") -> bool:
    """Whether a scale word (million) may stand: before a unit only where nobody would read the digits."""
    if style == "money":
        return True
    return style == "plain" and decimals is None and (not symbol or size >= 1e9 * (1 - 0.5 * 10.0**-digits))


def _scale(size: float, digits: int) -> "tuple[float, str]":
    for scale, word in _SCALES:
        if size >= scale * (1 - 0.5 * 10.0**-digits):
            return scale, word
    return 1.0, ""


def _cents(size: float, digits: int) -> str:
    """An amount that is not whole, with two decimals or, where its digits reach further, more."""
    number = plain(size, digits, max(2, digits - 1 - exponent(size)))
    while number.endswith("0") and len(number) - number.index(".") > 3:
        number = number[:-1]
    return number


def join(*parts: str) -> str:
    """The parts that are not empty, with no-break spaces between."""
    return GAP.join([part for part in parts if part])


def check(value: float) -> None:
    """ValueError for what is no number that can be printed."""
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError("a number that is not finite cannot be printed")


def plain(size: float, digits: int = 3, decimals: "int | None" = None) -> str:
    """A non-negative number in digits, grouped by commas: rounded half up at the last digit kept."""
    if size == 0:
        return "0" if not decimals else "0." + "0" * decimals
    places = decimals
    if places is None:
        places = digits - 1 - exponent(size)
        if places > 0 and exponent(_rounded(size, places)) > exponent(size):
            places -= 1
    number = str(_units(size, places))
    if places <= 0:
        return grouped(number + "0" * -places)
    number = "0" * (places + 1 - len(number)) + number
    whole, part = number[:-places], number[-places:]
    if decimals is None:
        part = part.rstrip("0")
    return grouped(whole) + ("." + part if part else "")


def _shifted(size: float, places: int) -> float:
    """A number times a power of ten."""
    if places > 300:  # the factor itself would be no float
        size, places = size * 1e300, places - 300
    elif places < -300:
        size, places = size / 1e300, places + 300
    by: float = 10 ** abs(places)
    return size * by if places >= 0 else size / by


def _units(size: float, places: int) -> int:
    return int(_shifted(size, places) + 0.5)


def _rounded(size: float, places: int) -> float:
    return _shifted(float(_units(size, places)), -places)


def exponent(size: float) -> int:
    """The power of ten of the first digit of a positive number: 2 for 468, -3 for 0.001."""
    power = int(math.floor(math.log(size) / math.log(10)))
    while _shifted(size, -power - 1) >= 1:
        power += 1
    while _shifted(size, -power) < 1:
        power -= 1
    return power


def grouped(number: str) -> str:
    """Commas between thousands of a string of digits."""
    parts = []
    while len(number) > 3:
        parts.append(number[-3:])
        number = number[:-3]
    parts.append(number)
    return ",".join(reversed(parts))


def _powers(sign: str, size: float, symbol: str, style: str, digits: int) -> str:
    """The very small and the very large: a number and a power of ten."""
    power = exponent(size)
    number = plain(_shifted(size, -power), digits)
    if number == "10":  # rounded up to the next power
        number, power = "1", power + 1
    if style == "money":
        number = "$" + number
        symbol = symbol if symbol != "$" else ""
    return join(sign + number, "×", "10" + raised(power), symbol if style != "times" else "")


def raised(power: int) -> str:
    """A whole number as superscript digits."""
    return ("⁻" if power < 0 else "") + "".join([_RAISED[digit] for digit in str(abs(power))])


def span(low: str, high: str) -> str:
    """Two texts of the same kind as one range: what they share at the end, or a dollar sign, is said once."""
    if low == high:
        return low
    head, tail = low.split(GAP), high.split(GAP)
    while len(head) > 1 and len(tail) > 1 and head[-1] == tail[-1]:
        head.pop()
        tail.pop()
    shared = high.split(GAP)[len(tail) :]
    left, right = GAP.join(head), GAP.join(tail)
    if len(head) == 1 and len(tail) == 1:
        if left.endswith("×") and right.endswith("×"):
            left = left[:-1]
        if left[:1] == "$" and right[:1] == "$":
            right = right[1:]
    dash = DASH if MINUS not in low + high and GAP not in left + right else GAP + "to" + GAP
    return join(left + dash + right, *shared)


def day(iso: str, part: str = "day") -> str:
    """An ISO date in words, as far as it goes: `14 May 2026`, `May 2026`, `2026`; `part` may cut it."""
    pieces = iso.split("-")
    if part == "year" or len(pieces) == 1:
        return pieces[0]
    month = _MONTHS[int(pieces[1]) - 1]
    if part == "month" or len(pieces) == 2:
        return month + GAP + pieces[0]
    return str(int(pieces[2])) + GAP + month + GAP + pieces[0]


def words(value: float) -> str:
    """A whole number from zero to ten in words, others in digits."""
    if 0 <= value <= 10 and value == int(value):
        return _WORDS[int(value)]
    return say(value, "", "bare")
