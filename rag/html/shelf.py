"""The library pane as HTML: a frame that stays, and what changes in it with each look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rag.html.articles import counted, dateline
from rag.html.elements import Html, element, flag, join
from rag.html.places import place_attributes
from rag.shelf import Shelf
from rag.types import ArticleFacts

ORDERS = {"newest": "Newest", "oldest": "Oldest", "outlet": "Outlet", "title": "Title"}
SHOWN_OUTLETS = 8

FRAME = element(
    "div",
    element(
        "div",
        element(
            "input", type="search", class_="words", placeholder="Search titles",
            aria_label="Search titles and outlets", autocomplete="off",
        ),
        element(
            "select",
            *(element("option", name, value=order) for order, name in ORDERS.items()),
            class_="order",
            aria_label="Order",
        ),
        class_="tools",
    ),
    element("div", class_="overview"),
    element("p", class_="count", role="status"),
    element("ol", class_="list"),
    element(
        "div",
        element("span", class_="chosen"),
        element("button", "Summarize", type="button", data_do="summarize"),
        element("button", "Remove", type="button", data_do="remove"),
        element("button", "×", type="button", data_do="unselect", aria_label="Clear the selection"),
        class_="selection",
        hidden="",
    ),
    class_="shelf",
)  # fmt: skip


def shelf(shown: Shelf) -> dict[str, str | int]:
    """Returns what changes in the frame: the chart, the count in words, a page of the list."""
    end = shown.view.start + len(shown.articles)
    return {
        "overview": _overview(shown),
        "count": _count(shown),
        "list": join(_item(one) for one in shown.articles),
        "next": end if end < shown.found else 0,
    }


def removed(articles: tuple[ArticleFacts, ...]) -> Html:
    """Renders that articles were removed, with a way back."""
    what = articles[0].title if len(articles) == 1 else counted(len(articles), "article")
    undo = element("button", "Undo", type="button", data_do="undo")
    return element("p", element("span", f"Removed: {what}"), undo, class_="notice", role="status")


def notice(text: str) -> Html:
    """Renders a remark that needs no answer."""
    return element("p", text, class_="notice", role="status")


def _count(shown: Shelf) -> str:
    if shown.found == shown.total:
        return counted(shown.total, "article")
    return f"{shown.found:,} of {counted(shown.total, 'article')}"


def _item(shown: ArticleFacts) -> Html:
    chosen = element("input", type="checkbox", value=shown.id, aria_label=f"Select: {shown.title}")
    opened = element(
        "button",
        element("span", shown.title, class_="title"),
        element("span", dateline(shown, " · "), class_="facts"),
        type="button",
        **place_attributes(shown.id),
    )
    return element("li", opened, chosen)


def _overview(shown: Shelf) -> Html:
    """Renders the bars of the periods and of the outlets; each limits the list to itself."""
    if shown.total == 0:
        return Html()
    return join([_chart(shown.periods, shown.view.period), _outlets(shown)])


def _chart(periods: Mapping[str, int], chosen: str) -> Html:
    if len(periods) < 2:
        return Html()
    most = max(periods.values())
    bars = [
        element(
            "button",
            element("span", style=f"height:{max(2, round(100 * count / most)) if count else 0}%"),
            type="button",
            data_period=period,
            aria_pressed="true" if period == chosen else "false",
            aria_label=f"{_period(period)}: {counted(count, 'article')}",
            title=f"{_period(period)}: {counted(count, 'article')}",
            disabled=flag(not count),
        )
        for period, count in periods.items()
    ]
    ends = [element("span", _period(one)) for one in (min(periods), max(periods))]
    return element(
        "div",
        element("div", *bars, class_="bars", role="group", aria_label="Articles by date"),
        element("div", *ends, class_="ends", aria_hidden="true"),
        class_="chart",
    )


def _outlets(shown: Shelf) -> Html:
    if len(shown.sources) < 2 and not shown.view.source:
        return Html()
    listed = dict(list(shown.sources.items())[:SHOWN_OUTLETS])
    if shown.view.source:
        listed.setdefault(shown.view.source, 0)
    buttons = [
        element(
            "button",
            element("span", name),
            element("span", f"{count:,}", class_="number"),
            type="button",
            data_source=name,
            aria_pressed="true" if name == shown.view.source else "false",
        )
        for name, count in listed.items()
    ]
    return element("div", *buttons, class_="outlets", role="group", aria_label="Articles by outlet")


def _period(period: str) -> str:
    if len(period) == 4:
        return period
    return f"{date.fromisoformat(period + '-01'):%B %Y}"
