"""The lines of a PDF page, each with where it stands, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any


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
    from pdfminer.layout import LTChar, LTTextBoxHorizontal, LTTextLineHorizontal

    boxes = [one for one in layout if isinstance(one, LTTextBoxHorizontal)]
    for place, box in enumerate(_in_reading_order(boxes)):
        for line in box:
            text = line.get_text()
            if isinstance(line, LTTextLineHorizontal) and text.strip():
                sizes = [char.size for char in line if isinstance(char, LTChar)]
                size = median(sizes) if sizes else line.height
                yield Line(" ".join(text.split()), line.x0, line.x1, line.y0, line.y1, size, place)


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
