"""What kind of paragraph a block is: body, heading, caption or credit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from rag.load.blocks import Block
from rag.load.captions import split_captions
from rag.load.credits import is_credit
from rag.sentences import sentence_spans

LONGEST_HEADING = 90
MOST_HEADING_WORDS = 14
MOST_HEADINGS_IN_A_ROW = 2
_NOT_A_HEADING = re.compile(
    r"[.…,;:!。！][”\"’'»)]*$|^[-*•‣·–—]|^\(?\d{1,3}[.)]\s|^A:|^[“\"‘'«].*[”\"’'»?]$|@\w|://"
)
_QUESTION = re.compile(
    r"(?:who|what|when|where|why|how|which|is|are|can|will|does)\b", re.IGNORECASE
)


def recognised(blocks: Sequence[Block]) -> list[Block]:
    """Returns the blocks with a kind each; captions run into a paragraph become blocks."""
    known = [_credit(block) for block in blocks]
    prose = [place for place, block in enumerate(known) if block.kind is None]
    parts = [
        Block(part.text, part.kind, block.page)
        for place, block in enumerate(known)
        for part in (
            split_captions(block.text, first=place == prose[0], last=place == prose[-1])
            if block.kind is None
            else [block]
        )
    ]
    headings = _headings(parts)
    return [
        Block(part.text, part.kind or ("heading" if place in headings else "body"), part.page)
        for place, part in enumerate(parts)
    ]


def looks_like_heading(text: str) -> bool:
    """Says whether a paragraph is short and unfinished, as a title or a sub-heading is."""
    words = text.split()
    if not text or len(text) > LONGEST_HEADING or len(words) > MOST_HEADING_WORDS or "\n" in text:
        return False
    if _NOT_A_HEADING.search(text) or text[0].islower() or not any(map(str.isalpha, text)):
        return False
    if text.endswith("?") and not _QUESTION.match(text):
        return False
    return len(sentence_spans(text)) == 1


def _credit(block: Block) -> Block:
    return replace(block, kind="credit") if block.kind is None and is_credit(block.text) else block


def _headings(blocks: Sequence[Block]) -> set[int]:
    """Returns the places of headings: short lines, few in a row, with prose after them."""
    looks = [block.kind is None and looks_like_heading(block.text) for block in blocks]
    found: set[int] = set()
    place = 0
    for short, group in groupby(looks):
        length = len(list(group))
        announced = place > 0 and blocks[place - 1].text.endswith(":")
        prose = place + length < len(blocks) and blocks[place + length].kind != "credit"
        if short and prose and not announced and length <= MOST_HEADINGS_IN_A_ROW:
            found.update(range(place, place + length))
        place += length
    return found
