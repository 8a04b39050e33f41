"""Dates as texts write them, read into comparable parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

_MONTH_NAMES = (
    "january february march april may june july august september october november december"
).split()
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, start=1)}
_MONTHS |= {name[:3]: i for name, i in _MONTHS.items()} | {"sept": 9}

_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_SECOND_DAY = r"(?:\s?(?:[-–—]|to|and|or)\s?(?P<second>[0-3]?\d)(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
# By what a text must hold for one of them to fit: it is looked for first, and mostly not there.
_PATTERNS = tuple(
    (re.compile(needed), tuple(map(re.compile, patterns)))
    for needed, patterns in {
        r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)": (
            rf"(?<![\d.,]){_DAY}{_SECOND_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR}\b)?",
            rf"\b{_MONTH}\s+{_DAY}{_SECOND_DAY}\b(?![:.,]?\d)(?:,?\s+{_YEAR}\b)?",
            rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b",
            r"\b(?P<month>January|February|April|June|July|August|September|October|November"
            r"|December)\b",
            r"(?i:\b(?:in|since|until|till|by|last|next|this|early|late|mid|from|through|during|of)"
            r"[\s-]+)(?P<month>March|May)\b",
        ),
        r"\d\d": (
            rf"(?<![\d-]){_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
            rf"(?<![\d/])(?P<month>[01]?\d)/(?P<day>[0-3]?\d)/{_YEAR}(?![\d/])",
            rf"(?<![\w.,$€£/+]){_YEAR}(?P<decade>s)?(?![\w%]|[.,/]\d|-\w)",
        ),
        r"[insr]day|oday|onight|omorrow|year": (
            r"\b(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?\b",
            r"\b(?P<near>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow"
            r"|(?:[Ll]ast|[Tt]his|[Nn]ext) year)\b",
        ),
    }.items()
)
_DAYS_AWAY = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_YEARS_AWAY = {"last year": -1, "this year": 0, "next year": 1}


@dataclass(frozen=True, slots=True)
class Day:
    """A date as it was written; parts that were not written are None.

    `could_be` holds the calendar days it may mean, where the article's date tells.
    """

    text: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    decade: bool = False
    could_be: tuple[date, ...] = ()

    @property
    def parts(self) -> dict[str, int]:
        """The parts that were written."""
        named = {"year": self.year, "month": self.month, "day": self.day, "weekday": self.weekday}
        return {name: value for name, value in named.items() if value is not None}

    def agrees_with(self, source: Day) -> bool:
        """Whether a source that says `source` bears this date out."""
        mine, theirs = self.parts, source.parts
        if self.decade != source.decade and (self.decade or source.decade) and "year" in theirs:
            return False
        if any(theirs.get(name, value) != value for name, value in mine.items()):
            return False
        if mine and all(name in theirs for name in mine):
            return True
        return any(_is(when, mine) for when in source.could_be)


def published_day(when: date) -> Day:
    """Returns the date an article was published as a date its sentences may rest on."""
    return Day(
        when.isoformat(), 0, 0, when.year, when.month, when.day, when.weekday(), could_be=(when,)
    )


def days(text: str, *, published: date | None = None) -> tuple[Day, ...]:
    """Returns the dates in `text`, in order; relative ones are resolved by `published`."""
    found: list[Day] = []
    fitting = [patterns for needed, patterns in _PATTERNS if needed.search(text)]
    for pattern in chain.from_iterable(fitting):
        for match in pattern.finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found += _read(match, published)
    return tuple(sorted(found, key=lambda one: one.start))


def _is(when: date, parts: dict[str, int]) -> bool:
    named: dict[str, Callable[[date], int]] = {
        "year": lambda d: d.year,
        "month": lambda d: d.month,
        "day": lambda d: d.day,
        "weekday": date.weekday,
    }
    return all(named[name](when) == value for name, value in parts.items())


def _read(match: re.Match[str], published: date | None) -> Iterator[Day]:
    said = {name: value for name, value in match.groupdict().items() if value}
    month = _month(said.get("month"))
    year = int(said["year"]) if "year" in said else None
    weekday = _WEEKDAY_NAMES.index(said["weekday"].lower()) if "weekday" in said else None
    start = match.start("month") if set(said) == {"month"} else match.start()
    for day in _days_said(said):
        if (day is not None and not 1 <= day <= 31) or month == 0:
            continue
        parts = Day(
            text=match.string[start : match.end()],
            start=start,
            end=match.end(),
            year=year,
            month=month,
            day=day,
            weekday=weekday,
            decade="decade" in said,
        )
        yield _resolved(parts, said.get("near", "").lower(), published)


def _days_said(said: dict[str, str]) -> Sequence[int | None]:
    return [int(said[name]) for name in ("day", "second") if name in said] or [None]


def _month(said: str | None) -> int | None:
    if said is None:
        return None
    if said.isdigit():
        return int(said) if 1 <= int(said) <= 12 else 0
    return _MONTHS[said.lower()]


def _resolved(parts: Day, near: str, published: date | None) -> Day:
    could_be = tuple(_candidates(parts, near, published))
    if near in _YEARS_AWAY and published:
        return _replaced(parts, could_be, published.year + _YEARS_AWAY[near])
    return _replaced(parts, could_be, parts.year)


def _replaced(parts: Day, could_be: tuple[date, ...], year: int | None) -> Day:
    return Day(
        parts.text, parts.start, parts.end, year, parts.month, parts.day, parts.weekday,
        parts.decade, could_be,
    )  # fmt: skip


def _years_around(published: date | None) -> list[int]:
    return [published.year + away for away in (-1, 0, 1)] if published else []


def _calendar_days(years: list[int], month: int, day: int) -> Iterator[date]:
    for year in years:
        with suppress(ValueError):  # 31 June: written, but no day of the calendar
            yield date(year, month, day)


def _candidates(parts: Day, near: str, published: date | None) -> Iterator[date]:
    if parts.month and parts.day:
        years = [parts.year] if parts.year else _years_around(published)
        nearest = sorted(
            _calendar_days(years, parts.month, parts.day),
            key=lambda when: abs(when - (published or when)),
        )
        yield from nearest[:1]
    elif published is None:
        return
    elif parts.weekday is not None:
        behind = (published.weekday() - parts.weekday) % 7
        yield published - timedelta(days=behind)
        yield published + timedelta(days=7 - behind)
        if behind == 0:
            yield published - timedelta(days=7)
    elif near in _DAYS_AWAY:
        yield published + timedelta(days=_DAYS_AWAY[near])
    elif parts.month and parts.year is None:
        yield date(published.year, parts.month, 1)
