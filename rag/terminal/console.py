"""Where results and remarks go, and the words that all of them share."""

from __future__ import annotations

from rich.console import Console

from rag.types import ArticleFacts, Passage

results = Console(highlight=False, soft_wrap=not Console().is_terminal)
remarks = Console(stderr=True, highlight=False)

VERDICT_STYLE = {"supported": "", "weak": "yellow", "unsupported": "bold red", "uncited": "red"}


def counted(count: int, noun: str) -> str:
    """Returns a number with its noun: "1 article", "2 articles"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def day_of(article: ArticleFacts) -> str:
    """Returns the day of an article, or a dash."""
    return article.published.isoformat() if article.published else "—"


def page_of(passage: Passage) -> str:
    """Returns the page of a passage in a PDF file, in words."""
    return f", page {passage.page}" if passage.page else ""


def also_in(passage: Passage) -> str:
    """Returns in how many reprints a passage stands, in words."""
    return f", also in {counted(passage.reprints, 'reprint')}" if passage.reprints else ""


def print_correction(article: ArticleFacts) -> None:
    """Prints the note of correction in an article, if it has one."""
    if article.correction:
        results.print(f"    {article.correction}", style="yellow", markup=False)
