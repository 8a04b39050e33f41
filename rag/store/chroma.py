"""Chroma's package, imported in half of the time that it takes by itself."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any

TELEMETRY = "opentelemetry.exporter.otlp.proto.grpc.trace_exporter"


@cache
def import_chroma() -> Any:
    """Imports Chroma: half a second if it is the first time, so that list and show do without."""
    with _stand_ins():
        import chromadb
        import chromadb.config
        import chromadb.errors
    return chromadb


@contextmanager
def _stand_ins() -> Iterator[None]:
    """Has packages that are of no use to us do nothing while Chroma is imported.

    `overrides` reads the bytecode and the types of every method that is marked, and finds mistakes
    of Chroma's developers and nothing else; `jsonschema` validates the settings of Chroma's own
    embedding functions; the others are for telemetry.
    """
    made = {
        "overrides": _overrides(),
        "jsonschema": _jsonschema(),
        "psutil": None,  # which is to be without it
        TELEMETRY: _telemetry(),
    }
    added = set[str]() if "chromadb" in sys.modules else made.keys() - sys.modules.keys()
    sys.modules.update({name: made[name] for name in added})  # type: ignore[misc]
    try:
        yield
    finally:
        for name in added:
            sys.modules.pop(name)


def _overrides() -> ModuleType:
    module = ModuleType("overrides")
    for name in ("override", "overrides", "final"):
        setattr(module, name, _unchanged)
    module.EnforceOverrides = object  # type: ignore[attr-defined]
    return module


def _jsonschema() -> ModuleType:
    module = ModuleType("jsonschema")
    module.validate = lambda *_, **__: None  # type: ignore[attr-defined]
    module.ValidationError = ValueError  # type: ignore[attr-defined]
    return module


def _telemetry() -> ModuleType:
    module = ModuleType(TELEMETRY)
    module.OTLPSpanExporter = None  # type: ignore[attr-defined]
    return module


def _unchanged(method: Callable[..., Any]) -> Callable[..., Any]:
    return method
