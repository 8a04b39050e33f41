"""Who carries what a summary of several articles says, in words."""

from __future__ import annotations

import re

from rag.types import Answer, Point, Summary

SHOWN_WORDS = 6

_INNER_QUOTES = str.maketrans("“”", "‘’")
_MARK = re.compile(r"^\s*[-*+•–]\s|[ \t]*\[\d{1,4}\]")


def carried(point: Point) -> str:
    """Returns "3 independent sources, 5 reprints", and where they differ."""
    told = [f"{len(point.sources)} independent sources"]
    if point.is_single_source:
        told = [f"single source: {point.sources[0]}"]
    if point.reprints:
        told.append(f"{point.reprints} reprint{'s' if point.reprints > 1 else ''}")
    return "; ".join([", ".join(told), *point.differences])


def carriers(result: Answer | Summary, start: int, end: int) -> list[str]:
    """Returns who carries a line: in a word where it is one point, else point by point."""
    if isinstance(result, Answer):
        return []
    own = [one for one in result.points if start <= one.start < end and one.sources]
    if len(own) == 1:
        return [carried(own[0])]
    return [f"{beginning(result.text[one.start : one.end])}: {carried(one)}" for one in own]


def beginning(text: str) -> str:
    """Returns the first words of a point, or of a paragraph, quoted."""
    said = _MARK.sub("", text).translate(_INNER_QUOTES).split()
    return f"“{' '.join(said[:SHOWN_WORDS])}{' …' * (len(said) > SHOWN_WORDS)}”"
