"""How statements are laid out: running text, bullets, a timeline, a headline, questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from rag.cite import cited
from rag.write.points import Statement
from rag.write.when import days_told

WHAT_ELSE = "What else is known?"

# What a reader would ask, and the words of a sentence that answers it; the first that fits is it.
_ASKED = {
    question: re.compile(words, re.IGNORECASE)
    for question, words in {
        "What is denied or disputed?": (
            r"\b(?:den(?:y|ies|ied)|declined to|refus\w+ to|reject\w*|disput\w+|no comment)\b"
        ),
        "What is not known yet?": (
            r"\b(?:unclear|unknown|not (?:yet )?(?:known|clear|been (?:said|named))|inquiry|"
            r"remains to be seen|under investigation|is investigating|will investigate)\b"
        ),
        "Why?": (
            r"\b(?:because|caused by|owing to|the reason|as a result of|"
            r"due to (?:the|an?|its|their|his|her|poor|bad|high|low|lack))\b"
        ),
        "What happens next?": (
            r"\b(?:will (?!have\b)|(?:is|are) (?:due|expected|scheduled)|plans? to|"
            r"next (?:week|month|year))"
        ),
        "What does it cost?": (r"[$€£¥]\s?\d|\b\d[\d.,]* (?:\w+ )?(?:dollars|euros|pounds)\b"),
    }.items()
}
_COUNTED = (
    "people passengers workers jobs homes houses families children residents soldiers civilians "
    "students patients"
)
_HOW_MANY = re.compile(
    r"^\W*(?:(?:about|around|nearly|almost|more than|at least|some)\s)?(?:\d[\d,]*|[a-z]+)\s"
    rf"(?P<what>{'|'.join(_COUNTED.split())})\s(?P<verb>were|was|are|have been|had been)\s"
    r"(?P<done>\w+ed|hurt|killed|lost|left|sent|taken)\b",
    re.IGNORECASE,
)
_NO_NAMES = frozenset("He She It They We I You Some Others Many Most One Nobody Both".split())
_SPEAKER = re.compile(
    r"\b(?P<name>(?:[A-Z][\w’'-]+\s){0,2}[A-Z][\w’'-]+)(?:, [^,]{3,60},)?"
    r" (?:said|says|told|warned)\b"
)


def brief(statements: Sequence[Statement]) -> str:
    """Returns the statements as running text."""
    return " ".join(map(_stated, statements))


def bullets(statements: Sequence[Statement]) -> str:
    """Returns each statement, and what stands against it, on a line of its own."""
    return "\n".join(f"- {_stated(one)}" for one in statements)


def timeline(statements: Sequence[Statement]) -> str:
    """Returns the statements in the order of their days, each behind its date."""
    dated = [(when, one) for one in statements if (when := day_of(one))]
    ordered = sorted(dated, key=lambda pair: pair[0])
    return "\n".join(f"- {when:%-d %B %Y}: {_stated(one)}" for when, one in ordered)


def questions(statements: Sequence[Statement]) -> str:
    """Returns what a reader would ask, each question above its answer."""
    asked: dict[str, list[Statement]] = {}
    for place, one in enumerate(statements):
        asked.setdefault(question_of(one, is_first=place == 0), []).append(one)
    ordered = sorted(asked.items(), key=lambda pair: pair[0] == WHAT_ELSE)
    return "\n\n".join(f"### {question}\n{brief(group)}" for question, group in ordered)


LAYOUTS: dict[str, Callable[[Sequence[Statement]], str]] = {
    "brief": brief,
    "bullets": bullets,
    "timeline": timeline,
    "headline": brief,
    "questions": questions,
}


def day_of(statement: Statement) -> date | None:
    """Returns the day that a statement tells of: as it says, or else that of its article."""
    published = statement.candidate.passage.article.published
    return next(days_told(statement.candidate), published)


def question_of(statement: Statement, *, is_first: bool) -> str:
    """Returns the question that a statement answers."""
    text = statement.candidate.text
    if is_first:
        return "What happened?"
    if statement.against:
        return "Where do the sources differ?"
    if counted := _HOW_MANY.match(text):
        return f"How many {counted['what']} {counted['verb']} {counted['done']}?"
    for question, sign in _ASKED.items():
        if sign.search(text):
            return question
    if (speaker := _SPEAKER.search(text)) and speaker["name"] not in _NO_NAMES:
        return f"What does {speaker['name']} say?"
    return WHAT_ELSE


def _stated(statement: Statement) -> str:
    said = [statement, *statement.against]
    return " ".join(cited(one.candidate.text, one.keys) for one in said)
