"""The lines of a summary of several articles: who carries each, and where they disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rag.types import ArticleFacts, Passage, Point, Sentence
from rag.verify.quantities import Quantity
from rag.write.disputes import dispute


def points(
    text: str, sentences: Sequence[Sentence], passages: Sequence[Passage]
) -> tuple[Point, ...]:
    """Returns each line of a text that cites something, with the sources that carry it."""
    shown = {one.address: one for one in passages}
    stories = {one.article.id: one.story or one.article.id for one in passages}
    return tuple(
        _point(line, [one for one in sentences if _is_in(one, line)], shown, stories)
        for line in _lines(text)
        if any(one.citations for one in sentences if _is_in(one, line))
    )


def _point(
    line: tuple[int, int],
    sentences: Sequence[Sentence],
    shown: Mapping[str, Passage],
    stories: Mapping[str, str],
) -> Point:
    cited = [shown[one.address] for each in sentences for one in each.citations]
    articles = {one.article.id: one.article for one in cited}
    firsts = {stories[one]: articles[one] for one in reversed(articles)}
    again = {address.partition("#")[0] for one in cited for address in one.also_in}
    outlets = dict.fromkeys(name_of(one) for one in reversed(firsts.values()))
    reprints = len(articles) - len(firsts) + len(again - articles.keys())
    return Point(*line, tuple(outlets), reprints, tuple(_differences(sentences, shown)))


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


def _is_in(sentence: Sentence, line: tuple[int, int]) -> bool:
    return line[0] <= sentence.start < line[1]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        yield match.span()
