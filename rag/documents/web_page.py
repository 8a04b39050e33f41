"""A checked text as one HTML file: nothing in it runs, and it asks nothing of any server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from rag.documents.footnotes import (
    Note,
    cited_passages,
    lines_of,
    named,
    outcome,
    pieces_of,
    source_line,
    title,
)
from rag.documents.links import source_link
from rag.documents.points import carriers
from rag.types import Answer, Citation, Passage, Sentence, Summary

# A longer paragraph is shown by what is quoted of it.
MAX_PARAGRAPH_CHARACTERS = 1_500


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line: a sentence, or what stands between two, such as the markers `after` one."""

    pieces: tuple[str | Note, ...]
    sentence: Sentence | None = None
    after: Sentence | None = None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the text, and who carries it."""

    kind: str
    stretches: tuple[Stretch, ...]
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A cited paragraph: its text in parts, those that are quoted marked, and where it stands."""

    passage: Passage
    described: str
    parts: tuple[tuple[str, bool], ...]
    link: str | None


def as_web_page(result: Answer | Summary, *, beside: Path | None = None) -> str:
    """Returns a page; links to files are relative to the folder `beside`."""
    from jinja2 import Environment, StrictUndefined

    made = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = made.from_string((files("rag.documents") / "page.html").read_text(encoding="utf-8"))
    summary = result if isinstance(result, Summary) else None
    return template.render(
        title=_capital(title(result)),
        kind="Summary" if summary else "Answer",
        dateline=source_line(summary.articles[0]) if summary and _is_of_one(summary) else "",
        result=result,
        outcome=outcome(result),
        lines=list(_lines(result)),
        left_out=_left_out(summary) if summary else (),
        removed=() if isinstance(result, Summary) else result.removed,
        sources=[_source(result, one, beside) for one in cited_passages(result)],
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_of_one(summary: Summary) -> bool:
    return summary.about is None and len(summary.articles) == 1


def _lines(result: Answer | Summary) -> Iterator[ShownLine]:
    for line in lines_of(result):
        begin = result.text.rfind("\n", 0, line.start) + 1
        told = tuple(carriers(result, begin, line.end))
        yield ShownLine(line.kind, tuple(_stretches(result, line.start, line.end)), told)


def _stretches(result: Answer | Summary, start: int, end: int) -> Iterator[Stretch]:
    at, before = start, None
    for one in result.sentences:
        if start <= one.start < end:
            yield Stretch(tuple(pieces_of(result, at, one.start)), after=before)
            yield Stretch(tuple(pieces_of(result, one.start, one.end)), sentence=one)
            at, before = one.end, one
    yield Stretch(tuple(pieces_of(result, at, end)), after=before)


def _left_out(summary: Summary) -> list[tuple[Passage, str]]:
    """Returns the uncited paragraphs that an editor would ask about, and what they hold."""
    shown = {one.address: one for one in summary.passages}
    return [(shown[one.address], ", ".join(one.holds)) for one in summary.coverage.left_out]


def _source(result: Answer | Summary, passage: Passage, beside: Path | None) -> Source:
    own = [one for each in result.sentences for one in each.citations if one.key == passage.key]
    own.sort(key=lambda one: one.start)
    link = source_link(passage.article, own[0].quote, beside=beside)
    return Source(passage, named(passage.article), tuple(_parts(passage, own)), link)


def _parts(passage: Passage, quoted: Sequence[Citation]) -> Iterator[tuple[str, bool]]:
    """Yields a paragraph with what is quoted of it marked; of a long one, what is quoted only."""
    is_long = len(passage.text) > MAX_PARAGRAPH_CHARACTERS
    at = 0
    for one in quoted:
        start = max(at, one.start - passage.start)
        end = max(start, one.end - passage.start)
        if between := passage.text[at:start]:
            yield (" … " if is_long else between), False
        if said := passage.text[start:end]:
            yield said, True
        at = end
    if rest := passage.text[at:]:
        yield (" …" if is_long else rest), False
