"""The vectors of the chunks, in Chroma: embedded in the library folder, or on a server."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from rag.embed import Vectors as Matrix
from rag.errors import LibraryError
from rag.store.chroma import import_chroma

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH_ROWS = 2000

_spellings = count(1)


class Vectors:
    """A Chroma collection of chunk vectors under cosine distance; ids are chunk ids.

    Every method raises LibraryError where Chroma's files cannot be used or the server is silent.
    """

    def __init__(self, *, folder: Path, collection: str, url: str | None = None) -> None:
        self._place = url or str(folder)
        self._folder = folder
        self._name = collection
        self._url = url
        self._generation = ""
        self._opening = threading.Lock()
        self._clients: deque[Any] = deque()

    def at(self, generation: str) -> Vectors:
        """Opens the files again if they were written to since; returns itself.

        Chroma reads an index into memory once and does not notice what another process writes.
        """
        with self._opening:
            if not self._clients or (generation != self._generation and self._url is None):
                with self._worded("be opened"):
                    self._open()
                self._generation = generation
        return self

    def wrote(self, generation: str) -> None:
        """Notes that this process made `generation`, so that it need not open the files again."""
        self._generation = generation

    def close(self) -> None:
        """Closes the files."""
        while self._clients:
            self._clients.popleft().close()

    def _open(self) -> None:
        client = _client(self._folder, self._url)
        self._collection = client.get_or_create_collection(
            self._name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        self._clients.append(client)
        while len(self._clients) > 2:  # the last but one may still be answering another thread
            self._clients.popleft().close()

    def put(self, chunk_ids: Sequence[str], vectors: Matrix) -> None:
        """Writes vectors of shape (len(chunk_ids), dimension); what is there is replaced."""
        with self._worded("be written"):
            for start in range(0, len(chunk_ids), BATCH_ROWS):
                self._collection.upsert(
                    ids=list(chunk_ids[start : start + BATCH_ROWS]),
                    embeddings=vectors[start : start + BATCH_ROWS],
                )

    def delete(self, chunk_ids: Sequence[str]) -> None:
        """Deletes vectors; ids that are not there are ignored."""
        with self._worded("be written"):
            for start in range(0, len(chunk_ids), BATCH_ROWS):
                self._collection.delete(ids=list(chunk_ids[start : start + BATCH_ROWS]))

    def nearest(self, vector: Matrix, *, limit: int) -> dict[str, float]:
        """Returns the chunks nearest to a vector with their cosine, best first."""
        with self._worded("be searched"):
            found = self._collection.query(
                query_embeddings=vector[np.newaxis], n_results=limit, include=["distances"]
            )
        distances = found["distances"] or [[]]
        return {
            chunk_id: 1.0 - distance
            for chunk_id, distance in zip(found["ids"][0], distances[0], strict=True)
        }

    def ids(self) -> set[str]:
        """Returns the ids of all chunks that have a vector."""
        with self._worded("be read"):
            return set(self._collection.get(include=[])["ids"])

    def clear(self) -> None:
        """Deletes all vectors; the next ones may have another dimension."""
        with self._worded("be written"):
            self._clients[-1].delete_collection(self._name)
            self._open()

    @contextmanager
    def _worded(self, what: str) -> Iterator[None]:
        """Turns Chroma's failures into one that says what to do."""
        chroma = import_chroma()
        try:
            yield
        except (chroma.errors.ChromaError, ValueError, OSError, RuntimeError) as error:
            raise LibraryError(
                f"The vectors in {self._place} cannot {what} ({error});"
                " 'python -m rag doctor' looks at the library and mends what can be mended."
            ) from error


def _client(folder: Path, url: str | None) -> Any:
    chroma = import_chroma()
    settings = chroma.config.Settings(anonymized_telemetry=False)
    if url is None:
        # Clients of one path spelling share an index in memory; ours gets a spelling of its own.
        own = "./" * next(_spellings)
        return chroma.PersistentClient(f"{folder}/{own}", settings=settings)
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    return chroma.HttpClient(
        host=parts.hostname or "localhost",
        port=parts.port or (443 if secure else 8000),
        ssl=secure,
        settings=settings,
    )
