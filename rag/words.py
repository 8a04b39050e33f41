"""Words as the searchers and checkers compare them: lower case, unaccented, stemmed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

STOP_WORDS = frozenset(
    """a about after all also am an and any are as at be because been before being between both but
    by can could did do does doing down during each few for from further had has have having he her
    here hers herself him himself his how i if in into is it its itself just me more most my myself
    no nor not now of off on once only or other our ours out over own please same say says she
    should so some such tell than that the their theirs them themselves then there these they this
    those through to too under until up upon us very was we were what when where which while who
    whom whose why will with would you your yours""".split()
)

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_stemmer = Stemmer.Stemmer("english")


def plain(text: str) -> str:
    """Returns `text` in lower case without accents; its length may differ."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    accents = filter(unicodedata.combining, frozenset(decomposed))
    return decomposed.translate(dict.fromkeys(map(ord, accents)))


def words(text: str) -> list[str]:
    """Returns the words of `text` as they compare: lower case, no accents, no possessive."""
    return list(map(_bare, _WORD.findall(text)))


def stems(text: str) -> list[str]:
    """Returns the stems of the content words of `text`, in order."""
    return [_stem(word) for word in words(text) if word not in STOP_WORDS]


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    return plain(word).replace("’", "'").removesuffix("'s")


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))
