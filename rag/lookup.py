"""Articles and paragraphs of a library by name; what is not there is wrong use, said as such."""

from __future__ import annotations

from rag.address import article_of, number_of
from rag.errors import UsageError
from rag.standing import with_particulars
from rag.store import Store
from rag.types import Article, ArticleFacts, Passage


def article_named(store: Store, article_id: str) -> Article:
    """Returns an article by its id, or by the beginning of it.

    Raises:
        UsageError: no article, or more than one, has this id.
    """
    found = store.articles.get(article_id) if article_id else None
    if found is None:
        raise UsageError(f"There is no article {article_id!r}; 'list' shows the ids there are.")
    return found


def passage_at(store: Store, address: str) -> Passage:
    """Returns the paragraph at an address, `ARTICLE_ID#p7`.

    Raises:
        UsageError: there is no such paragraph.
    """
    article_id, number = article_of(address), number_of(address)
    passages = store.paragraphs.of_article(article_id, first=number, last=number)
    if not passages:
        raise UsageError(f"There is no paragraph {address!r}; an address looks like 'ID#p7'.")
    return with_particulars(store, passages)[0]


def body_of(store: Store, article_id: str) -> list[Passage]:
    """Returns the body paragraphs of an article as passages, in order.

    Raises:
        UsageError: there is no such article.
    """
    whole = article_named(store, article_id)
    kinds = {one.number: one.kind for one in whole.paragraphs}
    passages = store.paragraphs.of_article(whole.id, first=1, last=len(kinds))
    return with_particulars(store, [one for one in passages if kinds[one.number] == "body"])


def current_text(store: Store, address: str) -> str | None:
    """Returns the text of the paragraph at an address; None where there is none."""
    try:
        return passage_at(store, address).text
    except UsageError:
        return None


def current_facts(store: Store, article_id: str) -> ArticleFacts | None:
    """Returns what is known of the article with exactly this id; None where there is none."""
    found = store.articles.get(article_id)
    return found.facts if found and found.id == article_id else None
