"""From HTML elements to blocks, in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rag.load.blocks import Block
from rag.load.layout import paragraphs_of
from rag.types import ParagraphKind

# The names are those of HTML, and of the tree that trafilatura makes of it.
_KINDS: dict[str, ParagraphKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head"), "heading"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("li", "item", "dd", "dt", "tr", "row", "blockquote", "quote", "pre"), "body"),
}
_BLOCKS = frozenset(
    "article aside body div dl figure footer header hr list main ol p section table tbody thead ul"
    " video".split()
).union(_KINDS)
_ROWS = frozenset({"row", "tr"})
_BREAKS = frozenset({"br", "lb"})
_SKIPPED = frozenset({"noscript", "script", "style", "template"})
_MARKUP = re.compile(
    r"</(?:p|div|h[1-6]|li|ul|ol|blockquote|article|section)>|<br\s*/?>|<p[\s>]", re.IGNORECASE
)
LONGEST_HEADING = 150
_WHITE_SPACE = re.compile(r"\s+")


def is_markup(text: str) -> bool:
    """Says whether a text is HTML, as in the `content` of many feeds."""
    return _MARKUP.search(text) is not None


def blocks_of_markup(fragment: str) -> list[Block]:
    """Returns the blocks of a piece of HTML."""
    from trafilatura.utils import load_html

    tree = load_html(f"<html><body><div>{fragment}</div></body></html>")
    return [] if tree is None else list(blocks_of(tree))


# lxml has no type annotations: its elements are Any here.
def blocks_of(element: Any, *, kind: ParagraphKind | None = None) -> Iterator[Block]:
    """Yields the blocks of an element of an lxml tree; `kind` is that of what it stands in."""
    kind = _KINDS.get(element.tag, kind)
    if element.tag in _ROWS:
        cells = (_flat("".join(cell.itertext())).strip() for cell in element)
        yield Block(" | ".join(cell for cell in cells if cell), kind)
        return
    if element.tag == "pre" or _is_listing(element):
        yield Block("".join(element.itertext()), "body")
        return
    text = _flat(element.text)
    for child in element:
        if _holds_blocks(child):
            yield from _paragraphs(text, kind)
            yield from blocks_of(child, kind=kind)
            text = ""
        else:
            text += _inline(child)
        text += _flat(child.tail)
    yield from _paragraphs(text, kind)


def _paragraphs(text: str, kind: ParagraphKind | None) -> Iterator[Block]:
    for paragraph in paragraphs_of(text):
        # Some sites set whole sentences as headings, to make them large.
        is_sentence = paragraph.endswith(".") or len(paragraph) > LONGEST_HEADING
        yield Block(paragraph, None if kind == "heading" and is_sentence else kind)


def _holds_blocks(element: Any) -> bool:
    if element.tag in _SKIPPED or not isinstance(element.tag, str):
        return False
    return any(one.tag in _BLOCKS or _is_listing(one) for one in element.iter())


def _is_listing(element: Any) -> bool:
    """Says whether an element is program text that stands by itself, not a word of a sentence."""
    return element.tag == "code" and "\n" in "".join(element.itertext()).strip()


def _inline(element: Any) -> str:
    if element.tag in _BREAKS:
        return "\n"
    if element.tag in _SKIPPED or not isinstance(element.tag, str):
        return ""
    inner = (_inline(child) + _flat(child.tail) for child in element)
    return _flat(element.text) + "".join(inner)


def _flat(text: str | None) -> str:
    """Returns text as HTML reads it: a newline in it is only a space."""
    return _WHITE_SPACE.sub(" ", text) if text else ""
