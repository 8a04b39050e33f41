"""What a summary rests on, and what it leaves out."""

from pathlib import Path

import pytest

from rag import Library
from rag.summarize.coverage import holdings


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("The wall will cost £23.7 million.", ["number"]),
        ("Nine people were hurt.", ["number"]),
        ("Turnout fell by 15 per cent.", ["number"]),
        ("The council met on 4 March 2025.", []),
        ("In 1997 the plant opened.", []),
        ("It was the first of its kind, and one of the best.", []),
        ("The contractor denied the claim.", ["denial"]),
        ("She declined to comment.", ["denial"]),
        ("The ministry did not respond to a request.", ["denial"]),
        ("The company pleaded not guilty.", ["denial"]),
        ("Correction: an earlier version gave the wrong name.", ["correction"]),
        ("He denied that £2 million was missing.", ["number", "denial"]),
        ("The harbour is quiet at night.", []),
    ],
)
def test_a_paragraph_holds_what_an_editor_would_ask_about(text: str, holds: list[str]) -> None:
    assert list(holdings(text)) == holds


def test_a_summary_tells_its_share_and_what_it_left_out(filled: Library) -> None:
    (harbour,) = [one.id for one in filled.articles() if "wall" in one.title]
    covered = filled.summarize(harbour, words=17).coverage
    assert [one.address for one in covered.paragraphs] == [f"{harbour}#p{n}" for n in (1, 2, 3)]
    assert covered.share == pytest.approx(1 / 3, abs=0.001)
    assert [(one.address, one.holds) for one in covered.left_out] == [
        (f"{harbour}#p3", ("denial",))
    ]


def test_the_coverage_of_a_topic_counts_what_that_of_its_article_counts(
    library: Library, tmp_path: Path
) -> None:
    page = tmp_path / "wall.html"
    page.write_text(
        "<html><head><title>Harbour wall</title></head><body><article><h1>Harbour wall</h1>"
        "<p>The harbour wall at Port Ellery will cost £23.7 million, the council said.</p>"
        "<figure><img src='wall.jpg'><figcaption>The harbour wall of Port Ellery, which 40 men"
        " built, on Friday.</figcaption></figure>"
        "<p>The mayor said that the clay under the harbour wall was softer than planned.</p>"
        "</article></body></html>"
    )
    (article_id,) = library.add(page).added
    assert [one.kind for one in library.article(article_id).paragraphs].count("caption") == 1
    covered = library.summarize(about="the harbour wall", words=60).coverage
    by_address = {one.address for one in covered.paragraphs}
    assert by_address == {one.address for one in library.paragraphs(article_id)}
