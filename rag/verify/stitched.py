"""Finds quotations that join words which stand apart in the source, or are nobody's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from rag.types import Finding
from rag.verify.evidence import Claim, Evidence, Source
from rag.verify.quoted import Quotation, Site, sites, speakers, tokens
from rag.verify.speakers import are_one

_GAP = re.compile(r"\.{3,}|…|\[[^\[\]]*\]|\(\.\.\.\)")
_CHANGED_CAPITAL = re.compile(r"\[([^\W\d_])\](?=\w)")
_FEWEST_PART_WORDS = 2
_MOST_PARTS = 4
_FEWEST_OWN_WORDS = 4  # fewer may be a title, or a word held at arm's length
_LONGEST_FRAME_CHARACTERS = 120


def stitched(said: Quotation, claim: Claim, evidence: Evidence) -> Finding | None:
    """Tells what is wrong with a quotation whose parts are all in one source."""
    runs = [run for part in parted(said.text) if (run := tokens(part))]
    for source in evidence.sources:
        if parts := _in_order(runs, source):
            return _marked(said, parts, claim)
    for source in evidence.sources if len(runs) == 1 else ():
        if len(parts := _cut(runs[0], source)) > 1:
            return _unmarked(said, parts)
    return None


def parted(text: str) -> list[str]:
    """Returns the parts of a quotation between marked gaps; "[W]e" is "we" all the same."""
    return _GAP.split(_CHANGED_CAPITAL.sub(r"\1", text))


def _in_order(runs: Sequence[Sequence[str]], source: Source) -> list[Site]:
    parts: list[Site] = []
    for run in runs:
        after = parts[-1].end if parts else 0
        following = [site for site in sites(run, source) if site.start >= after]
        # Of several places, one that is quoted is meant.
        best = next((one for one in following if one.quotation), None)
        if not following:
            return []
        parts.append(best or following[0])
    return parts


def _cut(run: Sequence[str], source: Source) -> list[Site]:
    """Cuts a run of words into as long parts as a source has; none if a part is missing."""
    parts: list[Site] = []
    while run:
        sizes = range(len(run), _FEWEST_PART_WORDS - 1, -1)
        found = next((site for size in sizes for site in sites(run[:size], source)), None)
        if found is None or len(parts) == _MOST_PARTS:
            return []
        parts.append(found)
        run = run[len(tokens(source.passage.text[found.start : found.end])) :]
    return parts


def _marked(said: Quotation, parts: Sequence[Site], claim: Claim) -> Finding | None:
    if others := _other_speakers(parts):
        return _finding("fault", said, parts, f"joins words of {others[0]} and of {others[1]}")
    if len({site.quotation for site in parts}) > 1:
        return _finding("doubt", said, parts, "joins words from two places")
    long = len(tokens(said.text)) >= _FEWEST_OWN_WORDS
    if parts[0].quotation is None and long and speakers(claim.prepared.words, claim.names):
        return _finding("doubt", said, parts, "stands without quotation marks")
    return None


def _unmarked(said: Quotation, parts: Sequence[Site]) -> Finding:
    if others := _other_speakers(parts):
        return _finding("fault", said, parts, f"joins words of {others[0]} and of {others[1]}")
    shown = [site.source.passage.text[site.start : site.end] for site in parts]
    what = "joins, without a mark, words that stand apart"
    told = ": " + " and ".join(f'"{" ".join(one.split())}"' for one in shown)
    goes_on = all(_goes_on(one, other) for one, other in pairwise(parts))
    return _finding("doubt" if goes_on else "fault", said, parts, what, told=told)


def _goes_on(one: Site, other: Site) -> bool:
    """Whether a quotation only goes on after who speaks: “We lost,” Cole said, “a lot.”."""
    first, second = one.quotation, other.quotation
    if first is None or second is None or first == second:
        return False
    text = one.source.passage.text
    whole = not tokens(text[one.end : first.end]) and not tokens(text[second.start : other.start])
    return whole and 0 < second.start - first.end <= _LONGEST_FRAME_CHARACTERS


def _other_speakers(parts: Sequence[Site]) -> tuple[str, str] | None:
    named = [found[0] for site in parts if len(found := site.speakers) == 1]
    return next(((a.text, b.text) for a, b in pairwise(named) if not are_one(a, b)), None)


def _finding(
    weight: Literal["fault", "doubt"],
    said: Quotation,
    parts: Sequence[Site],
    what: str,
    *,
    told: str = "",
) -> Finding:
    source = parts[0].source
    start, end = min(one.start for one in parts), max(one.end for one in parts)
    reason = f'"{shortened(said.text)}" {what} in [{source.passage.key}]{told}'
    return Finding("quotation", weight, reason, said.start, said.end, source.citation(start, end))


def shortened(text: str, *, most: int = 80) -> str:
    """Returns a quotation as a reason shows it: without its outer marks, and not too long."""
    text = text.strip(" \t\n.,;:!?-'\"()")
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
