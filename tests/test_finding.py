"""The two searches in a library so large, for its limits, that neither looks at everything."""

from datetime import date, timedelta

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


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two hundred articles, one a day, of three outlets; each has a word of its own."""
    store = Store(Settings(library=tmp_path_factory.mktemp("finding"), embedder="hashing"))
    for number in range(ARTICLES):
        text = f"The ferry sank in fog beside lighthouse{number}."
        made = Article(
            f"a{number}", f"Report {number}", published=FIRST_DAY + timedelta(days=number),
            source=f"Outlet {number % 3}", path=f"/x/{number}", text=text,
            paragraphs=(Paragraph(1, 0, len(text)),),
        )  # fmt: skip
        store.articles.put(made, ())
    store.re_embed()
    return store


def test_only_what_holds_a_rare_word_is_ranked_and_frequent_words_still_count(
    store: Store,
) -> None:
    terms = ("ferry", "fog", "lighthouse7", "harbour")
    limited, whole = Keywords(store._database, most_ranked=50), store.keywords
    assert len(whole.best(whole.query(terms), limit=ARTICLES)) == ARTICLES
    found = limited.best(limited.query(terms), limit=ARTICLES)
    (best,) = store.paragraphs.passages(found)
    assert best.address == "a7#p1"
    alone = limited.best(limited.query(["lighthouse7"]), limit=9)
    assert found.keys() == alone.keys()
    assert next(iter(found.values())) > next(iter(alone.values()))


def test_a_question_of_frequent_words_alone_still_finds(store: Store) -> None:
    limited = Keywords(store._database, most_ranked=50)
    assert len(limited.best(limited.query(["ferry", "fog"]), limit=9)) == 9


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
