"""Finds a sentence that cites one paragraph and rests on another."""

from __future__ import annotations

from rag.types import Finding
from rag.verify.evidence import Claim, Evidence, Source

# The cited paragraph holds at most this share of a sentence's words, and another so much more.
CITED_SHARE = 0.5
MORE_SHARE = 0.3
_FEWEST_WORDS = 3


def check_place(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds that another paragraph that was shown says what the cited one does not."""
    stems = claim.prepared.stems
    if len(stems) < _FEWEST_WORDS or not evidence.others:
        return []
    held = len(stems & evidence.cited.stems) / len(stems)
    if held > CITED_SHARE:
        return []
    best = max(evidence.others, key=lambda one: len(stems & one.prepared.stems))
    if len(stems & best.prepared.stems) / len(stems) < held + MORE_SHARE:
        return []
    reason = f"it is in {_named(best)}, and little of it in {evidence.label}"
    whole = best.citation(0, len(best.passage.text))
    return [Finding("place", "fault", reason, 0, len(claim.text), whole)]


def _named(source: Source) -> str:
    return f"[{source.passage.key}]" if source.passage.key else source.passage.address
