"""The two searches in a library so large, for its limits, that neither looks at everything."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from rag.embed import Vectors as Matrix
from rag.settings import Settings
from rag.store import Store
from rag.store.keywords import Keywords
from rag.store.nearest import Nearest
from rag.store.vectors import Vectors
from rag.types import Article, Filters, Paragraph

FIRST_DAY = date(2025, 1, 1)
ARTICLES = 200
PIERS = 20
OWN = "pier quay mast hull deck stern keel crane".split()  # so that none is another's reprint


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two hundred articles, one a day, of three outlets; each has a word of its own."""
    store = Store(Settings(library=tmp_path_factory.mktemp("finding"), embedder="hashing"))
    for number in range(ARTICLES):
        store.articles.put(report(number), ())
    store.re_embed()
    return store


def report(number: int, *, what: str = "The ferry sank in fog") -> Article:
    own = " ".join(f"{word}{number}" for word in OWN)
    text = f"{what} beside lighthouse{number}, off pier{number % PIERS}, {own}."
    return Article(
        f"a{number}", f"Report {number}", published=FIRST_DAY + timedelta(days=number),
        source=f"Outlet {number % 3}", path=f"/x/{number}", text=text,
        paragraphs=(Paragraph(1, 0, len(text)),),
    )  # fmt: skip


def best(keywords: Keywords, terms: Sequence[str]) -> dict[int, float]:
    with keywords.ranked(keywords.query(terms)) as words:
        return words.best(limit=ARTICLES)


def test_only_what_holds_a_rare_word_is_ranked_and_others_count_unless_they_stand_everywhere(
    store: Store,
) -> None:
    terms = ("ferry", "fog", "lighthouse7", "pier7", "harbour")
    limited, whole = Keywords(store._database, most_ranked=10), store.keywords
    assert len(best(whole, terms)) == ARTICLES
    found = best(limited, terms)
    (passage,) = store.paragraphs.passages(found)
    assert passage.address == "a7#p1"
    without_pier, without_ferry = (
        best(limited, [term for term in terms if term != left_out])
        for left_out in ("pier7", "ferry")
    )
    assert found.keys() == without_pier.keys()
    assert next(iter(found.values())) > next(iter(without_pier.values()))
    assert found == without_ferry


def test_a_question_of_frequent_words_alone_still_finds(store: Store) -> None:
    limited = Keywords(store._database, most_ranked=50)
    assert len(best(limited, ["ferry", "fog"])) == ARTICLES


def test_what_ranks_best_is_told_again_of_any_paragraph_and_gone_when_another_is_asked(
    store: Store,
) -> None:
    with store.keywords.ranked('"ferry"') as words:
        all_of_them = words.best(limit=ARTICLES)
        some = list(all_of_them)[:3]
        assert words.scores([*some, 10**6]) == {one: all_of_them[one] for one in some}
    with store.keywords.ranked('"lighthouse7"') as words:
        assert len(words.best(limit=ARTICLES)) == 1
    with store.keywords.ranked("") as words:
        assert words.best(limit=ARTICLES) == words.scores(some) == {}


def test_the_parts_of_the_word_index_become_one_when_a_tenth_was_added(tmp_path: Path) -> None:
    store = Store(Settings(library=tmp_path, embedder="hashing"))
    for first, added, parts in ((0, 40, 1), (40, 2, 3), (42, 10, 1)):
        list(store.add(report(number) for number in range(first, first + added)))
        index = "SELECT count(DISTINCT segid) FROM paragraph_words_idx"
        assert store._database.rows(index)[0][0] == parts
    with store.keywords.ranked('"ferry"') as words:
        assert len(words.best(limit=ARTICLES)) == 52


def test_which_word_is_the_rarer_is_told_anew_while_a_library_is_small(tmp_path: Path) -> None:
    store = Store(Settings(library=tmp_path, embedder="hashing"))
    limited = Keywords(store._database, most_ranked=5)
    list(store.add(report(number) for number in range(10)))
    assert limited.query(["ferry", "mill"]) == '("mill") AND ("ferry" OR "mill")'
    list(store.add(report(number, what="The mill burned") for number in range(10, 30)))
    assert limited.query(["ferry", "mill"]) == '("ferry") AND ("ferry" OR "mill")'


@pytest.mark.parametrize("most_compared", [0, 1000])
@pytest.mark.parametrize(
    "filters",
    [
        Filters(since=FIRST_DAY + timedelta(days=150)),
        Filters(since=FIRST_DAY + timedelta(days=20), until=FIRST_DAY + timedelta(days=22)),
        Filters(sources=("Outlet 1",)),
        Filters(since=date(2030, 1, 1)),
    ],
)
def test_filters_hold_however_the_nearest_are_looked_for(
    store: Store, filters: Filters, most_compared: int
) -> None:
    nearest = Nearest(store._database, most_compared=most_compared)
    vector = store.embedder.embed(["The ferry sank beside lighthouse21."])[0]
    found = nearest.best(store.vectors, vector, limit=20, filters=filters)
    days = [one.article.published or date.min for one in store.paragraphs.passages(found)]
    passing = [
        number
        for number in range(ARTICLES)
        if (filters.since or FIRST_DAY) <= FIRST_DAY + timedelta(days=number)
        and FIRST_DAY + timedelta(days=number) <= (filters.until or date.max)
        and (not filters.sources or number % 3 == 1)
    ]
    assert bool(found) == bool(passing)  # Chroma's index is approximate, and may miss most
    assert most_compared == 0 or len(found) == min(20, len(passing))
    assert {(day - FIRST_DAY).days for day in days} <= set(passing)


class Lost(Vectors):
    """An index whose graph leads to the first article and to no other."""

    def __init__(self, chunk: str) -> None:
        self.chunk = chunk

    def nearest(self, vector: Matrix, *, limit: int) -> dict[str, float]:
        return dict.fromkeys([self.chunk] * limit, 0.9)


def test_what_passes_a_filter_is_found_where_the_index_leads_to_none_of_it(store: Store) -> None:
    first = store._database.rows("SELECT id FROM chunk WHERE article = 1")[0][0]
    nearest = Nearest(store._database, most_compared=0)
    one_day = FIRST_DAY + timedelta(days=21)
    vector = np.ones(store.embedder.dimension, dtype=np.float32)
    found = nearest.best(
        Lost(first), vector, limit=1, filters=Filters(since=one_day, until=one_day)
    )
    assert [one.address for one in store.paragraphs.passages(found)] == ["a21#p1"]
