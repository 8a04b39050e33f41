"""What is read for a topic: the articles about it, and what touches on it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from rag.types import Passage

# Of the best score: an article whose best paragraph reaches the first is about the topic, a
# paragraph that reaches the second touches on it.
ABOUT_SHARE = 0.7
TOUCHING_SHARE = 0.45
# Scores are relative to what there is: of a few paragraphs the last may well be about the topic.
ALWAYS_READ = 20


def on_topic(found: Sequence[Passage]) -> list[Passage]:
    """Returns the passages worth reading of those found for a topic, in their order.

    A search returns as many as it is asked for; the last of them are about something else.
    """
    best: dict[str, float] = {}
    for one in found:
        best[one.article.id] = max(one.score, best.get(one.article.id, 0.0))
    highest = max(best.values(), default=0.0)
    return [
        one
        for place, one in enumerate(found)
        if place < ALWAYS_READ
        or one.score >= TOUCHING_SHARE * highest
        or best[one.article.id] >= ABOUT_SHARE * highest
    ]
