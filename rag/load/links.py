"""Articles that a file leads to: announced and standing elsewhere, or packed within it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rag.load.blocks import Head


@dataclass(frozen=True, slots=True)
class Link:
    """Where an article stands, and what was said of it there."""

    url: str
    head: Head


@dataclass(frozen=True, slots=True)
class Packed:
    """A file that was packed in another one: unpacked at `path` until the next one is asked for.

    `name` is what people know it by; `place` names it in the library.
    """

    path: Path
    name: str
    place: str
