"""The days that a sentence tells of, as the calendar and its article's date fix them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rag.load.relative import said_days
from rag.verify.days import days
from rag.write.candidates import Candidate

# "The board said on Thursday that the fault was found on 11 May": it tells of 11 May.
_REPORTED = re.compile(
    r"\b(?:said|says|told [\w ]{1,30}|announced|published|reported|wrote|added|confirmed)"
    r"(?: in a \w+)?(?: late| early)?(?: on)? $"
)


def days_told(candidate: Candidate) -> Iterator[date]:
    """Yields the days that a sentence names, last those on which something was reported."""
    text, published = candidate.text, candidate.passage.article.published
    calendar = [one for one in days(text, published=published) if one.day and one.could_be]
    told = [(one.start, one.could_be[0]) for one in calendar]
    told += [(one.start, one.day) for one in said_days(text, published=published)]
    told.sort(key=lambda one: (bool(_REPORTED.search(text[: one[0]])), one[0]))
    yield from (day for _, day in told)


def has_day(candidate: Candidate) -> bool:
    """Tells whether a sentence names a day that the calendar or its article's date fixes."""
    return any(days_told(candidate))
