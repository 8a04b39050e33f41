"""A text read once for all checks: its words, numbers, dates, names and sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rag.cite import clean
from rag.sentences import sentence_spans
from rag.verify.days import Day, days
from rag.verify.places import countries, countries_implied
from rag.verify.quantities import Quantity, quantities
from rag.verify.words import Word, straightened, words


@dataclass(frozen=True, slots=True)
class Stretch:
    """One sentence of a prepared text."""

    start: int
    end: int
    words: tuple[Word, ...]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text with all that the checks ask of it."""

    text: str
    words: tuple[Word, ...]
    stems: frozenset[str]
    folds: frozenset[str]
    capitals: frozenset[str]
    countries: frozenset[str]
    implied: frozenset[str]
    quantities: tuple[Quantity, ...]
    days: tuple[Day, ...]
    stretches: tuple[Stretch, ...]
    straight: str
    unmarked: str
    lowered: str


def prepare(text: str, *, published: date | None = None) -> Prepared:
    """Reads a text; `published` resolves its relative dates."""
    found = words(text)
    dates = days(text, published=published)
    straight = straightened(text)
    surface = [word.text for word in found]
    return Prepared(
        text=text,
        words=found,
        stems=content_stems(found),
        folds=frozenset(word.fold for word in found),
        capitals=frozenset(word.fold for word in found if word.is_capitalised),
        countries=countries(surface),
        implied=countries_implied(surface),
        quantities=quantities(text, taken=[(day.start, day.end) for day in dates]),
        days=dates,
        stretches=tuple(_stretches(text, found)),
        straight=straight,
        unmarked=straightened(clean(text)) if "[" in text else straight,
        lowered=straight.casefold(),
    )


def content_stems(found: Iterable[Word]) -> frozenset[str]:
    """Returns the stems of the words that say something by themselves."""
    return frozenset([word.stem for word in found if word.is_content])


def _stretches(text: str, found: tuple[Word, ...]) -> Iterable[Stretch]:
    at = 0
    for start, end in sentence_spans(text):
        first = at
        while at < len(found) and found[at].start < end:
            at += 1
        inside = found[first:at]
        yield Stretch(start, end, inside, content_stems(inside))
