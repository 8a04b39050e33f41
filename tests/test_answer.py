"""From question to checked answer, with a writer that is told what to write."""

from collections.abc import Sequence

import pytest

from rag.answer import Sources, answer
from rag.errors import WriterError
from rag.types import (
    DECLINED,
    Answer,
    AnswerEvent,
    ArticleFacts,
    Passage,
    Plan,
    Sentence,
    SentenceEvent,
    TextEvent,
    Usage,
)
from rag.write.assignment import Assignment
from rag.write.budget import Neighbours
from rag.write.writer import Pieces, Written

FACTS = ArticleFacts("a1", "Ferry runs aground")
PASSAGE = Passage("a1#p2", "Nine people were hurt. The fog was thick.", 0.9, FACTS, start=100)


class ScriptedWriter:
    """Writes what it was given, piece by piece."""

    name = "scripted"

    def __init__(self, *pieces: str, error: str = "", mended: str = DECLINED) -> None:
        self._pieces = pieces
        self._mended = mended
        self._error = error
        self.asked: list[str] = []

    def condense(self, question: str, history: Sequence[Answer]) -> Written:
        return question, Usage()

    def pack(
        self, passages: Sequence[Passage], *, asked: str, neighbours: Neighbours
    ) -> Sequence[Passage]:
        return passages

    def repair(self, sentence: Sentence, passages: Sequence[Passage]) -> Written:
        return self._mended, Usage(2, 1)

    def answer(self, question: str, passages: Sequence[Passage]) -> Pieces:
        self.asked.append(question)
        yield from self._pieces
        if self._error:
            raise WriterError(self._error)
        return Usage(7, 3)

    def plan(self, passages: Sequence[Passage], assignment: Assignment) -> Plan:
        return Plan()

    def summarize(self, passages: Sequence[Passage], assignment: Assignment) -> Pieces:
        yield from self._pieces
        return Usage(7, 3)


def answered(
    writer: ScriptedWriter, *, found: Sequence[Passage] = (PASSAGE,), repair: bool = False
) -> Answer:
    sources = Sources(find=lambda _: found)
    *_, last = answer("Who was hurt?", sources=sources, writer=writer, repair=repair)
    assert isinstance(last, AnswerEvent)
    return last.answer


def test_a_supported_sentence_grounds_the_answer() -> None:
    result = answered(ScriptedWriter("Nine people were hurt. ", "[1]"))
    (sentence,) = result.sentences
    assert (result.status, sentence.verdict) == ("grounded", "supported")
    (citation,) = sentence.citations
    assert (citation.address, citation.quote) == ("a1#p2", "Nine people were hurt.")
    assert PASSAGE.text[citation.start - 100 : citation.end - 100] == citation.quote
    assert result.usage == Usage(7, 3)
    assert set(result.timings_ms) == {
        "condense",
        "retrieve",
        "first_token",
        "write",
        "verify",
    }


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Twelve people were hurt. [1]", "unsupported"),
        ("Nine people were hurt. [4]", "unsupported"),
        ("Nine people were hurt.", "uncited"),
    ],
)
def test_a_failing_sentence_is_marked_and_the_answer_partly_grounded(
    text: str, verdict: str
) -> None:
    result = answered(ScriptedWriter(text))
    assert (result.status, result.sentences[0].verdict) == ("partly_grounded", verdict)
    assert result.sentences[0].reasons


def test_the_writers_refusal_is_declined_not_an_error() -> None:
    result = answered(ScriptedWriter(DECLINED))
    assert (result.status, result.text, result.sentences) == ("declined", DECLINED, ())


def test_nothing_found_declines_without_asking_the_writer() -> None:
    writer = ScriptedWriter("Nine people were hurt. [1]")
    assert answered(writer, found=()).status == "declined"
    assert writer.asked == []


def test_a_failing_writer_is_an_error_never_an_answer() -> None:
    with pytest.raises(WriterError, match="quota"):
        answered(ScriptedWriter("Nine people ", error="the quota is used up"))


def test_a_draft_without_a_sentence_is_an_error_never_an_empty_answer() -> None:
    with pytest.raises(WriterError, match="nothing that can be checked"):
        answered(ScriptedWriter("  "))


def test_strict_mends_a_failing_sentence_once() -> None:
    writer = ScriptedWriter("Twelve people were hurt. [1]", mended="Nine people were hurt. [1]")
    result = answered(writer, repair=True)
    assert (result.status, result.text) == ("grounded", "Nine people were hurt. [1]")
    assert result.removed == ()
    assert result.usage == Usage(7, 3) + Usage(2, 1)


def test_strict_removes_what_fails_again_and_says_so() -> None:
    writer = ScriptedWriter(
        "Twelve people were hurt. [1] The fog was thick. [1]", mended="Twelve were."
    )
    result = answered(writer, repair=True)
    assert (result.status, result.text) == ("grounded", "The fog was thick. [1]")
    assert [one.text for one in result.removed] == ["Twelve people were hurt."]


def test_text_comes_as_it_is_written_then_its_sentences_and_the_answer_last() -> None:
    writer = ScriptedWriter("Nine people ", "were hurt. [1]")
    events = list(answer("Who was hurt?", sources=Sources(lambda _: [PASSAGE]), writer=writer))
    texts = [one.text for one in events if isinstance(one, TextEvent)]
    assert "".join(texts) == "Nine people were hurt. [1]"
    assert len(texts) > 1
    assert isinstance(events[-1], AnswerEvent)
    (sentence,) = [one.sentence for one in events if isinstance(one, SentenceEvent)]
    assert sentence == events[-1].answer.sentences[0]
