from collections.abc import Sequence

import pytest

from rag.condense import condense, find_in_conversation
from rag.types import Answer, ArticleFacts, Citation, Passage, Sentence

FIRST = "What did Ilse Marrable say about the wall?"


def answer(*, cites: str = "") -> Answer:
    citation = Citation("1", cites, 0, 4, "Text")
    sentence = Sentence("Text", 0, 4, "supported", 1.0, (), (citation,))
    return Answer(FIRST, "grounded", "Text [1]", (sentence,), (), "extractive")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("And what did the South do?", "what did the South do?"),
        ("Why did she say so?", "Why did she say so? (Ilse Marrable)"),
        ("And why?", "why? (Ilse Marrable)"),
        ("What about the ferry?", "the ferry?"),
        ("Who paid for the ferry?", "Who paid for the ferry?"),
    ],
)
def test_a_follow_up_takes_along_what_it_refers_to(question: str, expected: str) -> None:
    assert condense(question, [answer()]) == expected


def test_a_first_question_is_left_as_it_is() -> None:
    assert condense("And why did she say so?", []) == "And why did she say so?"


def test_the_story_under_way_comes_first_among_near_equals() -> None:
    def find(query: str) -> Sequence[Passage]:
        return [
            Passage("other#p1", query, 0.6, ArticleFacts("other", "Other"), 0),
            Passage("same#p1", query, 0.5, ArticleFacts("same", "Same"), 0),
        ]

    found = find_in_conversation("What then?", [answer(cites="same#p3")], find)
    assert [one.address for one in found] == ["same#p1", "other#p1"]
    assert [one.address for one in find_in_conversation("What then?", [], find)] == [
        "other#p1",
        "same#p1",
    ]
