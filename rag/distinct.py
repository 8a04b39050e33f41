"""Shows once what several articles say in the same words, and names the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rag.store import Store
from rag.types import Passage

NEAR_IDENTICAL = 0.8
REPRINTS_NAMED = 20


class _Said(dict[str, frozenset[str]]):
    """The words of texts; a text is read once, however often it was printed."""

    def __missing__(self, text: str) -> frozenset[str]:
        words = self[text] = frozenset(text.casefold().split())
        return words


def shown_once(passages: Sequence[Passage], *, top: int) -> list[Passage]:
    """Returns the `top` passages, each with those that say nearly the same in the same words."""
    said = _Said()
    kept: list[tuple[Passage, frozenset[str]]] = []
    also_in: dict[str, list[str]] = {}
    for one in passages:
        words = said[one.text]
        better = next((best for best, other in kept if _are_alike(words, other)), None)
        if better is not None:
            also_in.setdefault(better.address, []).append(one.address)
        elif len(kept) < top:
            kept.append((one, words))
    return [replace(one, also_in=(*one.also_in, *also_in.get(one.address, ()))) for one, _ in kept]


def with_reprints(store: Store, passages: Sequence[Passage]) -> list[Passage]:
    """Adds to passages their story, and where else in its reprints they stand."""
    ids = {one.article.id for one in passages}
    members = store.reprints.members(ids, most=REPRINTS_NAMED)
    named = {one for story in members.values() for one in story if len(story) > 1}
    printed, said = store.paragraphs.texts(named), _Said()
    return [_with_reprints(one, members[one.article.id], printed, said) for one in passages]


def _with_reprints(
    passage: Passage, story: Sequence[str], printed: Mapping[str, Mapping[str, str]], said: _Said
) -> Passage:
    told = [pair for article_id in story for pair in printed.get(article_id, {}).items()]
    texts = {text for _, text in told}
    alike = {text for text in texts if _are_alike(said[passage.text], said[text])}
    also = [address for address, text in told if address != passage.address and text in alike]
    return replace(passage, story=story[0], also_in=tuple(dict.fromkeys([*passage.also_in, *also])))


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tells whether two sets of words are nearly the same: their Jaccard index is that high."""
    shorter, longer = (len(one), len(other)) if len(one) < len(other) else (len(other), len(one))
    if shorter < NEAR_IDENTICAL * longer:
        return False  # they cannot overlap enough; most pairs end here
    shared = len(one & other)
    return shared >= NEAR_IDENTICAL * max(1, shorter + longer - shared)
