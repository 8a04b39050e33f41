"""Which article of a library one that comes is: one that is new, changed, or there already."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Literal

from rag.store.articles import FACTS, facts_of, row_of
from rag.store.database import Database
from rag.types import Article

Outcome = Literal["added", "changed", "kept"]

_COMPARED = ("sha256", *(name for name in FACTS if name not in ("id", "path")))


@dataclass(frozen=True, slots=True)
class Identities:
    """Tells articles apart by their origin, which is a URL or a file, and by their text."""

    database: Database

    def place(self, article: Article) -> tuple[Article, Outcome]:
        """Tells whether an article is new here, changed or kept, and gives it its id.

        The same origin (URL, else file) with a new text or new facts is changed. The same text
        at another path is kept; at another URL it is a reprint, an article of its own.
        """
        origin = row_of(article)["origin"]
        row = self._first("origin = ?", origin) if origin else None
        if row is not None:
            article = _known_facts_kept(article, row)
            outcome: Outcome = "kept" if _same(row, article) else "changed"
            return replace(article, id=row["id"]), outcome
        twin = self._twin(article)
        if twin is None:
            return replace(article, id=self._free_id(article.id)), "added"
        if _has_moved(twin):
            self.database.run(
                "UPDATE article SET origin = ?, path = ? WHERE number = ?",
                origin, article.path, twin["number"],
            )  # fmt: skip
        return replace(article, id=twin["id"]), "kept"

    def _twin(self, article: Article) -> sqlite3.Row | None:
        """Returns an article with the same text that does not stand at another URL."""
        return self._first(
            "sha256 = ? AND (url IS NULL OR ? IS NULL) ORDER BY number", article.sha256, article.url
        )

    def _free_id(self, wanted: str) -> str:
        """Returns `wanted`, or where another article has it an id made from it."""
        free, tries = wanted, 1
        while self._first("id = ?", free):
            tries += 1
            free = sha256(f"{wanted} {tries}".encode()).hexdigest()[: len(wanted)]
        return free

    def _first(self, where: str, *values: object) -> sqlite3.Row | None:
        return self.database.row(f"SELECT * FROM article WHERE {where}", *values)


def _known_facts_kept(article: Article, row: sqlite3.Row) -> Article:
    """Fills what a page does not say of itself with what a feed, or an older copy, said of it."""
    known = facts_of(row)
    gaps = [name for name in ("published", "author", "source") if getattr(article, name) is None]
    return replace(article, **{name: getattr(known, name) for name in gaps} if article.url else {})


def _same(row: sqlite3.Row, article: Article) -> bool:
    told = row_of(article)
    return all(row[name] == told[name] for name in _COMPARED)


def _has_moved(row: sqlite3.Row) -> bool:
    """Tells whether an article's file is gone, so that its text now lives elsewhere."""
    path = row["path"]
    return row["url"] is None and path is not None and "#" not in path and not Path(path).exists()
