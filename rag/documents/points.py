"""Who carries a line of a summary of several articles, in words."""

from __future__ import annotations

from rag.types import Point


def carried(point: Point) -> str:
    """Returns "3 independent sources, 5 reprints", and where they differ."""
    told = [f"{len(point.sources)} independent sources"]
    if point.is_single_source:
        told = [f"single source: {point.sources[0]}"]
    if point.reprints:
        told.append(f"{point.reprints} reprint{'s' if point.reprints > 1 else ''}")
    return "; ".join([", ".join(told), *point.differences])
