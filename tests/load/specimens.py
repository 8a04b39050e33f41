"""Specimens of each format, made of the same paragraphs."""

from __future__ import annotations

import gzip
import html
import json
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

TITLE = "Storm closes harbour"
SENTENCES = (
    "The harbour at Port Alder was closed on Sunday after a storm tore the breakwater.",
    "Two fishing boats sank at their moorings, but nobody was hurt, the harbour master said.",
    "Engineers had warned in March that the wall had lost a third of its stones.",
    "The council put off the repair, which would cost five million, to the next budget.",
)

Maker = Callable[[Path, Sequence[str]], None]


def page(paragraphs: Sequence[str], *, title: str = TITLE) -> str:
    """Returns a page."""
    body = "".join(f"<p>{html.escape(one)}</p>" for one in paragraphs)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def make_html(path: Path, paragraphs: Sequence[str]) -> None:
    """Writes a page."""
    path.write_text(page(paragraphs), encoding="utf-8")


def make_text(path: Path, paragraphs: Sequence[str]) -> None:
    """Writes plain text."""
    path.write_text("\n\n".join([TITLE, *paragraphs]), encoding="utf-8")


def make_markdown(path: Path, paragraphs: Sequence[str]) -> None:
    """Writes Markdown."""
    path.write_text("\n\n".join([f"# {TITLE}", *paragraphs]), encoding="utf-8")


def make_json(path: Path, paragraphs: Sequence[str]) -> None:
    """Writes a record."""
    path.write_text(json.dumps({"title": TITLE, "paragraphs": list(paragraphs)}))


def make_word(path: Path, paragraphs: Sequence[str]) -> None:
    """Writes a Word file."""
    document = docx.Document()
    document.add_heading(TITLE, level=0)
    for one in paragraphs:
        document.add_paragraph(one)
    document.save(str(path))


def make_pdf(path: Path, paragraphs: Sequence[str], *, columns: int = 1, **options: Any) -> None:
    """Writes a PDF file, justified in columns, with running heads and page numbers."""
    width = (A4[0] - 100 - 20 * (columns - 1)) / columns
    frames = [
        Frame(50 + place * (width + 20), 80, width, A4[1] - 160, showBoundary=0)
        for place in range(columns)
    ]

    def edges(canvas: Canvas, document: Any) -> None:
        canvas.drawString(50, A4[1] - 40, "The Alder Post, 13 July 2025")
        canvas.drawString(290, 30, str(document.page))

    document = BaseDocTemplate(str(path), pagesize=A4, **options)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=edges))
    body = ParagraphStyle("body", fontSize=10, leading=12, firstLineIndent=12, spaceAfter=0)
    large = ParagraphStyle("title", fontSize=20, leading=24, spaceAfter=12)
    texts = [Paragraph(html.escape(one), body) for one in paragraphs]
    document.build([Paragraph(TITLE, large), *texts])


def make_encrypted_pdf(path: Path, paragraphs: Sequence[str]) -> None:
    """Writes a PDF file that asks for a password."""
    make_pdf(path, paragraphs, encrypt=StandardEncryption("secret", strength=128))


def make_epub(path: Path, paragraphs: Sequence[str]) -> None:
    """Writes a book with a cover and one chapter."""
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<metadata><dc:title>The Alder Year</dc:title><dc:creator>Jane Roe</dc:creator>"
        "<dc:date>2025-07-13</dc:date></metadata><manifest>"
        '<item id="c" href="cover.xhtml"/><item id="one" href="text/chapter%201.xhtml"/>'
        '</manifest><spine><itemref idref="c"/><itemref idref="one"/></spine></package>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("OEBPS/book.opf", package)
        archive.writestr("OEBPS/cover.xhtml", "<html><body><p>Cover</p></body></html>")
        archive.writestr("OEBPS/text/chapter 1.xhtml", page(paragraphs))


def make_mail(path: Path, paragraphs: Sequence[str], *, attached: Path | None = None) -> None:
    """Writes a mail."""
    mail = EmailMessage()
    mail["Subject"] = TITLE
    mail["From"] = "Port Alder Council <press@alder.example>"
    mail["Date"] = "Sun, 13 Jul 2025 22:00:00 -0700"
    mail.set_content("\n\n".join(paragraphs) + "\n\n-- \nPress office\n+1 555 0100\n")
    if attached:
        data = attached.read_bytes()
        mail.add_attachment(data, "application", "octet-stream", filename=f"../{attached.name}")
    path.write_bytes(mail.as_bytes())


def make_feed(path: Path, paragraphs: Sequence[str]) -> None:
    """Writes a feed that holds its only article whole."""
    content = html.escape("".join(f"<p>{html.escape(one)}</p>" for one in paragraphs))
    path.write_text(
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Alder Post</title>'
        f"<entry><title>{TITLE}</title><id>urn:1</id><updated>2025-07-13T09:00:00Z</updated>"
        f'<content type="html">{content}</content></entry></feed>',
        encoding="utf-8",
    )


def make_zip(path: Path, paragraphs: Sequence[str]) -> None:
    """Writes an archive that holds a page in a folder."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2025/storm.html", page(paragraphs))


def make_gzip(path: Path, paragraphs: Sequence[str]) -> None:
    """Writes a packed line of JSON."""
    record = json.dumps({"title": TITLE, "paragraphs": list(paragraphs)})
    path.write_bytes(gzip.compress(record.encode()))


def make_web_archive(path: Path, paragraphs: Sequence[str]) -> None:
    """Writes a page as browsers save it in one file."""
    archive = EmailMessage()
    archive["Subject"] = TITLE
    archive["Snapshot-Content-Location"] = f"https://alder.example/2025/{path.stem}"
    archive.make_related()
    archive.add_related(page(paragraphs), subtype="html", cte="quoted-printable")
    archive.add_related(b"GIF89a", "image", "gif")
    path.write_bytes(archive.as_bytes())


MAKERS: dict[str, Maker] = {
    "storm.txt": make_text,
    "storm.md": make_markdown,
    "storm.html": make_html,
    "storm.mhtml": make_web_archive,
    "storm.json": make_json,
    "storm.jsonl": make_json,
    "storm.docx": make_word,
    "storm.pdf": make_pdf,
    "storm.epub": make_epub,
    "storm.eml": make_mail,
    "storm.xml": make_feed,
    "storm.zip": make_zip,
    "storm.jsonl.gz": make_gzip,
}
