"""Finds an act turned round whose other side the source has as a pronoun: "Reyes told him"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.types import Finding
from rag.verify.acts import Act, is_said
from rag.verify.evidence import Evidence, Source
from rag.verify.prepared import Stretch
from rag.verify.syntax import BREAK, IDLE
from rag.verify.words import Word

_DOERS = frozenset("he she they we i".split())
_SUFFERERS = frozenset("him her them us me".split())
_LINKS = (IDLE | frozenset("to at later then also".split())) - _SUFFERERS - {"been"}
_MOST_LINKS = 3


@dataclass(frozen=True, slots=True)
class Half:
    """An act of a source of which one side is a pronoun and the other is named."""

    source: Source
    stretch: Stretch
    left: Word
    right: Word
    named: Word


def turned_by_pronoun(act: Act, evidence: Evidence) -> Finding | None:
    """Finds one who does here what the source says was done to them, or the reverse."""
    if evidence.cited.folds.isdisjoint(_DOERS | _SUFFERERS) or not _is_plain(act):
        return None
    halves = list(_halves(act, evidence))
    if not halves or not all(_is_turned(act, one) for one in halves) or is_said(act, evidence):
        return None
    return _finding(act, halves[0])


def _is_plain(act: Act) -> bool:
    """Whether nothing but links stands between an act and those on either side of it."""
    between = {word for side in act.between() for word in side.lower().split()}
    return between <= _LINKS | {"by"}


def _is_turned(act: Act, half: Half) -> bool:
    doer = act.right if act.is_by else act.left
    return (doer.stem == half.named.stem) != (half.named is half.left)


def _halves(act: Act, evidence: Evidence) -> Iterator[Half]:
    for source in evidence.sources:
        for stretch in source.prepared.stretches:
            if act.word.stem not in stretch.stems:
                continue
            for place, word in enumerate(stretch.words):
                if word.stem == act.word.stem and (half := _half(act, source, stretch, place)):
                    yield half


def _half(act: Act, source: Source, stretch: Stretch, place: int) -> Half | None:
    words, sides = stretch.words, {act.left.stem, act.right.stem}
    left, right = _nearest(words[:place][::-1]), _nearest(words[place + 1 :])
    if left is None or right is None or BREAK.search(stretch.text, left.end, right.start):
        return None
    if left.stem in sides and right.fold in _SUFFERERS and not _owns(right, stretch):
        return Half(source, stretch, left, right, named=left)
    if right.stem in sides and left.fold in _DOERS:
        return Half(source, stretch, left, right, named=right)
    return None


def _nearest(words: Sequence[Word]) -> Word | None:
    """Returns the first word that is no link between an act and who does or suffers it."""
    for word in words[: _MOST_LINKS + 1]:
        if word.fold not in _LINKS and not word.fold.endswith("ly"):
            return word
    return None


def _owns(word: Word, stretch: Stretch) -> bool:
    """Whether a "her" may tell whose the next word is."""
    following = [one for one in stretch.words if one.start > word.start][:1]
    return word.fold == "her" and any(w.is_content and w.text.islower() for w in following)


def _finding(act: Act, half: Half) -> Finding:
    text, key = half.source.prepared.text, half.source.passage.key
    written = " ".join(act.text.text[act.left.start : act.right.end].split())
    there = " ".join(text[half.left.start : half.right.end].split())
    reason = f'"{written}" is the other way round in [{key}], which says "{there}"'
    named = {act.left.stem, act.right.stem} <= half.stretch.stems
    weight: Literal["fault", "doubt"] = "fault" if named else "doubt"
    nearest = half.source.citation(half.left.start, half.right.end)
    return Finding("role", weight, reason, act.left.start, act.right.end, nearest)
