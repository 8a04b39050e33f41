"""Articles with questions whose right places are known, for measuring what is found."""

from __future__ import annotations

import json
import lzma
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from rag.types import Article, Paragraph

Row = dict[str, Any]

SEED = 6  # of the questions that are asked; what was tuned was tuned on others


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and how much each right place (an address, or an article's id) is worth."""

    text: str
    gains: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles and questions about them; the right places are `paragraphs` or `articles`."""

    name: str
    unit: str
    articles: tuple[Article, ...]
    questions: tuple[Asked, ...]


def squad(paths: Sequence[Path], *, most: int, articles_most: int | None = None) -> list[Corpus]:
    """Reads SQuAD: a row a paragraph, the rows of one title an article; equal paragraphs are one.

    Questions without an answer are not asked.
    """
    by_title: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in (one for path in paths for one in _rows(path)):
        known = by_title[row["title"]].setdefault(row["text"], {"text": row["text"], "asked": {}})
        known["asked"] |= {one["question"]: 1 for one in row["questions"] if one["answers"]}
    articles, asked = [], []
    for number, (title, rows) in enumerate(islice(by_title.items(), articles_most)):
        articles.append(_article(f"a{number}", title.replace("_", " "), list(rows)))
        asked += [
            Asked(question, {f"a{number}#p{place}": 1})
            for place, row in enumerate(rows.values(), start=1)
            for question in row["asked"]
        ]
    return [Corpus("SQuAD", "paragraphs", tuple(articles), _sample(asked, most))]


def clapnq(paths: Sequence[Path], *, most: int) -> list[Corpus]:
    """Reads ClapNQ: passages of all rows make the collection; the answerable are asked."""
    articles: dict[str, Article] = {}
    asked = []
    for row in (one for path in paths for one in _rows(path)):
        for passage in row["passages"]:
            title, text = passage["title"], passage["text"]
            known = articles.setdefault(text, _article(f"a{len(articles)}", title, [text]))
            if any(one["selected_sentences"] for one in row["outputs"]):
                asked.append(Asked(row["question"], {known.id: 1}))
    return [Corpus("ClapNQ", "articles", tuple(articles.values()), _sample(asked, most))]


def summhay(documents: Path, queries: Path) -> list[Corpus]:
    """Reads SummHay: a corpus a topic; a document is worth the insights that it holds."""
    by_topic: dict[str, list[Article]] = defaultdict(list)
    for row in _rows(documents):
        blocks = [block for block in row["text"].split("\n") if block.strip()]
        by_topic[row["topic"]].append(_article(row["id"], "", blocks))
    asked: dict[str, list[Asked]] = defaultdict(list)
    for row in _rows(queries):
        gains: dict[str, float] = defaultdict(float)
        for document in (one for insight in row["insights"] for one in insight["doc_ids"]):
            gains[document] += 1
        asked[row["topic"]].append(Asked(f"{row['query']} {row['subtopic']}", gains))
    return [
        Corpus("SummHay", "articles", tuple(articles), tuple(asked[topic]))
        for topic, articles in by_topic.items()
    ]


def own(texts: Path, questions: Path, *, most: int) -> list[Corpus]:
    """Reads your own: rows of {id, title, text}, and of {question, right: [id or id#p2, …]}."""
    articles = [
        _article(row["id"], row.get("title", ""), [one for one in row["text"].split("\n\n") if one])
        for row in _rows(texts)
    ]
    asked = [Asked(row["question"], dict.fromkeys(row["right"], 1)) for row in _rows(questions)]
    unit = (
        "paragraphs" if all("#p" in place for one in asked for place in one.gains) else "articles"
    )
    return [Corpus("own", unit, tuple(articles), _sample(asked, most))]


def _rows(path: Path) -> list[Row]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _sample(asked: Sequence[Asked], most: int) -> tuple[Asked, ...]:
    return tuple(random.Random(SEED).sample(asked, min(most, len(asked))))


def _article(article_id: str, title: str, blocks: Sequence[str]) -> Article:
    cleaned = [" ".join(block.split()) for block in blocks]
    paragraphs, at = [], 0
    for number, block in enumerate(cleaned, start=1):
        paragraphs.append(Paragraph(number, at, at + len(block)))
        at += len(block) + 2
    text = "\n\n".join(cleaned)
    return Article(
        article_id, title or text[:60], url=f"https://{article_id}.example/", text=text,
        paragraphs=tuple(paragraphs),
    )  # fmt: skip
