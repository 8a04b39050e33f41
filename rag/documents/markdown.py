"""An answer or a summary as Markdown: footnotes that quote and link, and what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from rag.documents.footnotes import outcome, title
from rag.documents.links import is_web, source_link
from rag.documents.points import carriers
from rag.types import Answer, ArticleFacts, Citation, Passage, Sentence, Summary

MAX_SHOWN_CHARACTERS = 160
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_AT_LINE_START = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s)", re.MULTILINE)
_MARKER = re.compile(r"[ \t]*\[(\d{1,4})\]")
_MARKED = ("unsupported", "uncited", "weak")


def as_markdown(result: Answer | Summary, *, beside: Path | None = None) -> str:
    """Returns a document; links to files are relative to the folder `beside`."""
    parts = [f"# {plain(title(result))}"]
    if isinstance(result, Summary) and len(result.articles) == 1 and result.about is None:
        parts.append(_dateline(result.articles[0]))
    parts.append(_body(result))
    if isinstance(result, Summary):
        parts += [*_left_out(result)]
    parts += [_checked(result), "\n".join(_footnotes(result, beside))]
    return "\n\n".join(part for part in parts if part) + "\n"


def index_line(name: str, file: str, facts: str) -> str:
    """Returns one item of an index."""
    return f"- [{plain(name)}]({file})" + (f" — {plain(facts)}" if facts else "")


def plain(text: str) -> str:
    """Returns a text none of whose signs mean anything in Markdown or HTML."""
    return _AT_LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;")))


def described(article: ArticleFacts) -> str:
    """Returns "outlet, date: title" of an article."""
    published = article.published.isoformat() if article.published else None
    front = ", ".join(one for one in (article.source, published) if one)
    return f"{front}: {article.title}" if front else article.title


def _dateline(article: ArticleFacts) -> str:
    published = f"{article.published:%-d %B %Y}" if article.published else None
    address = f"<{article.url}>" if article.url and is_web(article.url) else None
    facts = (article.source, article.author, published)
    return " · ".join([*(plain(one) for one in facts if one), *([address] if address else [])])


def _body(result: Answer | Summary) -> str:
    """Returns the text, its markers as footnotes, and after each line who carries it."""
    lines, at = [], 0
    for line in result.text.split("\n"):
        shown = "".join(_line(result, at, at + len(line)))
        told = [f"*({plain(one)})*" for one in carriers(result, at, at + len(line))]
        lines.append(" ".join([shown, *told]) if len(told) < 2 else _listed(shown, told))
        at += len(line) + 1
    return "\n".join(lines)


def _listed(text: str, told: Sequence[str]) -> str:
    return "\n".join([text, "", *(f"- {one}" for one in told)])


def _line(result: Answer | Summary, start: int, end: int) -> Iterator[str]:
    at = start
    for one in result.sentences:
        if start <= one.start < end:
            yield _MARKER.sub(r"[^\1]", result.text[at : one.start])
            yield "".join(map(_inside, _MARKER.split(one.text), count()))
            yield _flag(one)
            at = one.end
    yield _MARKER.sub(r"[^\1]", result.text[at:end])


def _inside(piece: str, place: int) -> str:
    return f"[^{piece}]" if place % 2 else plain(piece)


def _flag(sentence: Sentence) -> str:
    if sentence.verdict not in _MARKED:
        return ""
    reasons = "; ".join(sentence.reasons)
    return f" **({sentence.verdict}{': ' if reasons else ''}{plain(reasons)})**"


def _left_out(summary: Summary) -> Iterator[str]:
    left_out = summary.coverage.left_out
    if not left_out or summary.status == "declined":
        return
    shown = {one.address: one for one in summary.passages}
    yield "## Left out, and worth asking about"
    yield "\n".join(
        f"- {', '.join(one.holds)}: {plain(_shortened(shown[one.address].text))} (`{one.address}`)"
        for one in left_out
    )


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= MAX_SHOWN_CHARACTERS:
        return text
    return text[:MAX_SHOWN_CHARACTERS].rsplit(" ", 1)[0] + " …"


def _checked(result: Answer | Summary) -> str:
    return f"---\n\n{plain(outcome(result))}"


def _footnotes(result: Answer | Summary, beside: Path | None) -> Iterator[str]:
    quoted: dict[str, Citation] = {}
    for sentence in result.sentences:
        for one in sentence.citations:
            quoted.setdefault(one.key, one)
    for passage in result.passages:
        if passage.key in quoted:
            yield _footnote(passage, quoted[passage.key].quote, beside)


def _footnote(passage: Passage, quotation: str, beside: Path | None) -> str:
    name = plain(described(passage.article))
    link = source_link(passage.article, quotation, beside=beside)
    source = f"[{name}]({link})" if link else name
    return (
        f"[^{passage.key}]: {source}: “{plain(' '.join(quotation.split()))}” (`{passage.address}`)"
    )
