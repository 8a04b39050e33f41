"""Topics that are in the articles and topics that are not: which are summed up without an LLM.

    python bench/topics.py FILES…

The files are JSON lines (`.jsonl.xz`) with the fields `title` and `text`. Of every third title the
first paragraphs are added as an article; all titles are asked for as topics, as written and in
small letters. What is about a title that was not added is to be declined.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from rag import Library

EVERY = 3
PARAGRAPHS = 8


def main(arguments: Sequence[str]) -> None:
    """Prints a row for the topics that were added, and one for those that were not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    paragraphs = _by_title(parser.parse_args(arguments).files)
    added = sorted(paragraphs)[::EVERY]
    others = sorted(paragraphs.keys() - set(added))
    with tempfile.TemporaryDirectory() as name:
        library = Library.open(Path(name) / "library")
        for number, title in enumerate(added):
            record = {"title": title, "paragraphs": paragraphs[title][:PARAGRAPHS]}
            path = Path(name, f"{number}.json")
            path.write_text(json.dumps(record), encoding="utf-8")
            library.add(path)
        print("| topics | n | summed up | declined |\n| --- | --- | --- | --- |")
        print(_row(library, "of the articles", added))
        print(_row(library, "of other articles", others))
        library.close()


def _by_title(files: Iterable[Path]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for file in files:
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                found[str(row["title"]).replace("_", " ")].append(str(row["text"]))
    return found


def _row(library: Library, what: str, titles: Iterable[str]) -> str:
    topics = [spelt for title in titles for spelt in (title, title.lower())]
    outcomes = [library.summarize(about=one, words=60).status for one in topics]
    declined = outcomes.count("declined")
    return f"| {what} | {len(topics)} | {len(topics) - declined} | {declined} |"


if __name__ == "__main__":
    main(sys.argv[1:])
