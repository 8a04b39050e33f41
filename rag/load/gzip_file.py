"""Files that are packed with gzip, such as `archive.jsonl.gz`."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from rag.errors import LoadError
from rag.load.decode import check_file
from rag.load.links import Packed
from rag.load.paths import absolute_name, name_of
from rag.load.unpack import MOST_TIMES, unpacked

SUFFIXES: tuple[str, ...] = (".gz",)


def read(path: Path, *, max_bytes: int) -> Iterator[Packed]:
    """Yields the file that is packed; JSON lines may be of any size that text can unpack to."""
    size = check_file(path)
    inner = path.with_suffix("")
    is_stream = inner.suffix.lower() in (".jsonl", ".ndjson")
    limit = max(max_bytes, MOST_TIMES * size) if is_stream else max_bytes
    try:
        with (
            gzip.open(path) as stream,
            unpacked(stream, suffix=inner.suffix, max_bytes=limit) as file,
        ):
            yield Packed(file, name_of(path), absolute_name(path))
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise LoadError("The file is damaged or cut off; get it anew.") from error
