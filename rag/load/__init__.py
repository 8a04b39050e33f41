"""From files and web addresses to articles: `find` says which, `read` what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from rag.errors import LoadError
from rag.fetch import Fetcher
from rag.load.blocks import Head
from rag.load.build import BETWEEN_PARAGRAPHS
from rag.load.failures import reason_of
from rag.load.formats import ARCHIVES, Format, format_of, known_suffixes
from rag.load.identity import article_id, canonical_url
from rag.load.inputs import Found, find
from rag.load.links import Link, Packed
from rag.load.own import BATCH_LIST, EVIDENCE_KEY, GENERATOR, is_own_file
from rag.load.paths import name_of
from rag.load.relative import said_days
from rag.load.web import articles_at
from rag.types import Article, Failure

__all__ = [
    "BATCH_LIST",
    "BETWEEN_PARAGRAPHS",
    "EVIDENCE_KEY",
    "GENERATOR",
    "Format",
    "Found",
    "article_id",
    "canonical_url",
    "find",
    "read",
    "read_address",
    "said_days",
]

DEEPEST = 4  # mails may be attached to mails
_OWN = "It is an answer or a summary that was written here, and no article."
_NO_NETWORK = "It is only announced here; its page was not fetched."


def read(
    path: Path, *, max_bytes: int, fetcher: Fetcher | None = None
) -> Iterator[Article | Failure]:
    """Yields the articles in a file; what cannot be read is yielded as a failure, never raised.

    No file is read that is larger than `max_bytes`, save JSON lines, where it limits a line. What
    a feed announces is fetched.
    """
    yield from _file(path, fetcher=fetcher, max_bytes=max_bytes, within=())


def read_address(url: str, *, fetcher: Fetcher, max_bytes: int) -> Iterator[Article | Failure]:
    """Yields the article at a web address, or those of the feed that stands there."""
    found = articles_at(Link(url, Head()), fetcher=fetcher, max_bytes=max_bytes)
    yield from _read(found, name=url, fetcher=fetcher, max_bytes=max_bytes, within=())


def _file(
    path: Path, *, fetcher: Fetcher | None, max_bytes: int, within: tuple[str, ...]
) -> Iterator[Article | Failure]:
    """Yields the articles in a file; `within` are the suffixes of the files that it came in."""
    one = format_of(path)
    if one is None:
        reason = f"Its kind ({path.suffix or 'no suffix'}) is not known; known: {known_suffixes()}."
        yield Failure(name_of(path), reason, is_left_out=bool(within))
        return
    if is_own_file(path):
        yield Failure(name_of(path), _OWN, is_left_out=True)
        return
    found = one.read(path, max_bytes=max_bytes)
    inside = (*within, path.suffix.lower())
    yield from _read(found, name=name_of(path), fetcher=fetcher, max_bytes=max_bytes, within=inside)


def _read(
    found: Iterable[Article | Failure | Link | Packed],
    *,
    name: str,
    fetcher: Fetcher | None,
    max_bytes: int,
    within: tuple[str, ...],
) -> Iterator[Article | Failure]:
    try:
        for one in found:
            if isinstance(one, Link):
                yield _linked(one, fetcher, max_bytes=max_bytes)
            elif isinstance(one, Packed):
                yield from _packed(one, max_bytes=max_bytes, within=within)
            else:
                yield one
    except LoadError as error:
        yield Failure(name, str(error))
    except OSError as error:
        yield Failure(name, reason_of(error))


def _packed(
    packed: Packed, *, max_bytes: int, within: tuple[str, ...]
) -> Iterator[Article | Failure]:
    """Yields what is in a file that was packed; an archive within an archive stays closed."""
    is_archive = packed.path.suffix.lower() in ARCHIVES
    if len(within) > DEEPEST or (is_archive and not set(within).isdisjoint(ARCHIVES)):
        yield Failure(packed.name, "It is an archive within an archive; unpack it and add that.")
        return
    here = name_of(packed.path)
    for one in _file(packed.path, fetcher=None, max_bytes=max_bytes, within=within):
        if isinstance(one, Failure):
            yield replace(one, name=one.name.replace(here, packed.name))
        else:
            yield replace(one, path=one.path and one.path.replace(here, packed.place))


def _linked(link: Link, fetcher: Fetcher | None, *, max_bytes: int) -> Article | Failure:
    """Returns the one article that a feed announces; a feed within a feed is not followed."""
    if fetcher is None:
        return Failure(link.url, _NO_NETWORK)
    try:
        one = next(articles_at(link, fetcher=fetcher, max_bytes=max_bytes), None)
    except LoadError as error:
        return Failure(link.url, str(error))
    if one is None or isinstance(one, Link | Packed):
        return Failure(link.url, "A feed announces it, but it is no article.")
    return one
