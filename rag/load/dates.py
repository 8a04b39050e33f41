"""Dates as news writes them; a date is read only where year, month and day are all there."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})(?!\d|[./-]\d)"
_FORMS = (
    r"(?P<year>[12]\d{3})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
    r"(?P<year>[12]\d{3})(?P<month>\d{2})(?P<day>\d{2})(?=T\d|(?!\d))",
    rf"{_DAY}\.?(?:\s+of)?[\s-]+{_MONTH},?[\s-]*{_YEAR}",
    rf"{_MONTH}\s*{_DAY}(?:\s*,\s*|\s+){_YEAR}",
    rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
    rf"(?P<first>\d{{1,2}})(?P<mark>[/-])(?P<second>\d{{1,2}})(?P=mark){_YEAR}",
)
_DATES = tuple(re.compile(rf"(?<![\w.,/-]){form}", re.I | re.A) for form in _FORMS)
_ANY_YEAR = re.compile(r"[12]\d{3}")
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?"
_NOON = r"(?:\s?[ap]\.?m\b\.?)"
_ZONE = r"(?:\s?(?:Z\b|UTC|GMT|(?-i:[A-Z]{2,4}T)\b)?(?:[+-]\d{2}:?\d{2})?)"
TIME = re.compile(
    rf"(?:\s*(?:,|\||at|T|-|–)?\s*)(?:{_CLOCK}{_NOON}?|\d{{1,2}}{_NOON}){_ZONE}", re.I | re.A
)
_DATE_WORDS = re.compile(
    r"(?:(?:first|last|originally|date|published|updated|modified|posted|created|on|at|and|utc|gmt"
    r"|[a-z]{1,3}t|[ap]\.?m|z|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\b"
    r"|t(?=\d)|[\d\W_])*",
    re.IGNORECASE,
)
LONGEST_DATE_LINE = 120
_SECONDS = (10**8, 10**11)
_MILLISECONDS = (10**11, 10**14)


def parse_date(text: str) -> date | None:
    """Returns the first date in `text`, or None where no year, month and day stand together.

    `03/04/2025` is None, for nobody can say which of the two is the month; `23/04/2025` is not.
    """
    found = find_date(text)
    return found[0] if found else None


def find_date(text: str) -> tuple[date, int, int] | None:
    """Returns the first date in `text` with its start and end; the time of day is no part of it."""
    if not _ANY_YEAR.search(text):
        return None
    found = [
        (day, match.start(), match.end())
        for pattern in _DATES
        for match in pattern.finditer(text)
        if (day := _date(match))
    ]
    return min(found, key=lambda one: one[1], default=None)


def is_date_line(line: str) -> bool:
    """Says whether a line holds a date and nothing else, such as `Updated: 13 July 2025, 9 pm`."""
    if len(line) > LONGEST_DATE_LINE or not find_date(line):
        return False
    while found := find_date(line):
        line = f"{line[: found[1]]} {line[found[2] :]}"
    return _DATE_WORDS.fullmatch(line) is not None


def date_of_epoch(number: float) -> date | None:
    """Returns the day (UTC) of a Unix time in seconds or milliseconds, or None if it is neither."""
    if _MILLISECONDS[0] <= number < _MILLISECONDS[1]:
        number /= 1000
    if not _SECONDS[0] <= number < _SECONDS[1]:
        return None
    return datetime.fromtimestamp(number, UTC).date()


def _date(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    if "first" in parts:
        parts |= _day_and_month(int(parts["first"]), int(parts["second"]))
    month = parts.get("month") or "0"
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(parts["year"]), number, int(parts["day"]))
    except ValueError:
        return None


def _day_and_month(first: int, second: int) -> dict[str, str]:
    if first == second or (first > 12) != (second > 12):
        day, month = max(first, second), min(first, second)
        return {"day": str(day), "month": str(month)}
    return {"day": "0", "month": "0"}
