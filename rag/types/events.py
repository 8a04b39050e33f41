"""What a stream tells while an answer is written, and at its end."""

from __future__ import annotations

from dataclasses import dataclass

from rag.types.answers import Answer, Sentence


@dataclass(frozen=True, slots=True)
class TextEvent:
    """A piece of an answer as it is written, not yet checked."""

    text: str


@dataclass(frozen=True, slots=True)
class RestartEvent:
    """What came so far is void: the writer failed, and another one begins; `reason` says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class SentenceEvent:
    """A sentence that is complete, checked while the rest is being written."""

    sentence: Sentence


@dataclass(frozen=True, slots=True)
class AnswerEvent:
    """The end of a stream: the checked answer."""

    answer: Answer


Event = TextEvent | SentenceEvent | RestartEvent | AnswerEvent
