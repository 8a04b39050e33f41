"""What is kept with a paragraph besides its text: the page it begins on, the days it names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rag.address import address_of
from rag.load import said_days
from rag.span import Span
from rag.store.database import Database, marks
from rag.store.within import condition
from rag.types import Article, Filters, Paragraph, Passage, SaidDay

# So many paragraphs that name a day are looked at; on most days there are fewer.
MOST_NAMING = 500


@dataclass(frozen=True, slots=True)
class Particulars:
    """Writes and reads the pages and days of paragraphs."""

    database: Database

    def put(self, number: int, article: Article) -> None:
        """Writes what is known of the paragraphs of an article, in place of what was."""
        self.database.run("DELETE FROM paragraph_page WHERE article = ?", number)
        self.database.run("DELETE FROM paragraph_day WHERE article = ?", number)
        self.database.run_many(
            "INSERT INTO paragraph_page VALUES (?, ?, ?)",
            ((number, one.number, one.page) for one in article.paragraphs if one.page),
        )
        self.database.run_many(
            "INSERT INTO paragraph_day VALUES (?, ?, ?, ?, ?)",
            (
                (number, one.number, said.start, said.end, said.day.isoformat())
                for one in article.paragraphs
                for said in said_days(article.text_of(one), published=article.published)
            ),
        )

    def of_paragraphs(self, article_id: str, paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
        """Returns the paragraphs with the pages that they begin on."""
        rows = self.database.rows(
            "SELECT paragraph_page.number, page FROM paragraph_page"
            " JOIN article ON article.number = article WHERE article.id = ?",
            article_id,
        )
        pages: dict[int, int] = {row[0]: row[1] for row in rows}
        return [replace(one, page=pages.get(one.number)) for one in paragraphs]

    def of_passages(self, passages: Iterable[Passage]) -> list[Passage]:
        """Returns the passages with the pages that they begin on, and the days that they name."""
        found = list(passages)
        ids = list(dict.fromkeys(one.article.id for one in found))
        pages: dict[str, int] = {}
        days: dict[str, list[SaidDay]] = {}
        for article_id, number, page in self._rows("paragraph_page", "page", ids):
            pages[address_of(article_id, number)] = page
        for article_id, number, start, end, day in self._rows(
            "paragraph_day", 'start, "end", day', ids
        ):
            said = SaidDay(start, end, date.fromisoformat(day))
            days.setdefault(address_of(article_id, number), []).append(said)
        return [
            replace(one, page=pages.get(one.address), days=tuple(days.get(one.address, ())))
            for one in found
        ]

    def naming(self, spans: Iterable[Span], filters: Filters = Filters()) -> list[int]:
        """Returns the rows of paragraphs that name a day in one of the spans by a word.

        Spans without an end or a beginning are not looked for: too many days lie in them.
        """
        within, values = condition(filters)
        found: dict[int, None] = {}
        for span in spans:
            if span.since is None or span.until is None:
                continue
            rows = self.database.rows(
                f"""SELECT DISTINCT paragraph.id FROM paragraph_day
                    JOIN paragraph ON paragraph.article = paragraph_day.article
                     AND paragraph.number = paragraph_day.number
                    JOIN article ON article.number = paragraph_day.article
                    WHERE day BETWEEN ? AND ? AND paragraph.kind IN ('body', 'caption')
                     AND {within or "TRUE"} LIMIT ?""",
                span.since.isoformat(), span.until.isoformat(), *values, MOST_NAMING,
            )  # fmt: skip
            found |= dict.fromkeys(row[0] for row in rows)
        return list(found)[:MOST_NAMING]

    def _rows(self, table: str, columns: str, article_ids: list[str]) -> list[tuple[Any, ...]]:
        rows = self.database.rows(
            f"SELECT article.id, {table}.number, {columns} FROM {table}"
            f" JOIN article ON article.number = {table}.article"
            f" WHERE article.id IN ({marks(article_ids)})",
            *article_ids,
        )
        return [tuple(row) for row in rows]
