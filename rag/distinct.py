"""Shows once what several articles say in the same words, and names the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.store import Store
from rag.types import Passage
from rag.words import words

NEAR_IDENTICAL = 0.8
REPRINTS_NAMED = 20


def shown_once(passages: Sequence[Passage]) -> list[Passage]:
    """Folds a passage into a better one that says nearly the same in the same words."""
    kept: list[tuple[frozenset[str], Passage]] = []
    for passage in passages:
        said = frozenset(words(passage.text))
        for place, (known, better) in enumerate(kept):
            if _overlap(said, known) >= NEAR_IDENTICAL:
                also_in = (*better.also_in, passage.address)
                kept[place] = (known, replace(better, also_in=also_in))
                break
        else:
            kept.append((said, passage))
    return [passage for _, passage in kept]


def with_reprints(store: Store, passages: Sequence[Passage]) -> list[Passage]:
    """Adds to passages their story, and where else in its reprints they stand."""
    story_of = store.reprints.groups({one.article.id for one in passages})
    return [
        replace(
            passage,
            story=story_of[passage.article.id],
            also_in=tuple(dict.fromkeys([*passage.also_in, *_reprinted(store, passage)])),
        )
        for passage in passages
    ]


def _reprinted(store: Store, passage: Passage) -> list[str]:
    """Returns the addresses in reprints that say nearly what a passage says."""
    others = store.reprints.others(passage.article.id, limit=REPRINTS_NAMED)
    said = frozenset(words(passage.text))
    return [
        one.address
        for one in store.paragraphs.of_articles(others)
        if _overlap(said, frozenset(words(one.text))) >= NEAR_IDENTICAL
    ]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))
