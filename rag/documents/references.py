"""The sources of a result for reference managers: CSL-JSON, which Zotero and its like import.

The format: https://github.com/citation-style-language/schema, `csl-data.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from rag.documents.footnotes import cited_passages
from rag.documents.links import is_web
from rag.types import Answer, ArticleFacts, Summary

_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;&]|\band\b)\s*")
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|bin|al|el|ter|ten|zu)"
_PERSON = re.compile(
    r"(?P<given>[A-ZÀ-Þ][\w.’'-]*(?:\s[A-ZÀ-Þ][\w.’'-]*)*)\s"
    rf"(?P<particle>{_PARTICLE}(?:\s{_PARTICLE})*\s)?(?P<family>[A-ZÀ-Þ][\w’'-]+)"
)
_NO_PERSON = re.compile(
    r"\b(?:staff|agenc(?:y|ies)|press|news|newsroom|team|desk|wire|bureau|board|office|editors?|"
    r"correspondents?|reporters?|service|media|times|post|daily|council|ministry)\b",
    re.IGNORECASE,
)


def as_references(result: Answer | Summary, *, accessed: date) -> list[dict[str, Any]]:
    """Returns each article that a result cites as an item of CSL-JSON, in the order of citation.

    `accessed` is the day on which a web source was looked at.
    """
    addresses: dict[str, list[str]] = {}
    articles: dict[str, ArticleFacts] = {}
    for passage in cited_passages(result):
        articles.setdefault(passage.article.id, passage.article)
        addresses.setdefault(passage.article.id, []).append(passage.address)
    return [
        dict(_item(article, accessed)) | {"note": f"Cited: {', '.join(addresses[article.id])}"}
        for article in articles.values()
    ]


def _item(article: ArticleFacts, accessed: date) -> Iterator[tuple[str, Any]]:
    is_online = bool(article.url and is_web(article.url))
    yield "id", article.id
    yield "type", "article-newspaper" if article.source else "webpage" if is_online else "document"
    yield "title", article.title
    if article.source:
        yield "container-title", article.source
    if article.author and (names := list(_names(article.author))):
        yield "author", names
    if article.published:
        yield "issued", _day(article.published)
    if is_online:
        yield "URL", article.url
        yield "accessed", _day(accessed)


def _names(byline: str) -> Iterator[dict[str, str]]:
    """Yields who wrote an article; what is no person's name stays in one piece."""
    for name in filter(None, _BETWEEN.split(_BY.sub("", byline).strip())):
        person = None if _NO_PERSON.search(name) else _PERSON.fullmatch(name)
        if person is None:
            yield {"literal": name}
            continue
        read = {"family": person["family"], "given": person["given"]}
        if person["particle"]:
            read["non-dropping-particle"] = person["particle"].strip()
        yield read


def _day(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
