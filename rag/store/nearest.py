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
# So many chunks that pass are compared one by one, in a few milliseconds; of more, the nearest
# of all are taken until enough of them pass.
MOST_COMPARED = 5000
FARTHEST = 2000


@dataclass(frozen=True, slots=True)
class Nearest:
    """Finds paragraphs by a vector; they are named by their row in the database."""

    database: Database

    def best(
        self, vectors: Vectors, vector: Matrix, *, limit: int, filters: Filters = Filters()
    ) -> dict[int, float]:
        """Returns the paragraphs of the nearest chunks, each with its best cosine."""
        found = vectors.nearest(vector, limit=limit)
        where, values = condition(filters)
        if where:
            all_found = len(found) < limit
            found = self._passing(found, where, values)
            if len(found) < ENOUGH and not all_found:
                compared = self._within(vector, where, values)
                farther = compared or vectors.nearest(vector, limit=FARTHEST)
                found = compared or self._passing(farther, where, values)
        return self._paragraphs(dict(list(found.items())[:limit]))

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

    def _within(self, vector: Matrix, where: str, values: Sequence[object]) -> dict[str, float]:
        """Compares all chunks that pass, nearest first; returns none where there are too many."""
        rows = self.database.rows(
            f"""SELECT chunk.id, chunk.vector FROM article
                JOIN chunk ON chunk.article = article.number
                WHERE {where} AND chunk.vector IS NOT NULL LIMIT ?""",
            *values, MOST_COMPARED + 1,
        )  # fmt: skip
        if len(rows) > MOST_COMPARED:
            return {}
        compared = cosines(vector, [row[1] for row in rows])
        return {rows[at][0]: float(compared[at]) for at in np.argsort(-compared, kind="stable")}

    def _passing(
        self, found: dict[str, float], where: str, values: Sequence[object]
    ) -> dict[str, float]:
        rows = self.database.rows(
            "SELECT chunk.id FROM chunk JOIN article ON article.number = chunk.article"
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
