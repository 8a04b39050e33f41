"""How results look in a terminal: wrapped text, sources below, what failed named."""

from rag.terminal.articles import (
    print_article,
    print_articles,
    print_changes,
    print_health,
    print_history,
    print_paragraph,
    print_passages,
    print_remarks,
    print_report,
    print_version,
)
from rag.terminal.bars import ShowStep, batch_bar, progress_bar
from rag.terminal.batches import print_failed, print_plan, print_steps, print_totals
from rag.terminal.console import counted, remarks, results
from rag.terminal.texts import print_differences, print_result, print_titled, print_verdicts

__all__ = [
    "ShowStep",
    "batch_bar",
    "counted",
    "print_article",
    "print_articles",
    "print_changes",
    "print_differences",
    "print_failed",
    "print_health",
    "print_history",
    "print_paragraph",
    "print_passages",
    "print_plan",
    "print_remarks",
    "print_report",
    "print_result",
    "print_steps",
    "print_titled",
    "print_totals",
    "print_verdicts",
    "print_version",
    "progress_bar",
    "remarks",
    "results",
]
