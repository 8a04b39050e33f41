"""From the lines of PDF pages to paragraphs: joined over line ends, columns and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from rag.load.blocks import Block
from rag.load.credits import is_credit
from rag.load.kinds import looks_like_heading
from rag.load.pdf_lines import INITIAL, Line, Page, begun, is_initial

LARGER = 1.15
INDENT = 0.6  # of the size of the letters
GAP = 0.7  # of the size of the letters, between the feet of one line and the head of the next
ROOM = 6.0  # of the size of the letters: what is left of a line that was ended on purpose
LONGEST_HEADING = 200
FARTHEST = 4  # blocks back, where a paragraph may have been broken off
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

    @property
    def is_heavy(self) -> bool:
        return all(line.is_heavy for line in self.lines)


def paragraphs_of_pages(pages: Sequence[Page]) -> list[Block]:
    """Returns the paragraphs as blocks, each with the page that it begins on."""
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return []
    usual = median(line.size for line in lines)
    is_light = 2 * sum(line.is_heavy for line in lines) < len(lines)
    known = {word for page in pages for word in _hyphenated(page.lines)}
    blocks: list[Block] = []
    sizes: list[float] = []
    for part in (part for page in pages for part in _parts(page, usual=usual)):
        text = _joined((line.text for line in part.lines), known)
        place = _unfinished(blocks, sizes, text, part.size)
        if place is not None:
            before = blocks[place]
            is_ornament = sizes[place] > INITIAL * part.size
            whole = begun(before.text, text) if is_ornament else _joined((before.text, text), known)
            blocks[place] = replace(before, text=whole, kind=None)
            sizes[place] = part.size
            continue
        stands_out = part.size > LARGER * usual or (is_light and part.is_heavy)
        is_short = len(text) < LONGEST_HEADING and not text.endswith(".")
        is_heading = stands_out and is_short and not is_credit(text)
        blocks.append(Block(text, "heading" if is_heading else None, part.page))
        sizes.append(part.size)
    return blocks


def _unfinished(
    blocks: Sequence[Block], sizes: Sequence[float], text: str, size: float
) -> int | None:
    """Returns the place of the paragraph that a text goes on, in another column or over a picture.

    What stands between them, such as a caption or a pull quote, is of another size.
    """
    if blocks and is_initial(blocks[-1].text) and sizes[-1] > INITIAL * size:
        return len(blocks) - 1
    alike = (at for at in reversed(range(len(blocks))) if abs(sizes[at] - size) < 1)
    place = next(alike, None)
    if place is None or len(blocks) - place > FARTHEST or blocks[place].kind == "heading":
        return None
    is_next = place == len(blocks) - 1
    goes_on = is_next or text[:1].islower() or _HYPHEN.search(blocks[place].text) is not None
    return place if goes_on and _goes_on(blocks[place].text, text) else None


def _parts(page: Page, *, usual: float) -> Iterator[_Part]:
    for _, group in groupby(page.lines, key=lambda line: line.box):
        lines = list(group)
        left, right = min(one.left for one in lines), max(one.right for one in lines)
        start = 0
        for place in range(1, len(lines)):
            before, line = lines[place - 1], lines[place]
            is_item = line.size <= LARGER * usual and _is_item(before, line, right=right)
            if is_item or _begins(before, line, left=left, right=right):
                yield _Part(page.number, tuple(lines[start:place]))
                start = place
        yield _Part(page.number, tuple(lines[start:]))


def _begins(before: Line, line: Line, *, left: float, right: float) -> bool:
    """Says whether a line begins a paragraph, told from the one before it in the same box."""
    if before.is_heavy != line.is_heavy or abs(before.size - line.size) > 1:
        return True
    if before.bottom - line.top > GAP * line.size:
        return True
    if not _SENTENCE_END.search(before.text):
        return False
    is_indented = INDENT * line.size < line.left - left < 6 * line.size
    return is_indented or before.right - left < SHORT * (right - left)


def _is_item(before: Line, line: Line, *, right: float) -> bool:
    """Says whether a line was ended on purpose, as in a list: the next word would have fitted."""
    first = line.text.split()[0]
    width = len(first) * (line.right - line.left) / len(line.text)
    is_ended = right - before.right > width + ROOM * line.size and not _HYPHEN.search(before.text)
    return is_ended and not first[0].islower()


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
