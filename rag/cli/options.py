"""What the commands share: their options, the library they open, how they print and exit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from rag import terminal
from rag.evidence import as_json
from rag.library import Library
from rag.settings import read_settings
from rag.types import AddReport

PARTLY, WRONG_USE, FAILED = 1, 2, 3

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library", metavar="DIR", help="The library folder; else RAG_LIBRARY, or library."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
LlmOption = Annotated[
    str | None,
    typer.Option("--llm", metavar="SPEC", help="extractive, provider:model or hf:FOLDER."),
]
SinceOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only articles of this day or later.")
]
UntilOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only articles of this day or earlier.")
]
SourceOption = Annotated[
    list[str] | None, typer.Option(metavar="OUTLET", help="Only this outlet; may be repeated.")
]


def open_library(library: Path | None, **flags: object) -> Library:
    """Opens the library that the flags and the environment name."""
    return Library.open(settings=read_settings(library=library, **flags))


def open_filled(library: Path | None, **flags: object) -> Library:
    """Opens a library, and remarks where there is nothing in it to ask."""
    opened = open_library(library, **flags)
    if opened.is_empty:
        terminal.remarks.print(
            f"{opened.settings.library} holds no articles yet; 'add' them first.", markup=False
        )
    return opened


def exit_code(report: AddReport) -> int:
    """Returns the exit code of an addition: 1 where something failed."""
    return PARTLY if report.failed else 0


def print_json(value: object) -> None:
    """Prints a value as JSON."""
    typer.echo(json.dumps(as_json(value), ensure_ascii=False, indent=2))
