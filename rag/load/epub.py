"""EPUB: each document of a book or an issue, in the order of reading."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from rag.errors import LoadError
from rag.load.blocks import Block, Head
from rag.load.build import build_article, one_line
from rag.load.dates import parse_date
from rag.load.decode import check_file, decode
from rag.load.markup import blocks_of
from rag.load.paths import absolute_name, name_of
from rag.load.unpack import opened_zip, read_entry
from rag.types import Article, Failure

SUFFIXES: tuple[str, ...] = (".epub",)
FEWEST_CHARACTERS = 200  # less is a cover, a title page or an empty chapter
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_RIGHTS = "META-INF/rights.xml"


def read(path: Path, *, max_bytes: int) -> Iterator[Article | Failure]:
    """Yields an article for each document of the book that holds running text."""
    check_file(path)
    found = False
    with opened_zip(path) as archive:
        if {_ENCRYPTION, _RIGHTS} <= set(archive.namelist()):
            raise LoadError("It is encrypted (DRM); only a copy without it can be read.")
        book = _package(archive, max_bytes)
        head = _head(book[1])
        for name in _spine(*book):
            try:
                article = _document(archive, name, head, path=path, max_bytes=max_bytes)
            except LoadError as error:
                yield Failure(f"{name_of(path)}#{name}", str(error))
                continue
            if article is not None:
                found = True
                yield article
    if not found:
        raise LoadError("No running text was found in the book.")


def _document(
    archive: ZipFile, name: str, head: Head, *, path: Path, max_bytes: int
) -> Article | None:
    from trafilatura.utils import load_html

    tree = load_html(decode(read_entry(archive, name, max_bytes=max_bytes)))
    body = None if tree is None else tree.find(".//body")
    blocks: list[Block] = [] if body is None else list(blocks_of(body))
    if sum(len(block.text) for block in blocks) < FEWEST_CHARACTERS:
        return None
    first = blocks[0]
    title = one_line(first.text) if first.kind == "heading" else None
    own = Head(title=title).or_else(head) if title else head
    return build_article(own, blocks[1:] if title else blocks, path=f"{absolute_name(path)}#{name}")


def _package(archive: ZipFile, max_bytes: int) -> tuple[str, Any]:
    """Returns the folder of the package file within the archive, and its tree."""
    container = _xml(read_entry(archive, _CONTAINER, max_bytes=max_bytes))
    place = next((one.get("full-path") for one in container.iter("{*}rootfile")), None)
    if place is None:
        raise LoadError("The file is damaged: it names no package.")
    return posixpath.dirname(place), _xml(read_entry(archive, place, max_bytes=max_bytes))


def _head(package: Any) -> Head:
    def stated(name: str) -> str | None:
        texts = (one.text for one in package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}"))
        return next(filter(None, map(one_line, texts)), None)

    return Head(
        title=stated("title"),
        published=parse_date(stated("date") or ""),
        source=stated("publisher") or stated("title"),
        author=stated("creator"),
    )


def _spine(folder: str, package: Any) -> Iterator[str]:
    files = {one.get("id"): one.get("href") or "" for one in package.iter("{*}item")}
    for one in package.iter("{*}itemref"):
        name = files.get(one.get("idref"))
        if name:
            yield posixpath.normpath(posixpath.join(folder, unquote(name)))


def _xml(data: bytes) -> Any:
    """Parses XML without entities of its own, which may explode or read other files."""
    from lxml import etree

    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise LoadError(f"The file is damaged: {error.msg}.") from error
