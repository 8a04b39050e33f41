"""The command that sums up: one article, many, a topic, or a batch into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from rag import terminal
from rag.batch import Batch, Folder
from rag.cli.batches import Wishes, run_batch, show_plans
from rag.cli.options import (
    PARTLY,
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
from rag.cli.results import ExportOption, read_endings, read_files, show_result
from rag.documents import slug
from rag.errors import UsageError, WriterError
from rag.filters import read_filters
from rag.library import Library
from rag.types import FAILING, AddReport, Filters, Summary
from rag.write import Assignment, assign

app = typer.Typer()


@app.command()
def summarize(
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|ID", help="Files, folders, globs, addresses or ids."),
    ] = None,
    library: LibraryOption = None,
    llm: LlmOption = None,
    about: Annotated[str | None, typer.Option(metavar="TOPIC", help="What to sum up.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="All articles of the library.")] = False,
    style: Annotated[
        str, typer.Option(metavar="STYLE", help="brief, bullets, timeline, headline or questions.")
    ] = "brief",
    words: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="The length, kept within a tenth.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Another language than the articles'; needs an LLM."),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write Markdown and evidence there; again: go on."),
    ] = None,
    export: ExportOption = None,
    table: Annotated[bool, typer.Option("--csv", help="With --out: also summaries.csv.")] = False,
    jobs: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Calls of an LLM under way at once.")
    ] = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="Show each step and its tokens; write nothing.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show calls, tokens and cost; write nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before a batch.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if a sentence fails its check.")
    ] = False,
    as_json_: JsonOption = False,
) -> None:
    """Sum up articles one by one, or what they say on a topic."""
    if about is None and not articles and not all_:
        raise UsageError("Name articles by path or id, --all of them, or a topic with --about.")
    wishes = Wishes(
        out=out, table=table, plan=plan, dry_run=dry_run, yes=yes, strict=strict, as_json=as_json_,
        files=() if out else tuple(read_files(export)),
        endings=tuple(read_endings(export)) if out else (),
    )  # fmt: skip
    assignment = assign(about=about, style=style, words=words, language=language)
    opened = (open_filled if about or all_ else open_library)(library, llm=llm, llm_jobs=jobs)
    report, ids = _articles_named(opened, articles or [])
    within = read_filters(since=since, until=until, sources=source or ())
    if about is None:
        ids = _filtered(opened, ids, within, everything=all_)
    code = _summed_up(opened, ids, assignment, within, wishes)
    raise typer.Exit(code or exit_code(report))


def _summed_up(
    library: Library, ids: Sequence[str], assignment: Assignment, within: Filters, wishes: Wishes
) -> int:
    """Shows plans, runs a batch, or prints summaries; returns the exit code."""
    groups = [list(ids)] if assignment.about is not None else [[one] for one in ids]
    if wishes.plan or wishes.dry_run:
        plans = [library.plan_summary(one, assignment, filters=within) for one in groups]
        show_plans(plans, steps=wishes.plan, as_json=wishes.as_json)
        return 0
    folder = Folder(wishes.out, also=wishes.endings) if wishes.out is not None else None
    if folder and assignment.about is None:
        return run_batch(Batch(library, folder, assignment), ids, wishes)
    if wishes.files and len(groups) > 1:
        raise UsageError(f"{wishes.files[0]} holds one summary, not {len(groups)}; name --out DIR.")
    if len(groups) != 1:
        return _one_by_one(library, ids, assignment, wishes)
    summary = library.write_summary(groups[0], assignment, filters=within)
    show_result(summary, files=wishes.files, as_json=wishes.as_json)
    if folder:
        folder.write(slug(assignment.about or groups[0][0]), summary, "")
        folder.finish(table=wishes.table)
    return PARTLY if wishes.strict and _holds_failed([summary]) else 0


def _one_by_one(
    library: Library, ids: Sequence[str], assignment: Assignment, wishes: Wishes
) -> int:
    """Prints a summary of each article; where one fails, it is named and the rest goes on."""
    summaries: list[Summary] = []
    for article_id in ids:
        try:
            summaries.append(library.write_summary([article_id], assignment))
        except WriterError as error:
            terminal.print_failed(article_id, library.current_facts(article_id), str(error))
            continue
        if not wishes.as_json:
            terminal.print_titled(summaries[-1])
    if wishes.as_json:
        print_json(summaries)
    is_whole = len(summaries) == len(ids) and not (wishes.strict and _holds_failed(summaries))
    return 0 if is_whole else PARTLY


def _holds_failed(summaries: Sequence[Summary]) -> bool:
    return any(one.verdict in FAILING for each in summaries for one in each.sentences)


def _articles_named(library: Library, names: Sequence[str]) -> tuple[AddReport, list[str]]:
    """Returns the ids that paths, addresses and ids stand for; what is not there yet is added."""
    inputs = [name for name in names if _is_input(name)]
    report = AddReport()
    if inputs:
        with terminal.progress_bar() as show:
            report = library.add(*inputs, on_progress=show)
    ids = [*report.added, *report.changed, *report.kept]
    ids += [library.article(name).id for name in names if name not in inputs]
    for failure in report.failed:
        terminal.remarks.print(f"failed: {failure.name}: {failure.reason}", markup=False)
    return report, list(dict.fromkeys(ids))


def _is_input(name: str) -> bool:
    return "://" in name or any(sign in name for sign in "*?[") or Path(name).exists()


def _filtered(
    library: Library, ids: Sequence[str], within: Filters, *, everything: bool
) -> list[str]:
    """Returns those of the articles, or of all, that pass the filters."""
    if not everything and within == Filters():
        return list(ids)
    outlets = {one.casefold() for one in within.sources}
    passing = [
        one.id
        for one in library.articles()
        if (not outlets or (one.source or "").casefold() in outlets)
        and (not within.since or (one.published and one.published >= within.since))
        and (not within.until or (one.published and one.published <= within.until))
    ]
    named = set(ids)
    chosen = [one for one in passing if everything or one in named]
    if not chosen:
        terminal.remarks.print("No article is of these days and outlets; nothing is summed up.")
    return chosen
