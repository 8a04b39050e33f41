"""What a summary without an LLM is made of: sentences of one article, or points of several."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rag.changes import is_correction
from rag.embed import Embedder
from rag.errors import UsageError
from rag.types import Passage
from rag.verify import Checker
from rag.write.assignment import Assignment
from rag.write.candidates import Candidate, candidates
from rag.write.lengths import Limit
from rag.write.points import Statement, points
from rag.write.summary import chosen
from rag.write.when import has_day

# "19 June 2025:" stands before each statement of a timeline.
DATE_WORDS = 3


def told(
    passages: Sequence[Passage], assignment: Assignment, *, embedder: Embedder
) -> list[Statement]:
    """Returns the statements of a summary.

    Raises:
        UsageError: another language is wanted, or fewer words than any sentence has.
    """
    if assignment.language:
        raise UsageError(
            "Without an LLM a summary quotes its articles, in their own language;"
            f" to have one in {assignment.language}, name an LLM with --llm."
        )
    # A note of correction is about the article; that it was left out is told to the reader.
    found = candidates([one for one in passages if not is_correction(one.text)])
    if assignment.style == "headline" and (title := _headline(passages, assignment)):
        return [title]
    frame = DATE_WORDS if assignment.style == "timeline" else 0
    if assignment.style == "timeline":
        found = [one for one in found if has_day(one)] or found
    limit = Limit(
        assignment.words,
        assignment.fewest,
        assignment.most,
        sentences=1 if assignment.style == "headline" else np.inf,
    )
    if assignment.about is None and len({one.article.id for one in passages}) <= 1:
        picked = chosen(found, limit=limit, embedder=embedder, frame=frame)
        statements = [Statement(one, (one.passage.key,)) for one in picked]
    else:
        statements = points(
            found,
            about=assignment.about,
            limit=limit,
            embedder=embedder,
            are_events=assignment.style == "timeline",
        )
    if found and not statements:
        shortest = frame + min(len(one.text.split()) for one in found)
        told = f"the shortest has {shortest}" if shortest > assignment.most else "ask for more"
        raise UsageError(f"No sentence of weight fits into {assignment.words} words; {told}.")
    return statements


def _headline(passages: Sequence[Passage], assignment: Assignment) -> Statement | None:
    """Returns the first title that is short enough and that a paragraph of its article bears out.

    A title is no paragraph: it is held against the paragraphs like what any writer wrote.
    """
    checker = Checker(passages)
    for passage in passages:
        title = passage.article.title
        if not title or len(title.split()) > assignment.most:
            continue
        _, sentences, _ = checker.check(f"{title} [{passage.key}]")
        if len(sentences) == 1 and sentences[0].verdict in ("supported", "weak"):
            return Statement(Candidate(passage, 0, 0, title, leans=False), (passage.key,))
    return None
