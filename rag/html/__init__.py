"""Values as HTML: pure functions; article text, model output and messages are always escaped."""

from rag.html.answers import answer
from rag.html.articles import adding, article, library, report
from rag.html.conversation import Turn, conversation, failure, turn, welcome
from rag.html.elements import Html, element
from rag.html.frame import ADDING, CLOSE, MASTHEAD, NO_SOURCE
from rag.html.places import Place, read_place

__all__ = [
    "ADDING",
    "CLOSE",
    "MASTHEAD",
    "NO_SOURCE",
    "Html",
    "Place",
    "Turn",
    "adding",
    "answer",
    "article",
    "conversation",
    "element",
    "failure",
    "library",
    "read_place",
    "report",
    "turn",
    "welcome",
]
