"""Finds what a sentence quotes that is not in what it cites, word for word."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.types import Citation, Finding
from rag.verify.evidence import Claim, Evidence, Pool
from rag.verify.quoted import Quotation, quotations
from rag.verify.stitched import parted, shortened, stitched
from rag.verify.words import straightened, words


def check_quotations(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds the quotations of a sentence that are not in its evidence word for word."""
    return [
        finding
        for said in quotations(claim.text)
        if (finding := _finding(said, claim, evidence)) is not None
    ]


def _finding(said: Quotation, claim: Claim, evidence: Evidence) -> Finding | None:
    if _is_in(said, evidence.facts):
        return None
    if (found := stitched(said, claim, evidence)) or _is_in(said, evidence.cited):
        return found
    shown = shortened(said.text)
    reason = f'"{shown}" is not quoted in {evidence.label}'
    if _is_in(said, evidence.nearby):
        reason += ", but elsewhere in the article"
        return Finding("quotation", "doubt", reason, said.start, said.end)
    nearest = _nearest(said, evidence)
    if nearest:
        reason += f', nearest is "{shortened(" ".join(nearest.quote.split()))}"'
    return Finding("quotation", "fault", reason, said.start, said.end, nearest)


def _is_in(said: Quotation, pool: Pool) -> bool:
    pieces = [piece for part in parted(said.text) if (piece := _bare(part))]
    return any(_holds(f" {_bare(text.straight)} ", pieces) for text in pool.texts)


@lru_cache(maxsize=2048)
def _bare(text: str) -> str:
    """Returns the words alone, in lower case: punctuation belongs to the one who quotes."""
    lowered = straightened(text).casefold().replace("'", "")
    return " ".join(re.findall(r"[^\W_]+", lowered))


def _holds(text: str, pieces: list[str]) -> bool:
    at = 0
    for piece in pieces:
        place = text.find(f" {piece} ", at)
        if place < 0:
            return False
        at = place + len(piece) + 1
    return True


def _nearest(said: Quotation, evidence: Evidence) -> Citation | None:
    """Returns the run of source words that shares most with what is quoted, if much is shared."""
    wanted = {word.stem for word in words(said.text) if word.is_content}
    length = len(words(said.text))
    best, most = None, max(1, len(wanted) // 2)
    for source in evidence.sources:
        found = source.prepared.words
        for start in range(max(1, len(found) - length + 1)):
            window = found[start : start + length]
            shared = len(wanted & {word.stem for word in window})
            if window and shared > most:
                best, most = source.citation(window[0].start, window[-1].end), shared
    return best
