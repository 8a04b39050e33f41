"""Which articles may be searched, as users say it: days as text, outlets by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rag.errors import UsageError
from rag.types import Filters


def read_filters(
    since: date | str | None = None, until: date | str | None = None, sources: Iterable[str] = ()
) -> Filters:
    """Returns filters by date (both ends included, ISO 8601 where it is a string) and by outlet.

    Raises:
        UsageError: a date cannot be read.
    """
    return Filters(_day(since), _day(until), tuple(sources))


def _day(value: date | str | None) -> date | None:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{value!r} is not a date; write it as 2025-07-13.") from error
