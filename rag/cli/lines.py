"""Findings as an editor reads them: `summary.txt:12:8: unsupported: …`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rag.types import Citation, Sentence


def editor_lines(sentences: Iterable[Sentence], *, text: str, name: str) -> Iterator[str]:
    """Yields a line for each thing to be said of a text, with its line and column, from 1."""
    for sentence in sentences:
        placed = [(one.start, _told(one.reason, one.nearest)) for one in sentence.findings]
        told = {one.reason for one in sentence.findings}
        placed += [(0, reason) for reason in sentence.reasons if reason not in told]
        for start, reason in placed:
            line, column = _position(text, sentence.start + start)
            yield f"{name}:{line}:{column}: {sentence.verdict}: {reason}"


def _told(reason: str, nearest: Citation | None) -> str:
    return f"{reason} ({nearest.address})" if nearest else reason


def _position(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")
