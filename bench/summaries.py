"""How good summaries without a model are: SummEval (one article) and SummHay (a topic).

    python bench/summaries.py summeval-100.jsonl.xz
    python bench/summaries.py summhay-DOCS.jsonl.xz summhay-QUERIES.jsonl.xz summhay-HUMAN.jsonl.xz

SummEval: rows with text and reference. Footnote, the lead, and sumy's algorithms choose among the
same sentences; ROUGE F1 with stemming. Its texts come in tokens: spaces before punctuation are
taken out, and the sentences are told by the full stops, as their makers did.

SummHay: documents, queries with insights and the documents that hold each, and human judgements.
Of each query's documents, about 15,000 tokens are found and read and 300 words written. An insight
is covered if a bullet is so alike (MiniLM) as best agrees with what people called fully covered;
its citations are then held against the documents that hold it. The published figures were judged by
an LLM instead.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rouge_score.rouge_scorer import RougeScorer

from rag.cite import number
from rag.embed import Embedder, open_embedder
from rag.retrieve import retrieve
from rag.settings import read_settings
from rag.store import Store
from rag.types import Article, ArticleFacts, Paragraph, Passage
from rag.write.candidates import Candidate, candidates
from rag.write.lengths import Limit
from rag.write.points import Statement, points
from rag.write.summary import chosen

Row = dict[str, Any]
Summarizer = Callable[[Sequence[str]], list[str]]

SENTENCES, WORDS = 3, 60
READ_TOKENS, WRITTEN_WORDS = 15_000, 300
BYTES_A_TOKEN = 4.5
MEASURES = ("rouge1", "rouge2", "rougeLsum")
_SENTENCE_END = re.compile(r"(?<= [.!?]) (?=\S)")
_DETACHED = re.compile(r" ([.,;:!?])(?= |$)")
_MARKER = re.compile(r"\[[\d\]\[, ]*\]")


def main(paths: Sequence[str]) -> None:
    """Prints the tables for the files."""
    if not paths:
        raise SystemExit(__doc__)
    rows = [row for path in paths for row in rows_of(Path(path))]
    embedder = open_embedder(read_settings())
    if articles := [row for row in rows if "reference" in row]:
        _report_summeval(articles, embedder)
    if queries := [row for row in rows if "query" in row]:
        documents = [row for row in rows if "query" not in row and "text" in row]
        judged = [row for row in rows if "human" in row]
        _report_summhay(queries, documents, judged, embedder)


def rows_of(path: Path) -> Iterator[Row]:
    """Yields the rows of a file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


# One article


def _report_summeval(articles: Sequence[Row], embedder: Embedder) -> None:
    systems: dict[str, Summarizer] = {
        "Footnote, 3 sentences": lambda told: _ours(told, Limit(sentences=SENTENCES), embedder),
        "Lead-3": lambda told: list(told[:SENTENCES]),
        **_sumy(),
        "Footnote, 60 words": lambda told: _ours(
            told, Limit(WORDS, 0.9 * WORDS, 1.1 * WORDS), embedder
        ),
        "lead, 60 words": lambda told: _lead(told, WORDS),
    }
    scorer = RougeScorer(list(MEASURES), use_stemmer=True)
    print("| system | ROUGE-1 | ROUGE-2 | ROUGE-Lsum | words |\n| --- | --- | --- | --- | --- |")
    for name, summarize in systems.items():
        scores, lengths = [], []
        for row in articles:
            written = summarize(sentences_of(row["text"]))
            reference = "\n".join(sentences_of(row["reference"]))
            found = scorer.score(reference, "\n".join(written))
            scores.append([100 * found[one].fmeasure for one in MEASURES])
            lengths.append(sum(len(one.split()) for one in written))
        means = " | ".join(f"{one:.1f}" for one in np.mean(scores, axis=0))
        print(f"| {name} | {means} | {np.mean(lengths):.0f} |", flush=True)


def sentences_of(text: str) -> list[str]:
    """Returns the sentences of a text that comes in tokens."""
    return [_DETACHED.sub(r"\1", one).strip() for one in _SENTENCE_END.split(text) if one.strip()]


def _ours(told: Sequence[str], limit: Limit, embedder: Embedder) -> list[str]:
    return [one.text for one in chosen(candidates_of(told), limit=limit, embedder=embedder)]


def candidates_of(told: Sequence[str]) -> list[Candidate]:
    """Returns the sentences of an article that has one a paragraph."""
    facts = ArticleFacts("a", "")
    shown = [Passage(f"a#p{i}", one, 1.0, facts, 1000 * i) for i, one in enumerate(told, start=1)]
    return candidates(number(shown))


def _lead(told: Sequence[str], words: int) -> list[str]:
    lengths = np.cumsum([len(one.split()) for one in told])
    return list(told[: max(1, int((lengths <= words * 1.1).sum()))])


def _sumy() -> dict[str, Summarizer]:
    """Returns sumy's algorithms, each fed with the sentences as they are."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.edmundson import EdmundsonSummarizer
    from sumy.summarizers.kl import KLSummarizer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.lsa import LsaSummarizer
    from sumy.summarizers.luhn import LuhnSummarizer
    from sumy.summarizers.reduction import ReductionSummarizer
    from sumy.summarizers.sum_basic import SumBasicSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer
    from sumy.utils import get_stop_words

    class Words:
        """Splits words without the data that sumy's own tokenizer downloads."""

        def to_words(self, sentence: str) -> tuple[str, ...]:
            return tuple(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", sentence))

    stop_words = get_stop_words("english")

    def of(summarizer: Any) -> Summarizer:
        if isinstance(summarizer, EdmundsonSummarizer):
            summarizer.bonus_words = ["said", "announced", "new", "important"]
            summarizer.stigma_words = ["hardly", "impossible"]
            summarizer.null_words = list(stop_words)
        else:
            summarizer.stop_words = stop_words

        def summarize(told: Sequence[str]) -> list[str]:
            sentences = [Sentence(one, Words()) for one in told]
            document = ObjectDocumentModel([Paragraph(sentences)])
            return [str(one) for one in summarizer(document, SENTENCES)]

        return summarize

    kinds = (
        LexRankSummarizer, TextRankSummarizer, LsaSummarizer, LuhnSummarizer, EdmundsonSummarizer,
        KLSummarizer, SumBasicSummarizer, ReductionSummarizer,
    )  # fmt: skip
    return {f"sumy {one.__name__[:-10]}": of(one(Stemmer("english"))) for one in kinds}


# A topic


@dataclass(frozen=True)
class Told:
    """What was written for a query."""

    query: Row
    statements: tuple[Statement, ...]
    article_of: dict[str, str]

    @property
    def words(self) -> int:
        """How long it is."""
        return sum(one.words for one in self.statements)


def _report_summhay(
    queries: Sequence[Row], documents: Sequence[Row], judged: Sequence[Row], embedder: Embedder
) -> None:
    threshold, agreement, rows = _calibrated(judged, embedder)
    print(
        f"covered: a likeness of {threshold:.2f} or more; balanced accuracy {agreement:.2f} against"
        f" people's 'fully covered' on {rows} judgements"
    )
    print("| topic | queries | words | coverage | precision | recall | citation F1 | joint |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    told = [one for topic in _topics(queries) for one in _told(topic, queries, documents)]
    for topic in [*_topics(queries), None]:
        group = [one for one in told if topic in (None, one.query["topic"])]
        figures = [row for one in group for row in _figures(one, threshold, embedder)]
        covered = [row for row in figures if row]
        means = np.mean(covered, axis=0)
        share = len(covered) / len(figures)
        print(
            f"| {topic or 'both'} | {len(group)} | {np.mean([one.words for one in group]):.0f} |"
            f" {share:.3f} | {means[0]:.3f} | {means[1]:.3f} | {means[2]:.3f} |"
            f" {share * means[2]:.3f} |"
        )


def _topics(queries: Sequence[Row]) -> list[Any]:
    return list(dict.fromkeys(row["topic"] for row in queries))


def _calibrated(judged: Sequence[Row], embedder: Embedder) -> tuple[float, float, int]:
    """Returns the likeness that best tells fully covered insights, how well, and from how many."""
    likeness, full = [], []
    for row in judged:
        bullets = embedder.embed([_MARKER.sub("", one) for one in row["bullets"]])
        said = {one["insight_id"]: one["coverage"] for one in row["human"]}
        for insight in row["insights"]:
            vector = embedder.embed([insight["text"]])[0]
            likeness.append(float((bullets @ vector).max()) if len(bullets) else 0.0)
            full.append(said.get(insight["id"]) == "fully_covered")
    values, truth = np.array(likeness), np.array(full)

    def balanced(threshold: float) -> float:
        return float((values[truth] >= threshold).mean() + (values[~truth] < threshold).mean()) / 2

    best = max(np.arange(0.3, 0.95, 0.01), key=balanced)
    return float(best), balanced(best), len(values)


def _told(topic: object, queries: Sequence[Row], documents: Sequence[Row]) -> Iterator[Told]:
    """Indexes a topic's documents and yields what is written for each of its queries."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(read_settings(library=folder))
        for _ in store.add(_article(row) for row in documents if row["topic"] == topic):
            pass
        for row in (one for one in queries if one["topic"] == topic):
            about = f"{row['query']} {row['subtopic']}"
            read = number(_packed(retrieve(store, about, top=200)))
            limit = Limit(WRITTEN_WORDS, 0.9 * WRITTEN_WORDS, 1.1 * WRITTEN_WORDS)
            statements = points(candidates(read), about=about, limit=limit, embedder=store.embedder)
            yield Told(row, tuple(statements), {one.key: one.article.id for one in read})


def _article(row: Row) -> Article:
    text = row["text"]
    spans = [match.span() for match in re.finditer(r"\S.*\S|\S", text)]
    paragraphs = tuple(Paragraph(i, *span) for i, span in enumerate(spans, start=1))
    return Article(
        row["id"], "", source=row["id"], path=f"/{row['id']}", text=text, paragraphs=paragraphs
    )


def _packed(found: Sequence[Passage]) -> list[Passage]:
    """Returns the best passages, as many as are 15,000 tokens together."""
    tokens = np.cumsum([len(one.text.encode()) / BYTES_A_TOKEN for one in found])
    return list(found[: int((tokens <= READ_TOKENS).sum())])


def _figures(
    told: Told, threshold: float, embedder: Embedder
) -> Iterator[tuple[float, float, float] | None]:
    """Yields precision, recall and F1 of the citations of each insight; None if not covered."""
    bullets = embedder.embed([one.candidate.text for one in told.statements])
    for insight in told.query["insights"]:
        likeness = bullets @ embedder.embed([insight["text"]])[0]
        best = int(np.argmax(likeness))
        if likeness[best] < threshold:
            yield None
            continue
        cited = {told.article_of[key] for key in told.statements[best].keys}
        right = len(cited & set(insight["doc_ids"]))
        precision, recall = right / len(cited), right / len(insight["doc_ids"])
        yield precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


if __name__ == "__main__":
    main(sys.argv[1:])
