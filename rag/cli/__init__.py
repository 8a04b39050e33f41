"""The command line: `python -m rag`. Results go to standard output, all else to standard error."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from rag.cli import answers, articles, checks, page, summaries
from rag.cli.failures import OneSentence

app = typer.Typer(
    name="rag",
    help="Ask a collection of articles; every sentence is cited and every citation is checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (articles, answers, summaries, checks, page):
    app.add_typer(group.app)


@app.callback()
def options(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show tracebacks.")
    ] = False,  # main reads it
) -> None:
    """Ask a collection of articles; every sentence is cited and every citation is checked."""


def main() -> None:
    """Runs the command line."""
    with OneSentence(debug="--debug" in sys.argv):
        app()
