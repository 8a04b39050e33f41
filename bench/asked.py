"""Questions of SQuAD and ClapNQ with the passages that a writer is shown."""

from __future__ import annotations

import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from typing import Any

from rag.cite import number
from rag.retrieve import retrieve
from rag.sentences import sentence_spans
from rag.settings import read_settings
from rag.store import Store
from rag.types import Article, ArticleFacts, Paragraph, Passage

Row = dict[str, Any]

ASKED_PER_KIND = 300
SHOWN = 8


@dataclass(frozen=True)
class Asked:
    """A question with the passages shown; `answers` is empty where it has none."""

    kind: str
    question: str
    answers: tuple[str, ...]
    paragraph: str
    passages: tuple[Passage, ...]
    is_for_fitting: bool
    reference: str = ""

    def is_answer(self, sentence: str, paragraph: str) -> bool:
        """Whether a sentence holds an answer, or is part of one, in the right paragraph."""
        if self.paragraph and paragraph not in self.paragraph:
            return False
        said = f" {_plain(sentence)} "
        known = [f" {_plain(one)} " for one in self.answers]
        return any(one in said or (not self.paragraph and said in one) for one in known)


def of_squad(rows: Sequence[Row], *, asked: int = ASKED_PER_KIND) -> Iterator[Asked]:
    """Indexes half of the articles and yields a sample of all questions with what is found."""
    by_title: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_title[row["title"]].append(row)
    titles = sorted(by_title, key=lambda title: md5(title.encode()).digest())
    if not titles:
        return
    with tempfile.TemporaryDirectory() as folder:
        store = Store(read_settings(library=folder))
        for _ in store.add(two_sentences_each(title, by_title[title]) for title in titles[::2]):
            pass
        for place, title_group in enumerate(
            (titles[::4], titles[2::4], titles[1::4], titles[3::4])
        ):
            known = [row for title in title_group for row in by_title[title]]
            for kind, row, question in _sampled(known, most=asked, is_off_topic=place > 1):
                found = number(retrieve(store, question["question"].strip(), top=SHOWN))
                yield Asked(
                    kind, question["question"].strip(), tuple(question["answers"]),
                    row["text"].strip(), found, is_for_fitting=place % 2 == 0,
                )  # fmt: skip


def _sampled(rows: Sequence[Row], *, most: int, is_off_topic: bool) -> list[tuple[str, Row, Row]]:
    kinds: dict[str, list[tuple[str, Row, Row]]] = defaultdict(list)
    for row in rows:
        for question in row["questions"]:
            kind = "squad answerable" if question["answers"] else "squad near"
            if is_off_topic and question["answers"]:
                kinds["off"].append(("squad off-topic", row, {**question, "answers": []}))
            elif not is_off_topic:
                kinds[kind].append((kind, row, question))
    chance = random.Random(1)
    return [one for group in kinds.values() for one in chance.sample(group, min(most, len(group)))]


def two_sentences_each(title: str, rows: Sequence[Row]) -> Article:
    """Returns the texts of rows as one article, with a paragraph for each two sentences."""
    text = "\n\n".join(row["text"].strip() for row in rows)
    paragraphs: list[Paragraph] = []
    for start, end in (match.span() for match in re.finditer(r".+", text)):
        spans = sentence_spans(text[start:end])
        for place in range(0, len(spans), 2):
            last = spans[place : place + 2][-1]
            paragraphs.append(
                Paragraph(len(paragraphs) + 1, start + spans[place][0], start + last[1])
            )
    name = md5(title.encode()).hexdigest()[:12]
    return Article(name, title, path=f"/{name}", text=text, paragraphs=tuple(paragraphs))


def of_clapnq(rows: Sequence[Row]) -> Iterator[Asked]:
    """Yields the questions of ClapNQ, each with its own passages."""
    for place, row in enumerate(rows):
        found = [
            Passage(f"{i}#p1", one["text"], 1.0, ArticleFacts(str(i), one["title"]), 0)
            for i, one in enumerate(row["passages"])
        ]
        selected = tuple(s for one in row["outputs"] for s in one["selected_sentences"])
        reference = row["outputs"][0]["answer"]
        if reference and not selected:
            continue  # the answer rests on no sentence in particular
        kind = "clapnq answerable" if selected else "clapnq near"
        yield Asked(
            kind, row["question"], selected, "", number(found), place % 2 == 0,
            reference=reference,
        )  # fmt: skip


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
