"""What a library keeps: text in SQLite, vectors in Chroma, written in an order that recovers.

Text first, vectors next, then the mark that it is indexed. A crash leaves articles without the
mark: they are embedded again at the next open. A removed article's chunks are doomed in the
transaction that removes it, and their vectors deleted after; the next open deletes what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property

from filelock import FileLock, Timeout

from rag.embed import Embedder, open_embedder
from rag.embed import Vectors as Matrix
from rag.errors import BusyError, EmbedderError, LibraryError
from rag.settings import Settings
from rag.split import split
from rag.store.articles import Articles
from rag.store.catalog import Catalog
from rag.store.database import Database
from rag.store.history import Asked, History
from rag.store.identity import Identities, Outcome
from rag.store.index import Batch, Index, embedded
from rag.store.keywords import Keywords
from rag.store.nearest import Nearest
from rag.store.paragraphs import Paragraphs
from rag.store.reprints import Reprints
from rag.store.vectors import Vectors
from rag.store.versions import ArticleCopy, Version, Versions
from rag.types import Article, Chunk, Health

__all__ = [
    "ArticleCopy",
    "Articles",
    "Asked",
    "History",
    "Outcome",
    "Paragraphs",
    "Reprints",
    "Store",
    "Vectors",
    "Version",
]

BATCH_CHUNKS = 512
UNMARKED_ARTICLES = 32
LOCK_WAIT_S = 60


class Store:
    """The database and the vectors of one library folder, and the only one who writes to them."""

    def __init__(self, settings: Settings) -> None:
        folder = settings.library
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"{folder} cannot be used as a library folder ({error.strerror});"
                " name another with --library."
            ) from error
        self._settings = settings
        self._lock = FileLock(folder / "write.lock")
        self._database = Database(folder / "library.db")
        self._identities = Identities(self._database)
        self.articles = Articles(self._database)
        self.reprints = self.articles.reprints
        self.paragraphs = Paragraphs(self._database)
        self.keywords = Keywords(self._database)
        self.nearest = Nearest(self._database)
        self.history = History(self._database)
        self.versions = Versions(self._database)
        self.catalog = Catalog(self._database)
        self._vectors = Vectors(
            folder=folder / "chroma",
            collection=f"footnote-{self._database.note('id')}",
            url=settings.chroma_url,
        )
        self._index = Index(self._database, self.articles, vectors=self._vectors)

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model; it is checked to be the one the library was made with.

        Raises:
            EmbedderError: it is missing, or another one.
        """
        embedder = open_embedder(self._settings)
        known = self._database.note("embedder")
        if known is None:
            self._database.set_note("embedder", embedder.version)
        elif known != embedder.version:
            raise EmbedderError(
                f"The library {self._settings.library} was made with the embedding model {known},"
                f" but RAG_EMBEDDER now gives {embedder.version}; set it back, or run"
                " 'python -m rag doctor --re-embed' to embed everything again."
            )
        return embedder

    @property
    def vectors(self) -> Vectors:
        """The vectors as they were last written, whoever wrote them."""
        return self._index.vectors

    @cached_property
    def aside(self) -> ThreadPoolExecutor:
        """A thread for what can be done beside another search."""
        return ThreadPoolExecutor(1, thread_name_prefix="aside")

    def close(self) -> None:
        """Closes the database and the vectors."""
        if "aside" in self.__dict__:
            self.aside.shutdown()
            del self.aside
        self._vectors.close()
        self._database.close()

    def add(self, articles: Iterable[Article]) -> Iterator[tuple[str, Outcome]]:
        """Adds articles; yields each one's id and outcome once it is safe.

        While a batch is embedded, the one before it is written and the next one is read.

        Raises:
            BusyError: another process is writing, and goes on for a minute.
        """
        with self._writing(), ThreadPoolExecutor(1, thread_name_prefix="ahead") as ahead:
            before: tuple[Batch, Future[Matrix]] | None = None
            for batch in self._batches(articles):
                made = ahead.submit(embedded, batch, self.embedder)
                if before:
                    yield from self._finish(*before)
                before = batch, made
            if before:
                yield from self._finish(*before)
            self.keywords.merge()

    def restore(self, copies: Sequence[ArticleCopy]) -> None:
        """Puts articles back under the ids that they had, with the texts that they had before."""
        with self._writing():
            placed = self.add(one.article for one in copies)
            for (article_id, _), one in zip(placed, copies, strict=True):
                if article_id == one.article.id:  # else another article has its text by now
                    self.versions.put_back(article_id, one.earlier)

    def remove(self, article_ids: Iterable[str]) -> None:
        """Removes articles and their vectors."""
        with self._writing():
            for article_id in article_ids:
                self.articles.remove(article_id)
            self._index.bury()

    def recover(self) -> int:
        """Finishes what a crash left undone; returns how many articles were embedded again.

        Does nothing while another process writes: what is unmarked then is its work.
        """
        if not self.articles.unmarked(1) and not self._index.doomed():
            return 0
        try:
            with self._writing(wait_s=0):
                return self._finish_unmarked()
        except BusyError:
            return 0

    def re_embed(self) -> int:
        """Embeds everything with the current model; returns how many articles that were."""
        with self._writing():
            self._index.clear()
            embedder = open_embedder(self._settings)
            self._database.set_note("embedder", embedder.version)
            return self._finish_unmarked()

    def health(self, *, mend: bool = False) -> list[Health]:
        """Compares the database with the vectors; with `mend`, mends what differs."""
        verdict = self._database.check()
        findings = [Health("database", verdict == "ok", verdict)]
        stored = self.vectors.ids()
        expected = set(self.paragraphs.chunk_ids())
        missing, orphans = expected - stored, stored - expected
        unmarked = len(self.articles.unmarked(-1))
        sound = not (missing or orphans or unmarked)
        if not sound and mend:
            with self._writing():
                self._index.mend(missing, orphans)
                self._finish_unmarked()
        detail = (
            f"{len(missing)} missing, {len(orphans)} without an article,"
            f" {unmarked} articles not indexed{'; mended' if mend else ''}"
        )
        return [*findings, Health("vectors", sound, f"{len(expected)} chunks" if sound else detail)]

    def _batches(self, articles: Iterable[Article]) -> Iterator[Batch]:
        """Writes the text of articles, and yields them with their chunks."""
        batch = Batch()
        for article in articles:
            placed, outcome = self._identities.place(article)
            batch.put(placed, outcome, self._put(placed) if outcome != "kept" else ())
            # Articles that are kept have no chunks: of them, too, only so many are held.
            if max(len(batch.chunks), len(batch.placed)) >= BATCH_CHUNKS:
                yield batch
                batch = Batch()
        yield batch

    def _put(self, article: Article) -> Sequence[Chunk]:
        chunks = split(article, count_tokens=self.embedder.count_tokens)
        with self._database.transaction():
            self.articles.put(article, chunks)
        return chunks

    def _finish(self, batch: Batch, made: Future[Matrix]) -> Iterator[tuple[str, Outcome]]:
        self._index.put(batch, made.result())
        yield from batch.placed

    def _finish_unmarked(self) -> int:
        done = 0
        self._index.bury()
        while articles := self.articles.unmarked(UNMARKED_ARTICLES):
            batch = Batch()
            for article in articles:
                batch.put(article, "changed", self._put(article))
            self._index.put(batch, embedded(batch, self.embedder))
            done += len(articles)
        return done

    @contextmanager
    def _writing(self, *, wait_s: float = LOCK_WAIT_S) -> Iterator[None]:
        try:
            with self._lock.acquire(timeout=wait_s):
                yield
        except Timeout as error:
            raise BusyError(
                f"Another process is writing to {self._settings.library};"
                " wait until it is done and try again."
            ) from error
