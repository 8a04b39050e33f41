"""Finds the passages for a question: words and vectors, fused over the union of what both find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.adjacent import shared_pairs
from rag.distinct import shown_once, with_reprints
from rag.question import Question, read_question
from rag.rerank import Reranker
from rag.store import Store
from rag.types import Filters, Passage

RECENCY_HALF_DAYS = 30


@dataclass(frozen=True, slots=True)
class Ranking:
    """How passages are found and ranked; bench/README.md shows what each part is good for.

    `today` is what "last week" in a question counts from; None: the day it is. `recency` is what
    an article of today gains, half of it one that is `RECENCY_HALF_DAYS` old, and so on.
    """

    candidates: int = 100
    keyword: float = 0.4
    pairs: float = 0.15
    near: float = 0.1
    reread: int = 40
    once: bool = True
    recency: float = 0
    reranker: Reranker | None = None
    today: date | None = None


def retrieve(
    store: Store,
    question: str,
    *,
    top: int = 10,
    filters: Filters = Filters(),
    ranking: Ranking = Ranking(),
) -> list[Passage]:
    """Returns the `top` passages for a question, best first, with scores from 0 to 1.

    The score is the weighted mean of the BM25 score and the cosine, each scaled to 0..1 over the
    candidates of both searches (min-max); the best are ordered anew by how much of the question's
    own wording they hold, and the days it names. Near-identical passages are shown once.
    """
    today = ranking.today or date.today()
    asked = read_question(question, today=today, outlets=store.articles.sources)
    limit = max(ranking.candidates, 2 * top)
    # Where nothing was published in those days, or a quotation is not quite right: what there is.
    tries = (_fused(store, one, filters, ranking, limit=limit) for one in asked.looser())
    found = next(filter(None, tries), {})
    best = sorted(found, key=lambda one: -found[one])[: max(ranking.reread, 3 * top)]
    passages = store.paragraphs.passages({one: found[one] for one in best})
    passages = _reread(passages, asked, ranking, today=today)
    if ranking.once:
        passages = shown_once(passages)
    return with_reprints(store, passages[:top])


def _fused(
    store: Store, asked: Question, filters: Filters, ranking: Ranking, *, limit: int
) -> dict[int, float]:
    """Returns the score of each candidate of both searches."""
    within = asked.narrowed(filters)
    # In a new process the model is read while Chroma is imported: a tenth of a second less.
    embedded = store.aside.submit(store.embedder.embed, [asked.text])
    vectors = store.vectors
    query = store.keywords.query(asked.terms, asked.phrases)
    keyword = store.keywords.best(query, limit=limit, filters=within)
    vector = embedded.result()[0]
    cosine = store.nearest.best(vectors, vector, limit=limit, filters=within)
    keyword |= store.keywords.scores(query, cosine.keys() - keyword.keys())
    if asked.phrases:
        cosine = {one: value for one, value in cosine.items() if one in keyword}
    cosine |= store.nearest.cosines(vector, keyword.keys() - cosine.keys())
    return _fuse(keyword, cosine, ranking.keyword)


def _reread(
    passages: Sequence[Passage], asked: Question, ranking: Ranking, *, today: date
) -> list[Passage]:
    """Orders passages anew by what their text and their date have in common with the question.

    The scores stay, handed out in the new order: the writer was fitted on how they spread.
    """
    texts = [one.text for one in passages]
    if ranking.reranker:
        gained = ranking.reranker.scores(asked.text, texts)
    else:
        shared = shared_pairs(asked.text, texts)
        gained = [
            one.score
            + ranking.pairs * pairs
            + ranking.near * _is_near(one, asked)
            + ranking.recency * _newness(one, today)
            for one, pairs in zip(passages, shared, strict=True)
        ]
    order = sorted(range(len(passages)), key=lambda place: -gained[place])
    scores = [one.score for one in passages]
    return [
        replace(passages[place], score=score) for place, score in zip(order, scores, strict=True)
    ]


def _newness(passage: Passage, today: date) -> float:
    """Returns 1 for an article of today, half of it for each `RECENCY_HALF_DAYS`; undated: 0."""
    published = passage.article.published
    if published is None:
        return 0.0
    return float(0.5 ** (max(0, (today - published).days) / RECENCY_HALF_DAYS))


def _is_near(passage: Passage, asked: Question) -> bool:
    return asked.near is not None and asked.near.holds(passage.article.published)


def _fuse(
    keyword: Mapping[int, float], cosine: Mapping[int, float], weight: float
) -> dict[int, float]:
    union = list(keyword.keys() | cosine.keys())
    by_word = _scaled([keyword.get(one, 0.0) for one in union])
    by_vector = _scaled([cosine.get(one, 0.0) for one in union])
    return {
        one: weight * left + (1 - weight) * right
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
