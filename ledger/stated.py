"""Figures as sources print them: `46,225 mm²`, `$24.6 billion`, `20–40`, `62 %` read back into numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ledger.units import UNITS, base, factor

_NUMBER = re.compile(r"(?<![\w.])\$?\s?(\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)")
_SCALES = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12, "t": 1e12,
}  # fmt: skip
_SCALE = re.compile(r"\s*(thousand|million|billion|trillion|bn|mn|tn|[kKMBT](?![\w/]))\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:thousand|million|billion|trillion|bn|[kMBT])?\s*(?:%|°?C|x|×|[A-Za-z/]{1,6}(?: per [a-z]+)?)?\s*"
    r"(?:-|–|—|to|and|or)\s*-?"
)
_SUPERSCRIPTS = str.maketrans("²³µμ", "23uu")
_WORD = re.compile("[a-z]{4}")
_SPARSE = re.compile(r"(?<!without )\bspars(?:e|ity)", re.IGNORECASE)
_POWER = re.compile(r"(?:(\d[\d,]*(?:\.\d+)?)\s*[×x*]\s*)?(?<![\d.,])10(?:\^(-?\d+)|([⁻⁰¹²³⁴-⁹]+))")
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
# Other spellings that sources use; the symbol and the name of each unit are known anyway.
_SPELLINGS = {
    "mm2": ("mm^2", "square millimeters", "square millimetres", "sq mm"), "cm2": ("cm^2",),
    "um2": ("um^2",), "um": ("micron", "microns"),
    "per_mm2": ("/mm2", "/mm^2", "per square millimeter", "per square millimetre", "per mm2"),
    "per_cm2": ("/cm2", "/cm^2", "per square centimeter", "per square centimetre", "per cm2", "per sq cm"),
    "percent": ("%", "percent", "per cent"), "times": ("x", "×", "times", "fold"),
    "points": ("pp", "percentage points", "point"), "seconds": ("second", "sec"),
    "minutes": ("minute", "min"),
    "hours": ("hour", "h", "hr"), "us": ("microseconds",), "days": ("day",), "weeks": ("week",),
    "months": ("month",), "years": ("year",), "ms": ("milliseconds",), "kb": ("kilobytes", "KB"),
    "kib": ("KB",), "mb": ("megabytes",), "gb": ("gigabytes", "gigabyte"), "tb": ("terabytes",),
    "byte_per_cycle": ("B/cycle", "bytes/cycle"), "tb_per_s": ("TBps", "terabytes per second"),
    "gb_per_s": ("GBps",), "pb_per_s": ("petabytes per second", "petabyte/s"),
    "gbit_per_s": ("Gbit/s", "Gbps"), "tbit_per_s": ("Tbit/s", "Tbps"),
    "pbit_per_s": ("Pbit/s", "Pbps", "petabits per second"),
    "tflop_per_s": ("tflops", "TFLOP", "teraflops", "TF"),
    "pflop_per_s": ("pflops", "PFLOP", "petaflops", "PF"),
    "eflop_per_s": ("eflops", "exaflops", "exaflop", "EF"), "flop": ("FLOPs", "FLOPS"),
    "flop_per_byte": ("FLOP/byte",), "sparse_tflop_per_s": ("tflops", "TFLOP/s"),
    "sparse_pflop_per_s": ("pflops", "PFLOP/s", "petaflops", "PF"),
    "sparse_eflop_per_s": ("eflops", "EFLOP/s", "exaflops", "exaflop", "EF"), "watt": ("watts",),
    "kw": ("kilowatts",), "megawatt": ("megawatts",), "gigawatt": ("gigawatts",),
    "watt_per_cm2": ("W/cm2", "W/cm^2"), "volts": ("volt",), "amperes": ("amps", "ampere"),
    "celsius": ("degC", "C", "degrees"),
    "litre_per_minute": ("L/min", "l/min", "lpm", "liters per minute", "LPM"), "joules": ("joule",),
    "joule_per_token": ("J/token",), "pj_per_bit": ("pJ per bit",), "pj_per_byte": ("pJ/B",),
    "tokens": ("token", "tok"),
    "tokens_per_s": ("tok/s", "token/s", "tokens per second", "t/s", "TPS", "tps", "tokens/s/user",
        "tok/s/user"),
    "per_second": ("/s", "steps per second", "timesteps per second", "steps/s", "timesteps/s"),
    "per_year": ("a year", "/year"), "usd": ("$", "USD", "dollars"),
    "usd_per_hour": ("/hour", "/hr", "/h", "an hour", "per GPU-hour", "per chip-hour", "/GPU-hour",
        "/chip-hour", "/GPU-hr"),
    "usd_per_million_tokens": ("per million tokens", "/M tokens", "per 1M tokens", "/1M tokens", "/Mtok",
        "/M"), "usd_per_stock": ("per share", "a share", "/share", "each"), "usd_per_token": ("per token",),
    "stock": ("shares", "share"),
}  # fmt: skip


@dataclass(frozen=True)
class Stated:
    """A figure read from text: its number or its two ends, and half a unit of the last digit of each."""

    low: float
    high: float
    half_low: float
    half: float
    digits: int

    @property
    def middle(self) -> float:
        """The number, or the middle of the range."""
        return (self.low + self.high) / 2


def read(text: str, unit: str) -> Stated:
    """The figure in `text` as numbers in `unit`; ValueError if none is there or it is of another kind."""
    clean, found = _numbers(text)
    if not found:
        raise ValueError(f"'{text}' holds no number")
    scales = []
    for match in found:
        scale = _SCALE.match(clean, match.end())
        word = scale and not _is_unit(clean[match.end() :], unit)
        scales.append(_SCALES[scale[1].lower()] if scale and word else 1.0)
    if len(found) == 2 and scales[0] == 1.0:
        scales[0] = scales[1]
    rest = clean[found[-1].end() :]
    if scales[-1] != 1.0:
        rest = _SCALE.sub(" ", rest, count=1)
    rest = re.sub(r"\s+", " ", rest).strip()
    by = _factor(rest, clean, unit, text)
    numbers = [
        float(match[1].replace(",", "")) * scale * by * (-1.0 if _negative(clean, match, found[0]) else 1.0)
        for match, scale in zip(found, scales, strict=True)
    ]
    halves = [_half(match[1]) * scale * by for match, scale in zip(found, scales, strict=True)]
    return Stated(numbers[0], numbers[-1], halves[0], halves[-1], max(_digits(match[1]) for match in found))


def _half(number: str) -> float:
    """Half a unit of the last digit of a number in digits; the zeros at the end of a whole are none."""
    last, _, power = number.lower().partition("e")
    places = len(last.partition(".")[2])
    if not places:
        whole = last.replace(",", "")
        places = -(len(whole) - len(whole.rstrip("0"))) if whole.strip("0") else 0
    try:
        return 0.5 * float(10.0 ** (int(power or 0) - places))
    except OverflowError:
        raise ValueError(f"'{number}' is too large to be read") from None


def _numbers(text: str) -> tuple[str, list[re.Match[str]]]:
    """The text in plain characters, and in it the number or the two ends of a range."""
    clean = _POWER.sub(lambda m: f"{m[1] or 1}e{m[2] or m[3].translate(_RAISED)}", text)
    clean = clean.translate(_SUPERSCRIPTS).replace("\u00a0", " ").replace("\u202f", " ").replace("−", "-")
    found = [match for match in _NUMBER.finditer(clean) if not _part_of_unit(clean, match)][:2]
    if len(found) == 2 and not _BETWEEN.fullmatch(clean[found[0].end() : found[1].start()]):
        found = found[:1]
    return clean, found


def _digits(number: str) -> int:
    return len(number.lower().partition("e")[0].replace(",", "").replace(".", "").lstrip("0")) or 1


def _negative(text: str, match: re.Match[str], first: re.Match[str]) -> bool:
    """Whether a minus stands before a number: the dash of a range (`20-40`, `20 - 40`) is none."""
    if match is first:
        return re.search(r"(?:^|[\s(])-$", text[: match.start()]) is not None
    return re.search(r"(?:-|–|—|to|and|or)\s*-$", text[first.end() : match.start()]) is not None


def _part_of_unit(text: str, match: re.Match[str]) -> bool:
    """Whether digits belong to a unit (`mm2`, `/1M tokens`), not to the figure."""
    before = text[max(0, match.start() - 1) : match.start()]
    return before in ("^", "/") and match.start() > 1


def _is_unit(tail: str, unit: str) -> bool:
    """Whether what follows a number is the unit itself (`20 M` of nothing, but `5 TB`)."""
    spellings = [spelling for spelling in _spellings(unit) if len(spelling) > 1]
    return any(_has(tail, spelling) and tail.strip().startswith(spelling) for spelling in spellings)


@cache
def _spellings(unit: str) -> tuple[str, ...]:
    if unit in ("usd_million", "usd_billion", "stock_million"):  # the scale word is read by itself
        return ()
    symbol = "" if unit == "share" else UNITS[unit].symbol  # `62 %` of a share is 0.62: percent knows it
    own = (symbol.translate(_SUPERSCRIPTS), unit.replace("_per_", "/"), unit.replace("_", " "))
    return tuple(spelling for spelling in (*own, *_SPELLINGS.get(unit, ())) if spelling)


def _has(text: str, spelling: str) -> bool:
    """Whether a unit stands in a text. Words may be written large; in symbols a bit (b) is not a byte (B)."""
    return _pattern(spelling).search(text) is not None


@cache
def _pattern(spelling: str) -> re.Pattern[str]:
    edge = r"(?<![A-Za-z])" if spelling[0].isalpha() else ""
    tail = r"(?![A-Za-z0-9^])" if spelling[-1].isalpha() else ""
    return re.compile(edge + re.escape(spelling) + tail, re.IGNORECASE if _WORD.search(spelling) else 0)


def _factor(rest: str, whole: str, unit: str, text: str) -> float:
    """What turns the number as printed into `unit`, by the longest spelling of a fitting unit in the text."""
    best, other = ("", 0.0), ""
    for name in UNITS:
        if UNITS[name].style in ("text", "date"):
            continue
        for spelling in _spellings(name):
            if len(spelling) < len(best[0]) or not _has(whole if spelling == "$" else rest, spelling):
                continue
            try:
                by = factor(name, unit)
            except ValueError:
                other = max(other, spelling, key=len)
                continue
            if len(spelling) > len(best[0]) or name == unit:
                best = (spelling, by)
    if len(other) > len(best[0]) and best[0] in other:  # `GB` in `GB/s`
        raise ValueError(f"'{text}' is in {other}, which is not of the kind of {unit}")
    dense = any(kind == "flop" for kind, _ in base(unit)[1])
    if dense and _SPARSE.search(text) and "dense" not in text.lower():
        raise ValueError(f"'{text}' is sparse, and {unit} counts dense arithmetic")
    if best[0]:
        return best[1]
    if UNITS[unit].definition == "1" and UNITS[unit].style in ("plain", "percent"):
        return 1.0
    raise ValueError(f"'{text}' names no unit of the kind of {unit}")


def digits_of(text: str) -> int:
    """How many significant digits a stated figure has; 3 if it holds none."""
    return max((_digits(match[1]) for match in _numbers(text)[1]), default=3)
