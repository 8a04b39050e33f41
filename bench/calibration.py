"""How a model's word is to be weighed against the score of the rules, from labelled sentences."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from rag.support import Calibration, SecondOpinion

FIT_STEPS = 25
FIT_RIDGE = 1.0


@dataclass(frozen=True)
class Told:
    """What a model and the rules say of one sentence, and whether it is sound."""

    support: float
    score: float
    is_sound: bool


@dataclass(frozen=True)
class Listening:
    """Asks a model and remembers what it said; the verdicts stay those of the rules."""

    opinion: SecondOpinion
    name: str = "listening"
    calibration: Calibration = field(default_factory=lambda: Calibration(model=0.0))
    told: dict[str, float] = field(default_factory=dict)

    def support(self, text: str, sentence: str) -> float:
        """Returns what the model says."""
        self.told[sentence] = self.opinion.support(text, sentence)
        return self.told[sentence]


def fitted(told: Sequence[Told]) -> str:
    """Returns the weights of a logistic regression, in the shape of `calibration.json`."""
    weights = np.array([1.0, 1.0, 0.0])
    points = np.array([[_logit(one.support), _logit(one.score), 1.0] for one in told])
    truth = np.array([float(one.is_sound) for one in told])
    for _ in range(FIT_STEPS):  # Newton's steps; the ridge keeps few points from running away
        said = 1 / (1 + np.exp(-points @ weights))
        slope = points.T @ (truth - said) - FIT_RIDGE * weights
        curve = (points.T * (said * (1 - said))) @ points + FIT_RIDGE * np.eye(3)
        weights = weights + np.linalg.solve(curve, slope)
    named = zip(("model", "rules", "offset"), weights, strict=True)
    return json.dumps({name: round(float(value), 4) for name, value in named})


def _logit(share: float) -> float:
    inside = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(inside / (1 - inside))
