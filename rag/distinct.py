"""Shows once what several articles say in the same words, and names the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rag.store import Store
from rag.types import Passage

NEAR_IDENTICAL = 0.8
REPRINTS_NAMED = 20


def shown_once(passages: Sequence[Passage]) -> list[Passage]:
    """Folds a passage into a better one that says nearly the same in the same words."""
    alike = _alike([_said(one) for one in passages])
    kept: dict[int, Passage] = {}
    for place, passage in enumerate(passages):
        better = next((one for one in np.flatnonzero(alike[place]).tolist() if one in kept), None)
        if better is None:
            kept[place] = passage
        else:
            also_in = (*kept[better].also_in, passage.address)
            kept[better] = replace(kept[better], also_in=also_in)
    return list(kept.values())


def with_reprints(store: Store, passages: Sequence[Passage]) -> list[Passage]:
    """Adds to passages their story, and where else in its reprints they stand."""
    members = store.reprints.members({one.article.id for one in passages})
    named = {one for story in members.values() for one in story[:REPRINTS_NAMED] if len(story) > 1}
    printed: dict[str, list[tuple[frozenset[str], str]]] = {}
    for one in store.paragraphs.of_articles(sorted(named)):
        printed.setdefault(one.article.id, []).append((_said(one), one.address))
    return [_with_reprints(one, members[one.article.id], printed) for one in passages]


def _with_reprints(
    passage: Passage,
    story: Sequence[str],
    printed: Mapping[str, Sequence[tuple[frozenset[str], str]]],
) -> Passage:
    said = _said(passage)
    also = [
        address
        for article_id in story
        for words, address in printed.get(article_id, ())
        if address != passage.address and _overlap(said, words) >= NEAR_IDENTICAL
    ]
    return replace(passage, story=story[0], also_in=tuple(dict.fromkeys([*passage.also_in, *also])))


def _said(passage: Passage) -> frozenset[str]:
    return frozenset(passage.text.casefold().split())


def _alike(said: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
    """Tells of each two sets of words whether they are nearly the same."""
    column = {word: place for place, word in enumerate(frozenset().union(*said))}
    holds = np.zeros((len(said), len(column)), dtype=np.float32)
    for row, words in zip(holds, said, strict=True):
        row[[column[word] for word in words]] = 1
    shared = holds @ holds.T
    sizes = holds.sum(axis=1)
    either = sizes[:, np.newaxis] + sizes - shared
    return np.asarray(shared >= NEAR_IDENTICAL * np.maximum(either, 1))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    shorter, longer = sorted((len(one), len(other)))
    if shorter < NEAR_IDENTICAL * longer:
        return 0.0  # they cannot overlap enough; most pairs end here
    shared = len(one & other)
    return shared / max(1, shorter + longer - shared)
