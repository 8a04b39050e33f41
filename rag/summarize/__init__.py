"""Articles to a checked summary: all of their paragraphs, or what is said about a topic."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer import Stopwatch
from rag.cite import number
from rag.keys import renumbered
from rag.repair import Checked, not_empty
from rag.summarize.coverage import coverage
from rag.summarize.layout import laid_out
from rag.summarize.points import points
from rag.support import SecondOpinion
from rag.types import DECLINED, Passage, Plan, Summary, Usage
from rag.verify import Checker
from rag.write import Assignment, Writer, Written, whole

__all__ = ["plan", "summarize"]


def plan(passages: Sequence[Passage], assignment: Assignment, *, writer: Writer) -> Plan:
    """Returns what a summary of the passages takes, step by step; nothing is called."""
    return writer.plan(number(passages), assignment)


def summarize(
    passages: Sequence[Passage],
    assignment: Assignment,
    *,
    writer: Writer,
    opinion: SecondOpinion | None = None,
) -> Summary:
    """Returns a checked summary of the passages.

    Raises:
        UsageError: the writer cannot write what is wanted.
        WriterError: the writer failed, or wrote nothing that can be checked.
    """
    watch = Stopwatch()
    with watch.stage("write"):
        text, usage = _written(number(passages), assignment, writer)
    with watch.stage("verify"):
        shown, found = _checked(text, number(passages), assignment, opinion=opinion)
        checked = not_empty(found, writer=writer)
    articles = tuple({one.article.id: one.article for one in number(passages)}.values())
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
        words=assignment.words,
        coverage=coverage(passages, checked.sentences),
        points=points(checked.text, checked.sentences, shown) if len(articles) > 1 else (),
    )


def _written(passages: Sequence[Passage], assignment: Assignment, writer: Writer) -> Written:
    """Returns what the writer wrote; it is not asked where there is nothing to sum up."""
    if not passages:
        return DECLINED, Usage()
    return whole(writer.summarize(passages, assignment))


def _checked(
    text: str,
    passages: Sequence[Passage],
    assignment: Assignment,
    *,
    opinion: SecondOpinion | None,
) -> tuple[tuple[Passage, ...], Checked]:
    """Checks a text, and once more where it had to be laid out anew."""
    text, shown = renumbered(text, passages)
    checked = Checked(*Checker(shown, opinion=opinion).check(text))
    wanted = laid_out(checked, assignment)
    if wanted == checked.text:
        return shown, checked
    text, shown = renumbered(wanted, shown)
    return shown, Checked(*Checker(shown, opinion=opinion).check(text))
