"""Our search without each of its parts, or with another choice: what each default is good for."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from unittest.mock import patch

from corpora import Corpus
from sides import (
    TODAY,
    Float,
    Made,
    Making,
    Remembered,
    Search,
    Way,
    searched,
    without_titles,
)

from rag import question
from rag.rerank import CrossEncoderReranker
from rag.retrieve import Ranking, retrieve
from rag.store import Store, index
from rag.types import Passage
from rag.words import words

DAYS = 365
COPIES = 3
MMR_PASSAGES = 50

RANKINGS = {
    "as it is": Ranking(),
    "without word pairs": Ranking(pairs=0),
    "without words close together": Ranking(together=0),
    "without both": Ranking(pairs=0, together=0),
    "without vectors": Ranking(keyword=1),
    "without words": Ranking(keyword=0, pairs=0, together=0),
    "words 30 %": Ranking(keyword=0.3),
    "words 50 %": Ranking(keyword=0.5),
    "50 candidates": Ranking(candidates=50),
    "200 candidates": Ranking(candidates=200),
    "20 reread": Ranking(reread=20),
    "40 reread": Ranking(reread=40),
    "80 reread": Ranking(reread=80),
}


def parts(corpus: Corpus, folder: Path, reranker: str | None = None) -> Iterator[Way]:
    """Yields our search as it is and ranked in other ways."""
    store = Made(folder, corpus, made=partial(Remembered, known={}))
    for name, ranking in RANKINGS.items():
        yield Way(name, searched(store, ranking))
    for share in (0.1, 0.3):
        yield Way(f"diversity (MMR), {share}", diverse(store, share))
    if reranker:
        ranking = Ranking(reranker=CrossEncoderReranker(reranker))
        yield Way(f"reranker {Path(reranker).name}", searched(store, ranking))


def floating(corpus: Corpus, folder: Path) -> Iterator[Way]:
    """Yields our search with the embedder in int8, and with the same one in fp32."""
    kinds: dict[str, Making] = {"int8": lambda embedder: embedder, "fp32": Float}
    for name, made in kinds.items():
        yield Way(name, searched(Made(folder / name, corpus, made=made)))


def other_words(corpus: Corpus, folder: Path) -> Iterator[Way]:
    """Yields other ways to search by words."""
    made = partial(Remembered, known={})
    store = Made(folder / "whole", corpus, made=made)
    with patch.object(question, "_terms", lambda text: tuple(dict.fromkeys(words(text)))):
        yield Way("function words are searched too", searched(store))
    without_titles(store)
    yield Way("no title and heading in the words", searched(store))
    store = Made(folder / "unstemmed", corpus, made=made)
    _without_stems(store)
    yield Way("without stemming", searched(store))


def _without_stems(store: Store) -> None:
    """Indexes the words of a library as they stand."""
    database, columns = store.keywords.database, "title, heading, text"
    database.run(
        f"CREATE VIRTUAL TABLE whole_words USING fts5 ({columns},"
        " tokenize = 'unicode61 remove_diacritics 2')"
    )
    database.run(
        f"INSERT INTO whole_words (rowid, {columns}) SELECT rowid, {columns} FROM paragraph_words"
    )
    database.run("DROP TABLE paragraph_words")
    database.run("ALTER TABLE whole_words RENAME TO paragraph_words")


def other_chunks(corpus: Corpus, folder: Path) -> Iterator[Way]:
    """Yields other ways to cut and to embed."""
    made = partial(Remembered, known={})
    with patch.object(index, "TITLE_SHARE", 0):
        store = Made(folder / "untitled", corpus, made=made)
    yield Way("no title in the vectors", searched(store))
    for tokens in (32, 128, 256):
        place = folder / str(tokens)
        store = Made(place, corpus, made=made, chunk_tokens=tokens)
        yield Way(f"chunks of {tokens} tokens", searched(store))


def dates_and_copies(corpus: Corpus, folder: Path) -> Iterator[Way]:
    """Yields our search where articles have dates, and where each was printed several times."""
    made = partial(Remembered, known={})
    yield from recency(corpus, folder, made)
    if corpus.unit == "paragraphs":
        yield from reprints(corpus, folder, made)


def recency(corpus: Corpus, folder: Path, made: Making) -> Iterator[Way]:
    """Yields what newer articles first cost a question that is not about what is new."""
    chance = random.Random(5)
    dated = tuple(
        replace(one, published=TODAY - timedelta(days=chance.randrange(DAYS)))
        for one in corpus.articles
    )
    store = Made(folder / "dated", replace(corpus, articles=dated), made=made)
    for much in (0.05, 0.2):
        yield Way(f"recency {much}, any dates", searched(store, Ranking(recency=much)))


def reprints(corpus: Corpus, folder: Path, made: Making) -> Iterator[Way]:
    """Yields what is found where every article was printed three times, folded and not."""
    printed = tuple(
        replace(one, id=f"{one.id}-{copy}", url=f"https://copy{copy}.example/{one.id}")
        for one in corpus.articles
        for copy in range(COPIES)
    )
    store = Made(folder / "printed", replace(corpus, articles=printed), made=made)
    for name, ranking in {"folded": Ranking(), "not folded": Ranking(once=False)}.items():
        yield Way(f"every article {COPIES} times, {name}", shown(store, ranking))


def shown(store: Made, ranking: Ranking) -> Search:
    """Returns a search among copies; what is shown a second time takes a place and is not right."""

    def search(asked: str) -> list[str]:
        found = retrieve(store, asked, top=store.top, ranking=replace(ranking, today=TODAY))
        places = [re.sub(r"-\d+#", "#", one.address) for one in found]
        return [
            f"{one} again, {at}" if one in places[:at] else one for at, one in enumerate(places)
        ]

    return search


def diverse(store: Made, share: float) -> Search:
    """Returns our search, each next passage chosen for its score less its likeness to those before.

    Source: Carbonell and Goldstein, The use of MMR, 1998; likeness is the share of equal words.
    """

    def search(asked: str) -> list[str]:
        found = retrieve(store, asked, top=MMR_PASSAGES, ranking=Ranking(today=TODAY))
        return [one.address for one in _mmr(found, share)]

    return search


def _mmr(found: Sequence[Passage], share: float) -> list[Passage]:
    said = {one.address: frozenset(words(one.text)) for one in found}
    likeness = dict.fromkeys(said, 0.0)
    left, chosen = list(found), list[Passage]()
    while left:
        best = max(left, key=lambda one: (1 - share) * one.score - share * likeness[one.address])
        left.remove(best)
        chosen.append(best)
        own = said[best.address]
        for one in left:
            other = said[one.address]
            alike = len(own & other) / max(len(own | other), 1)
            likeness[one.address] = max(likeness[one.address], alike)
    return chosen
