from pathlib import Path

import pytest

from rag import Settings, SettingsError, read_settings


def test_flags_win_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAG_LIBRARY", "from-environment")
    monkeypatch.setenv("RAG_THREADS", "3")
    assert read_settings().library == Path("from-environment")
    settings = read_settings(library="from-flag", llm=None)
    assert (settings.library, settings.threads, settings.llm) == (
        Path("from-flag"),
        3,
        "extractive",
    )


def test_a_value_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAG_THREADS", "many")
    with pytest.raises(SettingsError, match="RAG_THREADS is 'many'"):
        read_settings()


def test_a_key_prints_as_stars() -> None:
    assert "hunter2" not in repr(Settings.model_validate({"llm_api_key": "hunter2"}))
