from datetime import date

import pytest

from rag import Library
from rag.retrieve import Ranking, retrieve


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("How much will the harbour wall cost?", "23.7"),
        ("Who was hurt in the ferry accident?", "Nine people"),
        ("visibility in the fog", "40 metres"),
    ],
)
def test_the_right_paragraph_comes_first(filled: Library, question: str, word: str) -> None:
    best = filled.search(question, top=3)[0]
    assert word in best.text
    assert best.text == filled.passage(best.address).text
    assert 0 <= best.score <= 1


def test_filters_reach_the_search(filled: Library) -> None:
    found = filled.search("Port Ellery", since="2025-06-01")
    assert {one.article.title for one in found} == {"Harbour wall to cost more"}
    found = filled.search("Port Ellery", until=date(2025, 6, 1), sources=["coastal wire"])
    assert {one.article.source for one in found} == {"Coastal Wire"}
    assert filled.search("Port Ellery", sources=["Nobody's Post"]) == []


def test_near_identical_passages_are_shown_once(seeds: Library) -> None:
    found = seeds.search("passenger ferry collided with a fishing boat in thick fog", top=5)
    folded = [one for one in found if one.also_in]
    assert folded
    shown = {one.address for one in found}
    assert shown.isdisjoint(address for one in folded for address in one.also_in)


@pytest.mark.parametrize(
    "query", ['"', "NEAR(", "a AND", "*", "text:fog", "?!", "the of and", "😀"]
)
def test_no_query_is_read_as_search_syntax(filled: Library, query: str) -> None:
    assert len(filled.search(query)) <= 10


def test_an_empty_library_finds_nothing(library: Library) -> None:
    assert library.search("fog") == []


def test_with_recency_the_newer_article_comes_first(filled: Library) -> None:
    question = "What happened at Port Ellery?"
    newest = Ranking(recency=1, today=date(2025, 6, 20))
    found = retrieve(filled._store, question, ranking=newest)
    days = [one.article.published for one in found]
    assert days == sorted(days, key=lambda day: day or date.min, reverse=True)
    assert len(set(days)) == 2


def test_asking_for_more_does_not_change_what_comes_first(seeds: Library) -> None:
    question = "How many people were injured in the ferry collision?"
    few, many = (seeds.search(question, top=top) for top in (5, 60))
    assert [one.address for one in many[:5]] == [one.address for one in few]
    assert len(many) > 40
