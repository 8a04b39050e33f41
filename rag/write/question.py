"""What a question asks for: the terms it is about, and the kind of thing that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.words import STOP_WORDS, plain, stems, words
from rag.write.kin import based, kin

# A term found in another form of the word ("warning" for "warned") counts a little less.
OTHER_FORM = 0.8
# Forms of one word begin with the same letters, so many at least.
BEGINNING = 4

_TOKEN = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*\.?")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(
    rf"\b\d{{1,2}} (?:{MONTHS})\b|\b(?:{MONTHS}) \d{{1,2}}\b|\b(?:1[89]|20)\d\d\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Prof|Professor)\.? ([A-Z][\w’'-]+)")
_LINKING = frozenset("of the for and de la du von van".split())
_ASKS = {
    "number": re.compile(
        r"\bhow (?:many|much|long|far|old|often|large|big|high|tall|deep|fast)\b|"
        r"\bwhat (?:percent\w*|number|price|population|share|amount|proportion)\b"
    ),
    "time": re.compile(
        r"^\W*(?:(?:and|but|so|since|until|by) )?when\b|"
        r"\b(?:what|which|whose) (?:year|date|day|month|time|decade|century)\b"
    ),
    "place": re.compile(r"^\W*(?:(?:and|but|so) )?where\b"),
    "reason": re.compile(r"\bwhy\b|\bhow come\b|\bwhat (?:caused|led to)\b|\bwhat reason"),
}
_HOW = re.compile(
    r"\bhow (many|much|long|far|old|often|large|big|high|tall|deep|wide|fast)\b", re.IGNORECASE
)
# A text that tells how many or how long seldom has the word for it.
_DROPPED = re.compile(r"\bhow (?:many|much|long|often|old)\b", re.IGNORECASE)
# They say nothing of what is asked about: "What happened on 30 June?", "Was anyone hurt?"
_IDLE = re.compile(
    r"\b(?:any|some)(?:one|body|thing)\b|\bhappen(?:ed|s)?\b(?! to\b)", re.IGNORECASE
)
# "Who is Ann Ode?", but not "Who is the mayor?"
_IDENTITY = re.compile(r"^\W*[Ww]ho(?:['’]s| is| was| are| were)(?: [A-Z][\w’'.-]*)+\W*$")


@dataclass(frozen=True, slots=True)
class Term:
    """One word that a question asks about: the forms it is known by, and whether it is a name.

    `kin` are stems of words that mean the same.
    """

    forms: frozenset[str]
    named: bool
    kin: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart; `kind` is "" where any sentence could answer.

    Of "how many boats", `measure` is "many" and `thing` is boats.
    """

    text: str
    kind: str
    terms: tuple[Term, ...]
    measure: str = ""
    thing: Term | None = None

    @property
    def counted(self) -> bool:
        """Whether it asks how many there are."""
        return self.measure == "many"


def take_apart(text: str) -> Question:
    """Returns the terms and the kind of a question."""
    lowered = plain(text)
    kinds = [
        (match.start(), kind) for kind, asks in _ASKS.items() if (match := asks.search(lowered))
    ]
    how = _HOW.search(text)
    bare = _IDLE.sub(" ", _DROPPED.sub("how", text))
    following = list(_terms(text[how.end() :])) if how else []
    return Question(
        text,
        kind="identity" if _IDENTITY.match(text) else min(kinds)[1] if kinds else "",
        terms=tuple(_terms(bare)) or tuple(_terms(text)),
        measure=how[1].lower() if how else "",
        thing=following[0] if following else None,
    )


@lru_cache(maxsize=4096)
def forms(text: str) -> frozenset[str]:
    """Returns what a term may match in a text: stems, short names ("=us") of long ones.

    "Ms Strake" ("~strake") may be the Helen Strake that a question names.
    """
    irregular = (based(word) for word in words(text))
    titled = (f"~{stem}" for name in _TITLED.findall(text) for stem in stems(name))
    return frozenset(stems(text)).union(_short_names(text), titled, *irregular)


def found(term: Term, among: frozenset[str]) -> float:
    """Returns how surely a term stands among the forms of a text, from 0 to 1."""
    if not term.forms.isdisjoint(among):
        return 1.0
    if not term.kin.isdisjoint(among):
        return OTHER_FORM
    nearby = _by_beginning(among)
    if any(_alike(own, other) for own in term.forms for other in nearby.get(own[:BEGINNING], ())):
        return OTHER_FORM
    return 0.0


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
    names_stand_out = (
        sum(capitals) <= 0.7 * len(tokens) or len(tokens) < 4 or bool(_IDENTITY.match(text))
    )
    quoted = frozenset(stem for part in _QUOTED.findall(text) for stem in stems(part))
    short_of, titled = dict(_long_names(tokens)), dict(_first_names(tokens))
    seen: set[str] = set()
    for place, (token, capital) in enumerate(zip(tokens, capitals, strict=True)):
        short = _capitals(token.group())
        known = frozenset(stems(token.group())) | ({f"={short}"} if short else frozenset())
        if not known or known <= seen:
            continue
        seen |= known
        known = known.union(*map(based, words(token.group())))
        name = capital and names_stand_out and (place > 0 or bool(short))
        digits = any(map(str.isdigit, token.group()))
        yield Term(
            known.union(*(kinds[place] for kinds in (short_of, titled) if place in kinds)),
            named=name or digits or not known.isdisjoint(quoted),
            kin=frozenset() if name else kin(known),
        )


def _short_names(text: str) -> Iterator[str]:
    tokens = list(_TOKEN.finditer(text))
    for token in tokens:
        if short := _capitals(token.group()):
            yield f"={short}"
    for _, initials in _long_names(tokens):
        yield from initials


def _long_names(tokens: list[re.Match[str]]) -> Iterator[tuple[int, frozenset[str]]]:
    """Yields the initials that each word of a name of several words belongs to."""
    for run in _runs(tokens):
        initials = "".join(tokens[one].group()[0] for one in run).lower()
        yield from ((one, frozenset({f"={initials}"})) for one in run)


def _first_names(tokens: list[re.Match[str]]) -> Iterator[tuple[int, frozenset[str]]]:
    """Yields for each word of a name but the last the name with a title, which lacks them."""
    for run in _runs(tokens):
        titled = frozenset(f"~{stem}" for stem in stems(tokens[run[-1]].group()))
        yield from ((one, titled) for one in run[:-1])


def _runs(tokens: list[re.Match[str]]) -> Iterator[list[int]]:
    """Yields the places of the words of each name that has several."""
    run: list[int] = []
    for place, token in enumerate([*tokens, None]):
        word = token.group() if token else ""
        if word[:1].isupper() and (run or word.lower() not in STOP_WORDS):
            run.append(place)
        elif not (run and word in _LINKING):
            if len(run) > 1:
                yield run
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
