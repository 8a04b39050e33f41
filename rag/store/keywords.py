"""Paragraphs found by words, with SQLite's full-text index and BM25."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from rag.store.database import Database, marks
from rag.store.within import condition
from rag.types import Filters

# How much a word counts that stands in the title, in the heading above, in the paragraph itself.
COLUMN_WEIGHTS = (0.5, 0.5, 1.0)
# So many paragraphs are ranked, about: a millisecond or two for each thousand.
MOST_RANKED = 3000
# How often a word occurs is told from this many paragraphs, the first ones.
SAMPLE = 4000
MOST_COUNTED = 10_000
# A word of more than this share of the paragraphs does not count: to score it takes as long as all
# the rarer ones, and finds no more.
FREQUENT_SHARE = 0.1
# With a filter: so many that pass are enough, before all that pass are looked at.
ENOUGH = 30
# Each add leaves parts of the index that are read side by side; made one, they are read in two
# thirds of the time. It takes a twentieth of a millisecond an article, so not after every few.
MERGED_SHARE = 0.1
MERGED = "merged"

_TABLE = """
    CREATE TEMP TABLE IF NOT EXISTS ranked (paragraph INTEGER PRIMARY KEY, score REAL NOT NULL)
"""
_FILL = f"""
    INSERT INTO temp.ranked
    SELECT rowid, -bm25(paragraph_words, {", ".join(map(str, COLUMN_WEIGHTS))})
    FROM paragraph_words WHERE paragraph_words MATCH ?
"""


@dataclass(frozen=True, slots=True)
class Keywords:
    """Finds paragraphs by words; they are named by their row in the database.

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009.
    """

    database: Database
    most_ranked: int = MOST_RANKED
    spread: dict[tuple[str, int], int] = field(default_factory=dict)

    def query(self, terms: Sequence[str], phrases: Sequence[str] = ()) -> str:
        """Returns an FTS5 query for all of `phrases` and any of `terms`; "" where there are none.

        In a large library only paragraphs with one of the rarer terms are ranked; the others count
        where they stand beside those, unless a large share of all paragraphs holds them.
        """
        rarer, counted = self._weighed(terms)
        scored = _any_of(counted)
        if len(rarer) < len(counted):
            scored = f"({_any_of(rarer)}) AND ({scored})"
        required = " AND ".join(map(_quoted, phrases))
        if required and scored:
            return f"{required} AND ({required} OR {scored})"
        return required or scored

    @contextmanager
    def ranked(self, query: str) -> Iterator[Ranked]:
        """Ranks the paragraphs that a query finds: once, however often they are looked at.

        In a thread, one ends before the next one begins.
        """
        self.database.run(_TABLE)
        if query:
            self.database.run(_FILL, query)
        try:
            yield Ranked(self.database)
        finally:
            self.database.run("DELETE FROM temp.ranked")

    def merge(self) -> None:
        """Makes one of the parts of the index, if it has grown much since that was last done."""
        written = self._last_paragraph()
        if written - int(self.database.note(MERGED) or 0) > MERGED_SHARE * written:
            with self.database.transaction():
                self.database.run(
                    "INSERT INTO paragraph_words (paragraph_words) VALUES ('optimize')"
                )
                self.database.set_note(MERGED, str(written))

    def _last_paragraph(self) -> int:
        row = self.database.row("SELECT max(id) FROM paragraph")
        return int((row and row[0]) or 0)

    def _weighed(self, terms: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
        """Returns the rarer terms, and those that count: all but what a large share holds.

        The rarer ones stand, together, in no more than `most_ranked` paragraphs.
        """
        total = self._last_paragraph()
        if total <= self.most_ranked:
            return terms, terms
        sample = min(SAMPLE, total)
        spread = sorted((self._sampled(term, sample) / sample, term) for term in terms)
        rarer: list[str] = []
        ranked = 0.0
        for share, term in spread:
            ranked += share * total
            if rarer and ranked > self.most_ranked:
                break
            rarer.append(term)
        counted = [term for share, term in spread if share <= FREQUENT_SHARE or term in rarer]
        return rarer, counted if len(counted) > 1 else terms

    def _sampled(self, term: str, sample: int) -> int:
        """Returns how many of the first `sample` paragraphs hold a term; counted once."""
        counted = self.spread.get((term, sample))
        if counted is None:
            row = self.database.row(
                "SELECT count(*) FROM paragraph_words WHERE paragraph_words MATCH ? AND rowid <= ?",
                _quoted(term), sample,
            )  # fmt: skip
            counted = int(row[0]) if row else 0
            if len(self.spread) >= MOST_COUNTED:
                self.spread.clear()
            self.spread[term, sample] = counted
        return counted


@dataclass(frozen=True, slots=True)
class Ranked:
    """The paragraphs that a query finds, with their BM25 score, in a table of this thread's own."""

    database: Database

    def best(self, *, limit: int, filters: Filters = Filters()) -> dict[int, float]:
        """Returns the paragraphs that rank best."""
        found = self._first(limit)
        where, values = condition(filters)
        if not where:
            return found
        passing = self._passing(found, where, values)
        if len(passing) >= ENOUGH or len(found) < limit:
            return passing
        within = f"""WHERE paragraph IN (
            SELECT paragraph.id FROM article JOIN paragraph ON paragraph.article = article.number
            WHERE {where})"""
        return self._first(limit, within, values)

    def scores(self, paragraphs: Iterable[int]) -> dict[int, float]:
        """Returns the score of those of `paragraphs` that are ranked."""
        wanted = list(paragraphs)
        return self._first(len(wanted), f"WHERE paragraph IN ({marks(wanted)})", wanted)

    def _first(
        self, limit: int, within: str = "", values: Sequence[object] = ()
    ) -> dict[int, float]:
        rows = self.database.rows(
            f"SELECT paragraph, score FROM temp.ranked {within} ORDER BY score DESC LIMIT ?",
            *values, limit,
        )  # fmt: skip
        return {row[0]: row[1] for row in rows}

    def _passing(
        self, found: dict[int, float], where: str, values: Sequence[object]
    ) -> dict[int, float]:
        # CROSS JOIN has SQLite begin with what was found, and not with all that passes.
        rows = self.database.rows(
            "SELECT paragraph.id FROM paragraph"
            " CROSS JOIN article ON article.number = paragraph.article"
            f" WHERE paragraph.id IN ({marks(found)}) AND {where}",
            *found, *values,
        )  # fmt: skip
        passing = {row[0] for row in rows}
        return {one: score for one, score in found.items() if one in passing}


def _any_of(terms: Sequence[str]) -> str:
    return " OR ".join(map(_quoted, terms))


def _quoted(term: str) -> str:
    """Returns a term as FTS5 takes it literally, so that none is an operator."""
    return '"' + term.replace('"', '""') + '"'
