"""Days named by a word are resolved from the day that the article appeared."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from rag import Library
from rag.load import said_days
from rag.retrieve import Ranking, retrieve
from rag.span import Span
from rag.types import Filters

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


WARNINGS = {
    date(2025, 6, 2): "Lavrov warned on Sunday against sending missiles to Kyiv.",
    date(2025, 7, 13): "Lavrov warned on Saturday against a security alliance.",
    date(2025, 9, 20): "Lavrov warned on Friday against seizing the frozen assets.",
}
TODAY = date(2025, 11, 4)
WARNINGS[TODAY] = "Lavrov warned yesterday against closing the strait."


@pytest.fixture
def warnings(library: Library, tmp_path: Path) -> Library:
    """A library of articles that name their days by words."""
    for day, text in WARNINGS.items():
        path = tmp_path / f"{day}.json"
        paragraphs = [text, f"The harbour was calm in {day:%B}, and its boats lay still."]
        record = {"title": "Warning", "published": f"{day}", "paragraphs": paragraphs}
        path.write_text(json.dumps(record))
        library.add(path)
    return library


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("on 12 July", "alliance"),
        ("on July 12, 2025", "alliance"),
        ("on 2025-06-01", "missiles"),
        ("on 19 September 2025", "assets"),
        ("on 3 November 2025", "strait"),
    ],
)
def test_a_question_about_a_day_finds_what_names_it_by_a_word(
    warnings: Library, said: str, word: str
) -> None:
    question = f"What did Lavrov warn against {said}?"
    assert word in warnings.search(question)[0].text
    assert word in warnings.ask(question).text


def test_a_question_of_yesterday_keeps_to_what_is_of_that_day_or_names_it(
    warnings: Library,
) -> None:
    question = "What did Lavrov warn against yesterday?"
    found = retrieve(warnings._store, question, ranking=Ranking(today=TODAY))
    assert {one.article.published for one in found} == {TODAY}
    assert "strait" in found[0].text


def test_yesterday_counts_from_the_day_on_which_it_is_asked(
    library: Library, tmp_path: Path
) -> None:
    before = date.today()
    for days in range(-3, 3):
        day = before + timedelta(days)
        text = f"The council of Port Ellery met for the {day.day}th time."
        (tmp_path / f"{day}.txt").write_text(f"Title: Day {day}\nDate: {day}\n\n{text}")
    library.add(*tmp_path.glob("*.txt"))
    found = library.search("What did the council do yesterday?")
    # Midnight may pass between the two.
    yesterdays = [day - timedelta(1) for day in (before, date.today())]
    assert {one.article.published for one in found} in [{day} for day in yesterdays]


def test_filters_that_are_set_go_by_the_day_of_publication_alone(warnings: Library) -> None:
    assert warnings.search("Lavrov", since="2025-07-12", until="2025-07-12") == []


def test_paragraphs_are_found_by_the_days_that_they_name(warnings: Library) -> None:
    particulars = warnings._store.articles.particulars
    (naming,) = particulars.naming([Span(date(2025, 7, 12), date(2025, 7, 12))])
    (passage,) = warnings._store.paragraphs.passages({naming: 1.0})
    assert "alliance" in passage.text
    assert particulars.naming([Span(None, TODAY), Span(TODAY, None)]) == []
    assert (
        particulars.naming([Span(date(2025, 7, 12), date(2025, 7, 12))], Filters(sources=("x",)))
        == []
    )
