"""The versions of an article: old texts stay readable, and corrections are found in new ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from rag.changes import is_correction
from rag.load import BETWEEN_PARAGRAPHS
from rag.store.database import Database, marks
from rag.types import Article


@dataclass(frozen=True, slots=True)
class Version:
    """A text that an article has or had; `until` is when a newer one took its place (UTC)."""

    number: int
    text: str
    until: str | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs in order, which hold no blank line themselves; the first one is `#p1`."""
        return self.text.split(BETWEEN_PARAGRAPHS)


@dataclass(frozen=True, slots=True)
class ArticleCopy:
    """An article with the texts that it had before, oldest first."""

    article: Article
    earlier: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """Reads the versions that a library keeps."""

    database: Database

    def put_back(self, article_id: str, earlier: Sequence[Version]) -> None:
        """Keeps texts that an article had before it was removed, unless it has some again."""
        number = self._number(article_id)
        if not earlier or number is None:
            return
        with self.database.transaction():
            self.database.run_many(
                "INSERT OR IGNORE INTO version VALUES (?, ?, ?, ?, ?)",
                (
                    (number, one.number, one.text, sha256(one.text.encode()).hexdigest(), one.until)
                    for one in earlier
                ),
            )
            self.database.run(
                "UPDATE article SET version = max(version, ?) WHERE number = ?",
                earlier[-1].number + 1, number,
            )  # fmt: skip

    def of(self, article_id: str) -> list[Version]:
        """Returns the versions of an article, oldest first; the last one is what it says now."""
        rows = self.database.rows(
            """SELECT version.version, version.text, until FROM version
               JOIN article ON article.number = version.article WHERE article.id = ?
               UNION ALL SELECT version, text, NULL FROM article WHERE id = ? ORDER BY 1""",
            article_id, article_id,
        )  # fmt: skip
        return [Version(*row) for row in rows]

    def corrections(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Returns the notes of correction of those of the articles that have any."""
        wanted = list(dict.fromkeys(article_ids))
        rows = self.database.rows(
            f"""SELECT article.id, substr(article.text, start + 1, "end" - start) FROM paragraph
                JOIN article ON article.number = paragraph.article
                WHERE article.id IN ({marks(wanted)}) ORDER BY article.id, paragraph.number""",
            *wanted,
        )
        notes: dict[str, list[str]] = {}
        for article_id, text in rows:
            if is_correction(text):
                notes.setdefault(article_id, []).append(text)
        return {article_id: " ".join(texts) for article_id, texts in notes.items()}

    def _number(self, article_id: str) -> int | None:
        row = self.database.row("SELECT number FROM article WHERE id = ?", article_id)
        return int(row["number"]) if row else None
