"""Finds who did what to whom, turned round: "Berg defeated Lind" for "Lind defeated Berg"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rag.types import Finding
from rag.verify.evidence import Claim, Evidence, Match
from rag.verify.proper import Name
from rag.verify.words import Word

# Beside these, it makes no difference who stands first.
BOTH_WAYS = frozenset(
    "and or with met meet meets meeting v vs versus between married nor plus near".split()
)
_MOST_WORDS_BETWEEN = 12


def check_roles(claim: Claim, _: Evidence) -> list[Finding]:
    """Finds two names that stand on either side of the same words, the other way round."""
    match = claim.match
    if match is None:
        return []
    return [
        _finding(first, second, claim, match)
        for first, second in pairwise(claim.names)
        if _is_turned(first, second, claim, match)
    ]


def _is_turned(first: Name, second: Name, claim: Claim, match: Match) -> bool:
    a, b = _last(first), _last(second)
    between = [w.fold for w in claim.prepared.words if first.end <= w.start < second.start]
    acts = [fold for fold in between if fold not in BOTH_WAYS]
    if a is None or b is None or a.fold == b.fold or not acts:
        return False
    if len(between) > _MOST_WORDS_BETWEEN:
        return False
    words = match.stretch.words
    here = [w.fold for w in words]
    if _stands(a.fold, between, b.fold, here):
        return False
    return _stands(b.fold, between, a.fold, here)


def _last(name: Name) -> Word | None:
    return name.weighty[-1] if name.weighty else None


def _stands(first: str, between: Sequence[str], second: str, words: Sequence[str]) -> bool:
    """Whether words hold a name, then exactly what is between, then a name that ends in another."""
    size = len(between)
    for place, word in enumerate(words):
        after = place + 1 + size
        follows = second in words[after : after + 3]
        if word == first and follows and list(words[place + 1 : after]) == list(between):
            return True
    return False


def _finding(first: Name, second: Name, claim: Claim, match: Match) -> Finding:
    written = " ".join(claim.text[first.start : second.end].split())
    reason = f'"{written}" is the other way round in [{match.source.passage.key}]'
    nearest = match.source.citation(match.stretch.start, match.stretch.end)
    return Finding("role", "fault", reason, first.start, second.end, nearest)
