"""Streams: cancelled for real, never mixed, and open to LangChain's callbacks."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document
from langchain_core.messages import BaseMessage
from langchain_core.outputs import LLMResult
from langchain_core.runnables import RunnableLambda, chain

from llm.conftest import OpenWith, Scripted
from llm.requested import TOGETHER
from rag import Answer, AnswerEvent, Event, Library, TextEvent

WALL = "What will the harbour wall at Port Ellery cost?"


@chain
def status(answer: Answer) -> str:
    """The end of somebody's chain."""
    return answer.status


class Recorder(BaseCallbackHandler):
    """Keeps what LangChain tells about chat models."""

    def __init__(self) -> None:
        self.tags: list[list[str]] = []
        self.metadata: list[dict[str, Any]] = []
        self.tokens: list[str] = []
        self.ended = 0
        self.found: list[Sequence[Document]] = []

    def on_chat_model_start(
        self,
        serialized: dict[str, Any],
        messages: list[list[BaseMessage]],
        *,
        run_id: UUID,
        parent_run_id: UUID | None = None,
        tags: list[str] | None = None,
        metadata: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.tags.append(tags or [])
        self.metadata.append(metadata or {})

    def on_llm_new_token(self, token: str, **kwargs: Any) -> None:  # type: ignore[override]
        self.tokens.append(token)

    def on_llm_end(self, response: LLMResult, **kwargs: Any) -> None:
        self.ended += 1

    def on_retriever_end(self, documents: Sequence[Document], **kwargs: Any) -> None:
        self.found.append(documents)


@pytest.mark.parametrize("scenario", ["talks-on", "stalls"])
def test_a_closed_stream_closes_the_connection(
    open_with: OpenWith, server: Scripted, scenario: str
) -> None:
    events = cast("Generator[Event, None, None]", open_with(scenario).stream(WALL))
    assert isinstance(next(events), TextEvent)
    events.close()
    assert server.outcome() == "client closed"


def test_an_interrupted_stream_closes_the_connection(open_with: OpenWith, server: Scripted) -> None:
    events = cast("Generator[Event, None, None]", open_with("talks-on").stream(WALL))
    next(events)
    with pytest.raises(KeyboardInterrupt):
        events.throw(KeyboardInterrupt)
    assert server.outcome() == "client closed"


def test_a_stream_that_is_let_go_closes_the_connection(
    open_with: OpenWith, server: Scripted
) -> None:
    for _ in open_with("talks-on").stream(WALL):
        break
    assert server.outcome() == "client closed"


def test_two_hundred_streams_at_once_are_neither_mixed_nor_lost(
    open_with: OpenWith, articles: Path, server: Scripted
) -> None:
    names = [f"QX{number:03}" for number in range(TOGETHER)]
    lockers = [f"Locker {name} is rented by tenant {name[::-1]} of the harbour." for name in names]
    (articles / "lockers.txt").write_text(
        "Title: Lockers\n\n" + "\n\n".join(lockers), encoding="utf-8"
    )
    library = open_with("together", llm_timeout_s=240)
    with ThreadPoolExecutor(TOGETHER) as pool:
        answers = list(pool.map(lambda name: _streamed(library, name), names))
    assert [one.text for one in answers] == [
        f"{locker} {answer.text.split()[-1]}"
        for locker, answer in zip(lockers, answers, strict=True)
    ]
    assert {one.status for one in answers} == {"grounded"}
    assert server.outcome() == "done"
    assert server.ended() == ["done"] * TOGETHER


def _streamed(library: Library, name: str) -> Answer:
    *written, last = library.stream(f"Who rents locker {name}?")
    assert isinstance(last, AnswerEvent)
    text = "".join(event.text for event in written if isinstance(event, TextEvent))
    assert name in text
    assert text.count("Locker") == 1
    return last.answer


def test_callbacks_tags_and_metadata_reach_the_chat_model(open_with: OpenWith) -> None:
    recorder = Recorder()
    answer = (
        open_with("answers")
        .as_runnable()
        .invoke(
            {"question": WALL},
            config={"callbacks": [recorder], "tags": ["desk"], "metadata": {"case": 7}},
        )
    )
    assert answer.status == "grounded"
    assert "desk" in recorder.tags[0]
    assert recorder.metadata[0]["case"] == 7
    assert recorder.ended == 1
    assert "£23.7 million" in "".join(recorder.tokens).replace("£ 23", "£23")
    [found] = recorder.found
    assert answer.sentences[0].citations[0].address in {one.id for one in found}


def test_the_runnable_tells_of_tokens_as_they_come(open_with: OpenWith) -> None:
    async def streamed() -> list[str]:
        events = open_with("answers").as_runnable().astream_events(WALL)
        return [one["event"] async for one in events]

    told = asyncio.run(streamed())
    assert told.count("on_chat_model_stream") > 3
    assert told[-1] == "on_chain_end"


def test_the_runnable_stands_in_anybodys_chain(open_with: OpenWith) -> None:
    runnable = RunnableLambda(str.strip) | open_with("answers").as_runnable() | status
    assert runnable.invoke(f"  {WALL} ") == "grounded"
    assert runnable.batch([WALL, WALL]) == ["grounded", "grounded"]


def test_the_runnable_takes_a_history(open_with: OpenWith, server: Scripted) -> None:
    runnable = open_with("answers").as_runnable()
    first = runnable.invoke({"question": WALL})
    runnable.invoke({"question": "And who said so?", "history": [first]})
    assert len(server.requests()) == 3
