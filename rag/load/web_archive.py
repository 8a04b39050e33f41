"""Pages that a browser saved in one file (MHTML): the page, and where it was saved from."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from rag.errors import LoadError
from rag.load.blocks import Head
from rag.load.build import build_article
from rag.load.decode import check_file, check_size, decode_as
from rag.load.html_page import parse_page
from rag.load.paths import absolute_name
from rag.types import Article

SUFFIXES: tuple[str, ...] = (".mhtml", ".mht")


def read(path: Path, *, max_bytes: int) -> Iterator[Article]:
    """Yields the article of the page; its pictures and styles are left alone."""
    check_size(check_file(path), max_bytes=max_bytes, subject="The file")
    with path.open("rb") as file:
        archive = BytesParser(EmailMessage, policy=policy.default).parse(file)
    pages = (one for one in archive.walk() if one.get_content_type() == "text/html")
    page = next(pages, None)
    data = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(data, bytes):
        raise LoadError("It holds no page; save the page again.")
    head, blocks = parse_page(decode_as(data, page.get_content_charset()))
    saved_from = archive.get("Snapshot-Content-Location") or page.get("Content-Location")
    address = Head(url=str(saved_from) if saved_from else None)
    yield build_article(head.or_else(address), blocks, path=absolute_name(path))
