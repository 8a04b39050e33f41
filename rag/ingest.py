"""From what a user names to articles in the store: read one by one, each failure named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from rag.fetch import Fetcher
from rag.load import Found, find, read, read_address
from rag.store import Store
from rag.types import AddReport, Article, Failure, Progress

Tell = Callable[[Progress], None]
Named = tuple[str, Iterator[Article | Failure]]

ARTICLES_A_STEP = 100  # of progress, within one file


def ingest(
    store: Store,
    inputs: Sequence[str | Path],
    *,
    fetcher: Fetcher,
    max_bytes: int,
    tell: Tell | None = None,
) -> AddReport:
    """Adds files, folders, globs, web addresses and feeds; `tell` learns how far it is.

    Raises:
        BusyError: another process is writing to the library.
    """
    found = find(inputs)
    failed = list(found.failed)
    opened = _opened(found, fetcher=fetcher, max_bytes=max_bytes)
    articles = _articles(opened, failed, tell=tell or _tell_nobody)
    ids: dict[str, list[str]] = {"added": [], "changed": [], "kept": []}
    for article_id, outcome in store.add(articles):
        ids[outcome].append(article_id)
    return AddReport(
        added=tuple(ids["added"]),
        changed=tuple(ids["changed"]),
        kept=tuple(ids["kept"]),
        failed=tuple(one for one in failed if not one.is_left_out),
        left_out=(*found.left_out, *(one.name for one in failed if one.is_left_out)),
    )


def _opened(found: Found, *, fetcher: Fetcher, max_bytes: int) -> list[Named]:
    """Returns each file and address with what is in it, which is read when it is asked for."""
    load = partial(read, fetcher=fetcher, max_bytes=max_bytes)
    fetch = partial(read_address, fetcher=fetcher, max_bytes=max_bytes)
    return [
        *((path.name, load(path)) for path in found.files),
        *((url, fetch(url)) for url in found.addresses),
    ]


def _articles(opened: Sequence[Named], failed: list[Failure], *, tell: Tell) -> Iterator[Article]:
    """Yields the articles; what failed is put with the rest of `failed`."""
    count = 0
    for done, (name, articles) in enumerate(opened):
        tell(Progress(done, len(opened), name, count))
        for one in articles:
            if isinstance(one, Failure):
                failed.append(one)
                continue
            count += 1
            if count % ARTICLES_A_STEP == 0:
                tell(Progress(done, len(opened), name, count))
            yield one
    tell(Progress(len(opened), len(opened), "", count))


def _tell_nobody(_: Progress) -> None:
    """Is told of progress where nobody asked."""
