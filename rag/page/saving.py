"""Answers and summaries taken from the page: copied, or saved as a file."""

from __future__ import annotations

import base64
import json
from itertools import count

from rag.documents import as_text, slug, title
from rag.save import as_file
from rag.types import Answer, Summary

_TYPES = {
    "html": "text/html",
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "zip": "application/zip",
}
_numbers = count()


def saved(result: Answer | Summary, kind: str) -> str:
    """Returns a result as the page's script takes it, to copy it or to save it as a file."""
    if kind == "copy":
        return parcel(as_text(result).encode(), name="")
    return parcel(as_file(result, f".{kind}"), name=f"{slug(title(result))}.{kind}")


def parcel(content: bytes, *, name: str) -> str:
    """Returns a file for the page's script; without a name it is text to copy.

    The number makes two parcels of the same content differ, so that each is noticed.
    """
    return json.dumps(
        {
            "number": next(_numbers),
            "name": name,
            "type": _TYPES.get(name.rpartition(".")[2], "text/plain"),
            "content": base64.b64encode(content).decode(),
        }
    )
