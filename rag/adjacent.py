"""How much of a question's own wording stands in a text: side by side, or close together."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import Stemmer

from rag.words import STOP_WORDS, plain

Pair = tuple[str, str]

_WORD = re.compile(r"[^\W_]+")
# Good enough to tell what is close together, and six times as fast as telling sentences.
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_stemmer = Stemmer.Stemmer("english")
_stop_stems = frozenset(_stemmer.stemWords(sorted(STOP_WORDS)))


def shared_pairs(question: str, texts: Sequence[str]) -> list[float]:
    """Returns for each text how many of the question's pairs it holds, from 0 to 1, the most.

    A pair that fewer of the texts hold counts for more; a pair of two function words is none.
    Source: Metzler and Croft, A Markov random field model for term dependencies, 2005.
    """
    asked = frozenset(pair for pair in _pairs(question) if not _stop_stems.issuperset(pair))
    held = [asked.intersection(_pairs(text)) for text in texts] if asked else []
    spread = Counter(pair for pairs in held for pair in pairs)
    weights = {pair: math.log(1 + len(texts) / count) for pair, count in spread.items()}
    sums = [sum(weights[pair] for pair in pairs) for pairs in held]
    most = max(sums, default=0.0)
    return [one / most for one in sums] if most else [0.0] * len(texts)


def said_together(question: str, texts: Sequence[str]) -> list[float]:
    """Returns for each text how much of a question two adjacent sentences hold, from 0 to 1.

    A word that fewer of the texts hold counts for more; function words do not count.
    """
    asked = frozenset(_stems(question)) - _stop_stems
    held = [[asked.intersection(_stems(one)) for one in _SENTENCE_END.split(t)] for t in texts]
    spread = Counter(word for parts in held for word in frozenset().union(*parts))
    weights = {word: math.log(1 + len(texts) / max(spread[word], 1)) for word in asked}
    total = sum(weights.values()) or 1.0
    return [_heaviest(parts, weights) / total for parts in held]


def _heaviest(parts: Sequence[frozenset[str]], weights: Mapping[str, float]) -> float:
    """Returns the weight of the two adjacent parts that together weigh most."""
    runs = [one | other for one, other in pairwise(parts)] or parts
    return max(sum(weights[word] for word in run) for run in runs)


def says(text: str, phrase: str) -> bool:
    """Tells whether the words of a phrase stand in a text, side by side, in whatever form."""
    return f" {' '.join(_stems(phrase))} " in f" {' '.join(_stems(text))} "


def _pairs(text: str) -> Iterator[Pair]:
    return pairwise(_stems(text))


def _stems(text: str) -> Iterator[str]:
    return map(_stem, _WORD.findall(text.lower() if text.isascii() else plain(text)))


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))
