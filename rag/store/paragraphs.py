"""Paragraphs in the database: found by words (BM25), by chunk, or by address."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.store.articles import FACTS, facts_of
from rag.store.database import Database, marks
from rag.types import Filters, Passage

# How much a word counts that stands in the title, in the heading above, in the paragraph itself.
COLUMN_WEIGHTS = (0.5, 0.5, 1.0)

_RANK = f"-bm25(paragraph_words, {', '.join(map(str, COLUMN_WEIGHTS))})"
_PASSAGE = f"""
    SELECT paragraph.id AS paragraph_id, paragraph.number AS paragraph_number,
           paragraph.start AS paragraph_start,
           substr(article.text, start + 1, "end" - start) AS paragraph_text,
           {", ".join(f"article.{name}" for name in FACTS)}
    FROM paragraph JOIN article ON article.number = paragraph.article
"""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Finds paragraphs of a library; they are named here by their row in the database."""

    database: Database

    def by_words(
        self, terms: Sequence[str], *, limit: int, filters: Filters = Filters()
    ) -> dict[int, float]:
        """Returns the paragraphs that rank best for any of `terms`, with their BM25 score.

        Source: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009.
        """
        if not terms:
            return {}
        where, values = _where(filters)
        joined = (
            f" JOIN paragraph ON paragraph.id = paragraph_words.rowid"
            f" JOIN article ON article.number = paragraph.article AND {where}"
            if where
            else ""
        )
        rows = self.database.rows(
            f"SELECT paragraph_words.rowid, {_RANK} AS rank FROM paragraph_words{joined}"
            " WHERE paragraph_words MATCH ? ORDER BY rank DESC LIMIT ?",
            *values, _any_of(terms), limit,
        )  # fmt: skip
        return {row[0]: row[1] for row in rows}

    def words_scores(self, terms: Sequence[str], paragraphs: Iterable[int]) -> dict[int, float]:
        """Returns the BM25 score of those of `paragraphs` that hold any of `terms`."""
        wanted = list(paragraphs)
        if not terms or not wanted:
            return {}
        # The plus sign has FTS5 search once and filter, where it would search once a row.
        rows = self.database.rows(
            f"SELECT rowid, {_RANK} FROM paragraph_words"
            f" WHERE paragraph_words MATCH ? AND +rowid IN ({marks(wanted)})",
            _any_of(terms), *wanted,
        )  # fmt: skip
        return {row[0]: row[1] for row in rows}

    def chunks_allowed(self, filters: Filters) -> list[str] | None:
        """Returns the ids of the chunks that pass the filters; None where all do."""
        where, values = _where(filters)
        if not where:
            return None
        rows = self.database.rows(
            "SELECT chunk.id FROM chunk JOIN article ON article.number = chunk.article"
            f" WHERE {where}",
            *values,
        )
        return [row[0] for row in rows]

    def chunk_ids(self) -> list[str]:
        """Returns the ids of all chunks."""
        return [row[0] for row in self.database.rows("SELECT id FROM chunk")]

    def of_chunks(self, chunk_ids: Sequence[str]) -> dict[int, str]:
        """Returns the paragraphs that the chunks cover, each with its (best ranked) chunk."""
        rows = self.database.rows(
            f"""SELECT chunk.id, paragraph.id FROM chunk
                JOIN paragraph ON paragraph.article = chunk.article
                 AND paragraph.number BETWEEN chunk.first AND chunk.last
                WHERE chunk.id IN ({marks(chunk_ids)}) AND paragraph.kind IN ('body', 'caption')""",
            *chunk_ids,
        )
        rank = {chunk_id: position for position, chunk_id in enumerate(chunk_ids)}
        rows.sort(key=lambda row: -rank[row[0]])
        return {row[1]: row[0] for row in rows}

    def chunks_of(self, paragraphs: Iterable[int]) -> dict[int, list[str]]:
        """Returns the ids of the chunks that each paragraph stands in."""
        wanted = list(paragraphs)
        rows = self.database.rows(
            f"""SELECT paragraph.id, chunk.id FROM paragraph
                JOIN chunk ON chunk.article = paragraph.article
                 AND paragraph.number BETWEEN chunk.first AND chunk.last
                WHERE paragraph.id IN ({marks(wanted)})""",
            *wanted,
        )
        chunks: dict[int, list[str]] = {}
        for paragraph, chunk in rows:
            chunks.setdefault(paragraph, []).append(chunk)
        return chunks

    def passages(self, scores: dict[int, float]) -> list[Passage]:
        """Returns paragraphs as passages, best first."""
        rows = self.database.rows(
            f"{_PASSAGE} WHERE paragraph.id IN ({marks(scores)})",
            *scores,
        )
        passages = [_passage(row, scores[row["paragraph_id"]]) for row in rows]
        return sorted(passages, key=lambda one: (-one.score, one.address))

    def of_article(self, article_id: str, *, first: int, last: int) -> list[Passage]:
        """Returns paragraphs `first` to `last` of an article as passages, in order."""
        rows = self.database.rows(
            f"{_PASSAGE} WHERE article.id = ? AND paragraph.number BETWEEN ? AND ?"
            " ORDER BY paragraph.number",
            article_id, first, last,
        )  # fmt: skip
        return [_passage(row, 1.0) for row in rows]

    def of_articles(self, article_ids: Sequence[str]) -> list[Passage]:
        """Returns the paragraphs that are searched of several articles, in their order."""
        rows = self.database.rows(
            f"{_PASSAGE} WHERE article.id IN ({marks(article_ids)})"
            " AND paragraph.kind IN ('body', 'caption') ORDER BY paragraph.number",
            *article_ids,
        )
        place = {article_id: position for position, article_id in enumerate(article_ids)}
        return sorted((_passage(row, 0.0) for row in rows), key=lambda one: place[one.article.id])


def _passage(row: sqlite3.Row, score: float) -> Passage:
    facts = facts_of(row)
    return Passage(
        address=f"{facts.id}#p{row['paragraph_number']}",
        text=row["paragraph_text"],
        score=score,
        article=facts,
        start=row["paragraph_start"],
    )


def _any_of(terms: Sequence[str]) -> str:
    """Returns an FTS5 query for any of the terms, each quoted, so that none is an operator."""
    return " OR ".join('"' + term.replace('"', '""') + '"' for term in terms)


def _where(filters: Filters) -> tuple[str, list[object]]:
    """Returns the SQL condition on the article table that the filters stand for."""
    conditions: list[str] = []
    values: list[object] = []
    for condition, bound in (("published >= ?", filters.since), ("published <= ?", filters.until)):
        if bound is not None:
            conditions.append(f"article.{condition}")
            values.append(bound.isoformat())
    for column, wanted in (("source", filters.sources), ("id", filters.articles)):
        if wanted:
            conditions.append(f"article.{column} COLLATE NOCASE IN ({marks(wanted)})")
            values.extend(wanted)
    return " AND ".join(conditions), values
