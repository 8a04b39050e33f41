"""The library for programs: /ask, /search, /summarize and /add over HTTP, and as MCP tools."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gradio as gr
from gradio.events import api

from rag.errors import RagError
from rag.evidence import as_json
from rag.library import Library
from rag.page.parts import user_of
from rag.types import AddReport

MAX_PASSAGES = 100


def endpoints(library: Library) -> None:
    """Adds the endpoints to the page that is being built."""

    def ask(  # noqa: D417 - Gradio passes the request, no client does
        question: str,
        since: str = "",
        until: str = "",
        sources: list[str] | None = None,
        request: gr.Request | None = None,
    ) -> dict[str, Any]:
        """Answers a question from the articles; each sentence is cited and checked.

        Args:
            question: The question, in plain words.
            since: Only articles of this day or later, as 2025-07-13; empty: any.
            until: Only articles of this day or earlier.
            sources: Only articles of these outlets.
        """
        own = library.for_user(user_of(request))
        answer: dict[str, Any] = _json(
            lambda: own.ask(
                question, since=since or None, until=until or None, sources=sources or ()
            )
        )
        return answer

    def search(
        query: str,
        top: int = 10,
        since: str = "",
        until: str = "",
        sources: list[str] | None = None,
    ) -> list[dict[str, Any]]:
        """Finds the paragraphs that fit a query best, with their articles and addresses.

        Args:
            query: What to search for.
            top: How many paragraphs, at most 100.
            since: Only articles of this day or later, as 2025-07-13; empty: any.
            until: Only articles of this day or earlier.
            sources: Only articles of these outlets.
        """
        found: list[dict[str, Any]] = _json(
            lambda: library.search(
                query,
                top=max(1, min(top, MAX_PASSAGES)),
                since=since or None,
                until=until or None,
                sources=sources or (),
            )
        )
        return found

    def summarize(
        articles: list[str] | None = None, about: str = "", style: str = "brief", words: int = 120
    ) -> dict[str, Any]:
        """Summarizes articles, or what the articles say about a topic; cited and checked.

        Args:
            articles: Ids of articles; empty with a topic: all articles.
            about: A topic; empty: all that the named articles say.
            style: The style, such as brief or bullets.
            words: The length in words, at most.
        """
        summary: dict[str, Any] = _json(
            lambda: library.summarize(
                *(articles or ()), about=about or None, style=style, words=words
            )
        )
        return summary

    def add(
        title: str, text: str, published: str = "", source: str = "", url: str = ""
    ) -> dict[str, Any]:
        """Adds one article to the library; what is there already is kept, not doubled.

        Args:
            title: Its headline.
            text: Its text; an empty line ends a paragraph.
            published: Its day, as 2025-07-13.
            source: The outlet.
            url: Where it was published.
        """
        facts = {"title": title, "text": text, "published": published, "source": source, "url": url}
        added: dict[str, Any] = _json(lambda: _added(library, facts))
        return added

    api(ask, api_name="ask")
    api(search, api_name="search")
    api(summarize, api_name="summarize")
    api(add, api_name="add", concurrency_limit=1)


def _added(library: Library, facts: dict[str, str]) -> AddReport:
    with TemporaryDirectory(prefix="footnote-") as folder:
        file = Path(folder) / "article.json"
        file.write_text(json.dumps({name: one for name, one in facts.items() if one}))
        return library.add(file)


def _json(call: Callable[[], object]) -> Any:
    """Returns the result of a call as JSON; a failure reaches the client as an error in words."""
    try:
        return as_json(call())
    except RagError as error:
        raise gr.Error(str(error), print_exception=False) from error
