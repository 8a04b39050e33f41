"""Follow-up questions: made to stand alone, and kept to the story they are about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.address import article_of
from rag.types import Answer, Passage
from rag.words import stems, words

# Passages of the articles that the last answer cites come first among near equals.
SAME_STORY_BONUS = 0.25

_OPENER = re.compile(
    r"^\W*(?:and|but|so|then|also|ok|okay|well|what about|how about)\b[\s,]*", re.I
)
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*")
_REFERRING = frozenset(
    "he she it they him her them his hers its their theirs this that these those there".split()
)

Find = Callable[[str], Sequence[Passage]]


def condense(question: str, history: Sequence[Answer]) -> str:
    """Returns a question that can be understood without what was said before.

    A pronoun, or a question without a content word, takes the names of the last question along.
    """
    if not history:
        return question
    bare = _OPENER.sub("", question).strip() or question
    if stems(bare) and _REFERRING.isdisjoint(words(bare)):
        return bare
    last = history[-1].question
    names = dict.fromkeys(match.group() for match in _NAME.finditer(last) if match.start() > 0)
    return f"{bare} ({', '.join(names) or last})"


def find_in_conversation(question: str, history: Sequence[Answer], find: Find) -> list[Passage]:
    """Returns the passages for a condensed question, those of the story under way raised."""
    passages = list(find(question))
    if not history:
        return passages
    story = {
        article_of(citation.address)
        for sentence in history[-1].sentences
        for citation in sentence.citations
    }
    known = {passage.address for passage in passages}
    joined = find(f"{history[-1].question} {question}")
    passages += [one for one in joined if one.address not in known and one.article.id in story]
    raised = [
        replace(one, score=one.score + SAME_STORY_BONUS * (one.article.id in story))
        for one in passages
    ]
    return sorted(raised, key=lambda one: -one.score)[: max(len(known), 1)]
