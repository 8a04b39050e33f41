"""The page: a library in the browser, wired with Gradio."""

from rag.page.build import build
from rag.page.serve import Address, serve

__all__ = ["Address", "build", "serve"]
