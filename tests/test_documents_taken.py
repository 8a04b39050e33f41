"""What is taken along: plain text, Word, a web page, references; the doubts go along."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import citeproc
import pytest
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from rag import Answer, ArticleFacts, Citation, Library, Passage, Sentence
from rag.documents import as_references, as_text, as_web_page, as_word_file

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FACTS = ArticleFacts(
    "a1", "Ferry hit", date(2025, 5, 7), "Coastal Wire", "Ada Orwin", "https://wire.example/f"
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


def test_a_heading_is_a_heading_of_the_word_file(seeds: Library) -> None:
    summary = seeds.summarize(about="the sea wall", style="questions")
    with zipfile.ZipFile(BytesIO(as_word_file(summary))) as parts:
        body = parts.read("word/document.xml").decode()
    assert "What happened?" in body
    assert "###" not in body


def test_the_page_shows_verdicts_quotes_and_links_to_the_words() -> None:
    page = as_web_page(ANSWER)
    assert '<span class="unsupported">Ten died.</span>' in page
    assert "(unsupported: 10 is not in [1].)" in page
    assert "<mark>Nine were hurt.</mark>" in page
    assert 'href="https://wire.example/f#:~:text=Nine%20were%20hurt."' in page


@pytest.mark.parametrize(
    "odd", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "{{ 7 * 7 }}"]
)
def test_nothing_that_is_quoted_becomes_markup(odd: str) -> None:
    article = replace(FACTS, title=odd, source=odd, url="javascript:alert(1)", correction=odd)
    said = replace(HURT, verdict="weak", reasons=(odd,))
    page = as_web_page(
        replace(
            ANSWER, question=odd, sentences=(said,),
            passages=(replace(PASSAGE, text=f"{odd} Nine were hurt.", article=article),),
        )
    )  # fmt: skip
    assert not [one for one in ("<script", "<img", ">49<", 'href="javascript') if one in page]


def test_the_page_asks_no_server_for_anything(seeds: Library) -> None:
    page = as_web_page(seeds.summarize(about="the sea wall", style="bullets"))
    assert "default-src 'none'" in page
    assert not [one for one in ("<script", "<link", "<img", "@import", "url(") if one in page]
    assert "single source: " in page
    assert "Left out, and worth asking about" in page


def test_a_reference_manager_makes_a_bibliography_of_the_sources() -> None:
    items = as_references(ANSWER, accessed=date(2025, 6, 1))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    made.register(citeproc.Citation([CitationItem(items[0]["id"])]))
    assert [str(one) for one in made.bibliography()] == [
        "Orwin, A. (2025) “Ferry hit”, Coastal Wire, 7 May. Available at: https://wire.example/f"
        " (Accessed: June 1, 2025)."
    ]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Orwin and Bram de Wit",
         [{"family": "Orwin", "given": "Ada"},
          {"family": "Wit", "given": "Bram", "non-dropping-particle": "de"}]),
        ("Ada B. Orwin, Cleo Finch",
         [{"family": "Orwin", "given": "Ada B."}, {"family": "Finch", "given": "Cleo"}]),
        ("Harbour Press Agency", [{"literal": "Harbour Press Agency"}]),
        ("o.wire", [{"literal": "o.wire"}]),
    ],
)  # fmt: skip
def test_a_byline_is_read_as_names(byline: str, names: list[dict[str, str]]) -> None:
    answer = replace(ANSWER, passages=(replace(PASSAGE, article=replace(FACTS, author=byline)),))
    assert as_references(answer, accessed=date(2025, 6, 1))[0]["author"] == names


@pytest.mark.parametrize(
    ("facts", "kind", "missing"),
    [
        (FACTS, "article-newspaper", set()),
        (replace(FACTS, source=None), "webpage", {"container-title"}),
        (ArticleFacts("a1", "Notes"), "document", {"URL", "accessed", "author", "issued"}),
        (replace(FACTS, url="javascript:x"), "article-newspaper", {"URL", "accessed"}),
    ],
)
def test_what_is_not_known_of_a_source_is_left_out(
    facts: ArticleFacts, kind: str, missing: set[str]
) -> None:
    answer = replace(ANSWER, passages=(replace(PASSAGE, article=facts),))
    (item,) = as_references(answer, accessed=date(2025, 6, 1))
    assert item["type"] == kind
    assert not missing & item.keys()
    assert item["note"] == "Cited: a1#p2"
