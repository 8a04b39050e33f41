"""Days as questions name them: dates with or without a year, and words such as "last week"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = """january february march april may june july august september october november
    december""".split()
_MONTH = (
    "(" + "|".join(f"{one[:3]}(?:{one[3:]})?" if one[3:] else one for one in _MONTHS) + r")\b\.?"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?:,?\s+(\d{4})\b)?(?![\d.,:]*\d)"
_DATES = re.compile(
    r"(?:\b(since|after|from|before|until)\s+)?\b"
    rf"(?:(\d{{4}})-(\d\d)-(\d\d)\b|{_DAY}\s+{_MONTH}{_YEAR}|{_MONTH}\s+{_DAY}{_YEAR}"
    rf"|{_MONTH}\s+(\d{{4}})\b)",
    re.IGNORECASE,
)
_DIGIT, _HYPHENED = re.compile(r"\d"), re.compile(r"\d-\d\d-\d")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
RELATIVE = re.compile(
    r"\b(?:(today|yesterday)|(this|last|past)\s+(week|month|year)"
    rf"|(?:in\s+the\s+)?(?:last|past)\s+(\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(day|week|month)s)\b",
    re.IGNORECASE,
)
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30}


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` to `until`, both included; None: open."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Tells whether a day lies in the span."""
        return (
            day is not None
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
        )

    def and_after(self, days: int) -> Span:
        """Returns a span that goes on for some days more, if it has both ends."""
        if self.since is None or self.until is None:
            return self
        return Span(self.since, self.until + timedelta(days=days))


def named_spans(text: str, *, years: Callable[[], Iterable[int]]) -> Iterator[Span]:
    """Yields the days that a text names; a day without a year may be that of any of `years`."""
    for match in _DATES.finditer(text) if _may_name_one(text) else ():
        side, year, month, day = _parts(match)
        for one in [int(year)] if year else years():
            try:
                first, last = _first_and_last(one, month, day)
            except ValueError:  # the 31st of February
                continue
            yield Span(
                None if side in ("before", "until") else first,
                None if side in ("since", "after", "from") else last,
            )


def relative_span(match: re.Match[str], today: date) -> Span:
    """Returns the days that a match of `RELATIVE` stands for."""
    day, which, unit, number, counted = (one and one.lower() for one in match.groups())
    if day:
        first = today - timedelta(days=day == "yesterday")
        return Span(first, first)
    if counted:
        count = _NUMBERS.get(number or "") or int(number or 1)
        return Span(today - timedelta(days=count * _UNIT_DAYS[counted]), today)
    if unit == "week":
        monday = today - timedelta(days=today.weekday())
        first, next_first = monday, monday + timedelta(days=7)
        last_first = monday - timedelta(days=7)
    elif unit == "month":
        first = today.replace(day=1)
        next_first = (first + timedelta(days=31)).replace(day=1)
        last_first = (first - timedelta(days=1)).replace(day=1)
    else:
        first, next_first = date(today.year, 1, 1), date(today.year + 1, 1, 1)
        last_first = date(today.year - 1, 1, 1)
    if which == "this":
        return Span(first, next_first - timedelta(days=1))
    return Span(last_first, first - timedelta(days=1))


def _may_name_one(text: str) -> bool:
    """Tells whether there are a digit and a month, in a fraction of the time that a look takes."""
    if not _DIGIT.search(text):
        return False
    lowered = text.lower()
    return any(month[:3] in lowered for month in _MONTHS) or bool(_HYPHENED.search(text))


def _parts(match: re.Match[str]) -> tuple[str, str | None, int, int | None]:
    """Returns the word before a date, its year, its month, and its day if it is one day."""
    side, *numbers = match.groups()
    iso, british, american, month_only = numbers[:3], numbers[3:6], numbers[6:9], numbers[9:]
    year = iso[0] or british[2] or american[2] or month_only[1]
    day = iso[2] or british[0] or american[1]
    name = british[1] or american[0] or month_only[0]
    month = 1 + [one[:3] for one in _MONTHS].index(name[:3].lower()) if name else int(iso[1])
    return (side or "").lower(), year, month, int(day) if day else None


def _first_and_last(year: int, month: int, day: int | None) -> tuple[date, date]:
    first = date(year, month, day or 1)
    return first, first.replace(day=day or calendar.monthrange(year, month)[1])
