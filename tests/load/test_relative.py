"""Days named by a word are resolved from the day that the article appeared."""

from datetime import date

import pytest

from rag import Library
from rag.load import said_days

SUNDAY = date(2025, 7, 13)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lavrov warned on Saturday against an alliance.", "2025-07-12"),
        ("The ferry ran aground on Sunday.", "2025-07-13"),
        ("The wall fell last Sunday.", "2025-07-06"),
        ("It has rained since Monday.", "2025-07-07"),
        ("The council will vote on Monday.", "2025-07-14"),
        ("The mayor said on Friday that the wall had held.", "2025-07-11"),
        ("The court is expected to rule on Thursday.", "2025-07-17"),
        ("They meet again next Tuesday.", "2025-07-15"),
        ("The ship sank yesterday.", "2025-07-12"),
        ("The port opens tomorrow.", "2025-07-14"),
        ("The storm came three days ago.", "2025-07-10"),
        ("It was closed a week ago.", "2025-07-06"),
        ("The harbour was closed today.", "2025-07-13"),
    ],
)
def test_a_day_is_resolved(text: str, day: str) -> None:
    (said,) = said_days(text, published=SUNDAY)
    assert said.day == date.fromisoformat(day)


def test_what_was_said_and_what_is_to_come_are_told_apart() -> None:
    text = "He will resign on Monday, the mayor said on Saturday."
    assert [one.day.day for one in said_days(text, published=SUNDAY)] == [14, 12]


@pytest.mark.parametrize(
    "text",
    [
        "The wall fell on Saturday, July 5.",
        "The wall fell on Saturday 5 July.",
        "On Mondays the harbour is closed.",
        "“We knew yesterday,” he said.",
        "The Sunday Times reported it.",
        "It rained for three days.",
    ],
)
def test_what_needs_no_help_or_has_none_is_left_alone(text: str) -> None:
    assert said_days(text, published=SUNDAY) == ()


def test_without_a_publication_date_nothing_is_resolved() -> None:
    assert said_days("It rained on Saturday.", published=None) == ()


def test_passages_carry_the_days_they_name_and_quotes_stay_as_they_are(filled: Library) -> None:
    (passage, *_) = filled.search("ferry ran aground")
    (said,) = passage.days
    assert passage.text[said.start : said.end] == "Saturday"
    assert said.day == date(2025, 5, 17)
