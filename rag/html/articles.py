"""Articles as HTML: the list of the library, the source with its cited words, what was added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from rag.documents import is_web
from rag.html.days import dated
from rag.html.elements import Html, element
from rag.html.marked import marked
from rag.html.places import Place, Span
from rag.html.versions import choice, since
from rag.load import said_days
from rag.store import Version
from rag.types import AddReport, Article, ArticleFacts, Failure, Paragraph


def article(
    shown: Article, *, place: Place | None = None, versions: Sequence[Version] = ()
) -> Html:
    """Renders an article; the paragraph of `place` stands out, its quoted spans are marked.

    An older version is shown with what became of each paragraph.
    """
    place = place or Place(shown.id)
    old = next((one for one in versions[:-1] if one.number == place.version), None)
    now = (_paragraph(shown, one, place) for one in shown.paragraphs)
    return element(
        "article",
        element("p", dateline(shown, " · "), class_="facts"),
        element("h2", shown.title),
        _byline(shown),
        choice(shown.id, versions, chosen=old),
        *(since(old, versions[-1]) if old else now),
        class_="source",
    )


def _byline(shown: Article) -> Html:
    byline = [f"By {shown.author}"] if shown.author else []
    if shown.url and is_web(shown.url):
        link = {"href": shown.url, "target": "_blank", "rel": "noopener noreferrer"}
        byline.append(element("a", "Read the original", **link))
    byline.append(element("button", "Summarize", type="button", data_summarize=shown.id))
    byline = [one for part in byline for one in (" · ", part)][1:]
    return element("p", *byline, class_="byline")


def adding(done: int, total: int, name: str) -> Html:
    """Renders which file or address is being read."""
    shown = name if is_web(name) else PurePath(name).name
    place = f"{done + 1} of {total}: " if total > 1 else ""
    bar = element("progress", value=str(done), max=str(total), aria_label="Reading")
    told = element("p", f"Reading {place}{shown} …", role="status")
    return element("div", told, bar if total > 1 else Html(), class_="progress")


def report(added: AddReport) -> Html:
    """Renders in words what adding did; each input that failed is named with its reason."""
    outcomes = [
        (added.added, "added"),
        (added.changed, "changed and read again"),
        (added.kept, "already here"),
    ]
    lines = [
        element("p", f"{counted(len(ids), 'article')} {what}.") for ids, what in outcomes if ids
    ]
    left_out = (
        Failure(name, "It is no article, or of a kind that cannot be read.")
        for name in added.left_out
    )
    items = [
        element(
            "li",
            element("b", one.name if is_web(one.name) else PurePath(one.name).name),
            f": {one.reason}",
        )
        for one in (*added.failed, *left_out)
    ]
    if items:
        lines += [element("p", "Not added:"), element("ul", *items, class_="failed")]
    if lines:
        lines.append(
            element("button", "×", type="button", data_do="dismiss", aria_label="Dismiss this note")
        )
    return element("div", *lines, class_="report", role="status")


def dateline(shown: ArticleFacts, between: str) -> str:
    """Returns where and when, and a note of correction: "Tidewater Ledger · 4 March 2025"."""
    day = f"{shown.published.day} {shown.published:%B %Y}" if shown.published else None
    return between.join(one for one in (shown.source, day, shown.correction) if one)


def described(shown: ArticleFacts) -> str:
    """Returns an article in one line: its title, outlet and date."""
    return ", ".join(one for one in (shown.title, dateline(shown, ", ")) if one)


def counted(count: int, noun: str) -> str:
    """Returns a number with its noun: "1 article", "2 articles"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _paragraph(shown: Article, paragraph: Paragraph, place: Place) -> Html:
    """Renders a paragraph; where it is the cited one, what is quoted in it is marked."""
    name = "h3" if paragraph.kind == "heading" else "p"
    number = element("span", str(paragraph.number), class_="number", aria_hidden="true")
    text = shown.text_of(paragraph)
    days = said_days(text, published=shown.published)
    if paragraph.number != place.paragraph:
        return element(name, number, *dated(text, 0, len(text), days), class_=paragraph.kind)
    told = element("span", "Cited paragraph: ", class_="unseen")
    content = marked(
        text,
        quoted=_inside(paragraph, place.spans),
        nearest=_inside(paragraph, place.nearest),
        days=days,
    )
    return element(name, number, told, *content, class_=f"{paragraph.kind} cited", tabindex="-1")


def _inside(paragraph: Paragraph, spans: Iterable[Span]) -> list[Span]:
    """Returns spans of an article as spans of its paragraph."""
    return [(start - paragraph.start, end - paragraph.start) for start, end in spans]
