"""The commands on what the library holds: add, list, show, remove."""

from __future__ import annotations

from typing import Annotated

import typer

from rag import terminal
from rag.cli.options import JsonOption, LibraryOption, exit_code, open_library, print_json
from rag.evidence import as_json

app = typer.Typer()


@app.command()
def add(
    inputs: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, globs.")],
    library: LibraryOption = None,
    as_json_: JsonOption = False,
) -> None:
    """Add articles; what is there already is kept, not doubled."""
    with terminal.progress_bar() as show:
        report = open_library(library).add(*inputs, on_progress=show)
    if as_json_:
        print_json(report)
    else:
        terminal.print_report(report)
    raise typer.Exit(exit_code(report))


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
    address: Annotated[str, typer.Argument(help="An article's id, or a paragraph's address.")],
    library: LibraryOption = None,
    as_json_: JsonOption = False,
) -> None:
    """Show an article, or one paragraph (ID#p7), as it is indexed."""
    opened = open_library(library)
    if "#" in address:
        passage = opened.passage(address)
        print_json(passage) if as_json_ else terminal.print_passages([passage])
        return
    article = opened.article(address)
    if as_json_:
        paragraphs = [
            {"address": f"{article.id}#p{one.number}", "kind": one.kind, "start": one.start,
             "end": one.end, "text": article.text_of(one)}
            for one in article.paragraphs
        ]  # fmt: skip
        print_json({**as_json(article.facts), "text": article.text, "paragraphs": paragraphs})
    else:
        terminal.print_article(article)


@app.command()
def remove(
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids that 'list' shows.")],
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
