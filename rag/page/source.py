"""The right pane: the article that a citation leads to."""

from __future__ import annotations

from typing import Any

from rag import html
from rag.errors import RagError
from rag.library import Library
from rag.page.parts import script, shown


def source_pane(library: Library) -> None:
    """Lays the pane out; its script asks for an article when a citation is followed."""

    def source(data: dict[str, Any]) -> str:
        return show_source(library, data if isinstance(data, dict) else {})

    shown(html.CLOSE)
    shown(html.NO_SOURCE, elem_id="article", js_on_load=script("page"), server_functions=[source])


def show_source(library: Library, data: dict[str, Any]) -> str:
    """Returns the article that a citation leads to, its paragraph and quoted words marked."""
    place = html.read_place(data)
    try:
        shown = library.article(place.article_id)
        return html.article(shown, place=place, versions=library.versions(shown.id))
    except RagError as error:
        return html.failure(str(error), label="The source cannot be shown.")
