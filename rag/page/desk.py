"""Summaries, as a value: what was ordered, what is done of it, and what failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rag.errors import RagError
from rag.html import Desk
from rag.library import Library

MAX_AT_ONCE = 2000
DEFAULT_WORDS = 120


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be summarized: a topic, articles together or each; in what style and length."""

    about: str | None = None
    ids: tuple[str, ...] = ()
    is_each: bool = False
    style: str = "brief"
    words: int = DEFAULT_WORDS

    @property
    def parts(self) -> list[tuple[str, ...]]:
        """The ids of the articles of each summary."""
        return [(one,) for one in self.ids] if self.is_each and self.ids else [self.ids]


def read_order(data: Mapping[str, object]) -> Order:
    """Reads what the page sends; it may hold anything."""
    ids, words = data.get("ids"), str(data.get("words"))
    return Order(
        about=str(data.get("about") or "").strip() or None,
        ids=tuple(map(str, ids))[:MAX_AT_ONCE] if isinstance(ids, list) else (),
        is_each=data.get("each") is True,
        style=str(data.get("style") or "brief"),
        words=int(words) if words.isdecimal() else DEFAULT_WORDS,
    )


def summarizing(library: Library, order: Order) -> Iterator[Desk]:
    """Yields the desk as the summaries of an order are written; a failure leaves the rest."""
    parts = order.parts
    desk = Desk(total=len(parts))
    yield desk
    for ids in parts:
        try:
            summary = library.summarize(
                *ids, about=order.about, style=order.style, words=order.words
            )
            desk = replace(desk, summaries=(*desk.summaries, summary))
        except RagError as error:
            desk = replace(desk, failures=(*desk.failures, str(error)))
        yield desk
