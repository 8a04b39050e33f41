"""A conversation as HTML: questions with their drafts, answers and failures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rag.html.answers import answer, draft
from rag.html.articles import counted
from rag.html.elements import Html, element, join
from rag.types import Answer, Event, RestartEvent, Sentence, SentenceEvent, TextEvent

WHAT_IS_CHECKED = (
    "Every sentence of an answer carries the number of its source, and has been checked against"
    " it. Follow a number to read the paragraph."
)
HOW_TO_ADD = (
    "Drop files below the list of articles: text, web pages, PDF, Word, EPUB, mails, JSON, feeds."
    " Or paste the address of a page or a feed there."
)
SHOWN_TURNS = 20
SAVED_AS = (
    ("copy", "Copy"), ("md", "Markdown"), ("docx", "Word"), ("html", "Web page"),
    ("csl.json", "References"), ("json", "Evidence"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what became of it: a draft under way, a checked answer, or a failure.

    A draft that the reader stopped stays a draft: what of it was checked is shown so.
    """

    question: str
    draft: str = ""
    checked: tuple[Sentence, ...] = ()
    answer: Answer | None = None
    failure: str | None = None
    is_stopped: bool = False
    notes: tuple[str, ...] = ()  # what has changed since the answer was given

    def after(self, event: Event) -> Turn:
        """Returns the turn as it stands after an event of its stream."""
        if isinstance(event, TextEvent):
            return replace(self, draft=self.draft + event.text)
        if isinstance(event, SentenceEvent):
            return replace(self, checked=(*self.checked, event.sentence))
        if isinstance(event, RestartEvent):
            return Turn(self.question)
        return replace(self, answer=event.answer)


def conversation(turns: Sequence[Turn], *, shown: int = SHOWN_TURNS) -> Html:
    """Renders the last turns of a conversation, oldest first; the ones before can be asked for."""
    hidden = max(0, len(turns) - shown)
    last = len(turns) - 1
    finished = [
        _finished(turns[number], number, is_last=number == last)
        for number in range(hidden, len(turns))
    ]
    told = f"Show {counted(hidden, 'earlier question')}"
    earlier = element("button", told, type="button", class_="earlier", data_do="earlier")
    return join([earlier if hidden else Html(), *finished])


def turn(shown: Turn) -> Html:
    """Renders one question with its draft, its answer or its failure."""
    return _turn(shown, Html())


def deeds(number: int, *, label: str = "This answer", more: Iterable[Html] = ()) -> Html:
    """Renders what can be done with an answer or a summary: copy and save, and `more`."""
    saves = [
        element(
            "button", name, type="button", data_do="save", data_number=str(number), data_as=kind
        )
        for kind, name in SAVED_AS
    ]
    return element("div", *saves, *more, class_="deeds", role="group", aria_label=label)


def _finished(shown: Turn, number: int, *, is_last: bool) -> Html:
    again = [("again", "Ask again"), ("edit", "Edit")] if is_last else [("reuse", "Reuse question")]
    buttons = [
        element("button", name, type="button", data_do=deed, data_number=str(number))
        for deed, name in again
    ]
    if shown.answer is None or shown.answer.status == "declined":
        group = element("div", *buttons, class_="deeds", role="group", aria_label="This question")
        return _turn(shown, group)
    return _turn(shown, deeds(number, more=buttons))


def _turn(shown: Turn, below: Html) -> Html:
    if shown.failure is not None:
        body = failure(shown.failure)
    elif shown.answer is not None:
        body = answer(shown.answer)
    elif shown.is_stopped:
        told = element(
            "p", "Stopped. What is written above was not checked as a whole.", class_="stopped"
        )
        body = join([draft(shown.draft, shown.checked, is_open=False), told])
    else:
        body = draft(shown.draft, shown.checked)
    question = element("h2", shown.question, class_="question")
    notes = element("ul", *(element("li", one) for one in shown.notes), class_="notes")
    return element(
        "article", question, body, notes if shown.notes else Html(), below, class_="turn"
    )


def failure(message: str, *, label: str = "This could not be answered.") -> Html:
    """Renders an error as an error."""
    return element("p", element("strong", label), f" {message}", class_="failure", role="alert")


def welcome(questions: Iterable[str], *, articles: int) -> Html:
    """Renders the empty conversation: what this is, and questions to try."""
    buttons = [
        element("li", element("button", one, type="button", data_question=one)) for one in questions
    ]
    if not articles:
        opened = element("button", "Add articles", type="button", class_="open-library")
        return element(
            "section", element("h2", "Add articles, then ask."), element("p", HOW_TO_ADD), opened,
            class_="welcome",
        )  # fmt: skip
    return element(
        "section",
        element("h2", "Ask the articles."),
        element("p", WHAT_IS_CHECKED),
        element("ul", *buttons, aria_label="Questions to try") if buttons else "",
        class_="welcome",
    )
