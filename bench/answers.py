"""How well the extractive writer answers and declines: SQuAD 2.0 and ClapNQ.

    python bench/answers.py [--fit] squad-2.0-dev-half.jsonl.xz clapnq-answerable-….jsonl.xz …

Each file's kind is told by its rows. SQuAD's paragraphs are cut into ones of two sentences, as news
has them. Half of its articles are indexed as one library and asked their own questions, answerable
and not ("near": made to look answerable), and those of the other half ("off-topic"). Every second
article, or ClapNQ row, is for fitting; only the rest is reported, or with `--other` only that half.
With `--fit` the weights in `rag/write/relevance.py` are found again and printed.
"""

from __future__ import annotations

import argparse
import json
import lzma
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from asked import ASKED_PER_KIND, Asked, Row, of_clapnq, of_squad
from rouge_score.rouge_scorer import RougeScorer
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression

from rag.cite import clean, read
from rag.embed import Embedder, open_embedder
from rag.settings import read_settings
from rag.types import DECLINED
from rag.write.extractive import ANSWERED, ExtractiveWriter, weighed
from rag.write.question import take_apart
from rag.write.relevance import (
    QUESTION_WEIGHTS,
    SENTENCE_WEIGHTS,
    columns,
    likelihoods,
    merits,
)

THRESHOLDS = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7)
# Questions made to look answerable must not drown the others.
FIT_WEIGHTS = {"squad near": 0.5}
RIDGE = 0.5


@dataclass(frozen=True)
class Answered:
    """What was written for a question, how likely it seemed to be answered, and the time."""

    asked: Asked
    text: str
    likelihood: float
    ms: float

    @cached_property
    def cited(self) -> list[tuple[str, str]]:
        """The sentences, each with the paragraph it cites."""
        paragraphs = {one.key: one.text for one in self.asked.passages}
        marked = read(self.text, known=paragraphs.keys()).sentences
        return [(one.text, paragraphs[one.keys[0]]) for one in marked if one.keys]


def main(arguments: Sequence[str]) -> None:
    """Prints tables for the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--asked", type=int, default=ASKED_PER_KIND, help="of SQuAD, a kind")
    parser.add_argument("--fit", action="store_true", help="find the weights again")
    parser.add_argument("--other", action="store_true", help="report the half that is for fitting")
    options = parser.parse_args(arguments)
    rows = [row for path in options.files for row in _rows(path)]
    embedder = open_embedder(read_settings())
    asked = [*of_squad([row for row in rows if "questions" in row], asked=options.asked)]
    asked += of_clapnq([row for row in rows if "passages" in row])
    if options.fit:
        _fit([one for one in asked if one.is_for_fitting], embedder)
    _report([_answered(one, embedder) for one in asked if one.is_for_fitting == options.other])


def _rows(path: Path) -> Iterator[Row]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _answered(asked: Asked, embedder: Embedder) -> Answered:
    start = time.perf_counter()
    text = "".join(ExtractiveWriter(embedder).answer(asked.question, asked.passages))
    ms = 1000 * (time.perf_counter() - start)
    shown, rows = weighed(take_apart(asked.question), asked.passages, embedder=embedder)
    likelihood = float(likelihoods(_best(rows))[0]) if shown else 0.0
    return Answered(asked, text, likelihood, ms)


def _report(answered: Sequence[Answered]) -> None:
    kinds: dict[str, list[Answered]] = defaultdict(list)
    for one in answered:
        kinds[one.asked.kind].append(one)
    print("| questions | n | declined | answer in text | right paragraph | sentences | words |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for kind, group in kinds.items():
        print(f"| {kind} | {len(group)} | " + " | ".join(_row(group)) + " |")
    print("\n| declined below | " + " | ".join(kinds) + " |")
    print("| --- |" + " --- |" * len(kinds))
    for threshold in sorted({*THRESHOLDS, ANSWERED}):
        shares = [_mean(o.likelihood < threshold for o in group) for group in kinds.values()]
        print(f"| {threshold} | " + " | ".join(f"{share:.3f}" for share in shares) + " |")
    print(f"\nms an answer, median: {statistics.median(one.ms for one in answered):.0f}")
    if chosen := kinds.get("clapnq answerable"):
        _report_selected(chosen)


def _row(group: Sequence[Answered]) -> Iterator[str]:
    written = [one for one in group if one.text != DECLINED]
    yield f"{1 - len(written) / len(group):.3f}"
    if group[0].asked.answers:
        yield f"{sum(_holds_answer(one) for one in written) / len(group):.3f}"
        right = [any(p in one.asked.paragraph for _, p in one.cited) for one in written]
        yield f"{sum(right) / len(group):.3f}" if group[0].asked.paragraph else ""
    else:
        yield from ("", "")
    yield f"{_mean(len(one.cited) for one in written):.2f}"
    yield f"{_mean(len(clean(one.text).split()) for one in written):.0f}"


def _holds_answer(one: Answered) -> bool:
    return any(
        one.asked.is_answer(sentence, one.asked.paragraph or paragraph)
        for sentence, paragraph in one.cited
    )


def _report_selected(answered: Sequence[Answered]) -> None:
    """Prints how many of the sentences that people selected were cited, and ROUGE-L."""
    right = [sum(one.asked.is_answer(*cited) for cited in one.cited) for one in answered]
    precision = sum(right) / max(1, sum(len(one.cited) for one in answered))
    recall = _mean(
        min(1.0, hits / len({*one.asked.answers}))
        for hits, one in zip(right, answered, strict=True)
    )
    scorer = RougeScorer(["rougeL"], use_stemmer=True)
    rouge = _mean(
        scorer.score(one.asked.reference, clean(one.text))["rougeL"].fmeasure for one in answered
    )
    print(f"ClapNQ: precision {precision:.3f}, recall {recall:.3f}, ROUGE-L {rouge:.3f}")


def _fit(asked: Sequence[Asked], embedder: Embedder) -> None:
    """Prints the weights of both models."""
    tables = [weighed(take_apart(one.question), one.passages, embedder=embedder) for one in asked]
    kept = [(one, shown, rows) for one, (shown, rows) in zip(asked, tables, strict=True) if shown]
    choices = []
    for one, shown, rows in kept:
        right = np.array([one.is_answer(each.text, each.passage.text) for each in shown])
        if right.any() and not right.all():
            choices.append((columns(rows, SENTENCE_WEIGHTS), right))
    print(dict(zip(SENTENCE_WEIGHTS, _softmax_weights(choices).round(2).tolist(), strict=True)))
    best = np.vstack([columns(_best(rows), QUESTION_WEIGHTS) for _, _, rows in kept])
    spread = _spread(best)
    fitted = LogisticRegression().fit(
        best / spread,
        [bool(one.answers) for one, _, _ in kept],
        sample_weight=[FIT_WEIGHTS.get(one.kind, 1.0) for one, _, _ in kept],
    )
    weights = (fitted.coef_[0] / spread).round(2).tolist()
    print(dict(zip(QUESTION_WEIGHTS, weights, strict=True)), "bias", fitted.intercept_.round(2))


def _spread(rows: Any) -> Any:
    """Returns the deviation of each column, 1 where all are the same."""
    deviation = rows.std(axis=0)
    return np.where(deviation > 0, deviation, 1.0)


def _best(rows: Any) -> Any:
    return rows[[int(np.argmax(merits(rows)))]]


def _softmax_weights(choices: Sequence[tuple[Any, Any]]) -> Any:
    """Returns the weights under which the right ones of each choice are likeliest."""
    spread = _spread(np.vstack([rows for rows, _ in choices]))

    def loss(weights: Any) -> float:
        merit = [(rows / spread @ weights, right) for rows, right in choices]
        unlikely = sum(logsumexp(one) - logsumexp(one[right]) for one, right in merit)
        return float(unlikely + RIDGE * weights @ weights)

    return minimize(loss, np.zeros(len(spread))).x / spread


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / max(1, len(known))


if __name__ == "__main__":
    main(sys.argv[1:])
