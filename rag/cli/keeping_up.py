"""Keeping up with a folder as it changes, and with feeds every so often."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from rag.errors import UsageError

SHORTEST = timedelta(seconds=10)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_INTERVAL = re.compile(r"(?P<number>\d{1,5})\s*(?P<unit>[smhd])", re.IGNORECASE)


def read_interval(text: str) -> timedelta:
    """Returns the time that `15m`, `2h` or `1d` stands for.

    Raises:
        UsageError: it is none, or so short that a site would be asked too often.
    """
    match = _INTERVAL.fullmatch(text.strip())
    if not match:
        raise UsageError(f"{text!r} is no time; write it as 15m, 2h or 1d.")
    interval = timedelta(**{_UNITS[match["unit"].lower()]: int(match["number"])})
    if interval < SHORTEST:
        raise UsageError(f"{text} is too often; wait at least {SHORTEST.seconds} s.")
    return interval


def every(
    interval: timedelta, inputs: Sequence[str], *, sleep: Callable[[float], None] = time.sleep
) -> Iterator[list[str]]:
    """Yields the inputs again and again, counted from the end of the last time."""
    while True:
        sleep(interval.total_seconds())
        yield list(inputs)


def changed_files(inputs: Sequence[str]) -> Iterator[list[str]]:
    """Yields the files that were added or changed under folders, as it happens.

    Raises:
        UsageError: an input is no file or folder on this machine.
    """
    from watchfiles import Change, watch

    missing = [one for one in inputs if not Path(one).exists()]
    if missing:
        raise UsageError(f"{missing[0]} cannot be watched: it is no folder on this machine.")
    for changes in watch(*inputs, raise_interrupt=False):
        kept = sorted({name for change, name in changes if change is not Change.deleted})
        files = [name for name in kept if Path(name).is_file() and not _is_hidden(Path(name))]
        if files:
            yield files


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".") or path.name.endswith((".part", ".tmp", ".crdownload"))
