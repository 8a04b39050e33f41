"""Finds a number to which something rose here, and by which it rose in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.types import Finding
from rag.verify.evidence import Claim, Evidence
from rag.verify.numbers import agrees, is_comparable
from rag.verify.prepared import Prepared
from rag.verify.quantities import Quantity
from rag.verify.words import stem

_BEFORE = re.compile(
    r"(?P<word>[^\W_]+%?)(?:\s(?P<link>by|to|from|of))?\s"
    r"(?:(?:about|around|nearly|almost|roughly|some|just|only|over|under|more than|less than|an?)"
    r"\s)*$"
)
_CHANGES = frozenset(
    map(
        stem,
        """rise fall grow climb drop increase decrease decline jump soar surge gain slip plunge
        slump shrink expand raise lower reduce widen narrow advance slide tumble rally""".split(),
    )
)
_REACH_CHARACTERS = 70
_WORDS = re.compile(r"[^\W\d_]+")


def check_changes(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds numbers that are the start, the end or the extent of a change, but another there."""
    return [
        finding
        for said in claim.prepared.quantities
        if (finding := _finding(said, claim, evidence)) is not None
    ]


def _finding(said: Quantity, claim: Claim, evidence: Evidence) -> Finding | None:
    mine = _link(said, claim.prepared)
    if not mine:
        return None
    found = [
        (one, _link(one, text))
        for text in evidence.cited.texts
        for one in text.quantities
        if is_comparable(said, one) and agrees(said, one)
    ]
    if not found or any(link in ("", mine) for _, link in found):
        return None
    there, link = found[0]
    reason = f'"{mine} {said.text.strip()}" is "{link} {there.text.strip()}" in {evidence.label}'
    nearest = evidence.place_of(there)
    return Finding("number", "fault", reason, said.start, said.end, nearest)


def _link(one: Quantity, text: Prepared) -> str:
    """Returns "to", "by" or "from", or nothing where no change is told for sure."""
    before = text.text[max(0, one.start - _REACH_CHARACTERS) : one.start]
    found = _BEFORE.search(before)
    if found is None:
        return ""
    link, direct = found["link"], stem(found["word"].lower()) in _CHANGES
    if link in (None, "of"):
        return "by" if direct else ""
    if not direct and not _has_change(before[: found.start("link")]):
        return ""
    return "" if link == "to" and _is_range(one, text.quantities, before) else link


def _has_change(text: str) -> bool:
    """Whether the clause before tells of a change: "rose 3 per cent to"."""
    clause = re.split(r"[,;:]\s|\band\b|\bbut\b|\bwhile\b", text)[-1]
    return any(stem(word.lower()) in _CHANGES for word in _WORDS.findall(clause))


def _is_range(one: Quantity, others: Iterable[Quantity], before: str) -> bool:
    """Whether a number ends a range: "by 10 to 15 per cent", not "from 10 to 15"."""
    gap = len(" to ")
    first = next((o for o in others if one.start - gap - 3 <= o.end <= one.start - gap), None)
    return first is not None and is_comparable(one, first) and " from " not in before
