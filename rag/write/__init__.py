"""Writers: passages in, a draft with `[key]` markers out; nothing they write is trusted."""

from rag.embed import Embedder
from rag.settings import Settings
from rag.write.assignment import STYLES, Assignment, assign
from rag.write.extractive import EXTRACTIVE, ExtractiveWriter
from rag.write.llm import LlmWriter
from rag.write.providers import at_hand
from rag.write.writer import Pieces, Writer, Written, whole

__all__ = [
    "EXTRACTIVE",
    "STYLES",
    "Assignment",
    "ExtractiveWriter",
    "LlmWriter",
    "Pieces",
    "Writer",
    "Written",
    "assign",
    "at_hand",
    "open_writer",
    "whole",
]


def open_writer(settings: Settings, *, embedder: Embedder) -> Writer:
    """Returns the writer that the settings name.

    Raises:
        SettingsError: there is no such writer here.
    """
    if settings.llm == EXTRACTIVE:
        return ExtractiveWriter(embedder)
    return LlmWriter(settings)
