"""Finds what a sentence states as plain fact and its source only reports or surmises."""

from __future__ import annotations

import re

from rag.verify.evidence import Claim, Evidence, Finding, Match
from rag.verify.prepared import content_stems
from rag.verify.quotations import quotations

# Only what clearly comes from one source sentence can have lost who said it.
NEAR_SHARE = 0.6
_REPORTING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|told|tells?|according to|claim(?:s|ed|ing)?|alleg(?:e|es|ed|edly|ing)"
    r"|accus(?:e|es|ed|ing)|warn(?:s|ed|ing)?|add(?:s|ed|ing)|argu(?:e|es|ed|ing)|insist(?:s|ed|ing)?"
    r"|stat(?:es|ed|ing)|announc(?:e|es|ed|ing)|report(?:s|ed|edly|ing)?|believ(?:e|es|ed|ing)"
    r"|think(?:s|ing)?|thought|den(?:y|ies|ied|ying)|suggest(?:s|ed|ing)?|explain(?:s|ed|ing)?"
    r"|wr(?:ite|ites|ote|iting|itten)|describ(?:e|es|ed|ing)|not(?:es|ed|ing)|call(?:s|ed|ing)?"
    r"|express(?:es|ed|ing)?|confirm(?:s|ed|ing)?|acknowledg(?:e|es|ed|ing)|admit(?:s|ted)?"
    r"|testif(?:y|ies|ied)|reveal(?:s|ed)?|ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|vow(?:s|ed)?"
    r"|promis(?:e|es|ed)|criticis(?:e|es|ed)|praise[sd]?|blam(?:e|es|ed|ing)|estimat(?:e|es|ed)"
    r"|expects?|expected|predict(?:s|ed)?|suspected|source|officials|quoted)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|according to|claim(?:s|ed)|alleg(?:es|ed|edly)|accus(?:es|ed)"
    r"|insist(?:s|ed)|reportedly|argu(?:es|ed))\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|would|should|allegedly|alleged|reportedly|apparently|possibl[ey]|probabl[ey]"
    r"|likely|perhaps|suspected|believed|expected|thought|seems?|appears?|suggests?|potential(?:ly)?"
    r"|if|plan(?:s|ned)?|intends?|hopes?|aims?|wants?|proposed)\b",
    re.IGNORECASE,
)
_STRONG_HEDGE = re.compile(
    r"\b(?:may|might|allegedly|alleged|reportedly|apparently|possibly|probably|suspected|expected)\b"
)


def check_attribution(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds a statement that has lost the one who made it, or its doubt."""
    match = claim.match
    if match is None or match.share < NEAR_SHARE or not evidence.sources:
        return []
    text, key = match.source.prepared.text, match.source.passage.key
    source = text[match.stretch.start : match.stretch.end]
    mine = claim.text
    end = len(mine)
    hedge = _STRONG_HEDGE.search(source)
    if hedge and not _HEDGE.search(mine) and not _REPORTING.search(mine):
        reason = f'stated as certain here; [{key}] says "{hedge.group()}"'
        return [Finding("attribution", "doubt", reason, 0, end)]
    if _REPORTING.search(mine) or quotations(mine):
        return []
    if _SPEECH.search(source) or _is_from_quotation(claim, match):
        reason = f"stated as fact here; [{key}] gives it as what someone said"
        return [Finding("attribution", "doubt", reason, 0, end)]
    return []


def _is_from_quotation(claim: Claim, match: Match) -> bool:
    """Whether most of a sentence comes from what its source puts in quotation marks."""
    stretch = match.stretch
    quoted = content_stems(
        word
        for one in quotations(match.source.prepared.text)
        for word in stretch.words
        if one.start <= word.start < one.end
    )
    return len(claim.prepared.stems & quoted) >= NEAR_SHARE * len(claim.prepared.stems)
