"""The nouns of Footnote: frozen values that every module shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Literal

ParagraphKind = Literal["body", "heading", "caption", "credit"]
Verdict = Literal["supported", "weak", "unsupported", "uncited"]
FindingKind = Literal[
    "number", "date", "name", "role", "quotation", "negation", "opposite", "attribution", "place",
    "wording",
]  # fmt: skip
Status = Literal["grounded", "partly_grounded", "declined"]
Holding = Literal["number", "denial", "correction"]

DECLINED = "The articles do not say."


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
    def reprints(self) -> int:
        """How many other articles say the same."""
        others = {one.partition("#")[0] for one in self.also_in}
        return len(others - {self.article.id})


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence rests: `quote` is `article.text[start:end]` of the address's article."""

    key: str
    address: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that an LLM read and wrote; `cost` where prices are set, in their currency."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None

    def __add__(self, other: Usage) -> Usage:
        """Returns the usage of both."""
        costs = [one.cost for one in (self, other) if one.cost is not None]
        return Usage(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            sum(costs) if costs else None,
        )


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


@dataclass(frozen=True, slots=True)
class Step:
    """A round of calls to an LLM: what for, how many, and about how many tokens they take.

    One that is not sure is taken only if what came before was not good enough.
    """

    name: str
    calls: int
    input_tokens: int
    output_tokens: int
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What a summary takes, told beforehand; without an LLM it has no steps."""

    steps: tuple[Step, ...] = ()
    cost: float | None = None

    @property
    def calls(self) -> int:
        """How often the LLM is called for sure."""
        return sum(step.calls for step in self.steps if step.is_sure)

    @property
    def most_calls(self) -> int:
        """How often the LLM is called at most."""
        return sum(step.calls for step in self.steps)

    @property
    def input_tokens(self) -> int:
        """About how many tokens the LLM reads."""
        return sum(step.input_tokens for step in self.steps if step.is_sure)

    @property
    def output_tokens(self) -> int:
        """About how many tokens the LLM writes."""
        return sum(step.output_tokens for step in self.steps if step.is_sure)


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


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles may be searched: those published from `since` to `until`, both included.

    With `or_naming`, those pass as well that name such a day by a word, as "on Saturday" does.
    """

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    or_naming: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be added, and why, in one sentence.

    It was only left out if it was written here, or came along in a mail or an archive and is of a
    kind that is not read.
    """

    name: str
    reason: str
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far `Library.add` is: files read, out of how many, the one that is read now.

    `articles` is how many were read so far; one file may hold any number of them.
    """

    done: int
    total: int
    name: str
    articles: int = 0


@dataclass(frozen=True, slots=True)
class AddReport:
    """What `Library.add` did: ids of articles by outcome, inputs that failed or were left out."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """One finding of `doctor`: what was looked at, whether it is sound, and what to know or do."""

    name: str
    sound: bool
    detail: str
