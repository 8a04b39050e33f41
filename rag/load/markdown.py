"""Markdown files, with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rag.load.blocks import Block, Head
from rag.load.build import build_article
from rag.load.decode import clean, read_text
from rag.load.layout import paragraphs_of
from rag.load.paths import absolute_name
from rag.load.records import head_of
from rag.types import Article

if TYPE_CHECKING:
    from markdown_it.token import Token

SUFFIXES: tuple[str, ...] = (".md", ".markdown")
_FRONT_MATTER = re.compile(r"\s*---[ ]*\n(?P<facts>.*?)\n(?:---|\.\.\.)[ ]*(?:\n|$)", re.DOTALL)
_HIDDEN_MARKUP = re.compile(r"<(script|style)\b.*?(?:</\1>|$)|<!--.*?(?:-->|$)", re.DOTALL | re.I)
_TAG = re.compile(r"<[^<>]*>")
DEEPEST = 100  # levels of lists and quotations; what stands deeper is not read
_NOTHING = {"", "~", "null", "none"}


@dataclass(frozen=True, slots=True)
class _Block:
    block: Block
    level: int = 0  # of a heading, from 1


def read(path: Path, *, max_bytes: int) -> Iterator[Article]:
    """Yields the article that a Markdown file holds."""
    facts, text = _split_front_matter(clean(read_text(path, max_bytes=max_bytes)))
    head, blocks = _titled(head_of(facts), list(_blocks(text)))
    yield build_article(head, blocks, path=absolute_name(path))


def _split_front_matter(text: str) -> tuple[Mapping[str, object], str]:
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    facts = _facts(match["facts"])
    return (facts, text[match.end() :]) if facts else ({}, text)


def _facts(text: str) -> dict[str, object]:
    """Reads front matter; where it is not YAML, as in `title: One: two`, line by line."""
    import yaml

    try:
        # The plain loader makes text, lists and mappings of it, and never any other object.
        value = yaml.BaseLoader(text).get_single_data()
    except (yaml.YAMLError, RecursionError):
        pairs = (line.partition(":") for line in text.split("\n"))
        value = {key.strip(): words.strip(" \"'") for key, _, words in pairs if words}
    if not isinstance(value, dict):
        return {}
    return {
        str(key): one
        for key, one in value.items()
        if not (isinstance(one, str) and one.lower() in _NOTHING)
    }


def _titled(head: Head, blocks: list[_Block]) -> tuple[Head, list[Block]]:
    """Takes the title from the first heading of level 1, or from one that opens the text."""
    found = [
        place
        for place, block in enumerate(blocks)
        if block.level == 1 or (block.level and not place)
    ]
    rest = [block.block for block in blocks]
    if not found:
        return head, rest
    title = rest[found[0]].text
    if head.title not in (None, title):
        return head, rest
    del rest[found[0]]
    return head.or_else(Head(title=title)), rest


def _blocks(text: str) -> Iterator[_Block]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table").parse(text)
    depth = 0
    cells: list[str] = []
    for place, token in enumerate(tokens):
        if token.type.startswith(("list_item_", "blockquote_")):
            depth += token.nesting
        elif token.type == "tr_close":
            yield _Block(Block(" | ".join(cells), "body"))
            cells = []
        elif token.type in {"fence", "code_block"}:
            yield _Block(Block(token.content, "body"))
        elif token.type == "html_block":
            yield from (
                _Block(Block(words)) for words in paragraphs_of(_without_markup(token.content))
            )
        elif token.type == "inline" and tokens[place - 1].type in {"th_open", "td_open"}:
            cells.append(_words(token.children or ()))
        elif token.type == "inline":
            yield from _paragraph(token, opening=tokens[place - 1], is_body=depth > 0)


def _paragraph(token: Token, *, opening: Token, is_body: bool) -> Iterator[_Block]:
    """Yields the text of a paragraph or heading, and its pictures as captions."""
    children = token.children or []
    words = _words(children)
    if opening.type == "heading_open":
        yield _Block(Block(words, "heading"), int(opening.tag[1:]))
    elif words:
        yield _Block(Block(words, "body" if is_body else None))
    for child in children:
        if child.type == "image":
            yield _Block(Block(_words(child.children or ()), "caption"))


def _words(tokens: Sequence[Token]) -> str:
    """Returns inline text without its markup and pictures, on one line."""
    breaks = {"softbreak", "hardbreak"}
    spoken = {"text", "code_inline", "text_special"}
    parts = (
        " " if token.type in breaks else token.content if token.type in spoken else ""
        for token in tokens
    )
    return " ".join("".join(parts).split())


def _without_markup(html: str) -> str:
    return _TAG.sub(" ", _HIDDEN_MARKUP.sub(" ", html))
