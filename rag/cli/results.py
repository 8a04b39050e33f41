"""How an answer or a summary leaves a command: printed, and written to the files asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from rag import terminal
from rag.cli.options import print_json
from rag.errors import UsageError
from rag.save import ENDINGS, ending_of, save
from rag.types import Answer, Summary

ExportOption = Annotated[
    list[str] | None,
    typer.Option(metavar="FILE", help=f"Write it as {', '.join(ENDINGS)}; may be repeated."),
]


def read_files(names: Sequence[str] | None) -> list[Path]:
    """Returns the files to write, before any work is done for them.

    Raises:
        UsageError: a name ends with no format that can be written.
    """
    for name in names or ():
        ending_of(name)
    return [Path(name) for name in names or ()]


def read_endings(names: Sequence[str] | None) -> list[str]:
    """Returns the formats that each summary of a batch is written in as well.

    Raises:
        UsageError: a name is more than an ending, or ends with no format.
    """
    endings = [f".{name.removeprefix('.')}".lower() for name in names or ()]
    for name, ending in zip(names or (), endings, strict=True):
        if ending != ending_of(ending):
            raise UsageError(
                f"With --out each summary gets files of its own: say --export {ending_of(name)},"
                f" not {name}."
            )
    return endings


def show_result(result: Answer | Summary, *, files: Sequence[Path], as_json: bool) -> None:
    """Writes a result to the files, then prints it."""
    for path in files:
        save(result, path)
        terminal.remarks.print(f"written: {path}", markup=False)
    if as_json:
        print_json(result)
    else:
        terminal.print_result(result)
