"""What a question says about where to look: quoted phrases, days, an outlet it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rag.adjacent import says
from rag.types import Filters, Passage
from rag.words import stems, words

# An article on what happened on a day is published then or soon after.
DAYS_AFTER = 7

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{2,}?)[\"“”«»]")
_MONTHS = """january february march april may june july august september october november
    december""".split()
_MONTH = "(" + "|".join(f"{one[:3]}(?:{one[3:]})?" if one[3:] else one for one in _MONTHS) + r")\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_DATES = re.compile(
    rf"(?:\b(since|after|from|before|until)\s+)?\b(?:(\d{{4}})-(\d\d)-(\d\d)|{_DAY}\s+{_MONTH},?\s+"
    rf"(\d{{4}})|{_MONTH}\s+{_DAY},?\s+(\d{{4}})|{_MONTH}\s+(\d{{4}}))\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_RELATIVE = re.compile(
    r"\b(?:(today|yesterday)|(this|last|past)\s+(week|month|year)"
    rf"|(?:in\s+the\s+)?(?:last|past)\s+(\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(day|week|month)s)\b",
    re.IGNORECASE,
)
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30}
_SAYS = r"(?:say|said|says|report|reports|reported|write|writes|wrote|publish|published)\b"


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


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read: what to look for, what must stand there, which days and outlets it names.

    `near` are days of which it speaks, whose articles come first; `within` are days to which a
    word like "yesterday" limits it.
    """

    text: str
    terms: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    near: Span | None = None
    within: Span | None = None
    outlet: str | None = None

    def narrowed(self, filters: Filters) -> Filters:
        """Returns the filters with what the question itself says; filters that are set stay."""
        if self.within and filters.since is None and filters.until is None:
            filters = replace(filters, since=self.within.since, until=self.within.until)
        if self.outlet and not filters.sources:
            filters = replace(filters, sources=(self.outlet,))
        return filters

    def looser(self) -> Iterator[Question]:
        """Yields the question, then without what may leave nothing to find: days, quotations."""
        for phrases in dict.fromkeys((self.phrases, ())):
            for within in dict.fromkeys((self.within, None)):
                yield replace(self, phrases=phrases, within=within)


def missing_phrases(question: str, passages: Iterable[Passage]) -> list[str]:
    """Returns the quoted phrases of a question that stand in none of the passages."""
    texts = [f"{one.article.title}\n{one.text}" for one in passages]
    return [
        phrase
        for phrase in _phrases(question)
        if texts and not any(says(text, phrase) for text in texts)
    ]


def read_question(
    text: str, *, today: date, outlets: Callable[[], Iterable[str]] = tuple
) -> Question:
    """Reads a question; `today` is what "last week" counts from."""
    relative = _RELATIVE.search(text)
    rest = _RELATIVE.sub(" ", text) if relative else text
    outlet = _outlet(rest, outlets) if _speaks_of_reporting(rest) else None
    if outlet:
        rest = re.sub(
            rf"(?:according\s+to\s+)?(?:\bthe\s+)?{re.escape(outlet)}", " ", rest, flags=re.I
        )
    named = _DATES.search(text)
    return Question(
        text=rest if stems(rest) else text,
        terms=_terms(rest) or _terms(text),
        phrases=_phrases(text),
        near=_span(named) if named else None,
        within=_relative_span(relative, today) if relative else None,
        outlet=outlet,
    )


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(match[1].strip() for match in _QUOTED.finditer(text) if stems(match[1]))


def _terms(text: str) -> tuple[str, ...]:
    """Returns the words to search for; function words only if there are no others."""
    spoken = list(dict.fromkeys(words(text)))
    return tuple([word for word in spoken if stems(word)] or spoken)


def _speaks_of_reporting(text: str) -> bool:
    return re.search(rf"\baccording\s+to\b|\b{_SAYS}", text, re.IGNORECASE) is not None


def _outlet(text: str, outlets: Callable[[], Iterable[str]]) -> str | None:
    """Returns the outlet on whose word the question asks; the longest name, if several fit."""
    for name in sorted(outlets(), key=len, reverse=True):
        spelt = rf"(?:the\s+)?{re.escape(name.removeprefix('The '))}"
        asked = rf"according\s+to\s+{spelt}\b|\b{spelt}\s+(?:\w+\s+)?{_SAYS}"
        if re.search(asked, text, re.IGNORECASE):
            return name
    return None


def _span(match: re.Match[str]) -> Span | None:
    side, *parts = match.groups()
    iso, british, american, month_only = parts[:3], parts[3:6], parts[6:9], parts[9:]
    try:
        if month_only[0]:
            first = date(int(month_only[1]), _month(month_only[0]), 1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        else:
            first = last = _full_date(iso, british, american)
    except ValueError:  # the 31st of February
        return None
    if side and side.lower() in ("before", "until"):
        return Span(until=last)
    if side:
        return Span(since=first)
    return Span(first, last + timedelta(days=DAYS_AFTER))


def _full_date(iso: list[str], british: list[str], american: list[str]) -> date:
    if iso[0]:
        return date(int(iso[0]), int(iso[1]), int(iso[2]))
    if british[0]:
        return date(int(british[2]), _month(british[1]), int(british[0]))
    return date(int(american[2]), _month(american[0]), int(american[1]))


def _month(name: str) -> int:
    return 1 + [one[:3] for one in _MONTHS].index(name[:3].lower())


def _relative_span(match: re.Match[str], today: date) -> Span:
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
