"""How well and how fast sentences are checked: SummEdits and RAGTruth, by rules or with a model.

    python bench/verify.py summedits-news-133.jsonl.xz ragtruth-summary-dev.jsonl.xz … [--every N]
        [--first K] [--support FOLDER [--fit]] [--halves]

Each file's kind is told by its rows. A text is held against its whole source: neither set has
citations. A SummEdits summary is judged consistent when no sentence is unsupported; a RAGTruth
response is alarmed when one is. A clean sentence is one that no annotated span touches.

With `--support`, an entailment model gives a second opinion; `--fit` prints the calibration of its
word and the rules' score for `calibration.json`, fitted on sentences with and without a fault.
`--halves` tells what a threshold chosen on one half of the sources does on the other.
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
from hashlib import md5
from pathlib import Path
from typing import Any

from calibration import Listening, Told, fitted

from rag.settings import read_settings
from rag.support import SecondOpinion, open_support
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
    parser.add_argument("--first", type=int, default=0, metavar="K", help="from row K on")
    parser.add_argument("--support", metavar="MODEL", help="an entailment model, asked as well")
    parser.add_argument("--fit", action="store_true", help="its calibration, from these files")
    parser.add_argument("--halves", action="store_true", help="thresholds of the other half")
    asked = parser.parse_args()
    opinion = open_support(read_settings(support=asked.support))
    told: list[Told] = []
    for path in asked.files:
        rows = list(_rows(path))[asked.first :: asked.every]
        cases = list(_summedits(rows) if "label" in rows[0] else _ragtruth(rows))
        if asked.fit and opinion:
            told += [one for case in cases for one in _told(case, opinion)]
            continue
        outcomes = [_checked(case, opinion) for case in cases]
        print(f"\n{path.name}: {len(cases)} texts, {sum(case.is_faulty for case in cases)} faulty")
        for name, value in _halves(outcomes) if asked.halves else _figures(outcomes):
            print(f"  {name:<44} {value}")
    if told:
        print(fitted(told))


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


def _checked(case: Case, opinion: SecondOpinion | None = None) -> Outcome:
    start = time.perf_counter()
    sentences = verify(case.text, case.sources, opinion=opinion)
    return Outcome(case, sentences, 1000 * (time.perf_counter() - start))


def _told(case: Case, opinion: SecondOpinion) -> Iterable[Told]:
    """Yields what rules and model say of the sentences that the rules let pass."""
    listening = Listening(opinion)
    for sentence in verify(case.text, case.sources, opinion=listening):
        if sentence.text in listening.told:
            sound = not _is_at_fault(sentence, case)
            yield Told(listening.told[sentence.text], sentence.score, sound)


def _is_at_fault(sentence: Sentence, case: Case) -> bool:
    if case.is_faulty and not case.spans:
        return True
    return any(start < sentence.end and sentence.start < end for start, end in case.spans)


def _halves(outcomes: Sequence[Outcome]) -> Iterable[tuple[str, str]]:
    """Yields what a threshold does on the sources that it was not chosen on, both ways."""
    odd, even = (
        [one for one in outcomes if _is_even(one.case.sources) == wanted]
        for wanted in (False, True)
    )
    for name, chosen_on, measured_on in (("even", odd, even), ("odd", even, odd)):
        threshold = max(_thresholds(chosen_on), key=lambda t, on=chosen_on: _f1(on, t))  # type: ignore[misc]
        alarms = [(one.case.is_faulty, one.is_alarmed) for one in measured_on]
        yield f"F1 on the {name} half, verdicts", f"{_prf(alarms)[2]:.3f}"
        at = f"{_f1(measured_on, threshold):.3f} at score <= {threshold}"
        yield f"F1 on the {name} half, threshold of the other", at


def _thresholds(outcomes: Sequence[Outcome]) -> list[float]:
    return sorted({one.score for one in outcomes})


def _f1(outcomes: Sequence[Outcome], threshold: float) -> float:
    return _prf([(one.case.is_faulty, one.score <= threshold) for one in outcomes])[2]


def _is_even(sources: Sequence[str]) -> bool:
    told = "\n".join(sources).encode()
    return int(md5(told, usedforsecurity=False).hexdigest(), 16) % 2 == 0


def _figures(outcomes: Sequence[Outcome]) -> Iterable[tuple[str, str]]:
    alarms = [(one.case.is_faulty, one.is_alarmed) for one in outcomes]
    precision, recall, f1 = _prf(alarms)
    yield "precision / recall / F1 of alarms, by text", f"{precision:.3f} / {recall:.3f} / {f1:.3f}"
    yield "balanced accuracy, verdicts", f"{_balanced(alarms):.3f}"
    best, threshold = max(
        (_balanced([(one.case.is_faulty, one.score <= t) for one in outcomes]), t)
        for t in _thresholds(outcomes)
    )
    yield "balanced accuracy, best threshold (fitted here)", f"{best:.3f} at score <= {threshold}"
    best_f1, threshold = max((_f1(outcomes, t), t) for t in _thresholds(outcomes))
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
    yield from (one for one in outcome.sentences if not _is_at_fault(one, outcome.case))


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
