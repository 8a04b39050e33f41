"""The commands that find and answer: search, ask."""

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
    open_filled,
    print_json,
)
from rag.cli.results import ExportOption, read_files, show_result
from rag.question import remarks_on_answer, remarks_on_phrases
from rag.save import save_evidence
from rag.types import Answer, AnswerEvent, RestartEvent, TextEvent

app = typer.Typer()


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="What to search for.")],
    library: LibraryOption = None,
    top: Annotated[int, typer.Option(min=1, metavar="N", help="How many passages.")] = 10,
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
        terminal.print_remarks(remarks_on_phrases(query, passages))
        terminal.print_passages(passages)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What to ask.")],
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
        Path | None,
        typer.Option(metavar="FILE", help="Write the answer with all that checks it again."),
    ] = None,
    export: ExportOption = None,
    as_json_: JsonOption = False,
) -> None:
    """Ask a question; the answer is cited and checked."""
    files = read_files(export)
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
        if evidence is not None:
            save_evidence(answer, evidence)
            terminal.remarks.print(f"evidence: {evidence}", markup=False)
        if not as_json_:
            terminal.print_remarks(remarks_on_answer(answer))
        show_result(answer, files=files, as_json=as_json_)
