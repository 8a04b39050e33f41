"""Articles in the database: written, read and removed, and marked once they are indexed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime

from rag.load import canonical_url
from rag.split import INDEXED_KINDS, finding_title, headings
from rag.store.database import Database, marks
from rag.store.particulars import Particulars
from rag.store.reprints import Reprints
from rag.types import Article, ArticleFacts, Chunk, Paragraph

FACTS = tuple(one.name for one in fields(ArticleFacts) if one.name != "correction")


class Articles:
    """Writes and reads the articles of a library."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.reprints = Reprints(database)
        self.particulars = Particulars(database)

    def put(self, article: Article, chunks: Sequence[Chunk]) -> None:
        """Writes an article, its words and its chunks, not yet marked as indexed."""
        old = self._first("id = ?", article.id)
        values = row_of(article) | {"indexed": 0, "version": 1}
        if old is not None:
            values |= {"number": old["number"], "version": self._keep_version(old, article)}
            self._clear(old["number"])
        updates = ", ".join(f"{name} = excluded.{name}" for name in values)
        row = self._database.row(
            f"INSERT INTO article ({', '.join(values)}) VALUES ({marks(values)})"
            f" ON CONFLICT (number) DO UPDATE SET {updates} RETURNING number",
            *values.values(),
        )
        number = row["number"] if row else 0
        self._put_paragraphs(number, article)
        self._put_chunks(number, chunks)
        self.particulars.put(number, article)
        self.reprints.put(number, article.text)

    def mark(self, written: Mapping[str, str]) -> None:
        """Marks articles as indexed, all of whose vectors are written; their texts' hashes by id.

        One whose text has changed meanwhile stays without a mark.
        """
        self._database.run_many(
            "UPDATE article SET indexed = 1 WHERE id = ? AND sha256 = ?", written.items()
        )

    def unmark(self, chunk_ids: Iterable[str] | None = None) -> None:
        """Marks the articles of these chunks, or all, as not indexed."""
        if chunk_ids is None:
            self._database.run("UPDATE article SET indexed = 0")
            return
        with self._database.transaction():
            self._database.run_many(
                "UPDATE article SET indexed = 0"
                " WHERE number = (SELECT article FROM chunk WHERE id = ?)",
                ((one,) for one in chunk_ids),
            )

    def remove(self, article_id: str) -> None:
        """Removes an article; its vectors are noted as doomed in the same transaction."""
        with self._database.transaction():
            row = self._first("id = ?", article_id)
            if row is not None:
                self._clear(row["number"])
                self._database.run("DELETE FROM article WHERE number = ?", row["number"])

    def unmarked(self, limit: int) -> list[Article]:
        """Returns articles whose vectors are not all written."""
        rows = self._database.rows("SELECT * FROM article WHERE indexed = 0 LIMIT ?", limit)
        return [self._article(row) for row in rows]

    def get(self, article_id: str) -> Article | None:
        """Returns an article by its id, or by the beginning of its id if only one has it."""
        # Whole ids, which are asked for by the thousand, are found by their index.
        rows = self._database.rows("SELECT * FROM article WHERE id = ?", article_id)
        rows = rows or self._database.rows(
            "SELECT * FROM article WHERE substr(id, 1, ?) = ? LIMIT 2", len(article_id), article_id
        )
        return self._article(rows[0]) if len(rows) == 1 else None

    def facts(self, limit: int | None = None) -> list[ArticleFacts]:
        """Returns the facts of all articles, or of `limit`, newest first."""
        rows = self._database.rows(
            f"SELECT {', '.join(FACTS)} FROM article"
            " ORDER BY published IS NULL, published DESC, title, id LIMIT ?",
            -1 if limit is None else limit,
        )
        return [facts_of(row) for row in rows]

    def sources(self) -> list[str]:
        """Returns the outlets that the library holds, in alphabetical order."""
        # From each outlet to the next in the index, so that it costs nothing for each article.
        rows = self._database.rows(
            """WITH RECURSIVE outlet (name) AS (
                   SELECT min(source COLLATE NOCASE) FROM article
                   UNION ALL
                   SELECT (SELECT min(source COLLATE NOCASE) FROM article
                           WHERE source > name COLLATE NOCASE)
                   FROM outlet WHERE name IS NOT NULL)
               SELECT name FROM outlet WHERE name IS NOT NULL"""
        )
        return [row["name"] for row in rows]

    def years(self) -> range:
        """Returns the years from the oldest article to the newest."""
        # Two questions to the index; asked as one, all of it would be read.
        row = self._database.row(
            "SELECT (SELECT min(published) FROM article), (SELECT max(published) FROM article)"
        )
        if row is None or row[0] is None:
            return range(0)
        return range(int(row[0][:4]), int(row[1][:4]) + 1)

    def count(self) -> int:
        """Returns how many articles there are."""
        row = self._database.row("SELECT count(*) AS n FROM article")
        return int(row["n"]) if row else 0

    def _first(self, where: str, *values: object) -> sqlite3.Row | None:
        return self._database.row(f"SELECT * FROM article WHERE {where}", *values)

    def _keep_version(self, old: sqlite3.Row, article: Article) -> int:
        """Keeps the old text if the new one differs; returns the version the new one gets."""
        if old["sha256"] == article.sha256:
            return int(old["version"])
        until = datetime.now(UTC).isoformat(timespec="seconds")
        self._database.run(
            "INSERT INTO version VALUES (?, ?, ?, ?, ?)",
            old["number"], old["version"], old["text"], old["sha256"], until,
        )  # fmt: skip
        return int(old["version"]) + 1

    def _clear(self, number: int) -> None:
        """Removes an article's words and chunks; its vectors are doomed until written anew."""
        self.reprints.forget(number)
        self._database.run(
            "DELETE FROM paragraph_words WHERE rowid IN"
            " (SELECT id FROM paragraph WHERE article = ?)",
            number,
        )
        self._database.run(
            "INSERT OR IGNORE INTO doomed_chunk SELECT id FROM chunk WHERE article = ?", number
        )
        self._database.run("DELETE FROM paragraph WHERE article = ?", number)
        self._database.run("DELETE FROM chunk WHERE article = ?", number)

    def _put_paragraphs(self, number: int, article: Article) -> None:
        above = headings(article)
        for one in article.paragraphs:
            row = self._database.row(
                'INSERT INTO paragraph (article, number, start, "end", kind)'
                " VALUES (?, ?, ?, ?, ?) RETURNING id",
                number, one.number, one.start, one.end, one.kind,
            )  # fmt: skip
            if row is not None and one.kind in INDEXED_KINDS:
                self._database.run(
                    "INSERT INTO paragraph_words (rowid, title, heading, text) VALUES (?, ?, ?, ?)",
                    row["id"], finding_title(article), above[one.number], article.text_of(one),
                )  # fmt: skip

    def _put_chunks(self, number: int, chunks: Sequence[Chunk]) -> None:
        self._database.run_many(
            "INSERT INTO chunk (id, article, first, last) VALUES (?, ?, ?, ?)",
            ((chunk.id, number, chunk.first, chunk.last) for chunk in chunks),
        )
        self._database.run_many(
            "DELETE FROM doomed_chunk WHERE id = ?", ((chunk.id,) for chunk in chunks)
        )

    def _article(self, row: sqlite3.Row) -> Article:
        paragraphs = self._database.rows(
            'SELECT number, start, "end", kind FROM paragraph WHERE article = ? ORDER BY number',
            row["number"],
        )
        facts = facts_of(row)
        return Article(
            **{name: getattr(facts, name) for name in FACTS},
            text=row["text"],
            paragraphs=tuple(
                self.particulars.of_paragraphs(facts.id, (Paragraph(*one) for one in paragraphs))
            ),
        )


def facts_of(row: sqlite3.Row) -> ArticleFacts:
    """Returns the facts that stand in a row of the article table."""
    facts = {name: row[name] for name in FACTS}
    facts["published"] = facts["published"] and date.fromisoformat(facts["published"])
    return ArticleFacts(**facts)


def row_of(article: Article) -> dict[str, object]:
    """Returns the columns of the article table that an article fills by itself."""
    facts = {name: getattr(article, name) for name in FACTS}
    return {
        **facts,
        "published": article.published and article.published.isoformat(),
        "origin": canonical_url(article.url) if article.url else article.path,
        "text": article.text,
        "sha256": article.sha256,
    }
