"""Keeping up with a folder as it changes, and with feeds every so often."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import UsageError

if TYPE_CHECKING:
    from watchfiles import Change

SHORTEST = timedelta(seconds=10)
# What is still being written is waited for: until nothing has changed for a while, or at most.
QUIET_MS = 2_000
LONGEST_WAIT_MS = 60_000
IDLE_MS = 500
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
    """Yields the inputs at once, then again and again, counted from the end of the last time."""
    while True:
        yield list(inputs)
        sleep(interval.total_seconds())


def changed_files(inputs: Sequence[str]) -> Iterator[list[str]]:
    """Yields the inputs, then what was added or changed under them, once it is all written.

    Raises:
        UsageError: an input is no file or folder on this machine.
    """
    from watchfiles import watch

    missing = [one for one in inputs if not Path(one).exists()]
    if missing:
        raise UsageError(f"{missing[0]} cannot be watched: it is no folder on this machine.")
    watched = watch(
        *inputs,
        step=QUIET_MS,
        debounce=LONGEST_WAIT_MS,
        rust_timeout=IDLE_MS,
        yield_on_timeout=True,
    )
    next(watched)  # so that nothing is missed that changes while the inputs are added
    yield list(inputs)
    for changes in watched:
        if found := sorted(dict.fromkeys(_wanted(changes))):
            yield found


def _wanted(changes: Iterable[tuple[Change, str]]) -> Iterator[str]:
    """Yields the files to be read; of a folder that was moved here, only its own name is told."""
    for change, name in changes:
        path = Path(name)
        is_new_folder = change == change.added and path.is_dir()
        if (path.is_file() or is_new_folder) and not _is_hidden(path):
            yield name


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".") or path.name.endswith((".part", ".tmp", ".crdownload"))
