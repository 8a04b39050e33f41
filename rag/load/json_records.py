"""JSON files: one article, a list of them, or a list within an object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from rag.errors import LoadError
from rag.load.decode import read_text
from rag.load.json_lines import articles_in_lines, parse_json
from rag.load.paths import absolute_name, name_of
from rag.load.records import NEEDED, article_of, has_text, kind_of
from rag.types import Article, Failure

SUFFIXES: tuple[str, ...] = (".json",)
_LISTS = (
    "articles",
    "items",
    "results",
    "records",
    "documents",
    "docs",
    "entries",
    "data",
    "@graph",
)
_WRAPPERS = ("response", "data", "result", "feed")


def read(path: Path, *, max_bytes: int) -> Iterator[Article | Failure]:
    """Yields the articles of a JSON file; a record that is none is a failure of its own."""
    text = read_text(path, max_bytes=max_bytes)
    try:
        value = parse_json(text)
    except LoadError:
        if not _is_json_lines(text):
            raise
        lines = ((line, len(line)) for line in text.encode("utf-8", "replace").split(b"\n"))
        yield from articles_in_lines(lines, path=path, max_bytes=max_bytes)
        return
    if isinstance(value, Mapping) and has_text(value):
        yield article_of(value, path=absolute_name(path), is_alone=True)
        return
    for number, record in enumerate(_list_in(value), start=1):
        try:
            yield article_of(record, path=absolute_name(path), is_alone=False)
        except LoadError as error:
            yield Failure(f"{name_of(path)} record {number}", str(error))


def _is_json_lines(text: str) -> bool:
    """Says whether a file that is not JSON begins with a line that is an object by itself."""
    first, _, rest = text.strip().partition("\n")
    try:
        return bool(rest) and isinstance(parse_json(first), dict)
    except LoadError:
        return False


def _list_in(value: object) -> list[object]:
    """Returns the records of a list, or of an object that holds one under a usual name."""
    if isinstance(value, list) and value:
        return value
    if isinstance(value, dict):
        named = (value[name] for name in _LISTS if isinstance(value.get(name), list))
        found = next((one for one in named if one), None)
        inner = next((value[name] for name in _WRAPPERS if isinstance(value.get(name), dict)), None)
        if found or inner:
            return found or _list_in(inner)
        raise LoadError(f"It has no text; give it a field named {NEEDED}.")
    if value == []:
        raise LoadError("It is an empty list; there is nothing to add.")
    raise LoadError(f"It is {kind_of(value)}, not an article or a list of articles.")
