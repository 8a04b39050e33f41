"""How files are named to people and to the library."""

from __future__ import annotations

import os
from pathlib import Path


def name_of(path: Path) -> str:
    """Returns a path as text that any encoding can hold; what is no Unicode becomes U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def absolute_name(path: Path) -> str:
    """Returns the absolute path as text, without `..`; links are not resolved."""
    return name_of(Path(os.path.normpath(path.absolute())))
