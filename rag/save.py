"""Answers and summaries as files, in the format that the file's name ends with."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rag.documents import as_markdown, as_references, as_text, as_web_page, as_word_file
from rag.errors import UsageError
from rag.evidence import evidence_text, write_whole
from rag.types import Answer, Summary

Result = Answer | Summary

_FORMATS: dict[str, Callable[[Result, Path | None], str | bytes]] = {
    ".md": lambda result, beside: as_markdown(result, beside=beside),
    ".html": lambda result, beside: as_web_page(result, beside=beside),
    ".docx": lambda result, _: as_word_file(result),
    ".txt": lambda result, _: as_text(result),
    ".csl.json": lambda result, _: _references(result),
    ".json": lambda result, _: evidence_text(result),
}
ENDINGS = tuple(_FORMATS)


def ending_of(name: str) -> str:
    """Returns which format a file's name asks for, as its ending.

    Raises:
        UsageError: it asks for none that can be written.
    """
    found = [one for one in ENDINGS if name.lower().endswith(one)]
    if not found:
        raise UsageError(f"{name!r} names no format; it can end with {', '.join(ENDINGS)}.")
    return found[0]


def as_file(result: Result, ending: str, *, beside: Path | None = None) -> bytes:
    """Returns a result as the content of a file; links to files are relative to `beside`."""
    content = _FORMATS[ending](result, beside)
    return content.encode() if isinstance(content, str) else content


def save(result: Result, path: Path) -> None:
    """Writes a result in the format that the path ends with, whole or not at all.

    Raises:
        UsageError: the ending names no format, or the file cannot be written.
    """
    _write(path, as_file(result, ending_of(path.name), beside=path.parent.resolve()))


def save_evidence(result: Result, path: Path) -> None:
    """Writes a result as an evidence file, whatever its name ends with, whole or not at all.

    Raises:
        UsageError: the file cannot be written.
    """
    _write(path, evidence_text(result))


def _write(path: Path, content: str | bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}).") from error


def _references(result: Result) -> str:
    items = as_references(result, accessed=date.today())
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
