"""Where in a passage a sentence rests."""

from __future__ import annotations

from collections.abc import Sequence

from rag.types import Citation
from rag.verify.evidence import Claim, Source
from rag.verify.prepared import Prepared, Stretch
from rag.verify.words import straightened_places

# A neighbouring sentence joins the quote when it brings this many more of the claim's words.
_WORTH_STEMS = 2
_LONGEST_RUN = 3
_BOUNDARY_BEFORE = frozenset(".!?…:;\"'»)]>*")
_BOUNDARY_AFTER = frozenset(".!?…;\"'»)]")


def verbatim_span(claim: Prepared, source: Prepared) -> tuple[int, int] | None:
    """Returns where `source` holds the sentence word for word, as a whole; None if it does not."""
    wanted = claim.straight.strip()
    place = source.straight.find(wanted) if wanted else -1
    while place >= 0:
        end = place + len(wanted)
        if _is_whole(source.straight, place, end):
            places = straightened_places(source.text)
            return places[place], places[end - 1] + 1
        place = source.straight.find(wanted, place + 1)
    return None


def is_verbatim(claim: Prepared, source: Prepared) -> bool:
    """Whether `source` holds the sentence word for word, citation markers aside."""
    if verbatim_span(claim, source) is not None:
        return True
    wanted = claim.unmarked.strip()
    place = source.unmarked.find(wanted) if wanted else -1
    return place >= 0 and _is_whole(source.unmarked, place, place + len(wanted))


def cite(claim: Claim, source: Source) -> Citation:
    """Returns the run of sentences of a passage that best bears out a sentence."""
    start, end = verbatim_span(claim.prepared, source.prepared) or _best_run(
        claim.prepared, source.prepared
    )
    return source.citation(start, end)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether nothing of the same sentence goes before or after: "he won" may follow "denied"."""
    before, after = text[:start].rstrip(" ")[-1:], text[end:].lstrip(" ")[:1]
    opens = not before or before in _BOUNDARY_BEFORE
    ended = text[end - 1] in _BOUNDARY_AFTER or not after or after in _BOUNDARY_AFTER
    glued = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return opens and ended and not glued


def _best_run(claim: Prepared, source: Prepared) -> tuple[int, int]:
    stretches = source.stretches
    if not stretches:
        return 0, len(source.text)
    wanted = claim.stems | {word.fold for word in claim.words if word.fold.isdigit()}
    best = max(range(len(stretches)), key=lambda i: _worth(wanted, stretches[i : i + 1]))
    first = last = best
    for _ in range(_LONGEST_RUN - 1):
        options = [(first - 1, last), (first, last + 1)]
        inside = [(a, b) for a, b in options if a >= 0 and b < len(stretches)]
        held = _shared(wanted, stretches[first : last + 1])
        gains = [(_shared(wanted, stretches[a : b + 1]) - held, a, b) for a, b in inside]
        if not gains or max(gains)[0] < _WORTH_STEMS:
            break
        _, first, last = max(gains)
    return stretches[first].start, stretches[last].end


def _shared(wanted: frozenset[str], run: Sequence[Stretch]) -> int:
    return len(wanted & frozenset().union(*(stretch.stems for stretch in run)))


def _worth(wanted: frozenset[str], run: Sequence[Stretch]) -> float:
    return _shared(wanted, run) - 0.01 * sum(len(stretch.stems) for stretch in run)
