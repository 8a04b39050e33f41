"""Finds an act whose doer and object have changed places: "the firm sued the union"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from rag.types import Finding
from rag.verify.aliases import as_in_source
from rag.verify.attribution import REPORTING
from rag.verify.evidence import Claim, Evidence, Source
from rag.verify.prepared import Prepared
from rag.verify.roles import BOTH_WAYS
from rag.verify.syntax import DETERMINERS, IDLE
from rag.verify.words import Word, stem

# How many words that say something lie at most between an act and who does it, or suffers it.
_REACH_WORDS = 4
_PASSIVE = frozenset("is are was were be been being get gets got".split())
_EITHER_WAY = frozenset(
    map(stem, [*BOTH_WAYS, *"join face fight play resemble equal border unite clash talk".split()])
)
BREAK = re.compile(r"[,;:()\[\]\"“”«»—–]|['‘’](?=\W)|\s['‘]|[.!?]\s")


@dataclass(frozen=True, slots=True)
class Act:
    """A word of a text with one on either side: who did it, to whom, unless it is turned."""

    left: Word
    word: Word
    right: Word
    text: Prepared

    def between(self) -> tuple[str, str]:
        """Returns what stands before and after the word, up to those on either side."""
        text = self.text.text
        return text[self.left.end : self.word.start], text[self.word.end : self.right.start]

    @property
    def is_by(self) -> bool:
        """Whether the one on the right may be who did it."""
        return "by" in self.between()[1].split()

    @property
    def is_passive(self) -> bool:
        """Whether the one on the right surely is who did it: "was sued by the union"."""
        before, after = (side.lower().split() for side in self.between())
        return after[:1] == ["by"] and set(after[1:]) <= IDLE and not _PASSIVE.isdisjoint(before)


def check_acts(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds the words on both sides of an act that stand the other way round in the source."""
    for act in acts_of(claim, evidence):
        if found := _turned(act, evidence):
            return [_finding(act, *found)]
    return []


def acts_of(claim: Claim, evidence: Evidence) -> Iterator[Act]:
    """Yields each word of a sentence that may say what one on its left did to one on its right."""
    heavy = as_in_source(claim, evidence)
    for left, word, right in zip(heavy, heavy[1:], heavy[2:], strict=False):
        act = Act(left, word, right, claim.prepared)
        if _is_act(act):
            yield act


def _is_act(act: Act) -> bool:
    """Whether three words may say who did what to whom: no thing between, and no comma."""
    stems = {act.left.stem, act.word.stem, act.right.stem}
    if len(stems) < 3 or not act.word.text.islower() or act.word.stem in _EITHER_WAY:
        return False
    before = act.between()[0].lower().split()
    if "of" in before or not DETERMINERS.isdisjoint(before[-1:]):
        return False
    return not any(map(BREAK.search, act.between()))


def _turned(act: Act, evidence: Evidence) -> tuple[Literal["fault", "doubt"], Act, Source] | None:
    """Returns the act that says the reverse, if no other says the same."""
    reverse = None
    for source in evidence.sources:
        for other in _acts(act, source.prepared):
            turned = other.left.stem == act.right.stem
            if not turned and act.is_passive == other.is_passive:
                return None
            if turned and act.is_by != other.is_by:
                return None
            if turned or not (act.is_by and other.is_by):
                weight = _weight(act, other) if turned else "fault"
                reverse = reverse or (weight and (weight, other, source)) or None
    return reverse


def is_said(act: Act, evidence: Evidence) -> bool:
    """Whether a source has the same words on the same sides of an act."""
    return any(
        (other.left.stem == act.left.stem) == (other.is_by == act.is_by)
        for source in evidence.sources
        for other in _acts(act, source.prepared)
    )


def _acts(act: Act, text: Prepared) -> Iterator[Act]:
    """Yields the places of a text with the same three words, in the same order or turned."""
    sides = {act.left.stem, act.right.stem}
    for stretch in text.stretches:
        if not sides <= stretch.stems or act.word.stem not in stretch.stems:
            continue
        heavy = stretch.telling
        for place, word in enumerate(heavy):
            if word.stem != act.word.stem:
                continue
            before = heavy[max(0, place - _REACH_WORDS) : place]
            after = heavy[place + 1 : place + 1 + _REACH_WORDS]
            for left, right in product(reversed(before), after):
                if {left.stem, right.stem} == sides:
                    yield Act(left, word, right, text)


def _weight(mine: Act, theirs: Act) -> Literal["fault", "doubt"] | None:
    """Whether words that are turned round surely say something else; None if they don't."""
    links = [*_links(mine), *_links(theirs)]
    if any(not BOTH_WAYS.isdisjoint(one) for one in links) or _is_inverted(mine, theirs):
        return None
    same = links[1] == links[3] and not (links[0] | links[2])
    return "fault" if same and not any(map(BREAK.search, theirs.between())) else "doubt"


def _links(act: Act) -> tuple[set[str], set[str]]:
    """Returns the words around an act that tell how it is meant: "lost to", "failed and left"."""
    facts = [(one.start, one.end) for one in act.text.quantities]
    between = [word for word in act.text.words if act.left.end <= word.start < act.right.start]
    links = [
        word
        for word in between
        if word.fold not in IDLE
        and not word.is_capitalised
        and not any(start <= word.start < end for start, end in facts)
    ]
    return (
        {word.fold for word in links if word.end <= act.word.start},
        {word.fold for word in links if word.start >= act.word.end},
    )


def _is_inverted(*acts: Act) -> bool:
    """Whether one that speaks stands after a comma and the act: "…, warned Falk"."""
    return any(
        re.search(r"[,\"”’—–]\s*$", act.between()[0]) and REPORTING.fullmatch(act.word.text)
        for act in acts
    )


def _finding(act: Act, weight: Literal["fault", "doubt"], theirs: Act, source: Source) -> Finding:
    written = " ".join(act.text.text[act.left.start : act.right.end].split())
    key = source.passage.key
    reason = f'"{written}" is the other way round in [{key}]'
    if weight == "doubt":
        reason = f'the words of "{written}" stand in another order in [{key}]'
    nearest = source.citation(theirs.left.start, theirs.right.end)
    return Finding("role", weight, reason, act.left.start, act.right.end, nearest)
