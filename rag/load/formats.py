"""The formats that can be read. A new one is a module with this shape, and one line below."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from rag.load import (
    epub,
    feed,
    gzip_file,
    html_page,
    json_lines,
    json_records,
    mail,
    markdown,
    pdf,
    plain_text,
    web_archive,
    word,
    zip_archive,
)
from rag.load.links import Link, Packed
from rag.types import Article, Failure


class Format(Protocol):
    """A kind of file, told by its suffix; a module that has both of these is one."""

    SUFFIXES: tuple[str, ...]

    def read(self, path: Path, *, max_bytes: int) -> Iterator[Article | Failure | Link | Packed]:
        """Yields the articles in a file, and a failure for each record that is none.

        Raises:
            LoadError: the file as a whole cannot be read as articles.
            OSError: the file cannot be read.
        """
        ...


ARCHIVES = (*zip_archive.SUFFIXES, *gzip_file.SUFFIXES)
FORMATS: tuple[Format, ...] = (
    plain_text,
    markdown,
    html_page,
    web_archive,
    json_records,
    json_lines,
    feed,
    pdf,
    word,
    epub,
    mail,
    zip_archive,
    gzip_file,
)


def format_of(path: Path) -> Format | None:
    """Returns the format that a file's suffix names, or None."""
    suffix = path.suffix.lower()
    return next((one for one in FORMATS if suffix in one.SUFFIXES), None)


def known_suffixes() -> str:
    """Returns all suffixes, to be shown to people."""
    return ", ".join(suffix for one in FORMATS for suffix in one.SUFFIXES)
