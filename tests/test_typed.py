"""Questions as a user types them, with what in them says where to look."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from rag import Library


def monday() -> date:
    return date.today() - timedelta(days=date.today().weekday())


def test_a_question_about_last_week_is_answered_from_last_week(
    library: Library, tmp_path: Path
) -> None:
    before = monday()
    votes = {
        before - timedelta(days=60): "to close the northern ferry berth",
        before - timedelta(days=5): "to widen the sea road",
        before: "to order new pumps",
    }
    for day, vote in votes.items():
        head = f"Title: Council\nDate: {day.isoformat()}\n\n"
        (tmp_path / f"{day}.txt").write_text(f"{head}The council voted {vote}.", encoding="utf-8")
    library.add(*tmp_path.glob("*.txt"))
    answer = library.ask("What did the council vote last week?")
    # The week may end while this runs; then last week's vote is the last one.
    vote = votes[before if monday() != before else before - timedelta(days=5)]
    assert answer.text == f"The council voted {vote}. [1]"
    assert len(answer.passages) == 1


@pytest.mark.parametrize(
    ("question", "outlet", "said"),
    [
        ("According to the Tidewater Ledger, how many were injured in the ferry collision?",
         "Tidewater Ledger", "Nine people were injured"),
        ("How many people were injured in the ferry collision, according to the Post?",
         "Harbour Post", "Nine people were injured"),
        ("What does the Courier say caused the ferry collision?",
         "Orrenmouth Courier", "faulty radar"),
    ],
)  # fmt: skip
def test_a_question_on_the_word_of_an_outlet_is_answered_from_it(
    seeds: Library, question: str, outlet: str, said: str
) -> None:
    answer = seeds.ask(question)
    assert said in answer.text
    assert {one.article.source for one in answer.passages} == {outlet}


def test_an_outlet_does_not_make_an_answer_of_what_it_does_not_say(seeds: Library) -> None:
    assert seeds.ask("According to the Ledger, who won the World Cup?").status == "declined"


def test_a_quoted_phrase_is_answered_from_where_it_stands(seeds: Library) -> None:
    answer = seeds.ask('Who said "I was flooded in December"?')
    assert "Hesper Dunnock" in answer.text
    assert all("I was flooded in December" in one.text for one in answer.passages)
