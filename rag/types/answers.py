"""A draft, and the checked answer that is made of it: sentences, citations, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rag.types.articles import Passage
from rag.types.costs import Usage

Verdict = Literal["supported", "weak", "unsupported", "uncited"]
FindingKind = Literal[
    "number", "date", "name", "role", "quotation", "negation", "opposite", "attribution", "place",
    "wording",
]  # fmt: skip
Status = Literal["grounded", "partly_grounded", "declined"]

DECLINED = "The articles do not say."
FAILING: tuple[Verdict, ...] = ("unsupported", "uncited")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence rests: `quote` is `article.text[start:end]` of the address's article."""

    key: str
    address: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer wrote, with `[key]` markers, before anything was checked."""

    text: str
    passages: tuple[Passage, ...]
    writer: str
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say of a part of a sentence; `start` and `end` slice the sentence's text.

    A fault is a contradiction or an addition; a doubt is what rules can neither confirm nor refute.
    `nearest` is the place in a source that says otherwise, or nearly the same.
    """

    kind: FindingKind
    weight: Literal["fault", "doubt"]
    reason: str
    start: int
    end: int
    nearest: Citation | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One checked sentence; `start` and `end` slice the text it stands in.

    `score` is from 0 (contradicted or uncited) to 1 (all of it was found where it points);
    `findings` say where in the sentence, and where in a source, the reasons lie.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    score: float
    reasons: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer: `text` with its markers, sentence by sentence.

    `removed` holds the sentences that failed their check and were taken out (strict answers).
    """

    question: str
    status: Status
    text: str
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    writer: str
    usage: Usage = Usage()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    removed: tuple[Sentence, ...] = ()

    @property
    def independent_sources(self) -> int:
        """How many stories are cited; reprints of one story are one source."""
        cited = {one.key for sentence in self.sentences for one in sentence.citations}
        return len({one.story or one.article.id for one in self.passages if one.key in cited})
