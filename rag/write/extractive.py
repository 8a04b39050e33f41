"""The writer that needs no LLM: it quotes the sentences that answer, word for word, each cited."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

import numpy as np

from rag.cite import cited
from rag.condense import condense
from rag.embed import Embedder
from rag.question import without_limits
from rag.types import DECLINED, Answer, Passage, Plan, Sentence, Usage
from rag.write.assignment import Assignment
from rag.write.budget import Neighbours
from rag.write.candidates import Candidate, candidates, in_reading_order, near_duplicates
from rag.write.disputes import dispute
from rag.write.fitting import fits, gives_reason, is_of_the_thing
from rag.write.question import Question, figures, take_apart
from rag.write.relevance import Numbers, likelihoods, makes_clear, merits, prefiltered, signs
from rag.write.styles import LAYOUTS
from rag.write.told import told
from rag.write.writer import Pieces, Written

EXTRACTIVE = "extractive"

# A question is declined if its best sentence answers it less likely than this.
ANSWERED = 0.3
# A further sentence is quoted if it is so likely beside the best one.
ALSO_ANSWERS = 0.3
# The same for a sentence of another article that gives another figure: reports may disagree.
OTHER_FIGURE = 0.2
# What holds no number, or another thing's, gives way to a sentence so likely beside it that has it.
TO_THE_POINT = 0.1
# A topic of which the best sentence tells less likely than this is not in the articles. SQuAD's and
# SummHay's topics that were there came to .49 and more, single vague words ("storms") to .37 and
# more, and nearly all from elsewhere to less: `bench/topics.py`.
TOLD = 0.3
MAX_ANSWERING = 3
MAX_SENTENCES = 4


class ExtractiveWriter:
    """Picks sentences by their vectors and words."""

    def __init__(self, embedder: Embedder, *, name: str = EXTRACTIVE) -> None:
        self._embedder = embedder
        self.name = name

    def condense(self, question: str, history: Sequence[Answer]) -> Written:
        """Returns the question with the names that its pronouns may stand for."""
        return condense(question, history), Usage()

    def pack(
        self, passages: Sequence[Passage], *, asked: str, neighbours: Neighbours
    ) -> Sequence[Passage]:
        """Returns all passages: there is no window to fit."""
        return passages

    def answer(self, question: str, passages: Sequence[Passage]) -> Pieces:
        """Yields the sentences that answer, the best article's first, or the refusal."""
        asked = without_limits(question, passages, today=date.today())
        picked = self._answering(take_apart(asked), passages)
        yield quoted(picked) or DECLINED
        return Usage()

    def plan(self, passages: Sequence[Passage], assignment: Assignment) -> Plan:
        """Returns a plan without a step: no LLM is called."""
        return Plan()

    def summarize(self, passages: Sequence[Passage], assignment: Assignment) -> Pieces:
        """Yields the sentences that say most of the articles, or most about a topic.

        Raises:
            UsageError: another language is wanted, or fewer words than any sentence has.
        """
        about = assignment.about
        if about is None or self._likelihood(take_apart(about), passages) >= TOLD:
            statements = told(passages, assignment, embedder=self._embedder)
            yield LAYOUTS[assignment.style](statements) or DECLINED
        else:
            yield DECLINED
        return Usage()

    def repair(self, sentence: Sentence, passages: Sequence[Passage]) -> Written:
        """Returns the refusal: what was quoted word for word cannot be mended."""
        return DECLINED, Usage()

    def _likelihood(self, topic: Question, passages: Sequence[Passage]) -> float:
        compared, rows = weighed(topic, passages, embedder=self._embedder)
        return float(likelihoods(rows)[np.argmax(merits(rows))]) if compared else 0.0

    def _answering(self, question: Question, passages: Sequence[Passage]) -> list[Candidate]:
        compared, rows = weighed(question, passages, embedder=self._embedder)
        merit, likely = merits(rows), likelihoods(rows)
        order = np.argsort(-merit, kind="stable")
        if not compared or likely[order[0]] < ANSWERED:
            return []
        answering = [(compared[one], merit[one]) for one in order if likely[one] >= ANSWERED]
        pointed = _to_the_point(question, answering)
        least = pointed[0][1] + math.log(ALSO_ANSWERS)
        best = [one for one, worth in pointed if worth >= least]
        return _short([best[0], *_completing(question, best, answering), *best[1:]])


def _to_the_point(
    question: Question, answering: Sequence[tuple[Candidate, float]]
) -> Sequence[tuple[Candidate, float]]:
    """Returns those that hold what is asked for, where some do that are nearly as likely."""
    least = answering[0][1] + math.log(TO_THE_POINT)
    asks_for_one = question.counted or question.kind == "time"
    for holds in (is_of_the_thing, fits) if asks_for_one else (is_of_the_thing,):
        holding = [(one, worth) for one, worth in answering if holds(question, one.text)]
        if holding and holding[0][1] >= least:
            return holding
    return answering


def _completing(
    question: Question,
    best: Sequence[Candidate],
    answering: Sequence[tuple[Candidate, float]],
) -> Iterator[Candidate]:
    """Yields what an answer lacks: the reason asked for, or the figure of another report."""
    first = best[0]
    if question.kind == "reason" and not any(gives_reason(one.text) for one in best):
        yield from islice((one for one, _ in answering if gives_reason(one.text)), 1)
    if question.kind == "number":
        least = answering[0][1] + math.log(OTHER_FIGURE)
        yield from (
            one
            for one, worth in answering
            if (worth >= least or dispute(first.text, one.text))
            and one.passage.article.id != first.passage.article.id
            and fits(question, one.text)
            and figures(one.text) - figures(first.text)
        )


def weighed(
    question: Question, passages: Sequence[Passage], *, embedder: Embedder
) -> tuple[list[Candidate], Numbers]:
    """Returns the sentences that may answer, each with its row of signs."""
    understood = [
        one
        for one in candidates(passages)
        if not one.leans or one.before or makes_clear(question, one)
    ]
    compared = prefiltered(question, understood)
    return compared, signs(question, compared, embedder=embedder)


def quoted(picked: Sequence[Candidate]) -> str:
    """Returns the sentences, each with the marker of its passage."""
    return " ".join(cited(one.text, (one.passage.key,)) for one in picked)


def _short(answering: Sequence[Candidate]) -> list[Candidate]:
    """Returns the first few sentences that differ, with those they lean on, in reading order."""
    picked: list[Candidate] = []
    heads: list[Candidate] = []
    for one in answering:
        group = one.with_antecedents()
        if len(heads) == MAX_ANSWERING or len({*picked, *group}) > MAX_SENTENCES:
            break
        if not any(near_duplicates(one, other) for other in picked):
            heads.append(one)
            picked += [each for each in group if each not in picked]
    return in_reading_order(picked)
