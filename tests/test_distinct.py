"""What several passages say in the same words is shown once."""

import pytest

from rag.distinct import shown_once
from rag.types import ArticleFacts, Passage

SAID = "One two three four five six seven eight nine ten."


def passages(*texts: str) -> list[Passage]:
    facts = ArticleFacts("a", "Title")
    return [Passage(f"a#p{at}", text, 1 / at, facts, 0) for at, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("other", "is_folded"),
    [
        (SAID, True),
        (SAID.upper(), True),
        (SAID + " Eleven twelve.", True),
        (SAID + " Eleven twelve thirteen.", False),
        ("Fog.", False),
    ],
)
def test_a_passage_that_says_nearly_the_same_is_folded(other: str, is_folded: bool) -> None:
    best, *rest = shown_once(passages(SAID, other), top=2)
    assert (best.also_in == ("a#p2",)) == is_folded
    assert len(rest) == (not is_folded)


def test_what_comes_after_the_last_one_shown_is_folded_too() -> None:
    first, second = shown_once(passages(SAID, "Fog.", "A ferry.", SAID, "Fog."), top=2)
    assert (first.address, first.also_in) == ("a#p1", ("a#p4",))
    assert (second.address, second.also_in) == ("a#p2", ("a#p5",))


def test_passages_without_a_word_are_not_the_same() -> None:
    assert [one.also_in for one in shown_once(passages("", ""), top=2)] == [(), ()]
