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
from rag.write.retold import RETOLD_COSINE, tells_again
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

    def is_retold(self, place: int, other: int) -> bool:
        """Tells whether a sentence tells the fact of another, or of one shown against that."""
        return any(
            self.likeness[place, one] >= RETOLD_COSINE
            and tells_again(self.found[place], self.found[one])
            for one in (other, *self.against(other))
        )


def _may_carry(statement: str, other: str) -> bool:
    """Tells whether a sentence so alike tells the same: not where it has other figures only."""
    told, also_told = figures(statement), figures(other)
    return not told or not also_told or bool(told & also_told)


def points(
    sentences: Sequence[Candidate],
    *,
    about: str | None,
    limit: Limit,
    embedder: Embedder,
    are_events: bool = False,
) -> list[Statement]:
    """Returns the points that sentences make, in the order in which they were chosen.

    Where they are events, all that is told under a title about the topic belongs to it, and none is
    told twice, in whatever words.
    """
    found = compared([one for one in sentences if not one.leans])
    if not found:
        return []
    vectors = embedder.embed([one.text for one in found])
    field = Field(found, vectors, vectors @ vectors.T)
    statements = [_with_those_against(field, place) for place in range(len(found))]
    worth = _worth(field, statements)
    if about:
        likeness = _likeness_to(about, field, embedder=embedder, by_title=are_events)
        worth += ABOUT_WEIGHT * likeness
        worth[likeness < ON_TOPIC * likeness.max()] = -np.inf
    choice = Choice(
        worth,
        vectors,
        [one.words for one in statements],
        [NEEDS_NOTHING] * len(found),
        REPEATED_WEIGHT,
        SAID_ALREADY_COSINE,
        field.is_retold if are_events else None,
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


def _worth(field: Field, statements: Sequence[Statement]) -> NDArray[np.float64]:
    # Reprints are no further sources, but what many editors chose to print matters more.
    prints = [len(one.keys) + len(one.candidate.passage.also_in) for one in statements]
    carried = np.array(prints, dtype=float)
    worth = CARRIED_WEIGHT * np.log(carried) + CENTRAL_WEIGHT * centrality(field.vectors)
    return np.asarray(worth + EARLY_WEIGHT * early(field.found), dtype=float)


def _likeness_to(
    topic: str, field: Field, *, embedder: Embedder, by_title: bool
) -> NDArray[np.float64]:
    """Returns how like each sentence is to a topic, or its title where that is liker."""
    titles = [one.passage.article.title for one in field.found] if by_title else []
    told = list(dict.fromkeys(titles))
    vector, *others = embedder.embed([topic, *told])
    own = np.asarray(field.vectors @ vector, dtype=float)
    if not by_title:
        return own
    likeness = {title: float(other @ vector) for title, other in zip(told, others, strict=True)}
    return np.asarray(np.maximum(own, [likeness[one] for one in titles]), dtype=float)
