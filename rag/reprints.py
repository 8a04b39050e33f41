"""Tells reprints of one story from other articles, by MinHash over runs of three words.

rensa computes the signatures: next to datasketch, the other kept library, it is ten times as fast
and needs nothing else, where datasketch brings SciPy (a second to import). SimHash was left out:
it tells copies apart by few bits, and a story that was cut or got a new lead is no longer near.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import rensa
from numpy.typing import NDArray

from rag.words import words

SIGNATURE_LENGTH = 128
SEED = 1
RUN_WORDS = 3
# Reports made from one template differ in their numbers only, so that these count for more.
NUMBER_WEIGHT = 6
BANDS, BAND_LENGTH = 40, 3
# Thousands of reports from one template share a band that tells nothing; a text is held against the
# first of them only, so that each costs the same. What is the same story shares other bands, too.
MOST_OF_A_BAND = 20
LIKE = 0.5
# A story that was cut is all in the longer one, though that holds much else.
CUT_LIKE, CUT_CONTAINED = 0.25, 0.85


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The MinHash signature of a text, and of how many different pieces it was made."""

    signature: NDArray[np.uint32]
    pieces: int

    @property
    def bands(self) -> list[int]:
        """Numbers of which two texts that are alike nearly always share one."""
        used = self.signature[: BANDS * BAND_LENGTH].reshape(BANDS, BAND_LENGTH)
        mixed = used.astype(np.uint64) @ np.array([1, 1 << 21, 1 << 42], dtype=np.uint64)
        places = np.arange(BANDS, dtype=np.uint64)
        return [int(one) for one in (mixed ^ (places << np.uint64(56))).view(np.int64)]


def fingerprint(text: str) -> Fingerprint:
    """Returns the fingerprint of a text; equal texts have equal ones."""
    said = words(text)
    runs = zip(*(said[at:] for at in range(RUN_WORDS)), strict=False)
    pieces = set(map(" ".join, runs)) or {" ".join(said)}
    numbers = [word for word in set(said) if word[0].isdigit()]
    pieces |= {f"{number} {copy}" for number in numbers for copy in range(NUMBER_WEIGHT)}
    sketch = rensa.RMinHash(num_perm=SIGNATURE_LENGTH, seed=SEED)
    sketch.update(list(pieces))
    return Fingerprint(np.array(sketch.digest(), dtype=np.uint32), len(pieces))


def alike(one: Fingerprint, others: Sequence[Fingerprint]) -> NDArray[np.bool_]:
    """Tells of each other text whether it is the same story: mostly the same words, or one is cut.

    Source: Broder, On the resemblance and containment of documents, 1997.
    """
    if not others:
        return np.zeros(0, dtype=np.bool_)
    signatures = np.stack([other.signature for other in others])
    pieces = np.array([other.pieces for other in others])
    share = np.mean(signatures == one.signature, axis=1)
    common = share / (1 + share) * (one.pieces + pieces)
    is_cut = (share >= CUT_LIKE) & (common >= CUT_CONTAINED * np.minimum(one.pieces, pieces))
    return np.asarray((share >= LIKE) | is_cut)


def stories(fingerprints: Sequence[Fingerprint]) -> list[list[int]]:
    """Groups texts into stories by their place in the sequence; each lists its own in order.

    Only texts that share a band are held against each other, as a library finds them.
    """
    first: dict[int, list[int]] = {}  # the first places of each band
    story: list[int] = []  # of each place: the first place of its story
    for place, one in enumerate(fingerprints):
        near = sorted({other for band in one.bands for other in first.get(band, ())})
        same = alike(one, [fingerprints[other] for other in near])
        joined = {story[other] for other, is_same in zip(near, same, strict=True) if is_same}
        story.append(min(joined, default=place))
        if len(joined) > 1:
            story = [story[place] if known in joined else known for known in story]
        for band in one.bands:
            if len(sharing := first.setdefault(band, [])) < MOST_OF_A_BAND:
                sharing.append(place)
    found: dict[int, list[int]] = {}
    for place, name in enumerate(story):
        found.setdefault(name, []).append(place)
    return list(found.values())
