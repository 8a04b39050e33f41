"""Where a citation leads, as the page carries it from a marker to the source and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rag.address import article_of, number_of
from rag.types import Citation

Span = tuple[int, int]

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article: a paragraph, if one is meant, and spans of the article's text.

    `spans` are what is quoted; `nearest` is what stands in the way of a sentence that cites it.
    `version` is the number of an older text, where that is meant.
    """

    article_id: str
    paragraph: int | None = None
    spans: tuple[Span, ...] = ()
    nearest: tuple[Span, ...] = ()
    version: int | None = None


def place_attributes(
    address: str, citations: Iterable[Citation] = (), *, nearest: Iterable[Citation] = ()
) -> dict[str, str]:
    """Returns the attributes that make an element lead to an address."""
    attributes = {"data_address": address, "data_spans": _written(citations)}
    against = _written(nearest)
    return {**attributes, "data_nearest": against} if against else attributes


def read_place(data: Mapping[str, object]) -> Place:
    """Reads back what the page sends; it may hold anything."""
    address = str(data.get("address"))
    return Place(
        article_of(address),
        number_of(address) or None,
        _spans(data.get("spans")),
        _spans(data.get("nearest")),
        _number(data.get("version")),
    )


def _written(citations: Iterable[Citation]) -> str:
    return " ".join(dict.fromkeys(f"{one.start}-{one.end}" for one in citations))


def _spans(written: object) -> tuple[Span, ...]:
    return tuple((int(start), int(end)) for start, end in _SPAN.findall(str(written)))


def _number(written: object) -> int | None:
    return int(str(written)) if _NUMBER.fullmatch(str(written)) else None
