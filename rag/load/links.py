"""Articles that a feed announces, and that stand elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from rag.load.blocks import Head


@dataclass(frozen=True, slots=True)
class Link:
    """Where an article stands, and what was said of it there."""

    url: str
    head: Head
