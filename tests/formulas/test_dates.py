"""Days between dates: published differences, the standard library as a second model, and refusals."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx, mark, raises

from ledger.checks import vectors
from snippets.formulas.dates import day_number, days_between, years_between

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
