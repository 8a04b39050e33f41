"""What was asked before, and how the library is set up, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rag.html.elements import Html, element, join
from rag.settings import Settings
from rag.store import Asked
from rag.types import Health

_STATUS = {"partly_grounded": "partly confirmed", "declined": "not in the articles"}


def history(asked: Sequence[Asked]) -> Html:
    """Renders the questions that were asked, newest first; each opens again, checked anew."""
    if not asked:
        told = "What you ask is kept here, with its answer and its sources."
        return join([element("h2", "History"), element("p", told, class_="hint")])
    items = [
        element(
            "li",
            element(
                "button",
                element("span", one.question, class_="title"),
                element("span", _when(one), class_="facts"),
                type="button",
                data_number=str(one.number),
            ),
        )
        for one in asked
    ]
    return join([element("h2", "History"), element("ol", *items, class_="asked")])


def settings(shown: Settings, *, articles: int) -> Html:
    """Renders how the library is set up; keys are told to be there, never shown."""
    rows = [
        ("Writer", shown.llm),
        ("Server", shown.llm_base_url or ""),
        ("Strict", "on: failing sentences are mended once, then left out" if shown.strict else ""),
        ("Library", f"{shown.library}, {articles:,} articles"),
        ("Embedding model", shown.embedder),
        ("Vectors", shown.chroma_url or "in the library folder"),
        ("History", "kept in the library" if shown.history else "not kept"),
        ("Largest file", f"{shown.max_file_mb} MB"),
    ]
    terms = [
        item for name, value in rows if value
        for item in (element("dt", name), element("dd", value))
    ]  # fmt: skip
    how = (
        "The writer and its key are set where the page is started, never here: RAG_LLM names the"
        " model, the provider's own variable (such as OPENAI_API_KEY) holds the key."
    )
    return join(
        [
            element("h2", "Settings"),
            element("dl", *terms),
            element("button", "Test the writer", type="button", class_="primary", data_do="test"),
            element("p", how, class_="hint"),
        ]
    )


def trial(found: Health) -> Html:
    """Renders what a test of the writer found."""
    if found.sound:
        return element("p", f"It works: {found.detail}", class_="sound", role="status")
    label = element("strong", "The writer does not work.")
    return element("p", label, f" {found.detail}", class_="failure", role="alert")


def _when(one: Asked) -> str:
    moment = datetime.fromisoformat(one.asked_at)
    when = f"{moment.day} {moment:%B %Y, %H:%M} UTC"
    return " · ".join([when, _STATUS[one.status]] if one.status in _STATUS else [when])
