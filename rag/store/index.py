"""Chunks, their vectors and the mark that an article has them all, in an order that recovers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

import numpy as np

from rag.embed import Embedder, unit
from rag.embed import Vectors as Matrix
from rag.store.articles import Articles
from rag.store.database import Database
from rag.store.identity import Outcome
from rag.store.paragraphs import Paragraphs
from rag.store.vectors import Vectors
from rag.types import Article, Chunk

GENERATION = "generation"
# How much of its article's title there is in a chunk's vector: embedded once, and not with each.
TITLE_SHARE = 0.3


@dataclass(slots=True)
class Batch:
    """Articles that are placed, and the chunks of those that are new or changed."""

    placed: list[tuple[str, Outcome]] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)  # article id to the sha256 of its text
    chunks: dict[str, Chunk] = field(default_factory=dict)

    def put(self, article: Article, outcome: Outcome, chunks: Sequence[Chunk]) -> None:
        """Notes an article; of one that comes twice, the last chunks count."""
        self.placed.append((article.id, outcome))
        if outcome != "kept":
            self.written[article.id] = article.sha256
            self.chunks |= {chunk.id: chunk for chunk in chunks}


def embedded(batch: Batch, embedder: Embedder) -> Matrix:
    """Returns the vectors of a batch's chunks, each with something of its article's title."""
    chunks = list(batch.chunks.values())
    titles = list(dict.fromkeys(chunk.title for chunk in chunks if chunk.title))
    vectors = embedder.embed([*(chunk.text for chunk in chunks), *titles])
    shares = np.zeros((len(titles) + 1, embedder.dimension), dtype=np.float32)
    shares[: len(titles)] = TITLE_SHARE * vectors[len(chunks) :]
    place = {title: at for at, title in enumerate(titles)}
    return unit(vectors[: len(chunks)] + shares[[place.get(one.title, -1) for one in chunks]])


class Index:
    """What has to be right before an article can be found by its meaning."""

    def __init__(self, database: Database, articles: Articles, *, vectors: Vectors) -> None:
        self._database = database
        self._articles = articles
        self._paragraphs = Paragraphs(database)
        self._vectors = vectors

    @property
    def vectors(self) -> Vectors:
        """The vectors as they were last written, whoever wrote them."""
        return self._vectors.at(self._database.note(GENERATION) or "")

    def put(self, batch: Batch, vectors: Matrix) -> None:
        """Writes the vectors of a batch, then its marks."""
        if not batch.chunks:
            return
        self.vectors.put(list(batch.chunks), vectors)
        self.bury()
        self.next_generation()
        with self._database.transaction():
            self._paragraphs.put_vectors(list(batch.chunks), vectors)
            self._articles.mark(batch.written)

    def bury(self) -> None:
        """Deletes the vectors of doomed chunks."""
        doomed = self.doomed()
        if doomed:
            self.vectors.delete(doomed)
            self.next_generation()
            with self._database.transaction():
                self._database.run_many(
                    "DELETE FROM doomed_chunk WHERE id = ?", ((one,) for one in doomed)
                )

    def doomed(self) -> list[str]:
        """Returns the chunks that are gone and whose vectors are still there."""
        return [row["id"] for row in self._database.rows("SELECT id FROM doomed_chunk")]

    def clear(self) -> None:
        """Deletes all vectors, and the marks."""
        self.vectors.clear()
        self.next_generation()
        self._articles.unmark()

    def mend(self, missing: set[str], orphans: set[str]) -> None:
        """Has the articles of missing chunks embedded anew, and deletes vectors without a chunk."""
        self._articles.unmark(missing)
        self.vectors.delete(sorted(orphans))
        self.next_generation()

    def next_generation(self) -> None:
        """Tells other processes, and this one's other openings, that the vectors changed."""
        generation = uuid4().hex
        self._database.set_note(GENERATION, generation)
        self._vectors.wrote(generation)
