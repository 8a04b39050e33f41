"""Proper names: runs of capitalised words that a sentence does not owe to its first place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rag.verify.places import FORMS
from rag.verify.words import STOP_WORDS, Word

_LINKS = frozenset("of the de la del der van von den al el bin ibn da di do dos du le y".split())
_TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady president vice premier prime minister
    ministers foreign secretary chancellor king queen prince princess pope senator sen rep governor
    gov mayor general gen colonel col captain capt lieutenant lt major maj sergeant sgt officer
    chief judge justice director chairman chairwoman chair spokesman spokeswoman spokesperson
    ambassador attorney deputy former acting ceo founder coach reverend rev saint st commissioner
    congressman congresswoman representative leader commander detective inspector
    superintendent""".split()
)
_NOT_NAMES = frozenset(
    """i i'm i've i'd i'll ok mr mrs january february march april may june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday jan feb mar
    apr jun jul aug sep sept oct nov dec am pm tv passage passages source sources article articles
    step note""".split()
)
_BREAKS = re.compile(r"[.!?…:;—\"“”«»(\n]|['‘’](?=\s|$)|\s['‘’]|\s[-–]\s")
_TITLE_CASE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in a sentence.

    `is_certain` is False for a single word that its place alone may have given the capital.
    `weighty` are the words that tell it from others: no titles, no links.
    """

    words: tuple[Word, ...]
    text: str
    start: int
    end: int
    is_certain: bool
    weighty: tuple[Word, ...]


def is_title(word: Word) -> bool:
    """Whether a word is a title or an office that stands before a name."""
    return word.fold in _TITLES


def names(text: str, words: Sequence[Word]) -> tuple[Name, ...]:
    """Returns the proper names in one sentence; none where all is set in title case."""
    if _is_title_case(words):
        return ()
    found: list[Name] = []
    run: list[int] = []
    for place in [*range(len(words)), None]:
        if place is not None and _continues(text, words, run, place):
            run.append(place)
            continue
        if run:
            found += _closed(text, words, run)
        run = [place] if place is not None and _may_begin(words[place]) else []
    return tuple(found)


def _is_title_case(words: Sequence[Word]) -> bool:
    heavy = [w for w in words if w.fold not in STOP_WORDS and not w.text[0].isdigit()]
    capitals = sum(w.is_capitalised for w in heavy)
    return len(heavy) >= 4 and capitals > _TITLE_CASE_SHARE * len(heavy) and capitals == len(heavy)


def _may_begin(word: Word) -> bool:
    return word.is_capitalised and word.fold not in _NOT_NAMES


def _continues(text: str, words: Sequence[Word], run: list[int], place: int) -> bool:
    if not run:
        return False
    word, gap = words[place], text[words[place - 1].end : words[place].start]
    if gap not in (" ", "-", "\u00a0", "–", ". ", "’ ", "' ", " & "):
        return False
    if gap == ". " and len(words[place - 1].text) > 2 and not is_title(words[place - 1]):
        return False
    if word.fold in _LINKS and word.text.islower():
        follower = words[place + 1] if place + 1 < len(words) else None
        return follower is not None and (follower.is_capitalised or follower.fold in _LINKS)
    if gap == "-" and word.text.isdigit():
        return True
    initial = len(word.text) == 1 and word.fold != "i"
    return _may_begin(word) and (initial or word.fold not in STOP_WORDS)


def _closed(text: str, words: Sequence[Word], run: Sequence[int]) -> list[Name]:
    places = list(run)
    while places and words[places[-1]].fold in _LINKS:
        places.pop()
    opens = _opens_clause(text, words, places[0]) if places else False
    while places and opens and words[places[0]].fold in STOP_WORDS:
        places, opens = places[1:], False
    while places and words[places[0]].fold in _LINKS:
        places.pop(0)
    chosen = tuple(words[place] for place in places)
    if not chosen or all(_is_idle(w) for w in chosen):
        return []
    start, end = chosen[0].start, chosen[-1].end
    certain = len(chosen) > 1 or not opens or _is_known(chosen[0])
    return [Name(chosen, text[start:end], start, end, certain, tuple(_weighty(chosen)))]


def _is_idle(word: Word) -> bool:
    return word.fold in STOP_WORDS and word.fold not in FORMS and word.text != "WHO"


def _weighty(words: Sequence[Word]) -> Iterator[Word]:
    last = ""
    for word in words:
        if word.fold not in _LINKS and (word.fold not in _TITLES or last in _LINKS):
            yield word
        last = word.fold


def _is_known(word: Word) -> bool:
    return word.fold.rstrip(".") in FORMS or (word.text.isupper() and len(word.text) > 1)


def _opens_clause(text: str, words: Sequence[Word], place: int) -> bool:
    before = text[words[place - 1].end : words[place].start] if place else ""
    return place == 0 or bool(_BREAKS.search(before))


def acronym(words: Collection[Word] | Sequence[Word]) -> str:
    """Returns the initials of a name in lower case, its links left out."""
    return "".join(w.fold[0] for w in words if w.fold not in _LINKS)
