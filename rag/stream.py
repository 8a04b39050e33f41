"""A draft while it is written: text that may be shown, and sentences that have been checked."""

from __future__ import annotations

from collections.abc import Iterator

from rag.cite import Part, Reader
from rag.types import DECLINED, Sentence, SentenceEvent, Status, TextEvent
from rag.verify import Checker, is_refusal, may_be_refusal, status_of


class DraftStream:
    """Reads a draft piece by piece, however it is cut.

    All text events together are the canonical text, and the sentence events are the sentences,
    that the checker finds in the whole draft; a sentence follows its own text. A marker waits
    until it is whole and its place is known.
    """

    def __init__(self, checker: Checker) -> None:
        self.checker = checker
        self._reader = Reader(checker.keys)
        self._pieces: list[str] = []
        self._waiting: list[Part] = []
        self._texts: list[str] = []
        self._sentences: list[Sentence] = []
        self._may_be_refusal = True
        self._shown = 0  # characters of what follows the last sentence event

    @property
    def text(self) -> str:
        """The draft so far, as it was written."""
        return "".join(self._pieces)

    @property
    def checked(self) -> tuple[str, tuple[Sentence, ...], Status]:
        """What the checker finds in the whole draft, nothing checked twice; known after `end`."""
        if is_refusal(self._reader.bare_text):
            return DECLINED, (), "declined"
        return "".join(self._texts), tuple(self._sentences), status_of(self._sentences)

    def feed(self, piece: str) -> Iterator[TextEvent | SentenceEvent]:
        """Yields what may be shown, and what could be checked, since this piece came."""
        self._pieces.append(piece)
        self._waiting += self._reader.feed(piece)
        if self._may_be_refusal:
            self._may_be_refusal = may_be_refusal(self._reader.bare_text)
        if not self._may_be_refusal:
            yield from self._events()

    def end(self) -> Iterator[TextEvent | SentenceEvent]:
        """Yields all that was held back, now that no more comes."""
        self._waiting += self._reader.end()
        if is_refusal(self._reader.bare_text):
            yield TextEvent(DECLINED)
            return
        yield from self._events()

    def _events(self) -> Iterator[TextEvent | SentenceEvent]:
        for part, sentence in self._waiting:
            yield from self._text(part)
            self._shown -= len(part)
            self._sentences.append(self.checker.sentence(sentence))
            yield SentenceEvent(self._sentences[-1])
        self._waiting.clear()
        yield from self._text(self._reader.visible())

    def _text(self, part: str) -> Iterator[TextEvent]:
        if len(part) > self._shown:
            self._texts.append(part[self._shown :])
            self._shown = len(part)
            yield TextEvent(self._texts[-1])
