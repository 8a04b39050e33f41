"""A text read once for all checks: its words, numbers, dates, names and sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rag.cite import clean
from rag.sentences import sentence_spans
from rag.verify.bindings import Binding, bindings
from rag.verify.days import Day, days
from rag.verify.places import countries, countries_implied
from rag.verify.proper import Name, names
from rag.verify.quantities import Quantity, quantities
from rag.verify.syntax import Clause, clauses, denied, denied_twice, telling
from rag.verify.words import Word, straightened, words


@dataclass(frozen=True, eq=False, kw_only=True)
class _Worded:
    """What is asked of a text and of each of its sentences alike."""

    text: str
    words: tuple[Word, ...]
    stems: frozenset[str]
    quantities: tuple[Quantity, ...]
    days: tuple[Day, ...]

    @cached_property
    def telling(self) -> tuple[Word, ...]:
        """The words that say something, but for numbers and dates."""
        return telling(self.words, _facts(self.quantities, self.days))

    @cached_property
    def denied(self) -> dict[str, Word]:
        """The words that a negation governs, by stem."""
        return denied(self.words)

    @cached_property
    def denied_twice(self) -> dict[str, Word]:
        """The words whose denial is denied, by stem."""
        return denied_twice(self.words)


@dataclass(frozen=True, eq=False, kw_only=True)
class Stretch(_Worded):
    """One sentence of a prepared text; what checks seldom ask of it is found once, when asked.

    `text` is all of the text, which `start` and `end` slice.
    """

    start: int
    end: int

    @cached_property
    def written(self) -> str:
        """The sentence itself."""
        return self.text[self.start : self.end]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses, in order."""
        return tuple(clauses(self.text, self.words))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names, in order."""
        return names(self.text, self.words)

    @cached_property
    def bindings(self) -> tuple[Binding, ...]:
        """The numbers and dates with the words that each belongs to."""
        return bindings(self.text, self.words, (*self.quantities, *self.days))


@dataclass(frozen=True, eq=False, kw_only=True)
class Prepared(_Worded):
    """A text with all that the checks ask of it."""

    straight: str

    def read_all(self) -> None:
        """Finds now what else would be found when a check first asks for it."""
        for stretch in self.stretches:
            _ = stretch.telling, stretch.clauses, stretch.names, stretch.bindings
            _ = stretch.denied, stretch.denied_twice
        _ = self.folds, self.capitals, self.countries, self.implied, self.lowered, self.denied

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The sentences, in order."""
        return tuple(_stretches(self))

    @cached_property
    def folds(self) -> frozenset[str]:
        """All words, folded."""
        return frozenset([word.fold for word in self.words])

    @cached_property
    def capitals(self) -> frozenset[str]:
        """All words that stand with a capital, folded."""
        return frozenset([word.fold for word in self.words if word.is_capitalised])

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries named."""
        return countries([word.text for word in self.words])

    @cached_property
    def implied(self) -> frozenset[str]:
        """The countries whose capital or great city is named."""
        return countries_implied([word.text for word in self.words])

    @cached_property
    def unmarked(self) -> str:
        """The text with plain quotes and dashes, without markers."""
        return straightened(clean(self.text)) if "[" in self.text else self.straight

    @cached_property
    def lowered(self) -> str:
        """The text with plain quotes and dashes, in lower case."""
        return self.straight.casefold()


def prepare(text: str, *, published: date | None = None) -> Prepared:
    """Reads a text; `published` resolves its relative dates."""
    found = words(text)
    dates = days(text, published=published)
    return Prepared(
        text=text,
        words=found,
        stems=content_stems(found),
        quantities=quantities(text, taken=[(day.start, day.end) for day in dates]),
        days=dates,
        straight=straightened(text),
    )


def content_stems(found: Iterable[Word]) -> frozenset[str]:
    """Returns the stems of the words that say something by themselves."""
    return frozenset([word.stem for word in found if word.is_content])


def _facts(numbers: Iterable[Quantity], dates: Iterable[Day]) -> tuple[tuple[int, int], ...]:
    spans = [(one.start, one.end) for one in numbers]
    return (*spans, *[(one.start, one.end) for one in dates])


def _stretches(prepared: Prepared) -> Iterable[Stretch]:
    text, found, at = prepared.text, prepared.words, 0
    for start, end in sentence_spans(text):
        first = at
        while at < len(found) and found[at].start < end:
            at += 1
        inside = found[first:at]
        numbers = tuple([one for one in prepared.quantities if start <= one.start < end])
        dates = tuple([one for one in prepared.days if start <= one.start < end])
        yield Stretch(
            text=text,
            start=start,
            end=end,
            words=inside,
            stems=content_stems(inside),
            quantities=numbers,
            days=dates,
        )
