"""Finds what a sentence states as plain fact and its source only reports or surmises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from rag.types import Finding
from rag.verify.alignment import Edit
from rag.verify.evidence import Claim, Evidence, Match
from rag.verify.prepared import content_stems
from rag.verify.quoted import quotations
from rag.verify.words import Word

# Only what clearly comes from one source sentence can have lost who said it.
NEAR_SHARE = 0.6
SAME_SHARE = 0.9
_QUOTED_SHARE = 0.3
_LONGEST_HEDGE_WORDS = 3
_FEWEST_WORDS = 5
_LONGEST_FRAME_WORDS = 18
_MOST_AFTER_SPEECH = 4
_MOST_BEFORE_SPEECH = 10
_JOINING = frozenset("and but while who which whom whose or as because when".split())
REPORTING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|told|tells?|according to|claim(?:s|ed|ing)?|alleg(?:e|es|ed|edly|ing)"
    r"|accus(?:e|es|ed|ing)|warn(?:s|ed|ing)?|add(?:s|ed|ing)|argu(?:e|es|ed|ing)|insist(?:s|ed|ing)?"
    r"|stated|stating|(?<!united )states|announc(?:e|es|ed|ing)|report(?:s|ed|edly|ing)?"
    r"|believ(?:e|es|ed|ing)|think(?:s|ing)?|thought|den(?:y|ies|ied|ying)|suggest(?:s|ed|ing)?|explain(?:s|ed|ing)?"
    r"|wr(?:ite|ites|ote|iting|itten)|describ(?:e|es|ed|ing)|not(?:es|ed|ing)|call(?:s|ed|ing)?"
    r"|express(?:es|ed|ing)?|confirm(?:s|ed|ing)?|acknowledg(?:e|es|ed|ing)|admit(?:s|ted)?"
    r"|testif(?:y|ies|ied)|reveal(?:s|ed)?|ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|vow(?:s|ed)?"
    r"|promis(?:e|es|ed)|criticis(?:e|es|ed)|praise[sd]?|blam(?:e|es|ed|ing)|estimat(?:e|es|ed)"
    r"|expects?|expected|suspects? that|predict(?:s|ed)?|suspected|source|officials|quoted"
    r"|police suspect|fears? that)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|according to|claim(?:s|ed)|alleg(?:es|ed|edly)|accus(?:es|ed)"
    r"|insist(?:s|ed)|reportedly|argu(?:es|ed)|add(?:s|ed)|explain(?:s|ed)|wr(?:ites|ote)|not(?:es|ed)"
    r"|warn(?:s|ed)|suggest(?:s|ed)|announc(?:es|ed)|den(?:ies|ied)|stated|tweeted|testified"
    r"|(?:police|prosecutors|investigators|officials|authorities|detectives)"
    r" (?:suspect|believe|think|fear)|suspects? that|believes|fears? that|thinks)\b",
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
    source = match.stretch.written
    mine, key = claim.text, match.source.passage.key
    reports = bool(REPORTING.search(mine))
    hedge = _hedge(source)
    if hedge and not reports and not _HEDGE.search(mine):
        reason = f'stated as certain here; [{key}] says "{hedge}"'
        lost = _lost(claim, hedge, longest=_LONGEST_HEDGE_WORDS)
        return [_finding(reason, claim, match, lost)]
    lost = _lost_frame(claim, match)
    if _is_quoted(mine) or (reports and not lost):
        return []
    if lost or _is_spoken(source) or _is_from_quotation(claim, match):
        reason = f"stated as fact here; [{key}] gives it as what someone said"
        return [_finding(reason, claim, match, lost)]
    return []


def _is_quoted(text: str) -> bool:
    """Whether a sentence leaves most of what it says to whom it quotes."""
    inside = sum(one.end - one.start for one in quotations(text))
    return inside >= _QUOTED_SHARE * len(text)


@lru_cache(maxsize=512)
def _hedge(source: str) -> str:
    found = _STRONG_HEDGE.search(source)
    return found.group() if found else ""


@lru_cache(maxsize=512)
def _is_spoken(source: str) -> bool:
    return bool(_SPEECH.search(source))


def _finding(reason: str, claim: Claim, match: Match, lost: Edit | None) -> Finding:
    """A sentence that only leaves out who said it is at fault; one that retells it may be so.

    Whoever retells in other words may have the fact from elsewhere in the article.
    """
    there = lost.theirs if lost else match.stretch.words
    nearest = match.source.citation(there[0].start, there[-1].end)
    weight: Literal["fault", "doubt"] = "fault" if lost else "doubt"
    return Finding("attribution", weight, reason, 0, len(claim.text), nearest)


def _lost(claim: Claim, said: str, *, longest: int) -> Edit | None:
    """Returns the few words around what was said that the sentence leaves out, all else kept."""
    if not _is_same(claim) or claim.alignment is None:
        return None
    first = said.split()[0].casefold()
    short = (edit for edit in claim.alignment.edits if len(edit.theirs) <= longest)
    return next((e for e in short if any(w.text.casefold() == first for w in e.theirs)), None)


def _lost_frame(claim: Claim, match: Match) -> Edit | None:
    """Returns the "…, she said" or "According to …" at an end of the source that is left out."""
    said = "according to" in claim.text.casefold()
    if said or not _is_same(claim) or claim.alignment is None:
        return None
    words = match.stretch.words
    for edit in claim.alignment.edits:
        if not edit.theirs or any(REPORTING.fullmatch(word.text) for word in edit.mine):
            continue
        leads, trails = edit.theirs[0] is words[0], edit.theirs[-1] is words[-1]
        if (leads and _is_head(edit.theirs, match)) or (trails and _is_tail(edit.theirs, match)):
            return edit
    return None


def _is_head(words: Sequence[Word], match: Match) -> bool:
    """Whether words lead up to what someone said: "The mayor said on Friday that"."""
    text = match.source.prepared.text[words[0].start : words[-1].end]
    if text.casefold().startswith("according to"):
        return len(words) <= _LONGEST_FRAME_WORDS
    after = [text[found.end() :] for found in _SPEECH.finditer(text)]
    if not after or len(words) > _LONGEST_FRAME_WORDS:
        return False
    return len(after[-1].split()) <= _MOST_AFTER_SPEECH and words[-1].text not in _JOINING


def _is_tail(words: Sequence[Word], match: Match) -> bool:
    """Whether words only say who said what stands before: "…, a spokesman told reporters"."""
    text = match.source.prepared.text[words[0].start : words[-1].end]
    found = _SPEECH.search(text)
    if found is None or len(words) > _LONGEST_FRAME_WORDS or words[0].text in _JOINING:
        return False
    return len(text[: found.start()].split()) <= _MOST_BEFORE_SPEECH


def _is_same(claim: Claim) -> bool:
    alignment = claim.alignment
    long = len(claim.prepared.words) >= _FEWEST_WORDS
    return long and alignment is not None and alignment.share >= SAME_SHARE


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
