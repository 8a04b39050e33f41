"""Links into sources: to the very words, where the source is on the web."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from rag.types import ArticleFacts
from rag.words import words

# A long quotation is named by its first and last words.
EDGE_WORDS = 5
MAX_WHOLE_WORDS = 12
MAX_NAME_CHARACTERS = 60


def source_link(article: ArticleFacts, quotation: str, *, beside: Path | None = None) -> str | None:
    """Returns the address of a quotation in its source; None where the source has none.

    A web page's has a text fragment, which browsers scroll to and highlight. A file's is relative
    to the folder `beside`. Text fragments: https://wicg.github.io/scroll-to-text-fragment/
    """
    if article.url and article.url.lower().startswith(("http://", "https://")):
        page = article.url.partition("#")[0]
        return f"{page}#:~:text={_fragment(quotation)}"
    if article.path and beside is not None:
        return quote(os.path.relpath(article.path, beside).replace(os.sep, "/"))
    return None


def slug(text: str) -> str:
    """Returns a file's name that a text stands behind: lower case, words joined by hyphens."""
    return "-".join(words(text))[:MAX_NAME_CHARACTERS].strip("-") or "summary"


def _fragment(quotation: str) -> str:
    words = quotation.split()
    if len(words) <= MAX_WHOLE_WORDS:
        return _encoded(" ".join(words))
    return ",".join(map(_encoded, (" ".join(words[:EDGE_WORDS]), " ".join(words[-EDGE_WORDS:]))))


def _encoded(text: str) -> str:
    """Encodes also the signs that mean something inside a text fragment."""
    return quote(text, safe="").replace("-", "%2D")
