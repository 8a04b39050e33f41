"""What of a library is read: for a question, around a passage that was found, for a summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.condense import Find
from rag.distinct import with_reprints
from rag.errors import UsageError
from rag.lookup import body_of
from rag.retrieve import Ranking, retrieve
from rag.standing import with_particulars
from rag.store import Store
from rag.topic import on_topic
from rag.types import Filters, Passage

SHOWN_TO_WRITER = 8
TOPIC_PASSAGES = 100


@dataclass(frozen=True, slots=True)
class Search:
    """Finds passages in a library, ranked in one way."""

    store: Store
    ranking: Ranking

    def passages(self, query: str, *, top: int, filters: Filters) -> list[Passage]:
        """Returns the `top` passages for a query, best first.

        Raises:
            UsageError: the query is empty.
        """
        if not query.strip():
            raise UsageError("The query is empty; name what to search for.")
        found = retrieve(self.store, query, top=top, filters=filters, ranking=self.ranking)
        return with_particulars(self.store, found)

    def within(self, filters: Filters, *, top: int = SHOWN_TO_WRITER) -> Find:
        """Returns the search for the `top` passages within limits; the default suits a writer."""
        return lambda query: self.passages(query, top=top, filters=filters)

    def neighbours(self, passage: Passage) -> list[Passage]:
        """Returns the paragraphs before and after one, as passages of its story."""
        around = self.store.paragraphs.of_article(
            passage.article.id, first=passage.number - 1, last=passage.number + 1
        )
        others = [one for one in around if one.address != passage.address]
        return with_particulars(self.store, [replace(one, story=passage.story) for one in others])

    def for_summary(
        self, article_ids: Sequence[str], about: str | None, *, filters: Filters
    ) -> list[Passage]:
        """Returns what the articles say about a topic, or all that they say.

        Raises:
            UsageError: neither articles nor a topic are named, or an article is not there.
        """
        if about is not None:
            within = replace(filters, articles=tuple(article_ids))
            found = self.passages(about, top=TOPIC_PASSAGES, filters=within)
            return on_topic(self.store.paragraphs.of_body(found))
        if not article_ids:
            raise UsageError("Name one article or more, or a topic with about.")
        passages = [one for article_id in article_ids for one in body_of(self.store, article_id)]
        return with_reprints(self.store, passages) if len(article_ids) > 1 else passages
