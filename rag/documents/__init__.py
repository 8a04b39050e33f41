"""Summaries and answers as documents for others: with footnotes, with links to the words."""

from rag.documents.footnotes import as_text, title
from rag.documents.links import slug, source_link
from rag.documents.markdown import as_markdown, carried, index_line
from rag.documents.word import as_word_file

__all__ = [
    "as_markdown",
    "as_text",
    "as_word_file",
    "carried",
    "index_line",
    "slug",
    "source_link",
    "title",
]
