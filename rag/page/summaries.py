"""The view of summaries: ordered, cancelled, saved."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from rag import html
from rag.documents import slug, title
from rag.html import Desk
from rag.library import Library
from rag.page.desk import read_order, summarizing
from rag.page.parts import QUIET, UNFORESEEN, number_of, script, sent, shown
from rag.page.saving import parcel, saved
from rag.save import as_file

STYLES = {
    "brief": "Brief",
    "bullets": "Bullets",
    "timeline": "Timeline",
    "headline": "Headline",
    "questions": "Questions",
}
ZIP_NAME = "summaries.zip"


@dataclass(slots=True)
class Halt:
    """Whether an order was cancelled; set in place, since Gradio may store a step after it."""

    is_set: bool = False


def summaries_view(library: Library, *, parcel: gr.HTML) -> None:
    """Lays the view out and wires its events."""
    desk, halt = gr.State(Desk()), gr.State(Halt())
    form = shown(html.order_form(STYLES), elem_id="order", js_on_load=script("order"))
    results = shown("", elem_id="results", js_on_load=script("results"))

    def write(halt: Halt, event: gr.EventData) -> Iterator[tuple[Desk, str]]:
        halt.is_set = False
        for now in summarizing(library, read_order(sent(event))):
            if halt.is_set:
                return
            yield now, html.desk(now)

    def cancel(now: Desk, halt: Halt) -> tuple[Desk, str]:
        halt.is_set = True
        now = replace(now, is_cancelled=now.is_running)
        return now, html.desk(now)

    def save(now: Desk, event: gr.EventData) -> str:
        data = sent(event)
        number = number_of(data)
        found = 0 <= number < len(now.summaries)
        return saved(now.summaries[number], str(data.get("as"))) if found else ""

    running = form.summarize(write, halt, [desk, results], **QUIET)
    running.failure(failed, halt, results, **QUIET)
    form.cancel(cancel, [desk, halt], [desk, results], cancels=[running], **QUIET)
    results.save(save, desk, parcel, **QUIET)
    results.zip(zipped, desk, parcel, **QUIET)


def failed(halt: Halt) -> Any:
    """Returns what is shown when something failed that nobody foresaw; cancelling may look so."""
    return gr.skip() if halt.is_set else html.failure(UNFORESEEN)


def zipped(desk: Desk) -> Any:
    """Returns all summaries as one file: each as Markdown and as evidence."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for number, summary in enumerate(desk.summaries, start=1):
            for kind in ("md", "json"):
                file.writestr(
                    f"{number:03}-{slug(title(summary))}.{kind}", as_file(summary, f".{kind}")
                )
    return parcel(written.getvalue(), name=ZIP_NAME)
