"""Finds the people, places and organisations that what a sentence cites does not name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from rag.types import Finding
from rag.verify.evidence import Claim, Evidence, Pool
from rag.verify.forms import is_variant, missing_in, surface
from rag.verify.places import country
from rag.verify.prepared import Prepared
from rag.verify.proper import Name, is_title
from rag.verify.words import Word

# "Voters in Visby" is not in the place of "Berg in Visby".
_PREPOSITIONS = frozenset("and as at by for from in of on or to with".split())
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
    missing = missing_in(name, evidence.cited)
    if not missing:
        return _clash(name, evidence)
    said = _said(name, missing)
    if not missing_in(name, evidence.cited_and_facts):
        # The title and the outlet say what an article is about; not that this paragraph says so.
        return _doubt(name, f"{said} is not named in {evidence.label}, but in the article's title")
    if not missing_in(name, evidence.cited_and_nearby):
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
        missing[-1] is not name.weighty[-1]
        or {word.fold for word in missing} <= _KINDS
        or _is_added_number(name, missing, evidence.cited)
    ):
        return _doubt(name, f"{said} is not in {evidence.label}")
    if country(surface(missing)) in evidence.cited.implied:
        return _doubt(name, f"{said} is not named in {evidence.label}")
    return Finding(
        "name", "fault", f"{said} is not named in {evidence.label}", name.start, name.end
    )


def _is_added_number(name: Name, missing: Sequence[Word], pool: Pool) -> bool:
    """Whether only a number is added to a name that stands without one: COVID-19 for COVID."""
    if len(missing) != 1 or not missing[0].fold.isdigit() or missing[0] is not name.words[-1]:
        return False
    before = name.words[-2].fold
    return not any(
        one.fold == before and other.fold.isdigit()
        for text in pool.texts
        for one, other in pairwise(text.words)
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
