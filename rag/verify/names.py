"""Finds the people, places and organisations that what a sentence cites does not name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from rag.types import Finding
from rag.verify.evidence import Claim, Evidence, Pool
from rag.verify.places import country
from rag.verify.prepared import Prepared
from rag.verify.proper import Name, acronym, is_title
from rag.verify.words import Word, stem

# Sergey and Sergei, Zelensky and Zelenskyy: how alike two spellings of one name are.
SPELLING_SIMILARITY = 0.8
_SHORTEST_VARIANT = 4
# "Voters in Visby" is not in the place of "Berg in Visby".
_PREPOSITIONS = frozenset("and as at by for from in of on or to with".split())
_DEMONYM_ENDINGS = ("ians", "ian", "ans", "an", "ese", "is", "i", "ish")
# What a name may gain or lose without becoming another: Tulsa, Tulsa County.
_KINDS = frozenset(
    """county city state states province university college company inc corp corporation ltd group
    party department ministry republic bank church school street avenue road river island islands
    agency office police government court house team club association union""".split()
)


def check_names(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds the names of a sentence that its evidence does not hold."""
    return [
        finding
        for name in claim.names
        if any(len(word.fold) > 1 for word in name.weighty)
        and (finding := _finding(name, claim, evidence)) is not None
    ]


def _finding(name: Name, claim: Claim, evidence: Evidence) -> Finding | None:
    missing = _missing(name, evidence.cited)
    if not missing:
        return _clash(name, evidence)
    said = _said(name, missing)
    if not _missing(name, evidence.cited_and_facts):
        # The title and the outlet say what an article is about; not that this paragraph says so.
        return _doubt(name, f"{said} is not named in {evidence.label}, but in the article's title")
    if not _missing(name, evidence.cited_and_nearby):
        return _doubt(
            name, f"{said} is not named in {evidence.label}, but elsewhere in the article"
        )
    if not name.is_certain:
        return _usurped(name, claim, evidence)
    namesake = _namesake(name, missing, evidence.cited)
    if namesake:
        reason = f"{name.text} is not named in {evidence.label}, which names {namesake}"
        return Finding("name", "fault", reason, name.start, name.end)
    if len(missing) < len(name.weighty) and (
        missing[-1] is not name.weighty[-1] or {word.fold for word in missing} <= _KINDS
    ):
        return _doubt(name, f"{said} is not in {evidence.label}")
    if country(_surface(missing)) in evidence.cited.implied:
        return _doubt(name, f"{said} is not named in {evidence.label}")
    return Finding(
        "name", "fault", f"{said} is not named in {evidence.label}", name.start, name.end
    )


def _clash(name: Name, evidence: Evidence) -> Finding | None:
    """A name of which the source has all words, but one of them never in its place."""
    length = len(name.words)
    if length < 3:
        return None
    nearest = ""
    for text in evidence.cited.texts:
        for start in range(len(text.words) - length + 1):
            window = text.words[start : start + length]
            differs = [(a, b) for a, b in zip(name.words, window, strict=True) if a.fold != b.fold]
            if not differs:
                return None
            if len(differs) == 1 and _follows(differs[0][0], window, differs[0][1], text):
                return None  # a word of the name is left out
            if len(differs) == 1 and _is_other(*differs[0], first=window[0]):
                nearest = text.text[window[0].start : window[-1].end]
    if not nearest:
        return None
    reason = f"{name.text} is not named in {evidence.label}, which names {nearest}"
    return Finding("name", "fault", reason, name.start, name.end)


def _follows(mine: Word, window: Sequence[Word], theirs: Word, text: Prepared) -> bool:
    """Whether the source has the word right after the one that stands in its place."""
    place = text.words.index(window[0]) + window.index(theirs) + 1
    return text.words[place : place + 1] != () and text.words[place].fold == mine.fold


def _is_other(mine: Word, theirs: Word, *, first: Word) -> bool:
    """Whether one word stands for the other inside a name that begins alike."""
    if theirs is first or not first.is_capitalised or is_title(mine) or is_title(theirs):
        return False
    return theirs.is_capitalised and mine.is_capitalised and not is_variant(mine.fold, theirs.fold)


def _usurped(name: Name, claim: Claim, evidence: Evidence) -> Finding | None:
    """A first word that stands where the source has a name: "Trump did not attend"."""
    following = [w.fold for w in claim.prepared.words if w.start >= name.end][:2]
    if len(following) < 2 or following[0] in _PREPOSITIONS or claim.match is None:
        return None
    theirs = claim.match.stretch.words
    for here, second, third in zip(theirs, theirs[1:], theirs[2:], strict=False):
        if [second.fold, third.fold] == following and _is_known_name(here, evidence):
            reason = f"{name.text} is not named in {evidence.label}, which names {here.text}"
            return Finding("name", "fault", reason, name.start, name.end)
    return None


def _is_known_name(word: Word, evidence: Evidence) -> bool:
    """Whether a word also has its capital where no sentence begins."""
    texts = (*evidence.cited.texts, *evidence.nearby.texts, *evidence.facts.texts)
    return word.is_content and any(
        other.fold == word.fold and other.is_capitalised
        for text in texts
        for stretch in text.stretches
        for other in stretch.words[1:]
    )


def _doubt(name: Name, reason: str) -> Finding:
    return Finding("name", "doubt", reason, name.start, name.end)


def _said(name: Name, missing: Collection[Word]) -> str:
    if len(missing) == len(name.weighty):
        return name.text.removesuffix("'s").removesuffix("’s")
    return " ".join(word.text for word in missing).removesuffix("'s").removesuffix("’s")


def _surface(words: Collection[Word]) -> list[str]:
    return [word.text for word in words]


def is_named(word: Word, name: Name, pool: Pool) -> bool:
    """Whether a pool holds a word of a name in any form: spelt otherwise, as an acronym."""
    return not any(word is other for other in _missing(name, pool))


def _missing(name: Name, pool: Pool) -> tuple[Word, ...]:
    """Returns the words of a name that a pool holds in no form."""
    weighty = name.weighty
    if country(_surface(name.words)) in pool.countries:
        return ()
    missing = tuple(word for word in weighty if not _holds(pool, word))
    if missing and len(weighty) > 1 and _has_initials(name, pool):
        return ()
    if len(missing) > 1 and country(_surface(missing)) in pool.countries:
        return ()
    return missing


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


def _namesake(name: Name, missing: Collection[Word], pool: Pool) -> str:
    """Returns another name with the same last word where the sentence has a first name."""
    weighty = [word for word in name.weighty if country([word.text]) is None]
    if len(weighty) != 2 or tuple(missing) != (weighty[0],):
        return ""
    family = weighty[1].fold
    for text in pool.texts:
        for first, last in zip(text.words, text.words[1:], strict=False):
            adjacent = text.text[first.end : last.start] == " "
            if last.fold == family and adjacent and _is_first_name(first):
                return f"{first.text} {last.text}"
    return ""


def _is_first_name(word: Word) -> bool:
    if not word.is_capitalised or not word.is_content or len(word.text) <= 2:
        return False
    return not is_title(word) and country([word.text]) is None
