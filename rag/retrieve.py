"""Finds the passages for a question: words and vectors, fused over the union of what both find."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.adjacent import said_together, shared_pairs
from rag.distinct import shown_once, with_reprints
from rag.load import said_days
from rag.question import Question, read_question
from rag.rerank import Reranker
from rag.span import Span, named_spans
from rag.store import Store
from rag.types import Filters, Passage

# An article on what happened on a day is published then or soon after.
DAYS_AFTER = 7
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
    together: float = 0.2
    near: float = 0.1
    named: float = 0.3
    reread: int = 30
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
    asked = _read(store, question, today=today)
    limit = max(ranking.candidates, 2 * top)
    found, naming = _found(store, asked, filters, replace(ranking, candidates=limit))
    ranked = sorted(found, key=lambda one: -found[one] - ranking.named * (one in naming))
    best = {one: found[one] for one in ranked[: max(ranking.reread, 3 * top)]}
    passages = store.paragraphs.passages(best)
    if asked.near:
        passages = store.articles.particulars.of_passages(passages)
    first, rest = passages[: ranking.reread], passages[ranking.reread :]
    passages = [*_reread(first, asked, ranking, today=today), *rest]
    if ranking.once:
        passages = shown_once(passages, top=top)
    return with_reprints(store, passages[:top])


def _read(store: Store, question: str, *, today: date) -> Question:
    """Reads a question in the light of what the library holds, and of the day it is."""
    asked = read_question(
        question, today=today, years=store.articles.years, outlets=store.articles.sources
    )
    said = (Span(one.day, one.day) for one in said_days(question, published=today))
    return replace(asked, near=(*asked.near, *said))


def _found(
    store: Store, asked: Question, filters: Filters, ranking: Ranking
) -> tuple[dict[int, float], Collection[int]]:
    """Returns the scored candidates, and which paragraphs name a day of the question.

    Where nothing was published in those days, or a quotation is not quite right: what there is.
    """
    for one in asked.looser():
        within = one.narrowed(filters)
        naming = frozenset(store.articles.particulars.naming(one.near, within))
        if found := _fused(store, one, within, ranking, naming):
            return found, naming
    return {}, ()


def _fused(
    store: Store, asked: Question, filters: Filters, ranking: Ranking, naming: Collection[int]
) -> dict[int, float]:
    """Returns the score of each candidate of both searches, and of those `naming` a day."""
    # In a new process the model is read while Chroma is imported: a tenth of a second less.
    embedded = store.aside.submit(store.embedder.embed, [asked.text])
    vectors, limit = store.vectors, ranking.candidates
    near = store.aside.submit(
        lambda: store.nearest.best(vectors, embedded.result()[0], limit=limit, filters=filters)
    )
    with store.keywords.ranked(store.keywords.query(asked.terms, asked.phrases)) as words:
        keyword = words.best(limit=limit, filters=filters)
        cosine = near.result()
        keyword |= words.scores((cosine.keys() | naming) - keyword.keys())
    if asked.phrases:
        cosine = {one: value for one, value in cosine.items() if one in keyword}
        naming = [one for one in naming if one in keyword]
    others = (keyword.keys() | naming) - cosine.keys()
    cosine |= store.nearest.cosines(embedded.result()[0], others)
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
        together = said_together(asked.text, texts)
        gained = [
            one.score
            + ranking.pairs * pairs
            + ranking.together * close
            + _gained_by_day(one, asked, ranking)
            + ranking.recency * _newness(one, today)
            for one, pairs, close in zip(passages, shared, together, strict=True)
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


def _gained_by_day(passage: Passage, asked: Question, ranking: Ranking) -> float:
    """Returns what a passage gains by the days of the question: it names one, or is of one."""
    near, published = asked.near, passage.article.published
    is_near = any(span.and_after(DAYS_AFTER).holds(published) for span in near)
    is_named = near and any(span.holds(day) for day in _days_in(passage) for span in near)
    return ranking.near * is_near + ranking.named * bool(is_named)


def _days_in(passage: Passage) -> Iterator[date]:
    """Yields the days that a passage names, by a word or by their date."""
    yield from (one.day for one in passage.days)
    published = passage.article.published
    dates = named_spans(passage.text, years=lambda: [published.year] if published else [])
    yield from (one.since for one in dates if one.since is not None and one.since == one.until)


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
