"""Which articles of a library are reprints of one story, kept right with every write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rag.reprints import BANDS, MOST_OF_A_BAND, Fingerprint, alike, fingerprint, stories
from rag.store.database import Database, marks

# A larger story is not looked at for what came apart when one of its articles goes.
MOST_REGROUPED = 200

_SHARING = " UNION ".join(
    [
        f"""SELECT article FROM (
            SELECT article FROM fingerprint_band WHERE band = ? ORDER BY article
            LIMIT {MOST_OF_A_BAND})"""
    ]
    * BANDS
)


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
        near = self.near(made)
        same = alike(made, [known for _, _, known in near])
        joined = {story for (_, story, _), is_same in zip(near, same, strict=True) if is_same}
        story = min([article, *joined])
        self.database.run(
            "INSERT INTO fingerprint VALUES (?, ?, ?, ?)",
            article, made.signature.tobytes(), made.pieces, story,
        )  # fmt: skip
        self.database.run_many(
            "INSERT OR IGNORE INTO fingerprint_band VALUES (?, ?)",
            ((band, article) for band in made.bands),
        )
        self._rename(joined - {story}, story)

    def near(self, made: Fingerprint) -> Sequence[tuple[int, int, Fingerprint]]:
        """Returns what a text is held against: articles, their stories and their fingerprints."""
        return self._fingerprints(f"article IN ({_SHARING})", *made.bands)

    def forget(self, article: int) -> None:
        """Takes an article out of its story; what it alone held together comes apart."""
        for _, story, known in self._fingerprints("article = ?", article):
            self.database.run_many(
                "DELETE FROM fingerprint_band WHERE band = ? AND article = ?",
                ((band, article) for band in known.bands),
            )
            self.database.run("DELETE FROM fingerprint WHERE article = ?", article)
            left = self._fingerprints(
                "story = ? ORDER BY article LIMIT ?", story, MOST_REGROUPED + 1
            )
            numbers = [number for number, _, _ in left]
            if len(left) > MOST_REGROUPED:
                self._rename({story} - {numbers[0]}, numbers[0])
                continue
            for places in stories([one for _, _, one in left]):
                self.database.run_many(
                    "UPDATE fingerprint SET story = ? WHERE article = ?",
                    ((numbers[places[0]], numbers[place]) for place in places),
                )

    def groups(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Returns, for each article, the id of the first article of its story: the oldest one."""
        return {one: members[0] for one, members in self.members(article_ids, most=1).items()}

    def members(self, article_ids: Iterable[str], *, most: int = 1000) -> dict[str, list[str]]:
        """Returns, for each article, the ids of `most` of its story, oldest first."""
        wanted = list(article_ids)
        own = f"""SELECT article.id, story FROM article
            JOIN fingerprint ON article = article.number WHERE article.id IN ({marks(wanted)})"""
        named = {row["id"]: row["story"] for row in self.database.rows(own, *wanted)}
        members: dict[int, list[str]] = {}
        for story in set(named.values()):
            rows = self.database.rows(
                """SELECT id FROM fingerprint JOIN article ON article.number = article
                   WHERE story = ? ORDER BY published IS NULL, published, number LIMIT ?""",
                story, most,
            )  # fmt: skip
            members[story] = [row["id"] for row in rows]
        return {one: members[named[one]] if one in named else [one] for one in wanted}

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
