"""Which sentence answers a question, and whether any does: four signs, weighed as measured."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rag.embed import Embedder
from rag.write.candidates import Candidate, written_out
from rag.write.fitting import fits, is_of_the_thing, makes_known
from rag.write.question import Question, forms, found

Numbers = NDArray[np.float64]

SIGNS = (
    "cosine",  # of the question and the sentence with its article's title in front
    "terms",  # share of the question's terms that the sentence holds, by weight
    "terms around",  # the same, what only its title and passage hold counting in part
    "unfit",  # 1 if a number, a time or a place is asked for and it holds none
    "standing",  # its passage's score as a share of the best passage's
    "of the thing",  # 1 if it holds a number of what is asked for the number of
    "makes known",  # 1 if it says who the one is that is asked about
    "names missing",  # share of the terms that are names or numbers and nowhere around it
)
# Found on questions of SQuAD 2.0 and ClapNQ, answerable and not, and questions about other
# articles; `bench/answers.py --fit` fits them again. The first weights tell the sentence that
# answers from the others shown (a softmax over them), the second a question that its best sentence
# answers from one that it does not (a logistic regression). Set by hand: "of the thing", "makes
# known".
SENTENCE_WEIGHTS: Mapping[str, float] = {
    "cosine": 10.37,
    "terms around": 5.47,
    "unfit": -2.56,
    # Fitted to 6.4, but from 0 to 6 as many sentences are right; news paragraphs are short, and
    # which of them was found first tells less.
    "standing": 3.0,
    "of the thing": 2.0,
    "makes known": 2.0,
}
QUESTION_WEIGHTS: Mapping[str, float] = {
    "cosine": 6.03,
    "terms": 2.23,
    "makes known": 1.5,
    "names missing": -4.51,
}
QUESTION_BIAS = -4.29

# Sentences that are compared by vector; embedding takes nearly all of the time.
EMBEDDED = 10
# A name or a number tells more than another word.
NAME_WEIGHT = 2.0
# What surroundings and rank count against a sentence's own words when choosing what to embed.
AROUND = 0.5
# What only a sentence's title or passage holds of a question counts so much when choosing it.
AROUND_CREDIT = 0.5


def merits(rows: Numbers) -> Numbers:
    """Returns, for each row of signs, a figure that is higher the likelier its sentence answers.

    A difference of 1 between two sentences of the same question is a factor of e in likelihood.
    """
    return columns(rows, SENTENCE_WEIGHTS) @ list(SENTENCE_WEIGHTS.values())


def likelihoods(rows: Numbers) -> Numbers:
    """Returns, for each row of signs, how likely it is that its sentence, if best, answers."""
    weighed = columns(rows, QUESTION_WEIGHTS) @ list(QUESTION_WEIGHTS.values()) + QUESTION_BIAS
    return np.asarray(1 / (1 + np.exp(-weighed)))


def columns(rows: Numbers, names: Iterable[str]) -> Numbers:
    """Returns the columns of some signs."""
    return rows[:, [SIGNS.index(name) for name in names]]


def signs(question: Question, shown: Sequence[Candidate], *, embedder: Embedder) -> Numbers:
    """Returns the signs of each candidate, one row each, in the order of `SIGNS`."""
    titled = [f"{one.passage.article.title}. {one.text}" for one in shown]
    vectors = embedder.embed([question.text, *titled])
    weights = _term_weights(question, shown)
    missing = _names_missing(question, shown, weights)
    around = {one.rank: _hits(question, _surroundings(one)) for one in shown}
    hits = [_hits(question, one.dated) for one in shown]
    best = max((one.passage.score for one in shown), default=0.0)
    rows = [
        (
            float(vector @ vectors[0]),
            _share(own, weights),
            _share(np.maximum(own, AROUND_CREDIT * around[one.rank]), weights),
            float(not fits(question, one.text)),
            one.passage.score / best if best > 0 else 1.0,
            float(is_of_the_thing(question, one.text)),
            float(makes_known(question, one.text)),
            missing[one.rank],
        )
        for one, own, vector in zip(shown, hits, vectors[1:], strict=True)
    ]
    return np.array(rows).reshape(len(shown), len(SIGNS))


def prefiltered(question: Question, shown: Sequence[Candidate]) -> list[Candidate]:
    """Returns the candidates worth an embedding: those that hold most of the question's terms."""
    weights = _term_weights(question, shown)
    around = {one.rank: _share(_hits(question, _surroundings(one)), weights) for one in shown}
    promise = [
        _share(_hits(question, one.dated), weights)
        + AROUND * (around[one.rank] + 1 / (1 + one.rank))
        for one in shown
    ]
    order = sorted(range(len(shown)), key=lambda place: -promise[place])
    return [shown[place] for place in sorted(order[:EMBEDDED])]


def makes_clear(question: Question, candidate: Candidate) -> bool:
    """Tells whether a sentence that points back is understood from the question alone.

    It is if the question names what stands in the passage or its title, or what the sentence
    begins with ("The arrangement ...").
    """
    opening = forms(" ".join(candidate.text.split()[:2]))
    named = [term for term in question.terms if term.named]
    return any(found(term, opening) for term in question.terms) or any(
        found(term, forms(_surroundings(candidate))) for term in named
    )


def _names_missing(
    question: Question, shown: Sequence[Candidate], weights: Numbers
) -> dict[int, float]:
    """Returns, for the rank of each passage, the share of terms that are names it is without."""
    named = np.array([term.named for term in question.terms], dtype=bool)
    first = {one.rank: one for one in shown}
    return {
        rank: _share(((_hits(question, _surroundings(one)) == 0) & named) * 1.0, weights)
        for rank, one in first.items()
    }


def _term_weights(question: Question, shown: Sequence[Candidate]) -> Numbers:
    """Returns how much each term tells: names more, and what few of the passages hold."""
    passages = {one.rank: forms(one.passage.text) for one in shown}
    weights = []
    for term in question.terms:
        holding = sum(found(term, each) > 0 for each in passages.values())
        rarity = math.log(1 + (len(passages) + 1) / (holding + 0.5))
        weights.append(rarity * (NAME_WEIGHT if term.named else 1.0))
    return np.array(weights)


def _surroundings(candidate: Candidate) -> str:
    """Returns what tells what a sentence is about: the title, the date, and its passage."""
    passage, published = candidate.passage, candidate.passage.article.published
    title = written_out(passage.article.title, [published] if published else [])
    return f"{title}. {written_out(passage.text, (one.day for one in passage.days))}"


def _hits(question: Question, text: str) -> Numbers:
    among = forms(text)
    return np.array([found(term, among) for term in question.terms])


def _share(hits: Numbers, weights: Numbers) -> float:
    total = float(weights.sum())
    return float(hits @ weights) / total if total else 0.0
