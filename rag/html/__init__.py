"""Values as HTML: pure functions; article text, model output and messages are always escaped."""

from rag.html.answers import answer
from rag.html.articles import adding, article, report
from rag.html.conversation import SHOWN_TURNS, Turn, conversation, failure, turn, welcome
from rag.html.elements import Html, element
from rag.html.filters import filters
from rag.html.frame import ADDING, CLOSE, MASTHEAD, NO_SOURCE, SIGN_IN
from rag.html.places import Place, read_place
from rag.html.records import history, settings, trial
from rag.html.shelf import FRAME, notice, removed, shelf
from rag.html.summaries import Desk, desk, order_form

__all__ = [
    "ADDING",
    "CLOSE",
    "FRAME",
    "MASTHEAD",
    "NO_SOURCE",
    "SHOWN_TURNS",
    "SIGN_IN",
    "Desk",
    "Html",
    "Place",
    "Turn",
    "adding",
    "answer",
    "article",
    "conversation",
    "desk",
    "element",
    "failure",
    "filters",
    "history",
    "notice",
    "order_form",
    "read_place",
    "removed",
    "report",
    "settings",
    "shelf",
    "trial",
    "turn",
    "welcome",
]
