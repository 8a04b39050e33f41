"""Articles looked through: searched, sorted, limited, folded, counted."""

import json
from datetime import date
from pathlib import Path

import pytest

from rag import Article, Library, Paragraph
from rag.shelf import MAX_BARS, PAGE_ARTICLES, View, read_view
from rag.store import ArticleCopy

WIRE_STORY = (
    "Nine people were hurt when the ferry Grey Heron ran aground off Port Ellery in thick fog on"
    " Saturday, the coastguard said, and forty more were taken ashore by the lifeboat."
)


def article(
    article_id: str, title: str, day: date | None = None, source: str | None = None, text: str = ""
) -> ArticleCopy:
    said = text or f"{title}: text number {article_id}."
    body = (Paragraph(1, 0, len(said)),)
    return ArticleCopy(Article(article_id, title, day, source, text=said, paragraphs=body))


@pytest.fixture
def four(library: Library) -> Library:
    """Four articles, one of them undated and of no outlet."""
    library.restore(
        article("a", "Ferry hit in fog", date(2025, 5, 17), "Coastal Wire"),
        article("b", "Audit of the wall", date(2025, 10, 2), "Ledger"),
        article("c", "Élan ferry sold", date(2025, 5, 29), "Ledger"),
        article("d", "Undated note"),
    )
    return library


def ids(library: Library, view: View) -> str:
    return "".join(one.facts.id for one in library.look(view).articles)


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (View(), "bcad"),
        (View(order="oldest"), "acbd"),
        (View(order="title"), "badc"),
        (View(order="outlet"), "abcd"),
        (View(words="FERRY"), "ca"),
        (View(words="ferry ledger"), "c"),
        (View(words="éLAN"), "c"),
        (View(words="%"), ""),
        (View(source="Ledger"), "bc"),
        (View(source="No outlet"), "d"),
        (View(period="2025-05"), "ca"),
        (View(period="2025", source="Ledger", words="audit"), "b"),
        (View(words="nothing"), ""),
    ],
)
def test_a_view_shows_and_counts_what_it_asks_for(four: Library, view: View, found: str) -> None:
    assert ids(four, view) == found
    shelf = four.look(view)
    assert (shelf.found, shelf.total, shelf.next) == (len(found), 4, 0)


def test_months_are_counted_without_gaps_and_outlets_by_number(four: Library) -> None:
    shelf = four.look()
    assert list(shelf.periods) == [f"2025-{month:02}" for month in range(5, 11)]
    assert shelf.periods["2025-05"] == 2
    assert list(shelf.sources.items()) == [("Ledger", 2), ("Coastal Wire", 1), ("No outlet", 1)]
    assert four.look(View(source="Ledger")).periods["2025-05"] == 1
    assert four.look(View(period="2025-05")).sources == {"Coastal Wire": 1, "Ledger": 1}


def test_many_months_become_years(four: Library) -> None:
    assert len(four.look().periods) <= MAX_BARS
    four.restore(article("e", "Old", date(1999, 1, 1)))
    periods = four.look().periods
    assert (min(periods), max(periods), len(periods)) == ("1999", "2025", 27)
    assert (periods["2001"], periods["2025"]) == (0, 3)


def test_a_long_list_comes_in_pages(library: Library) -> None:
    library.restore(*(article(f"{n:05}", f"Title {n}", date(2025, 1, 1)) for n in range(250)))
    first = library.look()
    second = library.look(View(start=first.next))
    last = library.look(View(start=second.next))
    assert (first.next, second.next, last.next) == (PAGE_ARTICLES, 2 * PAGE_ARTICLES, 0)
    shown = [one.facts.id for page in (first, second, last) for one in page.articles]
    assert len(set(shown)) == len(shown) == 250


def test_reprints_are_folded_under_the_first_in_the_list(library: Library) -> None:
    library.restore(
        article("a", "Ferry aground", date(2025, 5, 17), "Wire", WIRE_STORY),
        article(
            "b", "Nine hurt on ferry", date(2025, 5, 18), "Post", WIRE_STORY + " More to come."
        ),
        article("c", "Another story", date(2025, 5, 16), "Post"),
    )
    newest, other = library.look().articles
    assert (newest.facts.id, other.facts.id) == ("b", "c")
    assert [one.facts.id for one in newest.reprints] == ["a"]
    oldest = library.look(View(order="oldest")).articles
    assert [(one.facts.id, len(one.reprints)) for one in oldest] == [("c", 0), ("a", 1)]
    (alone,) = library.look(View(source="Wire")).articles
    assert (alone.facts.id, alone.reprints) == ("a", ())
    assert library.look().found == 3


def test_versions_and_corrections_are_told(library: Library, tmp_path: Path) -> None:
    note = "Correction: An earlier version of this article said that nine people were hurt."
    for said in (["Nine were hurt."], ["Twelve were hurt.", note]):
        file = tmp_path / "ferry.json"
        facts = {"title": "Ferry", "url": "https://post.example/ferry", "paragraphs": said}
        file.write_text(json.dumps(facts))
        library.add(file)
    (listed,) = library.look().articles
    assert (listed.versions, listed.facts.correction) == (2, note)


@pytest.mark.parametrize(
    "data", [{}, {"order": "worst", "start": -3}, {"start": "x", "words": None}]
)
def test_a_view_is_read_from_whatever_the_page_sends(data: dict[str, object]) -> None:
    assert read_view(data) == View()
