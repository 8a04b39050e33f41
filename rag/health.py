"""Whether what a library needs is sound: its text and vectors, its embedding model, its writer."""

from __future__ import annotations

import time

from rag.answer import Sources, answer
from rag.errors import RagError
from rag.store import Store
from rag.types import AnswerEvent, ArticleFacts, Health, Passage
from rag.write import EXTRACTIVE, Writer, at_hand

TRIAL_QUESTION = "When did the bridge open?"
TRIAL_PASSAGE = Passage(
    "trial#p1", "The bridge opened on 3 May 2025.", 1.0, ArticleFacts("trial", "Bridge opens"), 0
)


def health_of(store: Store, writer: Writer, *, mend: bool = False) -> list[Health]:
    """Tells whether text and vectors agree (with `mend`, makes them), and what can write."""
    writers = "; ".join([EXTRACTIVE, *at_hand()])
    return [
        *store.health(mend=mend),
        Health("embedding model", True, store.embedder.version),
        Health("writer", True, f"{writer.name}; at hand: {writers}"),
    ]


def try_writer(writer: Writer) -> Health:
    """Asks the writer one small question, and tells whether and how fast it answered."""
    start = time.perf_counter()
    try:
        *_, last = answer(
            TRIAL_QUESTION, sources=Sources(find=lambda _: [TRIAL_PASSAGE]), writer=writer
        )
    except RagError as error:
        return Health("writer", False, str(error))
    took = f"answered in {time.perf_counter() - start:.1f} s"
    status = last.answer.status if isinstance(last, AnswerEvent) else ""
    return Health("writer", status == "grounded", f"{writer.name} {took} ({status})")
