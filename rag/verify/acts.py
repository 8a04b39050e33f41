"""Words that say who did what to whom: "the union sued the firm"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from rag.verify.aliases import as_in_source
from rag.verify.evidence import Claim, Evidence
from rag.verify.prepared import Prepared
from rag.verify.roles import BOTH_WAYS
from rag.verify.syntax import BREAK, DETERMINERS, IDLE
from rag.verify.words import Word, stem

# How many words that say something lie at most between an act and who does it, or suffers it.
_REACH_WORDS = 4
_PASSIVE = frozenset("is are was were be been being get gets got".split())
_EITHER_WAY = frozenset(
    map(stem, [*BOTH_WAYS, *"join face fight play resemble equal border unite clash talk".split()])
)


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


def acts_of(claim: Claim, evidence: Evidence) -> Iterator[Act]:
    """Yields each word of a sentence that may say what one on its left did to one on its right."""
    heavy, there = as_in_source(claim, evidence), evidence.cited.stems
    for left, word, right in zip(heavy, heavy[1:], heavy[2:], strict=False):
        if word.stem not in there or not (left.stem in there or right.stem in there):
            continue
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


def is_said(act: Act, evidence: Evidence) -> bool:
    """Whether a source has the same words on the same sides of an act."""
    return any(
        (other.left.stem == act.left.stem) == (other.is_by == act.is_by)
        for source in evidence.sources
        for other in acts_like(act, source.prepared)
    )


def acts_like(act: Act, text: Prepared) -> Iterator[Act]:
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
