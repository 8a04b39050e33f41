"""Filters as SQL: which articles may be searched."""

from __future__ import annotations

from rag.store.database import marks
from rag.types import Filters


def condition(filters: Filters) -> tuple[str, list[object]]:
    """Returns the condition on the article table that the filters stand for; "" where all pass."""
    conditions: list[str] = []
    values: list[object] = []
    for compared, bound in (("published >= ?", filters.since), ("published <= ?", filters.until)):
        if bound is not None:
            conditions.append(f"article.{compared}")
            values.append(bound.isoformat())
    for column, wanted in (("source", filters.sources), ("id", filters.articles)):
        if wanted:
            conditions.append(f"article.{column} COLLATE NOCASE IN ({marks(wanted)})")
            values.extend(wanted)
    return " AND ".join(conditions), values
