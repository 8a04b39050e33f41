"""From the findings of all checks to one verdict, score and reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.types import Finding, Verdict
from rag.verify.apart import check_apart
from rag.verify.attribution import check_attribution
from rag.verify.belonging import check_belonging
from rag.verify.changes import check_changes
from rag.verify.clauses import check_clauses
from rag.verify.dates import check_dates
from rag.verify.evidence import Claim, Evidence
from rag.verify.exchanges import check_exchanges
from rag.verify.misplaced import check_place
from rag.verify.names import check_names
from rag.verify.negation import check_negation
from rag.verify.numbers import check_numbers
from rag.verify.opposites import check_opposites
from rag.verify.quotations import check_quotations
from rag.verify.roles import check_roles
from rag.verify.scope import check_scope
from rag.verify.spans import is_verbatim
from rag.verify.speakers import check_speakers
from rag.verify.swaps import check_swaps
from rag.verify.turned import check_turned
from rag.verify.wording import check_wording, coverage

Check = Callable[[Claim, Evidence], list[Finding]]
CHECKS: tuple[Check, ...] = (
    check_quotations,
    check_numbers,
    check_dates,
    check_belonging,
    check_apart,
    check_changes,
    check_exchanges,
    check_names,
    check_roles,
    check_turned,
    check_swaps,
    check_clauses,
    check_negation,
    check_opposites,
    check_scope,
    check_attribution,
    check_speakers,
    check_place,
)
_INTRODUCTION = re.compile(
    r"^(?:sure|certainly|here(?:'s|’s| is| are)|(?:based on|according to) the (?:given|provided)"
    r"|below|therefore, (?:here|the answer)|the following).*:\W*$",
    re.IGNORECASE,
)
# Where the scores of each verdict begin and end; between them, coverage decides.
UNSUPPORTED_TOP = 0.3
WEAK_TOP = 0.8
SUPPORTED_TOP = 0.99
EACH_DOUBT = 0.25


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be said of one sentence."""

    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    findings: tuple[Finding, ...]


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    """Holds a sentence against its evidence.

    The score is 1 for a sentence that its source holds word for word; `supported` runs from 0.8
    to 1 and `weak` from 0.3 to 0.8 with the share of its words that the evidence holds;
    `unsupported` from 0 to 0.3, the less the more was found.
    """
    if any(is_verbatim(claim.prepared, source.prepared) for source in evidence.sources):
        return Judgement("supported", 1.0, (), ())
    if _INTRODUCTION.search(claim.text):
        return Judgement("weak", 0.5, ("introduces what follows; there is nothing to check",), ())
    share = coverage(claim, evidence)
    found = [finding for check in CHECKS for finding in check(claim, evidence)]
    findings = _settled([*found, *check_wording(claim, evidence, share=share)])
    faults = [finding for finding in findings if finding.weight == "fault"]
    if faults:
        return _judged("unsupported", UNSUPPORTED_TOP * share / len(faults), faults)
    if findings:
        doubts = 1 + EACH_DOUBT * (len(findings) - 1)
        score = UNSUPPORTED_TOP + (WEAK_TOP - UNSUPPORTED_TOP) * share / doubts
        return _judged("weak", score, findings)
    return _judged("supported", WEAK_TOP + (SUPPORTED_TOP - WEAK_TOP) * share, ())


def _settled(findings: Sequence[Finding]) -> list[Finding]:
    """Leaves out what is said of a place of which something graver, or the same, was said."""
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda finding: finding.weight == "doubt"):
        if not any(_is_same_place(one, other) for other in kept):
            kept.append(one)
    return kept


def _is_same_place(one: Finding, other: Finding) -> bool:
    return one.kind == other.kind and one.start < other.end and other.start < one.end


def _judged(verdict: Verdict, score: float, findings: Sequence[Finding]) -> Judgement:
    reasons = tuple(dict.fromkeys(finding.reason for finding in findings))
    return Judgement(verdict, round(score, 3), reasons, tuple(findings))
