"""Chroma's package, imported in two thirds of the time that it takes by itself."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


def import_chroma() -> Any:
    """Imports Chroma: a second if it is the first time, so that list and show do without."""
    with _without_checks_of_overrides():
        import chromadb
        import chromadb.config
        import chromadb.errors
    return chromadb


@contextmanager
def _without_checks_of_overrides() -> Iterator[None]:
    """Has `@override` do nothing while Chroma's classes are made.

    The `overrides` package reads the bytecode and the types of every method that is marked, which
    is a third of the import's time; it finds mistakes of Chroma's developers and nothing else.
    """
    known = sys.modules.get("overrides")
    if known is None and "chromadb" not in sys.modules:
        sys.modules["overrides"] = _unchecking()
    try:
        yield
    finally:
        if known is None:
            sys.modules.pop("overrides", None)


def _unchecking() -> ModuleType:
    module = ModuleType("overrides")
    for name in ("override", "overrides", "final"):
        setattr(module, name, _unchanged)
    module.EnforceOverrides = object  # type: ignore[attr-defined]
    return module


def _unchanged(method: Callable[..., Any]) -> Callable[..., Any]:
    return method
