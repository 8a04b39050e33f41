"""How results look in a terminal: wrapped text, sources below, what failed named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from rag.batch import Totals
from rag.changes import Change, word_difference
from rag.documents import carried
from rag.store import Asked, Version
from rag.types import (
    AddReport,
    Answer,
    Article,
    ArticleFacts,
    Health,
    Passage,
    Plan,
    Sentence,
    Summary,
)
from rag.types import Progress as Step

results = Console(highlight=False, soft_wrap=not Console().is_terminal)
remarks = Console(stderr=True, highlight=False)

ShowStep = Callable[[str], None]

MAX_LEFT_OUT = 5
VERDICT_STYLE = {"supported": "", "weak": "yellow", "unsupported": "bold red", "uncited": "red"}


def print_result(result: Answer | Summary) -> None:
    """Prints an answer or a summary, what was doubted in it, and its sources."""
    if result.status == "declined":
        results.print(result.text)
        return
    results.print(_checked_text(result))
    print_doubts(result.sentences)
    if isinstance(result, Answer) and result.removed:
        results.print(f"\n{counted(len(result.removed), 'sentence')} removed by --strict:")
        print_doubts(result.removed)
    if isinstance(result, Summary):
        _print_points(result)
        _print_coverage(result)
    cited = {one.key for sentence in result.sentences for one in sentence.citations}
    results.print()
    for passage in result.passages:
        if passage.key in cited:
            results.print(f"[{passage.key}] {described(passage.article)}", markup=False)
            place = f"    {passage.address}{_page(passage)}{_also(passage)}"
            results.print(place, style="dim", markup=False)
            _print_correction(passage.article)
    if isinstance(result, Answer) and any(
        _also(one) for one in result.passages if one.key in cited
    ):
        results.print(counted(result.independent_sources, "independent source"), style="dim")


def _also(passage: Passage) -> str:
    return f", also in {len(passage.also_in)} more" if passage.also_in else ""


def _page(passage: Passage) -> str:
    return f", page {passage.page}" if passage.page else ""


def _print_correction(article: ArticleFacts) -> None:
    if article.correction:
        results.print(f"    {article.correction}", style="yellow", markup=False)


def _print_points(summary: Summary) -> None:
    """Prints who carries each line, where several articles were read."""
    for point in summary.points:
        begin = " ".join(summary.text[point.start : point.end].removeprefix("- ").split()[:6])
        line = Text(f"\n“{begin} …”: ", style="dim")
        line.append(carried(point), style="yellow" if point.differences else "dim")
        results.print(line)


def _print_coverage(summary: Summary) -> None:
    """Prints what a summary rests on, and what an editor would ask about."""
    paragraphs, left_out = summary.coverage.paragraphs, summary.coverage.left_out
    cited = sum(one.is_cited for one in paragraphs)
    results.print(f"\nRests on {cited} of {counted(len(paragraphs), 'paragraph')}.", style="dim")
    for one in left_out[:MAX_LEFT_OUT]:
        results.print(f"  left out: {one.address} ({', '.join(one.holds)})", style="dim")
    if len(left_out) > MAX_LEFT_OUT:
        rest = len(left_out) - MAX_LEFT_OUT
        results.print(f"  and {rest} more that hold numbers, denials or corrections", style="dim")


def print_steps(plan: Plan) -> None:
    """Prints the rounds of calls that a summary takes."""
    for step in plan.steps:
        tokens = f"{step.input_tokens:,} tokens read, {step.output_tokens:,} written"
        results.print(f"{step.name}: {counted(step.calls, 'call')}, {tokens}")


def print_plan(plan: Plan, *, summaries: int, on: Console = results) -> None:
    """Prints what summaries take in all."""
    what = f"{summaries} {'summary' if summaries == 1 else 'summaries'}"
    if not plan.steps:
        on.print(f"{what}, without an LLM: no calls, no cost.")
        return
    cost = f", at a cost of about {plan.cost:.2f}" if plan.cost is not None else ""
    on.print(
        f"{what}: {counted(plan.calls, 'call')}, about {plan.input_tokens:,} tokens read and"
        f" {plan.output_tokens:,} written{cost}."
    )


def print_totals(sums: Totals) -> None:
    """Prints what came of a batch, in one line."""
    verdicts = [f"{count} {name}" for name, count in sums.sentences.items() if count]
    parts = [f"{sums.written} written, {sums.kept} kept, {sums.failed} failed"]
    if verdicts:
        parts.append(f"sentences: {', '.join(verdicts)}")
    if sums.usage.input_tokens:
        parts.append(
            f"{sums.usage.input_tokens:,} tokens read, {sums.usage.output_tokens:,} written"
        )
    if sums.usage.cost is not None:
        parts.append(f"cost {sums.usage.cost:.2f}")
    results.print("; ".join(parts))


def print_doubts(sentences: Sequence[Sentence]) -> None:
    """Prints the sentences that are not supported, each with its reasons."""
    doubted = [one for one in sentences if one.verdict != "supported"]
    for sentence in doubted:
        line = Text(f"\n{sentence.verdict}: ", style=VERDICT_STYLE[sentence.verdict])
        line.append(f"“{sentence.text}”", style="default")
        results.print(line)
        for reason in sentence.reasons:
            results.print(f"  {reason}", markup=False)


def print_verdicts(sentences: Sequence[Sentence]) -> None:
    """Prints every sentence with its verdict, then the doubts, then a line of totals."""
    print_doubts(sentences)
    counts = dict.fromkeys(VERDICT_STYLE, 0)
    for sentence in sentences:
        counts[sentence.verdict] += 1
    total = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    results.print(f"{len(sentences)} sentences: {total or 'nothing to check'}")


def print_differences(differences: Iterable[str]) -> None:
    """Prints what a check found other than it was."""
    for difference in differences:
        results.print(difference, markup=False)


def print_history(asked: Iterable[Asked]) -> None:
    """Prints the questions that were asked, newest first."""
    for one in asked:
        line = Text(f"{one.number:>5}  {one.asked_at[:16].replace('T', ' ')}  ", style="dim")
        line.append(f"{one.status:16}", style="" if one.status == "grounded" else "yellow")
        line.append(one.question, style="default")
        results.print(line)


def print_passages(passages: Sequence[Passage]) -> None:
    """Prints found passages, best first."""
    for passage in passages:
        head = Text(f"{passage.score:.2f} ", style="dim")
        head.append(described(passage.article), style="bold")
        results.print(head)
        results.print(passage.text, markup=False)
        place = f"{passage.address}{_page(passage)}{_also(passage)}"
        results.print(place, style="dim", markup=False)
        _print_correction(passage.article)
        results.print()
    if not passages:
        remarks.print("Nothing was found.")


def print_missing_phrases(phrases: Iterable[str]) -> None:
    """Says of quoted phrases that they stand nowhere, so that what was found comes close only."""
    for phrase in phrases:
        remarks.print(
            f"Nothing says “{phrase}” word for word; this is what comes closest.", markup=False
        )


def print_articles(articles: Sequence[ArticleFacts]) -> None:
    """Prints a table of articles."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column, wrap in (("id", True), ("published", True), ("source", False), ("title", False)):
        table.add_column(column, no_wrap=wrap)
    for one in articles:
        table.add_row(one.id, _day(one), Text(one.source or "—"), Text(one.title))
    if articles:
        results.print(table)
    remarks.print(f"{counted(len(articles), 'article')}.")


def print_article(article: Article) -> None:
    """Prints an article as it is indexed: its facts, then its numbered paragraphs."""
    results.print(Text(article.title, style="bold"))
    facts = [_day(article), article.source, article.author, article.url or article.path]
    results.print(" · ".join(one for one in facts if one), style="dim", markup=False)
    for paragraph in article.paragraphs:
        kind = "" if paragraph.kind == "body" else f"{paragraph.kind}: "
        line = Text(f"\n#p{paragraph.number} ", style="dim")
        line.append(kind, style="italic")
        line.append(article.text_of(paragraph), style="default")
        results.print(line)


def print_version(version: Version, *, of: int) -> None:
    """Prints a version of an article, paragraph by paragraph."""
    until = f", until {version.until[:10]}" if version.until else ", the text of today"
    results.print(f"version {version.number} of {of}{until}", style="dim")
    for number, text in enumerate(version.paragraphs, start=1):
        results.print(Text(f"\n#p{number} ", style="dim").append(text, style="default"))


def print_changes(changes: Sequence[Change]) -> None:
    """Prints the paragraphs that differ between two versions."""
    for change in changes:
        if change.old and change.new and change.kind == "changed":
            results.print(f"~ {word_difference(change.old, change.new)}", markup=False)
        elif change.kind == "removed":
            results.print(f"- {change.old}", style="red", markup=False)
        elif change.kind == "added":
            results.print(f"+ {change.new}", style="green", markup=False)
    if all(change.kind == "same" for change in changes):
        remarks.print("Nothing changed.")


def print_report(report: AddReport) -> None:
    """Prints what failed and what was left out, then one line of totals."""
    causes: dict[str, list[str]] = {}
    for failure in report.failed:
        causes.setdefault(failure.reason, []).append(failure.name)
    for reason, names in causes.items():
        if len(names) == 1:
            remarks.print(f"failed: {names[0]}: {reason}", style="red", markup=False)
            continue
        remarks.print(f"{len(names)} failed: {reason}", style="red", markup=False)
        for name in names:
            remarks.print(f"    {name}", style="red", markup=False)
    for name in report.left_out:
        remarks.print(f"left out: {name} (no kind that is read)", style="dim", markup=False)
    counts = {
        "added": report.added, "changed": report.changed, "kept": report.kept,
        "failed": report.failed, "left out": report.left_out,
    }  # fmt: skip
    results.print(", ".join(f"{len(items)} {name}" for name, items in counts.items()))


def print_health(findings: Iterable[Health]) -> None:
    """Prints what `doctor` found."""
    for one in findings:
        mark = Text("sound  " if one.sound else "mended " if "mended" in one.detail else "broken ")
        mark.stylize("green" if one.sound else "yellow")
        mark.append(f"{one.name}: {one.detail}", style="default")
        results.print(mark)


@contextmanager
def progress_bar() -> Iterator[Callable[[Step], None]]:
    """Shows a progress bar on standard error; yields what to call with each step."""
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(
        *columns, console=remarks, transient=True, disable=not remarks.is_terminal
    ) as bar:
        task = bar.add_task("adding", total=None)

        def show(step: Step) -> None:
            bar.update(task, completed=step.done, total=step.total)

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


def described(article: ArticleFacts) -> str:
    """Returns "outlet, date: title" of an article."""
    front = ", ".join(one for one in (article.source, _day(article)) if one != "—" and one)
    return f"{front}: {article.title}" if front else article.title


def counted(count: int, noun: str) -> str:
    """Returns a number with its noun: "1 article", "2 articles"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _day(article: ArticleFacts) -> str:
    return article.published.isoformat() if article.published else "—"


def _checked_text(result: Answer | Summary) -> Text:
    text = Text(result.text)
    for sentence in result.sentences:
        text.stylize(VERDICT_STYLE[sentence.verdict], sentence.start, sentence.end)
    return text
