"""What was written here is no article: answers and summaries, in whatever format, and batches.

Read as one, an answer would become a source, and the next answer would cite it.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from pathlib import Path

BATCH_LIST = "summaries.jsonl"
EVIDENCE_KEY = "footnote_evidence"
GENERATOR = "Footnote"

_BATCH_LINE = re.compile(rb'\{"id": "[^"]*", "stamp": "')
# What stands near the beginning or the end of each format; PLACE is a paragraph's address.
_SIGNS = {
    ".html": rf'<meta name="generator" content="{GENERATOR}">',
    ".json": rf'"{EVIDENCE_KEY}":|\A\s*\{{\s*"(?:question|about)":.*"timings_ms":|"Cited: PLACE',
    ".md": r"^\[\^\d+\]: [^\n]+ \(`PLACE`\)$",
    ".txt": r"^\[\d+\] [^\n]*, paragraph \d+: “",
}
_ADDRESS = r"[0-9a-z]{6,}#p\d+"
_PATTERNS = {
    suffix: re.compile(sign.replace("PLACE", _ADDRESS).encode(), re.MULTILINE | re.DOTALL)
    for suffix, sign in _SIGNS.items()
}
_PROPERTIES = "docProps/core.xml"
_CREATOR = b">%b</dc:creator>" % GENERATOR.encode()
_LOOKED_AT_BYTES = 8_000


def is_own_file(path: Path) -> bool:
    """Tells whether a file is an answer or a summary that was saved, evidence, or references."""
    suffix = path.suffix.lower()
    if not _is_regular(path):
        return False
    if suffix == ".docx":
        return _CREATOR in _properties(path)
    pattern = _PATTERNS.get(suffix)
    return bool(pattern and pattern.search(_ends(path)))


def is_own_folder(path: Path) -> bool:
    """Tells whether a folder holds the summaries of a batch."""
    written = path / BATCH_LIST
    if not _is_regular(written):
        return False
    try:
        with written.open("rb") as file:
            return bool(_BATCH_LINE.match(file.read(_LOOKED_AT_BYTES)))
    except OSError:
        return False


def _is_regular(path: Path) -> bool:
    """Tells whether opening reads: to open a pipe is to wait for somebody who writes into it."""
    try:
        return path.is_file()
    except OSError:
        return False


def _ends(path: Path) -> bytes:
    """Returns the beginning and the end of a file, or nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            first = file.read(_LOOKED_AT_BYTES)
            file.seek(max(len(first), os.fstat(file.fileno()).st_size - _LOOKED_AT_BYTES))
            return first + b"\n" + file.read()
    except OSError:
        return b""


def _properties(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_PROPERTIES) as file:
            return file.read(_LOOKED_AT_BYTES)
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return b""
