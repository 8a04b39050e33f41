"""Sentences chosen one by one so that they say most, nothing twice, in the words asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SAID_ALREADY_COSINE = 0.85
# Of the exchanges that bring the fewest words, so many are tried.
MAX_EXCHANGES = 10
NEEDS_NOTHING, NEEDS_THE_MISSING = -1, -2


@dataclass(frozen=True, slots=True)
class Limit:
    """How much may be chosen: about `words` words, from `fewest` to `most`, or so many sentences.

    No more than `words` are taken, unless the fewest cannot be reached otherwise.
    """

    words: float = np.inf
    fewest: float = 0.0
    most: float = np.inf
    sentences: float = np.inf


@dataclass(frozen=True, slots=True)
class Choice:
    """What there is to choose from: worths, unit vectors and lengths in words.

    `needs` holds the place of the sentence that one cannot be understood without, or tells that it
    needs none, or one that is not there. A worth of minus infinity rules a sentence out, and so
    does a likeness of `said_already` to one that is picked, or that `is_retold` tells of the two.
    """

    worth: NDArray[np.float64]
    vectors: NDArray[np.float32]
    lengths: Sequence[int]
    needs: Sequence[int]
    repeated_weight: float
    said_already: float = SAID_ALREADY_COSINE
    is_retold: Callable[[int, int], bool] | None = None

    def open_after(self, picked: Sequence[int]) -> list[int]:
        """Returns what can be understood after what is picked, and says something new."""
        alike = self.likeness(picked)
        known = {NEEDS_NOTHING, *picked}
        return [
            place
            for place in range(len(self.worth))
            if place not in known
            and self.worth[place] > -np.inf
            and alike[place] < self.said_already
            and self.needs[place] in known
        ]

    def likeness(self, picked: Sequence[int]) -> NDArray[np.float64]:
        """Returns how like each sentence is to the likest one that is picked."""
        if not picked:
            return np.zeros(len(self.worth))
        return np.asarray((self.vectors @ self.vectors[list(picked)].T).max(axis=1), dtype=float)

    def tells_again(self, place: int, picked: Sequence[int]) -> bool:
        """Tells whether a sentence tells a fact that one which is picked tells as well."""
        is_retold = self.is_retold
        return is_retold is not None and any(is_retold(place, one) for one in picked)

    def total(self, picked: Sequence[int]) -> int:
        """Returns the words of what is picked."""
        return sum(self.lengths[place] for place in picked)


def spread(choice: Choice, limit: Limit) -> list[int]:
    """Picks greedily by worth less likeness to what is picked, then mends the length."""
    picked: list[int] = []
    retold: set[int] = set()
    while len(picked) < limit.sentences and (
        fitting := [one for one in _fitting(picked, choice, limit) if one not in retold]
    ):
        gain = choice.worth - choice.repeated_weight * choice.likeness(picked)
        best = max(fitting, key=lambda place: (gain[place], -place))
        if choice.tells_again(best, picked):
            retold.add(best)
        else:
            picked.append(best)
    return _exchanged(picked, choice, limit)


def _fitting(picked: Sequence[int], choice: Choice, limit: Limit) -> list[int]:
    total, still_open = choice.total(picked), choice.open_after(picked)
    within = [one for one in still_open if total + choice.lengths[one] <= limit.words]
    if within or total >= limit.fewest:
        return within
    return [one for one in still_open if total + choice.lengths[one] <= limit.most]


def _exchanged(picked: list[int], choice: Choice, limit: Limit) -> list[int]:
    """Exchanges one sentence for another where that alone brings the fewest words."""
    total = choice.total(picked)
    if not picked or total >= limit.fewest:
        return picked
    exchanges: list[tuple[float, int, int]] = []
    for out in picked:
        rest = [one for one in picked if one != out]
        if any(choice.needs[one] == out for one in rest):
            continue
        for new in choice.open_after(rest):
            length = total - choice.lengths[out] + choice.lengths[new]
            if limit.fewest <= length <= limit.most:
                exchanges.append((choice.worth[new] - choice.worth[out], out, new))
    for _, out, new in sorted(exchanges, reverse=True)[:MAX_EXCHANGES]:
        if not choice.tells_again(new, [one for one in picked if one != out]):
            return [new if one == out else one for one in picked]
    return picked
