"""A checked text taken along: each citation as a footnote that names its source and quotes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.types import FAILING, Answer, ArticleFacts, Passage, Sentence, Summary

_MARKER = re.compile(r"[ \t]*\[(\d{1,3})\]")
_PREFIX = re.compile(r"(?:(?P<item>[-*+•–]|\d{1,2}[.)])|(?P<heading>#{1,6}))\s+")


@dataclass(frozen=True, slots=True)
class Note:
    """One marker of a text: the passage it leads to, and what is quoted from it there."""

    passage: Passage
    quote: str


def as_text(result: Answer | Summary) -> str:
    """Returns a result as plain text to paste: title, text with [1], sources, doubts."""
    sources = [f"[{one.key}] {_source(one)}" for one in cited_passages(result)]
    doubts = [f"- “{one.text}” {_reason(one)}" for one in _doubted(result)]
    parts = [title(result), result.text, "\n".join(sources)]
    return _joined(
        [*parts, *(["Not confirmed by the check:\n" + "\n".join(doubts)] * bool(doubts))]
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a result, `text[start:end]` without what makes it an item or a heading."""

    kind: Literal["text", "item", "heading"]
    start: int
    end: int


def lines_of(result: Answer | Summary) -> Iterator[Line]:
    """Yields the lines of a result that hold something."""
    at = 0
    for written in result.text.split("\n"):
        prefix = _PREFIX.match(written)
        start, end = at + (prefix.end() if prefix else 0), at + len(written)
        at = end + 1
        if result.text[start:end].strip():
            is_item = prefix and prefix["item"]
            yield Line("item" if is_item else "heading" if prefix else "text", start, end)


def pieces_of(result: Answer | Summary, start: int, end: int) -> Iterator[str | Note]:
    """Yields a part of a result as text and notes; a marker that leads nowhere stays text."""
    passages = {one.key: one for one in result.passages}
    shown = start
    for found in _MARKER.finditer(result.text, start, end):
        if passage := passages.get(found[1]):
            if text := result.text[shown : found.start()]:
                yield text
            yield Note(passage, _quoted(result.sentences, found.start(), passage))
            shown = found.end()
    if text := result.text[shown:end]:
        yield text


def title(result: Answer | Summary) -> str:
    """Returns what a result is about, in one line."""
    if isinstance(result, Answer):
        return result.question
    if result.about:
        return result.about
    if len(result.articles) == 1:
        return result.articles[0].title
    return f"Summary of {len(result.articles)} articles"


def source_line(article: ArticleFacts) -> str:
    """Returns an article as a reference: outlet, date, title, address."""
    return named(article) + (f", {article.url}" if article.url else "")


def named(article: ArticleFacts) -> str:
    """Returns the outlet, the date and the title of an article."""
    day = f"{article.published.day} {article.published:%B %Y}" if article.published else None
    return ", ".join(one for one in (article.source, day, f"“{article.title}”") if one)


def reference(note: Note) -> str:
    """Returns a note in words: where it leads and what is quoted there."""
    one = note.passage
    return f"{source_line(one.article)}, paragraph {one.number}: “{note.quote}”"


def cited_passages(result: Answer | Summary) -> list[Passage]:
    """Returns the passages that a sentence cites, in the order of their keys."""
    keys = {one.key for sentence in result.sentences for one in sentence.citations}
    return [one for one in result.passages if one.key in keys]


def outcome(result: Answer | Summary) -> str:
    """Returns what a text rests on and how its check came out, in one line."""
    counts = Counter(one.verdict for one in result.sentences)
    told = ", ".join(f"{number} {verdict}" for verdict, number in counts.items())
    line = f"{len(result.sentences)} sentences: {told or 'none'}. Written by {result.writer}."
    if isinstance(result, Summary) and result.coverage.paragraphs:
        cited = sum(one.is_cited for one in result.coverage.paragraphs)
        line = f"Rests on {cited} of {len(result.coverage.paragraphs)} paragraphs. {line}"
    return f"{line} {shortness(result)}".rstrip()


def shortness(result: Answer | Summary) -> str:
    """Returns that a summary is shorter than was asked for; nothing where it is not."""
    if isinstance(result, Answer) or not result.is_short or result.status == "declined":
        return ""
    return f"It has {result.written_words} words; {result.words} were asked for."


def doubts(result: Answer | Summary) -> list[str]:
    """Returns each sentence that failed its check, with the reason."""
    return [f"“{one.text}” {_reason(one)}" for one in _doubted(result)]


def _source(passage: Passage) -> str:
    return reference(Note(passage, passage.text))


def _quoted(sentences: Sequence[Sentence], place: int, passage: Passage) -> str:
    """Returns what the sentence before a place quotes of a passage, else all of the passage."""
    before = [one for one in sentences if one.start <= place]
    own = [one.quote for one in before[-1].citations if one.key == passage.key] if before else []
    return " … ".join(own) or passage.text


def _doubted(result: Answer | Summary) -> list[Sentence]:
    return [one for one in result.sentences if one.verdict in FAILING]


def _reason(sentence: Sentence) -> str:
    return f"({' '.join(sentence.reasons) or sentence.verdict})"


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(one for one in parts if one) + "\n"
