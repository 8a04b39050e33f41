"""Two sentences that tell one fact, in whatever words."""

from __future__ import annotations

from dataclasses import replace

from rag.cite import cited
from rag.types import Sentence
from rag.verify import Checker
from rag.write.candidates import Candidate
from rag.write.when import days_told

# Of two sentences less alike than this, neither tells what the other does.
RETOLD_COSINE = 0.5
# The check finds nothing wrong with a sentence, and so much of it, in the other one.
RETOLD_SCORE = 0.55


def tells_again(one: Candidate, other: Candidate) -> bool:
    """Tells whether one of two sentences says little that the other does not.

    It is held against the other as if it cited it: no number, name or denial may be missing there.
    """
    mine, theirs = set(days_told(one)), set(days_told(other))
    if mine and theirs and mine.isdisjoint(theirs):
        return False
    return _is_borne_out(one, by=other) or _is_borne_out(other, by=one)


def _is_borne_out(one: Candidate, *, by: Candidate) -> bool:
    passage = replace(by.passage, text=by.text, key="1")
    _, sentences, _ = Checker([passage]).check(cited(one.text, ("1",)))
    return all(map(_is_found, sentences))


def _is_found(sentence: Sentence) -> bool:
    """Tells whether only the wording of a sentence is in doubt, if anything is."""
    kinds = {one.kind for one in sentence.findings}
    return (
        sentence.verdict in ("supported", "weak")
        and sentence.score >= RETOLD_SCORE
        and kinds <= {"wording", "attribution"}
    )
