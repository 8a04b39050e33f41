"""A checked summary: what it rests on, and who carries its points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rag.types.answers import Sentence, Status
from rag.types.articles import ArticleFacts, Passage
from rag.types.costs import Usage

Holding = Literal["number", "denial", "correction"]


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A body paragraph that was read; `holds` is what an editor would ask about if it is left out.

    `words` is its length, for a strip of paragraphs as wide as they are long.
    """

    address: str
    words: int
    is_cited: bool
    holds: tuple[Holding, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a summary rests on: the body paragraphs in order, and the `share` that it cites."""

    share: float = 0.0
    paragraphs: tuple[ReadParagraph, ...] = ()

    @property
    def left_out(self) -> tuple[ReadParagraph, ...]:
        """The uncited paragraphs that hold numbers, denials or corrections."""
        return tuple(one for one in self.paragraphs if one.holds and not one.is_cited)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a summary of several articles, `text[start:end]`, and who carries it.

    It is an item of a list, or a sentence of running text.

    `sources` are the independent ones (an outlet counts once, reprints of one text count once);
    `reprints` are further articles with the same text. `differences` says where they disagree.
    """

    start: int
    end: int
    sources: tuple[str, ...]
    reprints: int = 0
    differences: tuple[str, ...] = ()

    @property
    def is_single_source(self) -> bool:
        """Whether only one independent source carries it."""
        return len(self.sources) == 1


@dataclass(frozen=True, slots=True)
class Summary:
    """A checked summary of one article, of several, or of a topic (`about`).

    `words` is how many were asked for; 0 where that is not known.
    """

    about: str | None
    articles: tuple[ArticleFacts, ...]
    status: Status
    text: str
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    writer: str
    usage: Usage = Usage()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    style: str = "brief"
    words: int = 0
    coverage: Coverage = Coverage()
    points: tuple[Point, ...] = ()

    @property
    def written_words(self) -> int:
        """How many words its sentences have."""
        return sum(len(one.text.split()) for one in self.sentences)

    @property
    def is_short(self) -> bool:
        """Whether it has over a tenth fewer words than were asked for."""
        return self.style != "headline" and self.written_words < 0.9 * self.words
