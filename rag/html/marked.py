"""Text with marks in it: what is quoted, and what stands in the way of the sentence that quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rag.html.days import dated
from rag.html.elements import Html, element, join
from rag.html.places import Span
from rag.types import SaidDay


def stretches(span: Span, inside: Iterable[Span]) -> Iterator[tuple[int, int, bool]]:
    """Yields a span piece by piece, and whether each piece lies inside one of some others."""
    at, end_of_all = span
    for start, end in sorted(inside):
        start, end = max(start, at), min(end, end_of_all)
        if start < end:
            if at < start:
                yield at, start, False
            yield start, end, True
            at = end
    if at < end_of_all:
        yield at, end_of_all, False


def marked(
    text: str, *, quoted: Iterable[Span], nearest: Sequence[Span], days: Sequence[SaidDay]
) -> Iterator[Html]:
    """Yields a text; what is quoted is marked, and in another way what is nearest to a fault."""
    for start, end, is_quoted in stretches((0, len(text)), quoted):
        content = join(_against(text, (start, end), nearest, days))
        yield element("mark", content) if is_quoted else content


def _against(
    text: str, span: Span, nearest: Iterable[Span], days: Sequence[SaidDay]
) -> Iterator[str]:
    for start, end, is_nearest in stretches(span, nearest):
        content = dated(text, start, end, days)
        if is_nearest:
            yield element("mark", *content, class_="nearest")
        else:
            yield from content
