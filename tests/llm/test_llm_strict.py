"""Strict answers: what fails its check is mended once, or removed and said to be."""

from __future__ import annotations

import pytest

from llm.conftest import OpenWith, Scripted
from rag import DECLINED

MAYOR = "What did Mayor Ilse Marrable say of the harbour wall?"
WALL = "What will the harbour wall at Port Ellery cost?"


@pytest.mark.parametrize(
    ("scenario", "question"),
    [
        ("invents-key", MAYOR),
        ("misquotes", MAYOR),
        ("no-citations", MAYOR),
        ("wrong-number", WALL),
        ("miscites", WALL),
    ],
)
def test_a_failing_sentence_is_mended(
    open_with: OpenWith, server: Scripted, scenario: str, question: str
) -> None:
    answer = open_with(scenario, strict=True).ask(question)
    assert len(server.requests()) == 2
    assert answer.status == "grounded"
    assert not answer.removed
    assert all(one.verdict in ("supported", "weak") for one in answer.sentences)


def test_only_the_failing_sentence_is_asked_about_once(
    open_with: OpenWith, server: Scripted
) -> None:
    open_with("invents-key", strict=True).ask(MAYOR)
    _, repairing = server.prompts()
    assert "What failed: [99] was never shown to the writer" in repairing


@pytest.mark.parametrize("ending", ["stubborn", "sorry"])
def test_what_fails_again_is_removed_and_said_to_be(
    open_with: OpenWith, server: Scripted, ending: str
) -> None:
    answer = open_with(f"invents-key-{ending}", strict=True).ask(MAYOR)
    assert answer.status == "grounded"
    assert len(answer.sentences) == 1
    [removed] = answer.removed
    assert removed.verdict == "unsupported"
    assert removed.text not in answer.text
    assert "[99]" not in answer.text
    assert len(server.requests()) == 2


def test_an_answer_of_which_nothing_is_left_declines_and_shows_what_was_removed(
    open_with: OpenWith,
) -> None:
    answer = open_with("no-citations-sorry", strict=True).ask(MAYOR)
    assert (answer.status, answer.text, answer.sentences) == ("declined", DECLINED, ())
    assert [one.verdict for one in answer.removed] == ["uncited"]


def test_a_sound_answer_is_left_alone(open_with: OpenWith, server: Scripted) -> None:
    answer = open_with("answers", strict=True).ask(MAYOR)
    assert answer.status == "grounded"
    assert not answer.removed
    assert len(server.requests()) == 1


def test_usage_counts_the_repair_too(open_with: OpenWith) -> None:
    plain = open_with("invents-key").ask(MAYOR)
    strict = open_with("invents-key", strict=True).ask(MAYOR)
    assert strict.usage.input_tokens > plain.usage.input_tokens
    assert strict.usage.output_tokens > plain.usage.output_tokens
