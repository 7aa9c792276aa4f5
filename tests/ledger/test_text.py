"""How numbers read."""

import re
from datetime import datetime
from math import floor, isclose, log10

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger import text
from ledger.text import DASH, GAP, MINUS, say, span
from tests.ledger.site import some

POSITIVE = st.floats(min_value=5e-324, max_value=1.7e308)
FINITE = st.floats(-1e305, 1e305)
DIGITS = st.integers(1, 12)
WORDS = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
UNITS = [("", "plain"), ("kW", "plain"), ("%", "percent"), ("$", "money"), ("×", "times")]
POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def spoken(words: str) -> str:
    """A text as it is typed here: plain spaces."""
    return words.replace(GAP, " ")


def read(words: str) -> float:
    """The number behind a text, read as a person would."""
    parts = words.replace(",", "").replace(MINUS, "-").replace("$", "").split(GAP)
    number = float(parts[0].removesuffix("×"))
    for at, part in enumerate(parts):
        if part == "×":
            number *= 10.0 ** int(parts[at + 1].translate(POWERS)[2:])
    return number * next((WORDS[part] for part in parts if part in WORDS), 1.0)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((46225, "mm²", "plain", 5), "46,225 mm²"),
        ((46225, "mm²"), "46,200 mm²"),
        ((0.744,), "0.744"),
        ((0.001, "per mm²", "plain", 1), "0.001 per mm²"),
        ((57, "×", "times"), "57×"),
        ((0.468, "%", "percent"), "46.8 %"),
        ((0.468, "%", "percent", 3, 0), "47 %"),
        ((0.5, "%", "percent", 3, 2), "50.00 %"),
        ((24.6e9, "$", "money"), "$24.6 billion"),
        ((-24.6e6, "$", "money"), "−$24.6 million"),
        ((999.96e6, "$", "money"), "$1 billion"),
        ((2.35, "per hour", "money"), "$2.35 per hour"),
        ((12.5, "$", "money"), "$12.50"),
        ((0.5, "$", "money"), "$0.50"),
        ((0.125, "$", "money"), "$0.125"),
        ((120, "$", "money"), "$120"),
        ((1234.5, "$", "money"), "$1,230"),
        ((4e12,), "4 trillion"),
        ((900_000,), "900,000"),
        ((999_960,), "1 million"),
        ((15e12, "tokens"), "15 trillion tokens"),
        ((3.8e25, "FLOP"), "3.8 × 10²⁵ FLOP"),
        ((0, "%", "percent"), "0 %"),
        ((0, "mm"), "0 mm"),
        ((0, "", "plain", 3, 2), "0.00"),
        ((1, "%", "percent"), "100 %"),
        ((0.99999, "%", "percent"), "99.999 %"),
        ((1 - 1e-14, "%", "percent"), "more than 99.99999 %"),
        ((9e-21, "%", "percent"), "less than one in 10²⁰"),
        ((-9e-21, "%", "percent"), "−9 × 10⁻¹⁹ %"),
        ((9e-21, "×", "times"), "9 × 10⁻²¹"),
        ((2e-6, "$", "money"), "$2 × 10⁻⁶"),
        ((9.9996e-5, "mm"), "1 × 10⁻⁴ mm"),
        ((-0.001, "", "plain", 3, 0), "0"),
        ((0.25, "", "plain", 1), "0.3"),
        ((99.96, "W"), "100 W"),
        ((0.0996, "W", "plain", 2), "0.1 W"),
        ((1234567.0, "", "bare"), "1,230,000"),
        ((999_999.5,), "1 million"),
        ((999_999.5, "", "plain", 7), "999,999.5"),
        ((999_999_999, "mm²"), "1 billion mm²"),
        ((998_999_999, "mm²"), "999,000,000 mm²"),
        ((1, "days"), "1 day"),
        ((-1, "days"), "−1 day"),
        ((1.01, "days", "plain", 2), "1 day"),
        ((1.01, "days"), "1.01 days"),
        ((1, "tokens/s"), "1 token/s"),
        ((1, "bytes per token"), "1 byte per token"),
        ((1, "GB/s"), "1 GB/s"),
        ((1, "ms"), "1 ms"),
        ((1e6, "tokens"), "1,000,000 tokens"),
        ((1e9, "tokens"), "1 billion tokens"),
    ],
)
def test_reads(arguments: tuple[float], words: str) -> None:
    assert spoken(say(*arguments)) == words


@some
@given(FINITE, DIGITS, st.sampled_from(["plain", "money", "times", "bare"]), st.sampled_from(["", "mm²"]))
def test_reads_back(value: float, digits: int, style: str, symbol: str) -> None:
    """What is printed is the number, rounded to its digits."""
    shown = say(value, symbol if style == "plain" else "", style, digits)
    assert isclose(read(shown), value, rel_tol=0.5000001 * 10.0 ** (1 - digits), abs_tol=5e-324), shown


@some
@given(st.floats(1e-6, 1e6), st.integers(0, 8))
def test_decimals(value: float, decimals: int) -> None:
    number = say(value, "", "bare", 3, decimals)
    assert len(number.partition(".")[2]) == decimals
    assert abs(read(number) - value) <= 0.5 * 10.0**-decimals + 1e-15 * value


@some
@given(st.integers(10**3, 10**14), st.integers(14, 15))
def test_grouping(value: int, digits: int) -> None:
    """Commas stand where Python puts them."""
    assert say(float(value), "", "bare", digits) == f"{value:,}"


@some
@given(st.floats(0.001, 999), DIGITS)
def test_rounds_to_significant_digits(value: float, digits: int) -> None:
    shown = say(value, "", "bare", digits)
    figures = shown.replace(",", "").replace(".", "").lstrip("0")
    assert len(figures.rstrip("0")) <= digits
    assert not (shown.endswith("0") and "." in shown), "no zero trails a decimal point"


@some
@given(POSITIVE)
def test_exponent(size: float) -> None:
    assume(size > 1e-300)
    power = text.exponent(size)
    assert abs(power - floor(log10(size))) <= 1
    assert 1 <= text._shifted(size, -power) < 10


@some
@given(FINITE, DIGITS)
def test_a_minus_is_a_sign_in_front(value: float, digits: int) -> None:
    for style in ("plain", "money", "times"):
        shown = say(value, "", style, digits)
        assert shown.startswith(MINUS) == (value < 0), shown
        assert shown.count(MINUS) <= 1 and "-" not in shown


@some
@given(st.floats(0, 1), st.integers(1, 6))
def test_a_share_is_never_rounded_to_none_or_all(value: float, digits: int) -> None:
    shown = spoken(say(value, "%", "percent", digits))
    assert (shown == "0 %") == (value == 0)
    assert (shown == "100 %") == (value == 1)


@some
@given(st.floats(1e-300, 9.9e-7))
def test_the_very_small_share_is_bounded(value: float) -> None:
    power = int(say(value, "%", "percent").removeprefix("less than one in ").translate(POWERS)[2:])
    assert value < 10.0**-power <= 100.0000001 * value


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not finite"):
        say(value)


@pytest.mark.parametrize("options", [{"digits": 0}, {"digits": -1}, {"decimals": -1}])
def test_no_digits_are_refused(options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least one digit"):
        say(468, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("20 kW", "40 kW", "20–40 kW"),
        ("20 %", "40 %", "20–40 %"),
        ("20 kW", "20 kW", "20 kW"),
        ("5×", "7×", "5–7×"),
        ("5", "7", "5–7"),
        ("$1.7 per hour", "$4.9 per hour", "$1.7–4.9 per hour"),
        ("$900 million", "$1.2 billion", "$900 million to $1.2 billion"),
        ("900 million", "1.2 billion", "900 million to 1.2 billion"),
        ("−5 %", "7 %", "−5 to 7 %"),
        ("−$7 million", "−$5 million", "−$7 to −$5 million"),
        ("2 × 10⁻⁵ mm", "3 × 10⁻⁵ mm", "2–3 × 10⁻⁵ mm"),
    ],
)
def test_span(low: str, high: str, words: str) -> None:
    assert spoken(span(low.replace(" ", GAP), high.replace(" ", GAP))) == words


@some
@given(FINITE, FINITE, st.sampled_from(UNITS))
def test_a_span_holds_both_ends(low: float, high: float, unit: tuple[str, str]) -> None:
    """Nothing of either number is lost, whatever is said once."""
    one, two = say(low, *unit), say(high, *unit)
    figures = re.findall(r"\d[\d,.]*", spoken(one)) + re.findall(r"\d[\d,.]*", spoken(two))
    shown = span(one, two)
    assert all(figure in shown for figure in figures)
    assert DASH in shown or f"{GAP}to{GAP}" in shown or one == two


@pytest.mark.parametrize(
    ("iso", "part", "words"),
    [
        ("2026-05-14", "day", "14 May 2026"),
        ("2026-05-04", "day", "4 May 2026"),
        ("2026-05-14", "month", "May 2026"),
        ("2026-05-14", "year", "2026"),
        ("2026-12", "day", "December 2026"),
        ("2026", "month", "2026"),
    ],
)
def test_dates(iso: str, part: str, words: str) -> None:
    assert spoken(text.day(iso, part)) == words


@some
@given(st.dates())
def test_every_day_reads_back(date: object) -> None:
    year = str(date)[:4]
    shown = spoken(text.day(str(date))).removesuffix(year) + year
    assert str(datetime.strptime(shown, "%d %B %Y").date()) == str(date)


@pytest.mark.parametrize(
    ("value", "words"), [(0, "zero"), (10, "ten"), (11, "11"), (-3, "−3"), (2.5, "2.5"), (7.0, "seven")]
)
def test_words(value: float, words: str) -> None:
    assert text.words(value) == words


@some
@given(st.integers(-400, 400))
def test_raised(power: int) -> None:
    assert int(text.raised(power).translate(POWERS)) == power
