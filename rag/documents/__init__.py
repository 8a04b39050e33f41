"""Summaries and answers as documents for others: Markdown with footnotes, links to the words."""

from rag.documents.links import slug, source_link
from rag.documents.markdown import as_markdown, carried, index_line

__all__ = ["as_markdown", "carried", "index_line", "slug", "source_link"]
