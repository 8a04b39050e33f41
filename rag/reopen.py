"""An answer that was kept, opened again: its sentences checked as they stand today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from rag.evidence import as_evidence, read_evidence, recheck
from rag.lookup import current_text
from rag.standing import what_changed
from rag.store import Store
from rag.types import Answer


@dataclass(frozen=True, slots=True)
class Reopened:
    """A kept answer with the verdicts of today, and what differs from when it was given."""

    answer: Answer
    differences: tuple[str, ...]


def reopen(store: Store, kept: Mapping[str, Any], *, name: str) -> Reopened:
    """Checks a kept answer against its passages, and those against the library.

    Raises:
        LoadError: what was kept is no whole answer.
    """
    evidence = as_evidence(kept)
    draft = read_evidence(evidence, name=name)
    checked = recheck(
        evidence,
        name=name,
        current=partial(current_text, store),
        explain=partial(what_changed, store),
    )
    answer = Answer(
        question=str(kept["question"]),
        status=kept["status"],
        text=draft.text,
        sentences=checked.sentences,
        passages=draft.passages,
        writer=draft.writer,
    )
    return Reopened(answer, checked.differences)
