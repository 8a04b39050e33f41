"""Finds what a sentence quotes that is not in what it cites, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.types import Finding
from rag.verify.evidence import Claim, Evidence, Pool
from rag.verify.words import straightened, words

_DOUBLE = re.compile(r"(?<!\d)[\"“„«»”]")
_SINGLE = re.compile(r"(?<![\w'‘’])['‘](?=\w)([^'‘’\"“”]*(?:\w['’]\w[^'‘’\"“”]*)*)['’](?!\w)")
_GAP = re.compile(r"\.{3,}|…|\[[^\[\]]*\]|\(\.\.\.\)")
_EDGE = " \t\n.,;:!?-'\"()"
_SHOWN_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between quotation marks, and where they stand."""

    text: str
    start: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """Returns what `text` quotes; a mark whose partner is missing reaches to the text's edge."""
    found = list(_double_quoted(text))
    inside = [(one.start, one.end) for one in found]
    found += [
        Quotation(match[1], match.start(1), match.end(1))
        for match in _SINGLE.finditer(text)
        if not any(start <= match.start() < end for start, end in inside)
    ]
    return [one for one in found if words(one.text)]


def check_quotations(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds the quotations of a sentence that are not in its evidence word for word."""
    return [
        finding
        for said in quotations(claim.text)
        if (finding := _finding(said, evidence)) is not None
    ]


def _double_quoted(text: str) -> Iterator[Quotation]:
    places = [match.start() for match in _DOUBLE.finditer(text)]
    if len(places) % 2:
        if _closes(text, places[0]):
            yield Quotation(text[: places[0]], 0, places[0])
            places = places[1:]
        else:
            places.append(len(text))
    for start, end in zip(places[::2], places[1::2], strict=True):
        yield Quotation(text[start + 1 : end], start + 1, end)


def _closes(text: str, place: int) -> bool:
    if text[place] in "”»":
        return True
    return text[place] == '"' and place > 0 and not text[place - 1].isspace()


def _finding(said: Quotation, evidence: Evidence) -> Finding | None:
    if _is_in(said, evidence.cited) or _is_in(said, evidence.facts):
        return None
    shown = said.text.strip(_EDGE)
    if _is_in(said, evidence.nearby):
        reason = (
            f'"{_shortened(shown)}" is not quoted in {evidence.label}, but elsewhere in the article'
        )
        return Finding("quotation", "doubt", reason, said.start, said.end)
    reason = f'"{_shortened(shown)}" is not quoted in {evidence.label}'
    nearest = _nearest(said, evidence.cited)
    if nearest:
        reason += f', nearest is "{_shortened(nearest)}"'
    return Finding("quotation", "fault", reason, said.start, said.end)


def _shortened(text: str) -> str:
    if len(text) <= _SHOWN_CHARACTERS:
        return text
    return text[:_SHOWN_CHARACTERS].rsplit(" ", 1)[0] + " …"


def _is_in(said: Quotation, pool: Pool) -> bool:
    pieces = [piece for part in _GAP.split(said.text) if (piece := _bare(part))]
    return any(_holds(f" {_bare(text.straight)} ", pieces) for text in pool.texts)


@lru_cache(maxsize=2048)
def _bare(text: str) -> str:
    """Returns the words alone, in lower case: punctuation belongs to the one who quotes."""
    lowered = straightened(text).casefold().replace("'", "")
    return " ".join(re.findall(r"[^\W_]+", lowered))


def _holds(text: str, pieces: list[str]) -> bool:
    at = 0
    for piece in pieces:
        place = text.find(f" {piece} ", at)
        if place < 0:
            return False
        at = place + len(piece) + 1
    return True


def _nearest(said: Quotation, pool: Pool) -> str:
    """Returns the run of source words that shares most with what is quoted, if much is shared."""
    wanted = {word.stem for word in words(said.text) if word.is_content}
    length = len(words(said.text))
    best, most = "", max(1, len(wanted) // 2)
    for text in pool.texts:
        found = text.words
        for start in range(max(1, len(found) - length + 1)):
            window = found[start : start + length]
            shared = len(wanted & {word.stem for word in window})
            if window and shared > most:
                best, most = text.text[window[0].start : window[-1].end], shared
    return " ".join(best.split())
