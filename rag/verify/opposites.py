"""Finds where a sentence says the opposite of its source: rose for fell, before for after."""

from __future__ import annotations

from rag.types import Finding
from rag.verify.contraries import are_contrary
from rag.verify.evidence import Claim, Evidence, Match
from rag.verify.words import STOP_WORDS

# Only a sentence that says nearly what its source says can be told to say the opposite.
NEAR_SHARE = 0.5
NEARER_SHARE = 0.8
_PAIRS = """
rise rose risen increase increased grow grew grown climb climbed gain gained jump jumped soar
  soared surge surged up | fall fell fallen decrease decreased shrink shrank decline declined
  lose drop dropped slump slumped plunge plunged down
win won victory | lose lost defeat
accept accepted approve approved agree agreed back backed support supported welcome welcomed
  praise praised | reject rejected refuse refused oppose opposed condemn condemned criticise
  criticised criticize criticized
before ahead prior | after following
more | less fewer
most majority | least minority
highest largest biggest most | lowest smallest least
high higher | low lower
open opened | close closed shut
start started begin began launch launched | stop stopped end ended halt halted
arrive arrived enter entered | leave left depart departed exit
buy bought purchase purchased | sell sold
import imported imports | export exported exports
guilty convicted | innocent acquitted cleared
strengthen strengthened strong stronger | weaken weakened weak weaker
success successful succeeded | failure unsuccessful failed
allow allowed permit permitted | ban banned forbid forbidden prohibit prohibited block blocked
legal lawful | illegal unlawful
possible likely | impossible unlikely
ally allies friend | enemy enemies foe
all every | none
always | never
alive survived | dead died killed
north northern | south southern
east eastern | west western
include included including | exclude excluded excluding
improve improved better | worsen worsened worse
"""


def _table() -> dict[str, frozenset[str]]:
    opposites: dict[str, frozenset[str]] = {}
    for line in _PAIRS.strip().replace("\n  ", " ").splitlines():
        left, right = (frozenset(side.split()) for side in line.split("|"))
        for mine, theirs in ((left, right), (right, left)):
            for one in mine:
                opposites[one] = opposites.get(one, frozenset()) | theirs
    return opposites


_OPPOSITES = _table()
# Of one kind: where a source has the one, a sentence that has the other says something else.
_KINDS = tuple(
    frozenset(line.split())
    for line in """
red blue green yellow white black orange purple pink brown grey gray
man woman boy girl
men women boys girls
brother sister
mother father
son daughter
wife husband
day week month year decade
daily weekly monthly yearly
murder manslaughter
north south east west
spring summer autumn winter
army navy
once twice
""".strip().splitlines()
)
_KIND_OF = {word: kind - {word} for kind in _KINDS for word in kind}


def check_opposites(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds a word whose opposite the source has, and has not the word itself or its like."""
    match = claim.match
    if match is None or match.share < NEAR_SHARE:
        return []
    theirs = {word.fold: word for word in match.stretch.words}
    said = frozenset(theirs)
    mine = claim.prepared.folds
    cited = evidence.cited.folds
    for word in claim.prepared.words:
        if word.fold not in _OPPOSITES and word.fold not in _KIND_OF:
            continue
        contrary = _contrary(word.fold, said, mine)
        if not contrary or word.fold in cited or _likes(word.fold) & cited:
            continue
        there = theirs[min(contrary)].text
        reason = f'"{word.text}" is not in [{match.source.passage.key}], which says "{there}"'
        is_denied = {word.stem} & claim.prepared.denied.keys() or {
            theirs[min(contrary)].stem
        } & match.stretch.denied.keys()
        # "Before", "more" have too many other uses to be sure, and not to grow may be to fall.
        if word.fold in STOP_WORDS or is_denied:
            return [Finding("opposite", "doubt", reason, word.start, word.end)]
        return [Finding("opposite", "fault", reason, word.start, word.end)]
    return _turned(claim, match, evidence) if match.share >= NEARER_SHARE else []


def _turned(claim: Claim, match: Match, evidence: Evidence) -> list[Finding]:
    """Finds contraries of the wider table in a sentence that has nearly all the source's words."""
    key = match.source.passage.key
    lost = [w for w in match.stretch.words if w.is_content and w.stem not in claim.prepared.stems]
    for word in claim.prepared.words:
        if not word.is_content or word.stem in evidence.cited.stems:
            continue
        for other in lost:
            if are_contrary(word, other):
                reason = f'"{word.text}" is not in [{key}], which says "{other.text}"'
                nearest = match.source.citation(other.start, other.end)
                return [Finding("opposite", "fault", reason, word.start, word.end, nearest)]
    return []


def _contrary(word: str, theirs: frozenset[str], mine: frozenset[str]) -> frozenset[str]:
    opposite = _OPPOSITES.get(word, frozenset()) & theirs
    if opposite:
        return frozenset() if opposite & mine else opposite
    return (_KIND_OF.get(word, frozenset()) & theirs) - mine


def _likes(word: str) -> frozenset[str]:
    """Returns the words that stand on the same side: opposites of its opposites."""
    return frozenset(like for contrary in _OPPOSITES.get(word, ()) for like in _OPPOSITES[contrary])
