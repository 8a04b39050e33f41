"""The keys that a reader sees: 1, 2, 3 in the order of citation, and all that names them."""

from dataclasses import replace

import pytest

from rag.answer import numbered
from rag.cite import number
from rag.keys import in_order_of_citation, renumbered
from rag.repair import Checked
from rag.types import ArticleFacts, Passage
from rag.verify import Checker

FACTS = ArticleFacts("a1", "Ferry runs aground")
TEXTS = (
    "The crew of the Grey Heron was praised by the mayor of Port Ellery.",
    "Nine people were hurt on Saturday, the coastguard said.",
    "The fog was thick.",
    "Repairs to the bow cost 310,000 pounds in August.",
)
PASSAGES = number(
    [Passage(f"a1#p{n}", text, 1.0, FACTS, 0) for n, text in enumerate(TEXTS * 3, start=1)]
)
DRAFTS = [
    "Nine people were hurt on Saturday. [6] The fog was thick. [3]",
    "Nine people [10] were hurt and the fog was thick. [3][10]",
    "Twelve people were hurt on Saturday. [10] The fog [11] was thick in May [2]. Rain fell.",
    "The crew of the Grey Heron was praised by the mayor. [3]",
    "- Repairs cost 310,000 pounds. [12]\n- The fog was thick. [99][3]\n\n### Of [3]\nRain. [12]",
]


def checked(draft: str) -> Checked:
    return Checked(*Checker(PASSAGES).check(draft))


@pytest.mark.parametrize("draft", DRAFTS)
def test_an_answer_is_the_one_that_would_have_been_checked_under_its_new_keys(draft: str) -> None:
    renamed, passages = numbered(checked(draft), PASSAGES)
    again = Checked(*Checker(passages).check(renamed.text))
    assert renamed == again


@pytest.mark.parametrize("draft", DRAFTS)
def test_keys_count_up_from_one_where_they_are_first_cited(draft: str) -> None:
    renamed, passages = numbered(checked(draft), PASSAGES)
    cited = dict.fromkeys(one.key for each in renamed.sentences for one in each.citations)
    assert list(cited) == [str(place) for place in range(1, len(cited) + 1)]
    assert [one.key for one in passages] == [str(n) for n in range(1, len(PASSAGES) + 1)]
    assert {one.address for one in passages} == {one.address for one in PASSAGES}


def test_a_key_that_was_made_up_stays_as_it_is() -> None:
    text, _ = renumbered("The fog was thick. [99] Nine were hurt. [6]", PASSAGES)
    assert text == "The fog was thick. [99] Nine were hurt. [1]"


def test_a_sentence_that_was_removed_names_its_sources_by_their_new_keys() -> None:
    failed = checked("Twelve people were hurt on Saturday. [6]").sentences
    kept = checked("The fog was thick. [3] Nine were hurt. [6]")
    renamed, _ = numbered(replace(kept, removed=failed), PASSAGES)
    assert "[2]" in renamed.removed[0].reasons[0]
    assert renamed.removed[0].citations[0].key == "2"


def test_a_text_in_order_keeps_its_keys() -> None:
    keys = in_order_of_citation("The fog was thick. [1] Nine were hurt. [2]", PASSAGES)
    assert all(old == new for old, new in keys.shown.items())
