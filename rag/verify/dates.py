"""Finds the dates of a sentence that are not in what it cites."""

from __future__ import annotations

from collections.abc import Sequence

from rag.types import Finding
from rag.verify.days import Day
from rag.verify.evidence import Claim, Evidence, Pool


def check_dates(claim: Claim, evidence: Evidence) -> list[Finding]:
    """Finds the dates of a sentence that its evidence does not bear out."""
    return [
        finding
        for said in claim.prepared.days
        if said.parts and (finding := _finding(said, evidence)) is not None
    ]


def _finding(said: Day, evidence: Evidence) -> Finding | None:
    if _is_in(said, evidence.cited, evidence.facts) or _is_in(said, evidence.facts, evidence.cited):
        return None
    if _is_in(said, evidence.nearby, evidence.facts):
        reason = f"{said.text} is not in {evidence.label}, but elsewhere in the article"
        return Finding("date", "doubt", reason, said.start, said.end)
    rival = _rival(said, evidence.cited.days)
    reason = f"{said.text} is not in {evidence.label}"
    if rival is not None:
        reason += f", which says {rival.text}"
    there = evidence.place_of(rival)
    return Finding("date", "fault", reason, said.start, said.end, there)


def _is_in(said: Day, pool: Pool, background: Pool) -> bool:
    if any(said.agrees_with(day) for day in pool.days):
        return True
    if said.year is not None and any(one.value == said.year for one in pool.quantities):
        return set(said.parts) == {"year"}
    return _is_in_pieces(said, [*pool.days, *background.days])


def _is_in_pieces(said: Day, found: Sequence[Day]) -> bool:
    """Tells whether "13 July 2025" is borne out by "13 July" where the source speaks of 2025."""
    if said.year is None or said.month is None:
        return False
    same_year = any(day.year == said.year for day in found)
    return same_year and any(
        (day.month, day.day) == (said.month, said.day) and day.year is None and not day.could_be
        for day in found
    )


def _rival(said: Day, found: Sequence[Day]) -> Day | None:
    alike = [day for day in found if set(day.parts) & set(said.parts)]
    return max(
        alike, key=lambda day: len(set(day.parts.items()) & set(said.parts.items())), default=None
    )
