"""Unpacking, within limits, into a file that is gone when the next one is asked for."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from rag.errors import LoadError
from rag.settings import BYTES_PER_MB

MOST_FILES = 20_000
MOST_TIMES = 200  # text packs to a fifth or a tenth; what grows more than this is made to explode
SMALLEST_BOMB = 1_000_000
_PART_BYTES = 1 << 16
BOMB = "It grows more than 200 times when unpacked, as an archive made to explode does."


class ByteStream(Protocol):
    """What bytes are read from, part by part."""

    def read(self, size: int, /) -> bytes:
        """Returns at most `size` bytes; none at the end."""
        ...


@contextmanager
def unpacked(stream: ByteStream, *, suffix: str, max_bytes: int) -> Iterator[Path]:
    """Writes a stream to a file with this suffix; yields its path, and removes it after.

    Raises:
        LoadError: it is larger than `max_bytes`.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder, f"file{suffix}")
        with path.open("wb") as file:
            size = 0
            while part := stream.read(_PART_BYTES):
                size += len(part)
                if size > max_bytes:
                    raise LoadError(
                        f"It is larger than {max_bytes / BYTES_PER_MB:g} MB when unpacked"
                        " (RAG_MAX_FILE_MB)."
                    )
                file.write(part)
        yield path


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Opens a zip archive, and whatever is one inside: DOCX, EPUB.

    Raises:
        LoadError: it is broken, holds too many files, or was made to explode.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES:
                raise LoadError(f"It holds {len(entries):,} files; the limit is {MOST_FILES:,}.")
            check_growth(sum(one.file_size for one in entries), path.stat().st_size)
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise LoadError("The file is damaged or cut off; get it anew.") from error
    except RuntimeError as error:  # what zipfile says of a password
        raise LoadError("It is encrypted; unpack it with its password and add that.") from error


def check_growth(size: int, packed: int) -> None:
    """Refuses what grows out of all proportion.

    Raises:
        LoadError: it does.
    """
    if size > SMALLEST_BOMB and size > MOST_TIMES * packed:
        raise LoadError(BOMB)


def read_entry(archive: zipfile.ZipFile, name: str, *, max_bytes: int) -> bytes:
    """Returns what an archive holds under a name.

    Raises:
        LoadError: there is no such entry, or it is larger than `max_bytes`.
    """
    try:
        with archive.open(name) as stream:
            data = stream.read(max_bytes + 1)
    except KeyError as error:
        raise LoadError(f"The file is damaged: its part {name} is missing.") from error
    if len(data) > max_bytes:
        raise LoadError(f"Its part {name} is larger than {max_bytes / BYTES_PER_MB:g} MB.")
    return data
