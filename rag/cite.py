"""Citation keys: shown to a writer, read back from its draft, and accounted for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rag.lines import Block, Lines
from rag.markers import BareText, Placed, bare
from rag.sentences import LETTER_OR_DIGIT, first_end
from rag.types import Passage


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """One sentence of a draft; `text` is the canonical text's `[start:end]`.

    `keys` were shown to the writer, `invented` were not. `read_start` and `read_end` say where
    the sentence stands in the text as it was read.
    """

    text: str
    start: int
    end: int
    keys: tuple[str, ...]
    invented: tuple[str, ...]
    read_start: int
    read_end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A draft read back: its canonical text and the sentences in it."""

    text: str
    sentences: tuple[MarkedSentence, ...]


def number(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Returns the passages with the keys "1", "2", … in their order."""
    return tuple(replace(passage, key=str(i)) for i, passage in enumerate(passages, start=1))


def marker(key: str) -> str:
    """Returns the marker that shows `key` in a text."""
    return f"[{key}]"


def cited(text: str, keys: Sequence[str]) -> str:
    """Returns a text with the markers of `keys` after each of its sentences, as they are read back.

    A text that a writer took for one sentence may be read as two; each needs its own citation.
    """
    markers = "".join(map(marker, keys))
    return " ".join(f"{one.text} {markers}" for one in read(text, known=()).sentences)


def clean(text: str, *, known: Collection[str] = ()) -> str:
    """Returns `text` without its markers."""
    return bare(text, known).text


def read(text: str, *, known: Collection[str]) -> Marked:
    """Reads the markers and sentences of a draft whose writer was shown the keys `known`.

    Markers at the end of a sentence come after its final punctuation; a line break inside a
    sentence becomes a space; all else is kept.
    """
    reader = Reader(known)
    parts = reader.end(text)
    written = "".join(part for part, _ in parts) + reader.visible()
    return Marked(written, tuple(sentence for _, sentence in parts))


Part = tuple[str, MarkedSentence]  # what is added to the canonical text, and the sentence in it


class Reader:
    """Reads a draft as it comes in; it makes no difference how the draft is cut in pieces."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._bare = BareText(known)
        self._lines = Lines(self._bare)
        self._written = 0  # characters of the canonical text
        self._read = 0  # characters of the bare text
        self._marker = 0  # how many markers complete sentences took
        self._leading: list[Placed] = []  # markers in front of the sentence that is open
        self._open: int | None = None  # where the sentence begins that has not ended
        self._searched = 0  # how much of it is known not to hold an end
        self._ended: tuple[int, int] | None = None  # a sentence whose markers may yet come
        self._is_over = False

    @property
    def bare_text(self) -> str:
        """What came so far, without markers."""
        return self._bare.text

    def feed(self, piece: str) -> list[Part]:
        """Takes in a piece and returns the sentences that are complete now."""
        self._bare.feed(piece)
        return list(self._advance(final=False))

    def end(self, piece: str = "") -> list[Part]:
        """Takes in the last piece and returns the sentences that were not complete yet."""
        self._bare.end(piece)
        parts = list(self._advance(final=True))
        parts += self._completed(None)
        self._is_over = True
        return parts

    def visible(self) -> str:
        """Returns what follows the complete sentences and will stand so in the canonical text."""
        if self._is_over:
            return self._bare.text[self._read :]
        start, stop = self._ended or (self._open, self._lines.stop)
        if start is None:
            return ""
        text, decided = self._bare.text, stop if self._ended else start + self._searched
        inner: list[Placed] = []
        limit = decided if self._leading else stop
        for place, keys in self._bare.markers[self._marker :]:
            if place <= start:  # it will follow the sentence, whose end must be known first
                limit = decided
            elif LETTER_OR_DIGIT.search(text, place, decided):
                inner.append((place, keys))
            else:
                limit = min(place, limit)
                break
        return (text[self._read : start] + _with_markers(text, (start, limit), inner)).rstrip()

    def _advance(self, *, final: bool) -> Iterator[Part]:
        for block in self._lines.advance(final=final):
            yield from self._settle(block)

    def _settle(self, block: Block) -> Iterator[Part]:
        """Ends the sentences of a block that are over as far as it goes."""
        if self._open is None:
            self._open, self._searched = block.start, 0
        text = self._bare.text
        while True:
            rest = text[self._open : block.stop]
            if has_begun := LETTER_OR_DIGIT.search(rest):
                yield from self._completed(self._open)
            found, self._searched = first_end(rest, searched=self._searched, whole=block.is_whole)
            if not found:
                break
            self._ended = (self._open, self._open + found[0])
            self._open, self._searched = self._open + found[1], 0
        if block.is_whole:
            if has_begun:
                self._ended = (self._open, self._open + len(rest.rstrip()))
            self._open = None

    def _completed(self, following: int | None) -> Iterator[Part]:
        """Yields the sentence that has ended, with all its markers, once the next has begun."""
        if self._ended is None:
            return
        (start, end), text = self._ended, self._bare.text
        inner, trailing = self._markers_of((start, end), following)
        body, gap = _with_markers(text, (start, end), inner), text[self._read : start]
        keys = tuple(dict.fromkeys(key for _, ks in (*inner, *trailing) for key in ks))
        begin = self._written + len(gap)
        part = gap + body + _tail(trailing)
        self._written, self._read, self._ended = self._written + len(part), end, None
        yield (
            part,
            MarkedSentence(
                text=body,
                start=begin,
                end=begin + len(body),
                keys=tuple(key for key in keys if key in self._known),
                invented=tuple(key for key in keys if key not in self._known),
                read_start=self._bare.origin[start],
                read_end=self._bare.origin[end - 1] + 1,
            ),
        )

    def _markers_of(
        self, span: tuple[int, int], following: int | None
    ) -> tuple[list[Placed], list[Placed]]:
        """Returns the markers inside a sentence and those that follow it.

        A marker in front of a line belongs to the sentence that the line begins.
        """
        text, (start, end) = self._bare.text, span
        inner, trailing, self._leading = list[Placed](), self._leading, []
        for placed in self._bare.markers[self._marker :]:
            place, _ = placed
            if following is not None and place > following:
                break
            self._marker += 1
            if start < place < end and LETTER_OR_DIGIT.search(text, place, end):
                inner.append(placed)
            elif following is not None and _leads(text, end, place, following):
                self._leading.append(placed)
            else:
                trailing.append(placed)
        return inner, trailing


def _leads(text: str, end: int, place: int, following: int) -> bool:
    return "\n" in text[end:place] and "\n" not in text[place:following]


def _tail(group: Iterable[Placed]) -> str:
    keys = dict.fromkeys(key for _, marked in group for key in marked)
    return " " + "".join(map(marker, keys)) if keys else ""


def _with_markers(text: str, span: tuple[int, int], inner: Iterable[Placed]) -> str:
    start, end = span
    pieces, at = list[str](), start
    for place, keys in inner:
        before = text[at:place].rstrip()
        gap = " " if len(before) < place - at else ""  # the marker began a wrapped line
        pieces += [before, " " if before else "", "".join(map(marker, keys)), gap]
        at = place
    return "".join([*pieces, text[at:end]])
