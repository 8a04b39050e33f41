"""How the cost of `add` and of `search` grows with the library.

    python bench/ingest.py FILES… --articles 1000 5000 20000 --embedder hashing

Articles are made of sentences drawn at random from the files (JSON lines with a field `text`, also
.xz): five paragraphs of two to four sentences, a title, a date, one of twenty outlets. Each size is
added in a process of its own. The hashing embedder (256 numbers a vector, no model) shows what all
but the embedding costs; with the model, `embedding CPU` is what its threads take of `add`, and
`alone` what it takes to embed the same chunks and nothing else.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

from rag import Library, Settings
from rag.embed import HASHING, OnnxEmbedder, Vectors, open_embedder
from rag.fetch import Fetcher
from rag.load import find, read
from rag.sentences import sentences
from rag.settings import DEFAULT_EMBEDDER
from rag.split import split
from rag.store import BATCH_CHUNKS
from rag.types import Article

ROOT = Path(__file__).parent.parent
FOLDER_FILES = 1000
OUTLETS = 20
DAYS = 2000
FIRST_DAY = date(2020, 1, 1)
SINCE = FIRST_DAY + timedelta(days=DAYS // 2)
SEARCHES = 100
QUERY_WORDS = 12
MAX_BYTES = 1_000_000


def sentence_pool(paths: Sequence[Path]) -> list[str]:
    """Returns the sentences of the files' texts, of ordinary length, each once."""
    texts: list[str] = []
    for path in paths:
        opened = lzma.open if path.suffix == ".xz" else open
        with opened(path, "rt", encoding="utf-8") as file:
            texts += [json.loads(line)["text"] for line in file]
    found = (one for text in texts for one in sentences(" ".join(text.split())))
    return list(dict.fromkeys(one for one in found if 40 <= len(one) <= 300))


def write_articles(pool: Sequence[str], folder: Path, count: int) -> float:
    """Writes `count` text files, the same ones each time; returns their size in MB."""
    chance = random.Random(5)
    size = 0
    for number in range(count):
        paragraphs = [
            " ".join(chance.choice(pool) for _ in range(chance.randint(2, 4))) for _ in range(5)
        ]
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        head = [
            f"Title: {' '.join(chance.choice(pool).split()[:8])}",
            f"Date: {day.isoformat()}",
            f"Source: Outlet {chance.randrange(OUTLETS)}",
        ]
        text = "\n".join(head) + "\n\n" + "\n\n".join(paragraphs) + "\n"
        place = folder / f"{number // FOLDER_FILES:03}"
        place.mkdir(exist_ok=True)
        (place / f"{number:06}.txt").write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size / 1e6


def queries(pool: Sequence[str]) -> list[str]:
    """Returns the beginnings of sentences, as if one had asked for what they say."""
    chance = random.Random(11)
    return [" ".join(chance.choice(pool).split()[:QUERY_WORDS]) for _ in range(SEARCHES)]


def timed(searches: Sequence[str], search: Callable[[str], object]) -> tuple[float, float, float]:
    """Returns a search's median, 95th percentile and mean CPU time (all threads), in ms."""
    for query in searches[:5]:
        search(query)
    milliseconds = []
    cpu = time.process_time()
    for query in searches:
        start = time.perf_counter()
        search(query)
        milliseconds.append(1000 * (time.perf_counter() - start))
    cpu_ms = 1000 * (time.process_time() - cpu) / len(searches)
    ranked = sorted(milliseconds)
    return ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.95)], cpu_ms


def embedded_alone(folder: Path, settings: Settings) -> dict[str, float]:
    """Embeds the chunks of the articles in a folder, as many at once as `add` does."""
    embedder = open_embedder(settings)
    fetcher = Fetcher(settings)
    texts = [
        chunk.text
        for path in find([folder]).files
        for article in read(path, fetcher=fetcher, max_bytes=MAX_BYTES)
        if isinstance(article, Article)
        for chunk in split(article, count_tokens=embedder.count_tokens)
    ]
    start, cpu = time.perf_counter(), time.process_time()
    for first in range(0, len(texts), BATCH_CHUNKS):
        embedder.embed(texts[first : first + BATCH_CHUNKS])
    return {"alone s": time.perf_counter() - start, "alone CPU s": time.process_time() - cpu}


@contextmanager
def embedding_cpu() -> Iterator[list[float]]:
    """Collects the CPU seconds of the embedder's threads: of the graph, and of what is around it.

    Taken within `add`, so that it compares with the whole even where the machine's speed changes.
    """
    taken: list[float] = []

    def timed(made: Callable[..., Vectors]) -> Callable[..., Vectors]:
        def measured(*arguments: object) -> Vectors:
            start = time.thread_time()
            found = made(*arguments)
            taken.append(time.thread_time() - start)
            return found

        return measured

    with (
        patch.object(OnnxEmbedder, "_run", timed(OnnxEmbedder._run)),
        patch.object(OnnxEmbedder, "embed", timed(OnnxEmbedder.embed)),
    ):
        yield taken


def added(folder: Path, library: Library) -> dict[str, float]:
    """Adds the articles twice; returns what that cost."""
    library.search("warm up")
    start, cpu = time.perf_counter(), time.process_time()
    with embedding_cpu() as embedding:
        count = len(library.add(folder).added)
    add_s, add_cpu_s = time.perf_counter() - start, time.process_time() - cpu
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    settings = library.settings
    alone = {}
    if settings.embedder != HASHING:
        alone = {"embedding CPU s": sum(embedding), **embedded_alone(folder, settings)}
    start = time.perf_counter()
    kept = len(library.add(folder).kept)
    return {
        "added": count, "kept": kept, "add s": add_s, "add CPU s": add_cpu_s, **alone,
        "again s": time.perf_counter() - start, "peak MB": peak_mb,
    }  # fmt: skip


def searched(library: Library, asked: Sequence[str]) -> dict[str, float]:
    """Searches with and without filters; returns what that cost."""
    p50, p95, cpu_ms = timed(asked, lambda query: library.search(query))
    dated, *_ = timed(asked, lambda query: library.search(query, since=SINCE))
    narrow = SINCE + timedelta(days=7)
    week, *_ = timed(asked, lambda query: library.search(query, since=SINCE, until=narrow))
    outlet, *_ = timed(asked, lambda query: library.search(query, sources=["Outlet 7"]))
    return {
        "p50 ms": p50, "p95 ms": p95, "CPU ms a search": cpu_ms,
        "half the dates p50": dated, "one week p50": week, "one outlet p50": outlet,
    }  # fmt: skip


def one_size(
    folder: Path, settings: Settings, asked: Sequence[str], *, is_there: bool
) -> dict[str, float]:
    """Returns what adding the articles, unless they are there, and searching them cost."""
    adding = {}
    if not is_there:
        library = Library.open(settings=settings)
        adding = added(folder, library)
        library.close()
    start = time.perf_counter()
    library = Library.open(settings=settings)
    open_ms = 1000 * (time.perf_counter() - start)
    disk = sum(one.stat().st_size for one in settings.library.rglob("*") if one.is_file())
    return {**adding, "open ms": open_ms, "disk MB": disk / 1e6, **searched(library, asked)}


def main() -> None:
    """Prints a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 5000, 20000])
    parser.add_argument("--embedder", default=DEFAULT_EMBEDDER)
    parser.add_argument("--keep", type=Path, help="a folder that keeps articles and libraries")
    parser.add_argument("--searches", action="store_true", help="search what an earlier run kept")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    pool = sentence_pool(options.files)
    with tempfile.TemporaryDirectory() as temporary:
        for count in options.articles:
            place = (options.keep or Path(temporary)) / str(count)
            if options.one:
                settings = Settings(library=place / "library", embedder=options.embedder)
                measured = one_size(
                    place / "articles", settings, queries(pool), is_there=options.searches
                )
                print(json.dumps(measured))
                return
            megabytes = 0.0
            if not options.searches:
                (place / "articles").mkdir(parents=True, exist_ok=True)
                megabytes = write_articles(pool, place / "articles", count)
            again = [*map(str, options.files), "--articles", str(count), "--one"]
            again += ["--keep", str(place.parent), "--embedder", options.embedder]
            again += ["--searches"] if options.searches else []
            done = subprocess.run(
                [sys.executable, __file__, *again],
                check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            )  # fmt: skip
            row = json.loads(done.stdout.splitlines()[-1])
            print(f"{count} articles, load {os.getloadavg()[0]:.1f}", end="")
            if seconds := row.get("add s"):
                rates = f"{count / seconds:.1f} articles/s, {megabytes / seconds:.3f} MB/s"
                print(f", {megabytes:.1f} MB: {rates}", end="")
            print()
            print(
                "   ", "  ".join(f"{name} {value:.1f}" for name, value in row.items()), flush=True
            )


if __name__ == "__main__":
    main()
