"""Two sentences that give different numbers for the same thing."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations, product

from rag.changes import is_correction
from rag.verify.days import days
from rag.verify.quantities import MEASURES, Quantity, quantities
from rag.words import stems

# Numbers so near each other are rounded differently, and no contradiction.
ROUNDED_SHARE = 0.05
# Numbers so far apart count different things.
MAX_RATIO = 3.5
# So much of the shorter sentence's words must be the other's too.
SAME_STORY = 0.35
# What a number is about stands within so many words of it.
NEAR_WORDS = 7

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
_CLAUSE_END = re.compile(r"\d|,|\b(?:and|but)\b")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
# A part is not the whole, the plan of then is not that of today.
_OF_WHAT = re.compile(
    r"\b(?:remaining|rest|extra|additional|another|further|more|in all|total|altogether|combined|"
    r"original(?:ly)?|previous(?:ly)?|initial(?:ly)?|earlier|first|average|each|every|per|maximum|"
    r"minimum|record|half|(?:a|an) (?:year|month|week|day|hour|person|household|head))\b",
    re.IGNORECASE,
)

Dispute = tuple[Quantity, Quantity]


def dispute(one: str, other: str) -> Dispute | None:
    """Returns the numbers in which two sentences about the same thing differ; None if in none."""
    left, right = _numbers(one), _numbers(other)
    pairs = [pair for pair in product(left, right) if _same_unit(*pair)]
    if not pairs or not _same_story(one, other):
        return None
    agreed = {here.unit for here, there in pairs if _agree(here, there)} | _added_up(left, right)
    return next(
        (
            pair
            for pair in pairs
            if pair[0].unit not in agreed and _same_thing((one, pair[0]), (other, pair[1]))
        ),
        None,
    )


@lru_cache(maxsize=1 << 12)
def _numbers(text: str) -> tuple[Quantity, ...]:
    if is_correction(text):
        return ()  # it names the wrong number too
    dates = [(day.start, day.end) for day in days(text)]
    return quantities(text, taken=dates)


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return one.kind == other.kind and one.kind != "ordinal" and one.unit == other.unit != ""


def _agree(one: Quantity, other: Quantity) -> bool:
    if {one.bound, other.bound} & {"about", "above", "below"}:
        return 0.75 <= one.value / max(other.value, 1e-9) <= 1.25
    return abs(one.value - other.value) <= ROUNDED_SHARE * max(one.value, other.value)


def _added_up(left: tuple[Quantity, ...], right: tuple[Quantity, ...]) -> set[str]:
    """Returns the units of which one sentence gives two parts and the other the sum."""
    return {
        whole.unit
        for wholes, parts in ((left, right), (right, left))
        for whole in wholes
        for one, other in combinations([each for each in parts if each.kind == whole.kind], 2)
        if abs(one.value + other.value - whole.value) <= ROUNDED_SHARE * whole.value
    }


def _same_thing(one: tuple[str, Quantity], other: tuple[str, Quantity]) -> bool:
    low, high = sorted((one[1].value, other[1].value))
    if low * MAX_RATIO < high or not stems(one[1].unit):
        return False
    (told, kind), (also_told, other_kind) = _around(*one), _around(*other)
    return bool(told & also_told) and kind == other_kind


@lru_cache(maxsize=1 << 12)
def _around(text: str, number: Quantity) -> tuple[frozenset[str], frozenset[str]]:
    """Returns the words near a number, and those that say of what it is the number."""
    before = list(_WORD.finditer(text, 0, number.start))[-NEAR_WORDS:]
    after = list(_WORD.finditer(text, number.end))[:NEAR_WORDS]
    start = before[0].start() if before else number.start
    end = after[-1].end() if after else number.end
    units = {number.unit, *MEASURES}
    told = [one for one in stems(text[start:end]) if one.rstrip("s") not in units]
    own = _DIGIT.split(text[start : number.start])[-1], _CLAUSE_END.split(text[number.end : end])[0]
    kinds = frozenset(found[0].lower() for part in own for found in _OF_WHAT.finditer(part))
    return frozenset(filter(_WORD.fullmatch, told)) - set(stems(number.unit)), kinds


def _same_story(one: str, other: str) -> bool:
    years = [frozenset(_YEAR.findall(text)) for text in (one, other)]
    if all(years) and years[0].isdisjoint(years[1]):
        return False
    left, right = _stems(one), _stems(other)
    return len(left & right) >= SAME_STORY * min(len(left), len(right))


@lru_cache(maxsize=1 << 12)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))
