"""A conversation, as a value: what is asked in it, answered, stopped, edited and asked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rag import html
from rag.errors import RagError
from rag.library import Library
from rag.page.parts import UNFORESEEN
from rag.types import Answer, Filters


@dataclass(frozen=True, slots=True)
class Talk:
    """The finished turns, the one under way, and what the next question is limited to."""

    turns: tuple[html.Turn, ...] = ()
    under_way: html.Turn | None = None
    within: Filters = Filters()
    is_editing: bool = False
    shown: int = html.SHOWN_TURNS

    @property
    def history(self) -> list[Answer]:
        """The answers so far, oldest first."""
        return [one.answer for one in self.turns if one.answer]

    def finished(self, turn: html.Turn) -> Talk:
        """Returns the conversation with one more turn, and none under way."""
        return replace(self, turns=(*self.turns, turn), under_way=None)

    def stopped(self) -> Talk:
        """Returns the conversation with the turn under way as far as it came.

        Gradio may tell first that what is stopped has failed; it was stopped all the same.
        """
        if self.under_way:
            return self.finished(replace(self.under_way, is_stopped=True))
        if not self.turns or self.turns[-1].failure != UNFORESEEN:
            return self
        turn = replace(self.turns[-1], failure=None, is_stopped=True)
        return replace(self, turns=(*self.turns[:-1], turn))

    def failed(self) -> Talk:
        """Returns the conversation whose turn under way failed in a way that nobody foresaw."""
        if self.under_way is None:
            return self
        return self.finished(replace(self.under_way, failure=UNFORESEEN))

    def without_last(self) -> Talk:
        """Returns the conversation before its last turn."""
        return replace(self, turns=self.turns[:-1], is_editing=False)


@dataclass(slots=True)
class Draft:
    """The conversation as far as its answer is written, changed in place.

    Gradio may store a step of an answer after the stop that ends it, which would undo the stop;
    so the steps in between are kept here and not in the session's state.
    """

    talk: Talk | None = None
    within: Filters | None = None  # chosen while it is written

    def of(self, talk: Talk) -> Talk:
        """Returns a conversation with what is written of its turn under way."""
        if talk.under_way is None or self.talk is None:
            return talk
        return replace(self.talk, within=talk.within)


def asking(library: Library, talk: Talk, question: str) -> Iterator[Talk]:
    """Yields a conversation as a question in it is answered; a failure is a turn of it too."""
    if talk.is_editing:
        talk = talk.without_last()
    turn = html.Turn(question.strip())
    # What was looked up of a long conversation goes, so that no answer sends all of it again.
    talk = replace(talk, shown=html.SHOWN_TURNS)
    yield replace(talk, under_way=turn)
    within = talk.within
    try:
        for event in library.stream(
            turn.question,
            history=talk.history,
            since=within.since,
            until=within.until,
            sources=within.sources,
        ):
            turn = turn.after(event)
            if turn.answer is None:
                yield replace(talk, under_way=turn)
    except RagError as error:
        turn = html.Turn(turn.question, failure=str(error))
    yield talk.finished(turn)
