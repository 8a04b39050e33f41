"""Answers, summaries and checks in a terminal: sources below, what failed named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from rag.documents import beginning, carried, described, shortness, title
from rag.terminal.console import (
    VERDICT_STYLE,
    also_in,
    counted,
    page_of,
    print_correction,
    results,
)
from rag.types import Answer, Sentence, Summary

MAX_LEFT_OUT = 5


def print_result(result: Answer | Summary) -> None:
    """Prints an answer or a summary, what was doubted in it, and its sources."""
    if result.status == "declined":
        results.print(result.text)
        return
    results.print(_checked_text(result))
    print_doubts(result.sentences)
    if isinstance(result, Answer) and result.removed:
        results.print(f"\n{counted(len(result.removed), 'sentence')} removed by --strict:")
        print_doubts(result.removed)
    if isinstance(result, Summary):
        _print_points(result)
        _print_coverage(result)
    cited = {one.key for sentence in result.sentences for one in sentence.citations}
    results.print()
    for passage in result.passages:
        if passage.key in cited:
            results.print(f"[{passage.key}] {described(passage.article)}", markup=False)
            place = f"    {passage.address}{page_of(passage)}{also_in(passage)}"
            results.print(place, style="dim", markup=False)
            print_correction(passage.article)
    if isinstance(result, Answer) and any(
        one.reprints for one in result.passages if one.key in cited
    ):
        results.print(counted(result.independent_sources, "independent source"), style="dim")


def print_titled(result: Answer | Summary) -> None:
    """Prints one of several results, under its title."""
    results.print(Text(title(result), style="bold"))
    print_result(result)
    results.print()


def _print_points(summary: Summary) -> None:
    """Prints who carries each point, where several articles were read."""
    for point in summary.points:
        line = Text(f"\n{beginning(summary.text[point.start : point.end])}: ", style="dim")
        line.append(carried(point), style="yellow" if point.differences else "dim")
        results.print(line)


def _print_coverage(summary: Summary) -> None:
    """Prints what a summary rests on, and what an editor would ask about."""
    paragraphs, left_out = summary.coverage.paragraphs, summary.coverage.left_out
    cited = sum(one.is_cited for one in paragraphs)
    told = f"Rests on {cited} of {counted(len(paragraphs), 'paragraph')}. {shortness(summary)}"
    results.print(f"\n{told.rstrip()}", style="dim")
    texts = {one.address: beginning(one.text) for one in summary.passages}
    for one in left_out[:MAX_LEFT_OUT]:
        told = f"  left out: {one.address} ({', '.join(one.holds)}): {texts[one.address]}"
        results.print(told, style="dim", markup=False)
    if len(left_out) > MAX_LEFT_OUT:
        rest = len(left_out) - MAX_LEFT_OUT
        results.print(f"  and {rest} more that hold numbers, denials or corrections", style="dim")


def print_doubts(sentences: Sequence[Sentence]) -> None:
    """Prints the sentences that are not supported, each with its reasons."""
    doubted = [one for one in sentences if one.verdict != "supported"]
    for sentence in doubted:
        line = Text(f"\n{sentence.verdict}: ", style=VERDICT_STYLE[sentence.verdict])
        line.append(f"“{sentence.text}”", style="default")
        results.print(line)
        for reason in sentence.reasons:
            results.print(f"  {reason}", markup=False)


def print_verdicts(sentences: Sequence[Sentence]) -> None:
    """Prints every sentence with its verdict, then the doubts, then a line of totals."""
    print_doubts(sentences)
    counts = dict.fromkeys(VERDICT_STYLE, 0)
    for sentence in sentences:
        counts[sentence.verdict] += 1
    total = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    results.print(f"{counted(len(sentences), 'sentence')}: {total or 'nothing to check'}")


def print_differences(differences: Iterable[str]) -> None:
    """Prints what a check found other than it was."""
    for difference in differences:
        results.print(difference, markup=False)


def _checked_text(result: Answer | Summary) -> Text:
    text = Text(result.text)
    for sentence in result.sentences:
        text.stylize(VERDICT_STYLE[sentence.verdict], sentence.start, sentence.end)
    return text
