"""RSS and Atom: an entry that holds its article whole is read, any other one is a link to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from rag.errors import LoadError
from rag.load.blocks import Block, Head
from rag.load.build import build_article, one_line
from rag.load.dates import parse_date
from rag.load.decode import check_file, check_size
from rag.load.identity import web_address
from rag.load.links import Link
from rag.load.markup import blocks_of_markup
from rag.load.paths import absolute_name, name_of
from rag.types import Article, Failure

SUFFIXES: tuple[str, ...] = (".xml", ".rss", ".atom")
FEWEST_CHARACTERS = 1000  # less is an excerpt, even where the feed calls it content
_CUT_OFF = ("…", "...", "[…]", "[...]", "read more", "continue reading", "[&#8230;]")


def read(path: Path, *, max_bytes: int) -> Iterator[Article | Failure | Link]:
    """Yields an article or a link for each entry of a feed."""
    import feedparser

    check_size(check_file(path), max_bytes=max_bytes, subject="The file")
    # Parsed as a name, a text without markup would be taken for a file or an address.
    feed = feedparser.parse(BytesIO(path.read_bytes()))
    if not feed.version:
        raise LoadError("It is no feed (RSS or Atom).")
    if not feed.entries:
        raise LoadError("The feed has no entries; there is nothing to add.")
    source = one_line(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, start=1):
        try:
            yield _of_entry(entry, source=source, path=path)
        except LoadError as error:
            yield Failure(f"{name_of(path)} entry {number}", str(error))


def _of_entry(entry: Any, *, source: str | None, path: Path) -> Article | Link:
    head = Head(
        title=_text(entry.get("title")),
        published=_date(entry),
        source=_text(entry.get("source", {}).get("title")) or source,
        author=_text(entry.get("author")),
        url=web_address(entry.get("link")),
    )
    blocks = _whole(entry)
    if blocks:
        name = None if head.url else f"{absolute_name(path)}#{entry.get('id') or head.title}"
        return build_article(head, blocks, path=name)
    if head.url is None:
        raise LoadError("The entry has neither an article nor the address of one.")
    return Link(head.url, head)


def _whole(entry: Any) -> list[Block]:
    """Returns the blocks of the article, where the feed holds it whole."""
    contents = (one.get("value", "") for one in entry.get("content", ()))
    blocks = blocks_of_markup(max(contents, key=len, default=""))
    length = sum(len(block.text) for block in blocks)
    is_cut = bool(blocks) and blocks[-1].text.rstrip().lower().endswith(_CUT_OFF)
    return [] if is_cut or length < FEWEST_CHARACTERS else blocks


def _date(entry: Any) -> date | None:
    """Returns the day as the entry writes it, for what a parser makes of it may be the UTC day."""
    # Asked for a date that is not there, feedparser gives another one, with a warning.
    stated = [name for name in ("published", "updated", "created") if name in entry.keys()]  # noqa: SIM118
    written = (parse_date(entry[name] or "") for name in stated)
    parsed = (entry.get(f"{name}_parsed") for name in stated)  # a year of two digits, for one
    days = (date(*one[:3]) for one in parsed if one)
    return next((day for day in (*written, *days) if day), None)


def _text(value: str | None) -> str | None:
    blocks = blocks_of_markup(value) if value and ("<" in value or "&" in value) else ()
    return one_line(" ".join(block.text for block in blocks) or value)
