"""What became of an article: corrections that it notes, and how its paragraphs differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "changed", "added", "removed"]

CONTEXT_WORDS = 6
LEAST_ALIKE = 0.4
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d|\d{{1,2}} {_MONTH})"
_PIECE = r"(?:article|story|report|post|piece)"
_NOTE = re.compile(
    r"\W*(?:editor[’']?s?[’']? note\s*[:—–-]\s*)?(?:"
    rf"(?:corrections?|clarifications?)\s*(?:\([^)]*\)|,?\s*{_DAY}[\w, ]*)?\s*[:—–-]\s"
    rf"|this {_PIECE} (?:was|has been) (?:amended|corrected|clarified)\b"
    rf"|(?:in )?(?:an )?(?:earlier|previous|original) versions? of this {_PIECE}\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph that differs between two versions; None where it was not there."""

    kind: Kind
    old: str | None
    new: str | None


def is_correction(text: str) -> bool:
    """Says whether a paragraph is a note that corrects or clarifies its article."""
    return _NOTE.match(text) is not None


def paragraph_changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Yields the paragraphs of two versions, side by side."""
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (Change("same", one, one) for one in old[i:j])
            continue
        yield from _paired(old[i:j], new[k:m])


def word_difference(old: str, new: str) -> str:
    """Returns what differs between two texts: `… of [-twelve-] {+nine+} people …`."""
    before, after = old.split(), new.split()
    parts: list[str] = []
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (kind, i, j, k, m) in enumerate(codes):
        if kind == "equal":
            parts.append(_context(before[i:j], first=place == 0, last=place == len(codes) - 1))
            continue
        parts += [f"[-{' '.join(before[i:j])}-]"] if j > i else []
        parts += [f"{{+{' '.join(after[k:m])}+}}"] if m > k else []
    return " ".join(filter(None, parts))


def word_changes(old: str, new: str) -> Iterator[tuple[Kind, str]]:
    """Yields the runs of words of two texts, and what became of each."""
    before, after = old.split(), new.split()
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", " ".join(before[i:j])
            continue
        if j > i:
            yield "removed", " ".join(before[i:j])
        if m > k:
            yield "added", " ".join(after[k:m])


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Yields changes in the order of reading; a paragraph is paired with the next one like it."""
    place = 0
    for text in old:
        matches = (at for at in range(place, len(new)) if _are_alike(text, new[at]))
        match = next(matches, None)
        if match is None:
            yield Change("removed", text, None)
            continue
        yield from (Change("added", None, one) for one in new[place:match])
        yield Change("changed", text, new[match])
        place = match + 1
    yield from (Change("added", None, one) for one in new[place:])


def _are_alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old.split(), new.split(), autojunk=False)
    return matcher.quick_ratio() >= LEAST_ALIKE and matcher.ratio() >= LEAST_ALIKE


def _context(words: Sequence[str], *, first: bool, last: bool) -> str:
    if first:
        cut = words[-CONTEXT_WORDS:]
        return " ".join(cut if len(cut) == len(words) else ["…", *cut])
    if last:
        cut = words[:CONTEXT_WORDS]
        return " ".join(cut if len(cut) == len(words) else [*cut, "…"])
    if len(words) <= 2 * CONTEXT_WORDS:
        return " ".join(words)
    return " ".join([*words[:CONTEXT_WORDS], "…", *words[-CONTEXT_WORDS:]])
