"""Sentences of two articles that tell one fact."""

from datetime import date

import pytest

from rag.types import ArticleFacts, Passage
from rag.write.candidates import Candidate
from rag.write.retold import tells_again

COLLISION = (
    "Nine people were injured on Saturday morning when a ferry collided with a fishing boat in"
    " thick fog off Wrackline Point, the coastguard said."
)


def candidate(text: str, *, published: date = date(2025, 5, 18)) -> Candidate:
    facts = ArticleFacts("a", "Ferry", published=published)
    return Candidate(Passage("a#p1", text, 1.0, facts, 0, "1"), 0, 0, text, leans=False)


@pytest.mark.parametrize(
    ("one", "other", "retold"),
    [
        (COLLISION, "Nine people were injured in the collision on 17 May.", True),
        (COLLISION, "Twelve people were injured in the collision on 17 May.", False),
        (COLLISION, "Nine people were injured in the collision on 16 May.", False),
        (COLLISION, "The ferry Grey Heron collided with a fishing boat in thick fog.", False),
        (COLLISION, "The ferry was back in service in August.", False),
        ("Norsk closed the plant on 30 June.", "The plant was closed on 30 June.", True),
        ("Norsk closed the plant on 30 June.", "Norsk did not close the plant on 30 June.", False),
        ("Ann Norsk closed the plant on 30 June.", "Lars Vard closed the plant on 30 June.", False),
    ],
)
def test_one_fact_is_known_in_other_words(one: str, other: str, retold: bool) -> None:
    assert tells_again(candidate(one), candidate(other)) is retold
    assert tells_again(candidate(other), candidate(one)) is retold


def test_the_same_weekday_of_another_week_is_another_day() -> None:
    text = "The council met on Monday in the old hall."
    earlier, later = candidate(text, published=date(2025, 5, 6)), candidate(text)
    assert not tells_again(earlier, later)
