"""Where a citation leads, as the page carries it from a marker to the source and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rag.types import Citation

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article: a paragraph, if one is meant, and the quoted spans of its text."""

    article_id: str
    paragraph: int | None = None
    spans: tuple[tuple[int, int], ...] = ()


def place_attributes(address: str, citations: Iterable[Citation] = ()) -> dict[str, str]:
    """Returns the attributes that make an element lead to an address."""
    spans = " ".join(f"{one.start}-{one.end}" for one in citations)
    return {"data_address": address, "data_spans": spans}


def read_place(data: Mapping[str, object]) -> Place:
    """Reads back what the page sends; it may hold anything."""
    article_id, _, number = str(data.get("address")).partition("#p")
    found = _SPAN.findall(str(data.get("spans")))
    return Place(
        article_id,
        int(number) if re.fullmatch(r"[0-9]{1,9}", number) else None,
        tuple((int(start), int(end)) for start, end in found),
    )
