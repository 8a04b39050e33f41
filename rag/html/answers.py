"""Checked answers and summaries as HTML: sentences, markers, verdicts, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from rag.address import article_of
from rag.html.articles import counted, dateline
from rag.html.elements import Html, element, join
from rag.html.places import Span, place_attributes
from rag.html.verdicts import FLAGS, MARKER, by_marker, judged, linked
from rag.question import remarks_on_answer
from rag.types import Answer, Citation, Passage, Sentence, Summary

PLAIN_WRITER = "extractive"

_PREFIX = re.compile(r"\s*(?:(?P<item>[-*+•–]|\d{1,2}[.)])|(?P<heading>#{1,6})|>)\s+")
_TRAILING = re.compile(rf"(?:{MARKER.pattern})*")


def answer(result: Answer | Summary) -> Html:
    """Renders a checked answer or summary; one that was declined does not look like one."""
    more = _removed(result.removed) if isinstance(result, Answer) else Html()
    if result.writer != PLAIN_WRITER:  # a model, or extracts in its place: the reader must know
        more = join([more, element("p", f"Written by {result.writer}", class_="writer")])
    remarks = _on_phrases(result) if isinstance(result, Answer) else Html()
    if result.status == "declined":
        refusal = element("p", result.text, class_="refusal")
        return element("div", remarks, refusal, _nearest(result.passages), more, class_="declined")
    citations = [one for sentence in result.sentences for one in sentence.citations]
    cited = {one.key for one in citations}
    sources = [_footnote(one, citations) for one in result.passages if one.key in cited]
    return element(
        "div",
        remarks,
        element("div", *_blocks(result), class_="text"),
        _doubts(result.sentences),
        _rests_on(result) if isinstance(result, Answer) else Html(),
        element("ol", *sources, class_="footnotes", aria_label="Sources") if sources else "",
        more,
        class_="answer",
    )


def draft(text: str, checked: Iterable[Sentence] = (), *, is_open: bool = True) -> Html:
    """Renders what is written so far; what is checked already looks so, its markers lead nowhere.

    A writer that starts anew leaves sentences that are not where they were; they are passed over.
    """
    pieces, at = [], 0
    for one in checked:
        if one.start >= at and text[one.start : one.end] == one.text:
            pieces += _raised(text[at : one.start])
            pieces.append(element("span", judged(one, _raised), class_="checked"))
            at = one.end
    pieces += _raised(text[at:]) if text or not is_open else ["Reading…"]
    return element("div", *pieces, class_="draft", aria_busy="true" if is_open else None)


def _raised(text: str) -> list[str]:
    return [element("sup", one) if i % 2 else one for i, one in enumerate(MARKER.split(text))]


def _blocks(result: Answer | Summary) -> Iterator[Html]:
    """Yields the lines of a text as headings, lists and paragraphs."""
    passages = by_marker(result.passages)
    items: list[Html] = []
    at = 0
    for line in result.text.split("\n"):
        prefix = _PREFIX.match(line)
        begin, end = at + (prefix.end() if prefix else 0), at + len(line)
        content = join(_line(result, (begin, end), passages))
        at = end + 1
        if prefix and prefix["item"]:
            items.append(element("li", content))
            continue
        if items:
            yield element("ul", *items)
            items = []
        if content.strip():
            yield element("h3" if prefix and prefix["heading"] else "p", content)
    if items:
        yield element("ul", *items)


def _line(result: Answer | Summary, span: Span, passages: Mapping[str, Passage]) -> Iterator[str]:
    at = span[0]
    for one in result.sentences:
        if span[0] <= one.start < span[1]:
            yield from linked(result.text[at : one.start], None, passages)
            yield judged(one, partial(linked, sentence=one, passages=passages))
            trailing = _TRAILING.match(result.text, one.end)
            at = trailing.end() if trailing else one.end
            yield from linked(result.text[one.end : at], one, passages)
            if one.verdict in FLAGS:
                flag = element("span", FLAGS[one.verdict], class_="flag", aria_hidden="true")
                yield element("span", flag, class_="joined")
    yield from linked(result.text[at : span[1]], None, passages)


def _footnote(passage: Passage, citations: Iterable[Citation]) -> Html:
    own = [one for one in citations if one.key == passage.key]
    facts = [dateline(passage.article, " · "), f"paragraph {passage.number}"]
    if passage.reprints:
        facts.append(f"also in {counted(passage.reprints, 'reprint')}")
    return element(
        "li",
        element("span", passage.key, class_="key", aria_hidden="true"),
        element(
            "button",
            element("span", " · ".join(one for one in facts if one), class_="facts"),
            element("span", passage.article.title, class_="title"),
            type="button",
            **place_attributes(passage.address, own),
        ),
    )


def _nearest(passages: Sequence[Passage]) -> Html:
    if not passages:
        return Html()
    items = [_footnote(one, ()) for one in passages]
    summary = element("summary", f"What was read: {counted(len(items), 'paragraph')}")
    return element("details", summary, element("ol", *items, class_="footnotes"))


def _on_phrases(shown: Answer) -> Html:
    """Renders what is to be said of phrases that the question quotes."""
    return join(element("p", one, class_="remark") for one in remarks_on_answer(shown))


def _doubts(sentences: Sequence[Sentence]) -> Html:
    count = sum(one.verdict in FLAGS for one in sentences)
    if not count:
        return Html()
    told = f"{count} of {counted(len(sentences), 'sentence')} did not pass the check."
    return element("p", told, class_="doubts")


def _rests_on(shown: Answer) -> Html:
    """Renders how many independent sources there are: reprints of one story are one."""
    cited = {article_of(one.address) for s in shown.sentences for one in s.citations}
    if not cited:
        return Html()
    count = shown.independent_sources
    told = "one source" if count == 1 else f"{count} independent sources"
    articles = f" ({counted(len(cited), 'article')})" if len(cited) > count else ""
    return element("p", f"Rests on {told}{articles}.", class_="rests")


def _removed(sentences: Sequence[Sentence]) -> Html:
    if not sentences:
        return Html()
    told = f"{counted(len(sentences), 'sentence')} left out: failed the check"
    items = [element("li", f"{one.text} ({' '.join(one.reasons)})") for one in sentences]
    summary = element("summary", told)
    return element("details", summary, element("ul", *items), class_="removed")
