"""A failure is said to be one: never an empty answer, never "the articles do not say"."""

from __future__ import annotations

import pytest
from ports import free_port

from llm.conftest import KEY, OpenWith, Scripted
from rag import DECLINED, Library, Settings, WriterError
from rag.errors import SettingsError

WALL = "What will the harbour wall at Port Ellery cost?"
FAILURES = {
    "error-401": "RAG_LLM_API_KEY",
    "error-500": "failed",
    "error-429": "too often",
    "quota": "quota",
    "stalls": "silent for 0.3 s",
    "drops": "broke off",
    "drops-silently": "broke off",
    "fails-midway": "failed",
    "empty": "empty answer",
    "thinks-too-long": "RAG_LLM_MAX_TOKENS",
    "never-heard-of": "not known",
}


def hasty(scenario: str) -> dict[str, float]:
    """Returns the patience with a server that is silent; others may be slow on a busy machine."""
    return {"llm_timeout_s": 0.3} if scenario == "stalls" else {}


@pytest.mark.parametrize(("scenario", "words"), FAILURES.items())
def test_a_failure_is_one_sentence_that_names_the_model(
    open_with: OpenWith, scenario: str, words: str
) -> None:
    with pytest.raises(WriterError) as failed:
        open_with(scenario, **hasty(scenario)).ask(WALL)
    message = str(failed.value)
    assert message.startswith(f"openai:scripted-{scenario} ")
    assert words in message
    assert message.endswith(".")
    assert "\n" not in message
    assert DECLINED not in message


@pytest.mark.parametrize("scenario", FAILURES)
def test_no_failure_tells_the_key(open_with: OpenWith, scenario: str) -> None:
    library = open_with(scenario, **hasty(scenario))
    with pytest.raises(WriterError) as failed:
        library.ask(WALL)
    assert KEY not in str(failed.value)
    assert KEY not in repr(library.settings)
    assert KEY not in repr(vars(library))


@pytest.mark.parametrize("scenario", FAILURES)
def test_with_fallback_a_failure_gives_the_extractive_answer_labelled(
    open_with: OpenWith, scenario: str
) -> None:
    answer = open_with(scenario, fallback=True, **hasty(scenario)).ask(WALL)
    assert answer.status == "grounded"
    assert "£23.7 million" in answer.text
    assert answer.writer.startswith("extractive (")
    assert f"openai:scripted-{scenario}" in answer.writer
    assert KEY not in answer.writer


@pytest.mark.parametrize("scenario", ["error-401", "drops", "stalls"])
def test_a_summary_fails_in_the_same_words(open_with: OpenWith, scenario: str) -> None:
    with pytest.raises(WriterError, match=FAILURES[scenario]):
        open_with(scenario, **hasty(scenario)).summarize(about="the harbour wall")


def test_a_server_that_does_not_listen_is_named_as_such(open_with: OpenWith) -> None:
    with pytest.raises(WriterError, match="cannot be reached"):
        open_with("answers", llm_base_url=f"http://127.0.0.1:{free_port()}/v1").ask(WALL)


def test_asked_too_often_is_tried_again(open_with: OpenWith, server: Scripted) -> None:
    answer = open_with("error-429-then-ok", llm_retries=1).ask(f"{WALL} Please.")
    assert answer.status == "grounded"
    assert len(server.requests()) == 2


def test_retries_end(open_with: OpenWith, server: Scripted) -> None:
    with pytest.raises(WriterError, match="refused 2 times"):
        open_with("error-429", llm_retries=1).ask(WALL)
    assert len(server.requests()) == 2


def test_a_refused_key_is_not_tried_again(open_with: OpenWith, server: Scripted) -> None:
    with pytest.raises(WriterError):
        open_with("error-401", llm_retries=3).ask(WALL)
    assert len(server.requests()) == 1


def test_an_answer_that_takes_too_long_in_all_is_a_failure(
    open_with: OpenWith, server: Scripted
) -> None:
    with pytest.raises(WriterError, match="RAG_LLM_DEADLINE_S"):
        open_with("talks-on", llm_deadline_s=0.1).ask(WALL)
    assert server.outcome() == "client closed"


def test_what_was_written_before_a_failure_is_followed_by_the_failure(open_with: OpenWith) -> None:
    events = open_with("drops").stream(WALL)
    with pytest.raises(WriterError, match="broke off"):
        list(events)


@pytest.mark.parametrize(
    ("llm", "words"),
    [
        ("gpt", "provider:model"),
        ("nobody:model", "nobody"),
        ("mistralai:small", "pip install langchain-mistralai"),
        ("hf:/no/such/folder", "neither"),
    ],
)
def test_a_model_that_cannot_be_opened_is_a_wrong_setting(
    open_with: OpenWith, llm: str, words: str
) -> None:
    with pytest.raises(SettingsError, match=words):
        open_with("answers", llm=llm).ask(WALL)


def test_a_key_that_is_not_set_is_named(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    keyless = settings.model_copy(update={"llm": "openai:gpt-5-mini"})
    with pytest.raises(SettingsError, match="OPENAI_API_KEY is not set; set it to your key"):
        Library.open(settings=keyless).ask(WALL)
