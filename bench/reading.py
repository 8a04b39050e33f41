"""How much memory reading and adding take, and how a mixed folder of 1,000 files is added.

    PYTHONPATH=.:tests python bench/reading.py [--megabytes 16 2000] [--added 4 40] [--files 1000]

JSON lines of each size are made (of 43 kB each, 2.7 kB of them the article) and read, each file in
a process of its own, whose peak memory is taken; the same lines are read packed as .gz. Those of
the sizes after --added are added to a library, with the hashing embedder, and then added again.
Last, a folder of specimens of every format, some of them damaged, is added by the command line,
whose totals and causes of failure are shown. What is made is deleted at the end.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from load.specimens import MAKERS, SENTENCES

# Dumps carry more than the article: its page, its markup, its vectors.
RAW_BYTES = 40_000
READ = """
import resource, sys
from pathlib import Path
from rag.load import read
count = sum(1 for _ in read(Path(sys.argv[1]), max_bytes=50_000_000))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
ADD = """
import resource, sys
from rag import Library
report = Library.open(sys.argv[2]).add(sys.argv[1])
counts = f"{len(report.added)} added, {len(report.kept)} kept"
print(counts, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, sep="; ")
"""
HASHING = {**os.environ, "RAG_EMBEDDER": "hashing"}


def main() -> None:
    """Prints what reading and adding take, then how the mixed folder was added."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--megabytes", type=int, nargs="*", default=(16, 400))
    options.add_argument("--added", type=int, nargs="*", default=(4, 16))
    options.add_argument("--files", type=int, default=1000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for megabytes in given.megabytes:
            _print_peaks(Path(name), megabytes)
        for megabytes in given.added:
            _print_added(Path(name), megabytes)
        if given.files:
            _print_addition(Path(name), given.files)


def _print_peaks(folder: Path, megabytes: int) -> None:
    path = _made(folder, megabytes, raw_bytes=RAW_BYTES)
    _print_peak(path, path.stat().st_size)
    size, packed = path.stat().st_size, folder / "articles.jsonl.gz"
    with path.open("rb") as plain, gzip.open(packed, "wb", compresslevel=1) as file:
        shutil.copyfileobj(plain, file)
    path.unlink()
    _print_peak(packed, size)
    packed.unlink()


def _print_peak(path: Path, size: int) -> None:
    start = time.perf_counter()
    count, peak = _run(READ, path).split()
    taken = f"peak {peak} MB, {time.perf_counter() - start:.1f} s"
    print(f"{path.suffix:6} of {size / 1e6:5.0f} MB: {count} articles, {taken}")


def _print_added(folder: Path, megabytes: int) -> None:
    path, library = _made(folder, megabytes), folder / f"library-{megabytes}"
    for _ in range(2):
        start = time.perf_counter()
        counts, peak = _run(ADD, path, library).rsplit("; ", 1)
        print(
            f"{megabytes} MB: {counts}, peak {peak.strip()} MB, {time.perf_counter() - start:.1f} s"
        )
    path.unlink()


def _made(folder: Path, megabytes: int, *, raw_bytes: int = 0) -> Path:
    """Makes JSON lines; no two articles are the same, and each carries a field nobody reads."""
    path = folder / "articles.jsonl"
    text = "\n\n".join(SENTENCES * 8)
    raw = random.Random(8).randbytes(raw_bytes // 2).hex()
    with path.open("w") as file:
        for number in range(megabytes * 1_000_000 // (len(text) + raw_bytes + 60)):
            row = {"title": f"Storm {number}", "raw": raw, "text": f"{number}. {text}"}
            file.write(json.dumps(row) + "\n")
    return path


def _run(program: str, *arguments: Path) -> str:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=HASHING)
    return done.stdout


def _print_addition(folder: Path, count: int) -> None:
    mixed = folder / "mixed"
    mixed.mkdir()
    for number in range(count):
        name, make = list(MAKERS.items())[number % len(MAKERS)]
        path = mixed / f"{number:04d}-{name}"
        make(path, [f"{number}: {one}" for one in SENTENCES * 4])
        if number % 25 == 0:  # every format in its turn, for 25 and 13 have no common divisor
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    start = time.perf_counter()
    command = [sys.executable, "-m", "rag", "add", str(mixed), "--library", str(folder / "library")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=HASHING)
    print(f"\n{count} files in {time.perf_counter() - start:.0f} s, exit code {done.returncode}")
    print(done.stderr.replace(str(folder), "…") + done.stdout)


if __name__ == "__main__":
    main()
