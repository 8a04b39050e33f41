"""What a summary of several articles says: who carries each point, and where they disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from rag.address import article_of
from rag.types import ArticleFacts, Passage, Point, Sentence
from rag.verify.quantities import Quantity
from rag.write.disputes import dispute

Span = tuple[int, int]

_ITEM = re.compile(r"\s*(?:[-*+•–]|\d{1,2}[.)])\s")


def points(
    text: str, sentences: Sequence[Sentence], passages: Sequence[Passage]
) -> tuple[Point, ...]:
    """Returns what a text says point by point, with the sources that carry each.

    A point is an item of a list; in running text it is a sentence, and those that contradict it.
    """
    shown = {one.address: one for one in passages}
    stories = {one.article.id: one.story or one.article.id for one in passages}
    return tuple(
        _point(span, said, shown, stories)
        for span, said in _units(text, sentences, shown)
        if any(one.citations for one in said)
    )


def _units(
    text: str, sentences: Sequence[Sentence], shown: Mapping[str, Passage]
) -> Iterator[tuple[Span, list[Sentence]]]:
    """Yields the points of a text: where each stands, and its sentences."""
    for line in re.finditer(r"[^\n]+", text):
        said = [one for one in sentences if line.start() <= one.start < line.end()]
        groups = [said] if _ITEM.match(line[0]) else list(_apart(said, shown))
        starts = [line.start(), *(group[0].start for group in groups[1:]), line.end()]
        yield from zip(pairwise(starts), groups, strict=False)


def _apart(said: Sequence[Sentence], shown: Mapping[str, Passage]) -> Iterator[list[Sentence]]:
    """Yields the sentences of running text one by one, those together that differ in a number."""
    group: list[Sentence] = []
    for one in said:
        if group and not any(_differences([group[0], one], shown)):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _point(
    span: Span,
    sentences: Sequence[Sentence],
    shown: Mapping[str, Passage],
    stories: Mapping[str, str],
) -> Point:
    cited = [shown[one.address] for each in sentences for one in each.citations]
    articles = {one.article.id: one.article for one in cited}
    firsts = {stories[one]: articles[one] for one in reversed(articles)}
    again = {article_of(address) for one in cited for address in one.also_in}
    outlets = dict.fromkeys(name_of(one) for one in reversed(firsts.values()))
    reprints = len(articles) - len(firsts) + len(again - articles.keys())
    return Point(*span, tuple(outlets), reprints, tuple(_differences(sentences, shown)))


def _differences(sentences: Sequence[Sentence], shown: Mapping[str, Passage]) -> Iterator[str]:
    """Yields where two sentences of a line give different numbers for the same thing."""
    said = [
        (each.text, shown[each.citations[0].address].article)
        for each in sentences
        if each.citations
    ]
    for (one, here), (other, there) in combinations(said, 2):
        if here.id != there.id and (numbers := dispute(one, other)):
            left, right = map(_counted, numbers)
            yield f"{name_of(here)} says {left}, {name_of(there)} {right}"


def name_of(article: ArticleFacts) -> str:
    """Returns the outlet of an article, or its title where the outlet is not known."""
    return article.source or f"“{article.title}”"


def _counted(number: Quantity) -> str:
    text = number.text.strip()
    return text.lower() if number.kind == "money" else f"{text.lower()} {number.unit}"
