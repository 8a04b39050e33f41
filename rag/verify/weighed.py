"""Weighs a second opinion against the rules: it may make a verdict worse, never better."""

from __future__ import annotations

from rag.support import SecondOpinion
from rag.types import Finding
from rag.verify.evidence import Claim, Evidence
from rag.verify.judge import UNSUPPORTED_TOP, WEAK_TOP, Judgement

# What reasons by a model say, so that whoever checks by rules alone knows them.
BY_MODEL = "by the model "


def weighed(
    judged: Judgement, claim: Claim, evidence: Evidence, *, opinion: SecondOpinion
) -> Judgement:
    """Returns what rules and a second opinion say together.

    It is not asked about what is wrong by the rules, nor about what the source says word for word.
    """
    if judged.verdict not in ("supported", "weak") or judged.score == 1 or not evidence.sources:
        return judged
    text = "\n\n".join(source.passage.text for source in evidence.sources)
    support = opinion.support(text, claim.text)
    score = round(opinion.calibration.combined(support, judged.score), 3)
    lowest = WEAK_TOP if judged.verdict == "supported" else UNSUPPORTED_TOP
    if score >= lowest:
        return judged
    reason = f"not borne out by {evidence.label}, {BY_MODEL}{opinion.name} ({support:.2f})"
    is_fault = score < UNSUPPORTED_TOP
    found = Finding("wording", "fault" if is_fault else "doubt", reason, 0, len(claim.text))
    return Judgement(
        "unsupported" if is_fault else "weak",
        min(score, judged.score),
        (reason, *judged.reasons),
        (found, *judged.findings),
    )
