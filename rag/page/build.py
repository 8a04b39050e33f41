"""The page as a whole: its panes, and what happens when it is opened."""

from __future__ import annotations

from typing import Any

import gradio as gr

from rag import html
from rag.library import Library
from rag.page.conversation import Questions, chips_of, conversation_pane, welcome
from rag.page.endpoints import endpoints
from rag.page.library_pane import library_pane
from rag.page.parts import QUIET, script, shown
from rag.page.records import history_view, settings_view
from rag.page.source import source_pane
from rag.page.summaries import summaries_view
from rag.page.talk import Talk

MAX_WAITING = 500
AT_ONCE = 64  # most of their time they wait for a language model
UPLOADS_KEPT_S = 3600


def build(library: Library, questions: Questions = Library.suggestions) -> gr.Blocks:
    """Returns the page over a library; its sessions share the library and nothing else."""
    kept = (UPLOADS_KEPT_S, UPLOADS_KEPT_S)
    page = gr.Blocks(title="Footnote", analytics_enabled=False, delete_cache=kept)
    with page:
        endpoints(library)  # first, so that no event of the page takes one of their names
        parcel = shown("", elem_id="parcel", html_template="", js_on_load=script("parcel"))
        with gr.Row(elem_id="masthead"):
            shown(html.MASTHEAD, elem_id="title")
            fresh = gr.Button("New conversation", elem_id="fresh")
        with gr.Row(elem_id="panes"):
            with gr.Column(elem_id="library"):
                articles = library_pane(library)
            with gr.Column(elem_id="talk"):
                talk = conversation_pane(library, parcel=parcel, fresh=fresh, questions=questions)
                with gr.Column(elem_id="summaries", elem_classes="view"):
                    summaries_view(library, parcel=parcel)
                with gr.Column(elem_id="history", elem_classes="view"):
                    history_view(library, talk)
                with gr.Column(elem_id="settings", elem_classes="view"):
                    settings_view(library)
            with gr.Column(elem_id="source"):
                source_pane(library)

        def refresh(current: Talk) -> tuple[Any, Any]:
            greeting = (
                gr.skip() if current.turns or current.under_way else welcome(library, questions)
            )
            return greeting, chips_of(library, current)

        for event in (page.load, articles.change):  # a question may be under way at either
            event(refresh, talk.talk, [talk.current, talk.chips], **QUIET)
    page.queue(max_size=MAX_WAITING, default_concurrency_limit=AT_ONCE)
    return page
