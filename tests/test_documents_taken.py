"""What is taken along: plain text and a Word file, each with its footnotes and doubts."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest

from rag import Answer, ArticleFacts, Citation, Passage, Sentence
from rag.documents import as_text, as_word_file

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FACTS = ArticleFacts(
    "a1", "Ferry hit", date(2025, 5, 7), "Coastal Wire", url="https://wire.example/f"
)
PASSAGE = Passage("a1#p2", "Nine were hurt. Fog was thick.", 0.9, FACTS, start=10, key="1")
HURT = Sentence(
    "Nine were hurt.",
    0,
    15,
    "supported",
    1,
    (),
    (Citation("1", "a1#p2", 10, 25, "Nine were hurt."),),
)
DIED = Sentence(
    "Ten died.",
    20,
    29,
    "unsupported",
    0,
    ("10 is not in [1].",),
    (Citation("1", "a1#p2", 10, 25, "Fog"),),
)
ANSWER = Answer(
    question="Who was hurt?",
    status="partly_grounded",
    text="Nine were hurt. [1] Ten died. [1]",
    sentences=(HURT, DIED),
    passages=(PASSAGE,),
    writer="extractive",
)


def notes_of(file: bytes) -> list[str]:
    """Returns the text of the footnotes of a Word file, in the order they are referred to."""
    with zipfile.ZipFile(BytesIO(file)) as parts:
        body = ElementTree.fromstring(parts.read("word/document.xml"))
        notes = ElementTree.fromstring(parts.read("word/footnotes.xml"))
    texts = {
        note.get(f"{WORDS}id"): "".join(one.text or "" for one in note.iter(f"{WORDS}t"))
        for note in notes
    }
    return [texts[one.get(f"{WORDS}id")] for one in body.iter(f"{WORDS}footnoteReference")]


def test_plain_text_ends_with_its_sources_and_doubts() -> None:
    told = as_text(ANSWER)
    assert "Nine were hurt. [1] Ten died. [1]" in told
    assert "[1] Coastal Wire, 7 May 2025, “Ferry hit”, https://wire.example/f, paragraph 2" in told
    assert "Not confirmed by the check:\n- “Ten died.” (10 is not in [1].)" in told


def test_each_marker_is_a_footnote_of_the_word_file_with_its_own_quote() -> None:
    first, second = notes_of(as_word_file(ANSWER))
    assert first.endswith("paragraph 2: “Nine were hurt.”")
    assert second.endswith("“Fog”")


@pytest.mark.parametrize("odd", ["\x00\x0b\ud800 & <w:p>", "a\ufffeb"])
def test_a_word_file_takes_any_text(odd: str) -> None:
    shown = replace(
        ANSWER, question=odd, passages=(replace(PASSAGE, article=replace(FACTS, title=odd)),)
    )
    assert len(notes_of(as_word_file(shown))) == 2
