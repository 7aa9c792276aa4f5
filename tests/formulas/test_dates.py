"""Days between dates: published differences, the standard library as a second model, and refusals."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark, raises

from ledger.checks import vectors
from snippets.formulas.dates import (
    day_after,
    day_number,
    days_between,
    quarter_after,
    years_after,
    years_between,
)

calendar = st.dates(date(1, 1, 1), date(9999, 12, 31))


@vectors(days_between, source="matrixone_datediff")
@mark.parametrize(
    "start, days",
    [
        ("2012-10-11", 3650),
        ("2004-04-24", 6742),
        ("2008-12-04", 5057),
        ("2012-03-23", 3852),
        ("2000-03-23", 8235),
        ("2030-03-23", -2722),
        ("2040-03-23", -6375),
    ],
)
def test_differences_of_a_database(start: str, days: int) -> None:
    assert days_between(start, "2022-10-09") == days


@vectors(day_number, source="wikipedia_julian_day")
def test_julian_days() -> None:
    """Noon of 2000-01-01 is Julian day 2,451,545; 00:30 of 2013-01-01 is 2,456,293.520833."""
    assert day_number("2013-01-01") - day_number("2000-01-01") == approx(
        2456293.520833 + 11.5 / 24 - 2451545, abs=1e-5
    )


@vectors(years_between, source="matrixone_datediff")
def test_years_of_a_difference() -> None:
    assert years_between("2012-10-11", "2022-10-09") == approx(3650 / 365.25)


@given(calendar, calendar)
def test_standard_library_agrees(start: date, end: date) -> None:
    assert days_between(start.isoformat(), end.isoformat()) == (end - start).days
    assert day_number(start.isoformat()) == (start - date(1970, 1, 1)).days


@given(calendar, calendar, calendar)
def test_spans_add_up(first: date, second: date, third: date) -> None:
    one, two, three = first.isoformat(), second.isoformat(), third.isoformat()
    assert days_between(one, two) + days_between(two, three) == days_between(one, three)
    assert years_between(one, two) == -years_between(two, one)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_partial_dates_are_first_days(year: int, month: int) -> None:
    assert day_number(f"{year:04}") == day_number(f"{year:04}-01-01")
    assert day_number(f"{year:04}-{month:02}") == day_number(f"{year:04}-{month:02}-01")


@given(calendar.filter(lambda day: day < date(9999, 12, 31)))
def test_days_follow_each_other(day: date) -> None:
    assert days_between(day.isoformat(), (day + timedelta(days=1)).isoformat()) == 1


@given(calendar.filter(lambda day: day < date(9999, 12, 31)))
def test_day_after(day: date) -> None:
    assert day_after(day.isoformat()) == (day + timedelta(days=1)).isoformat()


@given(calendar, st.integers(-9998, 9998))
def test_years_after(day: date, later: int) -> None:
    """The same month and day, but for 29 February; refused where no calendar reaches."""
    if not 1 <= day.year + later <= 9999:
        with raises(ValueError, match="outside"):
            years_after(day.isoformat(), later)
        return
    try:
        expected = day.replace(year=day.year + later)
    except ValueError:
        expected = date(day.year + later, 2, 28)
    assert years_after(day.isoformat(), later) == expected.isoformat()


@given(st.dates(date(1, 1, 1), date(9999, 9, 30)))
def test_quarter_after(day: date) -> None:
    """A last day of a quarter, later than the date's own quarter by one."""
    end = date.fromisoformat(quarter_after(day.isoformat()))
    assert ((end + timedelta(days=1)).month % 3, (end + timedelta(days=1)).day) == (1, 1)
    assert 4 * end.year + (end.month - 1) // 3 == 4 * day.year + (day.month - 1) // 3 + 1


def test_dates_from_partial_dates() -> None:
    """What names no day stands for the first."""
    assert day_after("2026-05") == "2026-05-02" and day_after("2026") == "2026-01-02"
    assert years_after("2026-05", 1.0) == "2027-05-01" and quarter_after("2026") == "2026-06-30"


@mark.parametrize("later", [0.5, True, "2", None, float("nan"), float("inf")])
def test_years_that_are_not_whole(later: object) -> None:
    with raises(ValueError, match="whole"):
        years_after("2026-05-14", later)  # type: ignore[arg-type]


def test_the_end_of_the_calendar() -> None:
    for beyond in (day_after, quarter_after):
        with raises(ValueError, match="outside"):
            beyond("9999-12-31")


WRONG = [
    "2026-02-29",
    "1900-02-29",
    "2026-13",
    "2026-00-01",
    "2026-04-31",
    "2026-05-00",
    "0000-01-01",
    "26-05-14",
]
UNREAD = [
    "",
    "14.05.2026",
    "2026-5-4",
    "2026-05-14T00:00",
    "May 2026",
    "２０２６",
    "+2026",
    "2026-05-14-01",
    "20260514",
]


@mark.parametrize("when", [*WRONG, *UNREAD, None, 2026, 2026.5, date(2026, 5, 14)])
def test_what_is_no_date(when: object) -> None:
    with raises(ValueError, match="date"):
        day_number(when)  # type: ignore[arg-type]
    for formula in (day_after, quarter_after, lambda when: years_after(when, 1)):
        with raises(ValueError, match="date"):
            formula(when)  # type: ignore[arg-type,no-untyped-call]
