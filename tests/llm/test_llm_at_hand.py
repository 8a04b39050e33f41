"""What could write is found, and only told."""

from __future__ import annotations

from pathlib import Path

import pytest

from llm.conftest import Scripted
from rag.write import at_hand


def test_the_models_of_a_server_on_this_machine_are_named(server: Scripted) -> None:
    port = int(server.url.rpartition(":")[2].partition("/")[0])
    found = at_hand(servers={"LM Studio": port}, look_s=20)
    assert any(
        one.startswith("openai:scripted-") and f"RAG_LLM_BASE_URL=http://127.0.0.1:{port}/v1" in one
        for one in found
    )


def test_keys_and_cached_models_are_named_but_no_key_is_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MISTRAL_API_KEY", "hunter2")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    (tmp_path / "hub" / "models--people--small-model").mkdir(parents=True)
    found = at_hand(servers={})
    assert "mistralai:… (MISTRAL_API_KEY is set)" in found
    assert "hf:people/small-model (on this machine)" in found
    assert "hunter2" not in " ".join(found)
