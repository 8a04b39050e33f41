"""From what the user names to the files to be read."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rag.load.failures import reason_of
from rag.load.formats import format_of
from rag.load.own import is_own_folder
from rag.load.paths import name_of
from rag.types import Failure

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/|www\.", re.IGNORECASE)
_ABOUT_THE_FOLDER = re.compile(r"(?:readme|licen[cs]e)(?:[._-].*)?", re.IGNORECASE)
_PAGES = (".html", ".htm", ".xhtml")
_NO_SUCH_ADDRESS = "Only addresses that begin with http:// or https:// can be fetched."
_NOT_THERE = "There is no such file or folder; check the name."


@dataclass(frozen=True, slots=True)
class Found:
    """The files and web addresses behind the inputs, files of no known kind, inputs that failed."""

    files: tuple[Path, ...] = ()
    addresses: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    is_named: bool  # by the user, not only met in a folder


def find(inputs: Iterable[str | Path]) -> Found:
    """Finds the files that files, folders and globs stand for; a file named twice counts once.

    Folders are walked in the order of their names, without hidden files and folders. Files of no
    known kind are left out, as are a folder's README and LICENSE unless they are named.
    """
    files: dict[str, Path] = {}
    addresses: dict[str, None] = {}
    left_out: dict[str, None] = {}
    failed: list[Failure] = []
    for one in (found for given in inputs for found in _behind(given)):
        if isinstance(one, Failure):
            failed.append(one)
        elif isinstance(one, str):
            addresses[one] = None
        elif _is_wanted(one):
            files.setdefault(os.path.realpath(one.path), one.path)
        else:
            left_out[name_of(one.path)] = None
    return Found(tuple(files.values()), tuple(addresses), tuple(left_out), tuple(failed))


def _is_wanted(file: _File) -> bool:
    about = _ABOUT_THE_FOLDER.fullmatch(file.path.name)
    return format_of(file.path) is not None and (file.is_named or not about)


def _behind(given: str | Path) -> Iterator[_File | str | Failure]:
    if not str(given).strip():  # Path would take it for the current folder
        yield Failure("(an empty name)", _NOT_THERE)
        return
    name = name_of(Path(given))
    try:
        path = Path(given).expanduser()
        if path.is_dir():
            yield from _walk(path)
        elif path.exists():
            yield _File(path, is_named=True)
        elif _ADDRESS.match(str(given)):
            yield _address(str(given).strip())
        elif matches := list(_matches(path)):
            yield from matches
        else:
            yield Failure(name, _NOT_THERE)
    except OSError as error:
        yield Failure(name, reason_of(error))
    except RuntimeError:  # the ~ of a user who is not there
        yield Failure(name, _NOT_THERE)


def _address(given: str) -> str | Failure:
    """Returns a web address whole: `www.example.org/x` is one, too."""
    url = f"https://{given}" if given.lower().startswith("www.") else given
    usable = url.lower().startswith(("http://", "https://"))
    return url if usable else Failure(given, _NO_SUCH_ADDRESS)


def _walk(top: Path) -> Iterator[_File | Failure]:
    """Yields the files under a folder; a folder that a link leads back to is entered once.

    A folder of summaries is yielded itself, as one thing that is no article.
    """
    errors: list[OSError] = []
    entered: set[str] = set()
    for folder, folders, names in os.walk(top, onerror=errors.append, followlinks=True):
        real = os.path.realpath(folder)
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        if is_own_folder(Path(folder)):
            folders.clear()
            yield _File(Path(folder), is_named=False)
            continue
        pages = {f"{Path(name).stem}_files" for name in names if name.lower().endswith(_PAGES)}
        # What a browser saved beside a page is that page's pictures and frames, not articles.
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in pages)
        visible = (name for name in sorted(names) if not name.startswith("."))
        yield from (_File(Path(folder, name), is_named=False) for name in visible)
    yield from (Failure(name_of(Path(error.filename)), reason_of(error)) for error in errors)


def _matches(pattern: Path) -> Iterator[_File | Failure]:
    """Yields the files that a glob stands for; `**` takes folders at any depth."""
    start, deep, rest = str(pattern).partition("**")
    # glob's own `**` goes round in circles of links, so folders are walked here.
    shallow = (start or ".") if deep else str(pattern)
    for place in sorted(glob.glob(shallow)):  # noqa: PTH207 (Path.glob would not skip hidden files)
        path = Path(place)
        under = _walk(path) if path.is_dir() else iter([_File(path, is_named=False)])
        ending = rest.strip("/").replace("**/", "")
        for one in under:
            if isinstance(one, Failure) or not ending or one.path.match(ending):
                yield one
