"""How much of a question's own wording stands in a text: side by side, or close together."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise

import Stemmer

from rag.words import STOP_WORDS, plain

MOST_STEMS = 1 << 16
MOST_TEXTS = 1 << 10

_WORD = re.compile(r"[^\W_]+")
_TYPOGRAPHIC = re.compile("[‘’“”–—…]")
# ASCII text is cut at spaces, once all else that is no part of a word is one: quickest as bytes.
_ONLY_WORDS = bytes(one if chr(one).isalnum() else 32 for one in range(128)).lower().ljust(256)
# Good enough to tell what is close together, and six times as fast as telling sentences.
_SENTENCE_END = re.compile(r"[.!?]\s+")
_stemmer = Stemmer.Stemmer("english")
_stop_stems = frozenset(_stemmer.stemWords(sorted(STOP_WORDS)))


def shared_pairs(question: str, texts: Sequence[str]) -> list[float]:
    """Returns for each text how many of the question's pairs it holds, from 0 to 1, the most.

    A pair that fewer of the texts hold counts for more; a pair of two function words is none.
    Source: Metzler and Croft, A Markov random field model for term dependencies, 2005.
    """
    asked = _pairs(question)
    lines = map(_stemmed, texts) if asked else ()
    held = [[pair for pair in asked if pair in line] for line in lines]
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
    held = [[asked.intersection(one) for one in _sentences(text)] for text in texts]
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
    return _stemmed(phrase) in _stemmed(text)


def _pairs(question: str) -> list[str]:
    """Returns the pairs of a question, each once, as they stand in a stemmed text."""
    pairs = pairwise(_stems(question))
    return list(dict.fromkeys(_line(pair) for pair in pairs if not _stop_stems.issuperset(pair)))


def _stemmed(text: str) -> str:
    return _line(chain.from_iterable(_sentences(text)))


@lru_cache(maxsize=MOST_TEXTS)
def _sentences(text: str) -> tuple[tuple[str, ...], ...]:
    """Returns the stems of each sentence; of a search's texts, kept from one look to the next."""
    return tuple(tuple(_stems(one)) for one in _SENTENCE_END.split(text))


def _line(stems: Iterable[str]) -> str:
    """Returns stems in a line, with a space before and after each."""
    return f" {' '.join(stems)} "


def _stems(text: str) -> Iterable[str]:
    if not text.isascii():
        text = _TYPOGRAPHIC.sub(" ", text)
    if text.isascii():
        return map(_stem, text.encode().translate(_ONLY_WORDS).split())
    return map(_stem, _WORD.findall(plain(text)))


class _Stems(dict[str | bytes, str]):
    """The stems of words, each found once; looked up in half the time that an lru_cache takes."""

    def __missing__(self, word: str | bytes) -> str:
        if len(self) >= MOST_STEMS:
            self.clear()
        text = word if isinstance(word, str) else word.decode()
        stem = self[word] = str(_stemmer.stemWord(text))
        return stem


_stem = _Stems().__getitem__
