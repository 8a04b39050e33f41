"""The vectors may live on a Chroma server: a real one, on loopback."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from ports import free_port

ROOT = Path(__file__).parent.parent.parent
START_S = 300


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    program = Path(sys.executable).with_name("chroma")
    process = subprocess.Popen(
        [program, "run", "--path", tmp_path / "served", "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + START_S
    while not _answers(url):
        assert process.poll() is None, "the Chroma server ended"
        assert time.monotonic() < deadline, "the Chroma server does not answer"
        time.sleep(0.1)
    yield url
    process.terminate()
    process.wait()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/v2/heartbeat", timeout=START_S).is_success
    except httpx.HTTPError:
        return False


def rag(server: str, library: Path, *arguments: object, code: int = 0) -> str:
    """Runs a command in a process of its own: Chroma's client leaves sockets to be collected."""
    done = subprocess.run(
        [sys.executable, "-m", "rag", *map(str, arguments), "--library", str(library)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "RAG_CHROMA_URL": server, "RAG_EMBEDDER": "hashing"},
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout or done.stderr


def found(server: str, library: Path, query: str) -> list[dict[str, Any]]:
    passages: list[dict[str, Any]] = json.loads(rag(server, library, "search", query, "--json"))
    return passages


def test_a_library_keeps_its_vectors_on_a_server(
    server: str, tmp_path: Path, articles: Path
) -> None:
    library = tmp_path / "library"
    assert rag(server, library, "add", articles).startswith("2 added")
    assert not (library / "chroma").exists()
    best = found(server, library, "How much will the harbour wall cost?")[0]
    assert "23.7" in best["text"]
    rag(server, library, "remove", best["article"]["id"])
    assert "broken" not in rag(server, library, "doctor")
    left = found(server, library, "harbour wall")
    assert best["article"]["id"] not in {one["article"]["id"] for one in left}


def test_two_libraries_on_one_server_do_not_mix(
    server: str, tmp_path: Path, articles: Path
) -> None:
    rag(server, tmp_path / "first", "add", articles)
    assert found(server, tmp_path / "second", "harbour wall") == []


def test_a_server_that_is_not_there_is_one_sentence(tmp_path: Path, articles: Path) -> None:
    said = rag("http://127.0.0.1:9", tmp_path / "library", "add", articles, code=3)
    assert "vectors in http://127.0.0.1:9 cannot be opened" in " ".join(said.split())
