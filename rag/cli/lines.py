"""Findings as an editor reads them: `summary.txt:12:8: unsupported: …`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rag.address import article_of, number_of
from rag.types import Citation, Sentence


def editor_lines(
    sentences: Iterable[Sentence], *, text: str, file: str, sources: Mapping[str, str]
) -> Iterator[str]:
    """Yields a line for each thing to be said of a text, with its line and column, from 1.

    `sources` holds the file's name of each article that the text is held against.
    """
    for sentence in sentences:
        placed = [
            (one.start, f"{one.reason}{_place(one.nearest, sources)}") for one in sentence.findings
        ]
        told = {one.reason for one in sentence.findings}
        placed += [(0, reason) for reason in sentence.reasons if reason not in told]
        for start, reason in placed:
            line, column = _position(text, sentence.start + start)
            yield f"{file}:{line}:{column}: {sentence.verdict}: {reason}"


def _place(nearest: Citation | None, sources: Mapping[str, str]) -> str:
    if nearest is None:
        return ""
    article = article_of(nearest.address)
    if article not in sources:
        return f" ({nearest.address})"
    return f" ({sources[article]}, paragraph {number_of(nearest.address)})"


def _position(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")
