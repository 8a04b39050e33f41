"""Paragraphs found by meaning: the nearest chunks of all, or of those that pass a filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rag.embed import Vectors as Matrix
from rag.store.coarse import cosines
from rag.store.database import Database, marks
from rag.store.vectors import Vectors
from rag.store.within import condition
from rag.types import Filters

# With a filter: so many of the nearest that pass are enough, before others are looked at.
ENOUGH = 30
# So many chunks that pass are compared one by one, in a few milliseconds; where it must be more, so
# many of the nearest of all are taken that enough of them pass, and half as many again.
MOST_COMPARED = 3000
FARTHEST = 2000
MARGIN = 1.5


@dataclass(frozen=True, slots=True)
class Nearest:
    """Finds paragraphs by a vector; they are named by their row in the database."""

    database: Database
    most_compared: int = MOST_COMPARED

    def best(
        self, vectors: Vectors, vector: Matrix, *, limit: int, filters: Filters = Filters()
    ) -> dict[int, float]:
        """Returns the paragraphs of the nearest chunks, each with its best cosine."""
        found = vectors.nearest(vector, limit=limit)
        where, values = condition(filters)
        if not where:
            return self._paragraphs(found)
        passing = self._passing(found, where, values)
        if len(passing) >= ENOUGH or len(found) < limit:
            return self._paragraphs(passing)
        share = len(passing) / limit
        if self._are_few(share, where, values):
            compared = self._within(vector, where, values)
        else:
            deep = min(FARTHEST, int(MARGIN * ENOUGH / max(share, 1 / FARTHEST)))
            compared = self._passing(vectors.nearest(vector, limit=deep), where, values)
            # Chroma's index is approximate: where it leads to none that passes, some are compared.
            compared = compared or self._within(vector, where, values)
        return self._paragraphs(dict(list(compared.items())[:limit]))

    def cosines(self, vector: Matrix, paragraphs: Iterable[int]) -> dict[int, float]:
        """Returns the best cosine of the chunks that each of `paragraphs` stands in."""
        wanted = list(paragraphs)
        rows = self.database.rows(
            f"""SELECT paragraph.id, chunk.vector FROM paragraph
                JOIN chunk ON chunk.article = paragraph.article
                 AND paragraph.number BETWEEN chunk.first AND chunk.last
                WHERE paragraph.id IN ({marks(wanted)}) AND chunk.vector IS NOT NULL""",
            *wanted,
        )
        return _highest([row[0] for row in rows], cosines(vector, [row[1] for row in rows]))

    def _are_few(self, share: float, where: str, values: Sequence[object]) -> bool:
        """Tells whether what passes is compared soon; it is counted where the share is small."""
        row = self.database.row("SELECT max(rowid) FROM chunk")
        if share * ((row and row[0]) or 0) > self.most_compared:
            return False
        row = self.database.row(
            f"""SELECT count(*) FROM (SELECT 1 FROM article
                JOIN chunk ON chunk.article = article.number WHERE {where} LIMIT ?)""",
            *values, self.most_compared + 1,
        )  # fmt: skip
        return row is not None and row[0] <= self.most_compared

    def _within(self, vector: Matrix, where: str, values: Sequence[object]) -> dict[str, float]:
        """Compares the chunks that pass, nearest first, but no more than `most_compared`."""
        rows = self.database.rows(
            f"""SELECT chunk.id, chunk.vector FROM article
                JOIN chunk ON chunk.article = article.number
                WHERE {where} AND chunk.vector IS NOT NULL LIMIT ?""",
            *values, self.most_compared + 1,
        )  # fmt: skip
        compared = cosines(vector, [row[1] for row in rows])
        return {rows[at][0]: float(compared[at]) for at in np.argsort(-compared, kind="stable")}

    def _passing(
        self, found: dict[str, float], where: str, values: Sequence[object]
    ) -> dict[str, float]:
        # CROSS JOIN has SQLite begin with what was found, and not with all that passes.
        rows = self.database.rows(
            "SELECT chunk.id FROM chunk CROSS JOIN article ON article.number = chunk.article"
            f" WHERE chunk.id IN ({marks(found)}) AND {where}",
            *found, *values,
        )  # fmt: skip
        passing = {row[0] for row in rows}
        return {one: cosine for one, cosine in found.items() if one in passing}

    def _paragraphs(self, found: dict[str, float]) -> dict[int, float]:
        rows = self.database.rows(
            f"""SELECT paragraph.id, chunk.id FROM chunk
                JOIN paragraph ON paragraph.article = chunk.article
                 AND paragraph.number BETWEEN chunk.first AND chunk.last
                WHERE chunk.id IN ({marks(found)}) AND paragraph.kind IN ('body', 'caption')""",
            *found,
        )
        return _highest([row[0] for row in rows], [found[row[1]] for row in rows])


def _highest(paragraphs: Sequence[int], cosine: Iterable[float]) -> dict[int, float]:
    best: dict[int, float] = {}
    for paragraph, value in zip(paragraphs, cosine, strict=True):
        best[paragraph] = max(best.get(paragraph, -1.0), float(value))
    return best
