"""A second opinion makes verdicts worse, never better; a real one is an entailment CrossEncoder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from test_answer import ScriptedWriter
from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

from rag import CrossEncoderOpinion, SecondOpinion, Settings, as_json, recheck, verify
from rag.answer import Sources, answer
from rag.errors import SettingsError
from rag.evidence import as_evidence
from rag.support import CALIBRATION_FILE, Calibration, open_support
from rag.types import AnswerEvent, ArticleFacts, Passage
from rag.verify import BY_MODEL

SOURCE = "The council approved the tram line. The ferry to Visby was late on Monday."
LABELS = {0: "contradiction", 1: "entailment", 2: "neutral"}


@dataclass(frozen=True)
class Scripted:
    """Says of a sentence what it was told to say, and remembers what it was asked."""

    told: float
    name: str = "scripted"
    calibration: Calibration = field(default_factory=Calibration)
    asked: list[str] = field(default_factory=list)

    def support(self, text: str, sentence: str) -> float:
        assert "tram line" in text
        self.asked.append(sentence)
        return self.told


def verdict(sentence: str, opinion: SecondOpinion) -> str:
    (found,) = verify(sentence, [SOURCE], opinion=opinion)
    return found.verdict


@pytest.mark.parametrize(
    ("sentence", "told", "wanted"),
    [
        ("The tram line was approved by the council.", 0.9, "supported"),
        ("The tram line was approved by the council.", 0.02, "weak"),
        ("The tram line was approved by the council.", 0.001, "unsupported"),
        ("Councillors voted for the tram line.", 0.999, "weak"),
        ("Councillors voted for the tram line.", 0.4, "weak"),
        ("Councillors voted for the tram line.", 0.01, "unsupported"),
        ("The council rejected the tram line.", 0.999, "unsupported"),
    ],
)
def test_verdict_of_rules_and_opinion(sentence: str, told: float, wanted: str) -> None:
    assert verdict(sentence, Scripted(told)) == wanted


def test_what_a_model_says_is_told_as_its_word_and_scored_by_both() -> None:
    (found,) = verify(
        "The tram line was approved by the council.", [SOURCE], opinion=Scripted(0.02)
    )
    assert found.reasons == ("not borne out by [1], by the model scripted (0.02)",)
    assert 0.3 < found.score < 0.8
    assert found.findings[0].weight == "doubt"


def test_neither_what_is_verbatim_nor_what_is_wrong_is_shown_to_it() -> None:
    opinion = Scripted(0.0)
    verify("The council approved the tram line. The ferry was late on Friday.", [SOURCE],
           opinion=opinion)  # fmt: skip
    assert opinion.asked == []


def test_calibration_weighs_the_model_against_the_rules() -> None:
    deaf = Scripted(0.001, calibration=Calibration(model=0.0))
    assert verdict("Councillors voted for the tram line.", deaf) == "weak"
    assert Calibration().combined(0.5, 0.7) == pytest.approx(0.7)


def test_answer_is_checked_with_it_and_its_evidence_again_without() -> None:
    passage = Passage("a#p1", SOURCE, 1.0, ArticleFacts("a", "Trams"), 0, "1")
    sources = Sources(lambda _: [passage], opinion=Scripted(0.001))
    writer = ScriptedWriter("Councillors voted for the tram line. [1]")
    events = list(answer("What was approved?", sources=sources, writer=writer))
    (found,) = [one.answer for one in events if isinstance(one, AnswerEvent)]
    assert BY_MODEL in found.sentences[0].reasons[0]
    assert found.status == "partly_grounded"
    assert not recheck(as_evidence(as_json(found)), name="answer.json").differences


def cross_encoder(folder: Path, labels: Mapping[int, str]) -> Path:
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "council", "tram", "line"]
    (folder / "vocab.txt").write_text("\n".join(words))
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=2, num_attention_heads=1,
        intermediate_size=8, id2label=dict(labels),
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.mark.parametrize("labels", [LABELS, {0: "refuted", 1: "supported"}, {0: "score"}])
def test_a_folder_with_an_entailment_model_is_one(
    tmp_path: Path, labels: Mapping[int, str]
) -> None:
    opinion = open_support(Settings(support=str(cross_encoder(tmp_path, labels))))
    assert opinion is not None
    assert opinion.name == tmp_path.name
    assert 0 < opinion.support("The council approved the tram line.", "tram line") < 1


def test_the_calibration_beside_the_weights_is_read(tmp_path: Path) -> None:
    (tmp_path / CALIBRATION_FILE).write_text('{"model": 0.5, "rules": 2, "offset": -1}')
    assert CrossEncoderOpinion(str(tmp_path)).calibration == Calibration(0.5, 2, -1)
    (tmp_path / CALIBRATION_FILE).write_text('{"model": "much"}')
    with pytest.raises(SettingsError, match="no calibration"):
        _ = CrossEncoderOpinion(str(tmp_path)).calibration


def test_a_model_that_does_not_entail_is_one_sentence(tmp_path: Path) -> None:
    opinion = CrossEncoderOpinion(str(cross_encoder(tmp_path, {0: "a", 1: "b", 2: "c"})))
    with pytest.raises(SettingsError, match="labels a, b, c; none says"):
        opinion.support("fog", "fog")


def test_a_model_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(SettingsError, match="'no/such-model' is neither a folder nor a cached"):
        CrossEncoderOpinion("no/such-model").support("fog", "fog")


def test_without_the_setting_there_is_none() -> None:
    assert open_support(Settings()) is None
