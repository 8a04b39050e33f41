"""Finds an act whose doer and object have changed places: "the firm sued the union"."""

from __future__ import annotations

import re
from typing import Literal

from rag.types import Finding
from rag.verify.acts import Act, acts_like, acts_of
from rag.verify.attribution import REPORTING
from rag.verify.evidence import Claim, Evidence, Source
from rag.verify.pronouns import turned_by_pronoun
from rag.verify.roles import BOTH_WAYS
from rag.verify.syntax import BREAK, IDLE


def check_turned(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds the words on both sides of an act that stand the other way round in the source."""
    for act in acts_of(claim, evidence):
        turned = _turned(act, evidence)
        found = _finding(act, *turned) if turned else turned_by_pronoun(act, evidence)
        if found is not None:
            return [found]
    return []


def _turned(act: Act, evidence: Evidence) -> tuple[Literal["fault", "doubt"], Act, Source] | None:
    """Returns the act that says the reverse, if no other says the same."""
    reverse = None
    for source in evidence.sources:
        for other in acts_like(act, source.prepared):
            turned = other.left.stem == act.right.stem
            if not turned and act.is_passive == other.is_passive:
                return None
            if turned and act.is_by != other.is_by:
                return None
            if turned or not (act.is_by and other.is_by):
                weight = _weight(act, other) if turned else "fault"
                reverse = reverse or (weight and (weight, other, source)) or None
    return reverse


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
