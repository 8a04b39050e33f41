"""A question to a checked answer: condense, find, pack, write, verify."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from rag.cite import number
from rag.condense import Find, find_in_conversation
from rag.errors import UsageError, WriterError
from rag.keys import in_order_of_citation
from rag.repair import Checked, not_empty, strict
from rag.stream import DraftStream
from rag.support import SecondOpinion
from rag.types import DECLINED, Answer, AnswerEvent, Event, Passage, RestartEvent, Usage
from rag.verify import Checker
from rag.write import EXTRACTIVE
from rag.write.budget import Neighbours
from rag.write.writer import Pieces, Writer


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Measures named stages in milliseconds."""

    timings_ms: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Notes how long the block takes under `name`."""
        start = time.perf_counter()
        yield
        self.timings_ms[name] = _ms_since(start)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where an answer's passages come from: a search, and the paragraphs around one found.

    The opinion, if there is one, says whether they bear out what is written from them.
    """

    find: Find
    neighbours: Neighbours = lambda _: ()
    opinion: SecondOpinion | None = None


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers with a writer, and where that fails and extracts are wanted, with those.

    What fails its check is mended or removed if it is `strict`. `extracts` makes the writer that
    takes over, from the name that it is to have; None: the failure is raised.
    """

    writer: Writer
    strict: bool = False
    extracts: Callable[[str], Writer] | None = None

    def answer(
        self, question: str, *, sources: Sources, history: Sequence[Answer] = ()
    ) -> Iterator[Event]:
        """Returns the events of an answer.

        Raises:
            UsageError: the question is empty; known before the first event is asked for.
            WriterError: the writer failed, and no extracts are wanted.
        """
        asked = question.strip()
        if not asked:
            raise UsageError("The question is empty; ask something.")
        return self._events(asked, sources, history)

    def _events(
        self, question: str, sources: Sources, history: Sequence[Answer]
    ) -> Iterator[Event]:
        try:
            yield from answer(
                question,
                sources=sources,
                writer=self.writer,
                history=history,
                repair=self.strict,
            )
        except WriterError as error:
            if self.extracts is None:
                raise
            yield RestartEvent(str(error))
            instead = self.extracts(f"{EXTRACTIVE} ({error})")
            yield from answer(question, sources=sources, writer=instead, history=history)


def answer(
    question: str,
    *,
    sources: Sources,
    writer: Writer,
    history: Sequence[Answer] = (),
    repair: bool = False,
) -> Generator[Event, None, None]:
    """Yields the text as it is written, each sentence as it is checked, then the checked answer.

    What is written cites by the keys that the writer saw, the answer by 1, 2, 3 in the order of
    citation. With `repair`, the writer mends the sentences that fail; what fails again is removed.

    Raises:
        WriterError: the writer failed; a failure is never an answer.
    """
    watch = Stopwatch()
    with watch.stage("condense"):
        condensed, asked = writer.condense(question, history)
    with watch.stage("retrieve"):
        found = find_in_conversation(condensed, history, sources.find)
        packed = writer.pack(found, asked=condensed, neighbours=sources.neighbours)
        passages = number(packed)
    draft = DraftStream(Checker(passages, opinion=sources.opinion))
    with watch.stage("write"):
        usage = yield from written(_pieces(condensed, passages, writer), draft, watch)
    with watch.stage("verify"):
        checked = not_empty(Checked(*draft.checked), writer=writer)
        if repair:
            checked = strict(checked, checker=draft.checker, writer=writer, passages=passages)
        checked, passages = numbered(checked, passages)
    yield AnswerEvent(
        Answer(
            question=question,
            status=checked.status,
            text=checked.text,
            sentences=checked.sentences,
            passages=passages,
            writer=writer.name,
            usage=asked + usage + checked.usage,
            timings_ms=watch.timings_ms,
            removed=checked.removed,
        )
    )


def answer_of(events: Iterable[Event]) -> Answer:
    """Returns the checked answer that a stream ends with."""
    return next(event.answer for event in events if isinstance(event, AnswerEvent))


def written(pieces: Pieces, draft: DraftStream, watch: Stopwatch) -> Generator[Event, None, Usage]:
    """Feeds a draft with what a writer writes; yields its events and returns the usage."""
    start = time.perf_counter()
    while True:
        try:
            piece = next(pieces)
        except StopIteration as end:
            yield from draft.end()
            return end.value if isinstance(end.value, Usage) else Usage()
        watch.timings_ms.setdefault("first_token", _ms_since(start))
        yield from draft.feed(piece)


def _ms_since(start: float) -> float:
    return round(1000 * (time.perf_counter() - start), 1)


def numbered(checked: Checked, passages: Sequence[Passage]) -> tuple[Checked, tuple[Passage, ...]]:
    """Returns a text and its passages, those that it cites first and numbered in that order."""
    keys = in_order_of_citation(checked.text, passages)
    renamed = replace(
        checked,
        text=keys.text(checked.text),
        sentences=tuple(keys.sentence(one, checked.text) for one in checked.sentences),
        removed=tuple(map(keys.apart, checked.removed)),
    )
    return renamed, keys.passages(passages)


def _pieces(question: str, passages: Sequence[Passage], writer: Writer) -> Pieces:
    """Writes the answer, or the refusal where nothing was found; the writer is not asked then."""
    if not passages:
        yield DECLINED
        return Usage()
    return (yield from writer.answer(question, passages))
