"""Finds the passages for a question: words and vectors, fused over the union of what both find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.distinct import shown_once, with_reprints
from rag.store import Store
from rag.types import Filters, Passage
from rag.words import stems, words

CANDIDATES = 100
KEYWORD_WEIGHT = 0.5


def retrieve(
    store: Store, question: str, *, top: int = 10, filters: Filters = Filters()
) -> list[Passage]:
    """Returns the `top` passages for a question, best first, with scores from 0 to 1.

    The score is the weighted mean of the BM25 score and the cosine, each scaled to 0..1 over the
    candidates of both searches (min-max); near-identical passages are shown once.
    """
    # In a new process the model is read while Chroma is imported: a tenth of a second less.
    embedded = store.aside.submit(store.embedder.embed, [question])
    vectors = store.vectors
    query = store.keywords.query(query_terms(question))
    keyword = store.keywords.best(query, limit=CANDIDATES, filters=filters)
    vector = embedded.result()[0]
    cosine = store.nearest.best(vectors, vector, limit=CANDIDATES, filters=filters)
    keyword |= store.keywords.scores(query, cosine.keys() - keyword.keys())
    cosine |= store.nearest.cosines(vector, keyword.keys() - cosine.keys())
    fused = _fuse(keyword, cosine)
    best = sorted(fused, key=lambda one: -fused[one])[: 3 * top]
    shown = shown_once(store.paragraphs.passages({one: fused[one] for one in best}))[:top]
    return with_reprints(store, shown)


def query_terms(question: str) -> list[str]:
    """Returns the words of a question to search for; function words only if there are no others."""
    spoken = list(dict.fromkeys(words(question)))
    content = [word for word in spoken if stems(word)]
    return content or spoken


def _fuse(keyword: Mapping[int, float], cosine: Mapping[int, float]) -> dict[int, float]:
    union = list(keyword.keys() | cosine.keys())
    by_word = _scaled([keyword.get(one, 0.0) for one in union])
    by_vector = _scaled([cosine.get(one, 0.0) for one in union])
    return {
        one: KEYWORD_WEIGHT * left + (1 - KEYWORD_WEIGHT) * right
        for one, left, right in zip(union, by_word, by_vector, strict=True)
    }


def _scaled(scores: Sequence[float]) -> list[float]:
    """Scales scores to 0..1; where all are equal they tell nothing and become 0."""
    if not scores:
        return []
    low, high = min(scores), max(scores)
    if high == low:
        return [0.0] * len(scores)
    return [(score - low) / (high - low) for score in scores]
