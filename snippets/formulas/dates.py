"""Days and years between dates, by plain arithmetic on text: no calendar library, so that it runs anywhere.

Dates are ISO text: 2026-05-14, 2026-05 or 2026. A date that names no day stands for the first day of its
month or year, so that a span from one can be too long by up to a month or a year: compare partial dates with
care. The calendar is the Gregorian one throughout (also before 1582), years 1 to 9999. A year of time has
365.25 days.
"""

from ledger.units import date, days, years

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


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _read(when: str) -> tuple[int, int, int]:
    """Year, month and day of ISO text."""
    fields = when.split("-") if isinstance(when, str) else []
    lengths = [len(field) for field in fields]
    digits = all(character in "0123456789" for field in fields for character in field)
    if not digits or lengths not in ([4], [4, 2], [4, 2, 2]):
        raise ValueError(f"a date must read like 2026-05-14, 2026-05 or 2026, not {when!r}")
    year, month, day = ([int(field) for field in fields] + [1, 1])[:3]
    if year < 1 or not 1 <= month <= 12:
        raise ValueError(f"{when!r} is no date: years begin at 1, months run from 1 to 12")
    if not 1 <= day <= _MONTH_DAYS[month - 1] + (1 if month == 2 and _leap(year) else 0):
        raise ValueError(f"{when!r} is no date: that month has no such day")
    return year, month, day
