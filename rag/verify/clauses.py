"""Finds a doer, an act and an object that the source has, but not in one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.types import Finding
from rag.verify.acts import BREAK, DETERMINERS, IDLE, telling
from rag.verify.evidence import Claim, Evidence, Source
from rag.verify.prepared import Prepared, Stretch
from rag.verify.words import Word

_OPENING = frozenset(
    """while whereas although though when after before because until unless if since
    but""".split()
)
_JOINING = frozenset("and or then".split())
_OF = frozenset("of for against".split())
_PRONOUNS = frozenset("he she it they who which that we i you".split())
_BREAK = re.compile(r"[;:]")
# "Berg, who spoke when it rained, left": after a comma, an act goes back to who came before it.
_AFTER_ASIDE = re.compile(r"[,—–)]\s+(?:(?:\w+ly|also|later|then)\s+)?$")


@dataclass(frozen=True, slots=True)
class Clause:
    """The stems of a clause, and with those of the one whose doer it goes on with."""

    words: tuple[Word, ...]
    own: frozenset[str]
    held: frozenset[str]


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
    parted = [
        (source, stretch, list(_clauses(source.prepared, stretch.words)))
        for source in evidence.sources
        for stretch in source.prepared.stretches
        if not text.stems.isdisjoint(stretch.stems)
    ]
    for group in _groups(text, telling(text, text.words)):
        if found := _torn(group, parted):
            return [_finding(group, text, *found)]
    return []


def _groups(text: Prepared, heavy: Sequence[Word]) -> Iterator[Group]:
    for place, act in enumerate(heavy):
        before = heavy[place - 1] if place else None
        after = heavy[place + 1] if place + 1 < len(heavy) else None
        leading = _between(text, before, act)
        following = _between(text, act, after)
        if not act.text.islower() or text.text[: act.start].lower().split()[-1:] == ["the"]:
            continue
        doer = before if leading is not None and not leading & (DETERMINERS | _OF) else None
        other = after if following is not None else None
        near = frozenset(word.stem for word in (doer, other) if word)
        is_bound = other and following and following & (DETERMINERS | _OF)
        bound = frozenset([other.stem]) if other and is_bound else frozenset[str]()
        if near:
            words = tuple(word for word in (doer, act, other) if word)
            yield Group(act, words, near - bound, bound)


def _between(text: Prepared, first: Word | None, second: Word | None) -> set[str] | None:
    """Returns what links two words; None if they do not belong together for sure."""
    if first is None or second is None:
        return None
    between = text.text[first.end : second.start]
    links = set(between.lower().split())
    return None if BREAK.search(between) or links - IDLE - _OF else links


def _torn(
    group: Group, parted: Sequence[tuple[Source, Stretch, Sequence[Clause]]]
) -> tuple[Source, Word] | None:
    """Returns the act in a source that has another doer or object; None if one place fits."""
    torn = None
    for source, stretch, clauses in parted:
        for clause in clauses if group.act.stem in stretch.stems else ():
            if group.act.stem not in clause.own:
                continue
            word = next(one for one in clause.words if one.stem == group.act.stem)
            before = source.prepared.text[stretch.start : word.start]
            resumes = ";" not in before and _AFTER_ASIDE.search(before)
            if resumes or _fits(group, clause, clauses, stretch.stems):
                return None
            torn = torn or (source, word)
    return torn


def _fits(group: Group, clause: Clause, clauses: Sequence[Clause], there: frozenset[str]) -> bool:
    if not group.bound & there <= clause.own:
        return False
    act = group.act.stem
    return all(
        stem in clause.held or any(stem in one.own and act in one.held - one.own for one in clauses)
        for stem in group.loose & there
    )


def _clauses(text: Prepared, words: Sequence[Word]) -> Iterator[Clause]:
    starts = [0, *(place for place in range(1, len(words)) if _opens(text, words, place))]
    before: frozenset[str] = frozenset()
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        clause = tuple(words[start:end])
        own = frozenset(word.stem for word in clause)
        before = own | before if _lacks_doer(clause) else own
        yield Clause(clause, own, before)


def _opens(text: Prepared, words: Sequence[Word], place: int) -> bool:
    """Whether a clause begins at a word: "while …", or "and" with an act of its own."""
    word = words[place]
    gap = word.start - words[place - 1].end
    if word.fold in _OPENING:
        return True
    if gap > 1 and _BREAK.search(text.text, words[place - 1].end, word.start):
        return True
    after = words[place + 1 : place + 3]
    if word.fold not in _JOINING or len(after) < 2:
        return False
    acts_on = after[0].is_content and after[0].text.islower() and after[1].fold in DETERMINERS
    repeats = after[1].is_content and any(one.stem == after[1].stem for one in words[:place])
    return acts_on or (after[0].is_capitalised and repeats)


def _lacks_doer(clause: Sequence[Word]) -> bool:
    """Whether a clause goes on with the doer of the one before: "and left", "when she left"."""
    if clause[0].fold in _JOINING or clause[0].fold == "but":
        return not clause[1].is_capitalised if len(clause) > 1 else True
    head = clause[1] if len(clause) > 1 else clause[0]
    return bool(_PRONOUNS & {word.fold for word in clause[:3]}) or head.fold.endswith("ing")


def _finding(group: Group, text: Prepared, source: Source, word: Word) -> Finding:
    start, end = group.words[0].start, group.words[-1].end
    written = " ".join(text.text[start:end].split())
    reason = f'[{source.passage.key}] has the words of "{written}", but in different clauses'
    nearest = source.citation(word.start, word.end)
    return Finding("role", "doubt", reason, start, end, nearest)
