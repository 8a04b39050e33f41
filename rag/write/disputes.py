"""Two sentences that give different numbers for the same thing."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from rag.verify.days import days
from rag.verify.quantities import Quantity, quantities
from rag.words import stems

# Numbers so near each other are rounded differently, and no contradiction.
ROUNDED_SHARE = 0.05
# So much of the shorter sentence's words must be the other's too.
SAME_STORY = 0.35

Dispute = tuple[Quantity, Quantity]


def dispute(one: str, other: str) -> Dispute | None:
    """Returns the numbers in which two sentences about the same thing differ; None if in none."""
    left, right = _numbers(one), _numbers(other)
    pairs = [pair for pair in product(left, right) if _same_thing(*pair)]
    if not pairs or not _same_story(one, other):
        return None
    agreed = {id(each) for pair in pairs if _agree(*pair) for each in pair}
    apart = [pair for pair in pairs if not agreed & {id(each) for each in pair}]
    return apart[0] if apart else None


@lru_cache(maxsize=1 << 12)
def _numbers(text: str) -> tuple[Quantity, ...]:
    dates = [(day.start, day.end) for day in days(text)]
    return quantities(text, taken=dates)


def _same_thing(one: Quantity, other: Quantity) -> bool:
    return one.kind == other.kind and one.kind != "ordinal" and one.unit == other.unit != ""


def _agree(one: Quantity, other: Quantity) -> bool:
    if {one.bound, other.bound} & {"about", "above", "below"}:
        return 0.75 <= one.value / max(other.value, 1e-9) <= 1.25
    return abs(one.value - other.value) <= ROUNDED_SHARE * max(one.value, other.value)


def _same_story(one: str, other: str) -> bool:
    left, right = _stems(one), _stems(other)
    return len(left & right) >= SAME_STORY * min(len(left), len(right))


@lru_cache(maxsize=1 << 12)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))
