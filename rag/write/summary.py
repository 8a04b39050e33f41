"""Sentences that sum up articles: early, central, full of facts, and not said twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.embed import Embedder
from rag.words import stems
from rag.write.candidates import Candidate, in_reading_order
from rag.write.lengths import (
    NEEDS_NOTHING,
    NEEDS_THE_MISSING,
    Choice,
    Limit,
    spread,
)

USUAL_WORDS = 20
# "Nobody was killed." answers a question, and sums nothing up.
MIN_WORDS = 4
# Of a long article, the sentences that are early or full of its words are compared by vector.
MAX_COMPARED = 300

Numbers = NDArray[np.float64]

_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts in a sentence: how early it is, how central, with figures, how long, how new.

    The lead of a story says most; `lead` is after how many sentences it fades. Found by a search
    over SummEval's articles, where settings near these differ by a third of a point of ROUGE:
    `bench/halves.py`.
    """

    lead: float = 4.0
    central: float = 0.1
    figures: float = 0.05
    length: float = -0.2
    repeated: float = 0.4


WEIGHTS = Weights()


def chosen(
    sentences: Sequence[Candidate],
    *,
    limit: Limit,
    embedder: Embedder,
    frame: int = 0,
    weights: Weights = WEIGHTS,
) -> list[Candidate]:
    """Returns the sentences that say most of an article, in reading order.

    Each takes `frame` words more than it has.
    """
    found = compared(sentences)
    if not found:
        return []
    vectors = embedder.embed([one.text for one in found])
    lengths = [frame + len(one.text.split()) for one in found]
    worth = early(found, lead=weights.lead) + weights.central * centrality(vectors)
    worth += weights.length * np.log(np.array(lengths) / USUAL_WORDS)
    worth += weights.figures * np.array([bool(_FIGURE.search(one.text)) for one in found])
    choice = Choice(worth, vectors, lengths, needs(found), weights.repeated)
    picked = sorted(spread(choice, limit))
    return in_reading_order([found[place] for place in picked])


def centrality(vectors: NDArray[np.float32]) -> Numbers:
    """Returns how near each vector is to the mean of all."""
    centre = vectors.mean(axis=0)
    return np.asarray(vectors @ centre / max(float(np.linalg.norm(centre)), 1e-9), dtype=float)


def needs(found: Sequence[Candidate]) -> list[int]:
    """Returns, for each sentence, the place of the one that it points back to."""
    places = {(one.rank, one.number): place for place, one in enumerate(found)}
    return [
        NEEDS_NOTHING
        if not one.leans
        else places.get((one.before.rank, one.before.number), NEEDS_THE_MISSING)
        if one.before
        else NEEDS_THE_MISSING
        for one in found
    ]


def compared(found: Sequence[Candidate]) -> list[Candidate]:
    """Returns the sentences worth an embedding: those that are early or full of common words."""
    found = [one for one in found if len(one.text.split()) >= MIN_WORDS]
    if len(found) <= MAX_COMPARED:
        return found
    told = [frozenset(stems(one.text)) for one in found]
    usual = Counter(stem for each in told for stem in each)
    full = np.array([sum(usual[stem] for stem in each) / (len(each) + 5) for each in told])
    promise = early(found) + full / full.max()
    return [found[place] for place in sorted(np.argsort(-promise, kind="stable")[:MAX_COMPARED])]


def early(found: Sequence[Candidate], *, lead: float = WEIGHTS.lead) -> Numbers:
    """Returns 1 for the first sentence of each article, and less for each that follows."""
    seen: dict[str, int] = {}
    places = {}
    for one in in_reading_order(found):
        article = one.passage.article.id
        places[one.rank, one.number] = seen.get(article, 0)
        seen[article] = seen.get(article, 0) + 1
    rank = np.array([places[one.rank, one.number] for one in found], dtype=float)
    return np.asarray(np.exp(-rank / lead))
