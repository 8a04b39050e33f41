"""Summaries as HTML: the form to order them, and what is done of an order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.address import number_of
from rag.documents import carried, title
from rag.html.answers import answer
from rag.html.articles import counted, dateline
from rag.html.conversation import deeds, failure
from rag.html.elements import Html, element, join
from rag.html.places import place_attributes
from rag.types import ReadParagraph, Summary

SHOWN_SUMMARIES = 20
SHOWN_WORDS = 12
_MARKER = re.compile(r"[ \t]*\[\d{1,4}\]")
LENGTHS = {60: "Short", 120: "Medium", 250: "Long"}


@dataclass(frozen=True, slots=True)
class Desk:
    """The summaries of an order so far, what failed, and how many there will be."""

    summaries: tuple[Summary, ...] = ()
    failures: tuple[str, ...] = ()
    total: int = 0
    is_cancelled: bool = False

    @property
    def done(self) -> int:
        """How many are written or failed."""
        return len(self.summaries) + len(self.failures)

    @property
    def is_running(self) -> bool:
        """Whether there is more to come."""
        return self.done < self.total and not self.is_cancelled


def order_form(styles: Mapping[str, str]) -> Html:
    """Renders the form: a topic or the selected articles, a style, a length."""
    return element(
        "form",
        element("h2", "Summaries"),
        element("p", "Name a topic, or select articles in the list.", class_="hint"),
        element(
            "input", type="text", name="about", class_="field", autocomplete="off",
            aria_label="Topic", placeholder="A topic, such as the cost of the sea wall",
            maxlength="300",
        ),
        element(
            "fieldset",
            element("legend", "0 selected articles", class_="chosen"),
            _radio("together", "One summary of all", is_checked=True),
            _radio("each", "One of each"),
            class_="which",
            hidden="",
        ),
        element(
            "div",
            _select("style", "Style", styles),
            _select("words", "Length", {str(count): name for count, name in LENGTHS.items()}),
            element("button", "Summarize", type="submit", class_="primary"),
            element("button", "Cancel", type="button", class_="cancel", data_do="cancel"),
            class_="row",
        ),
        class_="order",
    )  # fmt: skip


def desk(shown: Desk) -> Html:
    """Renders what is done of an order: progress, summaries, failures."""
    first = max(0, len(shown.summaries) - SHOWN_SUMMARIES)
    cards = [_card(one, first + n) for n, one in enumerate(shown.summaries[first:])]
    older = f"The first {counted(first, 'summary')} are in the zip file only.".replace("ys", "ies")
    return join(
        [
            *_progress(shown),
            *(failure(one, label="One could not be written.") for one in shown.failures),
            element("p", older, class_="hint") if first else Html(),
            *cards,
        ]
    )


def _progress(shown: Desk) -> Iterator[Html]:
    if shown.is_running:
        told = "Writing…" if shown.total == 1 else f"{shown.done} of {shown.total} written"
        bar = element("progress", value=str(shown.done), max=str(shown.total), aria_label=told)
        yield element(
            "div", element("p", told, role="status"), bar if shown.total > 1 else Html(),
            class_="progress", aria_busy="true",
        )  # fmt: skip
    elif shown.is_cancelled:
        told = f"Cancelled; {shown.done} of {shown.total} were written."
        yield element("p", told, class_="stopped", role="status")
    if len(shown.summaries) > 1 and not shown.is_running:
        save = element("button", "Save all as zip", type="button", data_do="zip")
        yield element("div", save, class_="deeds")


def _card(summary: Summary, number: int) -> Html:
    one = summary.articles[0] if len(summary.articles) == 1 else None
    facts = dateline(one, " · ") if one else f"from {counted(len(summary.articles), 'article')}"
    return element(
        "article",
        element("p", facts, class_="facts"),
        element("h2", title(summary), class_="question"),
        answer(summary),
        _points(summary),
        coverage(summary),
        deeds(number, label="This summary"),
        class_="turn summary",
    )


def coverage(summary: Summary) -> Html:
    """Renders what a summary rests on: a strip of its paragraphs, each as wide as it is long."""
    shown = summary.coverage.paragraphs
    if not shown or summary.status == "declined":
        return Html()
    cited = sum(one.is_cited for one in shown)
    told = f"Rests on {cited} of {counted(len(shown), 'paragraph')}."
    # A hundred stops of the Tab key help nobody: what was left out is also listed.
    strip = element("div", *map(_stripe, shown), class_="strip", aria_hidden="true")
    left_out = () if summary.about else summary.coverage.left_out
    return element(
        "figure", strip, element("figcaption", told), _left_out(left_out), class_="coverage"
    )


def _stripe(paragraph: ReadParagraph) -> Html:
    state = "cited" if paragraph.is_cited else "holds" if paragraph.holds else "passed"
    return element(
        "button",
        type="button",
        class_=f"stripe {state}",
        style=f"flex-grow:{max(paragraph.words, 1)}",
        title=_paragraph(paragraph),
        tabindex="-1",
        **place_attributes(paragraph.address),
    )


def _left_out(paragraphs: Sequence[ReadParagraph]) -> Html:
    if not paragraphs:
        return Html()
    items = [
        element(
            "li", element("button", _paragraph(one), type="button", **place_attributes(one.address))
        )
        for one in paragraphs
    ]
    told = element("summary", f"Left out, and worth asking about: {len(items)}")
    return element("details", told, element("ul", *items))


def _paragraph(paragraph: ReadParagraph) -> str:
    cited = "cited" if paragraph.is_cited else "not cited"
    holds = f", holds a {' and a '.join(paragraph.holds)}" if paragraph.holds else ""
    return f"Paragraph {number_of(paragraph.address)}: {cited}{holds}"


def _points(summary: Summary) -> Html:
    """Renders which lines only one source carries, or on which the sources differ."""
    doubtful = [
        one for one in summary.points if one.sources and (one.is_single_source or one.differences)
    ]
    if not doubtful:
        return Html()
    items = [
        element("li", f"“{_shortened(summary.text[one.start : one.end])}”: {carried(one)}")
        for one in doubtful
    ]
    told = element("summary", f"Carried by one source, or disputed: {counted(len(items), 'line')}")
    return element("details", told, element("ul", *items), class_="points")


def _shortened(line: str) -> str:
    words = _MARKER.sub("", line).lstrip("-•* ").split()
    return " ".join(words[:SHOWN_WORDS]) + (" …" if len(words) > SHOWN_WORDS else "")


def _radio(value: str, label: str, *, is_checked: bool = False) -> Html:
    box = element(
        "input", type="radio", name="which", value=value, checked="" if is_checked else None
    )
    return element("label", box, element("span", label))


def _select(name: str, label: str, options: Mapping[str, str]) -> Html:
    items: Iterable[Html] = (
        element("option", text, value=value, selected="" if value == "120" else None)
        for value, text in options.items()
    )
    return element(
        "label", element("span", label), element("select", *items, name=name, class_="field")
    )
