"""Articles to chunks: runs of adjacent paragraphs that fit the embedder, cut between sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.sentences import sentence_spans
from rag.types import Article, Chunk, Paragraph

CHUNK_TOKENS = 64
INDEXED_KINDS = frozenset({"body", "caption"})

CountTokens = Callable[[Sequence[str]], list[int]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph, or some sentences of a long one."""

    paragraph: int
    start: int
    end: int
    tokens: int


def split(
    article: Article, *, count_tokens: CountTokens, chunk_tokens: int = CHUNK_TOKENS
) -> tuple[Chunk, ...]:
    """Returns the chunks of `article`; only a sentence longer than a chunk makes a longer one."""
    pieces = list(_pieces(article, count_tokens, chunk_tokens))
    title = finding_title(article)
    return tuple(
        Chunk(
            id=f"{article.id}:{number}",
            article_id=article.id,
            first=run[0].paragraph,
            last=run[-1].paragraph,
            start=run[0].start,
            end=run[-1].end,
            text=article.text[run[0].start : run[-1].end],
            title=title,
        )
        for number, run in enumerate(_runs(pieces, chunk_tokens), start=1)
    )


def headings(article: Article) -> dict[int, str]:
    """Returns, for each paragraph number, the heading it stands under."""
    under: dict[int, str] = {}
    heading = ""
    for paragraph in article.paragraphs:
        if paragraph.kind == "heading":
            heading = article.text_of(paragraph)
        under[paragraph.number] = heading
    return under


def finding_title(article: Article) -> str:
    """Returns the title if it tells more than the text, which an article without one begins with.

    Told with every paragraph, such a title would make each look like the first.
    """
    return "" if article.text.startswith(article.title.rstrip("…")) else article.title


def _pieces(article: Article, count: CountTokens, limit: int) -> Iterator[_Piece]:
    paragraphs = [one for one in article.paragraphs if one.kind in INDEXED_KINDS]
    sizes = count([article.text_of(one) for one in paragraphs])
    for paragraph, tokens in zip(paragraphs, sizes, strict=True):
        if tokens <= limit:
            yield _Piece(paragraph.number, paragraph.start, paragraph.end, tokens)
        else:
            yield from _sentence_pieces(article, paragraph, count)


def _sentence_pieces(article: Article, paragraph: Paragraph, count: CountTokens) -> list[_Piece]:
    spans = sentence_spans(article.text_of(paragraph))
    sizes = count([article.text_of(paragraph)[start:end] for start, end in spans])
    return [
        _Piece(paragraph.number, paragraph.start + start, paragraph.start + end, tokens)
        for (start, end), tokens in zip(spans, sizes, strict=True)
    ]


def _runs(pieces: Sequence[_Piece], limit: int) -> Iterator[list[_Piece]]:
    run: list[_Piece] = []
    for piece in pieces:
        if run and sum(one.tokens for one in run) + piece.tokens > limit:
            yield run
            run = []
        run.append(piece)
    if run:
        yield run
