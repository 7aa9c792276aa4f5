"""Days and years between dates, and dates after dates, by plain arithmetic on text, which runs anywhere.

Dates are ISO text: 2026-05-14, 2026-05 or 2026. A date that names no day stands for the first day of its
month or year, so that a span from one can be too long by up to a month or a year: compare partial dates with
care. The calendar is the Gregorian one throughout (also before 1582), years 1 to 9999. A year of time has
365.25 days.
"""

from ledger.units import count, date, days, years
from snippets.formulas._basics import number, shown

_EPOCH = 719163  # 1 January 1970, in days from the last day before the year 1
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def day_number(when: date) -> days:
    """Days from 1 January 1970 to a date, negative before it; ValueError if it is no date."""
    year, month, day = _read(when)
    before = year - 1
    leaps = before // 4 - before // 100 + before // 400
    passed = sum(_MONTH_DAYS[: month - 1]) + (1 if month > 2 and _leap(year) else 0)
    return float(365 * before + leaps + passed + day - _EPOCH)


def days_between(start: date, end: date) -> days:
    """Days from one date to another; negative if the second comes first."""
    return day_number(end) - day_number(start)


def years_between(start: date, end: date) -> years:
    """Years of 365.25 days from one date to another; negative if the second comes first."""
    return days_between(start, end) / 365.25


def day_after(when: date) -> date:
    """The day after a date; ValueError if it is no date, or the last day of the year 9999."""
    year, month, day = _read(when)
    if day < _length(year, month):
        return _written(year, month, day + 1)
    return _written(year, month + 1, 1) if month < 12 else _written(year + 1, 1, 1)


def years_after(when: date, later: count) -> date:
    """The same day so many years later, or earlier if negative; 28 February where there is no 29th.

    ValueError if it is no date, the years are not a whole number, or the year lies outside 1 to 9999 then.
    """
    year, month, day = _read(when)
    added = number("the whole number of years", later)
    if added % 1 != 0:
        raise ValueError(f"the years must be a whole number, not {later!r}")
    year += int(added)
    return _written(year, month, min(day, _length(year, month)))


def quarter_after(when: date) -> date:
    """The last day of the calendar quarter after the one that a date lies in; ValueError if it is no date."""
    year, month, _ = _read(when)
    end = month - (month - 1) % 3 + 5
    year, month = (year, end) if end <= 12 else (year + 1, end - 12)
    return _written(year, month, _length(year, month))


def _length(year: int, month: int) -> int:
    return _MONTH_DAYS[month - 1] + (1 if month == 2 and _leap(year) else 0)


def _written(year: int, month: int, day: int) -> str:
    if not 1 <= year <= 9999:
        raise ValueError(f"the year {year} lies outside 1 to 9999")
    return f"{year:04d}-{month:02d}-{day:02d}"


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _read(when: str) -> tuple[int, int, int]:
    """Year, month and day of ISO text."""
    fields = when.split("-") if isinstance(when, str) else []
    lengths = [len(field) for field in fields]
    digits = all(character in "0123456789" for field in fields for character in field)
    if not digits or lengths not in ([4], [4, 2], [4, 2, 2]):
        raise ValueError(f"a date must read like 2026-05-14, 2026-05 or 2026, not {shown(when)}")
    year, month, day = ([int(field) for field in fields] + [1, 1])[:3]
    if year < 1 or not 1 <= month <= 12:
        raise ValueError(f"{shown(when)} is no date: years begin at 1, months run from 1 to 12")
    if not 1 <= day <= _length(year, month):
        raise ValueError(f"{shown(when)} is no date: that month has no such day")
    return year, month, day
