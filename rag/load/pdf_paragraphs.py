"""From the lines of PDF pages to paragraphs: joined over line ends, columns and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from rag.load.blocks import Block
from rag.load.kinds import looks_like_heading
from rag.load.pdf_lines import Line, Page
from rag.types import ParagraphKind

LARGER = 1.15
INDENT = 0.6  # of the size of the letters
GAP = 0.7  # of the size of the letters, between the feet of one line and the head of the next
SHORT = 0.75  # of the width of its box: a line that ends a paragraph, if a sentence ends there
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\xad]$")
_WORD_WITH_HYPHEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines of one paragraph that stand together on one page."""

    page: int
    lines: tuple[Line, ...]

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines)


def paragraphs_of_pages(pages: Sequence[Page]) -> list[Block]:
    """Returns the paragraphs as blocks, each with the page that it begins on."""
    parts = [part for page in pages for part in _parts(page)]
    if not parts:
        return []
    usual = median(line.size for part in parts for line in part.lines)
    known = {word for page in pages for word in _hyphenated(page.lines)}
    blocks: list[Block] = []
    sizes: list[float] = []
    for part in parts:
        text = _joined((line.text for line in part.lines), known)
        if blocks and _goes_on(blocks[-1].text, text) and abs(sizes[-1] - part.size) < 1:
            whole = _joined((blocks[-1].text, text), known)
            blocks[-1] = Block(whole, blocks[-1].kind, blocks[-1].page)
            continue
        is_heading = part.size > LARGER * usual and not text.endswith(".")
        kind: ParagraphKind | None = "heading" if is_heading and len(text) < 200 else None
        blocks.append(Block(text, kind, part.page))
        sizes.append(part.size)
    return blocks


def _parts(page: Page) -> Iterator[_Part]:
    for _, group in groupby(page.lines, key=lambda line: line.box):
        lines = list(group)
        left, right = min(one.left for one in lines), max(one.right for one in lines)
        start = 0
        for place in range(1, len(lines)):
            if _begins(lines[place - 1], lines[place], left=left, right=right):
                yield _Part(page.number, tuple(lines[start:place]))
                start = place
        yield _Part(page.number, tuple(lines[start:]))


def _begins(before: Line, line: Line, *, left: float, right: float) -> bool:
    """Says whether a line begins a paragraph, told from the one before it in the same box."""
    if abs(before.size - line.size) > 1 or before.bottom - line.top > GAP * line.size:
        return True
    if not _SENTENCE_END.search(before.text):
        return False
    is_indented = INDENT * line.size < line.left - left < 6 * line.size
    return is_indented or before.right - left < SHORT * (right - left)


def _goes_on(before: str, text: str) -> bool:
    """Says whether a text goes on in the next column, or on the next page."""
    if _SENTENCE_END.search(before):
        return False
    return text[:1].islower() or bool(_HYPHEN.search(before)) or not looks_like_heading(before)


def _joined(texts: Iterable[str], known: set[str]) -> str:
    """Joins lines; a hyphen at the end goes, unless the word is written with it elsewhere."""
    whole = ""
    for text in texts:
        if not whole:
            whole = text
        elif _HYPHEN.search(whole) and text[:1].islower():
            keeps = _keeps_hyphen(whole, text, known)
            whole = (whole[:-1] + "-" if keeps else whole[:-1]) + text
        elif _HYPHEN.search(whole) and text[:1].isupper():
            whole += text
        else:
            whole += " " + text
    return whole


def _keeps_hyphen(before: str, after: str, known: set[str]) -> bool:
    first, last = _WORD.findall(before)[-1:], _WORD.match(after)
    return bool(first and last) and f"{first[0]}-{last[0] if last else ''}".lower() in known


def _hyphenated(lines: Iterable[Line]) -> Iterator[str]:
    """Yields the words that are written with a hyphen within a line."""
    for line in lines:
        yield from (word.lower() for word in _WORD_WITH_HYPHEN.findall(line.text))
