"""What a question is limited to, as chips above the question box: days and outlets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rag.html.articles import counted
from rag.html.elements import Html, element, flag, join
from rag.types import Filters


def filters(within: Filters, *, sources: Sequence[str]) -> Html:
    """Renders the chips; each opens a sheet to choose from, and shows what was chosen."""
    return element(
        "div",
        _chip(
            "Dates", _days(within), _day_sheet(within), is_set=bool(within.since or within.until)
        ),
        _chip(
            "Outlets", _outlets(within), _outlet_sheet(within, sources), is_set=bool(within.sources)
        )
        if len(sources) > 1 or within.sources
        else Html(),
        class_="chips",
        role="group",
        aria_label="Limit the answer to",
    )


def _chip(name: str, chosen: str, sheet: Html, *, is_set: bool) -> Html:
    clear = element(
        "button", "×", type="button", class_="clear", data_clear=name.lower(),
        aria_label=f"Clear {name.lower()}",
    )  # fmt: skip
    # `name` makes the browser close one sheet when another opens.
    details = element(
        "details", element("summary", chosen), sheet, name="chips", data_chip=name.lower()
    )
    return element(
        "div", details, clear if is_set else Html(), class_=f"chip{' set' if is_set else ''}"
    )


def _days(within: Filters) -> str:
    since, until = (_day(one) for one in (within.since, within.until))
    if since and until:
        return since if since == until else f"{since} – {until}"
    if since:
        return f"Since {since}"
    return f"Until {until}" if until else "Any date"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""


def _day_sheet(within: Filters) -> Html:
    fields = [("since", "From", within.since), ("until", "To", within.until)]
    return element(
        "div",
        *(
            element(
                "label",
                element("span", label),
                element("input", type="date", name=name, value=day.isoformat() if day else ""),
            )
            for name, label, day in fields
        ),
        class_="sheet",
    )


def _outlets(within: Filters) -> str:
    if not within.sources:
        return "All outlets"
    return within.sources[0] if len(within.sources) == 1 else counted(len(within.sources), "outlet")


def _outlet_sheet(within: Filters, sources: Sequence[str]) -> Html:
    boxes = [
        element(
            "label",
            element(
                "input", type="checkbox", name="source", value=one,
                checked=flag(one in within.sources),
            ),
            element("span", one),
        )
        for one in sources
    ]  # fmt: skip
    return element("div", join(boxes), class_="sheet outlets")
