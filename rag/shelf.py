"""The articles of a library as a reader looks through them: a view of them, and what it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from rag.types import ArticleFacts

Order = Literal["newest", "oldest", "outlet", "title"]

PAGE_ARTICLES = 100
MAX_BARS = 24
NO_OUTLET = "No outlet"


@dataclass(frozen=True, slots=True)
class View:
    """What a reader asks to see: words of the title or outlet, an order, an outlet, a period."""

    words: str = ""
    order: Order = "newest"
    source: str = ""
    period: str = ""  # "2025" or "2025-07"
    start: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in the list: how many versions it has; its reprints are folded under it."""

    facts: ArticleFacts
    versions: int = 1
    reprints: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the articles in a view, and how many there are by period and by outlet.

    `found` and `total` count every article, folded or not; `next` is where the next page starts,
    0 after the last one.
    """

    articles: tuple[Listed, ...]
    found: int
    total: int
    next: int
    periods: Mapping[str, int]
    sources: Mapping[str, int]
    view: View


def read_view(data: Mapping[str, object]) -> View:
    """Reads what the page sends; it may hold anything."""
    order = data.get("order")
    start = data.get("start")
    return View(
        words=str(data.get("words") or ""),
        order=order if order in get_args(Order) else "newest",  # type: ignore[arg-type]
        source=str(data.get("source") or ""),
        period=str(data.get("period") or ""),
        start=start if isinstance(start, int) and start > 0 else 0,
    )


def without_gaps(months: Mapping[str, int]) -> dict[str, int]:
    """Counts by month in order, empty ones too; by year where months would be too many bars."""
    if not months:
        return {}
    between = _between(min(months), max(months))
    if len(between) <= MAX_BARS:
        return {month: months.get(month, 0) for month in between}
    years: Counter[str] = Counter()
    for month, count in months.items():
        years[month[:4]] += count
    return {
        year: years[year]
        for year in (f"{one:04}" for one in range(int(min(years)), int(max(years)) + 1))
    }


def _between(first: str, last: str) -> list[str]:
    """Returns the months from `first` to `last`, both included."""
    start, end = (int(one[:4]) * 12 + int(one[5:]) - 1 for one in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]
