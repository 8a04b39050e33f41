"""A sentence laid word by word beside the source sentence nearest to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rag.verify.prepared import Stretch
from rag.verify.words import Word

# Of a sentence laid beside another, this much must be the same for a difference to mean anything.
CLOSE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the sentence that stand where the source has others; either side may be empty.

    `before` and `after` count the words around it that both have, up to the next edit.
    """

    mine: tuple[Word, ...]
    theirs: tuple[Word, ...]
    before: int
    after: int
    at: int

    @property
    def is_exchange(self) -> bool:
        """Whether words stand on both sides."""
        return bool(self.mine and self.theirs)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The edits that lead from a source sentence to a sentence, and the share of it they leave."""

    edits: tuple[Edit, ...]
    share: float

    @property
    def is_close(self) -> bool:
        """Whether the sentence says nearly what its source says, in the same order."""
        return self.share >= CLOSE_SHARE


def align(mine: Sequence[Word], stretch: Stretch) -> Alignment:
    """Lays a sentence beside a sentence of its source."""
    theirs = stretch.words
    left, right = [_key(word) for word in mine], [_key(word) for word in theirs]
    matcher = SequenceMatcher(None, right, left, autojunk=False)
    codes = matcher.get_opcodes()
    kept = sum(end - start for tag, _, _, start, end in codes if tag == "equal")
    return Alignment(tuple(_edits(mine, theirs, codes)), kept / max(1, len(left)))


def _edits(
    mine: Sequence[Word], theirs: Sequence[Word], codes: Sequence[tuple[str, int, int, int, int]]
) -> Iterator[Edit]:
    kept = [end - start if tag == "equal" else 0 for tag, _, _, start, end in codes]
    for place, (tag, first, last, start, end) in enumerate(codes):
        if tag == "equal":
            continue
        yield Edit(
            mine=tuple(mine[start:end]),
            theirs=tuple(theirs[first:last]),
            before=kept[place - 1] if place else 0,
            after=kept[place + 1] if place + 1 < len(kept) else 0,
            at=start,
        )


def _key(word: Word) -> str:
    return word.stem if word.is_content else word.fold
