"""What is done to the tree of a saved page before the article is looked for in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from rag.load.dates import find_date, is_date_line

# A private character that no icon font uses: trafilatura drops figures, so their captions travel
# through it as paragraphs between two of these.
MARK = "\U0010fffd"
LONGEST_STATEMENT = 80
LEVELS_ABOVE_TITLE = 3
_NO_CAPTION_IN = ("a", "aside", "footer", "li", "nav")
_BODY_CLASS = re.compile(r"(?:article|story|post)(?:__|--|[-_])?(?:body|content|text)\b", re.I)
_PUBLISHED_WORD = re.compile(
    r"\W*(?:published|posted|publi[ckz]iert|ver[öo]ffentlicht|publi[ée]e?|publicado|pubblicato"
    r"|gepubliceerd|am|on|le|el|il|op|:|\s)*",
    re.IGNORECASE,
)


# lxml has no type annotations: its elements are Any here.
def mark_captions(tree: Any) -> None:
    """Makes a marked paragraph of every figure that has a caption and is no teaser."""
    for figure in list(tree.iter("figure")):
        caption = figure.find(".//figcaption")
        teaser = next(figure.iterancestors(*_NO_CAPTION_IN), None) is not None
        if caption is None or teaser or figure.find(".//table") is not None:
            continue
        text = " ".join(caption.text_content().split())
        for child in list(figure):
            figure.remove(child)
        figure.attrib.clear()
        figure.tag, figure.text = "p", MARK + text + MARK


def join_bodies(tree: Any) -> None:
    """Joins an article's body that a page cuts into pieces, with advertisements between them."""
    pieces: dict[str, list[Any]] = {}
    for element in tree.iter("div", "section"):
        name = element.get("class") or ""
        inside = any((above.get("class") or "") == name for above in element.iterancestors())
        if _BODY_CLASS.search(name) and not inside and element.find(".//p") is not None:
            pieces.setdefault(name, []).append(element)
    for first, *others in pieces.values():
        if any(next(one.iterancestors("article"), None) is not _article(first) for one in others):
            continue
        for other in others:
            first.extend(list(other))
            other.getparent().remove(other)


def stated_date(tree: Any) -> date | None:
    """Returns the publication date that a page shows near its title, and nowhere else states."""
    title = next(tree.iter("h1"), None)
    if title is None:
        return None
    for above in [title, *title.iterancestors()][1 : LEVELS_ABOVE_TITLE + 1]:
        for text in _short_texts(above):
            found = find_date(text)
            label = _PUBLISHED_WORD.match(text)
            start = label.end() if label else 0
            if found and (found[1] <= start or is_date_line(text)):
                return found[0]
    return None


def _short_texts(element: Any) -> Iterator[str]:
    texts = (" ".join(text.split()) for text in element.itertext())
    return (text for text in texts if 0 < len(text) <= LONGEST_STATEMENT)


def _article(element: Any) -> Any:
    return next(element.iterancestors("article"), None)
