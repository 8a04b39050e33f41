"""A library: articles that are added once, then searched, asked and summarized."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.answer import Answerer, Sources, answer_of
from rag.chain import langchain_retriever, langchain_runnable
from rag.condense import Find
from rag.errors import UsageError
from rag.evidence import as_json
from rag.fetch import Fetcher, Pages
from rag.filters import read_filters
from rag.health import health_of, try_writer
from rag.ingest import ingest
from rag.lookup import article_named, body_of, current_facts, current_text, passage_at
from rag.reopen import Reopened, reopen
from rag.rerank import open_reranker
from rag.retrieve import Ranking
from rag.search import Search
from rag.settings import Settings, read_settings
from rag.shelf import Shelf, View
from rag.standing import what_changed
from rag.store import ArticleCopy, Asked, Store, Version
from rag.suggest import READ_ARTICLES, suggest
from rag.summarize import plan, summarize
from rag.support import SecondOpinion, open_support
from rag.types import (
    AddReport,
    Answer,
    AnswerEvent,
    Article,
    ArticleFacts,
    Event,
    Filters,
    Health,
    Passage,
    Plan,
    Progress,
    Summary,
)
from rag.write import Assignment, ExtractiveWriter, Writer, assign, open_writer

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable


class Library:
    """A folder of articles; open it with `Library.open`.

    All that can be done with one is a method here, and done in the module of its subject.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._store = Store(settings)
        self._pages = Pages()
        self._user: str | None = None

    @classmethod
    def open(cls, path: str | Path | None = None, *, settings: Settings | None = None) -> Library:
        """Opens the library in a folder, made if it is not there; finishes what a crash left.

        Raises:
            LibraryError: the folder cannot be used, or holds another embedding model's vectors.
        """
        if settings is None:
            settings = read_settings(library=path)
        elif path is not None:
            settings = settings.model_copy(update={"library": Path(path)})
        library = cls(settings)
        library._store.recover()
        return library

    def close(self) -> None:
        """Closes the library's files; using it again opens them."""
        self._store.close()

    def add(
        self, *inputs: str | Path, on_progress: Callable[[Progress], None] | None = None
    ) -> AddReport:
        """Adds files, folders, globs, web addresses and feeds; what is there already is kept.

        An input that cannot be read is named in the report's `failed`; the rest goes on.

        Raises:
            BusyError: another process is writing to the library.
        """
        return ingest(
            self._store,
            inputs,
            fetcher=Fetcher(self.settings, pages=self._pages),
            max_bytes=self.settings.max_file_bytes,
            tell=on_progress,
        )

    def remove(self, *article_ids: str) -> tuple[ArticleFacts, ...]:
        """Removes articles and returns what they were.

        Raises:
            UsageError: there is no such article; then nothing is removed.
        """
        articles = [self.article(one) for one in article_ids]
        self._store.remove(article.id for article in articles)
        return tuple(article.facts for article in articles)

    def copies(self, *article_ids: str) -> tuple[ArticleCopy, ...]:
        """Returns articles with the texts that they had before, so that they can be put back.

        Raises:
            UsageError: there is no such article.
        """
        articles = [self.article(one) for one in article_ids]
        return tuple(
            ArticleCopy(one, tuple(self._store.versions.of(one.id)[:-1])) for one in articles
        )

    def restore(self, *copies: ArticleCopy) -> None:
        """Puts back articles that were removed, under the ids that they had, with their versions.

        Raises:
            BusyError: another process is writing to the library.
        """
        self._store.restore(copies)

    def for_user(self, name: str | None) -> Library:
        """Returns this library with a history of its own for one user; None: the common one."""
        own = copy(self)
        own._user = name
        return own

    def suggestions(self) -> list[str]:
        """Returns questions to try, made from the newest articles."""
        newest = self.articles(limit=READ_ARTICLES)
        found = (self._store.articles.get(one.id) for one in newest)
        return suggest(one for one in found if one is not None)

    def articles(self, *, limit: int | None = None) -> list[ArticleFacts]:
        """Returns the facts of all articles, or of `limit`, newest first."""
        return self._store.articles.facts(limit)

    def look(self, view: View = View()) -> Shelf:
        """Returns a page of the articles that a view asks for, and how many there are."""
        return self._store.catalog.look(view)

    def count(self) -> int:
        """Returns how many articles there are."""
        return self._store.articles.count()

    @property
    def is_empty(self) -> bool:
        """Whether there is no article to search."""
        return self.count() == 0

    def sources(self) -> list[str]:
        """Returns the outlets whose articles the library holds."""
        return self._store.articles.sources()

    def article(self, article_id: str) -> Article:
        """Returns an article by its id, or by the beginning of it.

        Raises:
            UsageError: no article, or more than one, has this id.
        """
        return article_named(self._store, article_id)

    def passage(self, address: str) -> Passage:
        """Returns the paragraph at an address, `ARTICLE_ID#p7`.

        Raises:
            UsageError: there is no such paragraph.
        """
        return passage_at(self._store, address)

    def search(
        self,
        query: str,
        *,
        top: int = 10,
        since: date | str | None = None,
        until: date | str | None = None,
        sources: Iterable[str] = (),
    ) -> list[Passage]:
        """Returns the `top` passages for a query, best first; dates include both ends.

        Raises:
            UsageError: the query is empty, or a date cannot be read.
        """
        return self._search.passages(query, top=top, filters=read_filters(since, until, sources))

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Answer] = (),
        since: date | str | None = None,
        until: date | str | None = None,
        sources: Iterable[str] = (),
    ) -> Answer:
        """Answers a question; every sentence is cited and checked.

        `history` holds the earlier answers of a conversation, oldest first.

        Raises:
            UsageError: the question is empty, or a date cannot be read.
            WriterError: the writer failed.
        """
        events = self.stream(question, history=history, since=since, until=until, sources=sources)
        return answer_of(events)

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Answer] = (),
        since: date | str | None = None,
        until: date | str | None = None,
        sources: Iterable[str] = (),
    ) -> Iterator[Event]:
        """Yields the text of an answer as it is written, then the checked answer.

        Raises: as `ask`.
        """
        filters = read_filters(since, until, sources)
        return self._answered(question, history, find=self._search.within(filters))

    def summarize(
        self,
        *article_ids: str,
        about: str | None = None,
        style: str = "brief",
        words: int | None = None,
        filters: Filters = Filters(),
    ) -> Summary:
        """Summarizes one article, several, or what the articles say about a topic.

        The styles are brief, bullets, timeline, headline and questions; the length is kept within
        a tenth of `words`, which each style has a number of its own for.

        Raises:
            UsageError: neither articles nor a topic are named, or an article is not there.
            WriterError: the writer failed.
        """
        assignment = assign(about=about, style=style, words=words)
        return self.write_summary(article_ids, assignment, filters=filters)

    def write_summary(
        self, article_ids: Sequence[str], assignment: Assignment, *, filters: Filters = Filters()
    ) -> Summary:
        """Writes the summary that is assigned; raises as `summarize`."""
        passages = self._search.for_summary(article_ids, assignment.about, filters=filters)
        return summarize(passages, assignment, writer=self._writer, opinion=self._opinion)

    def plan_summary(
        self, article_ids: Sequence[str], assignment: Assignment, *, filters: Filters = Filters()
    ) -> Plan:
        """Returns what a summary would take: calls, tokens and cost; nothing is called."""
        passages = self._search.for_summary(article_ids, assignment.about, filters=filters)
        return plan(passages, assignment, writer=self._writer)

    def current_text(self, address: str) -> str | None:
        """Returns the text of the paragraph at an address; None where there is none."""
        return current_text(self._store, address)

    def current_facts(self, article_id: str) -> ArticleFacts | None:
        """Returns what is known of the article with exactly this id; None where there is none."""
        return current_facts(self._store, article_id)

    def what_changed(self, passage: Passage) -> str:
        """Says what became of a paragraph that reads otherwise in the library now."""
        return what_changed(self._store, passage)

    def versions(self, article_id: str) -> list[Version]:
        """Returns the versions of an article, oldest first; the last one is what it says now.

        Raises:
            UsageError: there is no such article.
        """
        return self._store.versions.of(self.article(article_id).id)

    def paragraphs(self, article_id: str) -> list[Passage]:
        """Returns the body paragraphs of an article as passages, in order.

        Raises:
            UsageError: there is no such article.
        """
        return body_of(self._store, article_id)

    def history(self, *, limit: int = 20) -> list[Asked]:
        """Returns the last questions that were asked, newest first."""
        return self._store.history.asked(limit=limit, user=self._user)

    def answered(self, number: int) -> dict[str, Any]:
        """Returns an answer of the history as it was given, in the shape of its JSON.

        Raises:
            UsageError: the history holds no such number.
        """
        kept = self._store.history.answer(number, user=self._user)
        if kept is None:
            raise UsageError(f"The history holds no answer {number}; 'history' lists them.")
        return kept

    def reopened(self, number: int) -> Reopened:
        """Returns an answer of the history, checked anew, and what differs from when it was given.

        Raises:
            UsageError: the history holds no such number.
        """
        return reopen(self._store, self.answered(number), name=f"answer {number}")

    def as_retriever(
        self,
        *,
        top: int = 8,
        since: date | str | None = None,
        until: date | str | None = None,
        sources: Iterable[str] = (),
    ) -> BaseRetriever:
        """Returns a LangChain retriever over this library.

        Raises:
            UsageError: a date cannot be read.
        """
        filters = read_filters(since, until, sources)
        return langchain_retriever(self._search.within(filters, top=top))

    def as_runnable(self) -> Runnable[Any, Answer]:
        """Returns a LangChain runnable from a question (or question and history) to its answer."""
        return langchain_runnable(
            self._search.within(Filters()),
            lambda question, history, find: answer_of(self._answered(question, history, find=find)),
        )

    def try_writer(self) -> Health:
        """Asks the writer one small question, and tells whether and how fast it answered."""
        return try_writer(self._writer)

    def health(self, *, mend: bool = False) -> list[Health]:
        """Tells whether text and vectors agree (with `mend`, makes them), and what can write."""
        return health_of(self._store, self._writer, mend=mend)

    def re_embed(self) -> int:
        """Embeds everything with the embedding model of the settings; returns how many articles."""
        return self._store.re_embed()

    @cached_property
    def _writer(self) -> Writer:
        return open_writer(self.settings, embedder=self._store.embedder)

    @cached_property
    def _answerer(self) -> Answerer:
        extracts = self._extracts if self.settings.fallback else None
        return Answerer(self._writer, strict=self.settings.strict, extracts=extracts)

    def _extracts(self, name: str) -> Writer:
        return ExtractiveWriter(self._store.embedder, name=name)

    @cached_property
    def _search(self) -> Search:
        ranking = Ranking(recency=self.settings.recency, reranker=open_reranker(self.settings))
        return Search(self._store, ranking)

    @cached_property
    def _opinion(self) -> SecondOpinion | None:
        return open_support(self.settings)

    def _answered(self, question: str, history: Sequence[Answer], *, find: Find) -> Iterator[Event]:
        found = Sources(find, self._search.neighbours, self._opinion)
        return self._kept(self._answerer.answer(question, sources=found, history=history))

    def _kept(self, events: Iterator[Event]) -> Iterator[Event]:
        """Keeps the answer before it is shown as done."""
        for event in events:
            if isinstance(event, AnswerEvent) and self.settings.history:
                self._store.history.keep(as_json(event.answer), user=self._user)
            yield event
