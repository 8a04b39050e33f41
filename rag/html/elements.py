"""Markup that is safe by construction: a plain string is escaped where it becomes a child."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """A string that is markup already; any other string is escaped where it becomes a child."""

    __slots__ = ()


def element(name: str, *children: str, **attributes: str | None) -> Html:
    """Returns an element; `data_x` is written `data-x`, an attribute that is None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{written}>{join(children)}</{name}>")


def join(children: Iterable[str]) -> Html:
    """Returns children one after the other, each escaped unless it is markup."""
    return Html("".join(one if isinstance(one, Html) else escape(one) for one in children))
