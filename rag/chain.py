"""The library in LangChain's terms: a retriever and a runnable, for anybody's chain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rag.condense import Find
from rag.types import Answer, Passage

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

Ask = Callable[[str, Sequence[Answer], Find], Answer]


def langchain_retriever(search: Find) -> BaseRetriever:
    """Returns a retriever whose documents are passages; their facts stand in the metadata."""
    # A second to import, and only users of LangChain need it.
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    class LibraryRetriever(BaseRetriever):
        """Finds passages in a Footnote library."""

        def _get_relevant_documents(
            self,
            query: str,
            *,
            run_manager: CallbackManagerForRetrieverRun,  # LangChain passes it
        ) -> list[Document]:
            return [
                Document(page_content=one.text, id=one.address, metadata=_metadata(one))
                for one in search(query)
            ]

    return LibraryRetriever()


def langchain_runnable(search: Find, ask: Ask) -> Runnable[Any, Answer]:
    """Returns a runnable from a question, or {"question": …, "history": […]}, to its answer.

    Callbacks, tags and tracing of the call reach the retriever and the chat model inside; each
    of their calls is a run of its own, and `astream_events` tells of the tokens as they come.
    """
    from langchain_core.runnables import RunnableLambda

    def find(query: str) -> list[Passage]:
        found: list[Passage] = []

        def kept(wanted: str) -> Sequence[Passage]:
            found.extend(search(wanted))
            return found

        langchain_retriever(kept).invoke(query)
        return found

    def asked(given: str | Mapping[str, Any]) -> Answer:
        if isinstance(given, str):
            return ask(given, (), find)
        return ask(str(given["question"]), tuple(given.get("history", ())), find)

    return RunnableLambda(asked, name="footnote")


def _metadata(passage: Passage) -> dict[str, object]:
    article = passage.article
    return {
        "address": passage.address,
        "start": passage.start,
        "score": passage.score,
        "article_id": article.id,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "url": article.url,
    }
