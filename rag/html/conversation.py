"""A conversation as HTML: questions with their drafts, answers and failures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rag.html.answers import answer, draft
from rag.html.elements import Html, element, join
from rag.types import Answer, Event, RestartEvent, Sentence, SentenceEvent, TextEvent


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what became of it: a draft under way, a checked answer, or a failure."""

    question: str
    draft: str = ""
    checked: tuple[Sentence, ...] = ()
    answer: Answer | None = None
    failure: str | None = None

    def after(self, event: Event) -> Turn:
        """Returns the turn as it stands after an event of its stream."""
        if isinstance(event, TextEvent):
            return replace(self, draft=self.draft + event.text)
        if isinstance(event, SentenceEvent):
            return replace(self, checked=(*self.checked, event.sentence))
        if isinstance(event, RestartEvent):
            return Turn(self.question)
        return replace(self, answer=event.answer)


def conversation(turns: Iterable[Turn]) -> Html:
    """Renders the turns of a conversation, oldest first."""
    return join(map(turn, turns))


def turn(shown: Turn) -> Html:
    """Renders one question with its draft, its answer or its failure."""
    if shown.failure is not None:
        body = failure(shown.failure)
    elif shown.answer is not None:
        body = answer(shown.answer)
    else:
        body = draft(shown.draft, shown.checked)
    return element("article", element("h2", shown.question, class_="question"), body, class_="turn")


def failure(message: str, *, label: str = "This could not be answered.") -> Html:
    """Renders an error as an error."""
    return element("p", element("strong", label), f" {message}", class_="failure", role="alert")


def welcome(questions: Iterable[str], *, articles: int) -> Html:
    """Renders the empty conversation: what this is, and questions to try."""
    buttons = [
        element("li", element("button", one, type="button", data_question=one)) for one in questions
    ]
    return element(
        "section",
        element("h2", "Ask the articles." if articles else "Add articles, then ask."),
        element(
            "p",
            "Every sentence of an answer carries the number of its source, and has been checked"
            " against it. Follow a number to read the paragraph.",
        ),
        element("ul", *buttons, aria_label="Questions to try") if buttons else "",
        class_="welcome",
    )
