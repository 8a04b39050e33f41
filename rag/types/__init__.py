"""The nouns of Footnote: frozen values that every module shares."""

from rag.types.answers import (
    DECLINED,
    FAILING,
    Answer,
    Citation,
    Draft,
    Finding,
    FindingKind,
    Sentence,
    Status,
    Verdict,
)
from rag.types.articles import (
    Article,
    ArticleFacts,
    Chunk,
    Paragraph,
    ParagraphKind,
    Passage,
    SaidDay,
)
from rag.types.costs import Plan, Step, Usage
from rag.types.events import AnswerEvent, Event, RestartEvent, SentenceEvent, TextEvent
from rag.types.library import AddReport, Failure, Filters, Health, Progress
from rag.types.summaries import Coverage, Holding, Point, ReadParagraph, Summary

__all__ = [
    "DECLINED",
    "FAILING",
    "AddReport",
    "Answer",
    "AnswerEvent",
    "Article",
    "ArticleFacts",
    "Chunk",
    "Citation",
    "Coverage",
    "Draft",
    "Event",
    "Failure",
    "Filters",
    "Finding",
    "FindingKind",
    "Health",
    "Holding",
    "Paragraph",
    "ParagraphKind",
    "Passage",
    "Plan",
    "Point",
    "Progress",
    "ReadParagraph",
    "RestartEvent",
    "SaidDay",
    "Sentence",
    "SentenceEvent",
    "Status",
    "Step",
    "Summary",
    "TextEvent",
    "Usage",
    "Verdict",
]
