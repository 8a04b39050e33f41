"""The commands on what the library holds: add, list, show, remove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from rag import terminal
from rag.address import address_of, article_of, number_of
from rag.changes import paragraph_changes
from rag.cli import keeping_up
from rag.cli.options import JsonOption, LibraryOption, exit_code, open_library, print_json
from rag.errors import BusyError, UsageError
from rag.evidence import as_json
from rag.library import Library
from rag.store import Version
from rag.types import AddReport

app = typer.Typer()


@app.command()
def add(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="PATH|URL", help="Files, folders, globs, web pages, feeds."),
    ],
    watch: Annotated[bool, typer.Option("--watch", help="Keep up with folders.")] = False,
    every: Annotated[
        str | None, typer.Option(metavar="TIME", help="Add again each 15m, 2h, 1d: for feeds.")
    ] = None,
    library: LibraryOption = None,
    as_json_: JsonOption = False,
) -> None:
    """Add articles; what is there already is kept, not doubled."""
    interval = keeping_up.read_interval(every) if every else None
    if watch and interval:
        raise UsageError("Watch folders, or add feeds every so often: not both in one command.")
    opened = open_library(library)
    if not (watch or interval):
        raise typer.Exit(exit_code(_add(opened, inputs, as_json_)))
    again = keeping_up.every(interval, inputs) if interval else keeping_up.changed_files(inputs)
    terminal.remarks.print("Keeping up; Ctrl-C ends it.")
    try:
        _keep_up(opened, again, as_json_)
    except KeyboardInterrupt:
        raise typer.Exit from None


def _keep_up(opened: Library, again: Iterable[list[str]], as_json_: bool) -> None:
    """Adds what comes; what cannot be added while another process writes comes in the next turn."""
    left: list[str] = []
    for more in again:
        try:
            _add(opened, [*left, *more], as_json_)
            left = []
        except BusyError as error:
            left = [*left, *more]
            terminal.remarks.print(str(error), markup=False)


def _add(opened: Library, inputs: Sequence[str], as_json_: bool) -> AddReport:
    with terminal.progress_bar() as show:
        report = opened.add(*inputs, on_progress=show)
    print_json(report) if as_json_ else terminal.print_report(report)
    return report


@app.command(name="list")
def list_(library: LibraryOption = None, as_json_: JsonOption = False) -> None:
    """List the articles of the library, newest first."""
    articles = open_library(library).articles()
    if as_json_:
        print_json(articles)
    else:
        terminal.print_articles(articles)


@app.command()
def show(
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="An article's id, or ID#p7 for a paragraph.")
    ],
    version: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="An older text: 1 is the first.")
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="What changed since that version, or the last.")
    ] = False,
    library: LibraryOption = None,
    as_json_: JsonOption = False,
) -> None:
    """Show an article, or one paragraph (ID#p7), as it is indexed."""
    opened = open_library(library)
    if version is not None or diff:
        place = number_of(address) if "#" in address else None
        versions = opened.versions(article_of(address))
        if diff:
            _show_changes(versions, version, as_json_)
        else:
            _show_version(versions, version, place, as_json_)
        return
    if "#" in address:
        passage = opened.passage(address)
        print_json(passage) if as_json_ else terminal.print_paragraph(passage)
        return
    article = opened.article(address)
    if as_json_:
        paragraphs = [
            {"address": address_of(article.id, one.number), "kind": one.kind, "start": one.start,
             "end": one.end, "text": article.text_of(one)}
            for one in article.paragraphs
        ]  # fmt: skip
        print_json({**as_json(article.facts), "text": article.text, "paragraphs": paragraphs})
    else:
        terminal.print_article(article)


def _show_version(
    versions: Sequence[Version], number: int | None, place: int | None, as_json_: bool
) -> None:
    """Shows an older text whole, or one of its paragraphs."""
    old = _version(versions, number)
    if place is None:
        print_json(old) if as_json_ else terminal.print_version(old, of=len(versions))
        return
    if not 0 < place <= len(old.paragraphs):
        raise UsageError(f"Version {old.number} has no paragraph {place}.")
    if as_json_:
        text = old.paragraphs[place - 1]
        print_json({"version": old.number, "until": old.until, "paragraph": place, "text": text})
    else:
        terminal.print_version(old, of=len(versions), only=place)


def _show_changes(versions: Sequence[Version], number: int | None, as_json_: bool) -> None:
    """Shows what differs between an older text and the text of today."""
    old = _version(versions, number)
    changes = list(paragraph_changes(old.paragraphs, versions[-1].paragraphs))
    print_json(changes) if as_json_ else terminal.print_changes(changes)


def _version(versions: Sequence[Version], number: int | None) -> Version:
    """Returns the version of a number; without one, the last before the text of today."""
    place = max(len(versions) - 2, 0) if number is None else number - 1
    if place >= len(versions):
        raise UsageError(f"There is no version {number}; the article has {len(versions)}.")
    return versions[place]


@app.command()
def remove(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Ids that 'list' shows.")],
    library: LibraryOption = None,
    as_json_: JsonOption = False,
) -> None:
    """Remove articles; their files stay where they are."""
    removed = open_library(library).remove(*ids)
    if as_json_:
        print_json(removed)
    else:
        for article in removed:
            terminal.results.print(f"removed {article.id} {article.title}", markup=False)
