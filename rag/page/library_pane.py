"""The left pane: articles searched, sorted, limited, removed, and files that are added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import count
from typing import Any

import gradio as gr

from rag import html
from rag.errors import RagError
from rag.html.elements import join
from rag.library import Library
from rag.page.parts import QUIET, script, sent, shown
from rag.shelf import read_view
from rag.store import ArticleCopy
from rag.types import AddReport

MAX_REMOVED_AT_ONCE = 500
MAX_ADDRESSES = 50
PROGRESS_STEPS = 20
# Each is told once: what is added while something else is removed shows in the list all the same.
_revisions = count(1)


def library_pane(library: Library) -> gr.HTML:
    """Lays the pane out and wires its events; returns the part whose value says "look again"."""

    def look_at(data: dict[str, Any]) -> dict[str, Any]:
        view = read_view(data if isinstance(data, dict) else {})
        return dict(html.shelf(library.look(view)))

    gone = gr.State(())
    shown(html.CLOSE)
    articles = gr.HTML(
        0, html_template=html.FRAME, elem_id="articles", apply_default_css=False,
        js_on_load=script("shelf"), server_functions=[look_at],
    )  # fmt: skip
    told = shown("", elem_id="told", js_on_load=script("told"))
    with gr.Column(elem_id="adding"):
        addresses = shown(html.ADDING, elem_id="addresses", js_on_load=script("adding"))
        upload = gr.File(file_count="multiple", show_label=False, elem_id="upload")
        added = shown("", elem_id="added")

    def remove(event: gr.EventData) -> tuple[Any, ...]:
        return removing(library, sent(event).get("ids"))

    def undo(removed: Sequence[ArticleCopy]) -> tuple[Any, ...]:
        return restoring(library, removed)

    def add(paths: list[str] | None) -> Iterator[tuple[Any, ...]]:
        yield from adding(library, paths)

    def fetch(event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        yield from fetching(library, sent(event).get("addresses"))

    addresses.fetch(fetch, None, [upload, added, articles], concurrency_limit=1, **QUIET)
    upload.upload(add, upload, [upload, added, articles], concurrency_limit=1, **QUIET)
    articles.remove(remove, None, [told, gone, articles], **QUIET)
    told.undo(undo, gone, [told, gone, articles], **QUIET)
    return articles


def adding(library: Library, inputs: Sequence[str] | None) -> Iterator[tuple[Any, ...]]:
    """Yields the drop zone, what is and was done in words, and the list's revision."""
    if not inputs:
        yield gr.skip(), "", gr.skip()
        return
    size = -(-len(inputs) // PROGRESS_STEPS)
    done = AddReport()
    try:
        for start in range(0, len(inputs), size):
            yield gr.skip(), html.adding(start, len(inputs), inputs[start]), gr.skip()
            done = _both(done, library.add(*inputs[start : start + size]))
        told = html.report(done)
    except RagError as error:
        told = join([html.failure(str(error), label="Not all was added."), html.report(done)])
    yield None, told, next(_revisions)


def fetching(library: Library, text: object) -> Iterator[tuple[Any, ...]]:
    """Yields as `adding`, for the web addresses in a text; a text without any is told so."""
    addresses = web_addresses(text)
    if addresses:
        yield from adding(library, addresses)
        return
    told = "There is no web address in it; one begins with https:// or http://."
    yield gr.skip(), html.failure(told, label="Nothing was added."), gr.skip()


def web_addresses(text: object) -> list[str]:
    """Returns the web addresses in a text; a path of this machine is none of them."""
    words = str(text or "").split()
    return [one for one in words if one.lower().startswith(("http://", "https://"))][:MAX_ADDRESSES]


def _both(one: AddReport, other: AddReport) -> AddReport:
    """Returns what two additions did together."""
    names = (field.name for field in fields(AddReport))
    return AddReport(**{name: getattr(one, name) + getattr(other, name) for name in names})


def removing(library: Library, ids: object) -> tuple[Any, ...]:
    """Removes articles; returns what to tell, the articles to undo it with, the list's revision."""
    chosen = [str(one) for one in ids][:MAX_REMOVED_AT_ONCE] if isinstance(ids, list) else []
    try:
        copies = library.copies(*chosen)
        facts = library.remove(*(one.article.id for one in copies))
    except RagError as error:
        return html.failure(str(error), label="Nothing was removed."), gr.skip(), next(_revisions)
    return (html.removed(facts) if facts else ""), copies, next(_revisions)


def restoring(library: Library, removed: Sequence[ArticleCopy]) -> tuple[Any, ...]:
    """Puts removed articles back; returns as `removing`."""
    try:
        library.restore(*removed)
    except RagError as error:
        return html.failure(str(error), label="Not put back."), gr.skip(), gr.skip()
    return html.notice("Put back."), (), next(_revisions)
