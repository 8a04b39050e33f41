"""JSON lines: one record a line, read one at a time, so that the file may be of any size."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from io import BufferedIOBase
from pathlib import Path

from rag.errors import LoadError
from rag.load.decode import check_file, check_size
from rag.load.paths import absolute_name, name_of
from rag.load.records import article_of
from rag.load.unpack import BOMB
from rag.types import Article, Failure

SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson")
LINES_TO_JUDGE = 20
_HEAD_BYTES = 8192


def read(path: Path, *, max_bytes: int) -> Iterator[Article | Failure]:
    """Yields the articles of a file of JSON lines; `max_bytes` is the limit for one line."""
    check_file(path)
    with path.open("rb") as file:
        yield from articles_in_stream(file, path=path, max_bytes=max_bytes)


def articles_in_stream(
    stream: BufferedIOBase, *, path: Path, max_bytes: int, most_bytes: float = math.inf
) -> Iterator[Article | Failure]:
    """Yields the articles in a stream of JSON lines; `path` is what they are named after.

    Raises:
        LoadError: it is empty or no JSON lines, or comes to more than `most_bytes`.
    """
    if b"\0" in stream.read(_HEAD_BYTES):
        raise LoadError("The file is not UTF-8 text; save it as UTF-8 and add that.")
    stream.seek(0)
    lines = _within(_lines(stream, max_bytes), most_bytes)
    first = next(found := articles_in_lines(lines, path=path, max_bytes=max_bytes), None)
    if first is None:
        raise LoadError("The file is empty.")
    yield first
    yield from found


def articles_in_lines(
    lines: Iterable[tuple[bytes, int]], *, path: Path, max_bytes: int
) -> Iterator[Article | Failure]:
    """Yields an article or a failure for each line that is not blank.

    Each line comes with its size, which may be more than the bytes that were kept of it.

    Raises:
        LoadError: none of the first lines is JSON.
    """
    seen, known = 0, False
    for number, (line, size) in enumerate(lines, start=1):
        if not line.strip():
            continue
        seen += 1
        try:
            check_size(size, max_bytes=max_bytes, subject="The line")
            record = parse_json(_text(line))
            known = True
            yield article_of(record, path=absolute_name(path), is_alone=False)
        except LoadError as error:
            yield Failure(f"{name_of(path)} line {number}", str(error))
        if seen == LINES_TO_JUDGE and not known:
            raise LoadError(f"None of its first {seen} lines is JSON; give one object a line.")


def parse_json(text: str) -> object:
    """Returns the value of a JSON text.

    Raises:
        LoadError: it is not JSON, or nested too deeply.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise LoadError("It is nested too deeply to be an article; make it flat.") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        fault = error.msg.lower().removesuffix(" at")
        raise LoadError(f"It is not JSON: {fault} at {place}.") from error
    except ValueError as error:  # a number with thousands of digits
        raise LoadError(f"It is not usable JSON: {error}.") from error


def _within(lines: Iterable[tuple[bytes, int]], most_bytes: float) -> Iterator[tuple[bytes, int]]:
    """Yields lines as long as they come to no more than a stream may hold."""
    read_bytes = 0
    for line, size in lines:
        read_bytes += size
        if read_bytes > most_bytes:
            raise LoadError(BOMB)
        yield line, size


def _lines(file: BufferedIOBase, max_bytes: int) -> Iterator[tuple[bytes, int]]:
    """Yields each line and its size; of a line that is too long, only the start is kept."""
    while line := file.readline(max_bytes + 1):
        size = len(line)
        more = line
        while size > max_bytes and more and not more.endswith(b"\n"):
            more = file.readline(max_bytes + 1)
            size += len(more)
        yield line, size


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LoadError("It is not UTF-8; save the file as UTF-8 and add it again.") from error
