"""Days that a text names by a word: which day it is, shown on hover and never written into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rag.html.elements import Html, element
from rag.types import SaidDay


def dated(text: str, start: int, end: int, days: Iterable[SaidDay]) -> Iterator[str]:
    """Yields a slice of a text; the days in it tell their date."""
    at = start
    for said in days:
        if at <= said.start and said.end <= end:
            yield text[at : said.start]
            yield _day(text[said.start : said.end], said)
            at = said.end
    yield text[at:end]


def _day(word: str, said: SaidDay) -> Html:
    told = f"{said.day:%A}, {said.day.day} {said.day:%B %Y}"
    return element("time", word, datetime=said.day.isoformat(), title=told)
