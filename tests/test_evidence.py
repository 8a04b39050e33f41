import json
from pathlib import Path
from typing import Any

import pytest

from rag import Library, LoadError, as_json, recheck, write_evidence

QUESTION = "How much will the harbour wall at Port Ellery cost?"


@pytest.fixture
def evidence(filled: Library, tmp_path: Path) -> dict[str, Any]:
    path = tmp_path / "answer.json"
    write_evidence(filled.ask(QUESTION), path)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def test_an_answer_has_the_promised_shape(filled: Library) -> None:
    content = as_json(filled.ask(QUESTION))
    assert list(content)[:4] == ["question", "status", "text", "sentences"]
    assert set(content["sentences"][0]) == {
        "text", "start", "end", "verdict", "score", "reasons", "citations",
    }  # fmt: skip
    assert set(content["sentences"][0]["citations"][0]) == {
        "key", "address", "start", "end", "quote",
    }  # fmt: skip
    assert {"key", "address", "text", "score", "article"} <= set(content["passages"][0])
    facts = content["passages"][0]["article"]
    assert facts["published"] == "2025-06-19"
    assert set(facts) == {"id", "title", "published", "source", "url"}
    json.dumps(content)


def test_an_untouched_file_passes(evidence: dict[str, Any], filled: Library) -> None:
    checked = recheck(evidence, name="answer.json", current=filled.current_text)
    assert checked.differences == ()
    assert {one.verdict for one in checked.sentences} == {"supported"}


def test_a_changed_number_is_found(evidence: dict[str, Any]) -> None:
    evidence["text"] = evidence["text"].replace("23.7", "27.3")
    checked = recheck(evidence, name="answer.json")
    assert "unsupported" in {one.verdict for one in checked.sentences}
    assert checked.differences


def test_a_changed_quote_is_found(evidence: dict[str, Any]) -> None:
    evidence["sentences"][0]["citations"][0]["quote"] = "It will cost nothing."
    differences = recheck(evidence, name="answer.json").differences
    assert any("does not say “It will cost nothing.”" in one for one in differences)


def test_a_paragraph_that_reads_otherwise_now_is_found(evidence: dict[str, Any]) -> None:
    checked = recheck(evidence, name="answer.json", current=lambda _: "Another text.")
    assert all("reads otherwise" in one for one in checked.differences)
    assert checked.differences


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"footnote_evidence": 99}, "version 99"),
        ({"passages": [{"key": "1"}]}, "not a whole evidence file"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    evidence: dict[str, Any], change: dict[str, Any], message: str
) -> None:
    with pytest.raises(LoadError, match=message):
        recheck({**evidence, **change}, name="answer.json")
