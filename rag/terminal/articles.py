"""What a library holds, in a terminal: articles, passages, versions, questions, its health."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from rag.changes import Change, word_difference
from rag.documents import described
from rag.store import Asked, Version
from rag.terminal.console import (
    also_in,
    counted,
    day_of,
    page_of,
    print_correction,
    remarks,
    results,
)
from rag.types import AddReport, Article, ArticleFacts, Failure, Health, Passage


def print_history(asked: Iterable[Asked]) -> None:
    """Prints the questions that were asked, newest first."""
    for one in asked:
        line = Text(f"{one.number:>5}  {one.asked_at[:16].replace('T', ' ')}  ", style="dim")
        line.append(f"{one.status:16}", style="" if one.status == "grounded" else "yellow")
        line.append(one.question, style="default")
        results.print(line)


def print_passages(passages: Sequence[Passage]) -> None:
    """Prints found passages, best first."""
    for passage in passages:
        _print_passage(passage, f"{passage.score:.2f} ")
    if not passages:
        remarks.print("Nothing was found.")


def print_paragraph(passage: Passage) -> None:
    """Prints a paragraph that was named by its address."""
    _print_passage(passage, "")


def _print_passage(passage: Passage, score: str) -> None:
    head = Text(score, style="dim")
    head.append(described(passage.article), style="bold")
    results.print(head)
    results.print(passage.text, markup=False)
    place = f"{passage.address}{page_of(passage)}{also_in(passage)}"
    results.print(place, style="dim", markup=False)
    print_correction(passage.article)
    results.print()


def print_remarks(lines: Iterable[str]) -> None:
    """Prints what a reader should know besides the result."""
    for line in lines:
        remarks.print(line, markup=False)


def print_articles(articles: Sequence[ArticleFacts]) -> None:
    """Prints a table of articles."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column, wrap in (("id", True), ("published", True), ("source", False), ("title", False)):
        table.add_column(column, no_wrap=wrap)
    for one in articles:
        table.add_row(one.id, day_of(one), Text(one.source or "—"), Text(one.title))
    if articles:
        results.print(table)
    remarks.print(f"{counted(len(articles), 'article')}.")


def print_article(article: Article) -> None:
    """Prints an article as it is indexed: its facts, then its numbered paragraphs."""
    results.print(Text(article.title, style="bold"))
    facts = [day_of(article), article.source, article.author, article.url or article.path]
    results.print(" · ".join(one for one in facts if one), style="dim", markup=False)
    for paragraph in article.paragraphs:
        kind = "" if paragraph.kind == "body" else f"{paragraph.kind}: "
        line = Text(f"\n#p{paragraph.number} ", style="dim")
        line.append(kind, style="italic")
        line.append(article.text_of(paragraph), style="default")
        results.print(line)


def print_version(version: Version, *, of: int, only: int | None = None) -> None:
    """Prints a version of an article, paragraph by paragraph, or only one of them."""
    until = f", until {version.until[:10]}" if version.until else ", the text of today"
    results.print(f"version {version.number} of {of}{until}", style="dim")
    for number, text in enumerate(version.paragraphs, start=1):
        if only not in (None, number):
            continue
        results.print(Text(f"\n#p{number} ", style="dim").append(text, style="default"))


def print_changes(changes: Sequence[Change]) -> None:
    """Prints the paragraphs that differ between two versions."""
    for change in changes:
        if change.old and change.new and change.kind == "changed":
            results.print(f"~ {word_difference(change.old, change.new)}", markup=False)
        elif change.kind == "removed":
            results.print(f"- {change.old}", style="red", markup=False)
        elif change.kind == "added":
            results.print(f"+ {change.new}", style="green", markup=False)
    if all(change.kind == "same" for change in changes):
        remarks.print("Nothing changed.")


def print_report(report: AddReport) -> None:
    """Prints what failed and what was left out, then one line of totals."""
    for cause, failures in causes(report.failed).items():
        reasons = {one.reason for one in failures}
        if len(failures) == 1:
            lines = [f"failed: {failures[0].name}: {failures[0].reason}"]
        elif len(reasons) == 1:
            names = [f"    {one.name}" for one in failures]
            lines = [f"{len(failures)} failed: {failures[0].reason}", *names]
        else:
            names = [f"    {one.name}: {one.reason}" for one in failures]
            lines = [f"{len(failures)} failed: {cause}", *names]
        for line in lines:
            remarks.print(line, style="red", markup=False)
    for name in report.left_out:
        remarks.print(f"left out: {name} (no article)", style="dim", markup=False)
    counts = {
        "added": report.added, "changed": report.changed, "kept": report.kept,
        "failed": report.failed, "left out": report.left_out,
    }  # fmt: skip
    results.print(", ".join(f"{len(items)} {name}" for name, items in counts.items()))


def causes(failed: Iterable[Failure]) -> dict[str, list[Failure]]:
    """Returns failures by cause: by how their reasons begin, whatever numbers stand in them."""
    found: dict[str, list[Failure]] = {}
    for one in failed:
        begins = re.split(r"[:;] ", one.reason, maxsplit=1)[0].rstrip(".")
        found.setdefault(re.sub(r"\d[\d.,]*", "…", begins), []).append(one)
    return found


def print_health(findings: Iterable[Health]) -> None:
    """Prints what `doctor` found."""
    for one in findings:
        mark = Text("sound  " if one.sound else "mended " if "mended" in one.detail else "broken ")
        mark.stylize("green" if one.sound else "yellow")
        mark.append(f"{one.name}: {one.detail}", style="default")
        results.print(mark)
