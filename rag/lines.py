"""The lines of a draft: those that belong together, without bullets, and without headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.markers import HEADING, BareText

# A line at least this long that ends without punctuation was wrapped, not ended.
WRAPPED_LINE_CHARACTERS = 60

_PREFIX = re.compile(r"[^\S\n]*(?:(?:[-*+•–]|\d{1,2}[.)])[^\S\n]+|>[^\S\n]*)*")
# The start of a line that does not show yet whether it is a heading or an item of a list.
_UNCLEAR = re.compile(rf"{_PREFIX.pattern}(?:[-*+•–]|\d{{1,2}}[.)]?|#{{1,6}})?")
_ENDED = re.compile(r"[.!?…:;。！？][\"”’'»)*_]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are one text, `[start:stop]` as far as it has come; `is_whole` if it ends so."""

    start: int
    stop: int
    is_whole: bool


class Lines:
    """The blocks of a text that is still coming in; wrapped lines in it are joined by a space."""

    def __init__(self, bare: BareText) -> None:
        self.stop = 0
        self._bare = bare
        self._start: int | None = None  # of the block that is open
        self._last = 0  # where its last line begins
        self._at = 0  # where the line begins that is being read
        self._is_placed = False
        self._is_text = False

    def advance(self, *, final: bool) -> Iterator[Block]:
        """Yields each block that ended, then the one that is open, as far as it has come."""
        while self._at <= len(self._bare.text):
            end = self._bare.text.find("\n", self._at)
            is_complete, stop = end >= 0 or final, end if end >= 0 else len(self._bare.text)
            line = self._bare.text[self._at : stop]
            if not self._is_placed:
                if not is_complete and _UNCLEAR.fullmatch(line):
                    break
                yield from self._place(line)
            if self._is_text:
                self.stop = stop
            if not is_complete:
                break
            self._at, self._is_placed = stop + 1, False
        if self._start is not None:
            yield Block(self._start, self.stop, is_whole=final)

    def _place(self, line: str) -> Iterator[Block]:
        self._is_placed, self._is_text = True, bool(line.strip()) and not HEADING.match(line)
        prefix = _PREFIX.match(line)[0]  # type: ignore[index]
        if self._is_text and self._goes_on(line, prefix):
            text = self._bare.text
            self._bare.text = f"{text[: self._at - 1]} {text[self._at :]}"
            self._last = self._at
            return
        if self._start is not None:
            yield Block(self._start, self.stop, is_whole=True)
            self._start = None
        if self._is_text and (begin := len(prefix)) < len(line.rstrip()):
            self._start = self._last = self._at + begin

    def _goes_on(self, line: str, prefix: str) -> bool:
        if self._start is None:
            return False
        last = self._bare.text[self._last : self.stop].rstrip()
        is_wrapped = line.strip()[0].islower() or len(last) >= WRAPPED_LINE_CHARACTERS
        return is_wrapped and not _ENDED.search(last) and not prefix.strip()
