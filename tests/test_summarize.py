from pathlib import Path

import pytest

from rag import DECLINED, Library, UsageError


def test_a_summary_of_one_article_is_cited_checked_and_short(filled: Library) -> None:
    (harbour,) = [one for one in filled.articles() if "wall" in one.title]
    summary = filled.summarize(harbour.id, words=30)
    assert summary.status == "grounded"
    assert 0 < sum(len(one.text.split()) for one in summary.sentences) <= 30
    article = filled.article(harbour.id)
    for sentence in summary.sentences:
        assert sentence.verdict == "supported"
        for citation in sentence.citations:
            assert article.text[citation.start : citation.end] == citation.quote
    assert [one.id for one in summary.articles] == [harbour.id]


def test_bullets_stand_on_lines_of_their_own(filled: Library) -> None:
    ids = [one.id for one in filled.articles()]
    summary = filled.summarize(*ids, style="bullets", words=80)
    lines = summary.text.splitlines()
    assert len(lines) == len(summary.sentences) > 1
    assert all(line.startswith("- ") and line.endswith("]") for line in lines)


def test_a_topic_is_summed_up_from_what_is_said_about_it(seeds: Library) -> None:
    summary = seeds.summarize(about="the cost of the sea wall", words=100)
    assert summary.about == "the cost of the sea wall"
    assert summary.status == "grounded"
    assert "wall" in summary.text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"style": "poem"}, "There is no style 'poem'"),
        ({"words": 0}, "0 words cannot be written"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(
    filled: Library, arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        filled.summarize(filled.articles()[0].id, **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("about", ["Mars landing", "vaccines", "electric cars", "opera"])
def test_a_topic_that_is_not_in_the_articles_is_declined(seeds: Library, about: str) -> None:
    summary = seeds.summarize(about=about)
    assert (summary.status, summary.text) == ("declined", DECLINED)
    assert not summary.sentences


@pytest.mark.parametrize("about", ["Security", "storms", "flooding", "job losses", "the accident"])
def test_a_vague_topic_that_is_in_them_is_not(seeds: Library, about: str) -> None:
    assert seeds.summarize(about=about, words=60).status == "grounded"


def test_nothing_named_is_wrong_use(filled: Library) -> None:
    with pytest.raises(UsageError, match="a topic"):
        filled.summarize()


def test_a_note_of_correction_is_told_as_left_out_but_is_no_summary(
    library: Library, tmp_path: Path
) -> None:
    note = "Correction, 25 June 2025: An earlier version gave another price. It has been amended."
    story = tmp_path / "wall.txt"
    story.write_text(f"Title: Wall\n\nThe wall will cost £23 million.\n\n{note}", encoding="utf-8")
    (one,) = library.add(story).added
    summary = library.summarize(one)
    assert "amended" not in summary.text
    assert "correction" in summary.coverage.left_out[0].holds
