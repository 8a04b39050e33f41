"""What a question says about where to look."""

from dataclasses import replace
from datetime import date

import pytest

from rag import Library
from rag.question import missing_phrases, read_question
from rag.span import Span
from rag.types import Filters

TODAY = date(2025, 6, 18)  # a Wednesday
OUTLETS = ["Coastal Wire", "The Tidewater Ledger"]


def days(since: str | None, until: str | None) -> Span:
    return Span(*(one and date.fromisoformat(one) for one in (since, until)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("today", days("2025-06-18", "2025-06-18")),
        ("yesterday", days("2025-06-17", "2025-06-17")),
        ("this week", days("2025-06-16", "2025-06-22")),
        ("last week", days("2025-06-09", "2025-06-15")),
        ("last month", days("2025-05-01", "2025-05-31")),
        ("this month", days("2025-06-01", "2025-06-30")),
        ("last year", days("2024-01-01", "2024-12-31")),
        ("in the past three days", days("2025-06-15", "2025-06-18")),
        ("over the last 2 weeks", days("2025-06-04", "2025-06-18")),
    ],
)
def test_words_like_last_week_limit_a_question_to_days(said: str, span: Span) -> None:
    asked = read_question(f"What did the council decide {said}?", today=TODAY)
    assert asked.within == span
    assert asked.near == ()
    assert asked.terms == ("council", "decide")


@pytest.mark.parametrize(
    ("said", "spans"),
    [
        ("on 17 May 2025", [days("2025-05-17", "2025-05-17")]),
        ("on May 17th, 2025", [days("2025-05-17", "2025-05-17")]),
        ("on 2025-05-17", [days("2025-05-17", "2025-05-17")]),
        ("on 17 May", [days("2024-05-17", "2024-05-17"), days("2025-05-17", "2025-05-17")]),
        (
            "on May 17, and who",
            [days("2024-05-17", "2024-05-17"), days("2025-05-17", "2025-05-17")],
        ),
        ("on 29 February", [days("2024-02-29", "2024-02-29")]),
        ("in September 2024", [days("2024-09-01", "2024-09-30")]),
        ("since Sept. 2024", []),
        ("since Sep 2024", [days("2024-09-01", None)]),
        ("before 2 June 2025", [days(None, "2025-06-02")]),
        ("on 31 February 2025", []),
        ("in May", []),
        ("in 1973", []),
        ("to March 3,000 people", []),
    ],
)
def test_days_that_a_question_names_are_read(said: str, spans: list[Span]) -> None:
    asked = read_question(
        f"What happened {said} at the harbour?", today=TODAY, years=lambda: range(2024, 2026)
    )
    assert list(asked.near) == spans
    assert asked.within is None


@pytest.mark.parametrize(
    ("question", "outlet"),
    [
        ("What did the wall cost, according to the Tidewater Ledger?", "The Tidewater Ledger"),
        ("What does Coastal Wire say about the ferry?", "Coastal Wire"),
        ("What Coastal Wire reported on the ferry", "Coastal Wire"),
        ("What does the Ledger say about the ferry?", "The Tidewater Ledger"),
        ("What does the ledger say about the ferry?", None),
        ("Who owns the Coastal Wire?", None),
        ("What did the mayor say?", None),
    ],
)
def test_an_outlet_on_whose_word_one_asks_is_found(question: str, outlet: str | None) -> None:
    asked = read_question(question, today=TODAY, outlets=lambda: OUTLETS)
    assert asked.outlet == outlet


def test_an_ending_that_two_outlets_share_names_neither() -> None:
    asked = read_question(
        "What does the Post say?", today=TODAY, outlets=lambda: ["Harbour Post", "Evening Post"]
    )
    assert asked.outlet is None


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("What did the wall cost, according to the Ledger?", "What did the wall cost?"),
        ("According to Coastal Wire, who was hurt?", "who was hurt?"),
        ("What does the Coastal Wire report of the ferry?", "What does of the ferry?"),
    ],
)
def test_an_outlet_is_no_part_of_what_is_looked_for(question: str, rest: str) -> None:
    asked = read_question(question, today=TODAY, outlets=lambda: OUTLETS)
    assert " ".join(asked.text.split()) == rest


def test_filters_that_are_set_win_over_what_a_question_says() -> None:
    asked = read_question(
        "What did Coastal Wire report last week?", today=TODAY, outlets=lambda: OUTLETS
    )
    found = asked.narrowed(Filters())
    assert (found.sources, found.since) == (("Coastal Wire",), date(2025, 6, 9))
    held = Filters(since=date(2020, 1, 1), sources=("Post",))
    assert asked.narrowed(held) == held


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ('the "harbour wall" at Port Ellery', ("harbour wall",)),
        ("“drilled deeper” and «clay»", ("drilled deeper", "clay")),
        ('a lone " mark', ()),
        ('what is "the" of', ()),
    ],
)
def test_quoted_phrases_are_read(question: str, phrases: tuple[str, ...]) -> None:
    assert read_question(question, today=TODAY).phrases == phrases


def test_a_quoted_phrase_must_match(filled: Library) -> None:
    assert filled.search("Port Ellery")[1:]
    found = filled.search('What about the "drilled deeper" remark in Port Ellery?')
    assert found
    assert all("drilled deeper" in one.text for one in found)
    assert missing_phrases('the "drilled deeper" remark', found) == []


def test_a_phrase_that_stands_nowhere_is_told_and_its_words_are_searched(filled: Library) -> None:
    asked = 'Who said the "surveyors who drilled far deeper" found rock?'
    found = filled.search(asked)
    assert "drilled deeper" in found[0].text
    assert missing_phrases(asked, found) == ["surveyors who drilled far deeper"]


def test_a_phrase_outside_the_days_that_are_asked_for_is_found_on_others(filled: Library) -> None:
    found = filled.search('What of "drilled deeper" yesterday?')
    assert all("drilled deeper" in one.text for one in found)
    assert found


def test_a_question_about_an_outlet_is_kept_to_its_articles(filled: Library) -> None:
    found = filled.search("What happened at Port Ellery, according to the Coastal Wire?")
    assert {one.article.source for one in found} == {"Coastal Wire"}


@pytest.mark.parametrize("day", [date(2025, 5, 17), date(2025, 6, 19)])
def test_a_named_day_puts_its_articles_first(filled: Library, day: date) -> None:
    best = filled.search(f"Port Ellery, {day:%d %B %Y}")[0]
    assert best.article.published == day


def test_days_in_which_nothing_was_published_do_not_hide_the_rest(filled: Library) -> None:
    assert filled.search("What about the ferry yesterday?")


def test_a_question_of_such_words_alone_is_still_searched() -> None:
    asked = read_question("What happened yesterday?", today=TODAY)
    assert asked.terms == ("happened",)
    assert replace(asked, within=None).narrowed(Filters()) == Filters()
