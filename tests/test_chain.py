from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from rag import Library


def test_the_retriever_drops_into_a_chain(filled: Library) -> None:
    retriever = filled.as_retriever(top=2, sources=["Tidewater Ledger"])
    assert isinstance(retriever, BaseRetriever)
    chain = retriever | RunnableLambda(lambda documents: documents[0])
    document = chain.invoke("What will the harbour wall cost?")
    assert "23.7" in document.page_content
    assert document.id == document.metadata["address"]
    assert document.metadata["published"] == "2025-06-19"
    assert document.metadata["source"] == "Tidewater Ledger"
