from hypothesis import given
from hypothesis import strategies as st

from rag.embed import HashingEmbedder
from rag.sentences import sentence_spans
from rag.split import headings, split
from rag.types import Article, Paragraph, ParagraphKind

COUNT = HashingEmbedder().count_tokens


def article(*blocks: tuple[ParagraphKind, str], title: str = "Ferry runs aground") -> Article:
    paragraphs, start = [], 0
    for number, (kind, text) in enumerate(blocks, start=1):
        paragraphs.append(Paragraph(number, start, start + len(text), kind))
        start += len(text) + 2
    text = "\n\n".join(text for _, text in blocks)
    return Article("a1", title, text=text, paragraphs=tuple(paragraphs))


def test_adjacent_short_paragraphs_share_a_chunk() -> None:
    chunks = split(article(("body", "One two."), ("body", "Three four.")), count_tokens=COUNT)
    assert [(chunk.first, chunk.last) for chunk in chunks] == [(1, 2)]


def test_a_chunk_ends_before_it_grows_too_long() -> None:
    blocks: list[tuple[ParagraphKind, str]] = [("body", "one two three."), ("body", "four five.")]
    chunks = split(article(*blocks), count_tokens=COUNT, chunk_tokens=4)
    assert [(chunk.first, chunk.last) for chunk in chunks] == [(1, 1), (2, 2)]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = "One two three. Four five six. Seven eight nine."
    chunks = split(article(("body", text)), count_tokens=COUNT, chunk_tokens=6)
    assert [text[chunk.start : chunk.end] for chunk in chunks] == [
        "One two three. Four five six.",
        "Seven eight nine.",
    ]


def test_headings_and_credits_are_not_embedded_alone() -> None:
    chunks = split(
        article(("heading", "Fog"), ("body", "It was thick."), ("credit", "With AP inputs")),
        count_tokens=COUNT,
    )
    assert len(chunks) == 1
    assert chunks[0].first == chunks[0].last == 2


def test_a_chunk_has_the_text_of_its_paragraphs_and_the_title_of_its_article() -> None:
    made = article(("body", "It was thick."))
    (chunk,) = split(made, count_tokens=COUNT)
    assert (chunk.text, chunk.title) == ("It was thick.", "Ferry runs aground")
    assert made.text[chunk.start : chunk.end] == chunk.text


def test_paragraphs_know_the_heading_they_stand_under() -> None:
    made = article(("body", "Lead."), ("heading", "Fog"), ("body", "It was thick."))
    assert headings(made) == {1: "", 2: "Fog", 3: "Fog"}


@given(st.lists(st.text(min_size=1), max_size=5), st.integers(1, 40))
def test_chunks_cover_every_sentence_and_never_cut_one(texts: list[str], limit: int) -> None:
    made = article(*(("body", text) for text in texts))
    chunks = split(made, count_tokens=COUNT, chunk_tokens=limit)
    for paragraph in made.paragraphs:
        for start, end in sentence_spans(made.text_of(paragraph)):
            holders = [
                chunk
                for chunk in chunks
                if chunk.start <= paragraph.start + start and paragraph.start + end <= chunk.end
            ]
            assert len(holders) == 1


def test_a_title_that_is_made_of_the_text_tells_nothing_more() -> None:
    made = article(("body", "Ferry runs aground in fog."), title="Ferry runs aground…")
    (chunk,) = split(made, count_tokens=COUNT)
    assert chunk.title == ""
