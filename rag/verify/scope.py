"""Finds a word that limits or turns what its source says, and that a sentence has lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from rag.types import Finding
from rag.verify.evidence import Claim, Evidence, Match
from rag.verify.words import stem

# Only what clearly comes from one source sentence can have lost a word of it.
NEAR_SHARE = 0.7
_DENIES = re.compile(
    r"\b(?:not|no|never|cannot|none|nobody|nothing|neither|nor|without|refus\w+|fail\w*|declin\w+"
    r"|den(?:y|ies|ied)|exclud\w+|except|unable|avoid\w*|stopped|barred|kept|blocked)\b|n['’]t\b",
    re.IGNORECASE,
)
# What follows one of these did not happen, or is left out.
_TURNING = re.compile(
    r"\b(?:(?:refus|fail|declin)\w+ to|unable to|excluding|except(?: for)?|apart from|other than"
    r"|but not)\s",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"\b(?:neither|nor)\b", re.IGNORECASE)
_NOT_ALL = re.compile(
    r"\b(?:not|almost|nearly|all but)\s+(?:all|every)\b|\ball but\b", re.IGNORECASE
)
_ALL = re.compile(r"\b(?:all|every)\b(?! but)", re.IGNORECASE)
_UNTRUE = re.compile(r"\b(?:not true|untrue|false|wrong|denied|denies) that\b", re.IGNORECASE)
# Without these, the word after them says more than the source: "attempted murder".
_MODIFIERS = frozenset(
    """former ex acting deputy vice alleged suspected attempted planned proposed would-be potential
    possible failed aspiring draft interim partial""".split()
)
_AMOUNTS = frozenset("all every most always none".split())
_DOUBTFUL = frozenset("may might could should".split())
_HEDGES = _DOUBTFUL | frozenset(
    """would can possibly perhaps likely probably potentially expected reportedly allegedly
    suspected possible potential if""".split()
)
_REACH_WORDS = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """What in a sentence of a source limits or turns it."""

    turns: tuple[re.Match[str], ...]
    neither: re.Match[str] | None
    untrue: re.Match[str] | None
    not_all: re.Match[str] | None


def check_scope(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds that a sentence leaves out what limits its source, or says "all" on its own account."""
    found = list(_unlimited(claim, evidence))
    match = claim.match
    if match is None or match.share < NEAR_SHARE:
        return found
    found += _unmodified(claim, match)
    limits = _limits(match.stretch.written)
    if limits.turns or limits.neither or limits.untrue:
        found += _turned(claim, match, limits)
    said = limits.not_all and _ALL.search(claim.text)
    if limits.not_all and said and not _NOT_ALL.search(claim.text):
        found.append(_finding("fault", said.span(), limits.not_all, claim, match))
    return found


@lru_cache(maxsize=512)
def _limits(text: str) -> Limits:
    return Limits(
        tuple(_TURNING.finditer(text)),
        _NEITHER.search(text),
        _UNTRUE.search(text),
        _NOT_ALL.search(text),
    )


def _denials(text: str) -> set[str]:
    """Returns the words that deny something, whatever their form: avoid, avoided."""
    return {stem(one.lower()) for one in _DENIES.findall(text)}


def _turned(claim: Claim, match: Match, limits: Limits) -> Iterator[Finding]:
    whole, text = (0, len(claim.text)), match.stretch.written
    denied = _denials(claim.text)
    for turn in limits.turns:
        start = match.stretch.start + turn.end()
        following = [word for word in match.stretch.words if word.start >= start]
        heavy = [word for word in following if word.is_content][:_REACH_WORDS]
        others = _denials(text[: turn.start()] + text[turn.end() :])
        if heavy and heavy[0].stem in claim.prepared.stems and denied <= others:
            yield _finding("fault", whole, turn, claim, match)
            return
    neither, untrue = limits.neither, limits.untrue
    if neither and not denied:
        start = match.stretch.start + neither.start()
        after = {word.stem for word in match.stretch.words if word.start >= start}
        if claim.prepared.stems <= after:
            yield _finding("fault", whole, neither, claim, match)
    if untrue and not match.stretch.denied_twice and not _UNTRUE.search(claim.text):
        yield _finding("doubt", whole, untrue, claim, match)


def _unmodified(claim: Claim, match: Match) -> Iterator[Finding]:
    words = match.stretch.words
    limits = _MODIFIERS - claim.prepared.folds
    if not _HEDGES & claim.prepared.folds:
        limits |= _DOUBTFUL
    for limit, word in pairwise(words):
        if limit.fold not in limits:
            continue
        mine = next((one for one in claim.prepared.words if one.stem == word.stem), None)
        if mine and word.is_content:
            key = match.source.passage.key
            reason = f'"{mine.text}" is "{limit.text} {word.text}" in [{key}]'
            nearest = match.source.citation(limit.start, word.end)
            yield Finding("wording", "doubt", reason, mine.start, mine.end, nearest)


def _unlimited(claim: Claim, evidence: Evidence) -> Iterator[Finding]:
    for word in claim.prepared.words:
        if word.fold in _AMOUNTS and word.fold not in evidence.cited.folds:
            reason = f'"{word.text}" is not in {evidence.label}'
            yield Finding("wording", "doubt", reason, word.start, word.end)


def _finding(
    weight: Literal["fault", "doubt"],
    span: tuple[int, int],
    said: re.Match[str],
    claim: Claim,
    match: Match,
) -> Finding:
    written = claim.text[slice(*span)] if span != (0, len(claim.text)) else "it"
    shown = f'"{written}"' if written != "it" else written
    reason = f'{shown} is stated here, but [{match.source.passage.key}] says "{said[0].strip()}"'
    start, end = (match.stretch.start + place for place in said.span())
    return Finding("negation", weight, reason, *span, match.source.citation(start, end))
