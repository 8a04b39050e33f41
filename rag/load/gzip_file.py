"""Files that are packed with gzip, such as `archive.jsonl.gz`."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from rag.errors import LoadError
from rag.load import json_lines
from rag.load.decode import check_file
from rag.load.links import Packed
from rag.load.paths import absolute_name, name_of
from rag.load.unpack import MOST_TIMES, SMALLEST_BOMB, unpacked
from rag.types import Article, Failure

SUFFIXES: tuple[str, ...] = (".gz",)


def read(path: Path, *, max_bytes: int) -> Iterator[Article | Failure | Packed]:
    """Yields the file that is packed; JSON lines are read as they are unpacked, of any size."""
    most_bytes = max(SMALLEST_BOMB, MOST_TIMES * check_file(path))
    inner = path.with_suffix("").suffix
    try:
        with gzip.open(path) as stream:
            if inner.lower() in json_lines.SUFFIXES:
                yield from json_lines.articles_in_stream(
                    stream, path=path, max_bytes=max_bytes, most_bytes=most_bytes
                )
                return
            with unpacked(stream, suffix=inner, max_bytes=max_bytes) as file:
                yield Packed(file, name_of(path), absolute_name(path))
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise LoadError("The file is damaged or cut off; get it anew.") from error
