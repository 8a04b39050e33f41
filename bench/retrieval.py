"""What is found first: ours, what one would otherwise install, and ours in parts.

    python bench/retrieval.py --squad squad-1.1.jsonl.xz squad-2.0.jsonl.xz \
        --clapnq answerable.xz unanswerable.xz --summhay documents.jsonl.xz queries.jsonl.xz
    python bench/retrieval.py --squad FILES… --questions 500 --sides parts words fp32
    python bench/retrieval.py --own texts.jsonl questions.jsonl --sides ours txtai

Each side runs in a process of its own, all with the same model; every row is printed as soon as it
is measured. Where paragraphs are asked for, peers get each as a text of its own; where articles
are, those that have a splitter get articles. `embedded` is the share of the given tokens that the
model reads.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from corpora import Asked, Corpus, clapnq, own, squad, summhay
from parts import dates_and_copies, floating, other_chunks, other_words, parts
from sides import Way, langchain, llamaindex, model_folder, ours, plain, txtai

SCORES = ("hit@1", "hit@5", "hit@10", "MRR", "nDCG@10", "P@10")
NAME_WIDTH = 34

Row = dict[str, float | str]
Build = Callable[[Corpus, Path], Iterator[Way]]

SIDES: dict[str, Build] = {
    "ours": ours,
    "plain": plain,
    "langchain": langchain,
    "llamaindex": llamaindex,
    "txtai": txtai,
    "parts": parts,
    "words": other_words,
    "chunks": other_chunks,
    "copies": dates_and_copies,
    "fp32": floating,
}
# Of these the cost tells nothing: their texts are embedded once for several rows.
WITHOUT_COST = {"parts", "words", "chunks", "copies", "fp32"}
DEFAULT_SIDES = ["ours", "plain", "langchain", "llamaindex", "txtai"]


def scores(ranked: Sequence[str], asked: Asked) -> dict[str, float]:
    """Returns the measures of one ranking."""
    gains = [asked.gains.get(place, 0.0) for place in ranked[:10]]
    first = next((place for place, gain in enumerate(gains, start=1) if gain), None)
    ideal = sorted(asked.gains.values(), reverse=True)[:10]
    return {
        "hit@1": float(first == 1),
        "hit@5": float(first is not None and first <= 5),
        "hit@10": float(first is not None),
        "MRR": 1 / first if first else 0.0,
        "nDCG@10": _discounted(gains) / _discounted(ideal),
        "P@10": sum(gain > 0 for gain in gains) / 10,
    }


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, start=1))


def measure(build: Build, corpora: Sequence[Corpus], *, cost: bool) -> Iterator[Row]:
    """Yields a row for each way of a side: the means over the questions of all collections."""
    with tempfile.TemporaryDirectory() as folder:
        sides = [build(one, Path(folder) / str(at)) for at, one in enumerate(corpora)]
        start = time.process_time()
        for ways in zip(*sides, strict=True):
            index_s = time.process_time() - start
            row: Row = {"name": ways[0].name, **_means(ways, corpora, cost=cost)}
            if cost and (embedded := [text for way in ways for text in way.embedded]):
                share = _share_read(embedded, ways[0].window_tokens)
                row |= {"index CPU s": index_s, "embedded": share}
            if cost:
                row["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
            yield row
            start = time.process_time()


def _means(ways: Sequence[Way], corpora: Sequence[Corpus], *, cost: bool) -> Row:
    seen: list[Mapping[str, float]] = []
    milliseconds: list[float] = []
    for way, corpus in zip(ways, corpora, strict=True):
        for asked in corpus.questions:
            start = time.process_time()
            found = way.search(asked.text)
            milliseconds.append(1000 * (time.process_time() - start))
            seen.append(scores(_ranked(found, corpus.unit), asked))
    means: Row = {one: statistics.mean(row[one] for row in seen) for one in SCORES}
    return means | {"search CPU ms": statistics.median(milliseconds)} if cost else means


def _ranked(found: Sequence[str], unit: str) -> list[str]:
    """Returns places best first, each once; an article stands where its best paragraph does."""
    places = [one.partition("#")[0] for one in found] if unit == "articles" else found
    return list(dict.fromkeys(places))


def _share_read(embedded: Sequence[str], window_tokens: int) -> float:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    lengths = [len(one) for one in tokenizer.encode_batch(list(embedded))]
    return sum(min(one, window_tokens) for one in lengths) / sum(lengths)


def read_corpora(options: argparse.Namespace) -> dict[str, list[Corpus]]:
    """Reads what the options name."""
    found: dict[str, list[Corpus]] = {}
    if options.squad:
        found["SQuAD"] = squad(
            options.squad, most=options.questions, articles_most=options.articles
        )
    if options.clapnq:
        found["ClapNQ"] = clapnq(options.clapnq, most=options.questions)
    if options.summhay:
        found["SummHay"] = summhay(*options.summhay)
    if options.own:
        found["own"] = own(*options.own, most=options.questions)
    return found


def main() -> None:
    """Prints a table for each data set."""
    options = _options()
    for name, corpora in read_corpora(options).items():
        if options.one == name:
            side = options.sides[0]
            build = partial(parts, reranker=options.reranker) if side == "parts" else SIDES[side]
            for row in measure(build, corpora, cost=side not in WITHOUT_COST):
                print(json.dumps(row), flush=True)
        elif not options.one:
            asked = sum(len(one.questions) for one in corpora)
            units = sum(len(one.articles) for one in corpora)
            print(f"\n{name}: {asked} questions, {units} articles", flush=True)
            for side in options.sides:
                _print_apart(name, side)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--squad", type=Path, nargs="+")
    parser.add_argument("--clapnq", type=Path, nargs="+")
    parser.add_argument("--summhay", type=Path, nargs=2, metavar=("DOCUMENTS", "QUERIES"))
    parser.add_argument("--own", type=Path, nargs=2, metavar=("TEXTS", "QUESTIONS"))
    parser.add_argument("--questions", type=int, default=1000, help="a data set, at most")
    parser.add_argument("--articles", type=int, help="of SQuAD, at most; default: all")
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=DEFAULT_SIDES)
    parser.add_argument("--reranker", help="a CrossEncoder, for a row among the parts")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    return parser.parse_args()


def _print_apart(name: str, side: str) -> None:
    """Measures one side in a process of its own, and prints its rows as they come."""
    command = [sys.executable, *sys.argv, "--one", name, "--sides", side]
    with (
        tempfile.TemporaryFile("w+") as remarks,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=remarks, text=True) as child,
    ):
        for line in child.stdout or ():
            if line.startswith('{"name"'):  # a peer may print something, too
                _print(json.loads(line))
        if child.wait():
            remarks.seek(0)
            print(f"{side}: {(remarks.read().splitlines() or ['failed'])[-1]}", flush=True)


def _print(row: Row) -> None:
    values = "  ".join(
        f"{one} {value:.3f}" if one in (*SCORES, "embedded") else f"{one} {value:.1f}"
        for one, value in row.items()
        if not isinstance(value, str)
    )
    print(f"{row['name']:{NAME_WIDTH}}{values}", flush=True)


if __name__ == "__main__":
    main()
