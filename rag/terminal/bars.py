"""Progress bars on standard error; nothing is shown where that is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from rag.terminal.console import counted, remarks
from rag.types import Progress as Step

ShowStep = Callable[[str], None]


@contextmanager
def progress_bar() -> Iterator[Callable[[Step], None]]:
    """Shows a progress bar on standard error; yields what to call with each step."""
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[articles]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(
        *columns, console=remarks, transient=True, disable=not remarks.is_terminal
    ) as bar:
        task = bar.add_task("adding", total=None, articles="")

        def show(step: Step) -> None:
            read = counted(step.articles, "article")
            bar.update(task, completed=step.done, total=step.total, articles=read)

        yield show


@contextmanager
def batch_bar(total: int) -> Iterator[ShowStep]:
    """Shows how far a batch is, how fast, and how long it will take; yields what to call."""
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(
        *columns, console=remarks, transient=True, disable=not remarks.is_terminal
    ) as bar:
        task = bar.add_task("summarizing", total=total, rate="")

        def show(kind: str) -> None:
            bar.advance(task)
            speed = bar.tasks[task].speed
            bar.update(task, rate=f"{speed:.1f}/s" if speed else "", description=f"{kind:11}")

        yield show
