"""Markup that is safe by construction: a plain string is escaped where it becomes a child."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """A string that is markup already; any other string is escaped where it becomes a child."""

    __slots__ = ()


VOID = frozenset({"input"})  # elements that have no end tag


def element(tag: str, /, *children: str, **attributes: str | None) -> Html:
    """Returns an element; `data_x` is written `data-x`, an attribute that is None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if tag in VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{join(children)}</{tag}>")


def flag(value: bool) -> str | None:  # noqa: FBT001 - it is the whole of its meaning
    """Returns the value of an attribute that is there or not, as `checked`."""
    return "" if value else None


def join(children: Iterable[str]) -> Html:
    """Returns children one after the other, each escaped unless it is markup."""
    return Html("".join(one if isinstance(one, Html) else escape(one) for one in children))
