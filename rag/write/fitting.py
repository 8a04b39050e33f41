"""Whether a sentence holds what a question asks for: a number of that thing, a time, a reason."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.verify.days import days
from rag.verify.quantities import Quantity, quantities
from rag.words import words
from rag.write.question import MONTHS, Question, forms, found

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty|"
    "fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|half|"
    "twice|third|quarter|none|several|first|second|once"
)
_DAYS = (
    f"{MONTHS}|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow|"
    "spring|summer|autumn|winter|century|centuries|decade|ago|week|month|year"
)
# What must stand in a sentence, besides the question's own words, to answer each kind. That a name
# must answer "who" was tried and told nothing.
_FITTING = {
    "number": re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE),
    "time": re.compile(
        rf"\bc?[1-9]\d{{2,3}}s?\b|\b\d+(?:st|nd|rd|th)\b|\b(?:{_DAYS})s?\b", re.IGNORECASE
    ),
}
# A reason is often given with few of the question's words ("The clay is the reason"): to weigh a
# sentence by it told nothing, but an answer to "why" should not be without one that is at hand.
_REASON = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result of|reasons?|caused?|causing|"
    r"blam(?:ed?|ing)|led to|prompted|stems? from|attributed)\b",
    re.IGNORECASE,
)
# "Nobody was killed" answers how many were.
_NO_NUMERAL = re.compile(
    r"\b(?:nobody|no one|none|several|dozens|hundreds|thousands|millions|once|twice|both|no)\b",
    re.IGNORECASE,
)
_LENGTHS = "metre meter kilometre kilometer mile foot feet inch yard km m cm mm centimetre"
_TIMES = "second minute hour day week month year decade century night"
# By what is asked, the units of a number that answers it.
_UNITS = {
    "long": f"{_LENGTHS} {_TIMES}",
    "old": "year month week century",
    "far": _LENGTHS,
    "high": _LENGTHS,
    "tall": _LENGTHS,
    "deep": _LENGTHS,
    "wide": _LENGTHS,
    "fast": "knot mph kph km mile kilometre metre",
}
# "five weeks after the work began" does not tell how long it took.
_APART = re.compile(r"[\s-]+\w+ (?:after|before|ago|later|earlier)\b")
# "86 passengers", "nine people were hurt": up to four words on.
_FOLLOWING = re.compile(r"(?:[\s-]+[\w’'-]+){1,4}")
_MONEY = re.compile(
    r"\b(?:costs?|prices?|priced|pay|pays|paid|spend|spent|worth|charged?|sold|bid|money|owes?|earn|"
    r"los[et]|loss|losses|profits?|borrow|lend|raise|invest)\b"
)


# A place: a name that is not the question's, after a word for where.
_PLACE = re.compile(
    r"\b(?:in|at|off|near|on|from|to|outside|inside|into|along|beneath|between|across|through|"
    r"around|of) (?:the |a |an )?(?:[a-z]+ ){0,2}(?P<name>[A-Z][\w’'-]+)"
)
_THERE = re.compile(r"(?:Here|There)\b(?! (?:is|are|was|were|will|has|have|had)\b)")
_NAME = re.compile(r"(?<=\s)[A-Z][\w’'-]*[\w-]")
# How a person is made known: "Ann Ode, the owner of the boat", "its owner, Ann Ode".
_MADE_KNOWN = (
    r"NAME(?:, (?:who|an?|the|its|their|his|her|\w+ (?:of|for|at))\b"
    r"|,? (?:is|was|became) (?:an?|the)\b| \(| of the\b)"
    r"|\b(?i:the|its|their|an?|\w+[’']s?) (?:[\w-]+ ){0,3}[a-z-]+,? (?:[A-Z][\w’'-]+ ){0,2}NAME\b"
    r"|\b[a-z]+(?:er|or|man|woman|ist|ent|chief|head) (?:[A-Z][\w’'-]+ ){1,2}NAME\b"
)


def fits(question: Question, sentence: str) -> bool:
    """Tells whether a sentence holds the kind of thing that the question asks for."""
    if question.counted:
        return bool(_numbers(sentence)) or bool(_NO_NUMERAL.search(sentence))
    own = frozenset(words(question.text))
    if question.kind == "place":
        named = (one["name"] for one in _PLACE.finditer(sentence))
        return bool(_THERE.match(sentence)) or any(own.isdisjoint(words(name)) for name in named)
    if question.kind not in _FITTING:
        return True
    return any(
        own.isdisjoint(words(match.group())) for match in _FITTING[question.kind].finditer(sentence)
    )


def is_of_the_thing(question: Question, sentence: str) -> bool:
    """Tells whether a number in a sentence is one of what the question asks for the number of.

    "86 passengers" answers how many passengers, "1.2 kilometres" how long, "£11 million" the cost.
    """
    if question.kind != "number":
        return False
    numbers = _numbers(sentence)
    if units := _UNITS.get(question.measure):
        known = frozenset(units.split())
        return any(
            not known.isdisjoint((one.noun, one.noun.removesuffix("s")))
            and not _APART.match(sentence, one.end)
            for one in numbers
        )
    if _MONEY.search(question.text) and not question.counted:
        return any(one.kind == "money" for one in numbers)
    following = (_FOLLOWING.match(sentence, one.end) for one in numbers)
    return question.thing is not None and any(
        found(question.thing, forms(after[0])) > 0 for after in following if after
    )


def makes_known(question: Question, sentence: str) -> bool:
    """Tells whether a sentence says who someone is, where a question asks that."""
    if question.kind != "identity" or not (names := _NAME.findall(question.text)):
        return False
    return bool(re.search(_MADE_KNOWN.replace("NAME", re.escape(names[-1])), sentence))


def gives_reason(sentence: str) -> bool:
    """Tells whether a sentence says of something why it is so."""
    return bool(_REASON.search(sentence))


@lru_cache(maxsize=1 << 10)
def _numbers(sentence: str) -> tuple[Quantity, ...]:
    """Returns the numbers of a sentence that tell how many or how much, no dates among them."""
    taken = [(one.start, one.end) for one in days(sentence)]
    told = quantities(sentence, taken=taken)
    return tuple(one for one in told if one.kind not in ("ordinal", "clock"))
