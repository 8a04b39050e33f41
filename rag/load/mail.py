"""Mails (EML), such as press releases and newsletters, and the files attached to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from io import BytesIO
from pathlib import Path, PurePosixPath

from rag.errors import LoadError
from rag.load.blocks import Block, Head
from rag.load.build import build_article, one_line
from rag.load.decode import check_file, check_size, decode_as
from rag.load.links import Packed
from rag.load.markup import blocks_of_markup
from rag.load.paths import absolute_name, name_of
from rag.load.plain_text import parse_text
from rag.load.unpack import unpacked
from rag.types import Article

SUFFIXES: tuple[str, ...] = (".eml",)
_SIGNATURE = re.compile(r"^-- ?$.*", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"^>.*$\n?", re.MULTILINE)
_ANSWER_MARK = re.compile(r"^(?:re|fwd?|aw|wg)\s*:\s*", re.IGNORECASE)


def read(path: Path, *, max_bytes: int) -> Iterator[Article | Packed]:
    """Yields the text of a mail as an article, then the files attached to it."""
    check_size(check_file(path), max_bytes=max_bytes, subject="The file")
    with path.open("rb") as file:
        mail = BytesParser(EmailMessage, policy=policy.default).parse(file)
    if not mail.keys():
        raise LoadError("It is no mail: it has no header.")
    blocks = _blocks(mail)
    attached = [one for one in mail.iter_attachments() if isinstance(one, EmailMessage)]
    if blocks or not attached:
        yield build_article(_head(mail), blocks, path=absolute_name(path))
    for one in attached:
        name, data = _attached(one)
        if name and data:
            names = [f"{each}#{name}" for each in (name_of(path), absolute_name(path))]
            suffix = PurePosixPath(name.replace("\\", "/")).suffix
            with unpacked(BytesIO(data), suffix=suffix, max_bytes=max_bytes) as kept:
                yield Packed(kept, *names)


def _attached(part: EmailMessage) -> tuple[str | None, bytes]:
    """Returns the name and the bytes of what is attached; a mail is named by its subject."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_content()
        subject = one_line(str(inner.get("Subject", ""))) or "mail"
        return part.get_filename() or f"{subject}.eml", inner.as_bytes()
    data = part.get_payload(decode=True)
    return part.get_filename(), data if isinstance(data, bytes) else b""


def _head(mail: EmailMessage) -> Head:
    name, address = parseaddr(str(mail.get("From", "")))
    title = one_line(str(mail.get("Subject", ""))) or ""
    while _ANSWER_MARK.match(title):
        title = _ANSWER_MARK.sub("", title)
    try:
        published = parsedate_to_datetime(str(mail.get("Date", ""))).date()
    except (TypeError, ValueError):
        published = None
    return Head(
        title=title or None,
        published=published,
        source=one_line(name) or address.rpartition("@")[2] or None,
    )


def _blocks(mail: EmailMessage) -> list[Block]:
    body = mail.get_body(preferencelist=("plain", "html"))
    data = body.get_payload(decode=True) if body else None
    if body is None or not isinstance(data, bytes) or not data.strip():
        return []
    text = decode_as(data, body.get_content_charset())
    if body.get_content_type() == "text/html":
        return blocks_of_markup(text)
    return parse_text(_QUOTED.sub("", _SIGNATURE.sub("", text)))[1]
