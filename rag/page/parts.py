"""The components that the panes are made of, and what all of their events share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

ASSETS = Path(__file__).parent.parent.parent / "assets"

# An event of the page is nobody's endpoint, and shows no bar of progress.
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
UNFORESEEN = "Something failed that nobody foresaw; the terminal shows where."


def shown(value: Any, **settings: Any) -> gr.HTML:
    """Returns a place that shows HTML, with nothing of Gradio's around it."""
    return gr.HTML(value, **{"apply_default_css": False, "js_on_load": None, **settings})


def script(name: str) -> str:
    """Returns one of the page's scripts."""
    return (ASSETS / f"{name}.js").read_text(encoding="utf-8")


def sent(event: gr.EventData) -> dict[str, Any]:
    """Returns what a script of the page sent with an event; it may hold anything."""
    data = event._data
    return data if isinstance(data, dict) else {}


def user_of(request: gr.Request | None) -> str | None:
    """Returns who is signed in, if anybody."""
    return request.username if request else None


def number_of(data: dict[str, Any]) -> int:
    """Returns the number of the turn or summary that an event is about; -1 where it has none."""
    number = str(data.get("number"))
    return int(number) if number.isdecimal() else -1
