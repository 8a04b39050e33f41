"""Summaries and answers as documents for others: with footnotes, with links to the words."""

from rag.documents.footnotes import as_text, shortness, title
from rag.documents.links import is_web, slug, source_link
from rag.documents.markdown import as_markdown, described, index_line
from rag.documents.points import beginning, carried
from rag.documents.references import as_references
from rag.documents.web_page import as_web_page
from rag.documents.word import as_word_file

__all__ = [
    "as_markdown",
    "as_references",
    "as_text",
    "as_web_page",
    "as_word_file",
    "beginning",
    "carried",
    "described",
    "index_line",
    "is_web",
    "shortness",
    "slug",
    "source_link",
    "title",
]
