"""Finds the numbers of a sentence that are not in what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import isclose

from rag.types import Finding
from rag.verify.evidence import Claim, Evidence
from rag.verify.prepared import Prepared
from rag.verify.quantities import MEASURES, Quantity
from rag.verify.words import STOP_WORDS

# How far from the source "about", "nearly" and "more than" may stand, as a share of the number.
ABOUT_SHARE = 0.1
BELOW_SHARE = 0.15
ABOVE_SHARE = 0.25
_HOUR_BEFORE = re.compile(r"\b(?:at|by|until|till|before|after|from|around)\s$", re.I)
_HOUR_CHARACTERS = 8
NEAR_SHARE = 0.7
NEAR_VALUE_SHARE = 0.3
_FRACTION_TOLERANCE = 0.03
_AFTER_NUMBER = re.compile(r"\d[^\W\d_]*\W{0,3}[^\W\d_]*\s?\((?:\d+\s?[-–]\s?)?$")


def check_numbers(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds the numbers of a sentence that its evidence does not bear out."""
    return [
        finding
        for said in claim.prepared.quantities
        if (finding := _finding(said, claim, evidence)) is not None
    ]


def _finding(said: Quantity, claim: Claim, evidence: Evidence) -> Finding | None:
    if is_idle(said) or _is_year(said, evidence):
        return None
    if _is_in(said, evidence.cited.quantities):
        return _narrowed(said, claim, evidence)
    if _is_in(said, evidence.facts.quantities) or _is_quoted_in_name(said, claim):
        return None
    text = said.text.strip()
    rival = _rival(said, claim, evidence)
    there = evidence.place_of(rival)
    if _is_in(said, evidence.nearby.quantities) and not _replaces(said, rival, claim):
        reason = f"{text} is not in {evidence.label}, but elsewhere in the article"
        return Finding("number", "doubt", reason, said.start, said.end)
    reason = f"{text} is not in {evidence.label}"
    if rival is not None:
        reason += f", which says {_with_bound(rival)}"
    if _is_converted(said, claim):
        return Finding(
            "number", "doubt", f"{reason}; it may be a conversion", said.start, said.end, there
        )
    if any(_may_be_hour(said, text) for text in evidence.cited.texts):
        reason += "; it may be the hour"
        return Finding("number", "doubt", reason, said.start, said.end, there)
    if _is_reckoned(said, evidence.cited.quantities):
        reason += "; it may have been reckoned from what is there"
        return Finding("number", "doubt", reason, said.start, said.end, there)
    listed = said.is_small_count and (rival is None or not rival.unit == said.unit != "")
    return Finding("number", "doubt" if listed else "fault", reason, said.start, said.end, there)


def _narrowed(said: Quantity, claim: Claim, evidence: Evidence) -> Finding | None:
    """A number that is exact here and a bound in the source, or all here and a part there."""
    found = [one for one in evidence.cited.quantities if _is_in(said, [one])]
    if not said.part and all(one.part for one in found) and not _tells_part(claim, found):
        reason = f"{said.text.strip()} is the whole of which {evidence.label} tells {found[0].part}"
        nearest = evidence.place_of(found[0])
        return Finding("number", "doubt", reason, said.start, said.end, nearest)
    if said.bound or any(one.bound not in ("below", "above") for one in found):
        return None
    limit = found[0]
    reason = f"{said.text.strip()} is {_with_bound(limit)} in {evidence.label}"
    nearest = evidence.place_of(limit)
    return Finding("number", "doubt", reason, said.start, said.end, nearest)


def _tells_part(claim: Claim, found: Sequence[Quantity]) -> bool:
    """Whether a sentence names the part as well, or what the whole is of: "its budget is …"."""
    texts = {one.text.strip() for one in claim.prepared.quantities}
    if any(one.part in texts for one in found):
        return True
    return any(one.kind != "count" and one.noun in claim.prepared.folds for one in found)


def _replaces(said: Quantity, rival: Quantity | None, claim: Claim) -> bool:
    """Whether a sentence says what its source says, with another number of the same thing."""
    if rival is None or claim.match is None or claim.match.share < NEAR_SHARE:
        return False
    return rival.unit == said.unit != ""


def _with_bound(quantity: Quantity) -> str:
    words = {"about": "about ", "below": "less than ", "above": "more than ", "rest": "all but "}
    return words.get(quantity.bound, "") + quantity.text.strip()


def is_idle(said: Quantity) -> bool:
    """Tells that "one" is mostly a pronoun, "first" and "second" mostly an order of telling."""
    return said.kind in ("count", "ordinal") and (
        said.value <= 1 or (said.kind == "ordinal" and said.value <= 2)
    )


def _is_year(said: Quantity, evidence: Evidence) -> bool:
    return any(day.year == said.value for day in (*evidence.cited.days, *evidence.facts.days))


def _is_quoted_in_name(said: Quantity, claim: Claim) -> bool:
    return any(
        name.is_certain and name.start <= said.start and said.end <= name.end
        for name in claim.names
    )


def _is_converted(said: Quantity, claim: Claim) -> bool:
    """Whether it stands in brackets after another number: "165°F (74°C)"."""
    before = claim.text[max(0, said.start - 12) : said.start]
    return bool(_AFTER_NUMBER.search(before))


def _may_be_hour(said: Quantity, text: Prepared) -> bool:
    """Whether a time may be a bare number in the source: "at 7 pm" for "at 7"."""
    if said.kind != "clock":
        return False
    return any(
        one.kind == "count"
        and one.value == said.value
        and (not one.unit or one.unit in STOP_WORDS)
        and _HOUR_BEFORE.search(text.text, max(0, one.start - _HOUR_CHARACTERS), one.start)
        for one in text.quantities
    )


def _is_reckoned(said: Quantity, found: Sequence[Quantity]) -> bool:
    """Whether it is the sum or the difference of two numbers of the same thing."""
    counts = said.kind == "count"
    alike = {
        one.value
        for one in found
        if one.kind == said.kind and (not counts or one.unit == said.unit or _has_rest(found))
    }
    return any(
        isclose(said.value, total)
        for one, other in combinations(alike, 2)
        for total in (one + other, abs(one - other))
    )


def _has_rest(found: Sequence[Quantity]) -> bool:
    return any(one.bound == "rest" for one in found)


def _is_in(said: Quantity, found: Iterable[Quantity]) -> bool:
    return any(is_comparable(said, one) and agrees(said, one) for one in found)


def is_comparable(said: Quantity, found: Quantity) -> bool:
    """Whether two numbers measure the same kind of thing."""
    kinds = {said.kind, found.kind}
    if kinds <= {"percent", "fraction"}:
        return True
    if kinds == {"money"}:
        return said.unit == found.unit or not (said.unit and found.unit)
    if kinds <= {"count", "ordinal", "money"} and kinds != {"ordinal", "money"}:
        both_measures = said.unit in MEASURES and found.unit in MEASURES
        return not both_measures or said.unit == found.unit
    return said.kind == found.kind


def agrees(said: Quantity, found: Quantity) -> bool:
    """Whether a source that says `found` bears a number out."""
    mine, theirs = _plain(said), _plain(found)
    if "rest" in {said.bound, found.bound} and said.bound != found.bound:
        return _left(said) == _left(found)
    if {said.bound, found.bound} == {"below", "above"} or "rest" in {said.bound, found.bound}:
        return (said.bound, mine) == (found.bound, theirs)
    if mine == theirs or _is_rounded(said, mine, theirs):
        return True
    if "fraction" in (said.kind, found.kind):
        return abs(mine - theirs) <= 100 * _FRACTION_TOLERANCE
    if said.bound == "about":
        return abs(mine - theirs) <= ABOUT_SHARE * theirs
    if said.bound == "below":
        return mine * (1 - BELOW_SHARE) <= theirs < mine
    if said.bound == "above":
        return mine < theirs <= mine * (1 + ABOVE_SHARE)
    return False


def _left(quantity: Quantity) -> float:
    """Returns 13 for "all but two of the 15"."""
    is_rest = quantity.bound == "rest"
    return quantity.whole - quantity.value if is_rest and quantity.whole else quantity.value


def _plain(quantity: Quantity) -> float:
    return quantity.value * 100 if quantity.kind == "fraction" else quantity.value


def _is_rounded(said: Quantity, mine: float, theirs: float) -> bool:
    """Allows "3.5 billion" for 3.48 billion and "40%" for 39.8%, but not "40" for 38."""
    if not theirs or abs(mine - theirs) / abs(theirs) > 0.05:
        return False
    if said.kind == "percent" or mine < 1000:
        return mine == round(theirs) and theirs % 1 != 0
    whole = f"{mine:.0f}"
    zeros = len(whole) - len(whole.rstrip("0"))
    return zeros >= 2 and round(theirs, -zeros) == mine


def _rival(said: Quantity, claim: Claim, evidence: Evidence) -> Quantity | None:
    """Returns the number that the source has where the sentence has `said`."""
    near: Sequence[Quantity] = ()
    if claim.match is not None:
        stretch = claim.match.stretch
        near = [
            one
            for one in claim.match.source.prepared.quantities
            if stretch.start <= one.start < stretch.end
        ]
    same_kind = [one for one in near if one.kind == said.kind and not is_idle(one)]
    for one in same_kind:
        if one.unit and one.unit == said.unit:
            return one
    everywhere = [one for one in evidence.cited.quantities if one.kind == said.kind]
    with_unit = [one for one in everywhere if one.unit and one.unit == said.unit]
    if len(with_unit) == 1:
        return with_unit[0]
    if said.is_small_count or not same_kind:
        return None
    closest = min(same_kind, key=lambda one: abs(one.value - said.value))
    near_enough = abs(closest.value - said.value) <= NEAR_VALUE_SHARE * said.value
    return closest if near_enough or len(same_kind) == 1 else None
