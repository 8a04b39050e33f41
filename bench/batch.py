"""Thousands of articles through `summarize --out`: killed at half, resumed, and run once more.

    python bench/batch.py TEXTS.jsonl.xz --articles 10000

The articles are made of the sentences of the texts (JSON lines with a field `text`), four
paragraphs each, no two alike. The command runs as its users run it; `RAG_EMBEDDER=hashing` leaves
out the embedding model, which takes nearly all of the time otherwise.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from rag.sentences import sentences

PARAGRAPHS, SENTENCES = 4, 2
LOOK_S = 0.2


@dataclass(frozen=True)
class Run:
    """One run of the command: how long, how much memory at each tenth, and its last line."""

    seconds: float
    memory_mb: tuple[float, ...]
    told: str


def main(arguments: Sequence[str]) -> None:
    """Prints a table of the runs, and whether each article was summarized once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_articles(folder / "articles", options.texts, options.articles)
        add = _run(folder, "add", "articles")
        killed = _run(folder, *_summarize(), kill_at=options.articles // 2)
        lines = _lines(folder)
        resumed = _run(folder, *_summarize())
        again = _run(folder, *_summarize())
        print(
            "| run | seconds | memory, MB, by tenths of the run | told |\n| --- | --- | --- | --- |"
        )
        runs = {"add": add, "killed at half": killed, "resumed": resumed, "again": again}
        for told, run in runs.items():
            memory = " ".join(f"{one:.0f}" for one in run.memory_mb)
            print(f"| {told} | {run.seconds:.1f} | {memory} | {run.told} |")
        _check(folder, lines, options.articles)
        whole = killed.seconds + resumed.seconds
        print(f"{options.articles / whole:.1f} articles/s; again takes {again.seconds / whole:.1%}")


def _summarize() -> tuple[str, ...]:
    return ("summarize", "--all", "--out", "out", "--words", "60", "--csv")


def _write_articles(folder: Path, texts: Path, count: int) -> None:
    folder.mkdir()
    with lzma.open(texts, "rt", encoding="utf-8") as lines:
        said = [one for line in lines for one in sentences(json.loads(line)["text"])]
    known, chance = [one for one in said if 8 <= len(one.split()) <= 40], random.Random(1)
    for number in range(count):
        paragraphs = [" ".join(chance.sample(known, SENTENCES)) for _ in range(PARAGRAPHS)]
        day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        head = f"Title: Story {number}\nDate: {day}\nSource: Paper {number % 40}\n\n"
        text = head + "\n\n".join(paragraphs)
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def _run(folder: Path, *arguments: str, kill_at: int | None = None) -> Run:
    """Runs the command; with `kill_at` it is killed when so many summaries are listed."""
    command = [sys.executable, "-m", "rag", *arguments, "--library", "library"]
    start, memory = time.perf_counter(), list[float]()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                memory.append(watched.memory_info().rss / 1e6)
            except psutil.NoSuchProcess:
                break
            if kill_at and len(_lines(folder)) >= kill_at:
                process.send_signal(signal.SIGKILL)
            time.sleep(LOOK_S if not kill_at else 5 * LOOK_S)
        told = process.stdout.read().strip().splitlines() if process.stdout else []
    seconds = time.perf_counter() - start
    tenths = [memory[min(len(memory) - 1, i * len(memory) // 10)] for i in range(1, 11)]
    return Run(seconds, tuple(tenths), told[-1] if told else f"ended by {process.returncode}")


def _lines(folder: Path) -> list[str]:
    """Returns the id of each line of the list."""
    path = folder / "out" / "summaries.jsonl"
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as lines:
        return [line[8:20] for line in lines if line.endswith("\n")]


def _check(folder: Path, before: Sequence[str], count: int) -> None:
    after = Counter(_lines(folder))
    files = [one.read_text(encoding="utf-8") for one in (folder / "out").glob("*.json")]
    broken = sum(not one.endswith("}\n") for one in files)
    print(
        f"listed before {len(before)}, after {len(after)} of {count}; listed twice"
        f" {sum(one > 1 for one in after.values())}; files {len(files)}, broken"
        f" {broken}; half files {len(list((folder / 'out').glob('*.part')))}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
