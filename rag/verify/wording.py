"""Measures how much of a sentence's wording is in what it cites."""

from __future__ import annotations

import re

from rag.types import Finding
from rag.verify.evidence import Claim, Evidence
from rag.verify.forms import is_named

# Measured on RAGTruth and SummEdits with `bench/verify.py`; see there.
SUPPORTED_COVERAGE = 0.85
LOOSE_COVERAGE = 0.4
_FEWEST_WORDS = 4
_FEWEST_STRANGE_WORDS = 2  # of a sentence none of whose words are there
_MOST_SENTENCES = 3
_ABOUT_THE_SOURCES = re.compile(
    r"\b(?:passages?|articles?|sources?|documents?|texts?|context|information|summary|based on"
    r"|provided|unable to|answer)\b",
    re.IGNORECASE,
)


def coverage(claim: Claim, evidence: Evidence) -> float:
    """Returns the share of a sentence's content words that few sentences of its evidence hold."""
    stems = _unsettled(claim)
    if not stems:
        return 1.0
    lacking = stems - evidence.facts.stems
    stretches = [stretch.stems for text in evidence.cited.texts for stretch in text.stretches]
    for _ in range(_MOST_SENTENCES):
        lacking -= max((lacking & one for one in stretches), key=len, default=frozenset())
    named = {
        word.stem
        for name in claim.names
        for word in name.words
        if word.stem in lacking and is_named(word, name, evidence.cited)
    }
    return 1 - len(lacking - named) / len(stems)


def _unsettled(claim: Claim) -> frozenset[str]:
    """Returns the stems of all words but those of numbers and dates, which have their own check."""
    return frozenset([word.stem for word in claim.prepared.telling])


def check_wording(claim: Claim, evidence: Evidence, *, share: float) -> list[Finding]:
    """Finds that a sentence goes beyond its source's words, or has few of them.

    `share` is its coverage.
    """
    if share >= SUPPORTED_COVERAGE:
        return []
    end = len(claim.text)
    if _ABOUT_THE_SOURCES.search(claim.text) and share < LOOSE_COVERAGE:
        reason = "speaks about the sources themselves, which rules cannot check"
        return [Finding("wording", "doubt", reason, 0, end)]
    fewest = _FEWEST_WORDS if share else _FEWEST_STRANGE_WORDS
    loose = share < LOOSE_COVERAGE and len(claim.prepared.stems) >= fewest
    if loose and not _shares_fact(claim, evidence):
        return [Finding("wording", "fault", f"little of it is in {evidence.label}", 0, end)]
    reason = "the wording goes beyond what rules can confirm"
    return [Finding("wording", "doubt", reason, 0, end)]


def _shares_fact(claim: Claim, evidence: Evidence) -> bool:
    values = {one.value for one in evidence.cited.quantities}
    return (
        bool(claim.prepared.countries & evidence.cited.countries)
        or any(one.value in values and one.value > 1 for one in claim.prepared.quantities)
        or any(day.agrees_with(one) for day in claim.prepared.days for one in evidence.cited.days)
        or any(w.fold in evidence.cited.folds for name in claim.names for w in name.weighty)
    )
