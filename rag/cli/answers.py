"""The commands that find and write: search, ask, summarize."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rag import terminal
from rag.cli.options import (
    JsonOption,
    LibraryOption,
    LlmOption,
    SinceOption,
    SourceOption,
    UntilOption,
    exit_code,
    open_filled,
    open_library,
    print_json,
)
from rag.errors import UsageError
from rag.evidence import write_evidence
from rag.filters import read_filters
from rag.library import Library
from rag.types import AddReport, Answer, AnswerEvent, RestartEvent, Summary, TextEvent

app = typer.Typer()


@app.command()
def search(
    query: str,
    library: LibraryOption = None,
    top: Annotated[int, typer.Option(min=1, help="How many passages.")] = 10,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    as_json_: JsonOption = False,
) -> None:
    """Search for passages."""
    passages = open_filled(library).search(
        query, top=top, since=since, until=until, sources=source or ()
    )
    if as_json_:
        print_json(passages)
    else:
        terminal.print_passages(passages)


@app.command()
def ask(
    question: str,
    library: LibraryOption = None,
    llm: LlmOption = None,
    stream: Annotated[bool, typer.Option("--stream", help="Show the text as it comes.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Repair what fails its check, else remove it.")
    ] = False,
    fallback: Annotated[
        bool, typer.Option("--fallback", help="If the LLM fails, give the extractive answer.")
    ] = False,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    evidence: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the answer as an evidence file.")
    ] = None,
    as_json_: JsonOption = False,
) -> None:
    """Ask a question; the answer is cited and checked."""
    opened = open_filled(library, llm=llm, strict=strict or None, fallback=fallback or None)
    events = opened.stream(question, since=since, until=until, sources=source or ())
    answer: Answer | None = None
    for event in events:
        if isinstance(event, AnswerEvent):
            answer = event.answer
        elif isinstance(event, TextEvent) and stream and not as_json_:
            terminal.remarks.print(event.text, end="", markup=False, style="dim")
        elif isinstance(event, RestartEvent) and not as_json_:
            terminal.remarks.print(f"\n{event.reason}\n", markup=False)
    if stream and not as_json_:
        terminal.remarks.print("\n")
    if answer is not None:
        _print_result(answer, as_json_, evidence)


@app.command()
def summarize(
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH|ID]…", help="Files, folders or ids.")
    ] = None,
    library: LibraryOption = None,
    llm: LlmOption = None,
    about: Annotated[str | None, typer.Option(metavar="TOPIC", help="What to sum up.")] = None,
    style: Annotated[str, typer.Option(help="brief or bullets.")] = "brief",
    words: Annotated[int | None, typer.Option(min=1, help="About so many words.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write an evidence file for each there.")
    ] = None,
    as_json_: JsonOption = False,
) -> None:
    """Sum up articles one by one, or what they say on a topic."""
    if about is None and not articles:
        raise UsageError("Name articles by path or id, or a topic with --about.")
    opened = (open_filled if about else open_library)(library, llm=llm)
    report, ids = _articles_named(opened, articles or [])
    within = read_filters(since=since, until=until, sources=source or ())
    for group in [ids] if about is not None else [[one] for one in ids]:
        summary = opened.summarize(*group, about=about, style=style, words=words, filters=within)
        name = "topic" if about is not None else group[0]
        _print_result(summary, as_json_, out / f"{name}.json" if out else None)
    raise typer.Exit(exit_code(report))


def _articles_named(library: Library, names: list[str]) -> tuple[AddReport, list[str]]:
    """Returns the ids that paths and ids stand for; what a path holds is added first."""
    paths = [name for name in names if Path(name).exists()]
    report = library.add(*paths) if paths else AddReport()
    ids = [*report.added, *report.changed, *report.kept]
    ids += [library.article(name).id for name in names if name not in paths]
    for failure in report.failed:
        terminal.remarks.print(f"failed: {failure.name}: {failure.reason}", markup=False)
    return report, list(dict.fromkeys(ids))


def _print_result(result: Answer | Summary, json_wanted: bool, evidence: Path | None) -> None:
    if evidence is not None:
        evidence.parent.mkdir(parents=True, exist_ok=True)
        write_evidence(result, evidence)
        terminal.remarks.print(f"evidence: {evidence}", markup=False)
    if json_wanted:
        print_json(result)
    else:
        terminal.print_result(result)
