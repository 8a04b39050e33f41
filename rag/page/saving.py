"""Answers and summaries taken from the page: copied, or saved as a file."""

from __future__ import annotations

import base64
import json
from itertools import count

from rag.documents import as_markdown, as_text, as_word_file, slug, title
from rag.evidence import as_evidence, as_json
from rag.types import Answer, Summary

_TYPES = {
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
    return parcel(as_file(result, kind), name=f"{slug(title(result))}.{kind}")


def as_file(result: Answer | Summary, kind: str) -> bytes:
    """Returns a result as the content of a file: `docx`, `json` or `md`."""
    if kind == "docx":
        return as_word_file(result)
    if kind == "json":
        evidence = as_evidence(as_json(result))
        return (json.dumps(evidence, ensure_ascii=False, indent=2) + "\n").encode()
    return as_markdown(result).encode()


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
