"""Summaries ordered on the page: read, written one by one, failed, cancelled, saved."""

import json
import zipfile
from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from rag import Library, RagError, Summary, html
from rag.evidence import as_json
from rag.page.desk import DEFAULT_WORDS, Order, read_order, summarizing
from rag.page.records import reopened
from rag.page.summaries import Halt, failed, zipped
from rag.settings import Settings


class HalfBrokenLibrary(Library):
    """A library that fails on every topic."""

    def summarize(self, *article_ids: str, about: str | None = None, **options: Any) -> Summary:
        """Fails on a topic."""
        raise RagError("The model <i>is away</i>.")


@pytest.mark.parametrize(
    ("data", "order"),
    [
        ({"about": " the wall "}, Order(about="the wall")),
        ({"ids": ["a", "b"], "each": True, "words": "60"}, Order(None, ("a", "b"), True, words=60)),
        ({"ids": "a", "each": "yes", "words": "-3", "style": None}, Order()),
        ({}, Order(words=DEFAULT_WORDS)),
    ],
)
def test_an_order_is_read_from_whatever_the_page_sends(data: dict[str, Any], order: Order) -> None:
    assert read_order(data) == order


def test_each_article_gets_a_summary_of_its_own(filled: Library) -> None:
    ids = tuple(one.id for one in filled.articles())
    desks = list(summarizing(filled, Order(ids=ids, is_each=True)))
    assert [(one.done, one.total) for one in desks] == [(0, 2), (1, 2), (2, 2)]
    assert [one.articles[0].id for one in desks[-1].summaries] == list(ids)
    assert "1 of 2 written" in html.desk(desks[1])
    assert "Save all as zip" in html.desk(desks[2])


def test_a_topic_is_looked_for_in_each_article(filled: Library) -> None:
    ids = tuple(one.id for one in filled.articles())
    *_, desk = summarizing(filled, Order(about="the harbour wall", ids=ids, is_each=True))
    assert [one.about for one in desk.summaries] == ["the harbour wall"] * 2
    read = [{one.id for one in summary.articles} for summary in desk.summaries]
    assert read[0] == {ids[0]}
    assert read[1] <= {ids[1]}


def test_articles_together_get_one(filled: Library) -> None:
    ids = tuple(one.id for one in filled.articles())
    *_, desk = summarizing(filled, Order(ids=ids))
    assert [len(one.articles) for one in desk.summaries] == [2]
    assert "from 2 articles" in html.desk(desk)


def test_a_failure_is_told_and_the_rest_is_written(filled: Library) -> None:
    known = filled.articles()[0].id
    *_, desk = summarizing(filled, Order(ids=("gone", known), is_each=True))
    assert (len(desk.summaries), len(desk.failures)) == (1, 1)
    assert "There is no article" in html.desk(desk)


def test_a_failing_writer_injects_nothing(settings: Settings) -> None:
    *_, desk = summarizing(HalfBrokenLibrary(settings), Order(about="the wall"))
    assert "&lt;i&gt;is away&lt;/i&gt;" in html.desk(desk)


def test_what_was_cancelled_says_how_far_it_came(filled: Library) -> None:
    ids = tuple(one.id for one in filled.articles())
    _, half, _ = summarizing(filled, Order(ids=ids, is_each=True))
    assert "Cancelled; 1 of 2 were written." in html.desk(replace(half, is_cancelled=True))


def test_the_zip_holds_each_summary_as_text_and_as_evidence(filled: Library) -> None:
    ids = tuple(one.id for one in filled.articles())
    *_, desk = summarizing(filled, Order(ids=ids, is_each=True))
    parcel = json.loads(zipped(desk))
    with zipfile.ZipFile(BytesIO(b64decode(parcel["content"]))) as file:
        assert [name[:4] for name in file.namelist()] == ["001-", "001-", "002-", "002-"]
        evidence = json.loads(file.read(file.namelist()[1]))
    assert evidence["text"] == desk.summaries[0].text


def test_a_kept_answer_opens_again_checked_anew(filled: Library) -> None:
    answer = filled.ask("How much will the harbour wall cost?")
    turn = reopened(filled, filled.history()[0].number)
    assert turn.answer is not None
    assert as_json(turn.answer.sentences) == as_json(answer.sentences)
    assert turn.notes == ()
    filled.remove(answer.passages[0].article.id)
    assert "is not in the library" in html.turn(reopened(filled, filled.history()[0].number))


def test_an_answer_that_is_not_kept_is_a_failure(filled: Library) -> None:
    assert "holds no answer 99" in html.turn(reopened(filled, 99))


def test_a_writer_is_tried(filled: Library) -> None:
    assert "It works: extractive" in html.trial(filled.try_writer())


def test_the_settings_show_no_key() -> None:
    settings = Settings(
        llm_api_key="sk-secret", llm="openai:x", llm_base_url="http://127.0.0.1:9/v1"
    )
    shown = html.settings(settings, articles=3)
    assert "openai:x" in shown
    assert "secret" not in shown


def test_what_was_cancelled_is_no_failure() -> None:
    assert "nobody foresaw" in failed(Halt())
    assert "nobody foresaw" not in str(failed(Halt(is_set=True)))
