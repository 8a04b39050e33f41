"""What a question asks for: the terms it is about, and the kind of thing that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.words import STOP_WORDS, plain, stems, words

# A term found in another form of the word ("warning" for "warned") counts a little less.
OTHER_FORM = 0.8
# Forms of one word begin with the same letters, so many at least.
BEGINNING = 4

_TOKEN = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*\.?")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(
    rf"\b\d{{1,2}} (?:{_MONTHS})\b|\b(?:{_MONTHS}) \d{{1,2}}\b|\b(?:1[89]|20)\d\d\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_LINKING = frozenset("of the for and de la du von van".split())
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty|"
    "fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|half|"
    "twice|third|quarter|none|several|first|second|once"
)
_DAYS = (
    f"{_MONTHS}|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow|"
    "spring|summer|autumn|winter|century|centuries|decade|ago|week|month|year"
)

# What must stand in a sentence, besides the question's own words, to answer each kind. That a name
# must answer "who" and "where" was tried and told nothing.
_FITTING = {
    "number": re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE),
    "time": re.compile(
        rf"\bc?[1-9]\d{{2,3}}s?\b|\b\d+(?:st|nd|rd|th)\b|\b(?:{_DAYS})s?\b", re.IGNORECASE
    ),
}
_ASKS = {
    "number": re.compile(
        r"\bhow (?:many|much|long|far|old|often|large|big|high|tall|deep|fast)\b|"
        r"\bwhat (?:percent\w*|number|price|population|share|amount|proportion)\b"
    ),
    "time": re.compile(
        r"^\W*(?:(?:and|but|so|since|until|by) )?when\b|"
        r"\b(?:what|which|whose) (?:year|date|day|month|time|decade|century)\b"
    ),
    "reason": re.compile(r"\bwhy\b|\bhow come\b|\bwhat (?:caused|led to)\b|\bwhat reason"),
}
# A reason is often given with few of the question's words ("The clay is the reason"): to weigh a
# sentence by it told nothing, but an answer to "why" should not be without one that is at hand.
_REASON = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result of|reasons?|caused?|causing|"
    r"blam(?:ed?|ing)|led to|prompted|stems? from|attributed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """One word that a question asks about: the forms it is known by, and whether it is a name."""

    forms: frozenset[str]
    named: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart; `kind` is "" where any sentence could answer."""

    text: str
    kind: str
    terms: tuple[Term, ...]


def take_apart(text: str) -> Question:
    """Returns the terms and the kind of a question."""
    lowered = plain(text)
    kinds = [
        (match.start(), kind) for kind, asks in _ASKS.items() if (match := asks.search(lowered))
    ]
    return Question(text, min(kinds)[1] if kinds else "", tuple(_terms(text)))


@lru_cache(maxsize=4096)
def forms(text: str) -> frozenset[str]:
    """Returns what a term may match in a text: stems, and short names ("=us") of long ones."""
    return frozenset(stems(text)) | frozenset(_short_names(text))


def found(term: Term, among: frozenset[str]) -> float:
    """Returns how surely a term stands among the forms of a text, from 0 to 1."""
    if not term.forms.isdisjoint(among):
        return 1.0
    nearby = _by_beginning(among)
    if any(_alike(own, other) for own in term.forms for other in nearby.get(own[:BEGINNING], ())):
        return OTHER_FORM
    return 0.0


def fits(question: Question, sentence: str) -> bool:
    """Tells whether a sentence holds the kind of thing that the question asks for."""
    if question.kind not in _FITTING:
        return True
    own = frozenset(words(question.text))
    return any(
        own.isdisjoint(words(match.group())) for match in _FITTING[question.kind].finditer(sentence)
    )


def gives_reason(sentence: str) -> bool:
    """Tells whether a sentence says of something why it is so."""
    return bool(_REASON.search(sentence))


def figures(sentence: str) -> frozenset[str]:
    """Returns the numbers in a sentence, as they are written; those of dates are none."""
    return frozenset(NUMBER.findall(_DATE.sub("", sentence)))


@lru_cache(maxsize=4096)
def _by_beginning(among: frozenset[str]) -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for one in among:
        known.setdefault(one[:BEGINNING], []).append(one)
    return known


def _terms(text: str) -> Iterator[Term]:
    """Yields the terms; a capital letter makes a name, but not where all words have one."""
    tokens = list(_TOKEN.finditer(text))
    capitals = [token.group()[0].isupper() for token in tokens]
    names_stand_out = sum(capitals) <= 0.7 * len(tokens) or len(tokens) < 4
    quoted = frozenset(stem for part in _QUOTED.findall(text) for stem in stems(part))
    short_of = dict(_long_names(tokens))
    seen: set[str] = set()
    for place, (token, capital) in enumerate(zip(tokens, capitals, strict=True)):
        short = _capitals(token.group())
        known = frozenset(stems(token.group())) | ({f"={short}"} if short else frozenset())
        if not known or known <= seen:
            continue
        seen |= known
        name = capital and names_stand_out and (place > 0 or bool(short))
        digits = any(map(str.isdigit, token.group()))
        yield Term(
            known | ({f"={short_of[place]}"} if place in short_of else frozenset()),
            named=name or digits or not known.isdisjoint(quoted),
        )


def _short_names(text: str) -> Iterator[str]:
    tokens = list(_TOKEN.finditer(text))
    for token in tokens:
        if short := _capitals(token.group()):
            yield f"={short}"
    for _, short in _long_names(tokens):
        yield f"={short}"


def _long_names(tokens: list[re.Match[str]]) -> Iterator[tuple[int, str]]:
    """Yields the initials that each word of a name of several words belongs to."""
    run: list[int] = []
    for place, token in enumerate([*tokens, None]):
        word = token.group() if token else ""
        if word[:1].isupper() and (run or word.lower() not in STOP_WORDS):
            run.append(place)
        elif not (run and word in _LINKING):
            if len(run) > 1:
                initials = "".join(tokens[one].group()[0] for one in run).lower()
                yield from ((one, initials) for one in run)
            run = []


def _capitals(word: str) -> str:
    """Returns "us" for "US" and "U.S."; "" for a word that is no such short name."""
    bare = word.replace(".", "")
    short = 2 <= len(bare) <= 6 and bare.isalpha() and bare.isupper()
    return bare.lower() if short else ""


@lru_cache(maxsize=1 << 16)
def _alike(one: str, other: str) -> bool:
    """Tells whether two stems are forms of one word: Russia, Russian; collision, collided."""
    short, long = sorted((one, other), key=len)
    if len(short) < BEGINNING or any(map(str.isdigit, long)):
        return False
    if long.startswith(short):
        return len(long) - len(short) <= 3
    same = next(i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b)
    return same >= 5 and same >= 0.8 * len(long)
