"""Finds a number or a date that the source has, but of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.types import Finding, FindingKind
from rag.verify.bindings import PARTING, Binding, Fact, is_in, is_unit, kind_of
from rag.verify.days import Day
from rag.verify.evidence import Claim, Evidence, Match, Source
from rag.verify.numbers import agrees, is_comparable, is_idle
from rag.verify.prepared import Prepared, Stretch
from rag.verify.quantities import Quantity, is_counted
from rag.verify.words import STOP_WORDS, Word, stem

# So many words on either side of a number are looked at, and none beyond a comma.
_MOST_WORDS_BESIDE = 3
_OPENS, _CLOSES = (",", "("), (",", ")")
_APPOSING = re.compile(r"^\s*,|,\s*$")  # "Berg, 34, was"
_BREAK = re.compile(r"[,;:()\[\]—–]|\s-\s|[.!?]\s")


@dataclass(frozen=True, slots=True)
class Place:
    """A number in a sentence of a source."""

    source: Source
    stretch: Stretch
    binding: Binding


@dataclass(frozen=True, slots=True)
class Beside:
    """The words on both sides of a number of the sentence that is checked, nearest first."""

    before: tuple[Word, ...]
    after: tuple[Word, ...]


def check_belonging(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds the numbers and dates that stand by words which belong to another one in the source."""
    facts: list[Fact] = [*claim.prepared.quantities, *claim.prepared.days]
    if claim.match is None or not facts or "respectively" in claim.prepared.folds:
        return []
    places = list(places_of(evidence))
    return [
        _told(fact, other)
        for fact in facts
        if (other := _taken_for(fact, claim, places)) is not None
    ]


def places_of(evidence: Evidence) -> Iterator[Place]:
    """Yields the numbers and dates of the sources with the words that belong to them."""
    for source in evidence.sources:
        for stretch in source.prepared.stretches:
            for binding in stretch.bindings:
                yield Place(source, stretch, binding)


def _taken_for(fact: Fact, claim: Claim, places: Sequence[Place]) -> Place | None:
    """Returns the other number that has the words beside this one in the same sentence."""
    if isinstance(fact, Quantity) and is_idle(fact):
        return None
    own, others = _told_apart(fact, places)
    if not own or not others:
        return None
    stretches = {id(one.stretch) for one in own}
    beside = _beside(fact, claim.prepared)
    for other in others:
        near = id(other.stretch) in stretches
        if near and all(_has_words(beside, one, other) for one in own):
            return other
        if all(_counts(fact, one.binding.fact, other.binding.fact) for one in own):
            return other
    return None


def _told_apart(fact: Fact, places: Sequence[Place]) -> tuple[list[Place], list[Place]]:
    """Returns where the source has a number, and where it has others of its kind."""
    own, others = list[Place](), list[Place]()
    for place in places:
        if is_alike(fact, place.binding.fact):
            (own if bears_out(fact, place.binding.fact) else others).append(place)
    return own, others


def _counts(mine: Fact, own: Fact, other: Fact) -> bool:
    """Whether a number counts here what another counts in the source: "14 girls", "12 boys"."""
    numbers = [one for one in (mine, own, other) if isinstance(one, Quantity)]
    units = [one.unit for one in numbers if one.kind == "count" and is_counted(one.unit)]
    if len(units) < 3:
        return False
    said, there, counted = map(stem, units)
    return said == counted != there


def _beside(fact: Fact, text: Prepared) -> Beside:
    facts: list[Fact] = [*text.quantities, *text.days]
    alike = [one for one in facts if kind_of(one) == kind_of(fact)]
    heavy = [w for w in text.words if w.is_content and not is_in(w, [fact])]
    before = [word for word in reversed(heavy) if word.end <= fact.start]
    after = [word for word in heavy if word.start >= fact.end]
    if text.text[: fact.start].rstrip()[-1:] in _OPENS and text.text[fact.end :][:1] in _CLOSES:
        after = []  # "Tom Berg, 34, was rescued": it is of the name, whatever follows
    return Beside(
        tuple(_up_to_break(before, fact, text.text, alike)),
        tuple(_up_to_break(after, fact, text.text, alike)),
    )


def _up_to_break(
    words: Sequence[Word], fact: Fact, text: str, alike: Sequence[Fact]
) -> Iterator[Word]:
    for word in words[:_MOST_WORDS_BESIDE]:
        is_before = word.start < fact.start
        gap = text[word.end : fact.start] if is_before else text[fact.end : word.start]
        if is_in(word, alike) or _BREAK.search(_APPOSING.sub("", gap)):
            return
        if PARTING & {word.fold, *gap.split()}:
            return
        if not is_unit(word, fact):
            yield word


def is_alike(mine: Fact, theirs: Fact) -> bool:
    """Tells whether two numbers or dates are of one kind, and may be taken for each other."""
    if kind_of(mine) != kind_of(theirs):
        return False
    if isinstance(mine, Day) and isinstance(theirs, Day):
        return not set(mine.parts).isdisjoint(theirs.parts)
    if isinstance(mine, Quantity) and isinstance(theirs, Quantity):
        return is_comparable(mine, theirs) and not is_idle(theirs)
    return False


def bears_out(mine: Fact, theirs: Fact) -> bool:
    """Tells whether a number or a date of a source bears one of a sentence out."""
    if isinstance(mine, Day) and isinstance(theirs, Day):
        return mine.agrees_with(theirs)
    return isinstance(mine, Quantity) and isinstance(theirs, Quantity) and agrees(mine, theirs)


def _has_words(mine: Beside, own: Place, other: Place) -> bool:
    """Whether the words around a number stand by another, and none by the one it is."""
    if _count_others(own.binding.fact, other.binding.fact):
        return False
    sides = _sides(mine, own, other)
    return "other" in sides and "own" not in sides


def stands_right(fact: Fact, match: Match, claim: Claim) -> bool:
    """Whether the words beside a number or date are beside it in a source, and by no other."""
    stretch = match.stretch
    places = [Place(match.source, stretch, binding) for binding in stretch.bindings]
    own, others = _told_apart(fact, places)
    beside = _beside(fact, claim.prepared)
    return bool(others) and any(
        all("own" in _sides(beside, one, other) for other in others) for one in own
    )


def _sides(mine: Beside, own: Place, other: Place) -> list[Literal["own", "other", ""]]:
    here, there = own.binding.stems, other.binding.stems
    return [_side(words, here, there) for words in (mine.before, mine.after)]


def _side(
    words: Sequence[Word], here: frozenset[str], there: frozenset[str]
) -> Literal["own", "other", ""]:
    """Tells to which of two numbers words belong that belong to one alone."""
    side: Literal["own", "other", ""] = ""
    for word in words:
        if word.stem not in here and word.stem not in there:
            break  # it is told in other words
        if word.stem not in there:
            return "own"
        if word.stem not in here:
            side = "other"
    return side


def _count_others(own: Fact, other: Fact) -> bool:
    """Whether two numbers count different things, so that none can be taken for the other."""
    if not isinstance(own, Quantity) or not isinstance(other, Quantity):
        return False
    units = {one.unit for one in (own, other) if one.unit and one.unit not in STOP_WORDS}
    return own.kind == "count" and len(units) > 1


def _told(fact: Fact, other: Place) -> Finding:
    there, key = other.binding.fact, other.source.passage.key
    reason = f"{fact.text.strip()} is of something else in [{key}], which says {there.text.strip()}"
    nearest = other.source.citation(there.start, there.end)
    kind: FindingKind = "date" if isinstance(fact, Day) else "number"
    return Finding(kind, "fault", f"{reason} here", fact.start, fact.end, nearest)
