"""Finds a number that another sentence of the source gives, of somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.types import Finding
from rag.verify.belonging import Place, bears_out, is_alike, places_of
from rag.verify.bindings import Fact
from rag.verify.evidence import Claim, Evidence
from rag.verify.numbers import is_idle
from rag.verify.prepared import Stretch
from rag.verify.proper import Name, acronym
from rag.verify.quantities import Quantity
from rag.verify.words import Word

# Of what a sentence tells besides the name, so much must be told of that name in the source.
_SAME_TELLING = 0.5
_PREPOSITIONS = frozenset("in at near from of for to with by on off under over than and".split())
_PRONOUNS = frozenset("he she it they his her its their".split())


def check_apart(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds numbers told of one name that a source tells of another, in a sentence of its own.

    The source must give the first name another number of that kind, for the same thing.
    """
    if claim.match is None or not claim.names:
        return []
    held = [(one, _holder(one, claim.names, claim.prepared.words)) for one in _numbers(claim)]
    lost = [(one, holder) for one, holder in held if holder and not _is_matched(one, holder, claim)]
    places = list(places_of(evidence)) if lost else []
    return [finding for one, holder in lost for finding in _taken(one, holder, claim, places)]


def _numbers(claim: Claim) -> list[Quantity]:
    return [one for one in claim.prepared.quantities if not is_idle(one)]


def _is_matched(said: Quantity, holder: Name, claim: Claim) -> bool:
    """Whether the nearest sentence of the source has both: nearly all that is sound ends here."""
    stretch = claim.match.stretch if claim.match else None
    return (
        stretch is not None
        and _stands_in(holder, stretch)
        and any(bears_out(said, one) for one in stretch.quantities)
    )


def _taken(
    said: Quantity, holder: Name, claim: Claim, places: Sequence[Place]
) -> Iterator[Finding]:
    alike = [one for one in places if is_alike(said, one.binding.fact)]
    own = [one for one in alike if bears_out(said, one.binding.fact)]
    if not own or not all(_is_of_another(one, holder, claim) for one in own):
        return
    for rival in alike:
        if rival not in own and _is_told_of(rival, holder, claim):
            there, key = rival.binding.fact, rival.source.passage.key
            reason = (
                f"{said.text.strip()} is of something else in [{key}],"
                f" which says {there.text.strip()} of {holder.text}"
            )
            nearest = rival.source.citation(there.start, there.end)
            yield Finding("number", "fault", reason, said.start, said.end, nearest)
            return


def _holder(fact: Fact, names: Sequence[Name], words: Sequence[Word]) -> Name | None:
    """Returns the name that a number is told of: the last before it, no preposition before that."""
    before = [one for one in names if one.end <= fact.start and one.weighty]
    if not before:
        return None
    last = before[-1]
    leading = [word.fold for word in words if word.end <= last.start]
    return None if leading[-1:] and leading[-1] in _PREPOSITIONS else last


def _is_of_another(place: Place, holder: Name, claim: Claim) -> bool:
    """Whether a source tells a number of a name that the sentence does not hold."""
    stretch, fact = place.stretch, place.binding.fact
    if _stands_in(holder, stretch):
        return False
    other = _holder(fact, stretch.names, stretch.words)
    if other is None or other.weighty[-1].fold in claim.prepared.folds:
        return False
    if acronym(other.words) == holder.words[0].fold or acronym(holder.words) == other.words[0].fold:
        return False
    return not any(one.fold in _PRONOUNS for one in stretch.words if one.end <= fact.start)


def _is_told_of(place: Place, holder: Name, claim: Claim) -> bool:
    """Whether a source tells another number of the same name, for what the sentence tells."""
    stretch = place.stretch
    other = _holder(place.binding.fact, stretch.names, stretch.words)
    if other is None or other.weighty[-1].fold != holder.weighty[-1].fold:
        return False
    own = {word.stem for word in holder.words}
    told = {word.stem for word in claim.prepared.telling} - own
    return bool(told) and len(told & stretch.stems) >= _SAME_TELLING * len(told)


def _stands_in(name: Name, stretch: Stretch) -> bool:
    return any(name.weighty[-1].fold == word.fold for word in stretch.words)
