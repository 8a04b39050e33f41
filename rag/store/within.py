"""Filters as SQL: which articles may be searched."""

from __future__ import annotations

from rag.store.database import marks
from rag.types import Filters


def condition(filters: Filters) -> tuple[str, list[object]]:
    """Returns the condition on the article table that the filters stand for; "" where all pass."""
    conditions: list[str] = []
    published, bounds = _from_to(filters, "article.published")
    values: list[object] = list(bounds)
    if published and filters.or_naming:
        named, _ = _from_to(filters, "day")
        naming = f"SELECT article FROM paragraph_day WHERE {named}"
        conditions.append(f"({published} OR article.number IN ({naming}))")
        values.extend(bounds)
    elif published:
        conditions.append(published)
    for column, wanted in (("source", filters.sources), ("id", filters.articles)):
        if wanted:
            conditions.append(f"article.{column} COLLATE NOCASE IN ({marks(wanted)})")
            values.extend(wanted)
    return " AND ".join(conditions), values


def _from_to(filters: Filters, column: str) -> tuple[str, list[str]]:
    """Returns the condition that a day is within the filters, and its values."""
    ends = [(f"{column} >= ?", filters.since), (f"{column} <= ?", filters.until)]
    bounds = [(compared, bound.isoformat()) for compared, bound in ends if bound is not None]
    return " AND ".join(one for one, _ in bounds), [bound for _, bound in bounds]
