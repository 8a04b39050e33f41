"""Words, stems and folded text: what every check compares."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from rag.verify.irregular import BASES

_WORD = re.compile(
    r"(?=[^\W_])(?:(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+(?:['’][^\W_]+)*)"
)
_PLAIN = {
    '"': "“”„‟«»″＂",
    "'": "‘’‚‛′＇`´",
    "-": "‐‑‒–—―−",
    "": "\u00ad\u200b\u200c\u200d\u2060\ufeff",
}
_TYPOGRAPHY = {ord(one): plain for plain, others in _PLAIN.items() for one in others}
_UNSEEN = frozenset(_PLAIN[""])
_SPACES = re.compile(r"\s+")

STOP_WORDS = frozenset(
    """mr mrs ms dr
    a about above according add added after again against all also although am among an and any
    are aren't as at be because been before being below between both but by came can can't cannot
    come could couldn't did didn't do does doesn't doing don't down during each either else even
    ever few for from further get gets got had hadn't has hasn't have haven't having he her here
    hers herself him himself his how however i i'm i've if in including into is isn't it it's its
    itself just like made make many may me might more most much must my myself neither no nor not
    now of off on once one only onto or other others our ours out over own per same say saying says
    said she should shouldn't since so some such than that that's the their theirs them themselves
    then there there's these they they're this those though through to too toward towards under
    until up upon us use used using very via was wasn't we we're well were weren't what when where
    whether which while who whom whose why will with within without won't would wouldn't yet you
    you're your yours""".split()
)


class Word(NamedTuple):
    """One word of a text: as it stands, folded for comparison, and stemmed.

    `is_content` tells whether it says something by itself. A tuple, since a word is made for each
    word that is read, and made in a third of the time of a dataclass.
    """

    start: int
    end: int
    text: str
    fold: str
    stem: str
    is_capitalised: bool
    is_content: bool


def words(text: str) -> tuple[Word, ...]:
    """Returns the words of `text`, in order."""
    return tuple(
        [Word(match.start(), match.end(), *_read(match[0])) for match in _WORD.finditer(text)]
    )


@lru_cache(maxsize=50_000)
def _read(word: str) -> tuple[str, str, str, bool, bool]:
    fold = fold_word(word)
    is_content = fold not in STOP_WORDS and (len(fold) > 1 or fold.isdigit())
    return word, fold, stem(fold), word[0].isupper(), is_content


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """Returns a word in lower case, without accents, dots of an acronym and possessive ending."""
    plain = unicodedata.normalize("NFKD", word)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'").lower()
    if plain.endswith("'s") and len(plain) > 2:
        plain = plain[:-2]
    if plain in ("us", "u.s.") and word.isupper():
        return "u.s"  # not the pronoun
    return plain.replace(".", "") if plain.endswith(".") else plain


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Returns the English stem of a folded word."""
    # A stemmer is not safe to share between threads and costs two microseconds to make.
    return str(Stemmer.Stemmer("english").stemWord(BASES.get(word, word)))


def straightened(text: str) -> str:
    """Returns `text` with plain quotes and dashes, and single spaces."""
    return _SPACES.sub(" ", text.translate(_TYPOGRAPHY))


@lru_cache(maxsize=256)
def straightened_places(text: str) -> tuple[int, ...]:
    """Returns where each character of the straightened text stands in `text`, and its end."""
    places: list[int] = []
    in_space = False
    for place, character in enumerate(text):
        space = bool(_SPACES.match(character))
        if character not in _UNSEEN and not (space and in_space):
            places.append(place)
        if character not in _UNSEEN:
            in_space = space
    return (*places, len(text))
