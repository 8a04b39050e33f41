"""What Footnote adds to the time of an LLM: to the first token, and around the call.

    python bench/streaming.py TEXT [--articles 5000] [--embedder all-MiniLM-L6-v2]

The LLM is the tests' scripted server, a process of its own on the loopback. First token: from the
moment the server sends it to the first text that `library.stream` yields. Around the call: finding
and packing the passages, the client, and the check, which is all of the time but the server's own.
TEXT is any text file; its sentences, drawn at random, make the articles of the library, of five
paragraphs of two sentences each.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rag import AnswerEvent, Library, TextEvent
from rag.sentences import sentences
from rag.settings import DEFAULT_EMBEDDER, read_settings

TESTS = Path(__file__).parent.parent / "tests"
RUNS = 30
WARM_UP_RUNS = 3
PARAGRAPHS_AN_ARTICLE = 5
SENTENCES_A_PARAGRAPH = 2
MIN_SENTENCE_WORDS = 8
QUESTION_WORDS = 9
TARGET_FIRST_TOKEN_MS = 50
TARGET_AROUND_MS = 60


@dataclass(frozen=True)
class Server:
    """The scripted server: where it listens and what it logs."""

    url: str
    log: Path

    def last_ms(self) -> float:
        """Returns how long the last request was under way in the server."""
        while True:
            came, ended = map(json.loads, self.log.read_text().splitlines()[-2:])
            if ended["event"] == "ended" and ended["number"] == came["number"]:
                return float(ended["time_ns"] - came["time_ns"]) / 1e6


@contextmanager
def scripted_server(folder: Path) -> Iterator[Server]:
    """Runs the tests' server."""
    log = folder / "log.jsonl"
    command = [sys.executable, "-m", "llm.scripted_server", str(log)]
    with subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield Server(f"http://127.0.0.1:{process.stdout.readline().strip()}/v1", log)
        process.terminate()


def write_articles(pool: Sequence[str], folder: Path, count: int) -> None:
    """Writes articles, each of its own choice of sentences."""
    folder.mkdir()
    for number in range(count):
        chosen = random.Random(number)
        body = [
            " ".join(chosen.choices(pool, k=SENTENCES_A_PARAGRAPH))
            for _ in range(PARAGRAPHS_AN_ARTICLE)
        ]
        text = "\n\n".join([f"Title: Article number {number}", f"File {number}.", *body])
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def questions(pool: Sequence[str]) -> list[str]:
    """Returns one question for each run, made of the words of a sentence."""
    chosen = random.Random(7).choices(pool, k=WARM_UP_RUNS + RUNS)
    starts = [" ".join(re.findall(r"\w+", one)[:QUESTION_WORDS]) for one in chosen]
    return [f"What is said of {start}?" for start in starts]


def first_token_ms(library: Library, question: str) -> float:
    """Returns the time from the server's first token, which says when it was sent, to our text."""
    for event in library.stream(question):
        if isinstance(event, TextEvent):
            arrived = time.time_ns()
            return (arrived - int(event.text.split()[0])) / 1e6
    raise RuntimeError("nothing was written")


def around_ms(library: Library, question: str, server: Server) -> dict[str, float]:
    """Returns the time of each stage of one answer, the server's own taken out of the writing."""
    start = time.perf_counter()
    *_, last = library.stream(question)
    total = 1000 * (time.perf_counter() - start)
    assert isinstance(last, AnswerEvent)
    assert last.answer.sentences, "the server found nothing to say"
    timings, own = last.answer.timings_ms, server.last_ms()
    return {
        "find and pack": timings["retrieve"],
        "client, check while streaming": timings["write"] - own,
        "check at the end": timings["verify"],
        "all around the call": total - own,
    }


def show(name: str, times: Sequence[float], target: int | None = None) -> None:
    """Prints a row of the table."""
    p50, p95 = np.percentile(times, [50, 95])
    wanted = f"{target:>6} ms" if target else ""
    print(f"{name:32} {p50:8.1f} {p95:8.1f} {max(times):8.1f}   {wanted}")


def main() -> None:
    """Makes the library, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("text", type=Path)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--embedder", default=DEFAULT_EMBEDDER)
    given = parser.parse_args()
    text = " ".join(given.text.read_text(encoding="utf-8").split())
    pool = [one for one in sentences(text) if len(one.split()) >= MIN_SENTENCE_WORDS]
    with (
        tempfile.TemporaryDirectory() as name,
        scripted_server(folder := Path(name)) as server,
    ):
        write_articles(pool, folder / "articles", given.articles)
        library = _library(folder, server, given.embedder, "answers")
        start = time.perf_counter()
        library.add(folder / "articles")
        print(f"{given.articles} articles indexed in {time.perf_counter() - start:.0f} s")
        asked = questions(pool)
        rows = [around_ms(library, one, server) for one in asked][WARM_UP_RUNS:]
        streaming = _library(folder, server, given.embedder, "first-token")
        firsts = [first_token_ms(streaming, one) for one in asked][WARM_UP_RUNS:]
    print(f"\n{RUNS} runs, ms{'p50':>31} {'p95':>8} {'max':>8}   wanted at most")
    show("first token, server to text", firsts, TARGET_FIRST_TOKEN_MS)
    for stage in rows[0]:
        target = TARGET_AROUND_MS if stage.startswith("all") else None
        show(stage, [row[stage] for row in rows], target)


def _library(folder: Path, server: Server, embedder: str, scenario: str) -> Library:
    settings = read_settings(
        library=folder / "library",
        embedder=embedder,
        llm=f"openai:scripted-{scenario}",
        llm_base_url=server.url,
    )
    return Library.open(settings=settings)


if __name__ == "__main__":
    main()
