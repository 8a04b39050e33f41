"""What stands at a web address, read as the same file would be, under the page's own address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from rag.errors import LoadError
from rag.fetch import Fetched, Fetcher
from rag.load.blocks import Head
from rag.load.formats import Format, format_of
from rag.load.identity import article_id
from rag.load.links import Link, Packed
from rag.load.paths import name_of
from rag.types import Article, Failure

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
    "application/gzip": ".gz",
    "application/json": ".json",
    "application/feed+json": ".json",
    "application/ld+json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "message/rfc822": ".eml",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/xml": ".xml",
    "application/xml": ".xml",
}
_SEVERAL = (".json", ".jsonl", ".ndjson", ".zip", ".gz", ".xml", ".rss", ".atom")
_HEAD_BYTES = 1000
_UTF8_MARK = b"\xef\xbb\xbf"


def articles_at(
    link: Link, *, fetcher: Fetcher, max_bytes: int
) -> Iterator[Article | Failure | Link | Packed]:
    """Yields what stands at an address; what the link says fills the gaps of an article.

    Raises:
        LoadError: it cannot be fetched or read.
    """
    fetched = fetcher.fetch(link.url)
    suffix = _suffix(fetched)
    with TemporaryDirectory() as folder:
        path = Path(folder, f"page{_inner_suffix(fetched, suffix)}")
        one = format_of(path)
        if one is None:
            raise LoadError(
                f"It is of a kind that is not read ({fetched.media_type or 'unnamed'})."
            )
        path.write_bytes(_marked(fetched))
        yield from _placed(one, path, fetched=fetched, head=link.head, max_bytes=max_bytes)


def _placed(
    one: Format, path: Path, *, fetched: Fetched, head: Head, max_bytes: int
) -> Iterator[Article | Failure | Link | Packed]:
    is_alone = path.suffix not in _SEVERAL
    here = name_of(path)
    for found in one.read(path, max_bytes=max_bytes):
        if isinstance(found, Failure):
            yield replace(found, name=found.name.replace(here, fetched.url))
        elif isinstance(found, Article):
            yield _at(fetched.url, found, head) if is_alone else _within(fetched.url, found, here)
        elif isinstance(found, Packed):
            yield replace(
                found,
                name=found.name.replace(here, fetched.url),
                place=found.place.replace(here, fetched.url),
            )
        else:
            yield found


def _at(url: str, article: Article, head: Head) -> Article:
    """Gives a page its address: the one it names, if that is of the same site."""
    own = article.url if article.url and _site(article.url) == _site(url) else url
    return replace(
        article,
        id=article_id(own, article.text),
        title=article.title or head.title or "",
        published=article.published or head.published,
        source=article.source or head.source,
        author=article.author or head.author,
        url=own,
        path=None,
    )


def _within(url: str, article: Article, here: str) -> Article:
    return replace(article, path=article.path and article.path.replace(here, url))


def _site(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    return host.removeprefix("www.").removeprefix("amp.").removeprefix("m.")


def _suffix(fetched: Fetched) -> str:
    """Returns the suffix of the kind of file that it is: told by its type, else by its address."""
    opening = fetched.data[:_HEAD_BYTES].lstrip(_UTF8_MARK).lstrip().lower()
    if fetched.media_type.endswith("xml") and b"<html" in opening:
        return ".html"
    if opening.startswith(b"<?xml") and any(f in opening for f in (b"<rss", b"<feed", b"<rdf:rdf")):
        return ".xml"
    by_address = Path(urlsplit(fetched.url).path).suffix.lower()
    by_type = _SUFFIXES.get(fetched.media_type)
    if by_type == ".txt" and format_of(Path(f"page{by_address}")):
        return by_address  # servers call what they do not know plain text
    return by_type or by_address or ("" if fetched.media_type else ".html")


def _inner_suffix(fetched: Fetched, suffix: str) -> str:
    """Returns the whole suffix; of `x.json.gz`, that is both."""
    inner = Path(urlsplit(fetched.url).path.removesuffix(".gz")).suffix if suffix == ".gz" else ""
    return inner + suffix


def _marked(fetched: Fetched) -> bytes:
    """Returns the bytes; of text in a charset that only the header names, as UTF-8 with a mark."""
    if not fetched.charset or not fetched.media_type.startswith("text/"):
        return fetched.data
    try:
        return _UTF8_MARK + fetched.data.decode(fetched.charset).encode()
    except (LookupError, UnicodeDecodeError):
        return fetched.data
