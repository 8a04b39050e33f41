"""Plain text files, most of them copied from a page by hand or by a crawler."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rag.load.blocks import Block, Head
from rag.load.build import build_article
from rag.load.decode import clean, read_text
from rag.load.headers import split_headers
from rag.load.layout import paragraphs_of
from rag.load.paths import absolute_name
from rag.types import Article

SUFFIXES: tuple[str, ...] = (".txt", ".text")


def read(path: Path, *, max_bytes: int) -> Iterator[Article]:
    """Yields the article that a text file holds."""
    head, blocks = parse_text(read_text(path, max_bytes=max_bytes))
    yield build_article(head, blocks, path=absolute_name(path))


def parse_text(text: str) -> tuple[Head, list[Block]]:
    """Returns the facts that `text` states in its first lines, and its paragraphs."""
    opening = split_headers(clean(text))
    paragraphs = paragraphs_of(opening.rest)
    if paragraphs and opening.head.title == paragraphs[0] and len(paragraphs) > 1:
        paragraphs = paragraphs[1:]
    return opening.head, [*opening.bylines, *map(Block, paragraphs)]
