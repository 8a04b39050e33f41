"""The views of what was asked before, and of the settings."""

from __future__ import annotations

from typing import Any

import gradio as gr

from rag import html
from rag.errors import RagError
from rag.library import Library
from rag.page.conversation import Conversation
from rag.page.parts import QUIET, number_of, script, sent, shown, user_of
from rag.page.talk import Talk

SHOWN_QUESTIONS = 200


def history_view(library: Library, talk: Conversation) -> None:
    """Lays the history out; a question in it opens as a conversation, its answer checked anew."""
    asked = shown(html.history(()), elem_id="asked", js_on_load=script("history"))

    def look(request: gr.Request) -> str:
        return html.history(library.for_user(user_of(request)).history(limit=SHOWN_QUESTIONS))

    def reopen(event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        turn = reopened(library.for_user(user_of(request)), number_of(sent(event)))
        opened = Talk((turn,))
        return opened, html.conversation(opened.turns), ""

    asked.look(look, None, asked, **QUIET)
    asked.reopen(reopen, None, [talk.talk, talk.past, talk.current], **QUIET)


def reopened(library: Library, number: int) -> html.Turn:
    """Returns a kept answer as a turn: its sentences checked again, what differs noted."""
    try:
        found = library.reopened(number)
    except RagError as error:
        return html.Turn("", failure=str(error))
    return html.Turn(found.answer.question, answer=found.answer, notes=found.differences)


def settings_view(library: Library) -> None:
    """Lays the settings out, with a test of the writer."""

    def look() -> str:
        return html.settings(library.settings, articles=library.count())

    rows = shown("", elem_id="setup", js_on_load=script("setup"))
    found = shown("", elem_id="trial")
    rows.look(look, None, rows, **QUIET)
    rows.test(lambda: html.trial(library.try_writer()), None, found, **QUIET)
