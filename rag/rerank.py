"""Reads a question and a passage together, which tells most and costs most: off unless wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from rag.cross_encoder import open_cross_encoder
from rag.settings import Settings


class Reranker(Protocol):
    """Tells how well texts answer a question."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Returns a number for each text, the higher the better; only their order counts."""
        ...


@dataclass(frozen=True)
class CrossEncoderReranker:
    """Runs a CrossEncoder of sentence-transformers: a folder, or a model cached on this machine."""

    name: str

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Returns the model's score of each text."""
        pairs = [(question, text) for text in texts]
        return [float(one) for one in self._model.predict(pairs, show_progress_bar=False)]

    @cached_property
    def _model(self) -> Any:
        return open_cross_encoder(self.name, kind="reranking", variable="RAG_RERANKER")


def open_reranker(settings: Settings) -> Reranker | None:
    """Returns the reranker that the settings name, if any; its model is read on first use."""
    return CrossEncoderReranker(settings.reranker) if settings.reranker else None
