"""Articles to a checked summary: all of their paragraphs, or what is said about a topic."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence

from rag.answer import Stopwatch, finished, written
from rag.cite import marker, number, read
from rag.repair import FAILED, Checked
from rag.stream import DraftStream
from rag.summarize.coverage import coverage
from rag.summarize.points import points
from rag.types import DECLINED, Event, Passage, Plan, Sentence, Summary, Usage
from rag.verify import Checker
from rag.write import Assignment, Pieces, Writer

__all__ = ["plan", "summarize"]

_MARKERS = re.compile(r"^(?:[ \t]*\[\d+\])+")
_EMPTY_LINE = re.compile(r"^[ \t]*[-*•]?[ \t]*\n|\n[ \t]*[-*•]?[ \t]*$", re.MULTILINE)


def plan(passages: Sequence[Passage], assignment: Assignment, *, writer: Writer) -> Plan:
    """Returns what a summary of the passages takes, step by step; nothing is called."""
    return writer.plan(number(passages), assignment)


def summarize(passages: Sequence[Passage], assignment: Assignment, *, writer: Writer) -> Summary:
    """Returns a checked summary of the passages.

    Raises:
        UsageError: the writer cannot write what is wanted.
        WriterError: the writer failed.
    """
    watch = Stopwatch()
    shown = number(passages)
    draft = DraftStream(Checker(shown))
    with watch.stage("write"):
        usage = _drained(written(_pieces(shown, assignment, writer), draft, watch))
    with watch.stage("verify"):
        checked = _laid_out(finished(draft, writer), assignment, draft.checker)
    articles = tuple({one.article.id: one.article for one in shown}.values())
    return Summary(
        about=assignment.about,
        articles=articles,
        status=checked.status,
        text=checked.text,
        sentences=checked.sentences,
        passages=shown,
        writer=writer.name,
        usage=usage,
        timings_ms=watch.timings_ms,
        style=assignment.style,
        coverage=coverage(shown, checked.sentences),
        points=points(checked.text, checked.sentences, shown) if len(articles) > 1 else (),
    )


def _pieces(passages: Sequence[Passage], assignment: Assignment, writer: Writer) -> Pieces:
    if not passages:
        yield DECLINED
        return Usage()
    return (yield from writer.summarize(passages, assignment))


def _drained(events: Generator[Event, None, Usage]) -> Usage:
    """Runs a stream to its end; returns the usage."""
    while True:
        try:
            next(events)
        except StopIteration as end:
            return end.value if isinstance(end.value, Usage) else Usage()


def _laid_out(checked: Checked, assignment: Assignment, checker: Checker) -> Checked:
    """Returns a text that is no longer than was asked for, its bullets on lines of their own."""
    text = checked.text
    kept = _short_enough(checked.sentences, assignment)
    if len(kept) < len(checked.sentences):
        text = _without(text, [one for one in checked.sentences if one not in kept])
    if assignment.style == "bullets" and not text.lstrip().startswith("-") and kept:
        text = _bullets(text, checker)
    return checked if text == checked.text else Checked(*checker.check(text))


def _short_enough(sentences: Sequence[Sentence], assignment: Assignment) -> list[Sentence]:
    """Leaves sentences out until the rest is short enough: those that failed, then the last."""
    kept = list(sentences)
    while len(kept) > 1 and sum(len(one.text.split()) for one in kept) > assignment.most:
        failed = [one for one in kept if one.verdict in FAILED]
        kept.remove((failed or kept)[-1])
    return kept


def _without(text: str, out: Sequence[Sentence]) -> str:
    """Returns a text without some sentences, their markers, and the bullets left empty."""
    for one in sorted(out, key=lambda one: -one.start):
        text = text[: one.start] + _MARKERS.sub("", text[one.end :], count=1).lstrip(" ")
    return _EMPTY_LINE.sub("", text).strip()


def _bullets(text: str, checker: Checker) -> str:
    """Returns a text with each sentence, and its markers, on a line of its own."""
    return "\n".join(
        f"- {one.text} {''.join(map(marker, (*one.keys, *one.invented)))}".rstrip()
        for one in read(text, known=checker.keys).sentences
    )
