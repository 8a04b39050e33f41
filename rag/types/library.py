"""What a library is asked to search, and what it tells of adding and of its health."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles may be searched: those published from `since` to `until`, both included.

    With `or_naming`, those pass as well that name such a day by a word, as "on Saturday" does.
    """

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    or_naming: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be added, and why, in one sentence.

    It was only left out if it was written here, or came along in a mail or an archive and is of a
    kind that is not read.
    """

    name: str
    reason: str
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far `Library.add` is: files read, out of how many, the one that is read now.

    `articles` is how many were read so far; one file may hold any number of them.
    """

    done: int
    total: int
    name: str
    articles: int = 0


@dataclass(frozen=True, slots=True)
class AddReport:
    """What `Library.add` did: ids of articles by outcome, inputs that failed or were left out."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """One finding of `doctor`: what was looked at, whether it is sound, and what to know or do."""

    name: str
    sound: bool
    detail: str
