"""What fills a model's window best: the neighbours of what was found, or more of what was found.

    python bench/neighbours.py squad-1.1.jsonl.xz --questions 500

SQuAD's paragraphs are cut into ones of two sentences, as news has them. For each question and
window, how often what is shown holds the answer, in the paragraph that was asked about.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from asked import Row, two_sentences_each

from rag.retrieve import Ranking
from rag.search import SHOWN_TO_WRITER, Search
from rag.settings import read_settings
from rag.store import Store
from rag.types import Filters, Passage
from rag.write.budget import TOKENS_A_PASSAGE, Neighbours, count_tokens, pack

MORE = 40
WINDOWS = (500, 1000, 1500, 2000, 3000)


def ways(found: Sequence[Passage], window: int, around: Neighbours) -> dict[str, Sequence[Passage]]:
    """Returns what would be shown of what was found, in a window of so many tokens."""
    best = found[:SHOWN_TO_WRITER]
    return {
        "found": pack(best, tokens=window),
        "found, then neighbours": pack(best, tokens=window, neighbours=around),
        "found, then more found": pack(found, tokens=window),
    }


def main() -> None:
    """Prints a row for each window."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--questions", type=int, default=500)
    options = parser.parse_args()
    by_title: dict[str, list[Row]] = defaultdict(list)
    with lzma.open(options.file, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            by_title[row["title"]].append(row)
    pairs = [
        (row["text"], question)
        for rows in by_title.values()
        for row in rows
        for question in row["questions"]
        if question["answers"]
    ]
    pairs = random.Random(2).sample(pairs, min(options.questions, len(pairs)))
    held: Counter[tuple[int, str]] = Counter()
    tokens: Counter[tuple[int, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(read_settings(library=folder))
        articles = (two_sentences_each(title, rows) for title, rows in by_title.items())
        for _ in store.add(articles):
            pass
        search = Search(store, Ranking())
        for text, question in pairs:
            found = search.passages(question["question"], top=MORE, filters=Filters())
            for window in WINDOWS:
                for name, shown in ways(found, window, search.neighbours).items():
                    right = (one.text for one in shown if one.text in text)
                    told = any(answer in one for one in right for answer in question["answers"])
                    held[window, name] += told
                    cost = (count_tokens(one.text) + TOKENS_A_PASSAGE for one in shown)
                    tokens[window, name] += sum(cost)
        store.close()
    for (window, name), count in held.items():
        share, mean = count / len(pairs), tokens[window, name] / len(pairs)
        print(f"window {window:5}  {name:24} holds the answer {share:.3f}  tokens {mean:.0f}")


if __name__ == "__main__":
    main()
