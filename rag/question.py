"""What a question says about where to look: quoted phrases, days, an outlet it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.adjacent import says
from rag.span import RELATIVE, Span, named_spans, relative_span
from rag.types import Answer, Filters, Passage
from rag.words import stems, words

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{2,}?)[\"“”«»]")
_EDGES = re.compile(r"^[\s,]+|[\s,]+(?=\?*$)")
_SAYS = r"(?:say|said|says|report|reports|reported|write|writes|wrote|publish|published)\b"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read: what to look for, what must stand there, which days and outlets it names.

    `near` are days of which it speaks: what names them, or appeared then, comes first; `within`
    are days to which a word like "yesterday" limits it.
    """

    text: str
    terms: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    near: tuple[Span, ...] = ()
    within: Span | None = None
    outlet: str | None = None

    def narrowed(self, filters: Filters) -> Filters:
        """Returns the filters with what the question itself says; filters that are set stay."""
        if self.within and filters.since is None and filters.until is None:
            since, until = self.within.since, self.within.until
            filters = replace(filters, since=since, until=until, or_naming=True)
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


def remarks_on_phrases(
    question: str, passages: Iterable[Passage], *, is_declined: bool = False
) -> list[str]:
    """Returns what a reader is told of each quoted phrase that stands in none of the passages."""
    rest = "" if is_declined else "; this is what comes closest"
    missing = missing_phrases(question, passages)
    return [f"Nothing says “{phrase}” word for word{rest}." for phrase in missing]


def remarks_on_answer(answer: Answer) -> list[str]:
    """Returns what a reader is told of the phrases that the question of an answer quotes."""
    is_declined = answer.status == "declined"
    return remarks_on_phrases(answer.question, answer.passages, is_declined=is_declined)


def read_question(
    text: str,
    *,
    today: date,
    years: Callable[[], Iterable[int]] = tuple,
    outlets: Callable[[], Iterable[str]] = tuple,
) -> Question:
    """Reads a question; "last week" counts from `today`, "3 May" may be that of any of `years`."""
    relative = RELATIVE.search(text)
    rest = RELATIVE.sub(" ", text) if relative else text
    outlet, rest = _outlet(rest, outlets) if _speaks_of_reporting(rest) else (None, rest)
    return Question(
        text=rest if stems(rest) else text,
        terms=_terms(rest) or _terms(text),
        phrases=_phrases(text),
        near=tuple(named_spans(text, years=years)),
        within=relative_span(relative, today) if relative else None,
        outlet=outlet,
    )


def without_limits(text: str, passages: Sequence[Passage], *, today: date) -> str:
    """Returns a question without the outlet and the words for days that all passages keep to.

    Their own text need not say either, so that a question that does would look unanswered.
    """
    rest = text
    relative = RELATIVE.search(text)
    if relative and _are_within(passages, relative_span(relative, today)):
        rest = RELATIVE.sub(" ", rest)
    sources = {one.article.source for one in passages}
    if len(sources) == 1 and _speaks_of_reporting(rest):
        _, rest = _outlet(rest, lambda: filter(None, sources))
    return rest if stems(rest) else text


def _are_within(passages: Iterable[Passage], span: Span) -> bool:
    days = ((one.article.published, *(said.day for said in one.days)) for one in passages)
    return all(any(span.holds(day) for day in of_one) for of_one in days)


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(match[1].strip() for match in _QUOTED.finditer(text) if stems(match[1]))


def _terms(text: str) -> tuple[str, ...]:
    """Returns the words to search for; function words only if there are no others."""
    spoken = list(dict.fromkeys(words(text)))
    return tuple([word for word in spoken if stems(word)] or spoken)


def _speaks_of_reporting(text: str) -> bool:
    return re.search(rf"\baccording\s+to\b|\b{_SAYS}", text, re.IGNORECASE) is not None


def _outlet(text: str, outlets: Callable[[], Iterable[str]]) -> tuple[str | None, str]:
    """Returns the outlet on whose word a question asks, and the question without it.

    Of several names that fit, the longest counts. "The Courier" is the Orrenmouth Courier where no
    other outlet's name ends so.
    """
    names = sorted(outlets(), key=len, reverse=True)
    endings = Counter(name.split()[-1] for name in names if name)
    for name in names:
        spelt = rf"(?:the\s+)?{re.escape(name.removeprefix('The '))}"
        if endings[ending := name.split()[-1]] == 1:
            spelt = rf"(?:{spelt}|the\s+(?-i:{re.escape(ending)}))"
        asked = rf"\baccording\s+to\s+{spelt}\b,?|\b{spelt}\s+(?:\w+\s+)?{_SAYS}"
        rest, count = re.subn(asked, " ", text, flags=re.IGNORECASE)
        if count:
            return name, _EDGES.sub("", rest)
    return None, text
