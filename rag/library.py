"""A library: articles that are added once, then searched, asked and summarized."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.answer import Sources, answer
from rag.chain import langchain_retriever, langchain_runnable
from rag.condense import Find
from rag.distinct import with_reprints
from rag.errors import RagError, UsageError, WriterError
from rag.evidence import as_json
from rag.fetch import Fetcher, Pages
from rag.filters import read_filters
from rag.load import Found, find, read, read_address
from rag.rerank import open_reranker
from rag.retrieve import Ranking, retrieve
from rag.settings import Settings, read_settings
from rag.shelf import Shelf, View
from rag.standing import what_changed, with_particulars
from rag.store import ArticleCopy, Asked, Store, Version
from rag.suggest import READ_ARTICLES, suggest
from rag.summarize import plan, summarize
from rag.support import SecondOpinion, open_support
from rag.topic import on_topic
from rag.types import (
    AddReport,
    Answer,
    AnswerEvent,
    Article,
    ArticleFacts,
    Event,
    Failure,
    Filters,
    Health,
    Passage,
    Plan,
    Progress,
    RestartEvent,
    Summary,
)
from rag.write import (
    EXTRACTIVE,
    Assignment,
    ExtractiveWriter,
    Writer,
    assign,
    at_hand,
    open_writer,
)

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

SHOWN_TO_WRITER = 8
TOPIC_PASSAGES = 100
ARTICLES_A_STEP = 100  # of progress, within one file
TRIAL_QUESTION = "When did the bridge open?"
TRIAL_PASSAGE = Passage(
    "trial#p1", "The bridge opened on 3 May 2025.", 1.0, ArticleFacts("trial", "Bridge opens"), 0
)


class Library:
    """A folder of articles; open it with `Library.open`."""

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
        found = find(inputs)
        failed = list(found.failed)
        articles = self._read(found, failed, on_progress)
        ids: dict[str, list[str]] = {"added": [], "changed": [], "kept": []}
        for article_id, outcome in self._store.add(articles):
            ids[outcome].append(article_id)
        return AddReport(
            added=tuple(ids["added"]),
            changed=tuple(ids["changed"]),
            kept=tuple(ids["kept"]),
            failed=tuple(one for one in failed if not one.is_left_out),
            left_out=(*found.left_out, *(one.name for one in failed if one.is_left_out)),
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
        article = self._store.articles.get(article_id) if article_id else None
        if article is None:
            raise UsageError(f"There is no article {article_id!r}; 'list' shows the ids there are.")
        return article

    def passage(self, address: str) -> Passage:
        """Returns the paragraph at an address, `ARTICLE_ID#p7`.

        Raises:
            UsageError: there is no such paragraph.
        """
        article_id, _, place = address.partition("#p")
        number = int(place) if place.isdecimal() else 0
        passages = self._store.paragraphs.of_article(article_id, first=number, last=number)
        if not passages:
            raise UsageError(f"There is no paragraph {address!r}; an address looks like 'ID#p7'.")
        return with_particulars(self._store, passages)[0]

    def search(
        self,
        query: str,
        *,
        top: int = 10,
        since: date | str | None = None,
        until: date | str | None = None,
        sources: Iterable[str] = (),
    ) -> list[Passage]:
        """Returns the `top` passages for a query, best first; dates include both ends."""
        return self._find(query, top=top, filters=read_filters(since, until, sources))

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
        return _answer_of(events)

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
        within = read_filters(since, until, sources)
        return self._answered(question, history, find=self._shown_to_writer(within))

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
        passages = self._to_sum_up(article_ids, assignment.about, filters)
        return summarize(passages, assignment, writer=self._writer, opinion=self._opinion)

    def plan_summary(
        self, article_ids: Sequence[str], assignment: Assignment, *, filters: Filters = Filters()
    ) -> Plan:
        """Returns what a summary would take: calls, tokens and cost; nothing is called."""
        passages = self._to_sum_up(article_ids, assignment.about, filters)
        return plan(passages, assignment, writer=self._writer)

    def current_text(self, address: str) -> str | None:
        """Returns the text of the paragraph at an address; None where there is none."""
        try:
            return self.passage(address).text
        except UsageError:
            return None

    def current_facts(self, article_id: str) -> ArticleFacts | None:
        """Returns what is known of the article with exactly this id; None where there is none."""
        article = self._store.articles.get(article_id)
        return article.facts if article and article.id == article_id else None

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
        """Returns the body paragraphs of an article as passages, in order."""
        article = self.article(article_id)
        kinds = {one.number: one.kind for one in article.paragraphs}
        passages = self._store.paragraphs.of_article(article.id, first=1, last=len(kinds))
        body = [one for one in passages if kinds[int(one.address.rpartition("#p")[2])] == "body"]
        return with_particulars(self._store, body)

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

    def as_retriever(
        self,
        *,
        top: int = 8,
        since: date | str | None = None,
        until: date | str | None = None,
        sources: Iterable[str] = (),
    ) -> BaseRetriever:
        """Returns a LangChain retriever over this library."""
        within = read_filters(since, until, sources)
        return langchain_retriever(lambda query: self._find(query, top=top, filters=within))

    def as_runnable(self) -> Runnable[Any, Answer]:
        """Returns a LangChain runnable from a question (or question and history) to its answer."""
        return langchain_runnable(
            self._shown_to_writer(Filters()),
            lambda question, history, find: _answer_of(
                self._answered(question, history, find=find)
            ),
        )

    def try_writer(self) -> Health:
        """Asks the writer one small question, and tells whether and how fast it answered."""
        start = time.perf_counter()
        try:
            *_, last = answer(
                TRIAL_QUESTION, sources=Sources(find=lambda _: [TRIAL_PASSAGE]), writer=self._writer
            )
        except RagError as error:
            return Health("writer", False, str(error))
        took = f"answered in {time.perf_counter() - start:.1f} s"
        status = last.answer.status if isinstance(last, AnswerEvent) else ""
        return Health("writer", status == "grounded", f"{self._writer.name} {took} ({status})")

    def health(self, *, mend: bool = False) -> list[Health]:
        """Tells whether text and vectors agree (with `mend`, makes them), and what can write."""
        writers = "; ".join([EXTRACTIVE, *at_hand()])
        return [
            *self._store.health(mend=mend),
            Health("embedding model", True, self._store.embedder.version),
            Health("writer", True, f"{self._writer.name}; at hand: {writers}"),
        ]

    def re_embed(self) -> int:
        """Embeds everything with the embedding model of the settings; returns how many articles."""
        return self._store.re_embed()

    @cached_property
    def _writer(self) -> Writer:
        return open_writer(self.settings, embedder=self._store.embedder)

    @cached_property
    def _ranking(self) -> Ranking:
        return Ranking(recency=self.settings.recency, reranker=open_reranker(self.settings))

    @cached_property
    def _opinion(self) -> SecondOpinion | None:
        return open_support(self.settings)

    def _to_sum_up(
        self, article_ids: Sequence[str], about: str | None, filters: Filters
    ) -> list[Passage]:
        if about is not None:
            within = replace(filters, articles=tuple(article_ids))
            found = self._find(about, top=TOPIC_PASSAGES, filters=within)
            return on_topic(self._store.paragraphs.of_body(found))
        if not article_ids:
            raise UsageError("Name one article or more, or a topic with about.")
        passages = [one for article_id in article_ids for one in self.paragraphs(article_id)]
        return with_reprints(self._store, passages) if len(article_ids) > 1 else passages

    def _shown_to_writer(self, within: Filters) -> Find:
        return lambda query: self._find(query, top=SHOWN_TO_WRITER, filters=within)

    def _answered(self, question: str, history: Sequence[Answer], *, find: Find) -> Iterator[Event]:
        """Begins to answer; an empty question is refused before the first event is asked for."""
        asked = question.strip()
        if not asked:
            raise UsageError("The question is empty; ask something.")
        found = Sources(find, self._neighbours, self._opinion)
        return self._kept(self._written(asked, found, history))

    def _kept(self, events: Iterator[Event]) -> Iterator[Event]:
        """Keeps the answer before it is shown as done."""
        for event in events:
            if isinstance(event, AnswerEvent) and self.settings.history:
                self._store.history.keep(as_json(event.answer), user=self._user)
            yield event

    def _written(self, question: str, found: Sources, history: Sequence[Answer]) -> Iterator[Event]:
        """Answers; where the writer fails and a fallback is wanted, with labelled extracts."""
        try:
            yield from answer(
                question,
                sources=found,
                writer=self._writer,
                history=history,
                repair=self.settings.strict,
            )
        except WriterError as error:
            if not self.settings.fallback:
                raise
            yield RestartEvent(str(error))
            instead = ExtractiveWriter(self._store.embedder, name=f"{EXTRACTIVE} ({error})")
            yield from answer(question, sources=found, writer=instead, history=history)

    def _neighbours(self, passage: Passage) -> list[Passage]:
        """Returns the body paragraphs before and after one, which are of its story."""
        number = int(passage.address.rpartition("#p")[2])
        around = self._store.paragraphs.of_article(
            passage.article.id, first=number - 1, last=number + 1
        )
        others = [
            replace(one, story=passage.story) for one in around if one.address != passage.address
        ]
        return with_particulars(self._store, others)

    def _find(self, query: str, *, top: int, filters: Filters) -> list[Passage]:
        if not query.strip():
            raise UsageError("The query is empty; name what to search for.")
        passages = retrieve(self._store, query, top=top, filters=filters, ranking=self._ranking)
        return with_particulars(self._store, passages)

    def _read(
        self,
        found: Found,
        failed: list[Failure],
        on_progress: Callable[[Progress], None] | None,
    ) -> Iterator[Article]:
        limits = {"max_bytes": self.settings.max_file_mb * 1_000_000}
        fetcher = Fetcher(self.settings, pages=self._pages)
        inputs = [
            *((path.name, read(path, fetcher=fetcher, **limits)) for path in found.files),
            *((url, read_address(url, fetcher=fetcher, **limits)) for url in found.addresses),
        ]
        tell = on_progress or _tell_nobody
        count = 0
        for done, (name, articles) in enumerate(inputs):
            tell(Progress(done, len(inputs), name, count))
            for one in articles:
                if isinstance(one, Failure):
                    failed.append(one)
                    continue
                count += 1
                if count % ARTICLES_A_STEP == 0:
                    tell(Progress(done, len(inputs), name, count))
                yield one
        tell(Progress(len(inputs), len(inputs), "", count))


def _tell_nobody(_: Progress) -> None:
    """Is told of progress where nobody asked."""


def _answer_of(events: Iterator[Event]) -> Answer:
    return next(event.answer for event in events if isinstance(event, AnswerEvent))
