"""Words that reporters use for one thing, so that a question in one is answered by the other."""

from __future__ import annotations

from rag.verify.irregular import BASES
from rag.words import stems

_GROUPS = """
hurt injured injury injuries injure wounded wound
killed kill died die dead death deaths fatal fatalities
bought buy buys buying buyer purchase purchased acquire acquired
close closed closes closure shut shuts
cost costs price priced
firm company
own owns owned owner owners
begin began begun start started
finish finished complete completed
crash crashed collision collided collide
resign resigned quit
ship boat vessel
rise rose risen increase increased grew grow
fall fell fallen drop dropped decline declined
build built construct constructed construction
population inhabitants live lives
pay pays paid payment
jobs job posts
home homes house houses
"""


def _kin() -> dict[str, frozenset[str]]:
    groups = [frozenset(stems(line)) for line in _GROUPS.strip().splitlines()]
    return {stem: group for group in groups for stem in group}


KIN = _kin()


def based(word: str) -> frozenset[str]:
    """Returns the stem of the verb of which a word is an irregular form: buy for bought."""
    return frozenset(stems(BASES[word])) if word in BASES else frozenset()


def kin(known: frozenset[str]) -> frozenset[str]:
    """Returns the stems of the words that mean the same as any of some stems."""
    return frozenset().union(*(KIN.get(stem, frozenset()) for stem in known)) - known
