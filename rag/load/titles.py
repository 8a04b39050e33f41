"""Titles for articles that do not name theirs, and the datelines they may begin with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rag.load.blocks import Block
from rag.load.credits import is_agency, is_credit
from rag.load.dates import parse_date
from rag.load.kinds import looks_like_heading
from rag.sentences import sentence_spans

LONGEST_TITLE = 100
LONGEST_DATELINE = 90
LOOK_AHEAD = 1000
OPENING_PARAGRAPHS = 6
_DATELINE = re.compile(
    rf"(?P<place>[A-Z][^\n–—]{{2,{LONGEST_DATELINE}}}?)(?:\s+[-–—]{{1,2}}|\s*(?:—|--))\s*(?=[A-Z\"“‘'])"
)
_AGENCY = re.compile(r"\((?P<name>[^()]{2,20})\)$")
_CAPITALS = re.compile(r"[A-Z][A-Z.'’/ -]{2,}(?:,\s.*)?")


def first_body(blocks: Sequence[Block]) -> Block:
    """Returns the first block of the running text, or the first of all if there is none."""
    return next((block for block in blocks if block.kind == "body"), blocks[0])


def title_of(blocks: Sequence[Block]) -> str:
    """Returns the first sentence of the running text, without its dateline, shortened."""
    opening = first_body(blocks).text
    text = opening.removeprefix(dateline_of(opening)) or opening
    spans = sentence_spans(text[:LOOK_AHEAD])
    start, end = spans[0] if spans else (0, len(text))
    return shortened(" ".join(text[start:end].split()))


def shortened(text: str) -> str:
    """Returns `text` cut at the end of a word to at most 100 characters, with an ellipsis."""
    if len(text) <= LONGEST_TITLE:
        return text
    cut = text[: LONGEST_TITLE - 1]
    if not text[LONGEST_TITLE - 1].isspace() and " " in cut:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:–—-") + "…"


def is_title(paragraphs: Sequence[str]) -> bool:
    """Tells whether the first paragraph is the title of those that follow it.

    Bylines and dates may come between them, and one more short line, such as a subtitle.
    """
    if not paragraphs or not looks_like_heading(paragraphs[0]):
        return False
    following = [one for one in paragraphs[1:OPENING_PARAGRAPHS] if not is_credit(one)]
    return any(not looks_like_heading(one) for one in following[:2])


def dateline_of(text: str) -> str:
    """Returns the dateline that `text` begins with, dash included, or an empty string."""
    match = _DATELINE.match(text)
    if not match:
        return ""
    agency = _AGENCY.search(match["place"])
    signed = agency is not None and any(map(is_agency, agency["name"].split()))
    capitals = _CAPITALS.fullmatch(match["place"])
    return match[0] if signed or capitals or parse_date(match["place"]) else ""


def dateline_date(text: str) -> date | None:
    """Returns the date in the dateline that `text` begins with, if it is a full one."""
    return parse_date(dateline_of(text))
