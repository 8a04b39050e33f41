"""A checked text as a Word file (DOCX) with real footnotes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from rag.documents.footnotes import Note, doubts, lines_of, pieces_of, reference, title
from rag.load import GENERATOR
from rag.types import Answer, Summary

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_STYLES = {"text": None, "item": "List Bullet", "heading": "Heading 2"}
_FIRST_NOTE = 2  # 0 and 1 are the lines that Word draws above the notes
# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_word_file(result: Answer | Summary) -> bytes:
    """Returns a result as the bytes of a Word file; each marker is a footnote with its quote."""
    from docx import Document

    document = Document()
    document.core_properties.title = _clean(title(result))[:255]
    document.core_properties.author = GENERATOR
    document.add_heading(_clean(title(result)), level=1)
    notes: list[Note] = []
    for line in lines_of(result):
        paragraph = document.add_paragraph(style=_STYLES[line.kind])
        for piece in pieces_of(result, line.start, line.end):
            if isinstance(piece, Note):
                _refer(paragraph, _FIRST_NOTE + len(notes))
                notes.append(piece)
            else:
                paragraph.add_run(_clean(piece))
    if doubted := doubts(result):
        document.add_heading("Not confirmed by the check", level=2)
        for one in doubted:
            document.add_paragraph(_clean(one), style="List Bullet")
    _add_notes(document, notes)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _refer(paragraph: Paragraph, number: int) -> None:
    from docx.oxml import parse_xml

    run = f'<w:r xmlns:w="{_WORDS}">{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>'
    paragraph._p.append(parse_xml(run))  # python-docx has no footnotes of its own


def _add_notes(document: Document, notes: list[Note]) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    lines = [
        ("separator", "<w:separator/>"),
        ("continuationSeparator", "<w:continuationSeparator/>"),
    ]
    drawn = "".join(
        f'<w:footnote w:type="{name}" w:id="{number}"><w:p><w:r>{line}</w:r></w:p></w:footnote>'
        for number, (name, line) in enumerate(lines)
    )
    written = "".join(_note(number, one) for number, one in enumerate(notes, _FIRST_NOTE))
    content = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:footnotes xmlns:w="{_WORDS}">{drawn}{written}</w:footnotes>'
    )
    name = PackURI("/word/footnotes.xml")
    part = Part(name, _FOOTNOTES_TYPE, content.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(number: int, note: Note) -> str:
    text = escape(_clean(reference(note)))
    return (
        f'<w:footnote w:id="{number}"><w:p><w:r>{_RAISED}<w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
    )


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
