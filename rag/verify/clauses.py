"""Finds a doer, an act and an object that the source has, but not in one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.types import Finding
from rag.verify.evidence import Claim, Evidence, Source
from rag.verify.prepared import Prepared, Stretch
from rag.verify.syntax import BREAK, DETERMINERS, IDLE, Clause
from rag.verify.words import Word

_OF = frozenset("of for against".split())
# "Berg, who spoke when it rained, left": after a comma, an act goes back to who came before it.
_AFTER_ASIDE = re.compile(r"[,—–)]\s+(?:(?:\w+ly|also|later|then)\s+)?$")
_ASIDE_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Group:
    """An act with the words right beside it; `bound` must stand in the same clause."""

    act: Word
    words: tuple[Word, ...]
    loose: frozenset[str]
    bound: frozenset[str]


def check_clauses(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds words that stand side by side here and belong to two clauses in the source."""
    text = claim.prepared
    stems = evidence.cited.stems
    for group in _groups(text, [word.stem in stems for word in text.telling]):
        if found := _torn(group, evidence):
            return [_finding(group, text, *found)]
    return []


def _groups(text: Prepared, is_there: Sequence[bool]) -> Iterator[Group]:
    """Yields each act that the source has as well, with the words right beside it."""
    heavy = (None, *text.telling, None)
    for before, act, after, known in zip(heavy, text.telling, heavy[2:], is_there, strict=False):
        if not known or not act.text.islower() or _follows_the(text.text, act):
            continue
        leading, following = _between(text, before, act), _between(text, act, after)
        doer = before if leading is not None and not leading & (DETERMINERS | _OF) else None
        other = after if following is not None else None
        near = frozenset([word.stem for word in (doer, other) if word])
        is_bound = other and following and following & (DETERMINERS | _OF)
        bound = frozenset([other.stem]) if other and is_bound else frozenset[str]()
        if near:
            words = tuple([word for word in (doer, act, other) if word])
            yield Group(act, words, near - bound, bound)


def _follows_the(text: str, word: Word) -> bool:
    return text[: word.start].rstrip()[-4:].lower().split()[-1:] == ["the"]


def _between(text: Prepared, first: Word | None, second: Word | None) -> set[str] | None:
    """Returns what links two words; None if they do not belong together for sure."""
    if first is None or second is None:
        return None
    between = text.text[first.end : second.start]
    links = set(between.lower().split())
    return None if BREAK.search(between) or links - IDLE - _OF else links


def _torn(group: Group, evidence: Evidence) -> tuple[Source, Word] | None:
    """Returns the act in a source that has another doer or object; None if one place fits."""
    torn = None
    act = group.act.stem
    places = [(s, stretch) for s in evidence.sources for stretch in s.prepared.stretches]
    for source, stretch in places:
        for clause in stretch.clauses if act in stretch.stems else ():
            if act not in clause.own:
                continue
            word = next(one for one in clause.words if one.stem == act)
            before = source.prepared.text[stretch.start : word.start]
            resumes = ";" not in before and _AFTER_ASIDE.search(before[-_ASIDE_CHARACTERS:])
            if resumes or _fits(group, clause, stretch):
                return None
            torn = torn or (source, word)
    return torn


def _fits(group: Group, clause: Clause, stretch: Stretch) -> bool:
    there = stretch.stems
    if not group.bound & there <= clause.own:
        return False
    act = group.act.stem
    others = [one.own for one in stretch.clauses if act in one.held and act not in one.own]
    return all(
        stem in clause.held or any(stem in own for own in others) for stem in group.loose & there
    )


def _finding(group: Group, text: Prepared, source: Source, word: Word) -> Finding:
    start, end = group.words[0].start, group.words[-1].end
    written = " ".join(text.text[start:end].split())
    reason = f'[{source.passage.key}] has the words of "{written}", but in different clauses'
    nearest = source.citation(word.start, word.end)
    return Finding("role", "doubt", reason, start, end, nearest)
