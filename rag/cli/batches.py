"""A batch as its user sees it: what it will take, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from rag import terminal
from rag.batch import Batch, Outcome, plan_batch, summarize_all, totals
from rag.cli.interrupt import on_interrupt
from rag.cli.options import PARTLY, print_json
from rag.errors import UsageError
from rag.types import FAILING, Plan
from rag.write import EXTRACTIVE


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the flags ask for, besides what is to be summed up.

    One summary is written to `files`; in a batch each is written with `endings` as well.
    """

    out: Path | None
    table: bool
    plan: bool
    dry_run: bool
    yes: bool
    strict: bool
    as_json: bool
    files: tuple[Path, ...] = ()
    endings: tuple[str, ...] = ()


def run_batch(batch: Batch, ids: Sequence[str], wishes: Wishes) -> int:
    """Summarizes articles into a folder; returns the exit code."""
    if batch.library.settings.llm != EXTRACTIVE and not wishes.yes:
        _agree([plan for _, plan in plan_batch(batch, ids)])
    try:
        with terminal.batch_bar(len(ids)) as show, on_interrupt(batch.stop):
            sums = totals(_shown(batch, ids, show))
    finally:
        batch.folder.finish(table=wishes.table)
    print_json(sums) if wishes.as_json else terminal.print_totals(sums)
    left = len(ids) - sums.written - sums.kept - sums.failed
    if left:
        told = terminal.counted(left, "article")
        terminal.remarks.print(f"Stopped with {told} left; the same command goes on from here.")
    unsound = wishes.strict and _holds_failed(batch, ids)
    return PARTLY if left or sums.failed or unsound else 0


def show_plans(plans: Sequence[Plan], *, steps: bool, as_json: bool) -> None:
    """Prints what summaries will take: in all, and with `steps` round by round."""
    if as_json:
        print_json(plans if steps else sum(plans, Plan()))
        return
    for plan in plans if steps else ():
        terminal.print_steps(plan)
    terminal.print_plan(sum(plans, Plan()), summaries=len(plans))


def _agree(plans: Sequence[Plan]) -> None:
    """Shows what a batch will take and asks whether to go on."""
    if not plans:
        return
    terminal.print_plan(sum(plans, Plan()), summaries=len(plans), on=terminal.remarks)
    if not terminal.remarks.is_terminal:
        raise UsageError("Say --yes to go on, or --dry-run to only see this.")
    if not typer.confirm("Go on?", err=True):
        raise typer.Exit(0)


def _shown(batch: Batch, ids: Sequence[str], show: terminal.ShowStep) -> Iterator[Outcome]:
    for outcome in summarize_all(batch, ids):
        if outcome.kind == "failed":
            facts = batch.library.current_facts(outcome.article_id)
            terminal.print_failed(outcome.article_id, facts, outcome.reason)
        show(outcome.kind)
        yield outcome


def _holds_failed(batch: Batch, ids: Sequence[str]) -> bool:
    """Tells whether a sentence of these articles' summaries failed its check, now or before."""
    wanted = set(ids)
    return any(
        one.id in wanted and any(one.verdicts.get(verdict) for verdict in FAILING)
        for one in batch.folder.records()
    )
