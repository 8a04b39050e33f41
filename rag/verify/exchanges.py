"""Finds what stands in a sentence where its source has something else of the same kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, TypeVar

from rag.types import Finding, FindingKind
from rag.verify.alignment import Edit
from rag.verify.belonging import stands_right
from rag.verify.contraries import are_contrary
from rag.verify.days import Day
from rag.verify.evidence import Claim, Evidence, Match
from rag.verify.forms import is_named, is_variant
from rag.verify.numbers import ABOUT_SHARE, agrees, is_comparable
from rag.verify.places import SEATS, country
from rag.verify.prepared import Prepared
from rag.verify.proper import acronym, is_title
from rag.verify.quantities import Quantity
from rag.verify.roles import BOTH_WAYS
from rag.verify.words import Word

Written = TypeVar("Written", Day, Quantity)
_LONGEST_EDIT_WORDS = 6
_FEWEST_SAME_AROUND = 2
_ARTICLES = frozenset("the a an of mr mrs ms dr and".split())
_AMOUNTS = {
    word: level
    for level, line in enumerate(("no none", "few", "some several", "many", "most", "all every"))
    for word in line.split()
}
# From one amount to another this far away is a step too much: some to all, few to many.
_AMOUNT_STEP = 2


def check_exchanges(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds the numbers, dates, names and opposites that stand in the place of others."""
    match, alignment = claim.match, claim.alignment
    if match is None or alignment is None or not alignment.is_close:
        return []
    return [
        finding
        for edit in alignment.edits
        if _is_anchored(edit, claim)
        for finding in _findings(edit, claim, match, evidence)
    ]


def _is_anchored(edit: Edit, claim: Claim) -> bool:
    if not edit.is_exchange or max(len(edit.mine), len(edit.theirs)) > _LONGEST_EDIT_WORDS:
        return False
    ends = edit.at == 0, edit.at + len(edit.mine) == len(claim.prepared.words)
    firm = (ends[0] or edit.before > 0) and (ends[1] or edit.after > 0)
    return firm and edit.before + edit.after >= _FEWEST_SAME_AROUND


def _findings(edit: Edit, claim: Claim, match: Match, evidence: Evidence) -> Iterator[Finding]:
    source = match.source.prepared
    yield from _exchanged_facts(edit, claim, match, evidence)
    said = [word for word in _named_words(edit.mine, claim) if not _is_form(word, claim, evidence)]
    there = _capitals(edit, source)
    if said and there and _is_other(said, there, evidence):
        moved = _is_moved(said, there, claim, match)
        if not moved and not _is_mere_order(said, there, edit, match):
            yield _finding("name", said, there, match)
    for mine, theirs in _word_for_word(edit):
        if are_contrary(mine, theirs):
            yield _finding("opposite", [mine], [theirs], match)
        elif _is_other_word(mine, theirs, claim, evidence):
            yield _finding("wording", [mine], [theirs], match)
        levels = _AMOUNTS.get(mine.fold), _AMOUNTS.get(theirs.fold)
        if None not in levels and abs(levels[0] - levels[1]) >= _AMOUNT_STEP:  # type: ignore[operator]
            yield _finding("opposite", [mine], [theirs], match)


def _word_for_word(edit: Edit) -> Iterator[tuple[Word, Word]]:
    if len(edit.mine) == len(edit.theirs) <= 2:
        yield from zip(edit.mine, edit.theirs, strict=True)


def _is_other_word(mine: Word, theirs: Word, claim: Claim, evidence: Evidence) -> bool:
    """Whether a plain word stands for another and may be its synonym or not: rules can't tell."""
    if not (mine.is_content and theirs.is_content) or mine.is_capitalised or mine.fold.isdigit():
        return False
    if any(one.start <= mine.start < one.end for one in claim.prepared.quantities):
        return False
    return mine.stem not in evidence.cited.stems


def _exchanged_facts(
    edit: Edit, claim: Claim, match: Match, evidence: Evidence
) -> Iterator[Finding]:
    """Yields the numbers and dates of which the source has others in the same place."""
    mine, theirs = claim.prepared, match.source.prepared
    days = _touched(mine.days, edit.mine), _touched(theirs.days, edit.theirs)
    for day in days[0]:
        if not days[1] or any(_may_agree(day, one) for one in days[1]):
            continue
        if not stands_right(day, match, claim):
            yield _stands_for("date", day, days[1][0], match)
    numbers = _touched(mine.quantities, edit.mine), _touched(theirs.quantities, edit.theirs)
    for number in numbers[0]:
        rivals = [one for one in numbers[1] if is_comparable(number, one)]
        if not rivals or any(_may_be(number, one, evidence) for one in rivals):
            continue
        if not stands_right(number, match, claim):
            yield _stands_for("number", number, rivals[0], match)


def _may_be(mine: Quantity, theirs: Quantity, evidence: Evidence) -> bool:
    """Whether a number is the source's, or the exact one behind its "more than 130"."""
    if agrees(mine, theirs):
        return True
    if not theirs.bound or abs(mine.value - theirs.value) > ABOUT_SHARE * theirs.value:
        return False
    found = (*evidence.cited.quantities, *evidence.nearby.quantities)
    return any(one.value == mine.value for one in found)


def _may_agree(mine: Day, theirs: Day) -> bool:
    if not mine.parts or mine.agrees_with(theirs) or theirs.agrees_with(mine):
        return True
    return not set(mine.parts) & set(theirs.parts)  # "on Friday" for "on 12 July"


def _stands_for(
    kind: FindingKind, mine: Day | Quantity, theirs: Day | Quantity, match: Match
) -> Finding:
    key = match.source.passage.key
    reason = f"{mine.text.strip()} stands where [{key}] says {theirs.text.strip()}"
    there = match.source.citation(theirs.start, theirs.end)
    return Finding(kind, "fault", reason, mine.start, mine.end, there)


def _touched(found: Iterable[Written], words: Sequence[Word]) -> list[Written]:
    return [one for one in found if any(one.start <= w.start < one.end for w in words)]


def _named_words(words: Sequence[Word], claim: Claim) -> list[Word]:
    """Returns the words of an edit that belong to names; none if it holds others that count."""
    named = {word for name in claim.names for word in name.weighty}
    rest = [w for w in words if w not in named and w.is_content and not is_title(w)]
    return [word for word in words if word in named] if len(rest) == 0 else []


def _is_form(word: Word, claim: Claim, evidence: Evidence) -> bool:
    """Whether the source has a word in another form only: "WHO", or another spelling."""
    if word.fold in evidence.cited.folds:
        return False
    return any(word in name.words and is_named(word, name, evidence.cited) for name in claim.names)


def _capitals(edit: Edit, source: Prepared) -> list[Word]:
    """Returns the names that stand on the source's side of an edit."""
    opens = {stretch.words[0] for stretch in source.stretches if stretch.words}
    heavy = [w for w in edit.theirs if w.is_content and not is_title(w)]
    if not heavy or sum(not w.is_capitalised for w in heavy) > 1:
        return []
    found = [w for w in heavy if w.is_capitalised and len(w.fold) > 1]
    if len(found) == 1 and found[0] in opens and not _is_name_elsewhere(found[0], source):
        return []
    return found


def _is_name_elsewhere(word: Word, source: Prepared) -> bool:
    return any(
        other.fold == word.fold and other.is_capitalised
        for stretch in source.stretches
        for other in stretch.words[1:]
    )


def _is_other(mine: Sequence[Word], theirs: Sequence[Word], evidence: Evidence) -> bool:
    """Whether two names are of two bearers, as far as spelling, places and the article tell."""
    if any(_are_alike(a, b) for a in mine for b in theirs) or _is_dotted(mine, theirs):
        return False
    lands = [_lands(words) for words in (mine, theirs)]
    if lands[0] & lands[1]:
        return False
    if acronym(mine) == theirs[0].fold or acronym(theirs) == mine[0].fold:
        return False
    texts = (*evidence.cited.texts, *evidence.facts.texts, *evidence.nearby.texts)
    return not any(_are_one(mine[0], theirs[-1], text) for text in texts)


def _are_alike(mine: Word, theirs: Word) -> bool:
    return mine.stem == theirs.stem or is_variant(mine.fold, theirs.fold)


def _is_dotted(mine: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether it is an addition such as "D.C." or "PhD", of which capitals tell little."""
    if len(mine) > 1:
        return False
    return "." in mine[0].text or mine[0].fold.startswith(theirs[0].fold)


def _is_moved(mine: Sequence[Word], theirs: Sequence[Word], claim: Claim, match: Match) -> bool:
    """Whether the source's sentence has the name as often, only elsewhere, and lost the other."""
    name, other = mine[-1].fold, theirs[-1].fold
    there = sum(word.fold == name for word in match.stretch.words)
    here = sum(word.fold == name for word in claim.prepared.words)
    return 0 < here <= there and other not in claim.prepared.folds


def _lands(words: Sequence[Word]) -> set[str]:
    surface = [word.text for word in words]
    single = [country([one]) or SEATS.get(one.lower()) for one in surface]
    whole = country(surface) or SEATS.get(" ".join(surface).lower())
    return {one for one in (*single, whole) if one}


def _are_one(mine: Word, theirs: Word, text: Prepared) -> bool:
    """Whether a text puts both words in one name: "Elena Duarte" for "Duarte" and "Elena"."""
    wanted = {mine.fold, theirs.fold}
    if not wanted <= text.capitals:
        return False
    return any(
        {a.fold, b.fold} == wanted and text.text[a.end : b.start] in (" ", " (", "-")
        for a, b in pairwise(text.words)
    )


def _is_mere_order(mine: Sequence[Word], theirs: Sequence[Word], edit: Edit, match: Match) -> bool:
    """Whether both names stand in the source's sentence, and which is first says nothing."""
    words = match.stretch.words
    places = [i for i, w in enumerate(words) if w.fold == mine[0].fold]
    if not places:
        return False
    idle = all(not w.is_content or w in mine or is_title(w) for w in edit.mine)
    plain = {w.fold for w in edit.mine if w not in mine and not is_title(w)} <= _ARTICLES
    if not (idle and plain):
        return True  # turned round: "was struck by"
    there = words.index(theirs[-1])
    first, last = sorted((places[0], there))
    return all(
        w.fold in BOTH_WAYS or w.is_capitalised or w.fold in _ARTICLES
        for w in words[first + 1 : last]
    )


def _finding(
    kind: FindingKind, mine: Sequence[Word], theirs: Sequence[Word], match: Match
) -> Finding:
    text, there = match.source.prepared.text, (theirs[0].start, theirs[-1].end)
    written = " ".join(word.text for word in mine)
    reason = f'"{written}" stands where [{match.source.passage.key}] says "{text[slice(*there)]}"'
    nearest = match.source.citation(*there)
    weight: Literal["fault", "doubt"] = "doubt" if kind == "wording" else "fault"
    return Finding(kind, weight, reason, mine[0].start, mine[-1].end, nearest)
