"""Several articles point by point: who carries each, who disagrees, in which style."""

from datetime import date

import pytest

from rag import Library
from rag.documents import as_markdown
from rag.types import ArticleFacts, Passage
from rag.write.candidates import Candidate
from rag.write.disputes import dispute
from rag.write.points import Statement
from rag.write.styles import day_of, question_of, timeline

LEDGER = "Nine people were hurt when the ferry Grey Heron ran aground off Port Ellery on Saturday."
POST = "Twelve people were hurt when the ferry Grey Heron ran aground off Port Ellery."
FACTS = ArticleFacts("a", "Ferry", published=date(2025, 5, 19), source="Ledger")


def said(text: str) -> Statement:
    return Statement(
        Candidate(Passage("a#p1", text, 1.0, FACTS, 0, "1"), 0, 0, text, False), ("1",)
    )


@pytest.mark.parametrize(
    ("one", "other", "numbers"),
    [
        (LEDGER, POST, ("Nine", "Twelve")),
        ("The wall will cost £23.7 million.", "The wall will cost £27 million.",
         ("£23.7 million", "£27 million")),
        (LEDGER, LEDGER, None),
        ("The wall will cost £23.7 million.", "The wall will cost about £24 million.", None),
        ("The wall will cost £23 million.", "The wall is 40 metres long.", None),
        ("Nine people were hurt in the fire.", "Twelve people won the lottery.", None),
        ("Nine people were hurt on 3 May.", "Nine people were hurt on 4 May.", None),
        ("The plant will close with the loss of 118 jobs, the firm said.",
         "The union said that the plant will close with the loss of 164 jobs.", ("118", "164")),
        ("The cost of the wall has risen to £23.7 million, the council said.",
         "The council said a household would pay £37 a year for the cost of the wall.", None),
        ("The plan is to borrow £3.2 million for the wall and take £2 million.",
         "The council will borrow the remaining £7.4 million for the wall.", None),
        ("The firm will make 3,000 units for Spain and 300 for Malta.",
         "The firm will make 3,300 units for Spain and Malta.", None),
        ("The wall rose from £18 million to £24 million.", "The wall was to cost £18 million.",
         None),
        ("In 2021 the council spent £4 million on the wall.",
         "In 2023 the council spent £9 million on the wall.", None),
        ("The plant will close with the loss of 164 jobs.",
         "A co-operative is to buy the plant and expects to reopen it in January with 60 jobs.",
         None),
        ("Correction: we said the wall will cost £27 million.", "The wall will cost £23 million.",
         None),
    ],
)  # fmt: skip
def test_a_dispute_is_two_numbers_for_one_thing(
    one: str, other: str, numbers: tuple[str, str] | None
) -> None:
    found = dispute(one, other)
    assert (tuple(each.text for each in found) if found else None) == numbers


@pytest.fixture
def ferries(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Three reports of one accident, one of them a reprint, and one that says otherwise."""
    folder = tmp_path_factory.mktemp("ferries")
    fog = "The coastguard said that fog had reduced visibility to 40 metres near the harbour."
    other = (
        "Fog had reduced visibility near the harbour to 40 metres, the coastguard said.\n\n"
        "Two lifeboats from Skarrow took every passenger to the pier, where a doctor waited."
    )
    for name, source, lead in (
        ("ledger", "Tidewater Ledger", LEDGER),
        ("courier", "Morning Courier", LEDGER),
        ("post", "Harbour Post", POST),
    ):
        head = f"Title: Ferry runs aground ({name})\nDate: 2025-05-19\nSource: {source}\n\n"
        body = f"{lead}\n\n{other if name == 'post' else fog}"
        body += "\n\nThe pier stayed shut." if name == "courier" else ""
        (folder / f"{name}.txt").write_text(head + body, encoding="utf-8")
    library.add(folder)
    return library


def test_a_contradiction_stands_side_by_side_and_is_named(ferries: Library) -> None:
    summary = ferries.summarize(about="the ferry Grey Heron", style="bullets", words=80)
    (point,) = [one for one in summary.points if one.differences]
    line = summary.text[point.start : point.end]
    assert "Nine people" in line
    assert "Twelve people" in line
    (difference,) = point.differences
    assert {"nine people", "twelve people"} <= {
        difference[i : i + n] for n in (11, 13) for i in range(len(difference))
    }
    assert "Harbour Post" in difference
    assert {one.verdict for one in summary.sentences} == {"supported"}


def test_a_point_counts_its_independent_sources(ferries: Library) -> None:
    summary = ferries.summarize(about="the ferry Grey Heron", style="bullets", words=80)
    points = {summary.text[one.start : one.end][2:6]: one for one in summary.points}
    assert all(one.sources for one in points.values())
    assert sum(one.reprints for one in points.values()) >= 1
    assert any(not one.is_single_source for one in points.values())


def test_a_sentence_with_other_figures_only_is_no_source_of_a_point(seeds: Library) -> None:
    summary = seeds.summarize(about="the fish plant at Gannet Row", style="bullets")
    (point,) = [
        one for one in summary.points if "co-operative" in summary.text[one.start : one.end]
    ]
    assert point.sources == ("Quayside Business",)


def test_what_was_reprinted_comes_first(seeds: Library) -> None:
    summary = seeds.summarize(about="the ferry collision", style="bullets")
    assert summary.text.startswith("- Nine people were injured on Saturday morning when")
    assert summary.points[0].is_single_source
    assert summary.points[0].reprints == 2


def test_each_sentence_of_running_text_tells_its_sources(seeds: Library) -> None:
    summary = seeds.summarize(about="the fish plant at Gannet Row", style="brief")
    assert len(summary.points) > 2
    (disputed,) = [one for one in summary.points if one.differences]
    assert "118 jobs" in disputed.differences[0]
    told = summary.text[disputed.start : disputed.end]
    assert "164 jobs" in told
    assert "118 jobs" in told
    assert "3 independent sources" not in as_markdown(summary)


def test_reprints_of_named_articles_are_counted_too(ferries: Library) -> None:
    ids = [one.id for one in ferries.articles()]
    summary = ferries.summarize(*ids, style="bullets", words=80)
    assert any(one.reprints for one in summary.points)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The wall was begun on 4 March 2025.", date(2025, 3, 4)),
        ("The ferry ran aground on Saturday.", date(2025, 5, 17)),
        ("The council met yesterday.", date(2025, 5, 18)),
        ("The council met in the hall.", date(2025, 5, 19)),
        ("The council will meet on Thursday.", date(2025, 5, 22)),
        ("Members will vote on the plan on Monday 30 June.", date(2025, 6, 30)),
        ("Her daughter comes home on Fridays.", date(2025, 5, 19)),
        ("The board said on Friday that the radar failed on 11 May.", date(2025, 5, 11)),
        ("In a report published on Friday, the board blames the captain.", date(2025, 5, 16)),
    ],
)
def test_a_statement_has_its_day(text: str, day: date) -> None:
    assert day_of(said(text)) == day


def test_a_timeline_is_in_the_order_of_days() -> None:
    later, earlier = said("The board met on 9 May 2025."), said("The board met on 3 May 2025.")
    assert timeline([later, earlier]).splitlines() == [
        "- 3 May 2025: The board met on 3 May 2025. [1]",
        "- 9 May 2025: The board met on 9 May 2025. [1]",
    ]


def test_a_timeline_tells_a_fact_once_and_what_else_is_told_under_titles_about_it(
    seeds: Library,
) -> None:
    text = seeds.summarize(about="the ferry collision", style="timeline").text
    assert text.count("- 17 May 2025") == 1
    assert "- 18 August 2025: The Maid of Skarrow returned" in text


def test_a_timeline_s_dates_are_checked(filled: Library) -> None:
    for one in filled.articles():
        summary = filled.summarize(one.id, style="timeline")
        assert summary.text.startswith("- ")
        assert {each.verdict for each in summary.sentences} == {"supported"}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Nine people were hurt in the fog.", "How many people were hurt?"),
        ("The contractor denied the claim.", "What is denied or disputed?"),
        ("The work stopped because of soft clay.", "Why?"),
        ("The board will publish its report in May.", "What happens next?"),
        ("The wall cost £4 million.", "What does it cost?"),
        ("Mayor Ilse Marrable said the clay was soft.", "What does Mayor Ilse Marrable say?"),
        ("The harbour is quiet.", "What else is known?"),
        ("Work is due to begin on 12 May.", "What happens next?"),
        ("Some said they feared the summer.", "What else is known?"),
    ],
)
def test_a_statement_answers_a_question(text: str, question: str) -> None:
    assert question_of(said(text), is_first=False) == question


@pytest.mark.parametrize("style", ["brief", "bullets", "timeline", "headline", "questions"])
def test_every_style_is_cited_and_checked(seeds: Library, style: str) -> None:
    for subject in ({"about": "the sea wall"}, {}):
        ids = [] if subject else [seeds.articles()[3].id]
        summary = seeds.summarize(*ids, style=style, **subject)  # type: ignore[arg-type]
        assert summary.status == "grounded"
        assert summary.style == style
        assert all(one.citations for one in summary.sentences)


@pytest.mark.parametrize("words", [40, 60, 90, 130])
def test_the_length_is_kept_within_a_tenth(seeds: Library, words: int) -> None:
    for one in seeds.articles()[::4]:
        summary = seeds.summarize(one.id, words=words)
        written = sum(len(each.text.split()) for each in summary.sentences)
        assert 0.9 * words <= written <= 1.1 * words
