"""Runs a batch: what is there is kept, the rest is written, a few at once; it stops when told."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from threading import Event
from typing import Literal

from rag.batch.folder import VERDICTS, Folder, Record
from rag.errors import RagError, WriterError
from rag.library import Library
from rag.types import Plan, Usage
from rag.write import EXTRACTIVE, Assignment

# Summaries that another version of the code wrote are written anew.
VERSION = 1
# So many failures in a row for the same reason are no article's fault: a refused key, say.
MAX_SAME_FAILURES = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article; `reason` tells why it failed."""

    article_id: str
    kind: Literal["written", "kept", "failed"]
    record: Record | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be done: the assignment, into which folder, until `stop` is set."""

    library: Library
    folder: Folder
    assignment: Assignment
    stop: Event = field(default_factory=Event)

    @property
    def jobs(self) -> int:
        """How many articles are under way at once; without an LLM the cores are busy with one."""
        settings = self.library.settings
        return 1 if settings.llm == EXTRACTIVE else settings.llm_jobs

    def stamp(self, article_id: str) -> str:
        """Returns what tells a text and the settings that its summary depends on."""
        parts = {
            "text": self.library.article(article_id).sha256,
            "assignment": asdict(self.assignment),
            "writer": self.library.settings.llm,
            "version": VERSION,
        }
        return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over a batch: articles by outcome, sentences by verdict, tokens and cost."""

    written: int
    kept: int
    failed: int
    sentences: dict[str, int]
    usage: Usage


def summarize_all(batch: Batch, article_ids: Iterable[str]) -> Iterator[Outcome]:
    """Yields what became of each article, as it is done; those under way are finished on a stop.

    Raises:
        WriterError: article after article fails for one and the same reason.
    """
    under_way: deque[Future[Outcome]] = deque()
    recent: deque[str] = deque(maxlen=MAX_SAME_FAILURES)
    with ThreadPoolExecutor(batch.jobs, thread_name_prefix="summaries") as pool:
        for article_id in article_ids:
            if batch.stop.is_set():
                break
            under_way.append(pool.submit(_outcome, batch, article_id))
            if len(under_way) > batch.jobs:
                yield _counted(under_way.popleft().result(), recent, batch)
        while under_way:
            yield _counted(under_way.popleft().result(), recent, batch)
    if _same_failures(recent):
        raise WriterError(f"{MAX_SAME_FAILURES} articles in a row failed: {recent[0]}")


def plan_batch(batch: Batch, article_ids: Sequence[str]) -> Iterator[tuple[str, Plan]]:
    """Yields what each article that is not done yet would take."""
    for article_id in article_ids:
        if not batch.folder.holds(article_id, batch.stamp(article_id)):
            yield article_id, batch.library.plan_summary([article_id], batch.assignment)


def totals(outcomes: Iterable[Outcome]) -> Totals:
    """Returns the sums over the outcomes of a batch."""
    kinds = {"written": 0, "kept": 0, "failed": 0}
    sentences = dict.fromkeys(VERDICTS, 0)
    usage = Usage()
    for one in outcomes:
        kinds[one.kind] += 1
        if one.record:
            usage += Usage(**one.record.usage)
            for verdict, count in one.record.verdicts.items():
                sentences[verdict] += count
    return Totals(**kinds, sentences=sentences, usage=usage)


def _outcome(batch: Batch, article_id: str) -> Outcome:
    try:
        stamp = batch.stamp(article_id)
        if batch.folder.holds(article_id, stamp):
            return Outcome(article_id, "kept")
        summary = batch.library.write_summary([article_id], batch.assignment)
        return Outcome(article_id, "written", batch.folder.write(article_id, summary, stamp))
    except RagError as error:
        return Outcome(article_id, "failed", reason=str(error))


def _counted(outcome: Outcome, recent: deque[str], batch: Batch) -> Outcome:
    """Stops the batch where one reason makes all fail."""
    recent.append(outcome.reason)
    if _same_failures(recent):
        batch.stop.set()
    return outcome


def _same_failures(recent: Sequence[str]) -> bool:
    return len(recent) == MAX_SAME_FAILURES and bool(recent[0]) and len(set(recent)) == 1
