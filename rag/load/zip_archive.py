"""Zip archives: each file in one is read as it would be by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from rag.errors import LoadError
from rag.load import json_lines
from rag.load.decode import check_file
from rag.load.links import Packed
from rag.load.paths import absolute_name, name_of
from rag.load.unpack import check_growth, opened_zip, unpacked
from rag.types import Failure

SUFFIXES: tuple[str, ...] = (".zip",)
_ENCRYPTED = 0x1
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\\")
_HIDDEN = re.compile(r"(?:^|/)(?:\.(?!\.)|__MACOSX/)")


def read(path: Path, *, max_bytes: int) -> Iterator[Packed | Failure]:
    """Yields the files of an archive, one unpacked at a time."""
    check_file(path)
    with opened_zip(path) as archive:
        for entry in archive.infolist():
            if entry.is_dir() or _HIDDEN.search(entry.filename):
                continue
            name = f"{name_of(path)}#{entry.filename}"
            try:
                yield from _entry(archive, entry, path=path, max_bytes=max_bytes)
            except LoadError as error:
                yield Failure(name, str(error))


def _entry(archive: ZipFile, entry: ZipInfo, *, path: Path, max_bytes: int) -> Iterator[Packed]:
    if _OUTSIDE.search(entry.filename):
        raise LoadError("Its name leads out of the archive, as in an attack; it was left alone.")
    if entry.flag_bits & _ENCRYPTED:
        raise LoadError("It is encrypted; unpack it with its password and add that.")
    check_growth(entry.file_size, entry.compress_size)
    suffix = PurePosixPath(entry.filename).suffix
    is_stream = suffix.lower() in json_lines.SUFFIXES
    most_bytes = entry.file_size if is_stream else max_bytes
    names = [f"{one}#{entry.filename}" for one in (name_of(path), absolute_name(path))]
    with (
        archive.open(entry) as stream,
        unpacked(stream, suffix=suffix, max_bytes=most_bytes) as file,
    ):
        yield Packed(file, *names)
