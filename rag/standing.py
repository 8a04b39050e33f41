"""How what was cited stands in the library today: corrected since, changed, moved or removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.address import address_of, article_of
from rag.changes import word_difference
from rag.store import Store, Version
from rag.types import Passage


def with_particulars(store: Store, passages: Sequence[Passage]) -> list[Passage]:
    """Returns passages with pages and days, and whose articles say how they were corrected."""
    passages = store.articles.particulars.of_passages(passages)
    notes = store.versions.corrections(one.article.id for one in passages)
    return [
        replace(one, article=replace(one.article, correction=notes.get(one.article.id)))
        for one in passages
    ]


def what_changed(store: Store, passage: Passage) -> str:
    """Says what became of a paragraph that reads otherwise in the library now."""
    article_id, number = article_of(passage.address), passage.number
    versions = store.versions.of(article_id)
    if not versions:
        return f"{passage.address} is not in the library."
    now = versions[-1].paragraphs
    if passage.text in now:
        moved = address_of(article_id, now.index(passage.text) + 1)
        return f"{passage.address} now stands at {moved}, word for word."
    day = _changed_on(versions, passage.text)
    when = f"the paragraph changed on {day}" if day else "it reads otherwise in the library now"
    if not 1 <= number <= len(now):
        return f"{passage.address}: {when}: it is gone."
    return f"{passage.address}: {when}: {word_difference(passage.text, now[number - 1])}"


def _changed_on(versions: Sequence[Version], text: str) -> str | None:
    """Returns the day on which the last version with this paragraph was replaced."""
    held = [one.until for one in versions if one.until and text in one.paragraphs]
    return held[-1][:10] if held else None
