"""The library pane as HTML: a frame that stays, and what changes in it with each look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rag.html.articles import counted, dateline
from rag.html.elements import Html, element, flag, join
from rag.html.places import place_attributes
from rag.shelf import Listed, Shelf
from rag.types import ArticleFacts

ORDERS = {"newest": "Newest", "oldest": "Oldest", "outlet": "Outlet", "title": "Title"}
SHOWN_OUTLETS = 8
SHOWN_REPRINTS = 50

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
    return {
        "overview": _overview(shown),
        "count": _count(shown),
        "list": join(_item(one) for one in shown.articles),
        "next": shown.next,
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


def _item(shown: Listed) -> Html:
    facts = shown.facts
    chosen = element("input", type="checkbox", value=facts.id, aria_label=f"Select: {facts.title}")
    opened = element(
        "button",
        element("span", facts.title, class_="title"),
        element("span", dateline(replace(facts, correction=None), " · "), class_="facts"),
        type="button",
        **place_attributes(facts.id),
    )
    return element("li", element("div", opened, chosen, class_="row"), *_more(shown))


def _more(shown: Listed) -> Iterator[Html]:
    """Yields what else there is to an article: a correction, older versions, reprints."""
    facts = shown.facts
    told = []
    if facts.correction:
        told.append(element("span", "Corrected", class_="corrected", title=facts.correction))
    if shown.versions > 1:
        told.append(
            element(
                "button",
                f"{shown.versions} versions",
                type="button",
                aria_label=f"{shown.versions} versions of: {facts.title}",
                data_version=str(shown.versions - 1),
                **place_attributes(facts.id),
            )
        )
    if told:
        yield element("p", *told, class_="marks")
    if shown.reprints:
        yield _reprints(shown.reprints)


def _reprints(folded: Sequence[Listed]) -> Html:
    items = [_item(one) for one in folded[:SHOWN_REPRINTS]]
    if len(folded) > SHOWN_REPRINTS:
        items.append(element("li", f"and {len(folded) - SHOWN_REPRINTS:,} more", class_="older"))
    summary = element("summary", f"+{counted(len(folded), 'reprint')}")
    return element("details", summary, element("ol", *items), class_="reprints")


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
