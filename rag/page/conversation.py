"""The middle pane: the question box, the filters above it, the turns, what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from rag import html
from rag.errors import RagError
from rag.filters import read_filters
from rag.library import Library
from rag.page.parts import QUIET, number_of, script, sent, shown, user_of
from rag.page.saving import saved
from rag.page.talk import Draft, Talk, asking
from rag.types import Filters

MAX_QUESTION_CHARACTERS = 2000
EARLIER_TURNS = 100
MAX_SUGGESTIONS = 3

# Of a stop and the failure that Gradio may make of it, each sees what the other did.
ENDING: dict[str, Any] = {**QUIET, "concurrency_id": "ending", "concurrency_limit": 1}

Questions = Callable[[Library], Sequence[str]]  # to try, of what a library holds


@dataclass(frozen=True, slots=True)
class Conversation:
    """The components of the pane that others change."""

    talk: gr.State
    draft: gr.State
    past: gr.HTML
    current: gr.HTML
    chips: gr.HTML
    box: gr.Textbox


def conversation_pane(
    library: Library, *, parcel: gr.HTML, fresh: gr.Button, questions: Questions
) -> Conversation:
    """Lays the pane out and wires its events."""
    talk = gr.State(Talk())
    with gr.Column(elem_id="turns"):
        past = shown("", elem_id="past", js_on_load=script("turns"))
        current = shown(welcome(library, questions), elem_id="current")
    with gr.Column(elem_id="asking"):
        chips = shown(chips_of(library, Talk()), elem_id="filters", js_on_load=script("filters"))
        box = gr.Textbox(
            elem_id="question", label="Question", show_label=False, submit_btn="Ask",
            placeholder="Ask about the articles", max_lines=6, autofocus=True,
            max_length=MAX_QUESTION_CHARACTERS,
        )  # fmt: skip
    pane = Conversation(talk, gr.State(Draft()), past, current, chips, box)
    _wire_asking(library, pane, fresh, questions)
    _wire_turns(pane, parcel)
    _wire_filters(library, pane)
    return pane


def _wire_asking(
    library: Library, pane: Conversation, fresh: gr.Button, questions: Questions
) -> None:
    def ask(
        question: str, talk: Talk, draft: Draft, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        yield from drafted(answering(library.for_user(user_of(request)), question, talk), draft)

    def again(talk: Talk, draft: Draft, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        if talk.turns:
            question = talk.turns[-1].question
            own = library.for_user(user_of(request))
            yield from drafted(answering(own, question, replace(talk, is_editing=True)), draft)

    parts = [pane.box, pane.talk, pane.past, pane.current]
    running = [
        pane.box.submit(ask, [pane.box, pane.talk, pane.draft], parts, **QUIET),
        pane.past.again(again, [pane.talk, pane.draft], parts, **QUIET),
    ]
    ended = [pane.talk, pane.draft]
    for one in running:
        one.failure(lambda talk, draft: failed(draft.of(talk)), ended, parts, **ENDING)
    pane.box.stop(lambda talk, draft: stop(draft.of(talk)), ended, parts, cancels=running, **ENDING)
    fresh.click(
        lambda talk: (asking_box(""), Talk(within=talk.within), "", welcome(library, questions)),
        pane.talk, parts, cancels=running, **QUIET,
    )  # fmt: skip


def _wire_turns(pane: Conversation, parcel: gr.HTML) -> None:
    def save(talk: Talk, event: gr.EventData) -> str:
        data = sent(event)
        turn = _turn(talk, number_of(data))
        return saved(turn.answer, str(data.get("as"))) if turn and turn.answer else ""

    def reuse(talk: Talk, event: gr.EventData) -> Any:
        turn = _turn(talk, number_of(sent(event)))
        return turn.question if turn else gr.skip()

    def edit(talk: Talk) -> tuple[Any, Talk]:
        question = talk.turns[-1].question if talk.turns else ""
        return question, replace(talk, is_editing=bool(talk.turns))

    def earlier(talk: Talk) -> tuple[Talk, str]:
        talk = replace(talk, shown=talk.shown + EARLIER_TURNS)
        return talk, html.conversation(talk.turns, shown=talk.shown)

    past, talk, box = pane.past, pane.talk, pane.box
    past.save(save, talk, parcel, **QUIET)
    past.reuse(reuse, talk, box, **QUIET)
    past.edit(edit, talk, [box, talk], **QUIET)
    past.earlier(earlier, talk, [talk, past], **QUIET)


def _wire_filters(library: Library, pane: Conversation) -> None:
    def limit(talk: Talk, draft: Draft, event: gr.EventData) -> tuple[Talk, str]:
        draft.within = limited(talk.within, sent(event))
        talk = replace(talk, within=draft.within)
        return talk, chips_of(library, talk)

    pane.chips.limit(limit, [pane.talk, pane.draft], [pane.talk, pane.chips], **QUIET)


def answering(library: Library, question: str, talk: Talk) -> Iterator[tuple[Any, ...]]:
    """Yields what changes in the box, the conversation, its finished turns and the current one."""
    if not question.strip():
        yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
        return
    is_other = talk.is_editing or talk.shown > html.SHOWN_TURNS  # than what the reader sees
    for now in asking(library, talk, question):
        if now.under_way is None:
            yield asking_box(), now, html.conversation(now.turns, shown=now.shown), ""
        elif now.under_way.draft:
            yield gr.skip(), now, gr.skip(), html.turn(now.under_way)
        else:  # it begins; the turn that it takes the place of goes
            past = html.conversation(now.turns, shown=now.shown) if is_other else gr.skip()
            yield stop_box(), now, past, html.turn(now.under_way)


def drafted(steps: Iterator[tuple[Any, ...]], draft: Draft) -> Iterator[tuple[Any, ...]]:
    """Yields the steps of an answer; those between the first and the last fill the draft."""
    draft.within = None
    for box, now, past, current in steps:
        if isinstance(now, Talk):
            draft.talk = now
            if now.under_way and now.under_way.draft:
                now = gr.skip()
            elif draft.within is not None:
                now = replace(now, within=draft.within)
        yield box, now, past, current


def stop(talk: Talk) -> tuple[Any, ...]:
    """Returns what changes when the reader stops an answer: it stays as far as it came."""
    talk = talk.stopped()
    return asking_box(), talk, html.conversation(talk.turns, shown=talk.shown), ""


def failed(talk: Talk) -> tuple[Any, ...]:
    """Returns what changes when something failed that nobody foresaw; stopping may look so too."""
    if talk.under_way is None:
        return gr.skip(), gr.skip(), gr.skip(), gr.skip()
    talk = talk.failed()
    return asking_box(), talk, html.conversation(talk.turns, shown=talk.shown), ""


def asking_box(value: str | None = None) -> dict[str, Any]:
    """Returns the question box as it is while nothing is under way."""
    changed = gr.update(submit_btn="Ask", stop_btn=False)
    return changed if value is None else {**changed, "value": value}


def stop_box() -> dict[str, Any]:
    """Returns the question box, emptied, as it is while an answer is written."""
    return gr.update(value="", submit_btn=False, stop_btn="Stop")


def limited(within: Filters, data: dict[str, Any]) -> Filters:
    """Returns the filters after the reader's choice; what cannot be read changes nothing."""
    since, until = (str(data.get(name) or "") or None for name in ("since", "until"))
    sources = data.get("sources")
    try:
        return read_filters(since, until, map(str, sources) if isinstance(sources, list) else ())
    except RagError:
        return within


def chips_of(library: Library, talk: Talk) -> str:
    """Returns the filters as chips."""
    return html.filters(talk.within, sources=library.sources())


def welcome(library: Library, questions: Questions) -> str:
    """Returns the empty conversation, with questions that the articles answer."""
    tried = questions(library)[:MAX_SUGGESTIONS]
    return html.welcome(tried, articles=0 if library.is_empty else 1)


def _turn(talk: Talk, number: int) -> html.Turn | None:
    return talk.turns[number] if 0 <= number < len(talk.turns) else None
