"""Paragraphs in the database, as passages: by their row, or by address."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.address import address_of
from rag.embed import Vectors
from rag.store.articles import FACTS, facts_of
from rag.store.coarse import packed
from rag.store.database import Database, marks
from rag.types import Passage

_PASSAGE = f"""
    SELECT paragraph.id AS paragraph_id, paragraph.number AS paragraph_number,
           paragraph.start AS paragraph_start,
           substr(article.text, start + 1, "end" - start) AS paragraph_text,
           {", ".join(f"article.{name}" for name in FACTS)}
    FROM paragraph JOIN article ON article.number = paragraph.article
"""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Reads paragraphs of a library."""

    database: Database

    def chunk_ids(self) -> list[str]:
        """Returns the ids of all chunks."""
        return [row[0] for row in self.database.rows("SELECT id FROM chunk")]

    def put_vectors(self, chunk_ids: Sequence[str], vectors: Vectors) -> None:
        """Keeps the vectors of chunks, in eight bits a number."""
        self.database.run_many(
            "UPDATE chunk SET vector = ? WHERE id = ?",
            zip(packed(vectors), chunk_ids, strict=True),
        )

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

    def texts(self, article_ids: Iterable[str]) -> dict[str, dict[str, str]]:
        """Returns the paragraphs of articles that are searched, by article and address."""
        wanted = list(article_ids)
        # Cut here and not in SQL, which would read an article from its start for each paragraph.
        articles = self.database.rows(
            f"SELECT number, id, text FROM article WHERE id IN ({marks(wanted)})", *wanted
        )
        return {
            one["id"]: {
                address_of(one["id"], number): one["text"][start:end]
                for number, start, end in self.database.rows(
                    """SELECT number, start, "end" FROM paragraph
                       WHERE article = ? AND kind IN ('body', 'caption') ORDER BY number""",
                    one["number"],
                )
            }
            for one in articles
        }

    def of_body(self, passages: Sequence[Passage]) -> list[Passage]:
        """Returns those of the passages that are paragraphs of the text, and no captions."""
        articles = {one.article.id for one in passages}
        rows = self.database.rows(
            "SELECT article.id, paragraph.number FROM paragraph"
            " JOIN article ON article.number = paragraph.article"
            f" WHERE paragraph.kind = 'body' AND article.id IN ({marks(articles)})",
            *articles,
        )
        body = {address_of(row[0], row[1]) for row in rows}
        return [one for one in passages if one.address in body]


def _passage(row: sqlite3.Row, score: float) -> Passage:
    facts = facts_of(row)
    return Passage(
        address=address_of(facts.id, row["paragraph_number"]),
        text=row["paragraph_text"],
        score=score,
        article=facts,
        start=row["paragraph_start"],
    )
