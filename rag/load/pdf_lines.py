"""The lines of a PDF page, each with where it stands, in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from rag.load.pdf_gaps import joined
from rag.words import STOP_WORDS

# Of the size of the letters: how large an ornamental first letter is at least.
INITIAL = 1.8
_OPENERS = frozenset("according although amid amidst among another inside iran iraq israel".split())
_HEAVY = re.compile(r"bold|black|heavy|[-,]bd\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; distances are in points, measured from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float  # of its letters
    box: int  # lines of one box stand together
    is_heavy: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its height, and its lines."""

    number: int
    height: float
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, layout: Any, *, number: int) -> Page:
        """Makes a page of pdfminer's layout of it."""
        return cls(number, layout.height, tuple(_lines(layout)))


def _lines(layout: Any) -> Iterator[Line]:
    from pdfminer.layout import LAParams, LTChar, LTTextLineHorizontal

    shape = LAParams()
    drawn = list(_characters(layout))
    found = layout.group_objects(shape, drawn) if drawn else ()
    flat = [one for one in found if isinstance(one, LTTextLineHorizontal) and not one.is_empty()]
    boxes = list(layout.group_textlines(shape, joined(flat, word_margin=shape.word_margin)))
    for box in boxes:
        box.analyze(shape)
    for place, box in enumerate(_in_reading_order(boxes)):
        for line in box:
            characters = [one for one in line if isinstance(one, LTChar)]
            if characters and line.get_text().strip():
                yield _line(line, characters, place)


def is_initial(text: str) -> bool:
    """Says whether a text is but the first letter of another one."""
    return re.fullmatch(r"[“\"‘]?[A-Z]", text) is not None


def begun(initial: str, rest: str) -> str:
    """Returns a text with its ornamental first letter: "T" and "he wall", "A" and "wall"."""
    first = f"{initial[-1]}{rest.split()[0]}".lower()
    is_word = initial[-1] in "AI" and first not in STOP_WORDS and first not in _OPENERS
    return f"{initial} {rest}" if is_word else initial + rest


def _characters(layout: Any) -> Iterator[Any]:
    """Yields the characters of a page, those of pages placed within it too, as they are drawn."""
    from pdfminer.layout import LTChar, LTFigure

    for one in layout:
        if isinstance(one, LTChar):
            yield one
        elif isinstance(one, LTFigure):
            yield from _characters(one)


def _line(line: Any, characters: list[Any], box: int) -> Line:
    text = " ".join(line.get_text().split())
    heavy = sum(_HEAVY.search(one.fontname) is not None for one in characters)
    size = median(one.size for one in characters)
    is_heavy = 2 * heavy > len(characters)
    initial, _, rest = text.partition(" ")
    if is_initial(initial) and rest and characters[0].size > INITIAL * size:
        text = begun(initial, rest)
    return Line(text, line.x0, line.x1, line.y0, line.y1, size, box, is_heavy)


def _in_reading_order(boxes: list[Any]) -> list[Any]:
    """Orders boxes: down a column, then the next one; what spans columns parts what is around it.

    Source: Nagy and Seth, Hierarchical representation of optically scanned documents, 1984: a page
    is cut where white space crosses it, across first, else down.
    """
    if len(boxes) < 2:
        return boxes
    for side, backwards in (("y", True), ("x", False)):
        parts = _cut(boxes, side)
        if len(parts) > 1:
            ordered = reversed(parts) if backwards else parts
            return [box for part in ordered for box in _in_reading_order(part)]
    return sorted(boxes, key=lambda box: (-box.y1, box.x0))


def _cut(boxes: list[Any], side: str) -> list[list[Any]]:
    """Parts boxes where no box crosses a line along one axis."""
    low, high = f"{side}0", f"{side}1"
    parts: list[list[Any]] = []
    end = float("-inf")
    for box in sorted(boxes, key=lambda one: getattr(one, low)):
        if parts and getattr(box, low) < end - 1:
            parts[-1].append(box)
        else:
            parts.append([box])
        end = max(end, getattr(box, high))
    return parts
