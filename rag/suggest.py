"""Questions made from the articles themselves: who spoke in them, and what of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rag.types import Article

QUESTIONS = 3
READ_ARTICLES = 40

_VERBS = {
    "said": "What did {} say?",
    "told": "What did {} say?",
    "warned": "What did {} warn of?",
    "announced": "What did {} announce?",
    "denied": "What did {} deny?",
    "promised": "What did {} promise?",
    "called for": "What did {} call for?",
    "criticised": "What did {} criticise?",
    "criticized": "What did {} criticize?",
}
_NAME = r"[^\W\d_a-z][\w'’.-]*(?: (?:of|de|van|von|al|bin) )?(?: ?[^\W\d_a-z][\w'’.-]+){1,3}"
# Not "the skipper of the Gannet said", which is not what the Gannet said.
_SAID = re.compile(
    rf"(?P<before>(?:\b[a-z]+ )?)(?P<the>\b[Tt]he )?\b(?P<name>{_NAME})"
    rf" (?P<verb>{'|'.join(_VERBS)})\b"
)
_PREPOSITIONS = frozenset(
    "of off in at from by with for to on between near against about and or over under a an".split()
)
# Words that begin a sentence, or a title, and are no part of a name.
_NO_NAME = frozenset(
    "the a an he she it they we but and in on at mr mrs ms dr this that as when after".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def suggest(articles: Iterable[Article], *, count: int = QUESTIONS) -> list[str]:
    """Returns questions that the articles answer; first those on whom most articles quote."""
    asked: Counter[str] = Counter()
    for article in articles:
        asked.update(set(_questions(article)))
    chosen: dict[str, str] = {}
    for question, _ in asked.most_common():
        name = question.removeprefix("What did ").rsplit(" ", 1)[0]
        chosen.setdefault(name, question)
    return list(chosen.values())[:count]


def _questions(article: Article) -> Iterator[str]:
    for paragraph in article.paragraphs:
        if paragraph.kind != "body":
            continue
        for found in _SAID.finditer(article.text_of(paragraph)):
            if found["before"].strip() in _PREPOSITIONS:
                continue
            words = found["name"].split()
            while words and words[0].lower().rstrip(".") in _NO_NAME:
                words = words[1:]
            if len(words) > 1 and not _DAYS & {word.lower() for word in words}:
                yield _VERBS[found["verb"]].format((found["the"] or "").lower() + " ".join(words))
