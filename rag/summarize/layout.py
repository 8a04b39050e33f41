"""A summary as it was asked for: no longer than that, its bullets on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.cite import marker, read
from rag.repair import Checked
from rag.types import FAILING, Sentence
from rag.write import Assignment

_MARKERS = re.compile(r"^(?:[ \t]*\[\d+\])+")
_EMPTY_LINE = re.compile(r"^[ \t]*[-*•]?[ \t]*\n|\n[ \t]*[-*•]?[ \t]*$", re.MULTILINE)


def laid_out(checked: Checked, assignment: Assignment) -> str:
    """Returns a text that is no longer than was asked for, its bullets on lines of their own."""
    text = checked.text
    kept = _short_enough(checked.sentences, assignment)
    if len(kept) < len(checked.sentences):
        text = _without(text, [one for one in checked.sentences if one not in kept])
    if assignment.style == "bullets" and not text.lstrip().startswith("-") and kept:
        text = _bullets(text)
    return text


def _short_enough(sentences: Sequence[Sentence], assignment: Assignment) -> list[Sentence]:
    """Leaves sentences out until the rest is short enough: those that failed, then the last."""
    kept = list(sentences)
    while len(kept) > 1 and sum(len(one.text.split()) for one in kept) > assignment.most:
        failed = [one for one in kept if one.verdict in FAILING]
        kept.remove((failed or kept)[-1])
    return kept


def _without(text: str, out: Sequence[Sentence]) -> str:
    """Returns a text without some sentences, their markers, and the bullets left empty."""
    for one in sorted(out, key=lambda one: -one.start):
        text = text[: one.start] + _MARKERS.sub("", text[one.end :], count=1).lstrip(" ")
    return _EMPTY_LINE.sub("", text).strip()


def _bullets(text: str) -> str:
    """Returns a text with each sentence, and its markers, on a line of its own."""
    return "\n".join(
        f"- {one.text} {''.join(map(marker, (*one.keys, *one.invented)))}".rstrip()
        for one in read(text, known=()).sentences
    )
