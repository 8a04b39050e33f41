"""An article of any length through an LLM with a small window: calls, tokens, overflows.

    python bench/long.py --words 200000

The LLM is the scripted server of the tests: it notes the first sentence of every paragraph that it
is shown, as far as the words go, and refuses what is longer than its window. Its time is nearly
none; what is measured is the planning, the calls and the check.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rag import Library, Settings
from rag.write import assign

ROOT = Path(__file__).parent.parent
WINDOWS = (4_000, 16_000, 128_000)
MAX_TOKENS = 500
WORDS_A_PARAGRAPH = 34


def main(arguments: Sequence[str]) -> None:
    """Prints a line for each window."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--windows", type=int, nargs="+", default=WINDOWS)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        article = folder / "dig.txt"
        article.write_text(_article(options.words), encoding="utf-8")
        log = folder / "log.jsonl"
        log.touch()
        command = [sys.executable, "-m", "llm.scripted_server", str(log)]
        with subprocess.Popen(
            command, cwd=ROOT / "tests", stdout=subprocess.PIPE, text=True
        ) as server:
            port = server.stdout.readline().strip() if server.stdout else ""
            print("| window | rounds | calls planned | made | refused | verdicts | seconds |")
            print("| --- | --- | --- | --- | --- | --- | --- |")
            for window in options.windows:
                print(_row(folder, article, window, f"http://127.0.0.1:{port}/v1"), flush=True)
            server.terminate()


def _article(words: int) -> str:
    days = (
        f"On day {n} of the dig the crew moved {n + 100} tonnes of clay from the harbour at Port"
        f" Ellery. The foreman said that the pumps had run all night and nobody was hurt that day."
        for n in range(words // WORDS_A_PARAGRAPH)
    )
    return "Title: The dig\nDate: 2025-06-19\nSource: Tidewater Ledger\n\n" + "\n\n".join(days)


def _row(folder: Path, article: Path, window: int, url: str) -> str:
    settings = Settings(
        library=folder / "library", embedder="hashing", history=False,
        llm=f"openai:scripted-denselimit-{window}-notes-all", llm_base_url=url,
        llm_window=window, llm_max_tokens=MAX_TOKENS,
    )  # fmt: skip
    library = Library.open(settings=settings)
    report = library.add(article)
    (article_id,) = (*report.added, *report.kept)
    plan = library.plan_summary([article_id], assign(words=200))
    before = _ended(folder)
    start = time.perf_counter()
    summary = library.summarize(article_id, words=200)
    seconds = time.perf_counter() - start
    library.close()
    made = _ended(folder)[len(before) :]
    verdicts = Counter(one.verdict for one in summary.sentences)
    return (
        f"| {window:,} | {sum(one.is_sure for one in plan.steps)} | {plan.calls} | {len(made)} |"
        f" {sum(one != 'done' for one in made)} |"
        f" {', '.join(f'{count} {name}' for name, count in verdicts.items())} | {seconds:.0f} |"
    )


def _ended(folder: Path) -> list[str]:
    lines = (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return [row["outcome"] for row in map(json.loads, lines) if row["event"] == "ended"]


if __name__ == "__main__":
    main(sys.argv[1:])
