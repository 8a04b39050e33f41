"""From files to articles: `find` says which files, `read` what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rag.errors import LoadError
from rag.load.failures import reason_of
from rag.load.formats import Format, format_of, known_suffixes
from rag.load.identity import article_id, canonical_url
from rag.load.inputs import Found, find
from rag.load.paths import name_of
from rag.types import Article, Failure

__all__ = ["Format", "Found", "article_id", "canonical_url", "find", "read"]


def read(path: Path, *, max_bytes: int) -> Iterator[Article | Failure]:
    """Yields the articles in a file; what cannot be read is yielded as a failure, never raised.

    No file is read that is larger than `max_bytes`, save JSON lines, where it limits a line.
    """
    one = format_of(path)
    if one is None:
        reason = f"Its kind ({path.suffix or 'no suffix'}) is not known; known: {known_suffixes()}."
        yield Failure(name_of(path), reason)
        return
    try:
        yield from one.read(path, max_bytes=max_bytes)
    except LoadError as error:
        yield Failure(name_of(path), str(error))
    except OSError as error:
        yield Failure(name_of(path), reason_of(error))
