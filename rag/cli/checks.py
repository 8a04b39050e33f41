"""The commands that look again: verify, history, doctor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from rag import terminal
from rag.cli.lines import editor_lines
from rag.cli.options import (
    FAILED,
    PARTLY,
    JsonOption,
    LibraryOption,
    open_library,
    print_json,
)
from rag.errors import LoadError, UsageError
from rag.evidence import is_evidence, recheck
from rag.library import Library
from rag.load import read
from rag.load.decode import read_text
from rag.settings import read_settings
from rag.support import open_support
from rag.types import FAILING, Article, Failure
from rag.verify import verify as verify_text

app = typer.Typer()
_AS_IT_STANDS = ("", ".json", ".md", ".txt")


@app.command()
def verify(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An evidence file, or a text to check.")
    ],
    source: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="An article that the text rests on; may be repeated."),
    ] = None,
    library: LibraryOption = None,
    support: Annotated[
        str | None, typer.Option(metavar="MODEL", help="An entailment model, for more alarms.")
    ] = None,
    as_json_: JsonOption = False,
    as_lines: Annotated[
        bool, typer.Option("--lines", help="One line a finding, for an editor to jump to.")
    ] = False,
) -> None:
    """Check an evidence file, or a text against its sources."""
    text = _written(file)
    content = _parsed(text)
    differences: tuple[str, ...] = ()
    names: dict[str, str] = {}
    if is_evidence(content):
        opened = open_library(library) if library else None
        checked = recheck(
            content,
            name=file.name,
            current=opened.current_text if opened else None,
            explain=opened.what_changed if opened else None,
            facts=opened.current_facts if opened else None,
        )
        sentences, differences = checked.sentences, checked.differences
    elif source:
        articles = [(one, path) for path in source for one in _articles(path)]
        names = {one.id: path.name for one, path in articles}
        opinion = open_support(read_settings(support=support))
        sentences = verify_text(text, [one for one, _ in articles], opinion=opinion)
    else:
        raise UsageError(f"{file} is no evidence file; name what it rests on with --source FILE.")
    if as_json_:
        print_json({"sentences": sentences, "differences": differences})
    elif as_lines:
        for line in editor_lines(sentences, text=text, file=str(file), sources=names):
            typer.echo(line)
    else:
        terminal.print_verdicts(sentences)
        terminal.print_differences(differences)
        if is_evidence(content) and not library:
            terminal.remarks.print("With --library DIR it is held against the library, too.")
    failed = [one for one in sentences if one.verdict in FAILING]
    raise typer.Exit(PARTLY if failed or differences else 0)


@app.command()
def doctor(
    library: LibraryOption = None,
    re_embed: Annotated[
        bool, typer.Option("--re-embed", help="Embed everything again with today's model.")
    ] = False,
    as_json_: JsonOption = False,
) -> None:
    """Tell whether all is sound, and mend what can be mended."""
    # Not Library.open: that would finish what a crash left, perhaps with the wrong model.
    opened = Library(read_settings(library=library))
    if re_embed:
        terminal.remarks.print(f"{terminal.counted(opened.re_embed(), 'article')} embedded again.")
    findings = opened.health(mend=True)
    if as_json_:
        print_json(findings)
    else:
        terminal.print_health(findings)
    raise typer.Exit(0 if all(one.sound or "mended" in one.detail for one in findings) else FAILED)


@app.command()
def history(
    number: Annotated[
        int | None, typer.Argument(metavar="NUMBER", help="Show this answer again, checked anew.")
    ] = None,
    library: LibraryOption = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many questions.")] = 20,
    as_json_: JsonOption = False,
) -> None:
    """List what was asked, or show an answer again, checked anew."""
    opened = open_library(library)
    if number is None:
        asked = opened.history(limit=limit)
        print_json(asked) if as_json_ else terminal.print_history(asked)
        return
    if as_json_:
        print_json(opened.answered(number))
        return
    found = opened.reopened(number)
    terminal.results.print(f"{found.answer.question}\n\n{found.answer.text}", markup=False)
    terminal.print_verdicts(found.answer.sentences)
    terminal.print_differences(found.differences)


def _written(path: Path) -> str:
    """Returns a file's text as it stands, so that lines count; of a page, its article's."""
    if path.suffix.lower() in _AS_IT_STANDS:
        try:
            return read_text(path, max_bytes=_most_bytes())
        except OSError as error:
            raise LoadError(f"{path} cannot be read: {error.strerror or error}.") from error
    return "\n\n".join(one.text for one in _articles(path))


def _articles(path: Path) -> list[Article]:
    found = list(read(path, max_bytes=_most_bytes()))
    for one in found:
        if isinstance(one, Failure):
            raise LoadError(f"{one.name}: {one.reason}")
    return [one for one in found if isinstance(one, Article)]


def _most_bytes() -> int:
    return read_settings().max_file_bytes


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
