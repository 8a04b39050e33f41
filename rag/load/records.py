"""Articles as records: the fields that JSON, JSON lines and front matter may use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

from rag.errors import LoadError
from rag.load.blocks import Block, Head
from rag.load.build import build_article, one_line
from rag.load.dates import date_of_epoch, parse_date
from rag.load.decode import clean
from rag.load.layout import paragraphs_of
from rag.load.markup import blocks_of_markup, is_markup
from rag.load.plain_text import parse_text
from rag.load.wire import plain_record
from rag.types import Article, ParagraphKind

_TITLE = ("title", "headline")
_PUBLISHED = (
    *("published", "date", "publishedat", "datepublished", "publicationdate", "pubdate"),
    *("firstcreated", "contentcreated", "versioncreated"),  # ninjs
)
_SOURCE = ("source", "outlet", "publisher", "sitename", "provider")
_URL = ("url", "link", "weburl", "canonicalurl", "mainentityofpage", "uri")
_AUTHOR = ("author", "byline", "authors", "by")
_TEXT = (
    *("text", "body", "content", "fulltext", "contenttext", "contenthtml"),
    *("bodyxhtml", "bodyhtml", "bodytext", "articlebody"),  # ninjs, JSON-LD
)
_NAME = ("id", "guid", "uuid")
_KINDS = get_args(ParagraphKind)
NEEDED = "text, body, content or paragraphs"


def article_of(record: object, *, path: str, is_alone: bool) -> Article:
    """Makes an article of one record; `is_alone` says that the file holds no other.

    Raises:
        LoadError: the record is no object, or has no text.
    """
    if not isinstance(record, Mapping):
        raise LoadError(f"It is {kind_of(record)}, not an object with fields such as {NEEDED}.")
    fields = plain_record(_fields(record))
    stated, blocks = _content(fields)
    head = _head(fields).or_else(stated)
    if blocks and head.title and blocks[0].text.strip() == head.title.strip():
        blocks = blocks[1:] or blocks
    return build_article(head, blocks, path=path if is_alone else _path(path, fields))


def has_text(record: Mapping[str, object]) -> bool:
    """Says whether a record is an article, not a wrapper around a list of them."""
    return not _fields(record).keys().isdisjoint((*_TEXT, "bodies", "paragraphs"))


def head_of(record: Mapping[str, object]) -> Head:
    """Returns the facts that a record states, whichever of the usual names its fields have."""
    return _head(_fields(record))


def kind_of(value: object) -> str:
    """Returns what a JSON value is, in words."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    kinds = {str: "text", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), type(value).__name__)


def _fields(record: Mapping[str, object]) -> dict[str, object]:
    """Returns the filled fields by plain names, so that `publishedAt` and `Published-At` agree."""
    plain = ((re.sub(r"[^a-z]", "", str(key).lower()), value) for key, value in record.items())
    return {key: value for key, value in plain if value not in (None, "", [], {})}


def _head(fields: Mapping[str, object]) -> Head:
    return Head(
        title=_line(fields, _TITLE),
        published=_date(_first(fields, _PUBLISHED)),
        source=_line(fields, _SOURCE),
        author=_line(fields, _AUTHOR),
        url=_line(fields, _URL),
    )


def _first(fields: Mapping[str, object], names: Sequence[str]) -> object:
    return next((fields[name] for name in names if name in fields), None)


def _line(fields: Mapping[str, object], names: Sequence[str]) -> str | None:
    return next((line for name in names if (line := one_line(_text_of(fields.get(name))))), None)


def _text_of(value: object) -> str | None:
    """Returns a name as text: of a string, a number, an object with a name, or a list of these."""
    if isinstance(value, Mapping):
        stated = (value.get(name) for name in ("name", "title", "@id"))
        value = next(filter(None, stated), None)
    if isinstance(value, list):
        names = [_text_of(one) for one in value if not isinstance(one, list)]
        return ", ".join(name for name in names if name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def _date(value: object) -> date | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return date_of_epoch(value) or parse_date(str(value))
    return parse_date(value) if isinstance(value, str) else None


def _path(path: str, fields: Mapping[str, object]) -> str | None:
    name = _line(fields, _NAME) or _line(fields, _URL) or _line(fields, _TITLE)
    return f"{path}#{name}" if name else None


def _content(fields: Mapping[str, object]) -> tuple[Head, list[Block]]:
    if "paragraphs" in fields:
        return Head(), _listed(fields["paragraphs"], name="paragraphs")
    name = next((name for name in _TEXT if name in fields), None)
    if name is None:
        raise LoadError(f"It has no text; give it a field named {NEEDED}.")
    value = fields[name]
    if isinstance(value, list):
        return Head(), _listed(value, name=name)
    if not isinstance(value, str):
        raise LoadError(f"Its field {name} is {kind_of(value)}, not text.")
    return (Head(), blocks_of_markup(value)) if is_markup(value) else parse_text(value)


def _listed(value: object, *, name: str) -> list[Block]:
    if not isinstance(value, list):
        raise LoadError(f"Its field {name} is {kind_of(value)}, not a list of paragraphs.")
    return [
        block
        for place, one in enumerate(value)
        for block in _paragraph(one, name=f"{name}[{place}]")
    ]


def _paragraph(value: object, *, name: str) -> list[Block]:
    fields = _fields(value) if isinstance(value, Mapping) else {"text": value}
    text, kind = fields.get("text", ""), fields.get("kind")
    if not isinstance(text, str):
        raise LoadError(f"Its field {name} is {kind_of(text)}, not text.")
    known = next((one for one in _KINDS if one == kind), None)
    return [Block(paragraph, known) for paragraph in paragraphs_of(clean(text))]
