"""Which articles of a library are reprints of one story, kept right with every write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rag.reprints import Fingerprint, alike, fingerprint, stories
from rag.store.database import Database, marks


@dataclass(frozen=True, slots=True)
class Reprints:
    """Groups the articles of a library into stories.

    A story is named by the least number of an article in it. It depends on the texts alone and not
    on the order in which they came, so that a library that a crash disturbed ends with the same.
    """

    database: Database

    def put(self, article: int, text: str) -> None:
        """Notes the story of an article that is new, or was forgotten before."""
        made = fingerprint(text)
        bands = made.bands
        near = self._fingerprints(
            f"article IN (SELECT article FROM fingerprint_band WHERE band IN ({marks(bands)}))",
            *bands,
        )
        same = alike(made, [known for _, _, known in near])
        joined = {story for (_, story, _), is_same in zip(near, same, strict=True) if is_same}
        story = min([article, *joined])
        self.database.run(
            "INSERT INTO fingerprint VALUES (?, ?, ?, ?)",
            article, made.signature.tobytes(), made.pieces, story,
        )  # fmt: skip
        self.database.run_many(
            "INSERT OR IGNORE INTO fingerprint_band VALUES (?, ?)",
            ((band, article) for band in bands),
        )
        self._rename(joined - {story}, story)

    def forget(self, article: int) -> None:
        """Takes an article out of its story; what it alone held together comes apart."""
        for _, story, known in self._fingerprints("article = ?", article):
            self.database.run_many(
                "DELETE FROM fingerprint_band WHERE band = ? AND article = ?",
                ((band, article) for band in known.bands),
            )
            self.database.run("DELETE FROM fingerprint WHERE article = ?", article)
            left = self._fingerprints("story = ? ORDER BY article", story)
            numbers = [number for number, _, _ in left]
            for places in stories([one for _, _, one in left]):
                self.database.run_many(
                    "UPDATE fingerprint SET story = ? WHERE article = ?",
                    ((numbers[places[0]], numbers[place]) for place in places),
                )

    def groups(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Returns, for each article, the id of the first article of its story: the oldest one."""
        return {one: members[0] for one, members in self.members(article_ids).items()}

    def members(self, article_ids: Iterable[str]) -> dict[str, list[str]]:
        """Returns, for each article, the ids of its story's articles, oldest first."""
        wanted = list(article_ids)
        rows = self.database.rows(
            f"""SELECT article.id, other.id FROM article
                JOIN fingerprint AS own ON own.article = article.number
                JOIN fingerprint AS member ON member.story = own.story
                JOIN article AS other ON other.number = member.article
                WHERE article.id IN ({marks(wanted)})
                ORDER BY other.published IS NULL, other.published, other.number""",
            *wanted,
        )
        story: dict[str, list[str]] = {}
        for article_id, member in rows:
            story.setdefault(article_id, []).append(member)
        return {one: story.get(one, [one]) for one in wanted}

    def _rename(self, stories_joined: Iterable[int], story: int) -> None:
        self.database.run_many(
            "UPDATE fingerprint SET story = ? WHERE story = ?",
            ((story, joined) for joined in stories_joined),
        )

    def _fingerprints(self, where: str, *values: object) -> Sequence[tuple[int, int, Fingerprint]]:
        rows = self.database.rows(
            f"SELECT article, story, signature, pieces FROM fingerprint WHERE {where}", *values
        )
        return [(row["article"], row["story"], _read(row)) for row in rows]


def _read(row: sqlite3.Row) -> Fingerprint:
    return Fingerprint(np.frombuffer(row["signature"], dtype=np.uint32), row["pieces"])
