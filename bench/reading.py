"""How much memory reading takes, and how a mixed folder of 1,000 files is added.

    PYTHONPATH=.:tests python bench/reading.py [--megabytes 50 400] [--files 1000]

JSON lines of two sizes are made and read, each in a process of its own, whose peak memory is
taken; the same lines are read packed as .gz. Then a folder of specimens of every format, some of
them damaged, is added by the command line, whose totals and causes of failure are shown.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from load.specimens import MAKERS, SENTENCES

READ = """
import resource, sys
from pathlib import Path
from rag.load import read
count = sum(1 for _ in read(Path(sys.argv[1]), max_bytes=50_000_000))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def main() -> None:
    """Prints both tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--megabytes", type=int, nargs=2, default=(50, 400))
    options.add_argument("--files", type=int, default=1000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for megabytes in given.megabytes:
            _print_peak(Path(name), megabytes)
        _print_addition(Path(name), given.files)


def _print_peak(folder: Path, megabytes: int) -> None:
    path = folder / "articles.jsonl"
    text = "\n\n".join(SENTENCES * 8)
    with path.open("w") as file:
        for number in range(megabytes * 1_000_000 // (len(text) + 60)):
            file.write(json.dumps({"title": f"Storm {number}", "text": f"{number}. {text}"}) + "\n")
    packed = folder / "articles.jsonl.gz"
    with path.open("rb") as plain, gzip.open(packed, "wb", compresslevel=1) as file:
        shutil.copyfileobj(plain, file)
    for one in (path, packed):
        start = time.perf_counter()
        command = [sys.executable, "-c", READ, str(one)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        count, peak = done.stdout.split()
        seconds = time.perf_counter() - start
        size = path.stat().st_size / 1e6
        print(
            f"{one.suffix:6} of {size:5.0f} MB: {count} articles, peak {peak} MB, {seconds:.1f} s"
        )
    path.unlink()
    packed.unlink()


def _print_addition(folder: Path, count: int) -> None:
    mixed = folder / "mixed"
    mixed.mkdir()
    for number in range(count):
        name, make = list(MAKERS.items())[number % len(MAKERS)]
        path = mixed / f"{number:04d}-{name}"
        make(path, [f"{number}: {one}" for one in SENTENCES * 4])
        if number % 25 == 0:  # every format in its turn, for 25 and 12 have no common divisor
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    start = time.perf_counter()
    command = [sys.executable, "-m", "rag", "add", str(mixed), "--library", str(folder / "library")]
    environment = {**os.environ, "RAG_EMBEDDER": "hashing"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    print(f"\n{count} files in {time.perf_counter() - start:.0f} s, exit code {done.returncode}")
    print(done.stderr.replace(str(folder), "…") + done.stdout)


if __name__ == "__main__":
    main()
