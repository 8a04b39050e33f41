"""What every writer does: passages in, a draft with `[key]` markers out."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Protocol

from rag.types import Answer, Passage, Plan, Sentence, Usage
from rag.write.assignment import Assignment
from rag.write.budget import Neighbours

Pieces = Generator[str, None, Usage]
Written = tuple[str, Usage]


def whole(pieces: Pieces) -> Written:
    """Returns all that is written, and the usage."""
    text: list[str] = []
    while True:
        try:
            text.append(next(pieces))
        except StopIteration as end:
            return "".join(text).strip(), end.value


class Writer(Protocol):
    """Writes drafts; pieces of text come as they are written, the usage at the end.

    Each passage has its key; the text cites with `cite.marker(key)`. A writer that finds no answer
    writes the refusal, `types.DECLINED`, and nothing else.

    Raises:
        WriterError: the writer failed.
    """

    @property
    def name(self) -> str:
        """What wrote, as it stands in an answer: "extractive" or "provider:model"."""
        ...

    def condense(self, question: str, history: Sequence[Answer]) -> Written:
        """Returns a question that can be understood without what was said before."""
        ...

    def pack(
        self, passages: Sequence[Passage], *, asked: str, neighbours: Neighbours
    ) -> Sequence[Passage]:
        """Returns the passages to show to the writer: those that fit, and neighbours if wanted."""
        ...

    def answer(self, question: str, passages: Sequence[Passage]) -> Pieces:
        """Writes an answer to a question (made independent of what was said before)."""
        ...

    def plan(self, passages: Sequence[Passage], assignment: Assignment) -> Plan:
        """Returns what `summarize` would take."""
        ...

    def summarize(self, passages: Sequence[Passage], assignment: Assignment) -> Pieces:
        """Sums up all passages, however many, or what they say about a topic."""
        ...

    def repair(self, sentence: Sentence, passages: Sequence[Passage]) -> Written:
        """Returns a sentence that failed its check mended and cited, or the refusal."""
        ...
