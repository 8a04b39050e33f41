"""Errors put into true sentences: how many are caught, and how often a true sentence is blamed.

    python bench/injected.py pages-60.jsonl.xz summhay-news12-docs.jsonl.xz … [--tuned] [--show …]

Each text's paragraphs are shown to the checker, each sentence cites its own. The rules were tuned
on the half of the texts whose id has an even md5; figures are of the other half unless `--tuned`
is given. Intervals: 95 %, bootstrap over texts.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from itertools import pairwise
from pathlib import Path

from corruptions import ERRORS, REWRITES, Text, World

from rag.sentences import sentences
from rag.types import ArticleFacts, Passage, Sentence
from rag.verify import Checker

PER_TEXT_AND_KIND = 4
MOST_SHOWN = 12
WORDS = range(8, 46)
FIELDS = ("body", "text", "source", "doc")


@dataclass(frozen=True)
class Trial:
    """One sentence as it was checked, and what came of it."""

    kind: str
    text_id: str
    paragraph: str
    original: str
    checked: Sentence


def main() -> None:
    """Prints a row for each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--tuned", action="store_true", help="the half that rules were tuned on")
    parser.add_argument("--show", default="", metavar="KIND", help="print what went wrong")
    parser.add_argument("--most", type=int, default=60, metavar="N", help="texts of each file")
    parser.add_argument("--rounds", type=int, default=1, help="all anew so often: the best times")
    asked = parser.parse_args()
    times: list[list[float]] = []
    preparations: list[list[float]] = []
    for _ in range(asked.rounds):
        times.append([])
        preparations.append([])
        trials: list[Trial] = []
        for file in asked.files:
            texts = [one for one in _texts(file) if _is_even(one.id) == asked.tuned][: asked.most]
            for text, other in zip(texts, [*texts[1:], *texts[:1]], strict=True):
                trials += _trials(text, other, times[-1], preparations[-1])
    _print(trials)
    print(f"ms a sentence, p50/p95: {_quantiles(_least(times))}")
    print(f"ms to prepare 500 words, p50/p95: {_quantiles(_least(preparations))}")
    for trial in _wrong(trials, asked.show)[:MOST_SHOWN] if asked.show else ():
        print(f"\n{trial.checked.verdict} {trial.checked.reasons}\n  {trial.original}")
        print(f"  -> {trial.checked.text}")


def _least(rounds: Sequence[Sequence[float]]) -> list[float]:
    """Returns the least that each took in several rounds: a busy machine only makes it more."""
    return [min(each) for each in zip(*rounds, strict=True)]


def _quantiles(values: Sequence[float]) -> str:
    """Returns the middle and the 95th percentile of processor time, of one thread."""
    p95 = sorted(values)[int(0.95 * (len(values) - 1))]
    return f"{statistics.median(values):.2f} / {p95:.2f}"


def _is_even(text_id: str) -> bool:
    return int(md5(text_id.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0


def _texts(file: Path) -> Iterator[Text]:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            body = next(row[name] for name in FIELDS if isinstance(row.get(name), str))
            paragraphs = tuple(_paragraphs(body))
            if len(paragraphs) > 2:
                yield Text(f"{file.name}/{row.get('id', row.get('source_id'))}", paragraphs)


def _paragraphs(body: str) -> Iterator[str]:
    blocks = [one.strip() for one in re.split(r"\n\s*\n", body) if one.strip()]
    if len(blocks) > 2:
        yield from blocks
        return
    parts = sentences(body)
    yield from (" ".join(parts[at : at + 3]) for at in range(0, len(parts), 3))


def _trials(
    text: Text, other: Text, times: list[float], preparations: list[float]
) -> Iterator[Trial]:
    dice = random.Random(text.id)
    checker = Checker(_passages(text))
    start = time.thread_time()
    checker.prepare()
    words = sum(len(one.split()) for one in text.paragraphs)
    preparations.append(1000 * (time.thread_time() - start) * 500 / words)
    checked = _timed(checker, times)
    pairs = [
        (str(key), paragraph, sentence)
        for key, paragraph in enumerate(text.paragraphs, start=1)
        for sentence in sentences(paragraph)
        if len(sentence.split()) in WORDS and sentence[-1] in '.”"' and "\n" not in sentence
    ]
    dice.shuffle(pairs)
    world = World(text, other, dice)
    counts: dict[str, int] = defaultdict(int)
    for key, paragraph, sentence in pairs:
        versions = {kind: change(sentence, world) for kind, change in (ERRORS | REWRITES).items()}
        others = [n for n, one in enumerate(text.paragraphs, start=1) if sentence not in one]
        tries = [(kind, version, key) for kind, version in versions.items() if version != sentence]
        tries += [("verbatim", sentence, key)]
        tries += [("wrong_key", sentence, str(dice.choice(others)))] if others else []
        for kind, version, cited in tries:
            if not version or counts[kind] >= PER_TEXT_AND_KIND:
                continue
            if found := checked(version, cited):
                counts[kind] += 1
                yield Trial(kind, text.id, paragraph, sentence, found)
    for (_, first_paragraph, first), (key, _, second) in _neighbours(text)[:PER_TEXT_AND_KIND]:
        if found := checked(f"{first[:-1]}, and {second}", key):
            yield Trial("merged", text.id, first_paragraph, first + " " + second, found)


def _neighbours(text: Text) -> list[tuple[tuple[str, str, str], tuple[str, str, str]]]:
    found = []
    for key, paragraph in enumerate(text.paragraphs, start=1):
        parts = [one for one in sentences(paragraph) if len(one.split()) in range(6, 25)]
        for first, second in pairwise(parts):
            if first.endswith(".") and second.endswith(".") and "\n" not in first + second:
                found.append(((str(key), paragraph, first), (str(key), paragraph, second)))
    return found


def _timed(checker: Checker, times: list[float]) -> Callable[[str, str], Sentence | None]:
    def checked(sentence: str, key: str) -> Sentence | None:
        start = time.thread_time()
        _, found, _ = checker.check(f"{sentence} [{key}]")
        times.append(1000 * (time.thread_time() - start) / max(1, len(found)))
        return found[0] if len(found) == 1 else None  # a quotation of several sentences

    return checked


def _passages(text: Text) -> list[Passage]:
    facts = ArticleFacts(text.id, "")
    return [
        Passage(f"{text.id}#p{n}", paragraph, 1.0, facts, 0, str(n))
        for n, paragraph in enumerate(text.paragraphs, start=1)
    ]


def _wrong(trials: Iterable[Trial], kind: str) -> list[Trial]:
    good = kind in REWRITES or kind in ("verbatim", "merged")
    return [
        one for one in trials if one.kind == kind and (one.checked.verdict == "unsupported") == good
    ]


def _print(trials: Sequence[Trial]) -> None:
    for title, kinds in (
        ("recall", [*ERRORS, "wrong_key"]),
        ("false alarms", ["verbatim", *REWRITES, "merged"]),
    ):
        print(f"\n{title:<18} {'n':>5}  unsupported (95 %)     not supported")
        for kind in kinds:
            print(_row(kind, [one for one in trials if one.kind == kind]))
    print(_row("all rewrites", [one for one in trials if one.kind in (*REWRITES, "merged")]))


def _row(kind: str, trials: Sequence[Trial]) -> str:
    if not trials:
        return f"{kind:<18} {0:>5}"
    flags = [(one.text_id, one.checked.verdict == "unsupported") for one in trials]
    low, high = _interval(flags)
    share = sum(flag for _, flag in flags) / len(flags)
    beyond = sum(one.checked.verdict != "supported" for one in trials) / len(trials)
    return f"{kind:<18} {len(trials):>5}  {share:.3f} ({low:.3f}-{high:.3f})    {beyond:.3f}"


def _interval(flags: Sequence[tuple[str, bool]]) -> tuple[float, float]:
    groups: dict[str, list[bool]] = defaultdict(list)
    for text_id, flag in flags:
        groups[text_id].append(flag)
    parts, dice = list(groups.values()), random.Random(0)
    shares = []
    for _ in range(500):
        drawn = [flag for _ in parts for flag in dice.choice(parts)]
        shares.append(sum(drawn) / len(drawn))
    shares.sort()
    return shares[12], shares[487]


if __name__ == "__main__":
    main()
