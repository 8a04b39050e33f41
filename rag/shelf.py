"""The articles of a library as a reader looks through them: searched, sorted, limited, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from rag.types import ArticleFacts

Order = Literal["newest", "oldest", "outlet", "title"]

PAGE_ARTICLES = 100
MAX_BARS = 24
NO_OUTLET = "No outlet"
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class View:
    """What a reader asks to see: words of the title or outlet, an order, an outlet, a period."""

    words: str = ""
    order: Order = "newest"
    source: str = ""
    period: str = ""  # "2025" or "2025-07"
    start: int = 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the articles in a view, and how many there are by period and by outlet."""

    articles: tuple[ArticleFacts, ...]
    found: int
    total: int
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


def look(articles: Sequence[ArticleFacts], view: View) -> Shelf:
    """Returns a page of the articles that a view asks for."""
    words = view.words.casefold().split()
    spoken = [one for one in articles if _holds(one, words)] if words else list(articles)
    found = [one for one in spoken if _is_within(one, view)]
    by, is_reversed = _ORDERS[view.order]
    found.sort(key=by, reverse=is_reversed)
    return Shelf(
        articles=tuple(found[view.start : view.start + PAGE_ARTICLES]),
        found=len(found),
        total=len(articles),
        periods=_periods(one for one in spoken if not view.source or _source(one) == view.source),
        sources=dict(
            Counter(_source(one) for one in spoken if _in_period(one, view)).most_common()
        ),
        view=view,
    )


def _holds(article: ArticleFacts, words: Sequence[str]) -> bool:
    text = f"{article.title} {article.source or ''} {article.author or ''}".casefold()
    return all(word in text for word in words)


def _is_within(article: ArticleFacts, view: View) -> bool:
    return (not view.source or _source(article) == view.source) and _in_period(article, view)


def _in_period(article: ArticleFacts, view: View) -> bool:
    return not view.period or _day(article).startswith(view.period)


def _source(article: ArticleFacts) -> str:
    return article.source or NO_OUTLET


def _day(article: ArticleFacts) -> str:
    return article.published.isoformat() if article.published else UNDATED


def _periods(articles: object) -> dict[str, int]:
    """Counts articles by month, or by year where months would be too many bars."""
    days = [_day(one) for one in articles]  # type: ignore[attr-defined]
    months = Counter(day[:7] for day in days if day != UNDATED)
    if not months:
        return {}
    counts = months if len(_between(min(months), max(months))) <= MAX_BARS else Counter()
    if not counts:
        for month, count in months.items():
            counts[month[:4]] += count
        years = range(int(min(counts)), int(max(counts)) + 1)
        return {f"{year:04}": counts[f"{year:04}"] for year in years}
    return {month: counts[month] for month in _between(min(months), max(months))}


def _between(first: str, last: str) -> list[str]:
    """Returns the months from `first` to `last`, both included."""
    start, end = (int(one[:4]) * 12 + int(one[5:]) - 1 for one in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]


_Key = Callable[[ArticleFacts], tuple[object, ...]]
_ORDERS: Mapping[Order, tuple[_Key, bool]] = {
    # Undated articles come last in either direction.
    "newest": (lambda one: (one.published is not None, str(one.published), one.id), True),
    "oldest": (lambda one: (one.published is None, str(one.published), one.id), False),
    "outlet": (lambda one: (_source(one).casefold(), one.title.casefold()), False),
    "title": (lambda one: (one.title.casefold(), one.id), False),
}
