"""What every format makes of its input: facts and blocks, not yet an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rag.types import ParagraphKind


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph to be; a kind of None is to be recognised, a page is one of PDF."""

    text: str
    kind: ParagraphKind | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What an input says of its article; None where it says nothing."""

    title: str | None = None
    published: date | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None

    def or_else(self, other: Head) -> Head:
        """Returns this head with its gaps filled from another one."""
        return Head(
            title=self.title or other.title,
            published=self.published or other.published,
            source=self.source or other.source,
            author=self.author or other.author,
            url=self.url or other.url,
        )
