"""The forms in which one name is written: short, spelt otherwise, as an acronym, as a people's."""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher
from functools import lru_cache

from rag.verify.evidence import Pool
from rag.verify.places import country
from rag.verify.proper import Name, acronym
from rag.verify.words import Word, stem

# Sergey and Sergei, Zelensky and Zelenskyy: how alike two spellings of one name are.
SPELLING_SIMILARITY = 0.8
_SHORTEST_VARIANT = 4
_DEMONYM_ENDINGS = ("ians", "ian", "ans", "an", "ese", "is", "i", "ish")
_FEWEST_INITIALS = 3  # two words begin with any two letters somewhere
_QUARTERS = {"q1": "first", "q2": "second", "q3": "third", "q4": "fourth"}


def is_named(word: Word, name: Name, pool: Pool) -> bool:
    """Whether a pool holds a word of a name in any form: spelt otherwise, as an acronym."""
    return not any(word is other for other in missing_in(name, pool))


def missing_in(name: Name, pool: Pool) -> tuple[Word, ...]:
    """Returns the words of a name that a pool holds in no form."""
    weighty = name.weighty
    if country(surface(name.words)) in pool.countries:
        return ()
    missing = tuple(word for word in weighty if not _holds(pool, word))
    if missing and len(weighty) > 1 and _has_initials(name, pool):
        return ()
    missing = tuple(word for word in missing if not _is_spelled_out(word, pool))
    if len(missing) > 1 and country(surface(missing)) in pool.countries:
        return ()
    return missing


def _is_spelled_out(word: Word, pool: Pool) -> bool:
    """Whether a pool has "gross domestic product" for GDP, or "second quarter" for Q2."""
    if (ordinal := _QUARTERS.get(word.fold)) is not None:
        return any(f"{ordinal} quarter" in text.lowered for text in pool.texts)
    size, initials = len(word.fold), word.fold
    if size < _FEWEST_INITIALS or sum(letter.isupper() for letter in word.text) < 2:
        return False
    return any(
        "".join([one.fold[0] for one in text.words[at : at + size]]) == initials
        for text in pool.texts
        for at in range(len(text.words) - size + 1)
        if text.words[at].fold[0] == initials[0]
        and text.words[at].is_content
        and text.words[at + size - 1].is_content
    )


def _has_initials(name: Name, pool: Pool) -> bool:
    return len(name.weighty) > 1 and acronym(name.words) in pool.capitals


def _holds(pool: Pool, word: Word) -> bool:
    fold = word.fold
    if fold in pool.folds or word.stem in pool.stems or country([word.text]) in pool.countries:
        return True
    if len(fold) == 2 and word.text.isupper() and _abbreviates(fold, pool):  # MA, CA
        return True
    if len(fold) == 1:  # an initial
        return any(other.startswith(fold) for other in pool.capitals)
    if word.text.isupper() and fold in pool.acronyms:
        return True
    singular = fold.removesuffix("s").removesuffix("'")
    if singular in pool.folds or f"{fold}s" in pool.folds or stem(singular) in pool.stems:
        return True
    alike = [other for other in pool.capitals if other[0] == fold[0]]
    if any(is_variant(fold, other) or _is_demonym(fold, other) for other in alike):
        return True
    return any(fold in text.lowered.replace(".", "").split() for text in pool.texts)  # Ph.D.


def _abbreviates(fold: str, pool: Pool) -> bool:
    return any(other[0] == fold[0] and fold[1] in other[1:] for other in pool.capitals)


def _is_demonym(fold: str, other: str) -> bool:
    """Whether a word is made of a place's name: Ghanaian, Peruvian, Taiwanese, Qatari."""
    ending = next((one for one in _DEMONYM_ENDINGS if fold.endswith(one)), "")
    base = fold.removesuffix(ending)
    if not ending or min(len(base), len(other)) < _SHORTEST_VARIANT:
        return False
    return (other.startswith(base) or base.startswith(other)) and abs(len(base) - len(other)) <= 2


@lru_cache(maxsize=50_000)
def is_variant(one: str, other: str) -> bool:
    """Whether two folded words may be spellings of one name."""
    if one[0] != other[0] or abs(len(one) - len(other)) > 2:
        return False
    if min(len(one), len(other)) < _SHORTEST_VARIANT:
        return False
    return SequenceMatcher(None, one, other).ratio() >= SPELLING_SIMILARITY


def surface(words: Collection[Word]) -> list[str]:
    """Returns words as they stand."""
    return [word.text for word in words]
