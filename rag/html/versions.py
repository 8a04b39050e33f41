"""The versions of an article: which there are, and an older one with what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from rag.changes import Change, paragraph_changes, word_changes
from rag.html.elements import Html, element, join
from rag.html.places import place_attributes
from rag.store import Version


def choice(article_id: str, versions: Sequence[Version], *, chosen: Version | None) -> Html:
    """Renders the versions to choose from, where there are several; the present one first."""
    if len(versions) < 2:
        return Html()
    buttons = [
        element(
            "button",
            f"Until {_moment(one)}" if one.until else "Now",
            type="button",
            data_version=str(one.number) if one.until else None,
            aria_pressed="true" if one == (chosen or versions[-1]) else "false",
            **place_attributes(article_id),
        )
        for one in reversed(versions)
    ]
    return element("div", *buttons, class_="versions", role="group", aria_label="Versions")


def since(old: Version, new: Version) -> Iterator[Html]:
    """Yields what became of an older text, paragraph by paragraph, then the older text alone."""
    yield element(
        "p",
        "As it read until then: ",
        element("del", "struck out"),
        " is what has gone since, ",
        element("ins", "underlined"),
        " what is new.",
        class_="hint",
    )
    for change in paragraph_changes(old.paragraphs, new.paragraphs):
        yield element("p", *_changed(change), class_=f"body {change.kind}")
    alone = (element("p", one, class_="body") for one in old.paragraphs)
    summary = element("summary", "The older text alone")
    yield element("details", summary, *alone, class_="alone")


def _changed(change: Change) -> Iterator[str]:
    if change.old is None or change.new is None:
        yield _told(change.kind, change.old or change.new or "")
    elif change.kind == "same":
        yield change.new
    else:
        words = [_told(kind, text) for kind, text in word_changes(change.old, change.new)]
        yield join(one for word in words for one in (" ", word))


def _told(kind: str, text: str) -> str:
    return element({"removed": "del", "added": "ins"}[kind], text) if kind != "same" else text


def _moment(version: Version) -> str:
    moment = datetime.fromisoformat(version.until or "")
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"
