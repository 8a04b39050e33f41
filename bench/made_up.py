"""A made-up library, and its page served as a user serves it."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.library import Library
from rag.settings import read_settings

ROOT = Path(__file__).parent.parent
PLACES = [f"{a}{b}" for a in "Orren Wrack Skar Quay Tholep Vard".split() for b in ("mouth", "low")]
THINGS = "bridge ferry school harbour clinic library viaduct market station reservoir".split()
OUTLETS = "Ledger Courier Post Wire Gazette".split()


def make_library(folder: Path, articles: int) -> None:
    """Makes the library, unless it is there."""
    library = Library.open(settings=read_settings(library=folder, embedder="hashing"))
    if library.is_empty:
        file = folder / "articles.jsonl"
        write_articles(file, articles)
        start = time.perf_counter()
        library.add(file)
        print(f"{articles} articles added in {time.perf_counter() - start:.0f} s")
    library.close()


def write_articles(file: Path, count: int) -> None:
    """Writes a file of made-up articles."""
    chosen = random.Random(7)
    with file.open("w", encoding="utf-8") as lines:
        for number in range(count):
            place, thing = chosen.choice(PLACES), chosen.choice(THINGS)
            fact = {
                "id": str(number),
                "title": f"The {thing} at {place} opens, number {number}",
                "published": f"{chosen.randint(2019, 2025)}-{chosen.randint(1, 12):02}-11",
                "source": chosen.choice(OUTLETS),
                "text": f"The {thing} number {number} at {place} cost £{number + 3} million.",
            }
            lines.write(json.dumps(fact) + "\n")


@contextmanager
def served(library: Path, **environment: str) -> Iterator[str]:
    """Serves a library; yields the address of its page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "app.py", "--library", str(library), "--port", str(port)]
    settings = {**os.environ, "RAG_EMBEDDER": "hashing", "PYTHONUNBUFFERED": "1", **environment}
    with subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True
    ) as app:
        assert app.stdout
        for line in app.stdout:
            if "Footnote is at" in line:
                break
        yield f"http://127.0.0.1:{port}/"
        app.terminate()
        app.communicate()
