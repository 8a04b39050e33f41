"""Articles looked through: searched, sorted, limited, counted."""

from datetime import date

import pytest

from rag.shelf import MAX_BARS, PAGE_ARTICLES, View, look, read_view
from rag.types import ArticleFacts

FACTS = [
    ArticleFacts("a", "Ferry hit in fog", date(2025, 5, 17), "Coastal Wire"),
    ArticleFacts("b", "Audit of the wall", date(2025, 10, 2), "Ledger", author="Bea Ormsley"),
    ArticleFacts("c", "Élan ferry sold", date(2025, 5, 29), "Ledger"),
    ArticleFacts("d", "Undated note"),
]


@pytest.mark.parametrize(
    ("view", "ids"),
    [
        (View(), "bcad"),
        (View(order="oldest"), "acbd"),
        (View(order="title"), "badc"),
        (View(order="outlet"), "abcd"),
        (View(words="FERRY"), "ca"),
        (View(words="ferry ledger"), "c"),
        (View(words="ormsley"), "b"),
        (View(source="Ledger"), "bc"),
        (View(source="No outlet"), "d"),
        (View(period="2025-05"), "ca"),
        (View(period="2025", source="Ledger", words="audit"), "b"),
        (View(words="nothing"), ""),
    ],
)
def test_a_view_shows_what_it_asks_for(view: View, ids: str) -> None:
    assert "".join(one.id for one in look(FACTS, view).articles) == ids


def test_months_are_counted_without_gaps_and_outlets_by_number() -> None:
    shelf = look(FACTS, View())
    assert list(shelf.periods) == [f"2025-{month:02}" for month in range(5, 11)]
    assert shelf.periods["2025-05"] == 2
    assert next(iter(shelf.sources.items())) == ("Ledger", 2)
    assert dict(look(FACTS, View(source="Ledger")).periods)["2025-05"] == 1
    assert look(FACTS, View(period="2025-05")).sources == {"Coastal Wire": 1, "Ledger": 1}


def test_many_months_become_years() -> None:
    old = ArticleFacts("e", "Old", date(1999, 1, 1))
    periods = look([*FACTS, old], View()).periods
    assert (min(periods), max(periods), len(periods)) == ("1999", "2025", 27)
    assert periods["2001"] == 0
    assert len(look(FACTS, View()).periods) <= MAX_BARS


def test_a_long_list_comes_in_pages() -> None:
    many = [ArticleFacts(f"{n:05}", f"Title {n}", date(2025, 1, 1)) for n in range(250)]
    pages = [look(many, View(start=start)) for start in (0, PAGE_ARTICLES, 2 * PAGE_ARTICLES)]
    assert [len(one.articles) for one in pages] == [100, 100, 50]
    assert len({one.id for page in pages for one in page.articles}) == 250


@pytest.mark.parametrize(
    "data", [{}, {"order": "worst", "start": -3}, {"start": "x", "words": None}]
)
def test_a_view_is_read_from_whatever_the_page_sends(data: dict[str, object]) -> None:
    assert read_view(data) == View()
