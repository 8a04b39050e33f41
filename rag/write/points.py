"""What several articles say, point by point: each with all who carry it, and who disagrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rag.embed import Embedder
from rag.write.candidates import Candidate
from rag.write.disputes import dispute
from rag.write.lengths import NEEDS_NOTHING, Choice, Limit, spread
from rag.write.question import figures
from rag.write.summary import centrality, compared, early

# Two sentences at least so alike make the same point.
SAME_POINT_COSINE = 0.65
# Two so alike say the same thing, and are not both shown.
SAID_ALREADY_COSINE = 0.75
# Two so alike that have different numbers for the same thing contradict each other.
DISPUTED_COSINE = 0.7
MAX_AGAINST = 2
# What counts: being about the topic, being carried by many, being near what all say.
ABOUT_WEIGHT = 1.0
CARRIED_WEIGHT = 0.3
CENTRAL_WEIGHT = 0.3
EARLY_WEIGHT = 0.2
REPEATED_WEIGHT = 2.0
# A sentence whose likeness to the topic is less than this share of the highest is left out.
ON_TOPIC = 0.6
MAX_CARRIERS = 30


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence to quote, the keys of the passages that carry it, and sentences against it."""

    candidate: Candidate
    keys: tuple[str, ...]
    against: tuple[Statement, ...] = ()

    @property
    def words(self) -> int:
        """How long it is, with what stands against it."""
        return len(self.candidate.text.split()) + sum(one.words for one in self.against)


@dataclass(frozen=True)
class Field:
    """The sentences to choose from, with their vectors and how like each is to each."""

    found: Sequence[Candidate]
    vectors: NDArray[np.float32]
    likeness: NDArray[np.float32]

    def alike(self, place: int, *, least: float) -> list[int]:
        """Returns the likest sentence of each other article that is so alike, the likest first."""
        own = self.found[place].passage.article.id
        near = np.flatnonzero(self.likeness[place] >= least)
        firsts: dict[str, int] = {own: place}
        for one in sorted(near.tolist(), key=lambda one: -self.likeness[place, one]):
            firsts.setdefault(self.found[one].passage.article.id, one)
        return [one for article, one in firsts.items() if article != own]

    def statement(self, place: int) -> Statement:
        """Returns a sentence with the passages that carry it."""
        text = self.found[place].text
        carriers = [
            self.found[one].passage.key
            for one in self.alike(place, least=SAME_POINT_COSINE)
            if not dispute(text, self.found[one].text) and _may_carry(text, self.found[one].text)
        ]
        own = self.found[place].passage.key
        return Statement(self.found[place], (own, *carriers[:MAX_CARRIERS]))

    def against(self, place: int) -> list[int]:
        """Returns sentences of other articles with other numbers for the same thing."""
        text = self.found[place].text
        near = self.alike(place, least=DISPUTED_COSINE)
        return [one for one in near if dispute(text, self.found[one].text)][:MAX_AGAINST]


def _may_carry(statement: str, other: str) -> bool:
    """Tells whether a sentence so alike tells the same: not where it has other figures only."""
    told, also_told = figures(statement), figures(other)
    return not told or not also_told or bool(told & also_told)


def points(
    sentences: Sequence[Candidate], *, about: str | None, limit: Limit, embedder: Embedder
) -> list[Statement]:
    """Returns the points that sentences make, in the order in which they were chosen."""
    found = compared([one for one in sentences if not one.leans])
    if not found:
        return []
    vectors = embedder.embed([one.text for one in found])
    field = Field(found, vectors, vectors @ vectors.T)
    topic = embedder.embed([about])[0] if about else None
    statements = [_with_those_against(field, place) for place in range(len(found))]
    choice = Choice(
        _worth(field, statements, topic),
        vectors,
        [one.words for one in statements],
        [NEEDS_NOTHING] * len(found),
        REPEATED_WEIGHT,
        SAID_ALREADY_COSINE,
    )
    return _shown_once([statements[place] for place in spread(choice, limit)])


def _with_those_against(field: Field, place: int) -> Statement:
    against = tuple(map(field.statement, field.against(place)))
    return replace(field.statement(place), against=against)


def _shown_once(chosen: Sequence[Statement]) -> list[Statement]:
    """Leaves out a point that stands beside another one already, as what is said against it."""
    kept: list[Statement] = []
    shown: set[Candidate] = set()
    for one in chosen:
        if one.candidate not in shown:
            left = tuple(each for each in one.against if each.candidate not in shown)
            kept.append(replace(one, against=left))
            shown |= {one.candidate, *(each.candidate for each in left)}
    return kept


def _worth(
    field: Field, statements: Sequence[Statement], topic: NDArray[np.float32] | None
) -> NDArray[np.float64]:
    # Reprints are no further sources, but what many editors chose to print matters more.
    prints = [len(one.keys) + len(one.candidate.passage.also_in) for one in statements]
    carried = np.array(prints, dtype=float)
    worth = CARRIED_WEIGHT * np.log(carried) + CENTRAL_WEIGHT * centrality(field.vectors)
    worth = worth + EARLY_WEIGHT * early(field.found)
    if topic is not None:
        about = field.vectors @ topic
        worth = worth + ABOUT_WEIGHT * about
        worth[about < ON_TOPIC * about.max()] = -np.inf
    return np.asarray(worth, dtype=float)
