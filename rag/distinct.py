"""Shows once what several articles say in the same words, and names the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rag.store import Store
from rag.types import Passage

NEAR_IDENTICAL = 0.8
REPRINTS_NAMED = 20


def shown_once(passages: Sequence[Passage]) -> list[Passage]:
    """Folds a passage into a better one that says nearly the same in the same words."""
    kept: list[tuple[frozenset[str], Passage]] = []
    holding: dict[str, list[int]] = {}  # by word, the places in `kept` of passages that may be near
    for passage in passages:
        said = _said(passage)
        telling = _telling(said)
        near = sorted({place for word in telling for place in holding.get(word, ())})
        same = (one for one in near if _overlap(said, kept[one][0]) >= NEAR_IDENTICAL)
        place = next(same, None)
        if place is None:
            for word in telling:
                holding.setdefault(word, []).append(len(kept))
            kept.append((said, passage))
        else:
            known, better = kept[place]
            kept[place] = (known, replace(better, also_in=(*better.also_in, passage.address)))
    return [passage for _, passage in kept]


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


def _telling(said: frozenset[str]) -> list[str]:
    """Returns words of which two passages share one if they are nearly identical.

    They share all but a fifth of their words at most, so that one of any greater part is shared,
    if both choose it in the same way. Long words come first, since fewer passages have those.
    Source: Xiao and others, Efficient similarity joins for near duplicate detection, 2008.
    """
    ordered = sorted(said, key=lambda word: (-len(word), word))
    return ordered[: len(said) - int(NEAR_IDENTICAL * len(said)) + 1]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    shorter, longer = sorted((len(one), len(other)))
    if shorter < NEAR_IDENTICAL * longer:
        return 0.0  # they cannot overlap enough; most pairs end here
    shared = len(one & other)
    return shared / max(1, shorter + longer - shared)
