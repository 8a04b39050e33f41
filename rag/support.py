"""A second opinion on whether a paragraph bears a sentence out: off unless a model is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from pathlib import Path
from typing import Any, Protocol

from pydantic import TypeAdapter, ValidationError

from rag.cross_encoder import open_cross_encoder
from rag.errors import SettingsError
from rag.settings import Settings

# Fitted by `bench/verify.py --support FOLDER --fit`, it lies beside the model's weights.
CALIBRATION_FILE = "calibration.json"
_SUPPORTING = ("entailment", "entailed", "supported", "supports", "consistent", "label_1")
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Calibration:
    """How much the model's word and the rules' score weigh; in the logistic scale, from 0 to 1."""

    model: float = 1.0
    rules: float = 1.0
    offset: float = 0.0

    def combined(self, support: float, score: float) -> float:
        """Returns how surely a sentence is borne out, by the model and by the rules."""
        total = self.model * _logit(support) + self.rules * _logit(score) + self.offset
        return 1 / (1 + exp(-total))


class SecondOpinion(Protocol):
    """Tells how surely a text bears a sentence out, as a reader would say."""

    @property
    def name(self) -> str:
        """What the one who says so is called."""
        ...

    @property
    def calibration(self) -> Calibration:
        """How its word is weighed against the rules."""
        ...

    def support(self, text: str, sentence: str) -> float:
        """Returns a number from 0, the text does not bear the sentence out, to 1, it does."""
        ...


@dataclass(frozen=True)
class CrossEncoderOpinion:
    """Runs an entailment CrossEncoder: a folder, or a model cached on this machine."""

    model: str

    @property
    def name(self) -> str:
        """The model's name, or the last part of its folder."""
        return Path(self.model).name

    @cached_property
    def calibration(self) -> Calibration:
        """What was fitted for this model, if its folder holds it.

        Raises:
            SettingsError: what lies there as calibration is none.
        """
        path = Path(self.model) / CALIBRATION_FILE
        if not path.is_file():
            return Calibration()
        try:
            return TypeAdapter(Calibration).validate_json(path.read_bytes())
        except ValidationError as error:
            raise SettingsError(
                f"{path} is no calibration: it needs the numbers model, rules and offset."
            ) from error

    def support(self, text: str, sentence: str) -> float:
        """Returns the model's probability that the text entails the sentence."""
        many = self._place is not None
        (found,) = self._model.predict(
            [(text, sentence)], apply_softmax=many, show_progress_bar=False
        )
        told = float(found[self._place]) if many else float(found)
        return told if 0 <= told <= 1 else 1 / (1 + exp(-told))

    @cached_property
    def _place(self) -> int | None:
        """Where the label stands that says "borne out"; None where the model has one number."""
        labels: Mapping[int, str] = self._model.config.id2label
        if len(labels) == 1:
            return None
        named = [place for place, label in labels.items() if label.lower() in _SUPPORTING]
        if len(named) != 1 or (len(labels) != 2 and labels[named[0]].lower() == "label_1"):
            told = ", ".join(labels.values())
            raise SettingsError(
                f"The model {self.model!r} has the labels {told}; none says that a text entails"
                " a sentence. Set RAG_SUPPORT to an entailment model, or leave it unset."
            )
        return int(named[0])

    @cached_property
    def _model(self) -> Any:
        return open_cross_encoder(self.model, kind="entailment", variable="RAG_SUPPORT")


def open_support(settings: Settings) -> SecondOpinion | None:
    """Returns the second opinion that the settings name, if any; its model is read on first use."""
    return CrossEncoderOpinion(settings.support) if settings.support else None


def _logit(share: float) -> float:
    inside = min(max(share, _LEAST), 1 - _LEAST)
    return log(inside / (1 - inside))
