"""The keys of a summary as its reader sees them: 1, 2, 3, in the order of citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.cite import marker, read
from rag.types import Passage

_MARKER = re.compile(r"\[(\d+)\]")


def renumbered(text: str, passages: Sequence[Passage]) -> tuple[str, tuple[Passage, ...]]:
    """Returns a text and its passages, those that it cites first and in that order.

    A key that its writer made up is greater than all of these, and stays.
    """
    marked = read(text, known={one.key for one in passages})
    cited = dict.fromkeys(key for one in marked.sentences for key in one.keys)
    ordered = [*cited, *(one.key for one in passages if one.key not in cited)]
    new = {old: str(place) for place, old in enumerate(ordered, start=1)}
    shown = sorted((replace(one, key=new[one.key]) for one in passages), key=_place)
    return _MARKER.sub(lambda found: marker(new.get(found[1], found[1])), marked.text), tuple(shown)


def _place(passage: Passage) -> int:
    return int(passage.key)
