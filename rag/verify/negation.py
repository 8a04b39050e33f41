"""Finds what a sentence denies and its source states, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from typing import Literal

from rag.types import Finding
from rag.verify.alignment import Edit
from rag.verify.contraries import are_alike
from rag.verify.evidence import Claim, Evidence, Match
from rag.verify.syntax import is_negator, is_not_denying
from rag.verify.words import Word

# Only a sentence that says nearly what its source says can be told to say the opposite.
NEAR_SHARE = 0.7
# "Sales did not rise" and "sales grew": all but the one word must be the same.
SAME_SHARE = 0.8
_SAME_SHARE = 0.75
# They deny as well, but what they deny is told otherwise: "refused to", "without", "nor".
_DENIALS = re.compile(
    r"\b(?:without|neither|nor|den(?:y|ies|ied|ying)|refus\w+|fail\w*|avoid\w*|reject\w*|unable"
    r"|lack\w*|prevent\w*|instead|rather|absent|unless|until|if|whether|prohibit\w*|bans?|banned)\b",
    re.IGNORECASE,
)


def check_negation(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds a word that is denied on one side and stated on the other."""
    match = claim.match
    if match is None:
        return []
    if match.share < NEAR_SHARE:
        return _denied_otherwise(claim, match)
    found = _turned(claim, match) or _denied_twice(claim, match)
    return [found] if found else _denied_once(claim, match, evidence)


def _denied_once(claim: Claim, match: Match, evidence: Evidence) -> list[Finding]:
    mine, theirs = claim.prepared.denied, match.stretch.denied
    if not mine and not theirs:
        return []
    if _DENIALS.search(claim.text) or _DENIALS.search(match.stretch.written):
        return []
    elsewhere = {stem for text in evidence.cited.texts for stem in text.denied}
    stated = match.stretch.stems - set(theirs)
    for stem, word in mine.items():
        if stem in stated and stem not in elsewhere and not theirs:
            reason = f'"{word.text}" is denied here, but not in [{match.source.passage.key}]'
            return [Finding("negation", "fault", reason, word.start, word.end)]
    for word in claim.prepared.words:
        if word.stem in theirs and not mine and word.stem not in stated:
            reason = f'"{word.text}" is stated here, but [{match.source.passage.key}] denies it'
            return [Finding("negation", "fault", reason, word.start, word.end)]
    return _denied_otherwise(claim, match)


def _denied_twice(claim: Claim, match: Match) -> Finding | None:
    """Tells of a word that is denied on one side and whose denial is denied on the other."""
    mine, theirs, key = claim.prepared, match.stretch, match.source.passage.key
    for word in claim.prepared.words if mine.denied_twice or theirs.denied_twice else ():
        if (there := theirs.denied_twice.get(word.stem)) and word.stem in mine.denied:
            return _told(word, there, match, f"is denied here, but not in [{key}]")
        if (there := theirs.denied.get(word.stem)) and word.stem in mine.denied_twice:
            return _told(word, there, match, f"is not denied here, but in [{key}]")
    stated = [w for w in mine.words if w.stem in theirs.denied_twice]
    if stated and not _DENIALS.search(claim.text) and _DENIALS.search(theirs.written):
        there = theirs.denied_twice[stated[0].stem]
        return _told(stated[0], there, match, f"is only not denied in [{key}]", weight="doubt")
    return None


def _told(
    word: Word,
    there: Word,
    match: Match,
    what: str,
    *,
    weight: Literal["fault", "doubt"] = "fault",
) -> Finding:
    nearest = match.source.citation(there.start, there.end)
    return Finding("negation", weight, f'"{word.text}" {what}', word.start, word.end, nearest)


def _denied_otherwise(claim: Claim, match: Match) -> list[Finding]:
    """Finds what is stated on one side and denied on the other in a word that says the same."""
    mine, theirs = claim.prepared.denied, match.stretch.denied
    one_more = match.share + 1 / max(1, len(claim.prepared.stems))
    if bool(mine) == bool(theirs) or one_more < SAME_SHARE:
        return []
    said = mine.values() if mine else (w for w in claim.prepared.words if w.is_content)
    there = theirs.values() if theirs else (w for w in match.stretch.words if w.is_content)
    for word, other in product(said, there):
        if are_alike(word.stem, other.stem) and word.stem not in match.stretch.stems:
            key = match.source.passage.key
            reason = f'"{word.text}" is stated here, but [{key}] denies "{other.text}"'
            if mine:
                reason = f'"{word.text}" is denied here, but [{key}] says "{other.text}"'
            nearest = match.source.citation(other.start, other.end)
            return [Finding("negation", "fault", reason, word.start, word.end, nearest)]
    return []


def _turned(claim: Claim, match: Match) -> Finding | None:
    """A "not" that came or went where all around it stayed as it was."""
    if claim.alignment is None or claim.alignment.share < _SAME_SHARE:
        return None
    for edit in claim.alignment.edits:
        added, lost = (list(filter(is_negator, side)) for side in (edit.mine, edit.theirs))
        if bool(added) == bool(lost) or _has_content(edit) or edit.before + edit.after < 2:
            continue
        words = claim.prepared.words if added else match.stretch.words
        place = words.index((added or lost)[0])
        if _is_open(words[place + 1 :], match):
            continue
        return _turn(edit, claim, match, added=bool(added))
    return None


def _is_open(words: Sequence[Word], match: Match) -> bool:
    """Whether a "not" before these words may deny nothing: "not only", or in what is not true."""
    heavy = next((word.stem for word in words if word.is_content), "")
    return any(map(is_not_denying, words[:2])) or heavy in match.stretch.denied_twice


def _has_content(edit: Edit) -> bool:
    """Whether an edit says more than yes or no: "but not in Oslo" is left out as a whole."""
    return any(
        word.is_content and not is_negator(word) and not _DENIALS.search(word.text)
        for word in (*edit.mine, *edit.theirs)
    ) or any(_DENIALS.search(word.text) for word in (*edit.mine, *edit.theirs))


def _turn(edit: Edit, claim: Claim, match: Match, *, added: bool) -> Finding:
    key, after = match.source.passage.key, edit.at + len(edit.mine)
    word = claim.prepared.words[min(after, len(claim.prepared.words) - 1)]
    start = edit.mine[0].start if edit.mine else word.start
    said = f'"{claim.text[start : word.end]}"'
    reason = f"{said} is denied here, but not in [{key}]"
    if not added:
        reason = f"{said} is stated here, but [{key}] denies it"
    there = edit.theirs or match.stretch.words
    nearest = match.source.citation(there[0].start, there[-1].end)
    return Finding("negation", "fault", reason, start, word.end, nearest)
