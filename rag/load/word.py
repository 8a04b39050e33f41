"""Word files (DOCX): paragraphs by their styles, tables row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.errors import LoadError
from rag.load.blocks import Block, Head
from rag.load.build import build_article, one_line
from rag.load.decode import check_file, check_size
from rag.load.layout import paragraphs_of
from rag.load.paths import absolute_name
from rag.load.unpack import opened_zip
from rag.types import Article, ParagraphKind

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

SUFFIXES: tuple[str, ...] = (".docx",)
_TITLE = "Title"
_KINDS: dict[str, ParagraphKind] = {
    "heading": "heading",
    "subtitle": "heading",
    "caption": "caption",
}
_NOTES = ("footnotes", "endnotes")
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_NOT_A_TITLE = ("word document", "untitled", "document", "python-docx")


def read(path: Path, *, max_bytes: int) -> Iterator[Article]:
    """Yields the article in a Word file."""
    import docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    check_size(check_file(path), max_bytes=max_bytes, subject="The file")
    with opened_zip(path):  # refuses what is no archive, or one made to explode
        pass
    try:
        document = docx.Document(str(path))
    except (OpcError, KeyError, ValueError, SyntaxError) as error:
        raise LoadError("It is damaged, or no Word file; save it anew as .docx.") from error
    blocks: list[Block] = []
    title = None
    for one in document.iter_inner_content():
        if isinstance(one, Table):
            blocks += _rows(one)
        elif title is None and _style(one) == _TITLE and one.text.strip():
            title = one_line(one.text)
        else:
            blocks += [Block(text, _kind(one)) for text in paragraphs_of(one.text)]
    blocks += _notes(document.part)
    facts = document.core_properties
    stated = one_line(facts.title)
    if not stated or stated.lower().startswith(_NOT_A_TITLE):
        stated = None
    head = Head(title=title or _first_heading(blocks) or stated)
    rest = [block for block in blocks if block.kind != "heading" or block.text != head.title]
    yield build_article(head, rest, path=absolute_name(path))


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style.name if paragraph.style else None) or ""


def _kind(paragraph: Paragraph) -> ParagraphKind | None:
    name = _style(paragraph).lower()
    listed: ParagraphKind | None = "body" if name.startswith(("list", "quote")) else None
    return next((kind for start, kind in _KINDS.items() if name.startswith(start)), listed)


def _rows(table: Table) -> Iterator[Block]:
    for row in table.rows:
        cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
        yield Block(" | ".join(cell for cell in cells if cell), "body")


def _notes(part: Any) -> Iterator[Block]:
    """Yields the footnotes and endnotes, behind the text."""
    from lxml import etree

    for related in part.rels.values():
        if related.is_external or related.reltype.rpartition("/")[2] not in _NOTES:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for note in etree.fromstring(related.target_part.blob, parser):
            text = " ".join("".join(note.itertext(_TEXT)).split())
            if text:
                yield Block(text, "body")


def _first_heading(blocks: list[Block]) -> str | None:
    first = blocks[0] if blocks else None
    return first.text if first and first.kind == "heading" else None
