"""How weights that are found on one half of SummEval do on the other, beside the lead there.

    python bench/halves.py summeval-100.jsonl.xz

The extractive writer's weights for one article were found on these articles; this tells how much of
what they gain is theirs and how much is luck. Rows with text and reference; ROUGE F1 with stemming.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import astuple
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rouge_score.rouge_scorer import RougeScorer
from summaries import MEASURES, SENTENCES, Row, candidates_of, rows_of, sentences_of

from rag.embed import Embedder, open_embedder
from rag.settings import read_settings
from rag.write.lengths import Limit
from rag.write.summary import WEIGHTS, Weights, chosen

# To choose from: `lead`, `central`, `figures`, `length`, `repeated` of `rag.write.summary.Weights`.
GRID = ((2, 3, 4, 6), (0, 0.1, 0.2), (0, 0.05, 0.1), (-0.2, 0, 0.2), (0.2, 0.4))

Numbers = NDArray[np.float64]


def main(paths: Sequence[str]) -> None:
    """Prints the table for a file."""
    if len(paths) != 1:
        raise SystemExit(__doc__)
    scored = Scored(list(rows_of(Path(paths[0]))), open_embedder(read_settings()))
    settings = [Weights(*one) for one in product(*GRID)]
    print(f"the best of {len(settings)} settings on one half, measured on the other")
    print("| measured on | | ROUGE-1 | ROUGE-2 | ROUGE-Lsum |")
    print("| --- | --- | --- | --- | --- |")
    odd, even = scored.places[1::2], scored.places[::2]
    for name, found_on, measured_on in (("even", odd, even), ("odd", even, odd)):
        best = max(settings, key=lambda one, on=found_on: scored.mean(one, on).sum())  # type: ignore[misc]
        for told, weights in (
            (f"found on the other half: {astuple(best)}", best),
            (f"as it is: {astuple(WEIGHTS)}", WEIGHTS),
            ("Lead-3", None),
        ):
            means = " | ".join(f"{one:.1f}" for one in scored.mean(weights, measured_on))
            print(f"| {name} | {told} | {means} |", flush=True)


class Scored:
    """The articles, their sentences embedded once, each choice of sentences scored once."""

    def __init__(self, articles: Sequence[Row], embedder: Embedder) -> None:
        self.places = range(len(articles))
        self._told = [sentences_of(row["text"]) for row in articles]
        self._found = [candidates_of(told) for told in self._told]
        self._references = ["\n".join(sentences_of(row["reference"])) for row in articles]
        self._embedder = Remembering(embedder)
        self._scorer = RougeScorer(list(MEASURES), use_stemmer=True)
        self._scores: dict[tuple[int, str], list[float]] = {}

    def mean(self, weights: Weights | None, places: Sequence[int]) -> Numbers:
        """Returns the mean ROUGE over some articles; without weights, that of the lead."""
        return np.asarray(np.mean([self._score(weights, place) for place in places], axis=0))

    def _score(self, weights: Weights | None, place: int) -> list[float]:
        picked = self._told[place][:SENTENCES]
        if weights is not None:
            limit = Limit(sentences=SENTENCES)
            found = chosen(
                self._found[place], limit=limit, embedder=self._embedder, weights=weights
            )
            picked = [one.text for one in found]
        written = "\n".join(picked)
        if (place, written) not in self._scores:
            score = self._scorer.score(self._references[place], written)
            self._scores[place, written] = [100 * score[one].fmeasure for one in MEASURES]
        return self._scores[place, written]


class Remembering:
    """An embedder that embeds each list of texts once."""

    def __init__(self, embedder: Embedder) -> None:
        self.version, self.dimension = embedder.version, embedder.dimension
        self.window, self.count_tokens = embedder.window, embedder.count_tokens
        self._embedder = embedder
        self._known: dict[tuple[str, ...], NDArray[np.float32]] = {}

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns the vectors of texts."""
        if tuple(texts) not in self._known:
            self._known[tuple(texts)] = self._embedder.embed(texts)
        return self._known[tuple(texts)]


if __name__ == "__main__":
    main(sys.argv[1:])
