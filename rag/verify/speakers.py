"""Finds words that a sentence puts into another's mouth."""

from __future__ import annotations

from collections.abc import Sequence

from rag.types import Finding
from rag.verify.evidence import Claim, Evidence
from rag.verify.names import is_variant
from rag.verify.proper import Name
from rag.verify.words import Word

# Only of a sentence that says nearly what its source says is it clear whose words they are.
NEAR_SHARE = 0.6
_SPEECH = frozenset(
    """said says told tells added adds argued argues claimed claims insisted insists explained
    explains warned warns wrote writes noted notes tweeted testified""".split()
)


def check_speakers(claim: Claim, _: Evidence) -> list[Finding]:
    """Finds a named speaker where the source names another as the one who said it."""
    match = claim.match
    if match is None or match.share < NEAR_SHARE:
        return []
    mine = _speakers(claim.prepared.words, claim.names)
    if len(mine) != 1:
        return []
    theirs = _speakers(match.stretch.words, match.names)
    if len(theirs) != 1 or _are_one(mine[0], theirs[0]):
        return []
    key = match.source.passage.key
    reason = f"said by {mine[0].text} here, by {theirs[0].text} in [{key}]"
    nearest = match.source.citation(theirs[0].start, theirs[0].end)
    return [Finding("attribution", "fault", reason, mine[0].start, mine[0].end, nearest)]


def _speakers(words: Sequence[Word], named: Sequence[Name]) -> list[Name]:
    """Returns the names that stand right before or after a word of speech, or "according to"."""
    by_start = {word.start: place for place, word in enumerate(words)}
    found = []
    for name in named:
        first = by_start.get(name.start)
        if first is None or not name.weighty:
            continue
        last = first + len(name.words)
        before = [word.fold for word in words[max(0, first - 2) : first]]
        after = [word.fold for word in words[last : last + 1]]
        is_told = before[-1:] in (["told"], ["tells"])  # "told Reuters"
        if not is_told and (_SPEECH & {*before[-1:], *after} or before == ["according", "to"]):
            found.append(name)
    return found


def _are_one(mine: Name, theirs: Name) -> bool:
    return any(
        one.fold == other.fold or is_variant(one.fold, other.fold)
        for one in mine.weighty
        for other in theirs.weighty
    )
