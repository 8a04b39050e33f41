"""Days that an article names from where it stands in time: yesterday, on Saturday, next Monday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rag.sentences import sentence_spans
from rag.types import SaidDay

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NAME = "|".join(day.capitalize() for day in _WEEKDAYS)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
# A weekday with its date needs no help; several (Mondays) are no day.
_WEEKDAY = re.compile(
    rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his coming|[Tt]his past|[Oo]n|[Bb]y|[Ff]rom|[Uu]ntil"
    rf"|[Ss]ince|[Ll]ate|[Ee]arly|[Tt]his)?\s?\b(?P<day>{_NAME})\b"
    rf"(?!,?\s+(?:the\s+)?(?:\d{{1,2}}\b|{_MONTH}\s+\d))(?!\s+(?:Times|Post|Herald|Telegraph|Night))"
)
_NEAR = re.compile(
    r"\b(?:the day before yesterday|yesterday|today|tonight|this (?:morning|afternoon|evening)"
    r"|tomorrow|(?P<count>a|one|two|three|four|five|six|seven|\d{1,2}) (?P<unit>day|week)s? ago)\b",
    re.IGNORECASE,
)
_DAYS_AWAY = {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1}
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_TO_COME = re.compile(
    r"\b(?:will|would|shall|is|are|be) (?:due|expected|scheduled|set|planned)\b|\b(?:will|plans? to"
    r"|due to|to be held|goes? on|upcoming)\b"
)
_SPEECH = re.compile(r"[“\"][^”\"]*[”\"]")
_AHEAD = frozenset({"next", "this coming", "by", "until"})
_BEHIND = frozenset({"last", "this past", "since"})


def said_days(text: str, *, published: date | None) -> tuple[SaidDay, ...]:
    """Returns the days that a paragraph names relative to the day its article appeared.

    A weekday is the last one up to that day, or the next one where the sentence looks ahead.
    """
    if published is None:
        return ()
    found = [*_weekdays(text, published), *_near(text, published)]
    return tuple(sorted(found, key=lambda one: one.start))


def _near(text: str, published: date) -> Iterator[SaidDay]:
    quoted = [match.span() for match in _SPEECH.finditer(text)]
    for match in _NEAR.finditer(text):
        # In a quotation, a day is counted from when it was said, which nobody knows.
        if any(start <= match.start() < end for start, end in quoted):
            continue
        away = _DAYS_AWAY.get(match[0].lower(), 0)
        if match["count"]:
            number = _NUMBERS.get(match["count"].lower()) or int(match["count"])
            away = -number * (7 if match["unit"].lower() == "week" else 1)
        yield SaidDay(match.start(), match.end(), published + timedelta(days=away))


def _weekdays(text: str, published: date) -> Iterator[SaidDay]:
    if not _WEEKDAY.search(text):
        return  # most paragraphs name none, and need not be cut into sentences
    quoted = [match.span() for match in _SPEECH.finditer(text)]
    for start, end in sentence_spans(text):
        for match in _WEEKDAY.finditer(text, start, end):
            if any(first <= match.start() < last for first, last in quoted):
                continue
            looks_ahead = _looks_ahead(text[start : match.start()])
            which = (match["which"] or "").lower()
            weekday = _WEEKDAYS.index(match["day"].lower())
            back = (published.weekday() - weekday) % 7
            if which in _AHEAD or (looks_ahead and which not in _BEHIND):
                away = 7 - back
            else:
                away = -(back or (7 if which in _BEHIND else 0))
            yield SaidDay(match.start("day"), match.end("day"), published + timedelta(days=away))


def _looks_ahead(before: str) -> bool:
    """Says whether the clause before a weekday speaks of what is to come."""
    clause = re.split(r"\b(?:said|says|told|announced|after|when)\b|;", before)[-1]
    return _TO_COME.search(clause) is not None
