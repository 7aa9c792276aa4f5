"""How numbers read: digits, percent, multiples, money, ranges, dates, the very small.

Imports nothing but `math` and uses only integers, `round`-free arithmetic and string joins, so that CPython and
MicroPython print the same characters. Digits are grouped by commas; the unit follows a no-break space.
"""

import math

GAP = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_WORDS = "zero one two three four five six seven eight nine ten".split()
_RAISED = {"0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹"}


def say(value: float, symbol: str = "", style: str = "plain", digits: int = 3, decimals: "int | None" = None) -> str:
    """A number as a reader sees it.

    `digits` are significant ones; `decimals`, where given, wins. Style `percent` takes a share (0.468 is 46.8 %),
    `money` takes dollars, `times` a factor. Infinity and not-a-number raise ValueError.
    """
    check(value)
    sign = MINUS if value < 0 else ""
    size = abs(value)
    if style == "percent":
        size = size * 100
    if 0 < size < 1e-4 and decimals is None:
        return _tiny(sign, size, symbol, style, digits)
    scale, word = 1.0, ""
    if style == "money" or (style == "plain" and not symbol and decimals is None):
        for scale, word in _SCALES:
            if size >= scale * (1 - 0.5 * 10.0**-digits):
                break
        else:
            scale, word = 1.0, ""
    number = plain(size / scale, digits, decimals)
    if style == "money":
        if not word and decimals is None and 1 <= size < 1000 and number != plain(size, digits, 0):
            number = plain(size, digits, 2)
        return join(sign + "$" + number, word, symbol if symbol != "$" else "")
    if style == "times":
        return sign + number + symbol
    return join(sign + number, word, symbol)


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
    number = str(_units(size, max(places, 0)))
    if places <= 0:
        if places < 0:
            number = str(_units(size / 10 ** (-places), 0)) + "0" * (-places)
        return grouped(number)
    number = "0" * (places + 1 - len(number)) + number
    whole, part = number[:-places], number[-places:]
    if decimals is None:
        part = part.rstrip("0")
    return grouped(whole) + ("." + part if part else "")


def _units(size: float, places: int) -> int:
    return int(size * 10**places + 0.5)


def _rounded(size: float, places: int) -> float:
    return _units(size, places) / 10**places


def exponent(size: float) -> int:
    """The power of ten of the first digit of a positive number: 2 for 468, -3 for 0.001."""
    power = int(math.floor(math.log(size) / math.log(10)))
    while _at_least(size, power + 1):
        power += 1
    while not _at_least(size, power):
        power -= 1
    return power


def _at_least(size: float, power: int) -> bool:
    return size >= 10**power if power >= 0 else size * 10**-power >= 1


def grouped(number: str) -> str:
    """Commas between thousands of a string of digits."""
    parts = []
    while len(number) > 3:
        parts.append(number[-3:])
        number = number[:-3]
    parts.append(number)
    return ",".join(reversed(parts))


def _tiny(sign: str, size: float, symbol: str, style: str, digits: int) -> str:
    if style == "percent":
        return "less than one in 10" + raised(-exponent(size / 100) - 1)
    power = exponent(size)
    number = sign + plain(size * 10**-power, digits) + GAP + "×" + GAP + "10" + "⁻" + raised(-power)
    if style == "money":
        return "$" + join(number, symbol if symbol != "$" else "")
    return join(number, symbol if style != "times" else "")


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
    return _WORDS[int(value)] if value == int(value) and 0 <= value <= 10 else plain(abs(value))
