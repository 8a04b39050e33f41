"""How well and how fast sentences are checked: SummEdits (news) and RAGTruth, by rules alone.

    python bench/verify.py summedits-news-133.jsonl.xz ragtruth-summary-dev.jsonl.xz … [--every N]

Each file's kind is told by its rows. A text is held against its whole source: neither set has
citations. A SummEdits summary is judged consistent when no sentence is unsupported; a RAGTruth
response is alarmed when one is. A clean sentence is one that no annotated span touches.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.types import Sentence
from rag.verify import verify


@dataclass(frozen=True)
class Case:
    """One text with its sources: is it at fault, and where."""

    text: str
    sources: tuple[str, ...]
    is_faulty: bool
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Outcome:
    """One case, checked, with the milliseconds it took."""

    case: Case
    sentences: tuple[Sentence, ...]
    ms: float

    @property
    def is_alarmed(self) -> bool:
        """Whether a sentence is unsupported."""
        return any(sentence.verdict == "unsupported" for sentence in self.sentences)

    @property
    def score(self) -> float:
        """The score of the weakest sentence."""
        return min((sentence.score for sentence in self.sentences), default=1.0)


def main() -> None:
    """Prints a table for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each N-th row alone")
    asked = parser.parse_args()
    for path in asked.files:
        rows = list(_rows(path))[:: asked.every]
        cases = list(_summedits(rows) if "label" in rows[0] else _ragtruth(rows))
        outcomes = [_checked(case) for case in cases]
        print(f"\n{path.name}: {len(cases)} texts, {sum(case.is_faulty for case in cases)} faulty")
        for name, value in _figures(outcomes):
            print(f"  {name:<44} {value}")


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _summedits(rows: Iterable[dict[str, Any]]) -> Iterable[Case]:
    for row in rows:
        yield Case(row["summary"], (row["doc"],), not row["label"], ())


def _ragtruth(rows: Iterable[dict[str, Any]]) -> Iterable[Case]:
    for row in rows:
        source = row["source"]
        sources = (source,) if isinstance(source, str) else _passages(source)
        for response in row["responses"]:
            spans = tuple((label["start"], label["end"]) for label in response["labels"])
            yield Case(response["response"], sources, bool(spans), spans)


def _passages(source: dict[str, str]) -> tuple[str, ...]:
    parts = re.split(r"^passage \d+:", source["passages"], flags=re.MULTILINE)
    return (source["question"], *filter(str.strip, parts))


def _checked(case: Case) -> Outcome:
    start = time.perf_counter()
    sentences = verify(case.text, case.sources)
    return Outcome(case, sentences, 1000 * (time.perf_counter() - start))


def _figures(outcomes: Sequence[Outcome]) -> Iterable[tuple[str, str]]:
    alarms = [(one.case.is_faulty, one.is_alarmed) for one in outcomes]
    precision, recall, f1 = _prf(alarms)
    yield "precision / recall / F1 of alarms, by text", f"{precision:.3f} / {recall:.3f} / {f1:.3f}"
    yield "balanced accuracy, verdicts", f"{_balanced(alarms):.3f}"
    best, threshold = max(
        (_balanced([(one.case.is_faulty, one.score <= t) for one in outcomes]), t)
        for t in {one.score for one in outcomes}
    )
    yield "balanced accuracy, best threshold (fitted here)", f"{best:.3f} at score <= {threshold}"
    best_f1, threshold = max(
        (_prf([(one.case.is_faulty, one.score <= t) for one in outcomes])[2], t)
        for t in {one.score for one in outcomes}
    )
    yield "F1, best threshold (fitted here)", f"{best_f1:.3f} at score <= {threshold}"
    clean = [sentence for one in outcomes for sentence in _clean(one)]
    wrong = sum(sentence.verdict == "unsupported" for sentence in clean)
    yield "clean sentences unsupported", f"{wrong}/{len(clean)} = {wrong / max(1, len(clean)):.3f}"
    for verdict in ("supported", "weak"):
        share = sum(sentence.verdict == verdict for sentence in clean) / max(1, len(clean))
        yield f"clean sentences {verdict}", f"{share:.3f}"
    each = sorted(one.ms / len(one.sentences) for one in outcomes if one.sentences)
    p95 = each[int(0.95 * (len(each) - 1))]
    yield (
        "ms a sentence, preparation included, p50/p95",
        f"{statistics.median(each):.2f} / {p95:.2f}",
    )


def _clean(outcome: Outcome) -> Iterable[Sentence]:
    if outcome.case.is_faulty and not outcome.case.spans:
        return
    for sentence in outcome.sentences:
        spans = outcome.case.spans
        if not any(start < sentence.end and sentence.start < end for start, end in spans):
            yield sentence


def _prf(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    hits = sum(truth and said for truth, said in pairs)
    precision = hits / max(1, sum(said for _, said in pairs))
    recall = hits / max(1, sum(truth for truth, _ in pairs))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _balanced(pairs: Sequence[tuple[bool, bool]]) -> float:
    faulty = [said for truth, said in pairs if truth]
    sound = [not said for truth, said in pairs if not truth]
    return (sum(faulty) / max(1, len(faulty)) + sum(sound) / max(1, len(sound))) / 2


if __name__ == "__main__":
    main()
