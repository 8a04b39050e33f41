"""A batch through an LLM: its pace, its retries, its failures, what it costs."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from llm.conftest import OpenWith, Scripted
from rag import Library
from rag.batch import Batch, Folder, Outcome, plan_batch, summarize_all, totals
from rag.write import assign

ROOT = Path(__file__).parent.parent.parent
CALLS_A_MINUTE = 6
LONGEST_LOOK_S = 0.2  # how often the limiter looks at the clock, and a little


class Clock:
    """Stands in for the module `time`: sleeping takes no time, and all threads see the same."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._lock = threading.Lock()

    def monotonic(self) -> float:
        """Returns the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Lets time go by."""
        with self._lock:
            self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that the limiter of calls looks at."""
    made = Clock()
    monkeypatch.setattr("langchain_core.rate_limiters.time", made)
    return made


def outcomes(library: Library, out: Path) -> list[Outcome]:
    ids = [one.id for one in library.articles()]
    return list(summarize_all(Batch(library, Folder(out), assign(words=20)), ids))


def test_calls_keep_to_the_pace_that_a_provider_allows(
    open_with: OpenWith, server: Scripted, clock: Clock, tmp_path: Path
) -> None:
    library = open_with("answers", llm_calls_a_minute=CALLS_A_MINUTE, llm_jobs=2)
    began = clock.now
    assert [one.kind for one in outcomes(library, tmp_path / "out")] == ["written"] * 2
    library.summarize(library.articles()[0].id, words=20)
    waited = (len(server.requests()) - 1) * 60 / CALLS_A_MINUTE  # the first one does not wait
    assert len(server.requests()) >= 3
    assert waited <= clock.now - began <= waited + LONGEST_LOOK_S * len(server.requests())


def test_without_a_pace_nothing_waits(open_with: OpenWith, clock: Clock, tmp_path: Path) -> None:
    began = clock.now
    outcomes(open_with("answers"), tmp_path / "out")
    assert clock.now == began


def test_a_call_that_is_refused_for_a_moment_is_tried_again(
    open_with: OpenWith, server: Scripted, tmp_path: Path
) -> None:
    library = open_with("error-429-then-ok", llm_retries=1, llm_jobs=1)
    assert [one.kind for one in outcomes(library, tmp_path / "out")] == ["written"] * 2
    assert server.ended().count("failed") == 1


def test_a_failure_names_its_article_and_its_reason(open_with: OpenWith, tmp_path: Path) -> None:
    library = open_with("error-500")
    done = outcomes(library, tmp_path / "out")
    assert [one.kind for one in done] == ["failed", "failed"]
    assert all("openai:scripted-error-500 failed" in one.reason for one in done)
    assert not list((tmp_path / "out").glob("*.json"))


def test_tokens_and_cost_are_summed_over_the_batch_and_estimated_before(
    open_with: OpenWith, tmp_path: Path
) -> None:
    library = open_with("answers", llm_input_price=2, llm_output_price=10)
    ids = [one.id for one in library.articles()]
    batch = Batch(library, Folder(tmp_path / "out"), assign(words=20))
    planned = [plan for _, plan in plan_batch(batch, ids)]
    usage = totals(summarize_all(batch, ids)).usage
    assert usage.cost == pytest.approx((2 * usage.input_tokens + 10 * usage.output_tokens) / 1e6)
    assert 0 < usage.input_tokens <= sum(step.input_tokens for one in planned for step in one.steps)
    assert not list(plan_batch(batch, ids))  # what is done costs nothing more


def test_of_several_summaries_one_that_fails_is_named_and_the_others_are_printed(
    server: Scripted, articles: Path, tmp_path: Path
) -> None:
    said = "\n\n".join(f"The board met for the {n}th time about the pier." for n in range(1000))
    (articles / "board.txt").write_text(f"Title: Too long for the server\n\n{said}")
    command = [sys.executable, "-m", "rag", "summarize", str(articles), "--words", "20"]
    environment = {
        **os.environ, "RAG_LIBRARY": str(tmp_path / "library"), "RAG_EMBEDDER": "hashing",
        "RAG_LLM": "openai:scripted-limit-9000", "RAG_LLM_BASE_URL": server.url,
        "RAG_LLM_API_KEY": "none", "RAG_LLM_WINDOW": "200000", "COLUMNS": "200",
    }  # fmt: skip
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    titles = ("Too long for the server", "Ferry runs aground", "Harbour wall to cost more")
    assert [f"“{title}”: openai:" in done.stderr for title in titles] == [True, False, False]
    assert [title in done.stdout.splitlines() for title in titles] == [False, True, True]
