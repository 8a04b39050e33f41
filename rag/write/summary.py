"""Sentences that sum up articles: early, central, about what was asked, and not said twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rag.embed import Embedder
from rag.types import Passage
from rag.write.candidates import Candidate, candidates, in_reading_order

# The lead of a story says most; other weights from 0.3 to 2 changed ROUGE on SummEval by a point.
EARLY_WEIGHT = 1.0
CENTRAL_WEIGHT = 0.5
ABOUT_WEIGHT = 2.0
REPEATED_WEIGHT = 0.2
# A sentence whose likeness to the topic is less than this share of the highest is left out.
ON_TOPIC = 0.6
SAID_ALREADY_COSINE = 0.85
# Of very long collections the first sentences of each article are compared.
MAX_COMPARED = 400


def chosen(
    passages: Sequence[Passage], *, about: str | None, words: int, embedder: Embedder
) -> list[Candidate]:
    """Returns sentences of together at most `words` words, in reading order."""
    found = [one for one in candidates(passages) if not one.leans] or candidates(passages)
    early = _early(found)
    keep = sorted(np.argsort(-early, kind="stable")[:MAX_COMPARED])
    found, early = [found[i] for i in keep], early[keep]
    if not found:
        return []
    vectors = embedder.embed([one.text for one in found])
    centre = vectors.mean(axis=0)
    worth = EARLY_WEIGHT * early + CENTRAL_WEIGHT * (vectors @ centre) / np.linalg.norm(centre)
    if about:
        likeness = vectors @ embedder.embed([about])[0]
        worth = EARLY_WEIGHT / 2 * early + ABOUT_WEIGHT * likeness
        worth[likeness < ON_TOPIC * likeness.max()] = -np.inf
    lengths = [len(one.text.split()) for one in found]
    picked = _spread(worth, vectors, lengths=lengths, words=words)
    return in_reading_order(sorted((found[i] for i in picked), key=lambda one: one.rank))


def _early(found: Sequence[Candidate]) -> NDArray[np.float64]:
    """Returns 1 for the first sentence of each article, then 1/2, then 1/3."""
    seen: dict[str, int] = {}
    early = []
    for one in in_reading_order(found):
        article = one.passage.article.id
        seen[article] = seen.get(article, 0) + 1
        early.append((one, 1 / seen[article]))
    place = dict(early)
    return np.array([place[one] for one in found])


def _spread(
    worth: NDArray[np.float64], vectors: NDArray[np.float32], *, lengths: Sequence[int], words: int
) -> list[int]:
    """Picks greedily by worth less likeness to what is picked, as far as the words go."""
    picked: list[int] = []
    left = words
    likeness = vectors @ vectors.T
    open_to = {i for i in range(len(worth)) if worth[i] > -np.inf}
    while open_to:
        repeated = {i: max((float(likeness[i, j]) for j in picked), default=0.0) for i in open_to}
        open_to = {i for i in open_to if lengths[i] <= left and repeated[i] < SAID_ALREADY_COSINE}
        if not open_to:
            break
        best = max(open_to, key=lambda i: (worth[i] - REPEATED_WEIGHT * repeated[i], -i))
        picked.append(best)
        left -= lengths[best]
        open_to.remove(best)
    return picked
