"""What summaries will take and how far they are, in a terminal."""

from __future__ import annotations

from rich.console import Console

from rag.batch import Totals
from rag.terminal.console import counted, remarks, results
from rag.types import ArticleFacts, Plan


def print_steps(plan: Plan) -> None:
    """Prints the rounds of calls that a summary takes."""
    for step in plan.steps:
        calls = f"{'' if step.is_sure else 'at most '}{counted(step.calls, 'call')}"
        tokens = f"{step.input_tokens:,} tokens read, {step.output_tokens:,} written"
        results.print(f"{step.name}: {calls}, {tokens}")


def print_plan(plan: Plan, *, summaries: int, on: Console = results) -> None:
    """Prints what summaries take in all."""
    what = f"{summaries} {'summary' if summaries == 1 else 'summaries'}"
    if not plan.steps:
        on.print(f"{what}, without an LLM: no calls, no cost.")
        return
    cost = f", at a cost of about {plan.cost:.2f}" if plan.cost is not None else ""
    more = f" Texts that come out too short take more, {plan.most_calls} calls at most."
    on.print(
        f"{what}: {counted(plan.calls, 'call')}, about {plan.input_tokens:,} tokens read and"
        f" {plan.output_tokens:,} written{cost}.{more if plan.most_calls > plan.calls else ''}"
    )


def print_failed(article_id: str, facts: ArticleFacts | None, reason: str) -> None:
    """Prints which article failed, by its title if it is still there, and why."""
    name = f"{article_id} “{facts.title}”" if facts else article_id
    remarks.print(f"failed: {name}: {reason}", style="red", markup=False)


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
