"""Text to unit vectors: an int8 ONNX graph made once from the model, run by onnxruntime.

Texts of equally many tokens are run together, a few on each core, so that none is padded and a
text's vector is the same whatever stands beside it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from rag.export import graph_folder
from rag.settings import Settings
from rag.words import words

Vectors = NDArray[np.float32]
Window = tuple[int, list[int]]  # which text it belongs to, and its tokens

HASHING = "hashing"
BATCH_TEXTS = 8
# onnxruntime would put these back together; they are slower as one.
KEPT_APART = ["SkipLayerNormFusion"]


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def version(self) -> str:
        """Names the model and how it was prepared; vectors of two versions never mix."""
        ...

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    @property
    def window(self) -> int:
        """How many tokens the model reads of a text."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Returns the vectors of `texts`: shape (len(texts), dimension), each of length 1."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Returns how many tokens of the window each text takes."""
        ...


class HashingEmbedder:
    """Counts hashed words: no model, instant; it finds equal words only."""

    version = HASHING
    dimension = 256
    window = 256

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Returns the hashed bags of words of `texts`, each of length 1."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in words(text) or [""]:
                row[crc32(word.encode()) % self.dimension] += 1
        return unit(vectors)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Returns the number of words of each text."""
        return [len(words(text)) for text in texts]


class OnnxEmbedder:
    """Runs a sentence-transformers model as an int8 ONNX graph, without importing torch."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        self.version = folder.name
        self._folder = folder
        self._threads = threads or os.cpu_count() or 1

    @cached_property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._session.get_outputs()[0].shape[1])

    @cached_property
    def window(self) -> int:
        """How many tokens the model reads of a text."""
        return int((self._folder / "window").read_text())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Returns the vectors of `texts`; a text longer than the window is read in windows."""
        windows = [
            (text, window.ids)
            for text, encoding in enumerate(self._tokenizer.encode_batch(list(texts)))
            for window in (encoding, *encoding.overflowing)
        ]
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        batches = _equally_long(windows)
        run = self._pool.map if len(batches) > 1 else map
        for batch, found in zip(batches, run(self._run, batches), strict=True):
            weight = len(batch[0][1])
            np.add.at(vectors, [text for text, _ in batch], weight * found)
        return unit(vectors)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Returns the number of tokens of each text, the model's own marks included."""
        return [
            len(encoding) + sum(len(rest) for rest in encoding.overflowing)
            for encoding in self._tokenizer.encode_batch(list(texts))
        ]

    def _run(self, batch: Sequence[Window]) -> Vectors:
        ids = np.array([ids for _, ids in batch], dtype=np.int64)
        (vectors,) = self._session.run(
            None, {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        )
        return np.asarray(vectors, dtype=np.float32)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, thread_name_prefix="embed")

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(self.window)
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(
            self._folder / "model.onnx",
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=KEPT_APART,
        )


def open_embedder(settings: Settings) -> Embedder:
    """Returns the embedder that the settings name; its graph is made on first use and cached.

    Raises:
        EmbedderError: there is no such model on this machine.
    """
    if settings.embedder == HASHING:
        return HashingEmbedder()
    return OnnxEmbedder(graph_folder(settings.embedder, settings.cache), threads=settings.threads)


def _equally_long(windows: Sequence[Window]) -> list[list[Window]]:
    """Returns batches of windows of one length, longest first: the last ones to end are short."""
    by_length: dict[int, list[Window]] = {}
    for window in windows:
        by_length.setdefault(len(window[1]), []).append(window)
    return [
        by_length[length][start : start + BATCH_TEXTS]
        for length in sorted(by_length, reverse=True)
        for start in range(0, len(by_length[length]), BATCH_TEXTS)
    ]


def unit(vectors: Vectors) -> Vectors:
    """Returns vectors of length 1 in the same directions."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)
