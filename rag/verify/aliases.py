"""Names under which a sentence and its source speak of the same bearer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rag.verify.evidence import Claim, Evidence
from rag.verify.forms import is_variant
from rag.verify.places import country
from rag.verify.proper import Name, acronym
from rag.verify.words import Word


def as_in_source(claim: Claim, evidence: Evidence) -> Sequence[Word]:
    """Returns the telling words of a sentence, one for each name that its source writes otherwise.

    "The FCA" gets the stem of "Authority" where the source has "Financial Conduct Authority".
    """
    telling = claim.prepared.telling
    known = evidence.cited.folds
    strange = [one for one in claim.names if any(word.fold not in known for word in one.weighty)]
    if not strange:
        return telling
    theirs = [
        name
        for source in evidence.sources
        for stretch in source.prepared.stretches
        for name in stretch.names
    ]
    stems = {
        name: other.weighty[-1].stem
        for name in strange
        if (other := _same(name, theirs)) is not None
    }
    if not stems:
        return telling
    kept = [w for w in telling if not any(one.start <= w.start < one.end for one in stems)]
    named = [name.words[-1]._replace(stem=stem) for name, stem in stems.items()]
    return sorted([*kept, *named])


def _same(name: Name, others: Iterable[Name]) -> Name | None:
    return next((one for one in others if one.weighty and _are_same(name, one)), None)


def _are_same(mine: Name, theirs: Name) -> bool:
    land = country([word.text for word in mine.words])
    if land and land == country([word.text for word in theirs.words]):
        return True
    short, long = sorted((mine, theirs), key=lambda one: len(one.words))
    if len(short.words) == 1 and len(long.words) > 1:
        return short.words[0].fold == acronym(long.words)
    last, other = mine.weighty[-1].fold, theirs.weighty[-1].fold
    return last != other and is_variant(last, other)
