"""Finds two parts of a sentence that have changed places while all around them stayed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rag.types import Finding
from rag.verify.alignment import Alignment, Edit
from rag.verify.evidence import Claim, Evidence, Match
from rag.verify.roles import BOTH_WAYS
from rag.verify.words import Word

# Only of a sentence that has nearly all of its source's words is it clear what moved.
SAME_SHARE = 0.75
_LONGEST_PART_WORDS = 4
_LISTING = BOTH_WAYS | frozenset("a an the as well including such like".split())


def check_swaps(claim: Claim, _: Evidence) -> list[Finding]:
    """Finds two names or things each of which stands where the source has the other."""
    match, alignment = claim.match, claim.alignment
    if match is None or alignment is None or alignment.share < SAME_SHARE:
        return []
    return [
        _finding(first, second, claim, match)
        for first, second in combinations(_exchanges(alignment), 2)
        if _are_swapped(first, second) and not _is_list(first, second, claim)
    ][:1]


def _exchanges(alignment: Alignment) -> Iterator[Edit]:
    for edit in alignment.edits:
        if edit.is_exchange and max(len(edit.mine), len(edit.theirs)) <= _LONGEST_PART_WORDS:
            yield edit


def _are_swapped(first: Edit, second: Edit) -> bool:
    crossed = ((first.mine, second.theirs), (first.theirs, second.mine))
    return all(_weighty(one) == _weighty(other) != [] for one, other in crossed)


def _weighty(words: tuple[Word, ...]) -> list[str]:
    return [word.stem for word in words if word.is_content]


def _is_list(first: Edit, second: Edit, claim: Claim) -> bool:
    """Whether the two stand in one list, the order of which says nothing."""
    start, end = first.at, second.at + len(second.mine)
    outside = {id(word) for edit in (first, second) for word in edit.mine}
    between = [word for word in claim.prepared.words[start:end] if id(word) not in outside]
    return all(word.fold in _LISTING or word.is_capitalised for word in between)


def _finding(first: Edit, second: Edit, claim: Claim, match: Match) -> Finding:
    parts = [claim.text[edit.mine[0].start : edit.mine[-1].end] for edit in (first, second)]
    reason = (
        f'"{parts[0]}" and "{parts[1]}" stand the other way round in [{match.source.passage.key}]'
    )
    nearest = match.source.citation(first.theirs[0].start, second.theirs[-1].end)
    start, end = first.mine[0].start, second.mine[-1].end
    numbers = [(one.start, one.end) for one in claim.prepared.quantities]
    sure = any(
        word.is_capitalised or any(begin <= word.start < stop for begin, stop in numbers)
        for word in (*first.mine, *second.mine)
    )
    return Finding("role", "fault" if sure else "doubt", reason, start, end, nearest)
