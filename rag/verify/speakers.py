"""Finds words that a sentence puts into another's mouth."""

from __future__ import annotations

from rag.types import Finding
from rag.verify.evidence import Claim, Evidence, Source
from rag.verify.forms import is_variant
from rag.verify.proper import Name
from rag.verify.quoted import quotations, sites, speakers, tokens

# Only of a sentence that says nearly what its source says is it clear whose words they are.
NEAR_SHARE = 0.6
# So few words may be anybody's.
_FEWEST_QUOTED_WORDS = 3


def check_speakers(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds a named speaker where the source names another as the one who said it."""
    mine = speakers(claim.prepared.words, claim.names)
    if len(mine) != 1:
        return []
    source, theirs = _theirs(claim, evidence)
    if source is None or len(theirs) != 1 or are_one(mine[0], theirs[0]):
        return []
    reason = f"said by {mine[0].text} here, by {theirs[0].text} in [{source.passage.key}]"
    nearest = source.citation(theirs[0].start, theirs[0].end)
    return [Finding("attribution", "fault", reason, mine[0].start, mine[0].end, nearest)]


def _theirs(claim: Claim, evidence: Evidence) -> tuple[Source | None, list[Name]]:
    """Returns who says in a source what the claim quotes, or else what comes nearest to it."""
    for said in quotations(claim.text):
        run = tokens(said.text)
        if len(run) < _FEWEST_QUOTED_WORDS:
            continue
        found = [site for one in evidence.sources for site in sites(run, one)]
        if len(found) == 1 and (named := found[0].speakers):
            return found[0].source, named
    match = claim.match
    if match is None or match.share < NEAR_SHARE:
        return None, []
    return match.source, speakers(match.stretch.words, match.names)


def are_one(mine: Name, theirs: Name) -> bool:
    """Whether two names may be of one person."""
    return any(
        one.fold == other.fold or is_variant(one.fold, other.fold)
        for one in mine.weighty
        for other in theirs.weighty
    )
