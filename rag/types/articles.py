"""An article and its parts: paragraphs, chunks that are embedded, passages that are found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from rag.address import article_of, number_of

ParagraphKind = Literal["body", "heading", "caption", "credit"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered block of an article; `start` and `end` are offsets in its text.

    `page` is the page that it begins on, in a PDF file.
    """

    number: int
    start: int
    end: int
    kind: ParagraphKind = "body"
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What is known of an article besides its text; `correction` is a note in it, where asked."""

    id: str
    title: str
    published: date | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    path: str | None = None
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class Article(ArticleFacts):
    """One text with its facts; every paragraph is a slice of `text`."""

    text: str = ""
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, as hexadecimal."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def facts(self) -> ArticleFacts:
        """The facts alone, without the text."""
        return ArticleFacts(
            self.id, self.title, self.published, self.source, self.author, self.url, self.path
        )

    def text_of(self, paragraph: Paragraph) -> str:
        """Returns the text of one paragraph."""
        return self.text[paragraph.start : paragraph.end]


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded: paragraphs `first` to `last` of an article, or a part of a long one.

    `title` is that of its article where it helps finding the text ("" where it does not).
    """

    id: str
    article_id: str
    first: int
    last: int
    start: int
    end: int
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day that a text names by a word, such as “Saturday”: where in the text, and which day."""

    start: int
    end: int
    day: date


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that was found; `start` is its offset in the article, `key` its citation key.

    `also_in` holds the addresses that say the same, in reprints mostly; `story` is the id of the
    first article of its story, the same for all reprints ("": not known). `page` is that of a PDF;
    `days` are those that it names by a word, resolved, with offsets in `text`.
    """

    address: str
    text: str
    score: float
    article: ArticleFacts
    start: int
    key: str = ""
    also_in: tuple[str, ...] = ()
    story: str = ""
    page: int | None = None
    days: tuple[SaidDay, ...] = ()

    @property
    def number(self) -> int:
        """The number of the paragraph in its article, counted from 1."""
        return number_of(self.address)

    @property
    def reprints(self) -> int:
        """How many other articles say the same."""
        others = set(map(article_of, self.also_in))
        return len(others - {self.article.id})
