"""The library for programs: /ask, /search, /summarize and /add over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ParamSpec, TypeVar

import gradio as gr
from gradio.events import api

from rag.errors import RagError
from rag.evidence import as_json
from rag.library import Library
from rag.page.parts import user_of

MAX_PASSAGES = 100

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Endpoints:
    """What programs may do with a library; the results are JSON, a failure is a `RagError`."""

    library: Library

    def ask(
        self, question: str, since: str = "", until: str = "", sources: list[str] | None = None
    ) -> dict[str, Any]:
        """Answers a question from the articles; each sentence is cited and checked.

        Args:
            question: The question, in plain words.
            since: Only articles of this day or later, as 2025-07-13; empty: any.
            until: Only articles of this day or earlier.
            sources: Only articles of these outlets.
        """
        answer: dict[str, Any] = as_json(
            self.library.ask(
                question, since=since or None, until=until or None, sources=sources or ()
            )
        )
        return answer

    def search(
        self,
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
        found: list[dict[str, Any]] = as_json(
            self.library.search(
                query,
                top=max(1, min(top, MAX_PASSAGES)),
                since=since or None,
                until=until or None,
                sources=sources or (),
            )
        )
        return found

    def summarize(
        self,
        articles: list[str] | None = None,
        about: str = "",
        style: str = "brief",
        words: int = 120,
    ) -> dict[str, Any]:
        """Summarizes articles, or what the articles say about a topic; cited and checked.

        Args:
            articles: Ids of articles; empty with a topic: all articles.
            about: A topic; empty: all that the named articles say.
            style: The style, such as brief or bullets.
            words: The length in words, at most.
        """
        summary: dict[str, Any] = as_json(
            self.library.summarize(*(articles or ()), about=about or None, style=style, words=words)
        )
        return summary

    def add(
        self, title: str, text: str, published: str = "", source: str = "", url: str = ""
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
        with TemporaryDirectory(prefix="footnote-") as folder:
            file = Path(folder) / "article.json"
            file.write_text(json.dumps({name: one for name, one in facts.items() if one}))
            report: dict[str, Any] = as_json(self.library.add(file))
        return report


def endpoints(library: Library) -> None:
    """Adds the endpoints to the page that is being built."""
    offered = Endpoints(library)

    def ask(
        question: str,
        since: str = "",
        until: str = "",
        sources: list[str] | None = None,
        request: gr.Request | None = None,
    ) -> dict[str, Any]:
        own = Endpoints(library.for_user(user_of(request)))
        return own.ask(question, since, until, sources)

    ask.__doc__ = Endpoints.ask.__doc__
    api(_in_words(ask), api_name="ask")
    api(_in_words(offered.search), api_name="search")
    api(_in_words(offered.summarize), api_name="summarize")
    api(_in_words(offered.add), api_name="add", concurrency_limit=1)


def _in_words(call: Callable[Given, Result]) -> Callable[Given, Result]:
    """Returns a call whose failure reaches the client as an error in words."""

    @wraps(call)
    def called(*args: Given.args, **given: Given.kwargs) -> Result:
        try:
            return call(*args, **given)
        except RagError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return called
