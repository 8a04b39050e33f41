"""Saved web pages: trafilatura finds the article in them and what they say of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rag.errors import LoadError
from rag.load.blocks import Block, Head
from rag.load.build import build_article, one_line
from rag.load.dates import parse_date
from rag.load.decode import read_text
from rag.load.markup import blocks_of
from rag.load.page_tree import MARK, join_bodies, mark_captions, stated_date
from rag.load.paths import absolute_name
from rag.types import Article

SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml")
FEWEST_CHARACTERS = 250
TITLE_AMONG_FIRST = 3
_TEASER = re.compile(
    r"(?:read (?:more|also|next)|related(?: stor(?:y|ies))?|see also|also read|more on this)\s*[:|]"
    r"|also on [\w-]+\.\w+|like this story\?|click here (?:for|to)\b",
    re.IGNORECASE,
)
LONGEST_TEASER = 200
_SILENT = logging.NullHandler()
# What trafilatura and the libraries under it raise over markup that they did not expect.
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
# The page's own statements only: the extensive search would take any date in the text.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1850-01-01"}


def read(path: Path, *, max_bytes: int) -> Iterator[Article]:
    """Yields the article that a saved page holds."""
    head, blocks = parse_page(read_text(path, max_bytes=max_bytes))
    yield build_article(head, blocks, path=absolute_name(path))


def parse_page(html: str) -> tuple[Head, list[Block]]:
    """Returns the facts and the blocks of the article in a page.

    Raises:
        LoadError: there is no article in it.
    """
    document = _extracted(_tree(html), precise=True)
    if document is None or len("".join(document.body.itertext())) < FEWEST_CHARACTERS:
        document = _extracted(_tree(html), precise=False) or document
    found = () if document is None else blocks_of(document.body)
    blocks = [part for block in found for part in _unmarked(block)]
    if not blocks:
        raise LoadError("No article was found in the page; save the page of one article.")
    head = Head(
        title=one_line(document.title),
        published=parse_date(document.date or "") or stated_date(_tree(html)),
        source=document.sitename,
        author=(document.author or "").replace("; ", ", "),
        url=document.url,
    )
    return head, _without_furniture(blocks, head.title)


def _tree(html: str) -> Any:
    """Returns the page as an lxml tree, always under `html`; None where there is no markup."""
    from trafilatura.utils import load_html

    # Without a handler, what these two have to say of a broken page would go to stderr.
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(_SILENT)
    tree = load_html(html)
    if tree is not None and tree.tag != "html":
        tree = load_html(f"<html><body>{html}</body></html>")
    return tree


def _extracted(tree: Any, *, precise: bool) -> Any:
    """Returns trafilatura's document, or None if it finds nothing."""
    from trafilatura import bare_extraction

    if tree is None:
        return None
    mark_captions(tree)
    join_bodies(tree)
    try:
        return bare_extraction(
            tree,
            include_comments=False,
            favor_precision=precise,
            date_extraction_params=dict(_DATES),
            with_metadata=True,
        )
    except _FAULTS as error:
        raise LoadError(f"The page is too broken to be read ({type(error).__name__}).") from error


def _unmarked(block: Block) -> Iterator[Block]:
    """Yields the parts of a block; what stands between two marks is a caption."""
    for place, text in enumerate(block.text.split(MARK)):
        if text.strip():
            yield Block(text, "caption" if place % 2 else block.kind)


def _without_furniture(blocks: list[Block], title: str | None) -> list[Block]:
    """Drops the title where the page repeats it above the text, and links to other articles."""
    kept = [
        block
        for place, block in enumerate(blocks)
        if place >= TITLE_AMONG_FIRST or block.kind != "heading" or block.text.strip() != title
    ]
    return [block for block in kept if not _is_teaser(block.text)] or kept


def _is_teaser(text: str) -> bool:
    return len(text) <= LONGEST_TEASER and _TEASER.match(text.strip()) is not None
