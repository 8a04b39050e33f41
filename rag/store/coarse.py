"""Vectors in eight bits a number: small enough to stand beside the text and be read by SQL.

Chroma finds the nearest of all in a millisecond or two, but takes ten to hand out sixty vectors by
their ids, and scans where a filter is set. The cosine of such a vector is off by about .0005.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rag.embed import Vectors

_LARGEST = 127


def packed(vectors: Vectors) -> list[bytes]:
    """Returns each vector as bytes: its scale, then its numbers."""
    scales = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-12) / _LARGEST
    rows = np.empty(len(vectors), dtype=_row_type(vectors.shape[1]))
    rows["scale"] = scales[:, 0]
    rows["numbers"] = np.rint(vectors / scales)
    return [row.tobytes() for row in rows]


def cosines(vector: Vectors, rows: Sequence[bytes]) -> Vectors:
    """Returns the cosine of a unit vector to each packed one."""
    read = np.frombuffer(b"".join(rows), dtype=_row_type(len(vector)))
    products: Vectors = read["scale"] * (read["numbers"].astype(np.float32) @ vector)
    return products


def _row_type(dimension: int) -> np.dtype[np.void]:
    return np.dtype([("scale", "<f4"), ("numbers", "i1", (dimension,))])
