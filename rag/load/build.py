"""The one way in which blocks become an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rag.errors import LoadError
from rag.load.blocks import Block, Head
from rag.load.credits import authors_of, is_byline
from rag.load.dates import is_date_line, parse_date
from rag.load.decode import clean
from rag.load.identity import article_id, stated_address
from rag.load.kinds import recognised
from rag.load.titles import dateline_date, first_body, title_of
from rag.types import Article, Paragraph

BETWEEN_PARAGRAPHS = "\n\n"
OPENING_BLOCKS = 4
_BLANK_LINES = re.compile(r"\n{2,}")


def build_article(head: Head, blocks: Iterable[Block], *, path: str | None) -> Article:
    """Makes an article: its text is the blocks, and each paragraph is exactly its slice of it.

    Raises:
        LoadError: no block holds any text.
    """
    tidy = (replace(block, text=_without_blank_lines(block.text)) for block in blocks)
    found = recognised([block for block in tidy if block.text])
    if not found:
        raise LoadError("It has no text; there is nothing to add.")
    text = BETWEEN_PARAGRAPHS.join(block.text for block in found)
    url = stated_address(one_line(head.url))
    return Article(
        id=article_id(url, text),
        title=one_line(head.title) or title_of(found),
        published=head.published or _stated_date(found),
        source=one_line(head.source),
        author=one_line(head.author) or _stated_author(found),
        url=url,
        path=path,
        text=text,
        paragraphs=_numbered(found),
    )


def _without_blank_lines(text: str) -> str:
    """Returns a text clean and without the blank lines that part paragraphs, as code may have."""
    return _BLANK_LINES.sub("\n", clean(text).strip())


def one_line(value: str | None) -> str | None:
    """Returns `value` clean and on one line, or None where nothing is left of it."""
    return " ".join(clean(value).split()) or None if value else None


def _stated_date(blocks: list[Block]) -> date | None:
    """Returns the date in a line of its own above the text, or else in the dateline."""
    lines = (block.text for block in blocks[:OPENING_BLOCKS] if block.kind == "credit")
    stated = (parse_date(line) for line in lines if is_date_line(line))
    return next(stated, None) or dateline_date(first_body(blocks).text)


def _stated_author(blocks: list[Block]) -> str | None:
    lines = (block.text for block in blocks[:OPENING_BLOCKS] if block.kind == "credit")
    return next((authors_of(line) for line in lines if is_byline(line)), None)


def _numbered(blocks: list[Block]) -> tuple[Paragraph, ...]:
    paragraphs = []
    start = 0
    for number, block in enumerate(blocks, start=1):
        end = start + len(block.text)
        paragraphs.append(Paragraph(number, start, end, block.kind or "body", block.page))
        start = end + len(BETWEEN_PARAGRAPHS)
    return tuple(paragraphs)
