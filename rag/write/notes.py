"""A text longer than a model's window: runs of paragraphs that fit, and notes keyed by paragraph.

Whatever is noted of a paragraph keeps the paragraph's key, through all rounds of notes on notes, so
that the last text still cites the paragraphs that were read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from rag.cite import marker, read
from rag.sentences import sentence_spans
from rag.types import Passage
from rag.write.budget import count_tokens

# Of the tokens of a run, its notes may take this share; each round of notes is so much shorter.
NOTES_SHARE = 1 / 3
# What a word takes at most: in tokens, and with its share of the frames around the notes.
TOKENS_A_WORD = 4
FEWEST_NOTE_WORDS = 20

# The tokens that a paragraph takes when it is shown behind another one, or first.
Cost = Callable[[Passage, Passage | None], int]


@dataclass(frozen=True, slots=True)
class Room:
    """The tokens that a prompt leaves for paragraphs, and how many each of them takes."""

    tokens: int
    cost: Cost

    @property
    def note_tokens(self) -> int:
        """What the notes of one run may take when they are shown in the next round."""
        return int(self.tokens * NOTES_SHARE)

    @property
    def note_words(self) -> int:
        """How many words of notes may be asked for."""
        return max(FEWEST_NOTE_WORDS, self.note_tokens // TOKENS_A_WORD)

    def taken(self, passages: Sequence[Passage]) -> int:
        """Returns the tokens that passages take together."""
        return sum(map(self.cost, passages, [None, *passages]))


def runs(passages: Sequence[Passage], room: Room) -> Iterator[list[Passage]]:
    """Yields the passages in order, in runs that fit; nothing is left out."""
    run: list[Passage] = []
    left = room.tokens
    for part in (part for one in passages for part in _parts(one, room)):
        cost = room.cost(part, run[-1] if run else None)
        if run and cost > left:
            yield run
            run, left, cost = [], room.tokens, room.cost(part, None)
        run.append(part)
        left -= cost
    if run:
        yield run


def notes(text: str, run: Sequence[Passage], room: Room) -> list[Passage]:
    """Returns what a model noted, as passages under the keys of the paragraphs they rest on.

    A note without a key that was shown is dropped, and so is what goes beyond the room for notes:
    else the next round would not be shorter.
    """
    shown = {one.key: one for one in run}
    noted: dict[str, Passage] = {}
    left = room.note_tokens
    first_note: Passage | None = None
    for sentence in read(text, known=shown.keys()).sentences:
        if not sentence.keys:
            continue
        first = sentence.keys[0]
        # The further keys stand in the text, where the next reader finds and copies them.
        more = "".join(map(marker, sentence.keys)) if len(sentence.keys) > 1 else ""
        said = f"{sentence.text} {more}".rstrip()
        before = noted.get(first)
        note = replace(shown[first], text=f"{before.text} {said}" if before else said)
        cost = room.cost(note, first_note) - (room.cost(before, first_note) if before else 0)
        if cost > left:
            break
        noted[first] = note
        first_note = first_note or note
        left -= cost
    return sorted(noted.values(), key=lambda one: list(shown).index(one.key))


def _parts(passage: Passage, room: Room) -> Iterator[Passage]:
    """Yields a passage in parts that fit, cut at the ends of sentences where there are any."""
    if room.cost(passage, None) <= room.tokens:
        yield passage
        return
    frame = room.cost(replace(passage, text=""), None)
    text = ""
    for piece in _pieces(passage.text, room.tokens - frame):
        if text and frame + count_tokens(text + piece) > room.tokens:
            yield replace(passage, text=text.strip())
            text = ""
        text += piece
    if text.strip():
        yield replace(passage, text=text.strip())


def _pieces(text: str, tokens: int) -> Iterator[str]:
    """Yields the sentences of a text, those that are too long in pieces."""
    at = 0
    for _, end in sentence_spans(text):
        piece, at = text[at:end], end
        while count_tokens(piece) > tokens:
            size = max(1, len(piece) * tokens // count_tokens(piece) * 9 // 10)
            while size > 1 and count_tokens(piece[:size]) > tokens:
                size = size * 4 // 5
            yield piece[:size]
            piece = piece[size:]
        yield piece
