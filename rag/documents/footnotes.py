"""A checked text taken along: each citation as a footnote that names its source and quotes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.types import Answer, ArticleFacts, Passage, Sentence, Summary

DOUBTED = ("unsupported", "uncited")

_MARKER = re.compile(r"[ \t]*\[(\d{1,3})\]")
_ITEM = re.compile(r"(?:[-*+•–]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Note:
    """One marker of a text: the passage it leads to, and what is quoted from it there."""

    passage: Passage
    quote: str


def as_text(result: Answer | Summary) -> str:
    """Returns a result as plain text to paste: title, text with [1], sources, doubts."""
    sources = [f"[{one.key}] {_source(one)}" for one in _cited(result)]
    doubts = [f"- “{one.text}” {_reason(one)}" for one in _doubted(result)]
    parts = [title(result), result.text, "\n".join(sources)]
    return _joined(
        [*parts, *(["Not confirmed by the check:\n" + "\n".join(doubts)] * bool(doubts))]
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a result: pieces of text with the notes between them; `is_item` in a list."""

    pieces: tuple[str | Note, ...]
    is_item: bool


def lines_of(result: Answer | Summary) -> Iterator[Line]:
    """Yields the lines of a result; a marker that leads nowhere stays text."""
    passages = {one.key: one for one in result.passages}
    at = 0
    for written in result.text.split("\n"):
        item = _ITEM.match(written)
        begin = at + (item.end() if item else 0)
        pieces: list[str | Note] = []
        shown = begin
        for found in _MARKER.finditer(result.text, begin, at + len(written)):
            if passage := passages.get(found[1]):
                quote = _quoted(result.sentences, found.start(), passage)
                pieces += [result.text[shown : found.start()], Note(passage, quote)]
                shown = found.end()
        pieces.append(result.text[shown : at + len(written)])
        yield Line(tuple(one for one in pieces if one), bool(item))
        at += len(written) + 1


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
    day = f"{article.published.day} {article.published:%B %Y}" if article.published else None
    facts = (article.source, day, f"“{article.title}”")
    return ", ".join(one for one in facts if one) + (f", {article.url}" if article.url else "")


def reference(note: Note) -> str:
    """Returns a note in words: where it leads and what is quoted there."""
    paragraph = note.passage.address.rpartition("#p")[2]
    return f"{source_line(note.passage.article)}, paragraph {paragraph}: “{note.quote}”"


def doubts(result: Answer | Summary) -> list[str]:
    """Returns each sentence that failed its check, with the reason."""
    return [f"“{one.text}” {_reason(one)}" for one in _doubted(result)]


def _source(passage: Passage) -> str:
    return reference(Note(passage, passage.text))


def _cited(result: Answer | Summary) -> list[Passage]:
    keys = {one.key for sentence in result.sentences for one in sentence.citations}
    return [one for one in result.passages if one.key in keys]


def _quoted(sentences: Sequence[Sentence], place: int, passage: Passage) -> str:
    """Returns what the sentence before a place quotes of a passage, else all of the passage."""
    before = [one for one in sentences if one.start <= place]
    own = [one.quote for one in before[-1].citations if one.key == passage.key] if before else []
    return " … ".join(own) or passage.text


def _doubted(result: Answer | Summary) -> list[Sentence]:
    return [one for one in result.sentences if one.verdict in DOUBTED]


def _reason(sentence: Sentence) -> str:
    return f"({' '.join(sentence.reasons) or sentence.verdict})"


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(one for one in parts if one) + "\n"
